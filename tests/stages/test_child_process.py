"""Work of a child process, and a run for several languages, each of which has one."""

from __future__ import annotations

import dataclasses
import os
import signal
import threading
import time
from pathlib import Path
from typing import NoReturn

import pytest

from generator import child_process, pipeline
from generator.child_process import child
from generator.job import Job
from generator.languages.java import prove
from generator.languages.java.language import Java

CASE = Path(__file__).parents[1] / "cases" / "lower_union_by_shape" / "openapi.yaml"

needs_fork = pytest.mark.skipif(not child_process.CAN_FORK, reason="the system has no fork")


@pytest.fixture
def processors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processors, and no thread of the tests' own."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    monkeypatch.setattr(threading, "active_count", lambda: 1)


@needs_fork
@pytest.mark.usefixtures("processors")
def test_a_child_does_the_work() -> None:
    """It runs in another process at once, which is gone when what it made has been taken."""
    with child(os.getpid) as made, child(lambda: list(range(100_000))) as large:
        assert large() == list(range(100_000))
        number = made()
        assert number != os.getpid()
    with pytest.raises(ChildProcessError):
        os.waitpid(number, 0)


@needs_fork
@pytest.mark.usefixtures("processors")
def test_what_a_child_cannot_do_is_done_here() -> None:
    """An exception is raised as ever, what can't be handed over is made again, as after a kill."""

    def failing() -> NoReturn:
        raise ValueError(f"{os.getpid()}")

    def killed() -> int:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return os.getpid()

    parent = os.getpid()
    with child(failing) as result, pytest.raises(ValueError, match=f"^{parent}$"):
        result()
    with child(lambda: failing) as function:
        assert function() is failing
    with child(killed) as number:
        assert number() == parent


@needs_fork
@pytest.mark.usefixtures("processors")
def test_a_child_ends_with_its_parent_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong meanwhile doesn't wait for it, and leaves no process behind."""
    numbers: list[int] = []
    fork = os.fork

    def noted() -> int:
        numbers.append(fork())
        return numbers[-1]

    monkeypatch.setattr(os, "fork", noted)
    begun = time.monotonic()
    with pytest.raises(KeyError), child(lambda: time.sleep(60)):
        raise KeyError
    assert time.monotonic() - begun < 30
    with pytest.raises(ChildProcessError):
        os.waitpid(numbers[0], os.WNOHANG)


@pytest.mark.parametrize("missing", ["system", "processor", "thread", "signal", "process"])
def test_without_a_child(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    """Where there is one processor, a thread, no fork or no sign of a child's end, the work is
    done when it is asked for.
    """

    def refused() -> NoReturn:
        raise BlockingIOError

    def forbidden() -> NoReturn:
        raise AssertionError("there is a child")

    monkeypatch.setattr(child_process, "CAN_FORK", missing != "system")
    processors = {0} if missing == "processor" else {0, 1}
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: processors, raising=False)
    monkeypatch.setattr(threading, "active_count", lambda: 2 if missing == "thread" else 1)
    kept = signal.SIG_IGN if missing == "signal" else signal.SIG_DFL
    monkeypatch.setattr(signal, "getsignal", lambda _: kept)
    monkeypatch.setattr(os, "fork", refused if missing == "process" else forbidden, raising=False)
    done: list[int] = []
    with child(lambda: done.append(os.getpid())) as result:
        assert done == []
        result()
    assert done == [os.getpid()]


def written(folder: Path) -> tuple[dict[str, bytes], list[tuple[str, str]]]:
    """The files of a run for both languages, and the stages that were told."""
    stages: list[tuple[str, str]] = []
    job = Job(description=CASE, package="thing")
    jobs = [job, dataclasses.replace(job, language=Java())]
    pipeline.generate(
        jobs, folder, check=False, force=False, tell=lambda *stage: stages.append(stage)
    )
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}, stages


@needs_fork
@pytest.mark.usefixtures("processors")
def test_two_languages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run with a child writes the same bytes and tells the same stages as one without."""
    beside = written(tmp_path / "beside")
    monkeypatch.setattr(child_process, "CAN_FORK", False)
    assert beside == written(tmp_path / "after")


@needs_fork
@pytest.mark.usefixtures("processors")
def test_a_fault_in_the_second_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is raised as it would be without a child, and nothing is written."""
    monkeypatch.setattr(prove, "faults", lambda *_: ["wrong"])
    with pytest.raises(prove.ProofError, match="^wrong$"):
        written(tmp_path / "out")
    assert not (tmp_path / "out").exists()
