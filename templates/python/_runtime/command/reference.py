"""A page about everything that a command offers, made from what its help is made from.

Job: arrange operations and options once, and write them as a manual page or as Markdown. What all
operations have in common stands once. `main` calls this for `--reference`, and for the script
that makes a shell complete commands.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import Final

from ..vocabulary.dataclass import dataclass
from . import completion, display
from .general import leading_parser
from .options import SENT, VALUES, Source
from .program import EXIT_CODES, ExitCode, OperationCommand, Program, Service

_ROFF: Final = {"\\": "\\e", "-": "\\-", "'": "\\(aq", "`": "\\(ga"}
"""Characters that a manual page spells."""
_MARKS: Final = {"|": "\\|", "<": "\\<", "*": "\\*", "_": "\\_", "[": "\\["}
"""Characters that would be markup."""


def print_asked(program: Program, service: Service, leading: argparse.Namespace) -> ExitCode:
    """Print the page that is asked for, or what installs completions; return the exit code."""
    if leading.completion:
        is_read = display.terminal(sys.stdout)  # by a person, who has to put a line somewhere
        make = completion.line if is_read else completion.script
        display.text(make(program, leading.completion).rstrip("\n") + "\n")
        return ExitCode.DONE
    page = _Page(program, service)
    lines = page.man() if leading.reference == "man" else page.markdown()
    display.text("".join(f"{line}\n" for line in lines))
    return ExitCode.DONE


@dataclass(frozen=True)
class _Page:
    """All operations of a provider and their options."""

    program: Program
    service: Service

    def _general(self) -> list[tuple[str, list[argparse.Action]]]:
        return leading_parser(self.service).groups

    def _sent(self, entry: OperationCommand) -> list[argparse.Action]:
        groups = dict(Source(self.program, self.service, entry).parser("").groups)
        return groups.get(SENT, [])

    def markdown(self) -> Iterator[str]:
        """Yield the lines of the page in Markdown."""
        prefix = self.program.prefix(self.service)
        yield from (f"# {prefix}", "", self.program.doc, "")
        for entry in self.service.operations:
            yield from (f"## {prefix} {entry.called}", "", _span(entry.doc), "")
            yield from (f"> {_span(entry.notice)}", "") if entry.notice else ()
            yield from _table(self._sent(entry))
        for title, actions in self._general():
            yield from (f"## {_capital(title)}", "")
            yield from _table(actions)
        yield from ("## Values", "", "```text", *VALUES.splitlines()[1:], "```", "")
        yield from ("## Exit codes", "", "| code | meaning |", "|---|---|")
        yield from (f"| {code} | {_span(meaning)} |" for code, meaning in _codes())

    def man(self) -> Iterator[str]:
        """Yield the lines of the page for `man`."""
        name = self.program.name
        yield f'.TH "{_roff(name.upper())}" 1'
        yield from (".SH NAME", f"{_roff(name)} \\- {_roff(self.program.doc)}")
        yield from (".SH SYNOPSIS", f".B {_roff(self.program.prefix(self.service))}")
        yield "[options] operation [options]"
        yield ".SH OPERATIONS"
        for entry in self.service.operations:
            yield f".SS {_roff(entry.called)}"
            yield from _paragraphs(entry.doc, entry.notice)
            yield from _terms(self._sent(entry))
        for title, actions in self._general():
            yield f'.SH "{_roff(title.upper())}"'
            yield from _terms(actions)
        yield from (".SH VALUES", ".nf", *map(_roff_line, VALUES.splitlines()[1:]), ".fi")
        yield ".SH EXIT STATUS"
        for code, meaning in _codes():
            yield from (".TP", f".B {code}", _roff_line(meaning))


def _codes() -> Iterator[tuple[str, str]]:
    for line in EXIT_CODES.splitlines()[1:]:
        code, _, meaning = line.strip().partition(" ")
        yield code, meaning.strip()


def _option(action: argparse.Action) -> str:
    """Return how an option is typed."""
    return ", ".join(action.option_strings) + (f" {action.metavar}" if action.metavar else "")


def _told(action: argparse.Action) -> str:
    return (action.help or "").replace("%%", "%")


def _table(actions: list[argparse.Action]) -> Iterator[str]:
    if actions:
        yield from ("| option | meaning |", "|---|---|")
        yield from (f"| {_code(_option(a))} | {_span(_told(a))} |" for a in actions)
        yield ""


def _span(text: str) -> str:
    """Return a text of the description within a line of Markdown, where only code is markup."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:  # a sign that stands alone opens nothing
        pieces = [text.replace("`", "'")]
    rendered = [_code(p) if number % 2 else _plain(p) for number, p in enumerate(pieces)]
    return "".join(rendered)


def _code(text: str) -> str:
    return "`" + text.replace("|", "\\|") + "`"


def _plain(text: str) -> str:
    return "".join(_MARKS.get(character, character) for character in text)


def _capital(title: str) -> str:
    return title[:1].upper() + title[1:]


def _terms(actions: list[argparse.Action]) -> Iterator[str]:
    for action in actions:
        yield from (".TP", f".B {_roff(_option(action))}", _roff_line(_told(action)))


def _paragraphs(*texts: str) -> Iterator[str]:
    for text in texts:
        if text:
            yield from (".PP", _roff_line(text))


def _roff(text: str) -> str:
    return "".join(_ROFF.get(c, c) for c in text).replace('"', "\\(dq")


def _roff_line(text: str) -> str:
    """Return a line of text; what begins with a dot would be a request."""
    line = _roff(text)
    return f"\\&{line}" if line.startswith(".") else line
