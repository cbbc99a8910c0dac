"""The surface of a package: what is written can be read, and anything else is no surface."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from generator.diff.packages import between
from generator.places import SPEC
from generator.surface import Surface, SurfaceError, surface, text
from generator.surface.form import TEXTS
from tests.diff.changed import meaning, states
from tests.stages.lower.test_cases import DIRECTORIES

WHOLE = [d for d in DIRECTORIES if not (d / "refused.txt").exists()]


def offered(path: Path) -> Surface:
    """What a package of a description offers."""
    return Surface(api=meaning(path), runtime={"option A.b": "int | None"}, generator="1.2.3")


def without_texts(value: Any) -> Any:
    """A value of the vocabulary, texts blank."""
    if isinstance(value, tuple):
        return tuple(map(without_texts, value))
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    blank: Any = {"migration": None}
    names = [field.name for field in dataclasses.fields(value)]
    members = {
        name: blank.get(name, "") if name in TEXTS else without_texts(getattr(value, name))
        for name in names
    }
    return type(value)(**members)


@pytest.mark.parametrize("directory", WHOLE, ids=lambda d: d.name)
def test_what_is_written_can_be_read(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Written, read and written again, a surface is the same, and no change from what it is of."""
    monkeypatch.chdir(directory)
    whole = offered(Path("openapi.yaml"))
    read = surface(text(whole))
    assert text(read) == text(whole)
    assert without_texts(read.api) == without_texts(whole.api)
    told = {c.difference.rule for c in between(whole, read).changes}
    assert told <= {"text-changed"}
    assert (read.runtime, read.generator) == (whole.runtime, whole.generator)


def test_each_line_is_a_thing(tmp_path: Path) -> None:
    """A field more is a line more, in ASCII, and no text of the description is in it."""
    case = {"set": {"/components/schemas/Place/properties/a \u00e9": {"type": "string"}}}
    old, new = (text(Surface(api=a, runtime={}, generator="1")) for a in states(case, tmp_path))
    (line,) = {*new.splitlines()} - {*old.splitlines()}
    assert line.startswith(' property "a\\u0020\\u00e9" {') and new.isascii()
    assert "Add a note" not in old


@pytest.mark.parametrize(
    "content",
    [
        "",
        "surface x {}",
        'surface x {"format":2,"generator":"1"}',
        'surface x {"format":1,"generator":"1"}\nclass A {"Provider":{}}',
        'surface x {"format":1,"generator":"1"}\nclass A',
        'surface x {"format":1,"generator":"1"}\nclass A []',
        'surface x {"format":1,"generator":"1"}\nclass A {"namespace":"","providers":["a"],"b":1}',
        'surface x {"format":1,"generator":"1"}\nalias A {"namespace":"","type":{"Ref":"B"}}',
    ],
)
def test_anything_else_is_no_surface(content: str) -> None:
    """A file of another form, of another version or with loose ends is refused by one error."""
    with pytest.raises(SurfaceError, match="not the surface of a package"):
        surface(content)


@pytest.mark.parametrize("directory", [SPEC.parent, *WHOLE], ids=lambda d: d.name)
def test_with_its_texts_an_api_comes_back_whole(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Written with its texts and read again, an Api is the same in all that it says."""
    monkeypatch.chdir(directory)
    whole = offered(Path("openapi.yaml"))
    assert surface(text(whole, with_texts=True)) == whole
