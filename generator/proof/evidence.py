"""Evidence: what of old code or of old payloads fails on the new package, and what explains it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal as Choice, TypeAlias

from generator.diff.change import Change, Difference, Direction
from generator.diff.effects import Effect
from generator.proof.sides import Names, is_of_component
from generator.spelled import Alias

Question: TypeAlias = Choice["stay", "runs", "checks"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Something that was right with the old package, and isn't with the new one."""

    provider: str
    address: str
    """The place that it is about, as the old side calls it."""
    touches: frozenset[str]
    """What else it depends on there."""
    question: Question
    message: str
    name: str = ""
    """The name in code that it is about, if it is about one."""
    direction: Direction | None = None
    """Which way what it is about travels, where it is one."""


def is_about(failure: Failure, change: Change, names: Mapping[str, Names]) -> bool:
    """Return whether a failure is of what a change is about, or of what holds it."""
    if failure.provider not in change.providers or not _goes_along(failure, change):
        return False
    places = names[failure.provider].places(change.difference)
    same = any(_is_at(failure.address, place) for place in places)
    return same or (failure.name != "" and failure.name == change.difference.old)


def _is_at(address: str, place: str) -> bool:
    return address == place or address.startswith(f"{place}.") or place.startswith(f"{address}.")


def is_of_type(failure: Failure, change: Change, names: Mapping[str, Names]) -> bool:
    """Return whether what fails has the type that a change is about, by a name of its own."""
    if failure.provider not in change.providers or not _goes_along(failure, change):
        return False
    names_of_provider = names[failure.provider]
    places = (
        names_of_provider.places(change.difference) if is_of_component(change.difference) else ()
    )
    aliases = (p for p in places if isinstance(names_of_provider.old.declarations.get(p), Alias))
    return any(place in failure.touches for place in aliases)


def is_explained(failure: Failure, change: Change, names: Mapping[str, Names]) -> bool:
    """Return whether a change has such an effect, at the place of a failure or at what it needs."""
    if failure.provider not in change.providers or not _goes_along(failure, change):
        return False
    if getattr(change.effects, failure.question) is Effect.OK:
        return False
    names_of_provider = names[failure.provider]
    is_needed = any(
        _is_needed(place, failure, change.difference, names_of_provider)
        for place in names_of_provider.places(change.difference)
    )
    return is_needed or is_about(failure, change, names)


def _is_needed(place: str, failure: Failure, difference: Difference, names: Names) -> bool:
    """Return whether what fails depends on a place: a component whole, an operation's part."""
    holder = place.partition(".")[0]
    is_demanded = difference.rule.endswith(("-added", "-became-required"))
    is_component = is_of_component(difference) or holder in names.bodies.values()
    is_whole = is_component or is_demanded
    return place in failure.touches or (is_whole and holder in failure.touches)


def _goes_along(failure: Failure, change: Change) -> bool:
    """Return whether a change is about values that travel as those of a failure do."""
    ways = (failure.direction, "both", "client")
    return failure.direction is None or change.difference.direction in ways
