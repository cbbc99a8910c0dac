"""P11: after any runs and edits the folder holds what the manifest says, and what others put in."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from generator.files import File, digest
from generator.publish import PublishError, check, publish
from generator.publish.comparison import earlier
from generator.publish.manifest import complete, manifest
from generator.version import VERSION

pytestmark = pytest.mark.usefixtures("unmarked")

PATHS = ("thing/a.py", "thing/b/c.py", "thing/b/d/e.py", "schemas/x.json", "thing/_custom.py")
OUTPUTS = st.dictionaries(st.sampled_from(PATHS[:4]), st.sampled_from(["1\n", "2\n"]), min_size=1)
EDITS = st.dictionaries(
    st.sampled_from(PATHS), st.sampled_from([None, "1\n", "1\r\n", "mine\n"]), max_size=2
)
STEPS = st.lists(st.tuples(OUTPUTS, EDITS, st.booleans()), min_size=1, max_size=5)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def edited(folder: Path, edits: dict[str, str | None]) -> None:
    """Do what others may do to the files of a folder."""
    for path, text in edits.items():
        if text is None:
            (folder / path).unlink(missing_ok=True)
        else:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(text.encode())


@pytest.mark.case("P11")
@settings(max_examples=60)
@given(STEPS)
def test_the_folder_is_the_manifest_and_what_others_have(
    steps: list[tuple[dict[str, str], dict[str, str | None], bool]],
) -> None:
    """Deleted is only what was listed and unchanged; overwritten only that, or kept as .orig."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for texts, edits, force in steps:
            about = earlier(folder, "thing")
            known = about.paths("thing") if about else {}
            edited(folder, edits)
            before = contents(folder)
            ours = {
                p
                for p, c in before.items()
                if digest(c.replace(b"\r\n", b"\n")) in known.get(p, "").split(" ")
            }
            files = {path: File(text) for path, text in texts.items()}
            new = manifest(files, "thing", generator=VERSION, inputs={}, options={})
            files = dict(complete(files, "thing", new))
            wanted = {path: file.text.encode() for path, file in files.items()}
            theirs = {p: c for p, c in before.items() if p not in ours and p not in files}
            taken = {
                p for p, c in before.items() if p in wanted and p not in ours and c != wanted[p]
            }
            taken -= {"thing/MANIFEST.json"}
            try:
                publish(files, folder, "thing", force=force)
            except PublishError:
                assert taken and not force
                assert contents(folder) == before
                continue
            after = contents(folder)
            assert not taken or force
            assert wanted.items() <= after.items()
            assert theirs.items() <= after.items()
            copies = {path: text for path, text in after.items() if ".orig" in path}
            assert {before[path] for path in taken} <= {*copies.values()}
            assert after.keys() == wanted.keys() | theirs.keys() | copies.keys()
            assert check(files, folder, "thing").current
