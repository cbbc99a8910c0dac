"""A run that is killed or refused by the disk at any point, on a tree of a few files.

Each file is old or new; the tree is old, new, or detected as neither and repaired by the next run,
whatever that makes. Kills happen in a child process, at each operation in turn.
"""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.publish import check, publish, transaction
from generator.publish.comparison import compare
from tests.support.published import output

pytestmark = pytest.mark.usefixtures("unmarked")

ROOT = Path(__file__).parents[3]
OLD = {
    "thing/same.py": "same\n",
    "thing/changed.py": "old\n",
    "thing/gone/only.py": "old\n",
    "schemas/x.json": "1\n",
}
NEW = {
    "thing/same.py": "same\n",
    "thing/changed.py": "new\n",
    "thing/sub/deep/more.py": "new\n",
    "schemas/x.json": "2\n",
}
OTHER = {"thing/changed.py": "other\n", "thing/last.py": "other\n"}
FOREIGN = {"thing/_custom.py": "mine\n", "schemas/mine.json": "mine\n"}
INTERNAL = re.compile(r"(.*/)?\.compactgen-[\w.-]+")

CHILD = """
import json, os, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.support.published import output
from generator import publish as module
from generator.publish import comparison
comparison.MARK = b""  # as the fixture "unmarked" has it, also in a new interpreter
folder, count, sort = {folder!r}, {count}, {sort!r}
files = output({files!r})
left = count
def step(*_):
    global left
    left -= 1
    if left < 0:
        os._exit(137)
WATCHED = ("open", "os.", "fcntl.", "shutil.")
def hook(event, arguments):
    if event.startswith(WATCHED) and event != "os.listdir":
        if event == "open" and not str(arguments[0]).startswith(folder):
            return
        step()
if sort == "audit":
    sys.addaudithook(hook)
else:
    write, fsync, close = os.write, os.fsync, os.close
    def torn(handle, data):
        global left
        left -= 1
        if left < 0:
            write(handle, bytes(data[: len(data) // 2]))
            os._exit(137)
        return write(handle, data)
    os.write = torn
    os.fsync = lambda handle: (step(), fsync(handle))[1]
module.publish(files, Path(folder), "thing")
os._exit(0)
"""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Don't wait for the disk: what is lost with the power no test can see."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


def contents(folder: Path) -> dict[str, str]:
    """Every file with its text."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text() for path in found}


def texts(of: dict[str, str]) -> dict[str, str]:
    """What is on the disk after a run for these files, with what others have there."""
    return {**FOREIGN, **{path: file.text for path, file in output(of).items()}}


def prepared(folder: Path, first: dict[str, str] | None = OLD) -> Path:
    """A folder with the old output and what isn't ours."""
    folder.mkdir()
    for path, text in FOREIGN.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text)
    if first is not None:
        publish(output(first), folder, "thing")
    return folder


