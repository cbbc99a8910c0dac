"""The options of one operation of one provider, made from its table.

Job: one option for each field and parameter, and for each member of an object of few, with the
words that the program has for it; `general` has the others. Nothing is read, sent or printed here:
`main` shows the help, `inputs` knows what values stand for, `arguments` uses them.
"""

from __future__ import annotations

import importlib

from .general import (
    CALL,
    CLIENT,
    PRINTED,
    add_credentials,
    add_general,
    add_output,
    add_settings,
)
from .option_parser import Group, OptionParser, escaped, flag_of
from .program import Argument, Call, OperationCommand, Program, Service

TYPE_CHECKING = False  # as in `typing`, which costs a part of the time in which help is there
if TYPE_CHECKING:
    from typing import Any, Final

    from ..vocabulary.operation import Operation
    from ..vocabulary.provider import Provider

SENT: Final = "what is sent"
BODY: Final = "--body"
WINDOW: Final = "--window"

VALUES: Final = """\
values:
  TEXT  is sent as the string that it is, whatever it looks like; @FILE stands for the text of a
        file and - for that of standard input. Put a backslash before a text that begins with @ or
        is just -. What others wrote is best given by -, where nothing has a meaning.
  JSON  is a JSON value, @FILE or -, too. Nothing inside a value or a file is looked at again.
"""

_METAVARS: Final[dict[tuple[str, ...], str]] = {("number",): "NUMBER", ("boolean",): "true|false"}
_ALL: Final = 8
"""So many choices are shown; of more there are the first ones."""
_FIRST: Final = 3


class Source:
    """One operation of one provider: the words for it, and its tables."""

    def __init__(self, program: Program, service: Service, entry: OperationCommand) -> None:
        self.program = program
        self.service = service
        self.entry = entry
        self.call: Call = self._module(entry.module).CALLS[entry.constant]
        self.command = f"{program.prefix(service)} {entry.called}"
        """How it is called."""

    def _module(self, name: str) -> Any:
        return importlib.import_module(name, self.program.package)

    @property
    def provider(self) -> Provider:
        """The provider's table, which help can do without."""
        provider: Provider = self._module(self.service.module).PROVIDER
        return provider

    @property
    def operation(self) -> Operation[Any]:
        """The operation's table, which help can do without."""
        operation: Operation[Any] = getattr(self._module(self.service.module), self.entry.constant)
        return operation

    @property
    def fields(self) -> dict[str, Argument]:
        """What is sent in the body, each by an option."""
        return {n: each for n, each in self.call.arguments.items() if each.place == "body"}

    def parser(self, epilog: str) -> OptionParser:
        """Return the parser of the options, which also writes the help."""
        parser = OptionParser(
            prog=self.command,
            usage="%(prog)s [options]",
            description=_paragraphs(self.entry.doc, self.entry.notice),
            epilog=VALUES + "\n" + epilog,
        )
        self.add_to(parser)
        return parser

    def add_to(self, parser: OptionParser) -> None:
        """Add the options to a parser."""
        titles = (SENT, CLIENT, PRINTED, CALL)
        groups = [parser.add_argument_group(title) for title in titles]
        add_output(groups[2])
        self._add_pages(groups[2])
        add_general(groups[3])
        self._add_whole(groups[0])
        for name, argument in self.call.arguments.items():
            if argument.place != "whole":
                self._add(parser, groups[0], name, argument)
        add_settings(parser, groups[1], self.service)
        add_credentials(parser, groups[1], self.service, self.call.credentials)

    def _add_whole(self, group: Group) -> None:
        form = self.call.body in ("form", "multipart")
        if self.call.body and not (form and self.fields):
            metavar, text = _WHOLE[self.call.body]
            group.add_argument(BODY, metavar=metavar, help=text)
        if self.call.window is not None:
            text = (
                "A file that holds the conversation, in place of"
                f" {flag_of(self.call.window.argument)}; the answer takes its place, and the old"
                " one is kept beside it."
            )
            group.add_argument(WINDOW, metavar="FILE", help=text)

    def _add_pages(self, group: Group) -> None:
        if self.call.pages:
            text = "Print the items of all pages as they come, and not only the page asked for."
            group.add_argument("--all", action="store_true", help=text)

    def _add(self, parser: OptionParser, group: Group, name: str, argument: Argument) -> None:
        """Add the options for an argument: for its text or items, its JSON, and its members."""
        flag = parser.free(flag_of(name), "--send-")
        former = [each for each in map(flag_of, argument.former) if each not in parser.known()]
        kind = "text" if argument.is_text or argument.is_typed_by_item else "json"
        text, metavar, action = escaped(_told(argument)), _metavar(argument), "store"
        if argument.is_typed_by_item:
            text, action = f"{text} May be repeated.".strip(), "append"
        dest = f"{kind} {name}"
        group.add_argument(flag, *former, dest=dest, metavar=metavar, help=text, action=action)
        if kind == "text" and argument.is_more_than_text:
            text, dest = f"The same as JSON: {words(argument.kinds)}.", f"json {name}"
            flags = [f"{each}-json" for each in (flag, *former)]
            group.add_argument(*flags, dest=dest, metavar="JSON", help=text)
        for member, inner in argument.members.items():
            dotted = f"{flag}.{flag_of(member).removeprefix('--')}"
            if dotted not in parser.known():
                self._add_member(group, dotted, f"{name}.{member}", inner)

    def _add_member(self, group: Group, flag: str, name: str, member: Argument) -> None:
        dest = f"{'text' if member.is_text else 'json'} {name}"
        text = escaped(_told(member))
        group.add_argument(flag, dest=dest, metavar=_metavar(member), help=text)

    def elsewhere(self, flag: str) -> str:
        """Return which other providers have an option in a call of the same name."""
        having = [
            other.name
            for other in self.program.services
            if other is not self.service
            for entry in other.operations
            if entry.words == self.entry.words
            and flag in Source(self.program, other, entry).parser("").known()
        ]
        if not having:
            return ""
        return f"; {' and '.join(having)} {'has' if len(having) == 1 else 'have'} it (--provider)"


