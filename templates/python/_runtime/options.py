"""The options of a command line, made from the tables of a provider and an operation.

Job: one option for each field, parameter and setting, with the words that the program has for it.
A credential is never an option's value. Nothing is read, sent or printed here: `command` shows the
help, `inputs` knows what values stand for, `invocation` uses them.
"""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from .inputs import UsageError
from .operation import Fields, Operation
from .program import Listed, Service
from .provider import Credential, Provider

BODY: Final = "--body"
Group = argparse._ArgumentGroup  # noqa: SLF001  # argparse has no public name for it

VALUES: Final = """\
values:
  TEXT  is sent as the string that it is, whatever it looks like; @FILE stands for the text of a
        file and - for that of standard input. Put a backslash before a text that begins with @ or
        is just -. What others wrote is best given by -, where nothing has a meaning.
  JSON  is a JSON value, @FILE or -, too.
"""


class OptionParser(argparse.ArgumentParser):
    """An argument parser that leaves printing and exiting to others."""

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing the usage and exiting."""
        raise UsageError(message)

    def read(self, arguments: Sequence[str]) -> Options:
        """Return the options; an error doesn't repeat values, since they may be secret."""
        known, rest = self.parse_known_args(arguments)
        unknown = [text.partition("=")[0] for text in rest if text.startswith("-")]
        if unknown:
            raise UsageError(f"there is no option {' or '.join(unknown)} here")
        if rest:
            raise UsageError(f"{len(rest)} argument(s) too many; a text with spaces needs quotes")
        flags = {action.dest: action.option_strings[0] for action in self._actions}
        return Options(values=vars(known), flags=flags)


