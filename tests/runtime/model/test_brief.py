"""What a person sees who prints a model."""

from __future__ import annotations

from typing import Any

from _runtime.model.model import Model, Nullable
from pydantic import Field


class Part(Model):
    """Something inside of another one."""

    text: str
    kind: str = Field(default="part", alias="type")
    note: Nullable[str] = None


class Whole(Model):
    """Something with parts."""

    parts: list[Part]
    secret: str = Field(default="", repr=False)


def whole(**more: Any) -> Whole:
    """Return a whole with one part."""
    return Whole.from_dict({"parts": [{"text": "t", "type": "part"}], **more})


def test_a_model_shows_its_class_and_what_is_set() -> None:
    """In `repr`, `str` and format, nested, by the names of attributes, with what isn't known."""
    shown = "Whole(parts=[Part(text='t', kind='part')], new={'a': 1})"
    thing = whole(new={"a": 1})
    assert [shown, shown, shown] == [repr(thing), str(thing), f"{thing}"]
    assert f"[{shown}]" == repr([thing])


def test_long_texts_lists_and_depths_are_cut() -> None:
    """Whatever an answer holds, a few thousand characters at most are shown of a flat one."""
    assert len(repr(Part(text="x" * 1_000_000, note="y" * 1_000_000))) < 1000
    many = repr(Whole(parts=[Part(text="t")] * 100_000))
    assert len(many) < 1000 and many.endswith(", ...])")
    deep: Any = 1
    for _ in range(100):
        deep = [deep]
    assert "..." in repr(whole(deep=deep))


def test_what_a_subclass_hides_stays_hidden() -> None:
    """Pydantic's own way to keep a field out of what is printed."""
    assert "s3cret" not in repr(whole(secret="s3cret"))
