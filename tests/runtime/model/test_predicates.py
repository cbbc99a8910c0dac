"""Whether a value is right, told by two readings of one schema: at the least cost, and by place."""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated, Any, Literal

import pytest
from _runtime.model.annotations import schema_of
from _runtime.model.checks import Checker, defects_of
from _runtime.model.fields import Field
from _runtime.model.model import Model, Nullable, Unknown
from _runtime.model.predicates import is_right
from _runtime.model.unions import Rule, Variants
from _runtime.vocabulary.deadline import NEVER
from hypothesis import example, given, settings, strategies as st


class Leaf(Model):
    """An object of scalars, each with its rule."""

    type: Literal["leaf"] = "leaf"
    size: int
    ratio: Annotated[float, Field(gt=0, le=1)] | None = None
    name: Annotated[str, Field(min_length=1, max_length=2, pattern="^a")] | None = None
    state: Nullable[Literal["on", "off"] | str] = None
    level: Literal[1, 2] | None = None
    only: Literal["x"] | None = None
    flag: bool | str | None = None
    other: Annotated[Nullable[bool], Field(alias="Other")] = None


class Branch(Model):
    """An object of objects, lists and maps."""

    type: Literal["branch"] = "branch"
    role: Literal["r"] = "r"
    below: Annotated[list[Node], Field(max_length=2)]
    named: Annotated[dict[Annotated[str, Field(max_length=1)], Node | int], Field(max_length=2)]
    leaf: Leaf | None = None
    marks: Nullable[list[str] | list[float] | int] = None
    anything: Any = None


class Bare(Model):
    """An object without a tag of its own."""

    size: int | None = None


class UnknownNode(Unknown):
    """An object of a kind that nobody knows."""

    type: str | None = None


Node = Annotated[
    Leaf | Branch | Bare | UnknownNode,
    Variants(
        "type",
        {"leaf": Leaf, "branch": Branch},
        UnknownNode,
        shared=("shared",),
        rules=[Rule(member=Bare, present=("size",))],
    ),
]
SCHEMA = schema_of(Node)

NAMES = st.sampled_from([
    *("type", "size", "ratio", "name", "state", "level", "only", "flag", "Other", "other"),
    *("role", "below", "named", "leaf", "marks", "anything", "a", "ab"),
])  # fmt: skip
SCALARS = st.sampled_from([
    *(None, True, False, 0, 1, 2, 1.0, 0.5, 1.5, -3),
    *("", "a", "ab", "abc", "on", "x", "r", "leaf", "branch", "shared", "novel", "ä", "\ud800"),
])  # fmt: skip


def leaves() -> st.SearchStrategy[Any]:
    """Objects that are nearly right."""
    required = {"type": st.just("leaf"), "size": st.integers(0, 1)}
    optional = {
        "ratio": st.sampled_from([0.5, 1, 2]),
        "name": st.sampled_from(["a", "ab", "b"]),
        "state": st.sampled_from(["on", None, "new", 5]),
        "level": st.sampled_from([1, 2.0, 7, 0.5]),
        "only": st.sampled_from(["x", "y"]),
        "flag": st.sampled_from([True, "a", 1]),
        "new": SCALARS,
    }
    return st.fixed_dictionaries(required, optional=optional)


def branches(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Objects that hold others."""
    required = {
        "type": st.just("branch"),
        "role": st.sampled_from(["r", "r", "r", "s"]),
        "below": st.lists(inner, max_size=3),
        "named": st.dictionaries(st.sampled_from("abc"), inner, max_size=2),
    }
    optional = {"leaf": inner, "marks": st.lists(SCALARS, max_size=2) | SCALARS, "anything": inner}
    return st.fixed_dictionaries(required, optional=optional)


def holders(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Whatever holds values."""
    objects = st.dictionaries(NAMES, inner, max_size=5)
    return branches(inner) | st.lists(inner, max_size=3) | objects


VALUES = st.recursive(leaves() | SCALARS, holders, max_leaves=8)


def kept_by_place(value: Any) -> bool:
    """Whether no place of a value is found that breaks the schema."""
    checker = Checker("", NEVER)
    checker.check(SCHEMA, value, ())
    return not checker.notes.defects


def tags(value: Any) -> list[Any]:
    """What the objects in a value say that they are."""
    if isinstance(value, list):
        return [tag for item in value for tag in tags(item)]
    if not isinstance(value, dict):
        return []
    return [value.get("type"), *(tag for member in value.values() for tag in tags(member))]


LEAF = {"type": "leaf", "size": 1}


@settings(max_examples=1000)
@given(VALUES)
@example({"type": "branch", "role": "r", "below": [LEAF], "named": {"a": LEAF, "b": 1}})
@example({"type": "branch", "role": "r", "below": [LEAF], "named": {}, "marks": ["a", "b"]})
@example({"type": "branch", "role": "s", "below": [], "named": {}})
@example({"type": "novel", "below": {}})
@example({"size": 1})
@example({"type": "shared", "size": "1"})
def test_both_readings_say_the_same(value: Any) -> None:
    """A value is right at the least cost when, and only when, no place of it breaks the schema; of
    a kind that isn't named in ASCII only the other reading is sure.
    """
    plain = all(not isinstance(tag, str) or tag.isascii() for tag in tags(value))
    assert kept_by_place(value) >= is_right(SCHEMA, value)
    assert not plain or kept_by_place(value) == is_right(SCHEMA, value)


def chain(levels: int) -> Any:
    """An object that holds another one, and that the next."""
    value: Any = LEAF
    for _ in range(levels):
        value = {"type": "branch", "role": "r", "below": [value], "named": {}}
    return value


def test_what_no_text_stands_for_is_doubtful() -> None:
    """An object of a class, or another mapping than a dictionary, may be right; the reading by
    place says so.
    """
    values = [Leaf(size=1), MappingProxyType(LEAF)]
    assert [False, False] == [is_right(SCHEMA, value) for value in values]
    assert [(), ()] == [defects_of(SCHEMA, value) for value in values]


@pytest.mark.parametrize("levels", [60, 100_000])
def test_what_is_too_deep_for_the_stack_is_doubtful(levels: int) -> None:
    """Where Python's stack ends nothing is certain, and nothing is raised."""
    assert is_right(SCHEMA, chain(levels)) == (levels == 60)
