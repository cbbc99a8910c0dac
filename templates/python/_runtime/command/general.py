"""The options that all operations of a provider have: those of the client, and those of the call.

Job: one option for each setting and credential of the provider's table, and those that calls of any
API have. They may stand in front of the operation as well. `options` adds what is sent.
"""

from __future__ import annotations

import argparse

from .option_parser import Group, OptionParser, escaped, flag_of

TYPE_CHECKING = False  # as in `typing`, which costs a part of the time in which help is there
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Final

    from .program import Service

VISIBLE: Final = "Others on this machine can see it here, but not if it is -, standard input."
PRINTED: Final = "what is printed"
CALL: Final = "the call"
CLIENT: Final = "the client"
SHELLS: Final = ("bash", "zsh", "fish")
FORMATS: Final = ("auto", "raw", "json", "jsonl", "yaml", "table", "curl", "python")
_OF_ERRORS: Final = ("text", "raw", "json", "yaml")


def leading_parser(service: Service) -> OptionParser:
    """Return the parser of the options that may stand in front of an operation."""
    parser = OptionParser()
    printed, call = parser.add_argument_group(PRINTED), parser.add_argument_group(CALL)
    client = parser.add_argument_group(CLIENT)
    add_output(printed)
    add_general(call)
    add_settings(parser, client, service)
    add_credentials(parser, client, service, service.secrets)
    add_instead(parser.add_argument_group("in place of an operation"))
    return parser


def add_output(group: Group) -> None:
    """Add the options that say what is printed, and where."""
    text = "Print the request and send nothing; a credential is masked and need not be there."
    group.add_argument("--dry-run", action="store_true", help=text)
    text = (
        "auto: a member a line on a terminal, as it came elsewhere; raw: as it came; json: a member"
        " a line; jsonl: an item a line; yaml; table: a line about each item. With --dry-run: curl"
        " or python, the same call for these."
    )
    group.add_argument("--format", choices=FORMATS, default="auto", metavar="FORMAT", help=text)
    text = "A JMESPath expression for what of the answer is printed; needs the extra cli."
    group.add_argument("--transform", metavar="EXPR", help=text)
    text = "Print what --transform selects without quotes where it is a text."
    group.add_argument("-r", "--raw-output", action="store_true", help=text)
    text = "Print the status and the headers of the answer before it."
    group.add_argument("--include-headers", action="store_true", help=text)
    text = "How many items of a stream, of pages, or of jsonl and table are printed at most."
    group.add_argument("--max-items", type=_count, metavar="N", help=text)
    text = "Where the answer goes, whole or not at all; - is standard output."
    group.add_argument("--output", type=_file, metavar="FILE", help=text)
    text = "How a failure is told: text, a line; raw, json or yaml, what the provider answered."
    group.add_argument(
        "--format-error", choices=_OF_ERRORS, default="text", metavar="FORMAT", help=text
    )
    text = "A JMESPath expression for what of a failure's JSON is printed; needs the extra cli."
    group.add_argument("--transform-error", metavar="EXPR", help=text)


def add_general(group: Group) -> None:
    """Add the options that say how a call is made, for any API."""
    text = "Take an answer that breaks its schema for a failure."
    group.add_argument("--strict", action="store_true", default=None, help=text)
    text = "Tell of each request and answer on standard error, without what is secret or content."
    group.add_argument("--debug", action="store_true", help=text)
    text = "A header to send; may be repeated, and all values of a name are sent."
    group.add_argument("--header", action="append", metavar="NAME:VALUE", help=text)
    text = "A query parameter to send; may be repeated, and all values of a name are sent."
    group.add_argument("--query", action="append", metavar="NAME=VALUE", help=text)
    text = "In place of the provider's address."
    group.add_argument("--base-url", metavar="URL", help=text)
    text = "Let plain http lead to other machines than this one, where others can read it."
    group.add_argument("--allow-insecure-http", action="store_true", default=None, help=text)
    text = "How long the call may take: 600 unless given; none for no limit."
    absent = argparse.SUPPRESS  # since None is a value
    group.add_argument("--timeout", type=_seconds, default=absent, metavar="SECONDS", help=text)
    text = "How often a call that failed without harm is tried again: 2 unless given."
    group.add_argument("--max-retries", type=_count, metavar="N", help=text)
    group.add_argument("-h", "--help", action="store_true", help="Show this.")
    text = "Show what this was made by."
    group.add_argument("-v", "--version", action="store_true", help=text)


def add_instead(group: Group) -> None:
    """Add the options that are asked for in the place of any operation."""
    text = "Print what makes bash, zsh or fish complete commands; needs the extra cli."
    group.add_argument("--completion", choices=SHELLS, metavar="SHELL", help=text)
    text = "Print a page about every operation: man or markdown."
    group.add_argument("--reference", choices=("man", "markdown"), metavar="FORM", help=text)


def add_settings(parser: OptionParser, group: Group, service: Service) -> None:
    """Add the options for what the provider's client is set up with."""
    secrets = {name for names in service.secrets.values() for name in names}
    for name, description in service.settings.items():
        if name not in secrets:
            flag = parser.free(flag_of(name), "--client-")
            group.add_argument(flag, dest=f"set {name}", metavar="VALUE", help=escaped(description))


def add_credentials(
    parser: OptionParser, group: Group, service: Service, schemes: Iterable[str]
) -> None:
    """Add the options for credentials, two for each argument that takes one."""
    for scheme in schemes:
        for name in service.secrets.get(scheme, ()):
            _add_secret(parser, group, service, name)


def _add_secret(parser: OptionParser, group: Group, service: Service, name: str) -> None:
    flag, description = parser.free(flag_of(name), "--client-"), service.settings.get(name, name)
    group.add_argument(
        flag, dest=f"secret {name}", metavar="KEY", help=escaped(f"{description} {VISIBLE}")
    )
    flag = parser.free(f"{flag_of(name)}-file", "--client-")
    description = f"A file that holds it, in place of {flag.removesuffix('-file')}."
    group.add_argument(flag, dest=f"key {name}", metavar="FILE", help=description)


def _file(text: str) -> str:
    if not text:
        raise argparse.ArgumentTypeError("the name of the file is empty")
    return text


def _seconds(text: str) -> float | None:
    if text == "none":
        return None
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 1e9:
        raise argparse.ArgumentTypeError("takes seconds, more than 0, or none for no limit")
    return seconds


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        raise argparse.ArgumentTypeError("takes a whole number from 0 on")
    return int(text)
