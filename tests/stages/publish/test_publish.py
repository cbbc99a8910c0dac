"""Publication: what is written, what is deleted, what is never touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.files import File, Files
from generator.publish import PublishError, check, publish
from generator.publish.comparison import earlier
from generator.publish.manifest import complete, manifest
from generator.publish.report import describe

pytestmark = pytest.mark.usefixtures("unmarked")

FIRST = {"thing/a.py": "a = 1\n", "thing/sub/b.py": "b = 1\n", "schemas/x.json": "{}\n"}


def output(texts: dict[str, str]) -> Files:
    """Files with their manifest."""
    files = {path: File(text) for path, text in texts.items()}
    return complete(
        files, "thing", manifest(files, "thing", generator="0.1.0", inputs={}, options={})
    )


def tree(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with its content and the time of its last change."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in found
    }


def contents(folder: Path) -> dict[str, str]:
    """Every file with its text, the manifest aside."""
    return {p: c.decode() for p, (c, _) in tree(folder).items() if not p.endswith("MANIFEST.json")}


def test_writes_everything_at_first(tmp_path: Path) -> None:
    """An empty place gets exactly the files, folders included."""
    report = publish(output(FIRST), tmp_path / "out", "thing")
    assert contents(tmp_path / "out") == FIRST
    assert (len(report.written), report.total, report.current) == (4, 4, False)


@pytest.mark.case("F34", "P12")
def test_second_run_writes_nothing(tmp_path: Path) -> None:
    """What is current is not written again, so that its time stays."""
    publish(output(FIRST), tmp_path, "thing")
    before = tree(tmp_path)
    assert publish(output(FIRST), tmp_path, "thing").current
    assert tree(tmp_path) == before


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    """A changed file is replaced together with the manifest, and no other."""
    publish(output(FIRST), tmp_path, "thing")
    report = publish(output({**FIRST, "thing/a.py": "a = 2\n"}), tmp_path, "thing")
    assert report.written == ("thing/MANIFEST.json", "thing/a.py")
    assert contents(tmp_path)["thing/a.py"] == "a = 2\n"


@pytest.mark.case("F22", "P11")
def test_own_files_that_are_no_more_go(tmp_path: Path) -> None:
    """A file that the last manifest lists is deleted, and its folder if that is empty."""
    publish(output(FIRST), tmp_path, "thing")
    report = publish(output({"thing/a.py": "a = 1\n"}), tmp_path, "thing")
    assert report.deleted == ("schemas/x.json", "thing/sub/b.py")
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["MANIFEST.json", "a.py", "thing"]


@pytest.mark.case("F22")
def test_changed_files_that_are_no_more_stay(tmp_path: Path) -> None:
    """What somebody has worked on isn't deleted; the report says so."""
    publish(output(FIRST), tmp_path, "thing")
    (tmp_path / "thing/sub/b.py").write_text("mine\n")
    report = publish(output({"thing/a.py": "a = 1\n"}), tmp_path, "thing")
    assert report.kept == ("thing/sub/b.py",)
    assert contents(tmp_path)["thing/sub/b.py"] == "mine\n"
    assert any("kept thing/sub/b.py" in line for line in describe(report, checked=False))


@pytest.mark.case("F20")
def test_foreign_files_stay(tmp_path: Path) -> None:
    """Files that no manifest lists are nobody's business."""
    (tmp_path / "thing").mkdir()
    (tmp_path / "thing/_custom.py").write_text("mine\n")
    publish(output(FIRST), tmp_path, "thing")
    publish(output({"thing/a.py": "a = 1\n"}), tmp_path, "thing")
    assert contents(tmp_path)["thing/_custom.py"] == "mine\n"


@pytest.mark.case("F20")
def test_foreign_files_are_not_overwritten(tmp_path: Path) -> None:
    """A file in the way that isn't ours stops everything before anything is written."""
    (tmp_path / "thing").mkdir()
    (tmp_path / "thing/a.py").write_text("mine\n")
    with pytest.raises(PublishError, match=r"a\.py"):
        publish(output(FIRST), tmp_path, "thing")
    assert contents(tmp_path) == {"thing/a.py": "mine\n"}


