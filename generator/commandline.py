"""The command line, read: which command is meant, with which options.

Which options there are is in `command_options`, and what they do in `cli`.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from typing import Any, Final, NoReturn

from generator import command_options
from generator.quoting import nearest
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
COMMANDS: Final = {
    "generate": ("write the package, schemas and descriptions", command_options.add_generate),
    "vendor": ("write a package alone into another project", command_options.add_vendor),
    "validate": ("tell what is wrong with a description", command_options.add_reading),
    "dump": ("print what a description means", command_options.add_reading),
    "diff": ("tell what a change does to callers", command_options.add_diff),
}
"""What each command is for, and what gives it its options."""


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
    parsers: dict[str, _Parser] = {}
    for name, (purpose, add_options) in COMMANDS.items():
        parsers[name] = commands.add_parser(name, help=purpose)
        add_options(parsers[name])
    return result, parsers
