"""The manifest: what is ours by it, and what one that is damaged or another's changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.files import File
from generator.publish import publish
from generator.publish.destination import PublishError
from generator.publish.manifest import complete, manifest
from generator.version import VERSION
from tests.support.published import (
    FIRST,
    SECOND,
    contents,
    manifest_hash,
    output,
    refused,
)

pytestmark = pytest.mark.usefixtures("unmarked")


@pytest.mark.case("F23")
@pytest.mark.parametrize("path", ["../x", "/etc/x", "a/../../x", "..\\x", "C:/x", "a\0b"])
@pytest.mark.parametrize("table", ["files", "beside"])
def test_paths_that_lead_elsewhere(tmp_path: Path, table: str, path: str) -> None:
    """A manifest with such a path is refused as a whole, and nothing is deleted."""
    publish(output(FIRST), tmp_path / "out", "thing")
    place = tmp_path / "out/thing/MANIFEST.json"
    found = json.loads(place.read_text())
    found[table][path] = found["files"]["a.py"]
    place.write_text(json.dumps(found))
    (tmp_path / "x").write_text("a = 1\n")
    refused(tmp_path / "out", "not a manifest")
    assert contents(tmp_path) == {"x": "a = 1\n", **{f"out/{p}": t for p, t in FIRST.items()}}


@pytest.mark.case("F23")
def test_a_wrong_hash_deletes_nothing(tmp_path: Path) -> None:
    """A file that the manifest lists with another content is somebody's work."""
    publish(output(FIRST), tmp_path, "thing")
    (tmp_path / "thing/mine.py").write_text("mine\n")
    (tmp_path / "thing/_custom.py").write_text("mine\n")
    place = tmp_path / "thing/MANIFEST.json"
    found = json.loads(place.read_text())
    found["files"].update({"mine.py": "0" * 64, "_custom.py": manifest_hash("mine\n")})
    place.write_text(json.dumps(found))
    publish(output(FIRST), tmp_path, "thing")
    assert contents(tmp_path) == {
        **FIRST,
        "thing/mine.py": "mine\n",
        "thing/_custom.py": "mine\n",
    }


@pytest.mark.case("F24", "F49")
@pytest.mark.parametrize("version", ["99.0.0", "0.1.1", "0.1.0.1", "1"])
def test_a_newer_generator_has_been_here(tmp_path: Path, version: str) -> None:
    """A folder of a newer version is left alone, with advice; force goes back."""
    publish(output(FIRST, version), tmp_path, "thing", force=True)
    refused(tmp_path, f"compactgen {version}.*--force")
    publish(output(FIRST), tmp_path, "thing", force=True)
    assert VERSION in (tmp_path / "thing/MANIFEST.json").read_text()


@pytest.mark.case("F24")
def test_files_without_a_manifest(tmp_path: Path) -> None:
    """What is there without a manifest is adopted when asked for, or when it is the same."""
    publish(output(FIRST), tmp_path, "thing")
    (tmp_path / "thing/MANIFEST.json").unlink()
    publish(output(FIRST), tmp_path, "thing")
    (tmp_path / "thing/MANIFEST.json").unlink()
    with pytest.raises(PublishError, match=r"not written by compactgen.*--force(?s:.*)a\.py"):
        publish(output(SECOND), tmp_path, "thing")
    publish(output(SECOND), tmp_path, "thing", force=True)
    assert contents(tmp_path)["thing/a.py.orig"] == "a = 1\n"


@pytest.mark.case("F25")
def test_two_packages_share_a_folder(tmp_path: Path) -> None:
    """Each has a manifest of its own; what both would write is refused, the sibling untouched."""
    publish(output(FIRST), tmp_path, "thing")
    texts = {"other/a.py": "other\n", "schemas/y.json": "{}\n"}
    files = {path: File(text) for path, text in texts.items()}
    about = manifest(files, "other", generator=VERSION, inputs={}, options={})
    publish(complete(files, "other", about), tmp_path, "other")
    publish(output({"thing/a.py": "a = 1\n"}), tmp_path, "thing")
    assert contents(tmp_path) == {**texts, "thing/a.py": "a = 1\n"}
    refused_files = {**files, "thing/a.py": File("other\n")}
    with pytest.raises(PublishError, match="not written by"):
        publish(complete(refused_files, "other", about), tmp_path, "other")
