"""Payloads: JSON objects that one side allows, for the parsers of both sides to judge.

Job: draw objects of each component that isn't the same on both sides, from either side, and say
which of what the parsers refuse is evidence: what was right to send and is refused now, and what
the new side may return and the old package finds wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.diff.change import Direction
from generator.proof.evidence import Failure
from generator.proof.sides import Names
from generator.samples import Samples
from generator.spelled import Api, Model


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """An object, and the classes that read it."""

    provider: str
    address: str
    touches: frozenset[str]
    direction: Direction
    """Sent, as the old side allows it, or received, as the new one does."""
    classes: Mapping[str, str]
    """By side."""
    value: Any


def payloads(old: Api, new: Api, names: Names, same: frozenset[str]) -> Iterator[Payload]:
    """Yield objects of all components of a provider but those that are the same."""
    back = {after: before for before, after in names.components.items()}
    for before, after in names.components.items():
        if before not in same:
            yield from _samples("sent", old, names, before, after, {})
            yield from _samples("received", new, names, before, after, back)


def _samples(
    way: Direction, api: Api, names: Names, before: str, after: str, back: Mapping[str, str]
) -> Iterator[Payload]:
    """Yield objects of one component, as one side has it."""
    side, name = (names.old, before) if way == "sent" else (names.new, after)
    model = side.declarations[name]
    is_text = before in names.old.as_text and after in names.new.as_text
    if not isinstance(model, Model) or way not in side.travels[name] or is_text:
        return
    samples, components = Samples(api), dict[str, set[str]]()
    for wire, value in samples.objects(model):
        # What is required is drawn once and in all of them, what leads to a property's values too.
        alternatives = components.setdefault(wire, {*components.get("", ())})
        alternatives.update(back.get(each, each) for each in samples.touched())
        yield Payload(
            provider=names.old.provider.name,
            address=f"{before}.{wire}" if wire else before,
            touches=frozenset({before, *alternatives}),
            direction=way,
            classes={
                "old": names.old.declarations[before].identifier,
                "new": names.new.declarations[after].identifier,
            },
            value=value,
        )


def refused(
    every: list[Payload], old: Mapping[str, str], new: Mapping[str, str]
) -> Iterator[Failure]:
    """Yield what one side allows and the other refuses; the parsers' words are by number."""
    for number, payload in enumerate(every):
        key = str(number)
        allows, refuses = (old, new) if payload.direction == "sent" else (new, old)
        if key in refuses and key not in allows:
            yield Failure(
                provider=payload.provider,
                address=payload.address,
                touches=payload.touches,
                question="stay",
                message=refuses[key],
                direction=payload.direction,
            )
