"""Options as they were typed, by argparse, which here neither prints nor exits.

Job: read options in front of an operation and behind it into one set, and say what is wrong with
one in the words of a command line, without its value: that may be secret. `general` and `options`
say which options there are.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial

from . import display
from .inputs import UsageError

TYPE_CHECKING = False  # as in `typing`, which costs a part of the time in which help is there
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any, Final, NoReturn

_NEAR: Final = 0.65
"""How alike a word has to be to be taken for a misspelt one, hyphens included."""

# argparse has no public name for it.
Group = argparse._ArgumentGroup  # pyright: ignore[reportPrivateUsage]


def nearest(word: str, candidates: Iterable[str]) -> str:
    """Return a question that names what may be meant, or nothing."""
    from difflib import get_close_matches  # only mistakes need it

    close = get_close_matches(word, list(candidates), n=1, cutoff=_NEAR)
    return f"; is {close[0]} meant?" if close else ""


def flag_of(argument: str) -> str:
    """Return the option for an argument."""
    return "--" + argument.strip("_").replace("_", "-")


def escaped(text: str) -> str:
    """Return text for argparse, which takes percent signs for holes."""
    return text.replace("%", "%%")


class ParsedOptions:
    """What was typed, by destination: a word for what the option is about, or a kind and a name."""

    def __init__(self, values: Mapping[str, Any], flags: Mapping[str, str]) -> None:
        self.values = values
        self.flags = flags
        """How the option for a destination is written."""

    def given(self, kind: str) -> dict[str, Any]:
        """Return the values of the options of a kind that were given, by argument."""
        parts = ((name.partition(" "), value) for name, value in self.values.items())
        return {n[2]: value for n, value in parts if n[0] == kind and n[1] and value is not None}

    def flag(self, kind: str, name: str) -> str:
        """Return how the option is written."""
        return self.flags[f"{kind} {name}"]

    def flag_for(self, argument: str) -> str:
        """Return the option that an argument of an operation is given by, as text if it may be."""
        return self.flags.get(f"text {argument}") or self.flags[f"json {argument}"]


class OptionParser(argparse.ArgumentParser):
    """An argument parser that leaves printing and exiting to others."""

    def __init__(self, **settings: Any) -> None:
        width = display.columns(sys.stdout) - 2  # argparse would load compression to ask for that
        formatter = partial(argparse.RawDescriptionHelpFormatter, width=width)
        super().__init__(formatter_class=formatter, add_help=False, allow_abbrev=False, **settings)

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing the usage and exiting."""
        raise UsageError(message.removeprefix("argument "))

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Refuse what is none of an option's choices, in words that name the nearest."""
        if action.choices is not None and value not in action.choices:
            choices = [str(choice) for choice in action.choices]
            message = f"takes {', '.join(choices)}{nearest(str(value), choices)}"
            raise argparse.ArgumentError(action, message)

    def read(
        self,
        leading: argparse.Namespace,
        arguments: Sequence[str],
        elsewhere: Callable[[str], str] = lambda flag: "",
    ) -> ParsedOptions:
        """Return the options, those from in front of the operation among them.

        What the operation has no use for, such as a credential that it isn't sent, stays out.
        `elsewhere` says of an option that isn't there where it is.
        """
        own = {action.dest for action in self._actions}
        defaults = {name: value for name, value in vars(leading).items() if name in own}
        options, rest = self.parse_known_args(arguments, argparse.Namespace(**defaults))
        for flag in (text.partition("=")[0] for text in rest if text.startswith("-")):
            hint = elsewhere(flag) or nearest(flag, self.known())
            raise UsageError(f"there is no option {flag} here{hint}")
        if rest:
            raise UsageError(f"{len(rest)} argument(s) too many; a text with spaces needs quotes")
        return ParsedOptions(vars(options), {a.dest: a.option_strings[0] for a in self._actions})

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

    @property
    def actions(self) -> list[argparse.Action]:
        """All options."""
        return self._actions

    @property
    def groups(self) -> list[tuple[str, list[argparse.Action]]]:
        """The options by what they are about, for pages that list them."""
        return [
            (group.title or "", group._group_actions)
            for group in self._action_groups
            if group._group_actions
        ]