@pytest.mark.case("F16")
def test_folders_that_are_links_are_refused(tmp_path: Path) -> None:
    """Nothing is written through a link to somewhere else."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out/thing").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PublishError, match="link"):
        publish(output(FIRST), tmp_path / "out", "thing")
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.case("F40")
def test_modes_stay(tmp_path: Path) -> None:
    """A replaced file keeps its mode."""
    publish(output(FIRST), tmp_path, "thing")
    (tmp_path / "thing/a.py").chmod(0o750)
    publish(output({**FIRST, "thing/a.py": "a = 2\n"}), tmp_path, "thing")
    assert (tmp_path / "thing/a.py").stat().st_mode & 0o777 == 0o750


@pytest.mark.case("F40")
@pytest.mark.parametrize(
    ("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664), (0, 0o664)]
)
def test_new_files_follow_the_umask(tmp_path: Path, mask: int, mode: int) -> None:
    """A new file gets the mode that any other program would give it, and never is everybody's."""
    before = os.umask(mask)
    try:
        publish(output(FIRST), tmp_path, "thing")
    finally:
        os.umask(before)
    assert (tmp_path / "thing/a.py").stat().st_mode & 0o777 == mode


@pytest.mark.case("F06", "P10")
def test_failure_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a replacement fails no temporary file stays, and the manifest is the old one."""
    publish(output(FIRST), tmp_path, "thing")
    manifest_before = (tmp_path / "thing/MANIFEST.json").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="space"):
        publish(output({**FIRST, "thing/a.py": "a = 2\n"}), tmp_path, "thing")
    assert contents(tmp_path) == FIRST
    assert (tmp_path / "thing/MANIFEST.json").read_bytes() == manifest_before


@pytest.mark.case("F51")
def test_the_journal_is_first_and_the_manifest_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever sees a new file sees the journal, and whoever sees the manifest all of them."""
    order: list[str] = []
    replace = os.replace

    def noted(source: str, target: Path) -> None:
        order.append(target.name)
        replace(source, target)

    monkeypatch.setattr(os, "replace", noted)
    publish(output({**FIRST, "thing/z.py": ""}), tmp_path, "thing")
    assert order[-1] == "MANIFEST.json"
    assert order[0] == ".compactgen-journal"
    assert len(order) == 6


@pytest.mark.case("P12")
def test_check_writes_nothing_and_shows_the_difference(tmp_path: Path) -> None:
    """Stale, missing and surplus files come out as one unified diff; the folder stays."""
    publish(output(FIRST), tmp_path, "thing")
    (tmp_path / "schemas/x.json").unlink()
    before = tree(tmp_path)
    report = check(output({"thing/a.py": "a = 2\n", "schemas/x.json": "{}\n"}), tmp_path, "thing")
    assert not report.current
    assert "--- thing/a.py\n+++ thing/a.py\n@@ -1 +1 @@\n-a = 1\n+a = 2\n" in report.difference
    assert "--- /dev/null\n+++ schemas/x.json\n" in report.difference
    assert "--- thing/sub/b.py\n+++ /dev/null\n" in report.difference
    assert tree(tmp_path) == before


def test_check_of_what_is_current_is_silent(tmp_path: Path) -> None:
    """Nothing differs, so there is no diff."""
    publish(output(FIRST), tmp_path, "thing")
    report = check(output(FIRST), tmp_path, "thing")
    assert (report.current, report.difference) == (True, "")


@pytest.mark.case("P12")
@pytest.mark.parametrize("path", sorted([*FIRST, "thing/MANIFEST.json"]))
def test_any_changed_byte_is_found(tmp_path: Path, path: str) -> None:
    """One byte in any file makes the check fail and name it."""
    publish(output(FIRST), tmp_path, "thing")
    content = (tmp_path / path).read_bytes()
    (tmp_path / path).write_bytes(bytes([content[0] ^ 1]) + content[1:])
    assert path in check(output(FIRST), tmp_path, "thing").difference


