"""What runs that came to no end leave to the next one, and a `vendor` that can't begin."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest

from generator import cli
from generator.files import digest
from generator.publish import PublishError, check, publish
from generator.publish.report import Report, describe
from tests.stages.publish.test_kills import NEW, contents, output, prepared, texts

pytestmark = pytest.mark.usefixtures("unmarked")

RUN = "0123456789abcdef"
MINE = {"thing/mine.py": "mine\n", "thing/changed.py": "edited\n"}
HASHES = {path: [digest(text.encode())] for path, text in MINE.items()}
LEFT = f".compactgen-{RUN}-00000000"
JOURNAL = ".compactgen-journal"


def leave(journal: Path, kind: str) -> None:
    """Put a journal there that can't be read."""
    text = UNREAD[kind]
    journal.write_bytes(text if isinstance(text, bytes) else text.encode())


def told(report: Report, *, checked: bool = False) -> str:
    """What a person reads of a report."""
    return "\n".join(describe(report, checked=checked))


UNREAD: dict[str, str | bytes] = {
    "nothing": "",
    "truncated": json.dumps({"format": 1, "run": RUN, "files": HASHES})[:-20],
    "not text": b"\xff\xfe\x00\x01",
    "of a newer version": json.dumps({"format": 2, "run": RUN, "files": HASHES}),
    "of a newer form": json.dumps({"run": RUN, "steps": [{"delete": path} for path in MINE]}),
    "half a character": f'{{"run": "{RUN}", "files": {{"thing/\\ud800.py": []}}}}',
    "a long name": json.dumps({"run": RUN, "files": {f"thing/{'a' * 300}.py": []}}),
    "a long path": json.dumps({"run": RUN, "files": {"a/" * 3000 + "b": []}}),
    "a way out": json.dumps({"run": RUN, "files": {**HASHES, "../mine.py": []}}),
}


@pytest.mark.case("F23", "F43")
@pytest.mark.parametrize("kind", UNREAD)
def test_a_journal_that_cannot_be_read_is_told_of(tmp_path: Path, kind: str) -> None:
    """It makes nothing ours: what it may have meant stays, its name is told, and it goes away."""
    folder = prepared(tmp_path / "out")
    for path in ("thing/mine.py", f"thing/{LEFT}"):
        (folder / path).write_text("mine\n")
    leave(folder / "thing" / JOURNAL, kind)
    before = check(output(NEW), folder, "thing")
    assert not before.current
    assert f"{JOURNAL} says nothing" in told(before, checked=True)
    assert f"{JOURNAL} says nothing" in told(publish(output(NEW), folder, "thing"))
    kept = {"thing/mine.py": "mine\n", f"thing/{LEFT}": "mine\n"}
    assert contents(folder) == {**texts(NEW), **kept}
    assert told(check(output(NEW), folder, "thing"), checked=True).endswith("all current")


@pytest.mark.case("F21", "F43")
@pytest.mark.parametrize("kind", UNREAD)
def test_nor_does_it_excuse_overwriting(tmp_path: Path, kind: str) -> None:
    """An edited file is refused as it would be without a journal, which stays for the next run."""
    folder = prepared(tmp_path / "out")
    (folder / "thing/changed.py").write_text("edited\n")
    leave(folder / "thing" / JOURNAL, kind)
    with pytest.raises(PublishError, match=r"(?s)changed since.*thing/changed\.py"):
        publish(output(NEW), folder, "thing")
    assert (folder / "thing/changed.py").read_text() == "edited\n"
    assert (folder / "thing" / JOURNAL).exists()


@pytest.mark.case("F01", "F43")
def test_a_journal_of_the_version_before_repairs(tmp_path: Path) -> None:
    """One that doesn't say its format is of the first, and the tree of its run is repaired."""
    folder = prepared(tmp_path / "out")
    (folder / "thing/changed.py").write_text("half way\n")
    (folder / "thing" / LEFT).write_text("half way\n")
    known = {"thing/changed.py": [digest(b"half way\n")]}
    (folder / "thing" / JOURNAL).write_text(json.dumps({"run": RUN, "files": known}))
    said = told(publish(output(NEW), folder, "thing"))
    assert "repaired" in said
    assert JOURNAL not in said
    assert contents(folder) == {**texts(NEW), f"thing/{LEFT}": "half way\n"}  # not of that path


@pytest.mark.case("F43")
def test_the_journal_says_its_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written down can be told from what another version writes."""
    folder = prepared(tmp_path / "out")
    seen: list[Any] = []
    replace = os.replace

    def looking(source: Any, target: Any) -> None:
        if Path(target).name == JOURNAL:
            seen.append(json.loads(Path(source).read_text()))
        replace(source, target)

    monkeypatch.setattr(os, "replace", looking)
    publish(output(NEW), folder, "thing")
    assert [found["format"] for found in seen] == [1]


# --- vendor --------------------------------------------------------------------------------------


@pytest.mark.case("F07")
@pytest.mark.parametrize(
    ("asked", "code"),
    [(True, errno.EACCES), (False, errno.EROFS)],
    ids=["told before", "told by mkdir"],
)
def test_vendor_below_a_read_only_folder(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    asked: bool,
    code: int,
) -> None:
    """DEST can't be made: 2, one line that names the folder, no traceback, and nothing is left."""
    parent = tmp_path / "app"
    parent.mkdir()
    make = os.mkdir

    def refused(path: Any, *more: Any, **others: Any) -> None:
        if Path(path).parent == parent:
            raise OSError(code, os.strerror(code), str(path))
        make(path, *more, **others)

    monkeypatch.setattr(os, "mkdir", refused)
    if asked:
        access = os.access
        monkeypatch.setattr(os, "access", lambda p, mode: Path(p) != parent and access(p, mode))
    assert cli.main(["vendor", str(parent / "client"), "--provider", "azure", "--quiet"]) == 2
    said = capsys.readouterr()
    lines = [line for line in said.err.splitlines() if line.startswith("compactgen: ")]
    assert len(lines) == 1
    assert str(parent) in lines[0]
    assert ("can't be written to" if asked else os.strerror(code)) in lines[0]
    assert "Traceback" not in said.err + said.out
    assert list(tmp_path.rglob("*")) == [parent]


@pytest.mark.case("F07")
def test_vendor_into_a_folder_below_a_read_only_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A DEST that is there and can be written to needs nothing of the folder that it is in."""
    package = tmp_path / "app/client"
    package.mkdir(parents=True)
    opened = os.open

    def only_below(path: Any, flags: int, *more: Any, **others: Any) -> int:
        if flags & os.O_CREAT and Path(path).parent == package.parent:
            raise OSError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return opened(path, flags, *more, **others)

    monkeypatch.setattr(os, "open", only_below)
    assert cli.main(["vendor", str(package), "--provider", "azure", "--quiet"]) == 0
    assert (package / "MANIFEST.json").is_file()
    assert [path.name for path in package.parent.iterdir()] == ["client"]


@pytest.mark.case("F43")
def test_vendor_tells_of_a_journal_that_it_cannot_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The line names the folder and the file; what the user has there stays as it was."""
    package = tmp_path / "client"
    package.mkdir()
    leave(package / JOURNAL, "of a newer version")
    (package / "mine.py").write_text("mine\n")
    assert cli.main(["vendor", str(package), "--provider", "azure"]) == 0
    said = capsys.readouterr()
    assert f"{package}: {JOURNAL} says nothing" in said.out + said.err
    assert (package / "mine.py").read_text() == "mine\n"
    assert not (package / JOURNAL).exists()
