"""The dataclasses of the runtime, beside those of `dataclasses`, which are the second opinion."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from typing import Any

import pytest
from _runtime.vocabulary import dataclass as ours


def _made(module: Any, **options: bool) -> Any:
    """Return a class with fields of each sort, made by one of the two modules."""

    @module.dataclass(**options)
    class Sample:
        """A sample."""

        name: str
        count: int = 1
        secret: str = module.field(default="", repr=False)
        tags: dict[str, str] = module.field(default_factory=dict[str, str])

    return Sample


def _derived(module: Any) -> Any:
    """Return a class that is derived from one with fields, and checks what it is given."""

    @module.dataclass(frozen=True, kw_only=True)
    class Base:
        name: str
        count: int = 1

    @module.dataclass(frozen=True, kw_only=True)
    class Derived(Base):
        more: str = "more"

        def __post_init__(self) -> None:
            if self.count < 0:
                raise ValueError("count")

    return Derived


def _outcome(act: Callable[[], Any]) -> Any:
    try:
        return repr(act())
    except (TypeError, ValueError, AttributeError) as error:
        return type(error), str(error)


OPTIONS = [{}, {"frozen": True}, {"frozen": True, "kw_only": True}, {"eq": False}]
GIVEN: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((), {"name": "a"}),
    ((), {"name": "a", "count": 2, "secret": "s", "tags": {"a": "b"}}),
    (("a", 2), {"secret": "s"}),
    ((), {}),
    ((), {"name": "a", "nmae": "b"}),
    ((), {"nmae": "b"}),
    (("a",), {"name": "b"}),
    (("a", 1, "s", {}, "too many"), {}),
]


@pytest.mark.parametrize("options", OPTIONS, ids=str)
@pytest.mark.parametrize(("positional", "named"), GIVEN, ids=str)
def test_objects_are_made_and_refused_as_dataclasses_are(
    options: dict[str, bool], positional: tuple[Any, ...], named: dict[str, Any]
) -> None:
    """The same arguments make the same object, or are refused with the same words."""
    real, plain = _made(dataclasses, **options), _made(ours, **options)
    assert _outcome(lambda: plain(*positional, **named)) == _outcome(
        lambda: real(*positional, **named)
    )


@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_objects_compare_and_refuse_changes_as_dataclasses_do(options: dict[str, bool]) -> None:
    """Equality, hashes, assignment and deletion are those of `dataclasses`."""

    def told(kind: Any) -> list[Any]:
        one, same, other = kind(name="a"), kind(name="a"), kind(name="b")
        acts: list[Callable[[], Any]] = [
            lambda: setattr(one, "name", "a"),
            lambda: setattr(one, "more", "a"),
            lambda: hash(kind(name="a", tags=())) == hash(kind(name="a", tags=())),
            lambda: delattr(other, "name"),
        ]
        return [one == same, one == kind(name="b"), one == "a", *map(_outcome, acts)]

    assert told(_made(ours, **options)) == told(_made(dataclasses, **options))


@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_dataclasses_and_inspect_know_the_class(options: dict[str, bool]) -> None:
    """`fields`, `replace`, `asdict`, `signature` and `match` find what they look for."""
    real, plain = _made(dataclasses, **options), _made(ours, **options)
    names = [each.name for each in dataclasses.fields(plain)]
    assert names == [each.name for each in dataclasses.fields(real)]
    assert dataclasses.is_dataclass(plain(name="a"))
    assert inspect.signature(plain) == inspect.signature(real)
    assert plain.__match_args__ == real.__match_args__
    value = plain(name="a", tags={"a": "b"})
    assert dataclasses.asdict(value) == dataclasses.asdict(real(name="a", tags={"a": "b"}))
    assert repr(dataclasses.replace(value, count=5)) == repr(ours.replace(value, count=5))
    assert ours.replace(value, count=5).count == 5


def test_inherited_fields_and_checks_hold() -> None:
    """A derived class has the fields of its base, and is checked when it is made or changed."""
    plain, real = _derived(ours), _derived(dataclasses)
    for named in ({"name": "a"}, {"name": "a", "count": -1}, {"more": "x"}):
        assert _outcome(lambda n=named: plain(**n)) == _outcome(lambda n=named: real(**n))
    with pytest.raises(ValueError, match="count"):
        ours.replace(plain(name="a"), count=-1)


@ours.dataclass(frozen=True, kw_only=True)
class Kept:
    """What can be pickled, since a module has it."""

    name: str
    tags: dict[str, str] = ours.field(default_factory=dict[str, str])


def test_objects_are_pickled_and_copied() -> None:
    """Pickles and copies are equal; each object has a default of its own."""
    value = Kept(name="a")
    assert pickle.loads(pickle.dumps(value)) == copy.copy(value) == copy.deepcopy(value) == value
    assert copy.deepcopy(value).tags is not value.tags
    assert Kept(name="a").tags is not value.tags
