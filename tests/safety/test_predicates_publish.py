"""P21 for single conditions of publication: what is deleted, kept and refused, and no more.

Each was found by taking a condition away: without it nothing told.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.publish import PublishError, publish
from generator.publish.manifest import LONGEST, ManifestError, inside, is_digest, manifest, read
from tests.stages.publish.test_publish import FIRST, contents, output

pytestmark = pytest.mark.usefixtures("unmarked")

ONE = {"thing/a.py": "a = 1\n"}


@pytest.mark.case("P21", "F22")
def test_what_is_gone_already_is_neither_deleted_nor_kept(tmp_path: Path) -> None:
    """A file of ours that somebody deleted is no news, an empty one neither."""
    publish(output({**FIRST, "thing/empty.py": ""}), tmp_path, "thing")
    (tmp_path / "thing/sub/b.py").unlink()
    (tmp_path / "thing/empty.py").unlink()
    report = publish(output(ONE), tmp_path, "thing")
    assert (report.deleted, report.kept) == (("schemas/x.json",), ())


@pytest.mark.case("P21", "F22")
def test_kept_files_come_in_their_order(tmp_path: Path) -> None:
    """What is kept is told by its path, sorted."""
    publish(output(FIRST), tmp_path, "thing")
    for path in ("thing/sub/b.py", "schemas/x.json"):
        (tmp_path / path).write_text("mine\n")
    assert publish(output(ONE), tmp_path, "thing").kept == ("schemas/x.json", "thing/sub/b.py")


@pytest.mark.case("P21", "F43")
def test_what_a_journal_names_without_a_content_is_not_ours(tmp_path: Path) -> None:
    """A path for which a cut run knew no content is neither deleted nor told of as kept."""
    publish(output(ONE), tmp_path, "thing")
    left = {"run": "0" * 16, "files": {"thing/mine.py": [], "thing/_custom.py": []}}
    (tmp_path / "thing/.compactgen-journal").write_text(json.dumps(left))
    (tmp_path / "thing/mine.py").write_text("mine\n")
    report = publish(output({"thing/a.py": "a = 2\n"}), tmp_path, "thing")
    assert (report.deleted, report.kept) == ((), ())
    assert contents(tmp_path) == {"thing/a.py": "a = 2\n", "thing/mine.py": "mine\n"}


@pytest.mark.case("P21", "F21")
def test_what_is_in_the_way_is_told_apart(tmp_path: Path) -> None:
    """What was ours once and what never was are two lists, each with its own files alone."""
    publish(output(ONE), tmp_path, "thing")
    (tmp_path / "thing/a.py").write_text("changed\n")
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas/x.json").write_text("foreign\n")
    with pytest.raises(PublishError) as caught:
        publish(output(FIRST), tmp_path, "thing")
    assert caught.value.lines == (
        "changed since, so not overwritten without --force:",
        f"  {tmp_path / 'thing/a.py'}",
        "not written by compactgen, so not overwritten without --force:",
        f"  {tmp_path / 'schemas/x.json'}",
    )


@pytest.mark.case("P21", "F23")
def test_what_is_no_manifest_is_refused_for_that(tmp_path: Path) -> None:
    """A folder whose manifest can't be read isn't taken for one without any."""
    publish(output(ONE), tmp_path, "thing")
    (tmp_path / "thing/MANIFEST.json").write_text("{}")
    with pytest.raises(PublishError, match="not a manifest"):
        publish(output(ONE), tmp_path, "thing")


@pytest.mark.case("P21", "F24")
def test_a_version_of_many_digits_is_newer(tmp_path: Path) -> None:
    """A version that Python wouldn't turn into a number is refused like any newer one."""
    publish(output(ONE), tmp_path, "thing")
    place = tmp_path / "thing/MANIFEST.json"
    place.write_text(json.dumps({**json.loads(place.read_text()), "generator": "9" * 5000}))
    with pytest.raises(PublishError, match="--force goes back"):
        publish(output(ONE), tmp_path, "thing")


@pytest.mark.case("P21", "F23")
@pytest.mark.parametrize(
    "path",
    [
        *("", "/a", "../a", "a/..", "a/../b", "./a", "a/./b", "a//b", "a/", "a\\b", "C:a", "a\0b"),
        *("..", ".git/config", "a/.hidden", "a.py.", "a.py ", "MODELS~1.PY", "é.py", "a\n"),
    ],
)
def test_paths(path: str) -> None:
    """Each form of a path that leads elsewhere, or is another's, has a condition."""
    assert not inside(path)
    assert inside("a/b..c/_d-e.py")


@pytest.mark.case("P21", "F23")
@pytest.mark.parametrize(
    ("path", "fits"),
    [
        ("a" * 255, True),
        ("a" * 256, False),
        ("é" * 127 + "a", False),
        ("a/" * (LONGEST // 2 - 1) + "aa", True),
        ("a/" * (LONGEST // 2 - 1) + "aaa", False),
    ],
)
def test_long_paths(path: str, fits: bool) -> None:
    """A path is believed up to the length that disks have, and in ASCII."""
    assert inside(path) is fits


@pytest.mark.case("P21", "F23")
@pytest.mark.parametrize("text", ["", "0" * 63, "0" * 65, "g" * 64, "A" * 64, "0" * 63 + "\n"])
def test_hashes(text: str) -> None:
    """A hash has 64 digits, of the sort that is written."""
    assert not is_digest(text)
    assert is_digest("0123456789abcdef" * 4)


@pytest.mark.case("P21", "F23")
@pytest.mark.parametrize(
    "change",
    [
        *({key: []} for key in ("files", "beside", "inputs")),
        *({key: {"../a": "0" * 64}} for key in ("files", "beside")),
        *({key: {"a": "0"}} for key in ("files", "beside", "inputs")),
        {"files": {"a": None}},
        {"files": None},
        {"options": "text"},
        {"options": 1},
    ],
    ids=str,
)
def test_manifests(change: dict[str, object]) -> None:
    """A manifest whose entries aren't paths with hashes, or options, is none."""
    sound = json.loads(manifest({}, "a", generator="0", inputs={}, options={}).text())
    assert read(json.dumps(sound)).files == {}
    with pytest.raises(ManifestError):
        read(json.dumps({**sound, **change}))
