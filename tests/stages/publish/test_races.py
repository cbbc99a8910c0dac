"""What others do to the folder while a run works on it: nothing of theirs is touched."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.publish import lock, publish, transaction
from generator.publish.destination import PublishError
from generator.publish.lock import exclusive
from tests.support.published import output

pytestmark = pytest.mark.usefixtures("unmarked")

FIRST = {"thing/a.py": "a = 1\n", "thing/sub/b.py": "b = 1\n", "schemas/x.json": "{}\n"}
SECOND = {"thing/a.py": "a = 2\n", "thing/sub/b.py": "b = 2\n", "thing/sub/new.py": "n = 2\n"}
THEIRS = {"thing/a.py": "theirs", "thing/sub/b.py": "theirs", "thing/sub/new.py": "theirs"}


def texts(folder: Path) -> dict[str, str]:
    """Every file with its text."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text() for path in found}


def written(folder: Path) -> None:
    """Put somebody else's files into a folder."""
    for path, text in THEIRS.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)


def interrupt(monkeypatch: pytest.MonkeyPatch, at: int, act: Callable[[], object]) -> None:
    """Have something happen right before one of the moves of a run."""
    replace, count = transaction.replace, [0]

    def moving(source: Path, target: Path) -> None:
        count[0] += 1
        if count[0] == at:
            act()
        replace(source, target)

    monkeypatch.setattr(transaction, "replace", moving)


@pytest.mark.case("F50")
@pytest.mark.parametrize("at", [1, 2, 3, 4])
@pytest.mark.parametrize("instead", ["nothing", "folder", "link"])
def test_the_folder_is_moved_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int, instead: str
) -> None:
    """What comes in the place of the folder isn't touched, and the folder can be repaired."""
    out, away = tmp_path / "out", tmp_path / "away"
    publish(output(FIRST), out, "thing")

    def move() -> None:
        out.rename(away)
        if instead != "nothing":
            written(out if instead == "folder" else tmp_path / "theirs")
        if instead == "link":
            out.symlink_to(tmp_path / "theirs")

    with monkeypatch.context() as patch:
        interrupt(patch, at, move)
        with pytest.raises(OSError, match="moved or replaced|No such file"):
            publish(output(SECOND), out, "thing")
    if instead != "nothing":
        assert texts(out) == THEIRS
    publish(output(SECOND), away, "thing")
    publish(output(SECOND), tmp_path / "clean", "thing")
    assert texts(away) == texts(tmp_path / "clean")


@pytest.mark.case("F16", "F50")
@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_folder_inside_becomes_a_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """A link that comes in the place of a folder after it was looked at isn't followed."""
    out, theirs = tmp_path / "out", tmp_path / "theirs"
    publish(output(FIRST), out, "thing")
    written(theirs)

    def swap() -> None:
        (out / "thing/sub").rename(tmp_path / "sub")
        (out / "thing/sub").symlink_to(theirs / "thing/sub")

    interrupt(monkeypatch, at, swap)
    with pytest.raises(OSError, match="a link has come|No such file"):
        publish(output(SECOND), out, "thing")
    assert texts(theirs) == THEIRS


@pytest.mark.case("F26", "F50")
def test_the_folder_goes_while_a_run_waits_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that has waited for a folder that is no more says so, and makes nothing."""
    out = tmp_path / "out"
    out.mkdir()
    told: list[BaseException] = []
    waits, taken = threading.Event(), lock._acquire

    def seen(handle: int) -> bool:
        free = taken(handle)
        if not free:
            waits.set()
        return free

    def wait() -> None:
        try:
            with exclusive(out):
                pass
        except PublishError as error:
            told.append(error)

    with exclusive(out):
        monkeypatch.setattr(lock, "_acquire", seen)
        waiting = threading.Thread(target=wait)
        waiting.start()
        assert waits.wait(60)
        out.rename(tmp_path / "away")
        out.mkdir()
    waiting.join(60)
    assert ["was moved or replaced" in str(error) for error in told] == [True]


@pytest.mark.case("F21")
@pytest.mark.parametrize("kind", ["file", "folder", "link", "broken link", "the same"])
def test_copies_never_replace_copies(tmp_path: Path, kind: str) -> None:
    """What stands where a copy would go stays, and the copy gets another name."""
    publish(output(FIRST), tmp_path / "out", "thing")
    place = tmp_path / "out/thing/a.py.orig"
    (tmp_path / "out/thing/a.py").write_text("mine")
    (tmp_path / "outside").write_text("dear")
    match kind:
        case "file":
            place.write_text("older")
        case "folder":
            place.mkdir()
        case "the same":
            place.write_text("mine")
        case _:
            place.symlink_to(tmp_path / ("outside" if kind == "link" else "nowhere"))
    publish(output(SECOND), tmp_path / "out", "thing", force=True)
    assert (tmp_path / "outside").read_text() == "dear"
    assert (tmp_path / "out/thing/a.py").read_text() == "a = 2\n"
    other = tmp_path / "out/thing/a.py.orig2"
    if kind == "the same":
        assert not other.exists() and place.read_text() == "mine"
    else:
        assert other.read_text() == "mine"
        assert place.is_dir() or place.is_symlink() or place.read_text() == "older"