def killed(folder: Path, count: int, sort: str, files: dict[str, str]) -> bool:
    """Run publish in a child that dies at the operation `count`; say whether it did."""
    code = CHILD.format(
        root=str(ROOT),
        folder=str(folder),
        count=count,
        sort=sort,
        files=files,
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode in (0, 137), done.stderr
    return done.returncode == 137


def looked_at(folder: Path, before: dict[str, str], after: dict[str, str]) -> str:
    """What a tree is, once it is certain that each of its files is whole."""
    found = contents(folder)
    plain = {path: text for path, text in found.items() if not INTERNAL.fullmatch(path)}
    for path, text in plain.items():
        assert text in (before.get(path), after.get(path)), path
    for path in before.keys() & after.keys():
        assert path in plain
    assert FOREIGN.items() <= plain.items()
    states = {"old": before, "new": after}
    return next((name for name, state in states.items() if plain == state), "mixed")


def repaired(folder: Path, then: dict[str, str]) -> None:
    """The next run makes exactly its own tree, and is current afterwards."""
    publish(output(then), folder, "thing")
    assert contents(folder) == texts(then)
    assert [p for p in folder.rglob("*") if p.is_dir() and not any(p.iterdir())] == []
    assert check(output(then), folder, "thing").current


def detected(folder: Path) -> bool:
    """Whether anybody who looks is told that the tree is neither."""
    said = [check(output(texts), folder, "thing").incomplete for texts in (OLD, NEW)]
    assert len({*said}) == 1
    return said[0]


class Forked:
    """Kills without a new interpreter each time, where there is fork: the same, but quick."""

    def __call__(self, folder: Path, count: int, sort: str, files: dict[str, str]) -> bool:
        child = os.fork()
        if child == 0:
            code = CHILD.format(
                root=str(ROOT),
                folder=str(folder),
                count=count,
                sort=sort,
                files=files,
            )
            try:
                exec(compile(code, "child", "exec"), {})
            finally:
                os._exit(99)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert status in (0, 137)
        return status == 137


kill: Callable[[Path, int, str, dict[str, str]], bool] = Forked() if hasattr(os, "fork") else killed


@pytest.mark.case("F01", "P10")
@pytest.mark.parametrize("then", [OLD, NEW, OTHER], ids=["old", "new", "other"])
@pytest.mark.parametrize("first", [OLD, None], ids=["update", "first"])
@pytest.mark.parametrize("sort", ["audit", "write"])
def test_killed_anywhere(
    tmp_path: Path, sort: str, first: dict[str, str] | None, then: dict[str, str]
) -> None:
    """Whole files, and a tree that is old, new, or detected; the next run repairs it."""
    before = texts(first) if first is not None else FOREIGN
    count, seen = 0, set[str]()
    while True:
        folder = prepared(tmp_path / str(count), first)
        died = kill(folder, count, sort, NEW)
        state = looked_at(folder, before, texts(NEW))
        assert state != "mixed" or detected(folder)
        seen.add(state if died else "done")
        repaired(folder, then)
        if not died:
            break
        count += 1
    assert count >= (10 if sort == "write" else 20)
    assert seen == {"old", "mixed", "new", "done"}


@pytest.mark.slow
@pytest.mark.case("F01")
def test_killed_in_the_repair_too(tmp_path: Path) -> None:
    """A second run that makes something else, and is killed as well, is repaired by a third."""
    for first in (16, 20, 24, 28):
        for second in range(0, 40, 3):
            folder = prepared(tmp_path / f"{first}-{second}")
            assert kill(folder, first, "audit", NEW)
            kill(folder, second, "audit", OTHER)
            for path, text in contents(folder).items():
                known = [texts(of).get(path) for of in (OLD, NEW, OTHER)]
                assert INTERNAL.fullmatch(path) or text in known, path
            repaired(folder, NEW)


@pytest.mark.case("F01")
def test_a_new_interpreter_dies_the_same_way(tmp_path: Path) -> None:
    """A child of its own, as a real run is, killed in the middle."""
    folder = prepared(tmp_path / "out")
    assert killed(folder, 20, "audit", NEW)
    looked_at(folder, texts(OLD), texts(NEW))
    repaired(folder, NEW)


# --- what the disk refuses -----------------------------------------------------------------------

CALLS = ("open", "write", "fsync", "close", "chmod", "replace", "unlink", "mkdir")


def refusing(
    monkeypatch: pytest.MonkeyPatch, call: str, code: int, at: int, *, lasting: bool
) -> list[int]:
    """Have the system call refuse at its n-th use, or from then on; tell how often it was used."""
    real, used = getattr(os, call), [0]

    def refuse(*arguments: Any, **more: Any) -> Any:
        used[0] += 1
        if used[0] - 1 == at or (lasting and used[0] - 1 > at):
            if call == "close":
                real(*arguments)
            raise OSError(code, os.strerror(code))
        return real(*arguments, **more)

    monkeypatch.setattr(transaction.os, call, refuse)
    return used


@pytest.mark.case("F04", "F05", "F06", "F07", "F08")
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "lasting"])
@pytest.mark.parametrize(
    ("call", "code"),
    [
        pytest.param("write", errno.ENOSPC, id="F04-full"),
        pytest.param("open", errno.ENOSPC, id="F04-full-of-names"),
        pytest.param("mkdir", errno.ENOSPC, id="F04-full-of-folders"),
        pytest.param("write", errno.EIO, id="F05-write"),
        pytest.param("fsync", errno.EIO, id="F05-fsync"),
        pytest.param("close", errno.EIO, id="F05-close"),
        pytest.param("replace", errno.EACCES, id="F06-rename"),
        pytest.param("replace", errno.EPERM, id="F08-immutable"),
        pytest.param("open", errno.EROFS, id="F07-read-only"),
        pytest.param("write", errno.EFBIG, id="F09-limit"),
    ],
)
def test_refused_by_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, lasting: bool
) -> None:
    """What was there is there again and no temporary file stays; or it is told, and repaired."""
    for at in range(60):
        folder = prepared(tmp_path / str(at))
        with monkeypatch.context() as patch:
            used = refusing(patch, call, code, at, lasting=lasting)
            try:
                publish(output(NEW), folder, "thing")
                failed = False
            except OSError as error:
                failed = True
                assert error.errno == code
                assert error.filename or call in ("open", "close")
        state = looked_at(folder, texts(OLD), texts(NEW))
        if failed and not (lasting and call == "replace"):
            assert state in ("old", "new"), at
            assert state == "old" or call in ("fsync", "close"), at
        if failed and state == "old" and not detected(folder):
            assert contents(folder) == texts(OLD)
        if state == "mixed":
            assert detected(folder)
        repaired(folder, NEW)
        if used[0] <= at:
            return
    raise AssertionError("the call is used more often than was thought")


