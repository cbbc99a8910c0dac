"""The differences that a comparison has found, each by the ways its values travel.

Job: the one door through which the parts of a comparison say what differs. It asks the table which
ways count and calls the place by them; what the difference does is judged later.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from generator.diff.change import Difference, Direction
from generator.diff.namespace import Namespace
from generator.diff.rules import directions
from generator.diff.scalars import TypeDifference
from generator.document import join

AFTER_DEPRECATION: Final = frozenset({"former-name-removed"})
"""Rules of what goes that was deprecated before in any case."""


class Differences:
    """The differences of one provider.

    `arguments` names the components that are compared as arguments where they are sent.
    """

    def __init__(self, old: Namespace, new: Namespace, arguments: Collection[str]) -> None:
        self._old = old
        self._new = new
        self._arguments = arguments
        self.every: list[Difference] = []

    def add(
        self,
        rule: str,
        address: str,
        *,
        old: str = "",
        new: str = "",
        pointer: str = "",
        deprecated: bool = False,
        count: int = 1,
        travels: tuple[Direction, ...] = ("sent", "received"),
    ) -> None:
        """Note a difference at a place that is called the same whichever way values travel."""
        for way in directions(rule, travels):
            self.every.append(
                Difference(
                    rule=rule,
                    direction=way,
                    address=address,
                    old=old,
                    new=new,
                    pointer=pointer,
                    deprecated=deprecated or rule in AFTER_DEPRECATION,
                    count=count,
                )
            )

    def add_below(
        self,
        rule: str,
        component: str,
        below: str = "",
        *,
        old: str = "",
        new: str = "",
        property_name: str = "",
        deprecated: bool = False,
        count: int = 1,
    ) -> None:
        """Note a difference in a component, at `below` it: at a property, or at what it holds."""
        for way in directions(rule, self._travels(component)):
            self.every.append(
                Difference(
                    rule=rule,
                    direction=way,
                    address=f"{self._called(way, component)}{below}",
                    old=old,
                    new=new,
                    pointer=_pointer(component, property_name),
                    deprecated=deprecated or rule in AFTER_DEPRECATION,
                    count=count,
                )
            )

    def add_type(
        self,
        one: TypeDifference,
        component: str,
        property_name: str = "",
        deprecated_values: tuple[str, ...] = (),
    ) -> None:
        """Note a difference between the types of a component, or of a property of it."""
        goes = one.rule in ("value-removed", "single-value-fixed")
        removals = {*one.old.split(" | ")} - {one.new} if goes else set[str]()
        below = f".{property_name}{one.below}" if property_name else one.below
        self.add_below(
            one.rule,
            component,
            below,
            old=one.old,
            new=one.new,
            property_name=property_name,
            deprecated=bool(removals) and removals <= {*deprecated_values},
            count=one.count,
        )

    def _travels(self, component: str) -> tuple[Direction, ...]:
        """Return which ways a component travels on either side; at least the one it is read."""
        before = self._old.travels.get(component, ())
        after = self._new.travels.get(component, ())
        ways: tuple[Direction, ...] = ("sent", "received")
        ways = ways[1:] if component in self._arguments else ways
        return tuple(way for way in ways if way in before or way in after) or ("received",)

    def _called(self, way: Direction, component: str) -> str:
        """Return how a component is called, by the old side where it has it."""
        if way not in ("sent", "received"):
            return component
        side = self._old if component in self._old.declarations else self._new
        return side.address(way, component)


def _pointer(component: str, property_name: str) -> str:
    pointer = join("/components/schemas", component)
    return join(f"{pointer}/properties", property_name) if property_name else pointer
