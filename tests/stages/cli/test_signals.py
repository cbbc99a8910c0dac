"""What is left when a signal ends a command, a measurement or a run of tests: nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.signals import EndedBySignal, undoing
from tests.diff.repository import BASE, BROKEN, git

ROOT = Path(__file__).parents[3]
LISTENING = """import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)
"""
"""Jobs that a shell starts in the background ignore Control-C, and those of `nohup` SIGHUP."""
ENDS = [
    ("*/openapi.yaml", signal.SIGHUP, 129),
    ("*/types/*", signal.SIGINT, 130),
    ("*/types/*", signal.SIGTERM, 143),
]
"""What a comparison has written when a signal comes: a revision, or what is known of types."""


def _command(module: str, *arguments: str) -> list[str]:
    run = f"import runpy, sys; sys.argv[1:] = {[*arguments]!r}"
    start = f"{run}; runpy.run_module({module!r}, run_name='__main__', alter_sys=True)"
    return [sys.executable, "-c", f"{LISTENING}{start}"]


def _ended(
    command: Sequence[str], place: Path, temporary: Path, sign: str, number: signal.Signals
) -> int:
    """Return how a command ends that gets a signal when a file is among what it keeps for now."""
    temporary.mkdir()
    child = subprocess.Popen(
        command,
        cwd=place,
        env={**os.environ, "TMPDIR": str(temporary), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    until = time.monotonic() + 60
    while not any(temporary.glob(sign)) and child.poll() is None and time.monotonic() < until:
        time.sleep(0.01)
    assert child.poll() is None, "ended before the signal came"
    child.send_signal(number)
    code = child.wait(60)
    with pytest.raises(ProcessLookupError):
        os.killpg(child.pid, 0)
    return code


@pytest.mark.slow
@pytest.mark.parametrize(("sign", "number", "code"), ENDS)
def test_a_comparison_leaves_nothing(
    tmp_path: Path, sign: str, number: signal.Signals, code: int
) -> None:
    """Neither what a revision held, nor the packages of a proof, nor a process that checks them."""
    project, temporary = tmp_path / "project", tmp_path / "temporary"
    project.mkdir()
    (project / "openapi.yaml").write_text(BASE, "utf-8")
    for arguments in (["init"], ["add", "."], ["commit", "-m", "first"]):
        git(project, *arguments)
    (project / "openapi.yaml").write_text(BROKEN, "utf-8")
    command = _command("generator", "diff", "HEAD", "openapi.yaml", "--package", "p", "--prove")
    assert _ended(command, project, temporary, sign, number) == code
    assert [] == [*temporary.iterdir()]


@pytest.mark.slow
def test_a_measurement_leaves_nothing(tmp_path: Path) -> None:
    """Nor do the packages of descriptions that are generated one after the other."""
    folder, temporary = tmp_path / "descriptions", tmp_path / "temporary"
    folder.mkdir()
    (folder / "notes.yaml").write_text(BASE, "utf-8")
    command = _command("bench.corpus", "--no-types", str(folder))
    _ended(command, tmp_path, temporary, "*/0/out/*", signal.SIGTERM)
    assert [] == [*temporary.iterdir()]


@pytest.mark.slow
def test_tests_leave_nothing(tmp_path: Path) -> None:
    """Tests that pass leave none of their folders, also where another process runs them."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "1", "tests/stages/publish/test_manifest.py"],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout
    assert [] == [*temporary.glob("*/*")]


def test_a_signal_that_is_ignored_stays_ignored() -> None:
    """What `nohup` starts goes on when its terminal closes."""
    with _handled(signal.SIGHUP, signal.SIG_IGN):
        with undoing():
            os.kill(os.getpid(), signal.SIGHUP)
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=str)
def test_handlers_are_put_back(number: signal.Signals) -> None:
    """Within, a signal raises what says how it ended; behind it, all is as it was."""
    with _handled(number, signal.SIG_DFL):
        with pytest.raises(EndedBySignal) as end, undoing():
            os.kill(os.getpid(), number)
            time.sleep(5)
        assert end.value.exit_code == 128 + number
        assert signal.getsignal(number) is signal.SIG_DFL


@contextmanager
def _handled(number: signal.Signals, handler: signal.Handlers) -> Iterator[None]:
    before = signal.signal(number, handler)
    try:
        yield
    finally:
        signal.signal(number, before)