@pytest.mark.case("F36")
def test_line_ends_are_a_difference(tmp_path: Path) -> None:
    """A checkout that converted line ends is not current; the report says why, without a diff."""
    publish(output(FIRST), tmp_path, "thing")
    (tmp_path / "thing/a.py").write_bytes(b"a = 1\r\n")
    report = check(output(FIRST), tmp_path, "thing")
    assert (report.current, report.difference) == (False, "")
    assert any(".gitattributes" in line for line in describe(report, checked=True))


@pytest.mark.case("F36")
def test_converted_files_are_nobodys_work(tmp_path: Path) -> None:
    """Files whose line ends were converted are replaced and deleted like any of ours."""
    publish(output(FIRST), tmp_path, "thing")
    for path in FIRST:
        (tmp_path / path).write_bytes(FIRST[path].replace("\n", "\r\n").encode())
    publish(output({"thing/a.py": "a = 2\n"}), tmp_path, "thing")
    assert contents(tmp_path) == {"thing/a.py": "a = 2\n"}


@pytest.mark.case("F21")
def test_changed_files_are_not_overwritten(tmp_path: Path) -> None:
    """Somebody's work in a generated file stops the run before anything is written."""
    publish(output(FIRST), tmp_path, "thing")
    (tmp_path / "thing/a.py").write_text("mine\n")
    before = tree(tmp_path)
    with pytest.raises(PublishError, match=r"changed since.*--force(?s:.*)a\.py"):
        publish(output({**FIRST, "thing/sub/b.py": "b = 2\n"}), tmp_path, "thing")
    assert tree(tmp_path) == before


@pytest.mark.case("F21")
def test_force_keeps_what_was_there(tmp_path: Path) -> None:
    """With force the work is kept beside, also a second time and without its twin."""
    publish(output(FIRST), tmp_path, "thing")
    for text in ("mine\n", "mine\n", "mine again\n"):
        (tmp_path / "thing/a.py").write_text(text)
        publish(output(FIRST), tmp_path, "thing", force=True)
    assert contents(tmp_path) == {
        **FIRST,
        "thing/a.py.orig": "mine\n",
        "thing/a.py.orig2": "mine again\n",
    }


@pytest.mark.case("F21", "F40")
@pytest.mark.parametrize("mode", [0o755, 0o600])
def test_what_is_kept_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    """What somebody could run can still be run, and what nobody else could read stays theirs."""
    publish(output(FIRST), tmp_path, "thing")
    (tmp_path / "thing/a.py").write_text("mine\n")
    (tmp_path / "thing/a.py").chmod(mode)
    publish(output(FIRST), tmp_path, "thing", force=True)
    assert (tmp_path / "thing/a.py.orig").stat().st_mode & 0o777 == mode


@pytest.mark.case("F23")
@pytest.mark.parametrize("bad", ["<<<<<<<\n", "[]", "{}", "", "[" * 100_000])
def test_broken_manifest_is_refused(tmp_path: Path, bad: str) -> None:
    """A manifest that can't be read lists nothing; the run stops, and force deletes nothing."""
    publish(output(FIRST), tmp_path, "thing")
    (tmp_path / "thing/MANIFEST.json").write_text(bad)
    assert earlier(tmp_path, "thing") is None
    with pytest.raises(PublishError, match="--force"):
        publish(output({"thing/a.py": "a = 1\n"}), tmp_path, "thing")
    assert contents(tmp_path) == FIRST
    report = publish(output({"thing/a.py": "a = 1\n"}), tmp_path, "thing", force=True)
    assert report.deleted == ()
    assert contents(tmp_path) == {**FIRST, "thing/MANIFEST.json.orig": bad}
