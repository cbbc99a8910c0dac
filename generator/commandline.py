"""The options of the command, as argparse knows them. What they do is in `cli`."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from typing import Any, Final, NoReturn

from generator.findings import nearest
from generator.languages import DEFAULT, LANGUAGES
from generator.terminal import line
from generator.version import VERSION

CODES: Final = """\
exit codes:
  0    done
  1    --check found a difference, or diff what --fail-on says
  2    the description, the folder or the use of the command is at fault
  3    compactgen is at fault
  129  hung up
  130  interrupted
  143  terminated
"""
EMPTY: Final = re.compile(r"--[a-z-]+=")
SHELLS: Final = ("bash", "zsh", "fish")


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are a single line, whatever the arguments hold."""

    def __init__(self, **settings: Any) -> None:
        formatter = argparse.RawDescriptionHelpFormatter
        super().__init__(epilog=CODES, formatter_class=formatter, **settings)

    def error(self, message: str) -> NoReturn:
        """Tell of wrong use, and exit."""
        super().error(line(message))

    def flags(self) -> list[str]:
        """Return the names of all options."""
        return [name for action in self._actions for name in action.option_strings]


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the options that the arguments give, those of the process when there are none.

    Raises:
        SystemExit: they can't be meant, which has been said, or help was asked for.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    parser, commands = _parsers()
    name = arguments[0] if arguments else "-"
    if not name.startswith("-") and name not in commands:
        there = ", ".join(commands)
        parser.error(f"there is no command {name!r}{nearest(name, commands)}; there are: {there}")
    for text in arguments:
        if text == "" or EMPTY.fullmatch(text):
            what = f"the argument of {text[:-1]}" if text else "an argument"
            commands[name].error(f"{what} is empty, as a variable is that isn't set")
    options, strangers = parser.parse_known_args(arguments)
    if strangers:
        hint = nearest(strangers[0].partition("=")[0], commands[options.command].flags())
        commands[name].error(f"unrecognized arguments: {' '.join(strangers)}{hint}")
    return options


class _Completion(argparse.Action):
    """Print how a shell completes the command, and exit."""

    def __call__(self, parser: argparse.ArgumentParser, *arguments: Any) -> None:
        """Print a line for the file that a shell reads at its start, or the script behind it."""
        shell = str(arguments[1])
        if sys.stdout.isatty():
            command = f"compactgen --completion {shell}"
            print(f"{command} | source" if shell == "fish" else f'eval "$({command})"')
        else:
            from argcomplete.shell_integration import shellcode  # shells ask once in their life

            print(shellcode(["compactgen"], shell=shell))
        parser.exit()


def complete() -> None:
    """Tell a shell what could come next, where one asks; the process ends then."""
    import argcomplete  # nobody else needs it

    argcomplete.autocomplete(_parsers()[0])


def _parsers() -> tuple[_Parser, dict[str, _Parser]]:
    """Return the parser of the command line, and those of its commands by name."""
    result = _Parser(
        prog="compactgen",
        description="From an OpenAPI description to client packages.",
    )
    result.add_argument("--version", action="version", version=f"compactgen {VERSION}")
    result.add_argument(
        "--completion",
        choices=SHELLS,
        action=_Completion,
        help="print what makes a shell complete this command, or on a terminal how to install it",
    )
    commands = result.add_subparsers(dest="command", required=True, metavar="COMMAND")
    generate = commands.add_parser("generate", help="write the package, schemas and descriptions")
    lone = commands.add_parser("vendor", help="write a package alone into another project")
    checked = commands.add_parser("validate", help="tell what is wrong with a description")
    dumped = commands.add_parser("dump", help="print what a description means")
    compared = commands.add_parser("diff", help="tell what a change does to callers")
    _add_comparison(compared)
    generate.add_argument("--out", metavar="DIR", default="generated", help="folder to write into")
    generate.add_argument(
        "--names",
        metavar="FILE",
        help="write which names stay (default: read names.lock beside the description)",
    )
    lone.add_argument("folder", metavar="DEST", help="the package's own folder")
    lone.add_argument(
        "--name", dest="package", metavar="NAME", help="its name (default: the folder's)"
    )
    lone.add_argument(
        "--without",
        metavar="ROOMS",
        help="leave out whole: command,testing, or one of them; none is left out with 'none'",
    )
    for command in (generate, checked, dumped):
        command.add_argument("--package", metavar="NAME", help="name of the package")
    generate.add_argument(
        "--language",
        choices=sorted(LANGUAGES),
        action="append",
        help=f"language of the package (repeatable; default: {DEFAULT})",
    )
    lone.add_argument(
        "--language",
        choices=sorted(LANGUAGES),
        help=f"language of the package (default: {DEFAULT}); of a Java package, DEST is the"
        " folder that com/ stands in",
    )
    for command in (generate, lone):
        command.add_argument(
            "--java-package", metavar="NAME", help="name of the Java package, as com.acme.ai"
        )
        _add_output(command)
    for command in (generate, lone, checked, dumped):
        _add_input(command)
    return result, {
        "generate": generate,
        "vendor": lone,
        "validate": checked,
        "dump": dumped,
        "diff": compared,
    }


