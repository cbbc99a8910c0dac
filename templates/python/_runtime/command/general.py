"""The options that all operations of a provider have: those of the client, and those of the call.

Job: one option for each setting and credential of the provider's table, and those that calls of any
API have. They may stand in front of the operation as well. `options` adds what is sent.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from ..vocabulary.provider import Credential, Provider
from .option_parser import Group, OptionParser, escaped, flag_of
from .program import Service

VISIBLE = "Others on this machine can see it here, but not if it is -, standard input."


def leading_parser(service: Service, provider: Provider) -> OptionParser:
    """Return the parser of the options that may stand in front of an operation."""
    parser = OptionParser()
    group = parser.add_argument_group()
    add_general(group)
    add_settings(parser, group, service, provider)
    add_credentials(parser, group, service, provider.credentials)
    return parser


def add_general(group: Group) -> None:
    """Add the options that a call of any API has."""
    told = "Print the request and send nothing; a credential is masked and need not be there."
    group.add_argument("--dry-run", action="store_true", help=told)
    told = "Where the answer goes, whole or not at all; - is standard output."
    group.add_argument("--output", type=_file, metavar="FILE", help=told)
    layout = group.add_mutually_exclusive_group()
    told = "Print the answer as it came, byte for byte, on a terminal as well."
    layout.add_argument("--raw", dest="layout", action="store_const", const="raw", help=told)
    told = "Print the answer with a member a line, in a pipe as well."
    layout.add_argument("--pretty", dest="layout", action="store_const", const="pretty", help=told)
    told = "How a failure is told: in a line, or by the JSON that the provider answered with."
    group.add_argument("--format-error", choices=("text", "json"), default="text", help=told)
    told = "Take an answer that breaks its schema for a failure."
    group.add_argument("--strict", action="store_true", default=None, help=told)
    told = "A header to send; may be repeated, and all values of a name are sent."
    group.add_argument("--header", action="append", metavar="NAME:VALUE", help=told)
    told = "A query parameter to send; may be repeated, and all values of a name are sent."
    group.add_argument("--query", action="append", metavar="NAME=VALUE", help=told)
    told = "In place of the provider's address."
    group.add_argument("--base-url", metavar="URL", help=told)
    told = "Let plain http lead to other machines than this one, where others can read it."
    group.add_argument("--allow-insecure-http", action="store_true", default=None, help=told)
    told = "How long the call may take: 600 unless given; none for no limit."
    absent = argparse.SUPPRESS  # since None is a value
    group.add_argument("--timeout", type=_seconds, default=absent, metavar="SECONDS", help=told)
    told = "How often a call that failed without harm is tried again: 2 unless given."
    group.add_argument("--max-retries", type=_count, metavar="N", help=told)
    group.add_argument("-h", "--help", action="store_true", help="Show this.")
    group.add_argument("--version", action="store_true", help="Show what this was made by.")


def add_settings(parser: OptionParser, group: Group, service: Service, provider: Provider) -> None:
    """Add the options for what the provider's client is set up with."""
    for name in _settings(provider):
        flag, told = parser.free(flag_of(name), "--client-"), service.settings.get(name, "")
        group.add_argument(flag, dest=f"set {name}", metavar="VALUE", help=escaped(told))


def add_credentials(
    parser: OptionParser, group: Group, service: Service, credentials: Sequence[Credential]
) -> None:
    """Add the options for credentials, two for each."""
    for credential in credentials:
        for name in credential.arguments[: 2 if credential.pair else 1]:
            _add_secret(parser, group, service, name)
        for name in credential.grant.arguments if credential.grant is not None else ():
            _add_secret(parser, group, service, name)


def _add_secret(parser: OptionParser, group: Group, service: Service, name: str) -> None:
    flag, told = parser.free(flag_of(name), "--client-"), service.settings.get(name, name)
    group.add_argument(
        flag, dest=f"secret {name}", metavar="KEY", help=escaped(f"{told} {VISIBLE}")
    )
    flag = parser.free(f"{flag_of(name)}-file", "--client-")
    told = f"A file that holds it, in place of {flag.removesuffix('-file')}."
    group.add_argument(flag, dest=f"key {name}", metavar="FILE", help=told)


def _settings(provider: Provider) -> Iterator[str]:
    names = [v.argument for v in provider.server.variables if v.argument]
    names += [parameter.argument for parameter in provider.parameters]
    yield from dict.fromkeys(names)


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
