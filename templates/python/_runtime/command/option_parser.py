"""Options as they were typed, by argparse, which here neither prints nor exits.

Job: read options in front of an operation and behind it into one set, and say what is wrong with
one in the words of a command line, without its value: that may be secret. `general` and `options`
say which options there are.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from typing import Any, NoReturn

from .inputs import UsageError

# argparse has no public name for it.
Group = argparse._ArgumentGroup  # pyright: ignore[reportPrivateUsage]


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a question that names what may be meant, or nothing."""
    close = get_close_matches(word, list(known), n=1)
    return f"; is {close[0]} meant?" if close else ""


def flag_of(argument: str) -> str:
    """Return the option for an argument."""
    return "--" + argument.strip("_").replace("_", "-")


def escaped(text: str) -> str:
    """Return text for argparse, which takes percent signs for holes."""
    return text.replace("%", "%%")


def _width() -> int:
    """Return how many columns help has; argparse would load compression to ask for that."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size(1).columns or 80
    except OSError:
        return 80


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedOptions:
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

    def flag_for(self, argument: str) -> str:
        """Return the option that an argument of an operation is given by, as text if it may be."""
        return self.flags.get(f"text {argument}") or self.flags[f"json {argument}"]

    @property
    def layout(self) -> str:
        """How an answer is to be printed."""
        return self.values["layout"] or "auto"


class OptionParser(argparse.ArgumentParser):
    """An argument parser that leaves printing and exiting to others."""

    def __init__(self, **settings: Any) -> None:
        formatter = partial(argparse.RawDescriptionHelpFormatter, width=_width() - 2)
        super().__init__(formatter_class=formatter, add_help=False, allow_abbrev=False, **settings)

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing the usage and exiting."""
        raise UsageError(message.removeprefix("argument "))

    def read(self, leading: argparse.Namespace, arguments: Sequence[str]) -> ParsedOptions:
        """Return the options, those from in front of the operation among them.

        What the operation has no use for, such as a credential that it isn't sent, stays out.
        """
        own = {action.dest for action in self._actions}
        kept = {name: value for name, value in vars(leading).items() if name in own}
        known, rest = self.parse_known_args(arguments, argparse.Namespace(**kept))
        for flag in (text.partition("=")[0] for text in rest if text.startswith("-")):
            raise UsageError(f"there is no option {flag} here{nearest(flag, self.known())}")
        if rest:
            raise UsageError(f"{len(rest)} argument(s) too many; a text with spaces needs quotes")
        flags = {action.dest: action.option_strings[0] for action in self._actions}
        return ParsedOptions(values=vars(known), flags=flags)

    def leading(self, arguments: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
        """Return the known options that the arguments begin with, and the other arguments."""
        end = 0
        while end < len(arguments):
            flag, sign, _ = arguments[end].partition("=")
            action = self._option_string_actions.get(flag)
            if action is None:
                break
            end += 1 if sign or action.nargs == 0 else 2
        return self.parse_args(arguments[:end]), list(arguments[end:])

    def free(self, flag: str, prefix: str) -> str:
        """Return the flag, with the prefix where another option has its name already."""
        while flag in self._option_string_actions:
            flag = prefix + flag.removeprefix("--")
        return flag

    def known(self) -> list[str]:
        """Return all options as they are written."""
        return list(self._option_string_actions)