def _add_comparison(command: argparse.ArgumentParser) -> None:
    """Let a command be told which two states to compare, and how to tell."""
    what = "a description, a folder with one, a package, or a revision of the repository"
    command.add_argument(
        "old", metavar="OLD", nargs="?", help=f"{what} (default: the merge base, or the last tag)"
    )
    command.add_argument(
        "new",
        metavar="NEW",
        nargs="?",
        help="a description, a folder with one, or a package (default: what is here, or own);"
        " a description alone is NEW",
    )
    command.add_argument("--against", metavar="REF", help="the revision that is OLD")
    command.add_argument("--package", metavar="NAME", help="name of the package")
    command.add_argument(
        "--provider",
        metavar="NAME",
        action="append",
        default=[],
        help="only this provider (repeatable)",
    )
    command.add_argument(
        "--format",
        choices=("text", "markdown", "json", "github"),
        default="text",
        help="for a terminal, a pull request, a program, or lines of a diff on GitHub",
    )
    command.add_argument(
        "--policy",
        choices=("default", "strict"),
        default="default",
        help="strict: what type checkers refuse is major as well",
    )
    command.add_argument(
        "--fail-on",
        choices=("minor", "major"),
        help="exit 1 where the verdict is this or more, accepted breaks aside",
    )
    command.add_argument(
        "--prove",
        action=argparse.BooleanOptionalAction,
        help="have code that uses all of the old package meet the new one (needs mypy)",
    )
    command.add_argument(
        "--with",
        dest="project",
        metavar="PATH",
        action="append",
        default=[],
        help="code of your own: its types and tests are tried with both packages (repeatable)",
    )
    command.add_argument("--accept", metavar="FINGERPRINT", help="accept a break in accepted.yaml")
    command.add_argument("--because", metavar="TEXT", help="why it is accepted")
    _add_filter(command)


def _add_output(command: argparse.ArgumentParser) -> None:
    """Let a command be told how to write."""
    command.add_argument("--check", action="store_true", help="only tell what differs, as a diff")
    command.add_argument(
        "--no-cache",
        action="store_true",
        help="make everything anew, whatever the run before remembers",
    )
    command.add_argument(
        "--force",
        action="store_true",
        help="overwrite what was changed or isn't ours, and keep it beside as .orig",
    )


def _add_input(command: argparse.ArgumentParser) -> None:
    """Let a command be told what to read."""
    command.add_argument(
        "description",
        metavar="DESCRIPTION",
        nargs="?",
        help="OpenAPI 3.0, 3.1 or 3.2 file (default: own)",
    )
    command.add_argument(
        "--overlay",
        metavar="NAME=FILE",
        action="append",
        default=[],
        help="an overlay for the provider NAME, besides those in overlays/ (repeatable)",
    )
    command.add_argument(
        "--provider",
        metavar="NAME",
        action="append",
        default=[],
        help="only this provider (repeatable)",
    )
    command.add_argument(
        "--strict",
        action="store_true",
        help="refuse what else is a remark about a description that isn't ours",
    )
    command.add_argument("--notes", action="store_true", help="list all remarks, each at its place")
    _add_filter(command)
    command.add_argument("-q", "--quiet", action="store_true", help="say nothing but what is wrong")


def _add_filter(command: argparse.ArgumentParser) -> None:
    """Let a command be told which operations are wanted."""
    for option, what in (("--include", "only the"), ("--exclude", "none of the")):
        command.add_argument(
            option,
            metavar="PATTERN",
            action="append",
            help=f"{what} operations that match: tag:PATTERN, /PATH, 'METHOD /PATH' or an"
            " operationId, with * and ? (repeatable)",
        )
