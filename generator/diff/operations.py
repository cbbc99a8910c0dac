"""Differences between operations: where their methods stand, what they take and what they return.

Job: compare operations of one id, argument by argument, whether it travels as a parameter or in the
body. It must not look into declarations: what has a name is compared there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from generator.api import Body, Name, Operation, Pagination, Parameter, Presence, Property, Type
from generator.diff.declarations import deprecation_rules, property_rules
from generator.diff.namespace import Namespace
from generator.diff.seen import Differences
from generator.diff.types import TypeComparison, shown

ARGUMENT_RULES: Mapping[str, str] = {
    "property-renamed": "argument-renamed",
    "property-became-optional": "argument-became-optional",
    "property-became-required": "argument-became-required",
    "constant-opened": "argument-became-required",
    "constant-fixed": "argument-became-optional",
}
"""What is called otherwise of an argument than of a property."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """What a method takes, as a property, and how it travels."""

    property: Property
    travels: str


class OperationComparison:
    """The operations of one provider on both sides."""

    def __init__(
        self, old: Namespace, new: Namespace, types: TypeComparison, seen: Differences
    ) -> None:
        self._old = old
        self._new = new
        self._types = types
        self._seen = seen

    def compare(self) -> None:
        """Note what differs."""
        before = {each.id: each for each in self._old.provider.operations}
        after = {each.id: each for each in self._new.provider.operations}
        for name in dict.fromkeys([*before, *after]):
            old, new = before.get(name), after.get(name)
            if old is not None and new is not None:
                self._operations(old, new)
            elif old is not None:
                self._seen.add(
                    "operation-removed",
                    name,
                    old=method(old),
                    pointer=place(old),
                    deprecated=old.deprecated,
                )
            elif new is not None:
                self._seen.add("operation-added", name, new=method(new), pointer=place(new))

    def _operations(self, old: Operation, new: Operation) -> None:
        self._texts("method-moved", new, method(old), method(new))
        common = _client_parameters(self._old) & _client_parameters(self._new)
        self._texts("request-changed", new, request(old, common), request(new, common))
        self._texts("availability-changed", new, _availability(old), _availability(new))
        for rule, before, after in deprecation_rules(old, new):
            self._seen.add(rule, new.id, old=before, new=after, pointer=place(new))
        self._texts("text-changed", new, _text(old), _text(new))
        self._security(old, new)
        self._arguments(old, new)
        self._replays(old, new)
        self._results(old, new)

    def _texts(self, rule: str, operation: Operation, old: str, new: str) -> None:
        if old != new:
            self._seen.add(rule, operation.id, old=old, new=new, pointer=place(operation))

    def _security(self, old: Operation, new: Operation) -> None:
        before, after = _alternatives(old), _alternatives(new)
        for name in before:
            if name not in after:
                self._texts("security-tightened", new, name, "")
        for name in after:
            if name not in before:
                self._texts("security-loosened", new, "", name)
        if {*before} == {*after}:
            self._texts("security-reordered", new, before[0], after[0])

    def _arguments(self, old: Operation, new: Operation) -> None:
        before, after = _arguments(old), _arguments(new)
        for wire in dict.fromkeys([*before, *after]):
            one, other = before.get(wire), after.get(wire)
            if one is not None and other is not None:
                self._argument(new, wire, one, other)
            elif one is not None:
                self._note("argument-removed", old, wire, one, old=shown(one.property.type))
            elif other is not None:
                needed = "required-" if other.property.presence == "required" else ""
                text = shown(other.property.type)
                self._note(f"{needed}argument-added", new, wire, other, new=text)

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
        self._seen.add(
            rule,
            f"{operation.id}.{wire or argument.property.name.python}{below}",
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
        if old.travels != new.travels:
            self._note("request-changed", operation, wire, new, old=old.travels, new=new.travels)
        for each in self._types.differences(old.property.type, new.property.type):
            self._note(
                each.rule,
                operation,
                wire,
                new,
                old=each.old,
                new=each.new,
                below=each.below,
                count=each.count,
            )

    def _replays(self, old: Operation, new: Operation) -> None:
        before, after = (
            {f"{wire} {ref.name}": ref.name for wire, ref in (o.body.replayable if o.body else ())}
            for o in (old, new)
        )
        for key in dict.fromkeys([*before, *after]):
            address = f"{new.id}.{key.partition(' ')[0]}"
            if key not in after:
                self._seen.add("replay-removed", address, old=before[key], pointer=place(new))
            elif key not in before:
                self._seen.add("replay-added", address, new=after[key], pointer=place(new))

    def _results(self, old: Operation, new: Operation) -> None:
        self._texts("result-form-changed", new, _form(old), _form(new))
        if old.has_one_answer and new.has_one_answer:
            self._received(new, "", old.response, new.response)
        else:
            self._several_results(old, new)
        self._pages(old, new)
        before, after = _failures(old), _failures(new)
        for status in dict.fromkeys([*before, *after]):
            self._failure(new, status, before.get(status), after.get(status))

    def _pages(self, old: Operation, new: Operation) -> None:
        if old.pagination == new.pagination:
            return
        before, after = (_paged(each) if each else "" for each in (old.pagination, new.pagination))
        rule = "added" if not before else "removed" if not after else "changed"
        self._texts(f"pagination-{rule}", new, before, after)

    def _failure(
        self, operation: Operation, status: str, old: Type | None, new: Type | None
    ) -> None:
        """Note what differs in what an error of some status holds."""
        if old is not None and new is not None:
            self._received(operation, f"({status})", old, new)
        elif old is not None or new is not None:
            rule = "error-type-removed" if new is None else "error-type-added"
            before, after = (shown(kind) if kind else "" for kind in (old, new))
            address = f"{operation.id}({status})"
            self._seen.add(rule, address, old=before, new=after, pointer=place(operation))

    def _received(
        self, operation: Operation, below: str, old: Type | None, new: Type | None
    ) -> None:
        address = f"{operation.id}{below or '(result)'}"
        if old is not None and new is not None:
            for each in self._types.differences(old, new):
                self._seen.add(
                    each.rule,
                    f"{address}{each.below}",
                    old=each.old,
                    new=each.new,
                    pointer=place(operation),
                    count=each.count,
                    travels=("received",),
                )
        elif old is not new:
            before, after = (shown(kind) if kind else "nothing" for kind in (old, new))
            self._texts("result-form-changed", operation, before, after)

    def _several_results(self, old: Operation, new: Operation) -> None:
        before, after = ([shown(k) if k else "nothing" for k in o.results] for o in (old, new))
        for text in before:
            if text not in after:
                self._texts("result-removed", new, text, "")
        for text in after:
            if text not in before:
                self._texts("result-added", new, "", text)


def _failures(operation: Operation) -> dict[str, Type | None]:
    """Return what errors hold, by status; all of them by `error`."""
    named: dict[str, Type | None] = {f"error {f.status}": f.type for f in operation.failures}
    return {**named, "error": operation.error}


def _paged(pagination: Pagination) -> str:
    words = [pagination.style, *(f"{f} {v}" for f, v in _pointers(pagination) if v is not None)]
    return ", ".join(words)


def _pointers(pagination: Pagination) -> list[tuple[str, str | None]]:
    return [
        ("items", "/".join(name.wire for name in pagination.items) or None),
        ("argument", pagination.argument),
        ("next", pagination.next),
        ("last", pagination.last),
        ("more", pagination.more),
        ("total", pagination.total),
        ("start", str(pagination.start)),
    ]


def _arguments(operation: Operation) -> dict[str, Argument]:
    """Return what a method takes, by what it is called where it travels."""
    result = {each.name.wire: _of_parameter(each) for each in operation.parameters}
    body = operation.body
    if body is None:
        return result
    if body.properties is None:
        needed: Presence = "required" if body.required else "optional"
        name = Name(wire="", python=body.argument)
        whole = Property(name=name, type=body.type, presence=needed)
        return result | {"": Argument(property=whole, travels=_sent_as(body))}
    forms = {each.property: repr(each) for each in body.encodings}
    return result | {
        each.name.wire: Argument(property=each, travels=forms.get(each.name.wire, "a property"))
        for each in body.properties
    }


def _of_parameter(parameter: Parameter) -> Argument:
    one = Property(
        name=parameter.name,
        type=parameter.type,
        presence="required" if parameter.required else "optional",
        doc=parameter.doc,
        deprecated=parameter.deprecated,
        sunset=parameter.sunset,
        deprecated_values=parameter.deprecated_values,
    )
    words = [f"a {parameter.location} parameter"]
    if parameter.content_type:
        words.append(f"as {parameter.content_type}")
    elif not parameter.has_standard_style:
        words.append(f"in style {parameter.style}")
        words += ["exploded"] * parameter.explode + ["reserved"] * parameter.reserved
    return Argument(property=one, travels=" ".join(words))


def method(operation: Operation) -> str:
    """Return where the method of an operation stands on a client."""
    return ".".join(operation.attributes)


def _client_parameters(side: Namespace) -> frozenset[str]:
    return frozenset(each.argument for each in side.provider.parameters)


def request(operation: Operation, client_parameters: frozenset[str]) -> str:
    """Return how a call travels, but for its arguments; of the client's, with those named."""
    body = operation.body
    words = [operation.method, f"{operation.server or ''}{operation.path}"]
    if body is not None:
        fixed = (f"{name}={json.dumps(value)}" for name, value in body.fixed)
        words += [f"with {_sent_as(body)}", *fixed]
    words += [f"and {name}" for name in operation.client_parameters if name in client_parameters]
    return " ".join(words)


def place(operation: Operation, wire: str = "") -> str:
    """Return where an operation is written, or what its body is when an argument is meant."""
    path = operation.path.replace("~", "~0").replace("/", "~1")
    return f"/paths/{path}/{operation.method.lower()}"


def _sent_as(body: Body) -> str:
    return body.content_type or ("application/json" if body.content == "json" else body.content)


def _alternatives(operation: Operation) -> list[str]:
    """Return the credentials that a call may be made with, the preferred one first."""
    return [" and ".join(each) or "no credential" for each in operation.security or ((),)]


def _availability(operation: Operation) -> str:
    return operation.availability.status if operation.availability else "available"


def _text(operation: Operation) -> str:
    return f"{operation.doc}\0{operation.response_doc}"


def _form(operation: Operation) -> str:
    return "a stream" if operation.streams else "an answer"
