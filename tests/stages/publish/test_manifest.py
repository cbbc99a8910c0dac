"""The manifest: what it lists, how it is written, and what is taken for one."""

import hashlib
import json
from typing import Any

import pytest

from generator.files import File
from generator.publish.manifest import ManifestError, complete, manifest, read

FILES = {
    "schemas/one.json": File("{}\n"),
    "thing/z.py": File("é\n"),
    "thing/sub/a.py": File(""),
}


def written() -> str:
    """The text of the manifest of FILES."""
    return manifest(
        FILES, "thing", generator="1.2.3", inputs={"b": "0" * 64, "a": "1" * 64}, options={"p": 1}
    ).text()


def test_hashes_are_those_of_the_bytes() -> None:
    """Each file has the sha256 of its UTF-8 form, inside by the way from the package."""
    found = json.loads(written())
    assert {path: value[:64] for path, value in found["files"].items()} == {
        "sub/a.py": hashlib.sha256(b"").hexdigest(),
        "z.py": hashlib.sha256("é\n".encode()).hexdigest(),
    }
    assert {path: len(value) for path, value in found["files"].items()} == {
        "sub/a.py": 129,  # beside it what the module says
        "z.py": 129,
    }
    assert found["beside"] == {"schemas/one.json": hashlib.sha256(b"{}\n").hexdigest()}


def test_one_entry_a_line_and_sorted() -> None:
    """Two branches that change different files change different lines."""
    lines = [line for line in written().splitlines() if '": "' in line]
    assert all(line.count('": "') == 1 for line in lines)
    found = json.loads(written())
    for part in (found, *(value for value in found.values() if isinstance(value, dict))):
        assert list(part) == sorted(part)


def test_reads_back() -> None:
    """A manifest that was written reads as itself, with paths below the output folder."""
    about = read(written())
    assert about.text() == written()
    assert set(about.paths("renamed")) == {"schemas/one.json", "renamed/z.py", "renamed/sub/a.py"}


def test_comes_last_among_the_files() -> None:
    """The manifest is a file of the package and doesn't list itself."""
    about = read(written())
    assert list(complete(FILES, "thing", about)) == [*FILES, "thing/MANIFEST.json"]
    assert "MANIFEST.json" not in about.files


@pytest.mark.parametrize(
    "path", ["../x", "/etc/x", "a/../../x", "", "a//b", "./a", "c:\\x", "a\\b", "C:/x"]
)
def test_paths_that_lead_elsewhere_are_refused(path: str) -> None:
    """Nobody can have files deleted outside by editing a manifest."""
    found: dict[str, Any] = json.loads(written())
    found["beside"][path] = "0" * 64
    with pytest.raises(ManifestError, match="leads elsewhere"):
        read(json.dumps(found))


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"files": 1}', "<<<<<<< HEAD\n{}"])
def test_other_texts_are_no_manifest(text: str) -> None:
    """Anything else, a merge conflict included, is refused by one kind of error."""
    with pytest.raises(ManifestError):
        read(text)


def test_hash_has_the_form_of_one() -> None:
    """An entry that can't be a hash is refused."""
    with pytest.raises(ManifestError, match="no hash"):
        read(written().replace("0" * 64, "0" * 63))
