"""What a shell is told that could come next: operations, options, choices, files.

Job: hand argcomplete a parser of what is being typed, with the values that the description lists.
The parsers are those of the command itself; only that of the operation that is typed is made, so
that a package of many answers as fast as one of few. `main` calls this when a shell asks.
"""

from __future__ import annotations

import argparse
import importlib
import os
import shlex
import sys
from collections.abc import Callable, Iterable
from typing import Any

from .general import leading_parser
from .inputs import UsageError
from .listing import operation_of, service_of
from .option_parser import OptionParser
from .options import Source
from .program import ExitCode, OperationCommand, Program, Service

Completer = Callable[..., Iterable[str]]


def script(program: Program, shell: str) -> str:
    """Return what makes a shell ask the command for completions.

    Raises:
        UsageError: the library isn't installed.
    """
    return str(_library().shellcode([program.name], shell=shell))


def line(program: Program, shell: str) -> str:
    """Return the line that installs completions, for the file that a shell reads at its start."""
    if shell == "fish":
        return f"{program.name} --completion fish | source"
    return f'eval "$({program.name} --completion {shell})"'


def complete(program: Program) -> int:
    """Answer the shell that asks, in the way in which the library has been asked."""
    try:
        finder = _library().CompletionFinder()
    except UsageError:
        return ExitCode.USAGE
    finder(_parser(program, _words()), exit_method=sys.exit)
    return ExitCode.DONE


def _library() -> Any:
    try:
        return importlib.import_module("argcomplete")  # of the extra `cli`
    except ImportError:
        raise UsageError(
            "--completion needs argcomplete: install the extra cli, or argcomplete"
        ) from None


def _words() -> list[str]:
    """Return what was typed before the cursor, without the name of the command."""
    text = os.environ.get("COMP_LINE", "")[: int(os.environ.get("COMP_POINT", "0") or 0)]
    try:
        return shlex.split(text)[1:]
    except ValueError:  # a quotation that isn't closed yet
        return text.split()[1:]


def _parser(program: Program, words: list[str]) -> OptionParser:
    """Return a parser of the command with the operation that is being typed."""
    try:
        service, words = service_of(program, words)
    except UsageError:
        service = program.services[0]
    parser = leading_parser(service)
    _, rest = _leading(parser, words)
    _add_provider(parser, program)
    current = operation_of(service, rest)
    holders: dict[tuple[str, ...], Any] = {(): parser.add_subparsers(parser_class=OptionParser)}
    for each in service.operations:
        inner = _named(holders, each)
        if each is current:
            _fill(inner, program, service, each)
    return parser


def _leading(parser: OptionParser, words: list[str]) -> tuple[argparse.Namespace, list[str]]:
    try:
        return parser.leading(words)
    except UsageError:  # a value that isn't typed to its end
        return argparse.Namespace(), words


def _named(holders: dict[tuple[str, ...], Any], entry: OperationCommand) -> OptionParser:
    """Return the parser at the end of an operation's words, each of which leads to the next."""
    words = entry.typed
    for depth in range(1, len(words)):
        if words[:depth] not in holders:
            above = holders[words[: depth - 1]].add_parser(words[depth - 1])
            holders[words[:depth]] = above.add_subparsers(parser_class=OptionParser)
    parser: OptionParser = holders[words[:-1]].add_parser(words[-1])
    return parser


def _fill(
    parser: OptionParser, program: Program, service: Service, entry: OperationCommand
) -> None:
    """Add the options of an operation, with the values that are known for each."""
    source = Source(program, service, entry)
    source.add_to(parser)
    _add_provider(parser, program)
    for action in parser.actions:
        kind, _, name = action.dest.partition(" ")
        if kind in ("text", "json"):
            outer, _, member = name.partition(".")
            argument = source.call.arguments[outer]
            leaf = argument.members[member] if member else argument
            _complete_with(action, [str(choice) for choice in leaf.choices])


def _complete_with(action: argparse.Action, values: list[str]) -> None:
    files: Any = importlib.import_module("argcomplete.completers").FilesCompleter()

    def completer(prefix: str, **others: object) -> Iterable[str]:
        if prefix.startswith("@"):
            return [f"@{path}" for path in files(prefix[1:], **others)]
        return values

    vars(action)["completer"] = completer  # where the library looks for it


def _add_provider(parser: OptionParser, program: Program) -> None:
    names = [service.name for service in program.services]
    parser.add_argument("--provider", choices=names, help="Whose API is called.")
