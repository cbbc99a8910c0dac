"""The arguments of a call, made of what was typed, or refused before anything is sent.

Job: read texts, files and JSON into the arguments of an operation, and hold them to what its table
says: JSON types, what has to be there, and constants, where a value that is nearly one is told and
sent all the same. `invocation` calls this.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import partial
from typing import Any, Final

from ..vocabulary.json_text import loads
from ..vocabulary.operation import Field, Fields, Form, Operation, Parameter, Whole
from . import pieces
from .inputs import Inputs, UsageError
from .option_parser import ParsedOptions
from .options import BODY, WINDOW, Source, words
from .program import Argument

_NEAR: Final = 0.75
_VERSION: Final = re.compile(r"[\d.]+")
_NESTED: Final = frozenset({"array", "object", "string"})
Given = dict[str, Any]
Content = tuple[Operation[Any], Given, bytes | None]


@dataclass(frozen=True, slots=True)
class Arguments:
    """What was typed for one call; `warn` is told of what may be a mistake."""

    source: Source
    options: ParsedOptions
    inputs: Inputs
    warn: Callable[[str], None]

    def content(self, stored: Mapping[str, Any] | None = None) -> Content:
        """Return the operation as it is to be called, its arguments, and bytes to send as they are.

        `stored` are arguments that no option gives.

        Raises:
            UsageError: something is missing, can't be read, or isn't what it has to be.
        """
        body, whole = self.options.values.get("body"), self.source.operation.body
        given = self._given()
        for name in stored or ():
            if name in given:
                flag = self.options.flag_for(name)
                raise UsageError(f"{flag} and {WINDOW} exclude each other")
        given = {**given, **(stored or {})}
        if body is not None and isinstance(whole, Whole) and whole.content in ("text", "binary"):
            self._require(given, without_body=True)
            given = {**given, whole.argument: self._as_it_is(whole, body)}
            return self.source.operation, given, None
        if body is None:
            self._require(given)
            return self.source.operation, given, None
        return self._whole(given, *self.inputs.json(BODY, body))

    def _whole(self, given: Given, raw: bytes, value: Any) -> Content:
        """Return what is called with a body of its own, whose members fields replace."""
        operation = self.source.operation
        fields = operation.body.fields if isinstance(operation.body, Fields) else None
        members = {f.wire: given.pop(f.argument) for f in fields or () if f.argument in given}
        if fields is not None and not isinstance(value, dict):
            raise UsageError(f"{BODY} takes an object, not {words((kind_of(value),))}")
        if isinstance(operation.body, Whole):
            _check_kind(BODY, self._declared(operation.body.argument).kinds, value)
        self._require(given, without_body=True)
        body = operation.body if isinstance(operation.body, Whole) else Whole(argument=BODY)
        whole = replace(body, argument=BODY, required=True, nullable=True)
        sent: Given = {**given, BODY: {**value, **members} if members else value}
        as_it_is = raw if operation.sends_json and not members else None
        return replace(operation, body=whole), sent, as_it_is

    def _as_it_is(self, whole: Whole, typed: str) -> Any:
        """Return a body that isn't JSON; a file is read while it is sent."""
        if whole.content == "text":
            return self.inputs.text(BODY, typed)
        return self._file(BODY, typed)

    def _file(self, flag: str, typed: str) -> Any:
        """Return the path of a file, which is read while it is sent, or standard input's bytes."""
        if typed == "-":
            return self.inputs.raw(flag, typed)
        if typed[:1] != "@":
            raise UsageError(f"{flag} takes @ and the name of a file, or - for standard input")
        return self.inputs.path(flag, typed)

    def _given(self) -> Given:
        """Return the arguments that were given, each by one option or by those of its members."""
        texts, values = self.options.given("text"), self.options.given("json")
        for name in texts.keys() & values.keys():
            both = f"{self.options.flag('text', name)} and {self.options.flag('json', name)}"
            raise UsageError(f"{both} exclude each other")
        given = {name: self._text(name, typed) for name, typed in texts.items()}
        given |= {name: self._json(name, typed) for name, typed in values.items()}
        return self._with_members(given)

    def _with_members(self, given: Given) -> Given:
        """Return the arguments with the members that options give put into their objects."""
        result = {name: value for name, value in given.items() if "." not in name}
        for place, value in given.items():
            name, dot, member = place.partition(".")
            if dot:
                whole = result.get(name, {})
                if not isinstance(whole, dict):
                    flag = self.options.flag_for(name)
                    raise UsageError(f"{flag} is no object that {self._flag(place)} could be in")
                result[name] = {**whole, member: value}
        return {name: result[name] for name in self.source.call.arguments if name in result}

    def _flag(self, name: str) -> str:
        return self.options.flag_for(name)

    def _declared(self, name: str) -> Argument:
        argument, dot, member = name.partition(".")
        declared = self.source.call.arguments.get(argument, Argument())
        return declared.members.get(member, Argument()) if dot else declared

    def _text(self, name: str, typed: Any) -> Any:
        flag, declared = self.options.flag("text", name), self._declared(name)
        several = pieces.items_of(typed)
        read = self._file if declared.file else partial(self._plain, declared)
        if not several:
            return read(flag, typed)
        values = [read(flag, each) for each in several]
        return values[0] if "string" in declared.kinds and len(values) == 1 else values

    def _plain(self, declared: Argument, flag: str, typed: str) -> Any:
        """Return a text, or what it spells where it can only be a number or a truth value."""
        text = self.inputs.text(flag, typed)
        if not text and typed:
            raise UsageError(f"{flag}: {_place(typed)} is empty")
        if not text and (declared.choices or declared.required):
            raise UsageError(f"{flag} may not be empty")
        kinds = declared.items if declared.is_typed_by_item else ()
        value = _spelled(flag, kinds, text) if kinds and "string" not in kinds else text
        self._check_choice(flag, declared, value)
        return value

    def _json(self, name: str, typed: str) -> Any:
        flag, declared = self.options.flag("json", name), self._declared(name)
        if declared.place != "body" and declared.kinds and _NESTED.isdisjoint(declared.kinds):
            text = self.inputs.text(flag, typed)
            value = _spelled(flag, declared.kinds, text)
            if kind_of(value) == "number" and str(value) != text:
                return text  # in an address 1.50 is none of the ways to write 1.5
            return value
        value = self.inputs.json(flag, typed)[1]
        _check_kind(flag, declared.kinds, value)
        for each in pieces.items_of(value) if declared.items else [value]:
            self._check_choice(flag, declared, each)
        return value

    def _check_choice(self, flag: str, declared: Argument, value: Any) -> None:
        """Warn of a value that may be a misspelt constant; what is new is sent without a word."""
        known = [choice for choice in declared.choices if kind_of(choice) == kind_of(value)]
        if not known or value in known:
            return
        if isinstance(value, str):
            near = get_close_matches(value, map(str, known), n=1, cutoff=_NEAR)
            if near and _VERSION.sub("", near[0]) != _VERSION.sub("", value):
                self.warn(f"{flag}: {value} isn't known; is {near[0]} meant? It is sent as it is")
                return
        if not declared.open:
            listed = ", ".join(map(str, known))
            self.warn(f"{flag}: {value} isn't known, only {listed}; it is sent as it is")

    def _needed(self, *, without_body: bool) -> Iterator[Field | Parameter]:
        operation = self.source.operation
        yield from operation.parameters
        if isinstance(operation.body, Fields | Form) and not without_body:
            yield from operation.body.fields

    def _require(self, given: Mapping[str, Any], *, without_body: bool = False) -> None:
        """Refuse a call without what it needs, with all that is missing in one message."""
        needed, body = [*self._needed(without_body=without_body)], self.source.operation.body
        lacking = (a.argument for a in needed if a.required and a.argument not in given)
        missing = [self._flag(name) for name in lacking]
        if isinstance(body, Whole) and body.required and not without_body:
            missing.append(BODY)
        if missing:
            raise UsageError(f"{' and '.join(missing)} has to be given")
        for argument in needed:
            if given.get(argument.argument, "") is None and not argument.nullable:
                raise UsageError(f"{self._flag(argument.argument)} may not be null")


def _place(typed: str) -> str:
    return "standard input" if typed == "-" else "the file"


def _check_kind(flag: str, kinds: tuple[str, ...], value: Any) -> None:
    """Refuse a value of another JSON type than the description has."""
    kind = kind_of(value)
    if kinds and kind not in kinds:
        raise UsageError(f"{flag} takes {words(kinds)}, not {words((kind,))}")


def _spelled(flag: str, kinds: tuple[str, ...], text: str) -> Any:
    """Return the number or truth value that a text spells."""
    try:
        value = loads(text.encode())
        _check_kind(flag, kinds, value)
    except (ValueError, RecursionError, UsageError):
        raise UsageError(f"{flag} takes {words(kinds)}") from None
    return value


def kind_of(value: Any) -> str:
    """Return the JSON type of a value."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case str():
            return "string"
        case list():
            return "array"
        case dict():
            return "object"
        case _:
            return "number"