@pytest.mark.case("F08")
def test_one_file_that_cannot_be_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One immutable file stops all, and the error names it."""
    folder = prepared(tmp_path / "out")
    real = os.replace

    def immutable(source: Any, target: Any) -> None:
        if Path(target).name == "changed.py":
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM), str(source))
        real(source, target)

    monkeypatch.setattr(os, "replace", immutable)
    with pytest.raises(PermissionError, match=r"thing/changed\.py"):
        publish(output(NEW), folder, "thing")
    assert contents(folder) == texts(OLD)


@pytest.mark.case("F06")
def test_a_file_that_is_open_elsewhere_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where systems lock open files, a replacement is tried a few times, and not for ever."""
    folder = prepared(tmp_path / "out")
    monkeypatch.setattr(transaction, "ATTEMPTS", 3)
    monkeypatch.setattr(transaction, "PAUSE", 0.001)
    with monkeypatch.context() as patch:
        used = refusing(patch, "replace", errno.EACCES, 0, lasting=False)
        publish(output(NEW), folder, "thing")
    assert contents(folder) == texts(NEW)
    with monkeypatch.context() as patch:
        used = refusing(patch, "replace", errno.EACCES, 0, lasting=True)
        with pytest.raises(PermissionError):
            publish(output(OLD), folder, "thing")
    assert used[0] <= 12


def test_all_is_on_the_disk_before_the_first_is_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of many files, which are written several at a time, each has been synced by then."""
    many = {f"thing/m{n}.py": f"{n}\n" for n in range(50)}
    synced: list[str] = []
    moved: list[int] = []
    replace = os.replace

    def noted(source: Path, target: Path) -> None:
        moved.append(len(synced))
        replace(source, target)

    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(str(os.fstat(handle).st_ino)))
    monkeypatch.setattr(os, "replace", noted)
    publish(output(many), tmp_path / "out", "thing")
    of_journal, *of_files = moved
    assert of_journal == 1
    assert of_files[0] >= 1 + len(many) + 1  # the journal, them, and their manifest
    assert len(of_files) == len(many) + 1


@pytest.mark.case("F09")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs limits of the system")
def test_a_limit_of_the_system(tmp_path: Path) -> None:
    """A real limit on the size of files, in a child, leaves what was there."""
    import resource
    import signal

    folder = prepared(tmp_path / "out")
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        try:
            publish(output({**NEW, "thing/changed.py": "x" * 5000}), folder, "thing")
        except OSError as error:
            os._exit(error.errno or 1)
        os._exit(0)
    assert errno.EFBIG == os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert contents(folder) == texts(OLD)


# --- what a journal may do -----------------------------------------------------------------------


@pytest.mark.case("F23")
@pytest.mark.parametrize(
    "journal",
    [
        "",
        "[]",
        "{",
        '{"run": "0123456789abcdef", "files": {"../outside.py": []}}',
        '{"run": "../../x", "files": {"thing/changed.py": []}}',
        '{"run": "0123456789abcdef", "files": {"thing/changed.py": ["x"]}}',
        "[" * 100_000,
    ],
)
def test_a_journal_is_untrusted(tmp_path: Path, journal: str) -> None:
    """A journal that no run can have written makes nothing ours, and goes away."""
    folder = prepared(tmp_path / "out")
    (tmp_path / "outside.py").write_text("mine\n")
    (folder / "thing/.compactgen-journal").write_text(journal)
    assert compare(output(OLD), folder, "thing").journal is None
    assert detected(folder)
    repaired(folder, NEW)
    assert (tmp_path / "outside.py").read_text() == "mine\n"


@pytest.mark.case("F43")
def test_only_what_the_journal_names_is_removed(tmp_path: Path) -> None:
    """Files that look like leftovers, but of no run that the journal tells of, stay."""
    folder = prepared(tmp_path / "out")
    assert kill(folder, 20, "audit", NEW)
    left = [path for path in contents(folder) if ".compactgen-" in path]
    assert len(left) > 2
    alike = folder / "thing/.compactgen-0000000000000000-00000000"
    alike.write_text("mine\n")
    publish(output(NEW), folder, "thing")
    assert contents(folder) == {**texts(NEW), "thing/" + alike.name: "mine\n"}


@pytest.mark.case("F43")
def test_a_journal_deletes_no_other_content(tmp_path: Path) -> None:
    """A file that the journal names, but with a content of somebody else, stays."""
    folder = prepared(tmp_path / "out")
    (folder / "thing/mine.py").write_text("mine\n")
    entries = {"run": "0" * 16, "files": {"thing/mine.py": ["0" * 64], "thing/_custom.py": []}}
    (folder / "thing/.compactgen-journal").write_text(json.dumps(entries))
    publish(output(NEW), folder, "thing")
    assert contents(folder) == {**texts(NEW), "thing/mine.py": "mine\n"}
