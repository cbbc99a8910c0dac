"""The options of one operation of one provider, made from their tables.

Job: one option for each field and parameter, with the words that the program has for it; `general`
has the others. Nothing is read, sent or printed here: `main` shows the help, `inputs` knows what
values stand for, `arguments` uses them.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from ..vocabulary.operation import Fields, Form, Operation
from ..vocabulary.provider import Credential, Provider
from .general import add_credentials, add_general, add_settings
from .option_parser import Group, OptionParser, escaped, flag_of
from .program import Argument, Listed, Service

BODY: Final = "--body"

VALUES: Final = """\
values:
  TEXT  is sent as the string that it is, whatever it looks like; @FILE stands for the text of a
        file and - for that of standard input. Put a backslash before a text that begins with @ or
        is just -. What others wrote is best given by -, where nothing has a meaning.
  JSON  is a JSON value, @FILE or -, too.
"""

_METAVARS: Final[dict[tuple[str, ...], str]] = {("number",): "NUMBER", ("boolean",): "true|false"}
_ALL: Final = 8
"""So many choices are shown; of more there are the first ones."""
_FIRST: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The tables of one operation of one provider, and the words for them."""

    service: Service
    listed: Listed
    provider: Provider
    operation: Operation[Any]

    @property
    def credentials(self) -> tuple[Credential, ...]:
        """The credentials that the operation can be sent."""
        asked = {name for requirement in self.operation.security for name in requirement}
        return tuple(each for each in self.provider.credentials if each.name in asked)

    def parser(self, command: str, epilog: str) -> OptionParser:
        """Return the parser of the options, which also writes the help."""
        parser = OptionParser(
            prog=command,
            usage="%(prog)s [options]",
            description=_paragraphs(self.listed.doc, self.listed.notice),
            epilog=VALUES + "\n" + epilog,
        )
        groups = [parser.add_argument_group(t) for t in ("what is sent", "the client", "the call")]
        add_general(groups[2])
        if self.operation.body is not None and not isinstance(self.operation.body, Form):
            metavar, told = _WHOLE[getattr(self.operation.body, "content", "json")]
            groups[0].add_argument(BODY, metavar=metavar, help=told)
        self._sent(parser, groups[0])
        add_settings(parser, groups[1], self.service, self.provider)
        add_credentials(parser, groups[1], self.service, self.credentials)
        return parser

    def _sent(self, parser: OptionParser, group: Group) -> None:
        for name, required in self._arguments():
            argument = self.listed.arguments.get(name, Argument())
            kinds = [kind for kind in argument.kinds if kind != "null"]
            flag, told = flag_of(name), escaped(_told(argument, required=required))
            if "string" in kinds or not kinds or name not in self._fields():
                text = parser.free(flag, "--send-")
                metavar = "@FILE" if self.is_file(name) else "TEXT"
                group.add_argument(text, dest=f"text {name}", metavar=metavar, help=told)
                flag, told = f"{text}-json", f"The same as JSON: {words(argument.kinds)}."
            if self.is_file(name):
                continue
            if name in self._fields() and argument.kinds != ("string",):
                metavar = _METAVARS.get(tuple(kinds), "JSON")
                flag = parser.free(flag, "--send-")
                group.add_argument(flag, dest=f"json {name}", metavar=metavar, help=told)

    def _arguments(self) -> Iterator[tuple[str, bool]]:
        yield from ((p.argument, p.required) for p in self.operation.parameters)
        yield from self._fields().items()

    def _fields(self) -> dict[str, bool]:
        """Return the fields of the body that are arguments, and whether each is required."""
        body = self.operation.body
        fields = body.fields if isinstance(body, Fields | Form) else ()
        return {field.argument: field.required for field in fields}

    def is_file(self, name: str) -> bool:
        """Return whether an argument is a file."""
        body = self.operation.body
        fields = body.fields if isinstance(body, Form) else ()
        return any(field.file for field in fields if field.argument == name)


_WHOLE: Final = {
    "json": (
        "JSON",
        "The whole body, byte for byte; fields that are given as well replace members.",
    ),
    "text": ("TEXT", "The whole body, a text."),
    "binary": ("@FILE", "The whole body, byte for byte; a file is read while it is sent."),
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


def _told(argument: Argument, *, required: bool) -> str:
    parts = (argument.doc, _choices(argument), "(required)" if required else "")
    return " ".join(part for part in parts if part)


def _choices(argument: Argument) -> str:
    """Return a sentence about the values that the description lists."""
    shown = [str(c).lower() if isinstance(c, bool) else str(c) for c in argument.choices]
    more = len(shown) - _FIRST
    if not shown:
        return ""
    if len(shown) > _ALL:
        return f"Such as {', '.join(shown[:_FIRST])} and {more} more."
    return f"{'Such as' if argument.open else 'One of'} {', '.join(shown)}."


def _paragraphs(*texts: str) -> str:
    """Return a description; argparse fills holes in one only where it sees this hole."""
    text = "\n\n".join(textwrap.fill(part, 79) for part in texts if part)
    return escaped(text) if "%(prog)" in text else text
