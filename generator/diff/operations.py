"""Differences between operations: where their methods stand, and what they take.

Job: compare each pair of operations, argument by argument, whether it travels as a parameter or in
the body; what comes back is `results`'. It must not look into declarations: what has a name is
compared there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import attrgetter

from generator.diff.arguments import (
    Argument,
    ArgumentPair,
    argument_pairs,
    beside_text,
    way_of,
)
from generator.diff.differences import Differences
from generator.diff.namespace import Namespace
from generator.diff.pairs import operation_pairs
from generator.diff.properties import deprecation_rules, property_rules
from generator.diff.requests import request_rules
from generator.diff.results import ResultComparison
from generator.diff.scalars import shown
from generator.diff.security import renamed_credentials, security_rules
from generator.diff.types import TypeComparison
from generator.spelled import Body, Operation

ARGUMENT_RULES: Mapping[str, str] = {
    "property-renamed": "argument-renamed",
    "property-name-deprecated": "name-deprecated",
    "property-became-optional": "argument-became-optional",
    "property-became-required": "argument-became-required",
    "nullable-became-optional": "argument-became-optional",
    "nullable-became-required": "argument-became-required",
    "constant-opened": "argument-became-required",
    "constant-fixed": "argument-became-optional",
}
"""What is called otherwise of an argument than of a property."""


class OperationComparison:
    """The operations of one provider on both sides."""

    def __init__(
        self, old: Namespace, new: Namespace, types: TypeComparison, differences: Differences
    ) -> None:
        self._old = old
        self._new = new
        self._types = types
        self._differences = differences
        self._results = ResultComparison(types, differences)
        self._credentials = renamed_credentials(old.provider, new.provider)

    def compare(self) -> None:
        """Note what differs."""
        for old, new in operation_pairs(self._old.provider, self._new.provider):
            if old is not None and new is not None:
                self._operations(old, new)
            elif old is not None:
                self._differences.add(
                    "operation-removed",
                    old.id,
                    old=method(old),
                    pointer=place(old),
                    deprecated=old.deprecated,
                )
            elif new is not None:
                self._differences.add(
                    "operation-added", new.id, new=method(new), pointer=place(new)
                )

    def _operations(self, old: Operation, new: Operation) -> None:
        self._texts("method-moved", new, method(old), method(new))
        for rule, before, after in request_rules(old, new, self._old, self._new):
            self._texts(rule, new, before, after)
        self._texts("availability-changed", new, _availability(old), _availability(new))
        for rule, before, after in deprecation_rules(old, new):
            self._differences.add(rule, new.id, old=before, new=after, pointer=place(new))
        self._texts("text-changed", new, _text(old), _text(new))
        for rule, before, after in security_rules(old, new, self._credentials):
            self._texts(rule, new, before, after)
        self._arguments(old, new)
        self._replays(old, new)
        self._results.compare(old, new, place(new))

    def _texts(self, rule: str, operation: Operation, old: str, new: str) -> None:
        if old != new:
            self._differences.add(rule, operation.id, old=old, new=new, pointer=place(operation))

    def _arguments(self, old: Operation, new: Operation) -> None:
        every = argument_pairs(old, new)
        if old.body and new.body and (old.body.properties is None) != (new.body.properties is None):
            self._bodies(new, old.body, new.body)
            every = _beside_body(every)
        for wire, one, other in every:
            if one is not None and other is not None:
                self._argument(new, wire, one, other)
            elif one is not None:
                self._note("argument-removed", old, wire, one, old=shown(one.property.type))
            elif other is not None:
                prefix = "required-" if other.property.presence == "required" else ""
                text = shown(other.property.type)
                self._note(f"{prefix}argument-added", new, wire, other, new=text)

    def _bodies(self, operation: Operation, old: Body, new: Body) -> None:
        """Note that a body is one argument now, or isn't any more; what it holds is a type's."""
        address, pointer = f"{operation.id}.body", place(operation)
        rule = "body-gathered" if new.properties is None else "body-spread"
        before, after = shown(old.type), shown(new.type)
        self._differences.add(rule, address, old=before, new=after, pointer=pointer)
        if new.required and not old.required:
            self._differences.add("argument-became-required", address, pointer=pointer)
        for each in self._types.differences(old.type, new.type):
            self._differences.add(
                each.rule,
                f"{address}{each.below}",
                old=each.old,
                new=each.new,
                pointer=pointer,
                count=each.count,
                travels=("sent",),
            )

    def _note(
        self,
        rule: str,
        operation: Operation,
        wire: str,
        argument: Argument,
        *,
        old: str = "",
        new: str = "",
        below: str = "",
        count: int = 1,
    ) -> None:
        self._differences.add(
            rule,
            f"{operation.id}.{wire or argument.property.name.identifier}{below}",
            old=old,
            new=new,
            pointer=place(operation, wire),
            deprecated=argument.property.deprecated,
            count=count,
            travels=("sent",),
        )

    def _argument(self, operation: Operation, wire: str, old: Argument, new: Argument) -> None:
        for rule, before, after in property_rules(old.property, new.property):
            name = ARGUMENT_RULES.get(rule, rule)
            self._note(name, operation, wire, new, old=before, new=after)
        if self._travels_otherwise(old, new):
            self._note("request-changed", operation, wire, new, old=way_of(old), new=way_of(new))
        if old.reserved != new.reserved:
            rule = "reserved-allowed" if new.reserved else "reserved-encoded"
            self._note(rule, operation, wire, new)
        ways = (old.notation, new.notation)
        for each in self._types.differences(old.property.type, new.property.type, ways):
            self._note(
                beside_text(each, old, new).rule,
                operation,
                wire,
                new,
                old=each.old,
                new=each.new,
                below=each.below,
                count=each.count,
            )

    def _travels_otherwise(self, old: Argument, new: Argument) -> bool:
        """Return whether a value travels otherwise: one without parts is the same in any style."""
        plain = {"items", "joined"}
        is_plain = {old.notation, new.notation} <= plain
        if old.travels == new.travels and is_plain:
            is_alike = self._types.is_single(old.property.type, new.property.type)
            return old.style != new.style and not is_alike
        return way_of(old) != way_of(new)

    def _replays(self, old: Operation, new: Operation) -> None:
        before, after = (
            {f"{wire} {name(ref)}": ref.name for wire, ref in (o.body.replayable if o.body else ())}
            for o, name in ((old, self._types.called), (new, attrgetter("name")))
        )
        for key in dict.fromkeys([*before, *after]):
            address = f"{new.id}.{key.partition(' ')[0]}"
            if key not in after:
                self._differences.add(
                    "replay-removed", address, old=before[key], pointer=place(new)
                )
            elif key not in before:
                self._differences.add("replay-added", address, new=after[key], pointer=place(new))


def _beside_body(every: Iterable[ArgumentPair]) -> list[ArgumentPair]:
    """Return the arguments that aren't the body or parts of it."""
    result = [(wire, _unless_body(old), _unless_body(new)) for wire, old, new in every]
    return [(wire, old, new) for wire, old, new in result if old or new]


def _unless_body(argument: Argument | None) -> Argument | None:
    return None if argument is None or argument.place == "body" else argument


def method(operation: Operation) -> str:
    """Return where the method of an operation stands on a client."""
    return ".".join(operation.attributes)


def place(operation: Operation, wire: str = "") -> str:
    """Return where an operation is written, or what its body is when an argument is meant."""
    path = operation.path.replace("~", "~0").replace("/", "~1")
    return f"/paths/{path}/{operation.method.lower()}"


def _availability(operation: Operation) -> str:
    return operation.availability.status if operation.availability else "available"


def _text(operation: Operation) -> str:
    return f"{operation.doc}\0{operation.response_doc}"
