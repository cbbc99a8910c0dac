"""The arguments of a call, made of what was typed, or refused before anything is sent.

Job: read texts, files and JSON into the arguments of an operation, and hold them to what its table
says: JSON types, what has to be there, and constants, where a value that is nearly one is told and
sent all the same. `invocation` calls this.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from functools import partial
from typing import Any, Final

from ..vocabulary.dataclass import dataclass, replace
from ..vocabulary.json_kinds import kind_of
from ..vocabulary.json_text import loads
from ..vocabulary.operation import Field, Fields, Form, Operation, Parameter, Whole
from . import pieces
from .inputs import Inputs, UsageError
from .option_parser import ParsedOptions
from .options import BODY, WINDOW, Source, words
from .program import Argument

_NEAR: Final = 0.75
_VERSION: Final = re.compile(r"[\d.]+")
_AS_IT_IS: Final = frozenset({"text", "binary", "stream"})
"""How bodies are written that are taken from a file without a look into it."""
_NESTED: Final = frozenset({"array", "object", "string"})
Given = dict[str, Any]
Content = tuple[Operation[Any], Given, bytes | None]


@dataclass(frozen=True)
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
        arguments = self._given()
        for name in stored or ():
            if name in arguments:
                flag = self.options.flag_for(name)
                raise UsageError(f"{flag} and {WINDOW} exclude each other")
        arguments = {**arguments, **(stored or {})}
        if body is not None and isinstance(whole, Whole) and whole.content in _AS_IT_IS:
            self._require(arguments, without_body=True)
            arguments = {**arguments, whole.argument: self._as_it_is(whole, body)}
            return self.source.operation, arguments, None
        if body is None:
            self._require(arguments)
            return self.source.operation, arguments, None
        return self._whole(arguments, *self.inputs.json(BODY, body))

    def _whole(self, arguments: Given, raw: bytes, value: Any) -> Content:
        """Return what is called with a body of its own, whose members fields replace."""
        operation = self.source.operation
        fields = operation.body.fields if isinstance(operation.body, Fields) else None
        members = {
            f.wire: arguments.pop(f.argument) for f in fields or () if f.argument in arguments
        }
        if fields is not None and not isinstance(value, dict):
            raise UsageError(f"{BODY} takes an object, not {words((kind_of(value),))}")
        if isinstance(operation.body, Whole):
            _check_kind(BODY, self._declared(operation.body.argument).kinds, value)
        self._require(arguments, without_body=True)
        body = operation.body if isinstance(operation.body, Whole) else Whole(argument=BODY)
        whole = replace(body, argument=BODY, required=True, nullable=True)
        complete: Given = {**arguments, BODY: {**value, **members} if members else value}
        as_it_is = raw if operation.sends_json and not members else None
        return replace(operation, body=whole), complete, as_it_is

    def _as_it_is(self, whole: Whole, text: str) -> Any:
        """Return a body that isn't JSON; a file is read while it is sent."""
        if whole.content == "text":
            return self.inputs.text(BODY, text)
        return self._file(BODY, text)

    def _file(self, flag: str, text: str) -> Any:
        """Return the path of a file, which is read while it is sent, or standard input's bytes."""
        if text == "-":
            return self.inputs.raw(flag, text)
        if text[:1] != "@":
            raise UsageError(f"{flag} takes @ and the name of a file, or - for standard input")
        return self.inputs.path(flag, text)

    def _given(self) -> Given:
        """Return the arguments that were given, each by one option or by those of its members."""
        texts, values = self.options.given("text"), self.options.given("json")
        for name in texts.keys() & values.keys():
            both = f"{self.options.flag('text', name)} and {self.options.flag('json', name)}"
            raise UsageError(f"{both} exclude each other")
        arguments = {name: self._text(name, raw) for name, raw in texts.items()}
        arguments |= {name: self._json(name, raw) for name, raw in values.items()}
        return self._with_members(arguments)

    def _with_members(self, arguments: Given) -> Given:
        """Return the arguments with the members that options give put into their objects."""
        result = {name: value for name, value in arguments.items() if "." not in name}
        for place, value in arguments.items():
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
        outer = self.source.call.arguments.get(argument, Argument())
        return outer.members.get(member, Argument()) if dot else outer

    def _text(self, name: str, raw: Any) -> Any:
        flag, argument = self.options.flag("text", name), self._declared(name)
        several = pieces.items_of(raw)
        convert = self._file if argument.file else partial(self._plain, argument)
        if not several:
            return convert(flag, raw)
        values = [convert(flag, each) for each in several]
        return values[0] if "string" in argument.kinds and len(values) == 1 else values

    def _plain(self, argument: Argument, flag: str, raw: str) -> Any:
        """Return a text, or what it spells where it can only be a number or a truth value."""
        text = self.inputs.text(flag, raw)
        if not text and raw:
            raise UsageError(f"{flag}: {_place(raw)} is empty")
        if not text and (argument.choices or argument.required):
            raise UsageError(f"{flag} may not be empty")
        kinds = argument.items if argument.is_typed_by_item else ()
        value = _spelled(flag, kinds, text) if kinds and "string" not in kinds else text
        self._check_choice(flag, argument, value)
        return value

    def _json(self, name: str, raw: str) -> Any:
        flag, argument = self.options.flag("json", name), self._declared(name)
        if argument.place != "body" and argument.kinds and _NESTED.isdisjoint(argument.kinds):
            text = self.inputs.text(flag, raw)
            value = _spelled(flag, argument.kinds, text)
            if kind_of(value) == "number" and str(value) != text:
                return text  # in an address 1.50 is none of the ways to write 1.5
            return value
        value = self.inputs.json(flag, raw)[1]
        _check_kind(flag, argument.kinds, value)
        for each in pieces.items_of(value) if argument.items else [value]:
            self._check_choice(flag, argument, each)
        return value

    def _check_choice(self, flag: str, argument: Argument, value: Any) -> None:
        """Warn of a value that may be a misspelt constant; what is new is sent without a word."""
        choices = [choice for choice in argument.choices if kind_of(choice) == kind_of(value)]
        if not choices or value in choices:
            return
        if isinstance(value, str):
            near = get_close_matches(value, map(str, choices), n=1, cutoff=_NEAR)
            if near and _VERSION.sub("", near[0]) != _VERSION.sub("", value):
                self.warn(f"{flag}: {value} isn't known; is {near[0]} meant? It is sent as it is")
                return
        if not argument.open:
            names = ", ".join(map(str, choices))
            self.warn(f"{flag}: {value} isn't known, only {names}; it is sent as it is")

    def _needed(self, *, without_body: bool) -> Iterator[Field | Parameter]:
        operation = self.source.operation
        yield from operation.parameters
        if isinstance(operation.body, Fields | Form) and not without_body:
            yield from operation.body.fields

    def _require(self, arguments: Mapping[str, Any], *, without_body: bool = False) -> None:
        """Refuse a call without what it needs, with all that is missing in one message."""
        parameters, body = [*self._needed(without_body=without_body)], self.source.operation.body
        lacking = (a.argument for a in parameters if a.required and a.argument not in arguments)
        missing = [self._flag(name) for name in lacking]
        if isinstance(body, Whole) and body.required and not without_body:
            missing.append(BODY)
        if missing:
            raise UsageError(f"{' and '.join(missing)} has to be given")
        for argument in parameters:
            if arguments.get(argument.argument, "") is None and not argument.nullable:
                raise UsageError(f"{self._flag(argument.argument)} may not be null")


def _place(text: str) -> str:
    return "standard input" if text == "-" else "the file"


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
