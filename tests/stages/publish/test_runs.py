"""Several runs at once and one after the other: locks, names, and temporary files."""

from __future__ import annotations

import errno
import os
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from generator import publish as publishing
from generator.publish import lock, publish
from generator.publish.destination import PublishError
from generator.publish.lock import exclusive
from tests.support.published import (
    FIRST,
    SECOND,
    contents,
    output,
    refused,
    run,
)

pytestmark = pytest.mark.usefixtures("unmarked")


@pytest.mark.case("F26")
def test_two_runs_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second waits for the first; the result is that of one run, a hundred times."""
    monkeypatch.setattr(os, "fsync", lambda _: None)  # or a slow disk could use up their patience
    failures: list[BaseException] = []

    def repeat(texts: dict[str, str]) -> None:
        try:
            for _ in range(25):
                publish(output(texts), tmp_path, "thing")
        except BaseException as error:  # noqa: BLE001  # a thread's failure has to reach the test
            failures.append(error)

    threads = [threading.Thread(target=repeat, args=(t,)) for t in (FIRST, SECOND, FIRST, SECOND)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert contents(tmp_path) in (FIRST, SECOND)


@pytest.mark.case("F26")
def test_waiting_has_an_end(tmp_path: Path) -> None:
    """A run that never comes to its end is told of, and nothing is written."""
    refusal = pytest.raises(PublishError, match="another run")
    with exclusive(tmp_path), refusal, exclusive(tmp_path, patience=0.1):
        raise AssertionError("both have it")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.case("F28")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_the_lock_of_a_killed_run_is_free(tmp_path: Path) -> None:
    """The lock is the system's: it goes with its holder."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        with exclusive(tmp_path):
            os.write(writer, b"x")
            time.sleep(60)
        os._exit(0)
    os.read(reader, 1)
    with pytest.raises(PublishError), exclusive(tmp_path, patience=0.1):
        pass
    os.kill(child, 9)
    os.waitpid(child, 0)
    with exclusive(tmp_path, patience=30):
        pass


@pytest.mark.case("F29")
def test_a_file_system_without_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be locked a run goes on without."""

    def unknown(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock.fcntl, "flock", unknown)
    publish(output(FIRST), tmp_path, "thing")
    assert contents(tmp_path) == FIRST


@pytest.mark.case("F27")
def test_a_reader_sees_whole_files(tmp_path: Path) -> None:
    """Whoever reads while files are published gets an old or a new one, never a part."""
    long = {"thing/a.py": "a" * 300_000 + "\n", "thing/sub/b.py": "b = 2\n"}
    publish(output(FIRST), tmp_path, "thing")
    seen: set[str] = set()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.add((tmp_path / "thing/a.py").read_text())

    reader = threading.Thread(target=read)
    reader.start()
    for texts in (long, FIRST) * 20:
        publish(output(texts), tmp_path, "thing")
    done.set()
    reader.join()
    assert seen <= {FIRST["thing/a.py"], long["thing/a.py"]}


@pytest.mark.case("F37")
def test_names_that_differ_in_case_alone(tmp_path: Path) -> None:
    """They are refused on every system, among what is generated and beside what is there."""
    refused_files = {**FIRST, "thing/A.py": ""}
    with pytest.raises(PublishError, match="the same for some"):
        publish(output(refused_files), tmp_path / "out", "thing")
    (tmp_path / "out/Thing").mkdir(parents=True)
    refused(tmp_path / "out", "in case alone")
    assert contents(tmp_path) == {}


@pytest.mark.case("F38", "F39")
@pytest.mark.parametrize("name", ["con", "aux", "nul", "com1", "lpt9", "a:b", "a.", "x" * 256])
def test_names_that_a_system_refuses(home: Path, name: str) -> None:
    """A name of a package or provider that some system can't have is refused on every system."""
    assert run("generate", "things.yaml", "--package", name) == 2
    (home / "o.yaml").write_text("overlay: 1.1.0\ninfo: {title: O, version: '1'}\nactions: []\n")
    assert run("generate", "things.yaml", "--overlay", f"{name}=o.yaml") == 2
    assert not (home / "generated").exists()


@pytest.mark.case("F41", "F42")
def test_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They lie beside their targets, have names that nobody guesses, and are never opened twice."""
    opened: list[tuple[str, int]] = []
    replaced: list[tuple[Path, Path]] = []
    real_open, real_replace = os.open, os.replace

    def noted(path: Any, flags: int, *more: Any, **rest: Any) -> int:
        if flags & os.O_CREAT:
            opened.append((str(path), flags))
        return real_open(path, flags, *more, **rest)

    def moved(source: Any, target: Any) -> None:
        replaced.append((Path(source), Path(target)))
        real_replace(source, target)

    monkeypatch.setattr(os, "open", noted)
    monkeypatch.setattr(os, "replace", moved)
    publish(output(FIRST), tmp_path, "thing")
    publish(output(SECOND), tmp_path, "thing")
    assert {path for path, _ in opened} == {str(source) for source, _ in replaced}
    assert all(flags & os.O_EXCL and flags & os.O_NOFOLLOW for _, flags in opened)
    assert all(source.parent == target.parent for source, target in replaced)
    files = [source.name for source, target in replaced if target.name == "a.py"]
    assert len({*files}) == 2
    assert all(len(name.split("-")[1]) == 16 for name in files)


@pytest.mark.case("F41")
def test_a_link_in_the_place_of_a_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever guesses a name all the same doesn't have a file written elsewhere."""
    publish(output(FIRST), tmp_path / "out", "thing")
    (tmp_path / "mine").write_text("mine")
    monkeypatch.setattr(os, "urandom", bytes)
    name = publishing.Journal(files={}).temporary("thing/a.py")
    (tmp_path / "out" / name).symlink_to(tmp_path / "mine")
    with pytest.raises(FileExistsError):
        publish(output(SECOND), tmp_path / "out", "thing")
    assert (tmp_path / "mine").read_text() == "mine"
