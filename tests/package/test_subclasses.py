"""Classes that a user derives from the models, as in `_custom.py`: what they add stays theirs."""

from __future__ import annotations

import pickle
from typing import Literal

from pydantic import Field
from responses_compact import openai

PART = {"text": "t", "type": "input_text", "grown": 1}


class Noted(openai.InputText):
    """A model with fields of the user's, that have defaults."""

    seen: bool = False
    notes: list[str] = Field(default_factory=list)
    origin: Literal["here"] | None = None


def test_a_default_is_neither_asked_for_nor_sent() -> None:
    """A field with a default need not come in an answer, and doesn't travel unless it is set."""
    read, made = Noted.from_dict(PART), Noted(text="t")
    assert (False, [], None) == (read.seen, read.notes, read.origin)
    assert (False, [], None) == (made.seen, made.notes, made.origin)
    assert PART == read.to_dict()
    assert {"text": "t", "type": "input_text"} == made.to_dict()
    read.seen = True
    assert {**PART, "seen": True} == read.to_dict()


def test_each_object_has_its_own_list() -> None:
    """A default that is made anew isn't shared between objects."""
    Noted(text="t").notes.append("a")
    assert [] == Noted(text="t").notes == Noted.from_dict(PART).notes


def test_a_constant_that_is_inherited_is_filled_in() -> None:
    """What says what the object is works as in the class derived from, and is sent."""
    assert "input_text" == Noted(text="t").type == Noted(text="t").to_dict()["type"]


def test_objects_of_a_derived_class_are_pickled_and_copied() -> None:
    """They come back as what they were, members in their order."""
    read = Noted.from_dict({"grown": 1, "type": "input_text", "text": "t"})
    for again in (pickle.loads(pickle.dumps(read)), read.model_copy(deep=True)):
        assert type(again) is Noted
        assert read == again
        assert read.to_json() == again.to_json() == '{"grown":1,"type":"input_text","text":"t"}'