_WHOLE: Final = {
    "json": (
        "JSON",
        "The whole body, byte for byte; fields that are given as well replace members.",
    ),
    "text": ("TEXT", "The whole body, a text."),
    "binary": ("@FILE", "The whole body, byte for byte; a file is read while it is sent."),
    "stream": ("@FILE", "The whole body, as it travels; a file is read while it is sent."),
    "form": ("JSON", "The whole form, as an object."),
    "multipart": ("JSON", "The whole form, as an object; files can't be in it."),
}
_WORDS: Final = {
    "string": "a text",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
}


def words(kinds: tuple[str, ...]) -> str:
    """Return JSON types in words; any value where none is named."""
    return " or ".join(_WORDS[kind] for kind in kinds) or "any value"


def _metavar(argument: Argument) -> str:
    if argument.file:
        return "@FILE"
    kinds = argument.items if argument.is_typed_by_item else argument.kinds
    if argument.is_text or "string" in kinds or not kinds:
        return "TEXT"
    return _METAVARS.get(tuple(kind for kind in kinds if kind != "null"), "JSON")


def _told(argument: Argument) -> str:
    parts = (argument.doc, _choices(argument), "(required)" if argument.required else "")
    return " ".join(part for part in parts if part)


def _choices(argument: Argument) -> str:
    """Return a sentence about the values that the description lists."""
    choices = [str(c).lower() if isinstance(c, bool) else str(c) for c in argument.choices]
    choices = [choice or '""' for choice in choices]
    more = len(choices) - _FIRST
    if not choices:
        return ""
    if len(choices) > _ALL:
        return f"Such as {', '.join(choices[:_FIRST])} and {more} more."
    return f"{'Such as' if argument.open else 'One of'} {', '.join(choices)}."


def _paragraphs(*texts: str) -> str:
    """Return a description; argparse fills holes in one only where it sees this hole."""
    import textwrap  # which argparse loads as well, once it writes help

    text = "\n\n".join(textwrap.fill(part, 79) for part in texts if part)
    return escaped(text) if "%(prog)" in text else text