class _Refused(argparse.Action):
    """Refuses a credential as an option's value, without repeating it."""

    def __call__(self, *arguments: object, **options: object) -> NoReturn:
        """Tell the ways that other users of the machine can't watch."""
        raise UsageError(str(self.const))


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What was typed, by destination: a word for what the option is about, or a kind and a name."""

    values: Mapping[str, Any]
    flags: Mapping[str, str]

    def given(self, kind: str) -> dict[str, Any]:
        """Return the values of the options of a kind that were given, by argument."""
        found = ((name.partition(" "), value) for name, value in self.values.items())
        return {n[2]: value for n, value in found if n[0] == kind and n[1] and value is not None}

    def flag(self, kind: str, name: str) -> str:
        """Return how the option is written."""
        return self.flags[f"{kind} {name}"]

    @property
    def layout(self) -> str:
        """How an answer is to be printed."""
        return self.values["layout"] or "auto"


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

    def parser(self, program: str, epilog: str) -> OptionParser:
        """Return the parser of the options, which also writes the help."""
        parser = OptionParser(
            prog=" ".join((program, *(word.replace("_", "-") for word in self.listed.words))),
            usage="%(prog)s [options]",
            description=_paragraphs(self.listed.doc, self.listed.notice),
            epilog=VALUES + "\n" + epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            add_help=False,
            allow_abbrev=False,
        )
        groups = [parser.add_argument_group(t) for t in ("what is sent", "the client", "the call")]
        _general(groups[2])
        if self.operation.body is not None:
            told = "The whole body, byte for byte; fields that are given as well replace members."
            groups[0].add_argument(BODY, metavar="JSON", help=told)
        self._sent(parser, groups[0])
        self._set(parser, groups[1])
        return parser

    def _sent(self, parser: OptionParser, group: Group) -> None:
        for name, required in self._arguments():
            flag = _free(parser, _flag(name), "--send-")
            told = _escaped(self.listed.arguments.get(name, ""))
            told = f"{told} (required)" if required else told
            group.add_argument(flag, dest=f"text {name}", metavar="TEXT", help=told)
            if name in self._fields():
                json_flag = _free(parser, f"{flag}-json", "--send-")
                group.add_argument(json_flag, dest=f"json {name}", metavar="JSON")

    def _set(self, parser: OptionParser, group: Group) -> None:
        for name, told in self._settings():
            flag = _free(parser, _flag(name), "--client-")
            group.add_argument(flag, dest=f"set {name}", metavar="VALUE", help=_escaped(told))
        for credential in self.credentials:
            first = credential.arguments[0]
            flag = _free(parser, f"{_flag(first)}-file", "--client-")
            told = f"A file that holds: {self.service.settings.get(first, first)}"
            group.add_argument(flag, dest=f"key {first}", metavar="FILE", help=_escaped(told))
            ways = f"{f'set {credential.environment} or ' if credential.environment else ''}give {flag}"
            for name in credential.arguments:
                group.add_argument(
                    _free(parser, _flag(name), "--client-"),
                    dest=f"refused {name}",
                    nargs="?",
                    action=_Refused,
                    const=f"others can read a credential on the command line: {ways} instead",
                    help=argparse.SUPPRESS,
                )

    def _arguments(self) -> Iterator[tuple[str, bool]]:
        yield from ((p.argument, p.required) for p in self.operation.parameters)
        yield from self._fields().items()

    def _fields(self) -> dict[str, bool]:
        """Return the fields of the body that are arguments, and whether each is required."""
        body = self.operation.body
        fields = body.fields if isinstance(body, Fields) else ()
        return {field.argument: field.required for field in fields}

    def _settings(self) -> Iterator[tuple[str, str]]:
        provider = self.provider
        names = [v.argument for v in provider.server.variables if v.argument]
        names += [p.argument for p in provider.parameters]
        yield from ((n, self.service.settings.get(n, "")) for n in dict.fromkeys(names))


def _general(group: Group) -> None:
    told = "Print the request and send nothing; a credential is masked and need not be there."
    group.add_argument("--dry-run", action="store_true", help=told)
    told = "Where the answer goes, whole or not at all; - is standard output."
    group.add_argument("--output", type=_file, metavar="FILE", help=told)
    layout = group.add_mutually_exclusive_group()
    told = "Print the answer as it came, byte for byte, on a terminal as well."
    layout.add_argument("--raw", dest="layout", action="store_const", const="raw", help=told)
    told = "Print the answer with a member a line, in a pipe as well."
    layout.add_argument("--pretty", dest="layout", action="store_const", const="pretty", help=told)
    told = "Take an answer that breaks its schema for a failure."
    group.add_argument("--strict", action="store_true", default=None, help=told)
    group.add_argument(
        "--header", action="append", metavar="NAME:VALUE", help="A header to send; may be repeated."
    )
    told = "A query parameter to send; may be repeated, and all values of a name are sent."
    group.add_argument("--query", action="append", metavar="NAME=VALUE", help=told)
    told = "In place of the provider's address; plain http on this machine only."
    group.add_argument("--base-url", metavar="URL", help=told)
    told = "How long the call may take: 600 unless given; none for no limit."
    absent = argparse.SUPPRESS  # since None is a value
    group.add_argument("--timeout", type=_seconds, default=absent, metavar="SECONDS", help=told)
    told = "How often a call that failed without harm is tried again."
    group.add_argument("--max-retries", type=int, metavar="N", help=told)
    group.add_argument("-h", "--help", action="store_true", help="Show this.")


def _free(parser: OptionParser, flag: str, prefix: str) -> str:
    """Return the flag, with the prefix where another option has its name already."""
    taken = parser._option_string_actions  # noqa: SLF001  # argparse has no other way to ask
    while flag in taken:
        flag = prefix + flag.removeprefix("--")
    return flag


def _flag(argument: str) -> str:
    return "--" + argument.strip("_").replace("_", "-")


def _paragraphs(*texts: str) -> str:
    """Return a description; argparse fills holes in one only where it sees this hole."""
    text = "\n\n".join(textwrap.fill(part, 79) for part in texts if part)
    return _escaped(text) if "%(prog)" in text else text


def _escaped(text: str) -> str:
    """Return text for argparse, which takes percent signs for holes."""
    return text.replace("%", "%%")


def _file(text: str) -> str:
    if not text:
        raise argparse.ArgumentTypeError("the name of the file is empty")
    return text


def _seconds(text: str) -> float | None:
    return None if text == "none" else float(text)
