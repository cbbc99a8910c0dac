"""What a YAML parser objects to, in words that lead to the cause.

Job: from an error of PyYAML's to the place that has to be mended and a message that says how. The
parser names the rule that it was applying, and often stands far behind the cause: at the end of the
file, where a quote or a bracket is never closed. ``yaml`` asks, nothing here reads.
"""

from dataclasses import dataclass
from typing import Protocol

import yaml

QUOTE = "put the text in quotes"

TRAILING = "text after the end of a value"

BRACKETS = {"a flow mapping": "'{'", "a flow sequence": "'['"}

COLLECTIONS = {
    "a block mapping": "mapping",
    "a block collection": "list",
    "a flow mapping": "mapping",
    "a flow sequence": "list",
}
"""What the parser calls a collection, and everybody else."""


class Mark(Protocol):
    """Where the parser stands; all count from 0."""

    @property
    def line(self) -> int:
        """The line."""
        ...

    @property
    def column(self) -> int:
        """The column."""
        ...

    @property
    def index(self) -> int:
        """How many characters are before it."""
        ...


@dataclass(frozen=True, slots=True)
class SyntaxFault:
    """Where a text isn't YAML, and why not."""

    mark: Mark | None
    """Nothing where the parser says no place."""
    message: str


def syntax_fault(error: yaml.MarkedYAMLError, text: str) -> SyntaxFault:
    """Return the place to mend and what to do there."""
    mark, opening = error.problem_mark or error.context_mark, error.context_mark
    if mark is None:
        return SyntaxFault(None, str(error.problem))
    context = error.context or ""
    doing = context.removeprefix("while parsing ").removeprefix("while scanning ")
    if opening is not None and mark.index >= len(text):
        opening_fault = _unclosed(doing)
        if opening_fault:
            return SyntaxFault(opening, opening_fault)
    if opening is not None and doing == "a simple key":
        return SyntaxFault(opening, "expected ':' after this key")
    problem = str(error.problem)
    message = _reason(problem, doing, mark, text) or f"{problem} {context}".rstrip()
    if opening is not None and opening.line < mark.line and not message.startswith(TRAILING):
        message += _beginning(doing, opening)
    return SyntaxFault(mark, message)


def _unclosed(doing: str) -> str:
    """Return what is never closed, where the text ends in the middle of it."""
    if doing == "a quoted scalar":
        return "the text in quotes is never closed"
    bracket = BRACKETS.get(doing)
    return f"this {bracket} is never closed" if bracket else ""


def _beginning(doing: str, opening: Mark) -> str:
    """Return where the collection begins that the place is in."""
    if doing not in COLLECTIONS:
        return ""
    return f" (the {COLLECTIONS[doing]} begins at {opening.line + 1}:{opening.column + 1})"


def _follows_a_value(mark: Mark, text: str) -> bool:
    """Return whether something stands before the place in its line."""
    return bool(text[mark.index - mark.column : mark.index].strip())


def _reason(problem: str, doing: str, mark: Mark, text: str) -> str | None:
    """Return why the parser stopped, by what stands there; nothing if its own words say it."""
    char, following = text[mark.index : mark.index + 1], text[mark.index + 1 : mark.index + 2]
    before, is_inside = text[mark.index - mark.column : mark.index], _follows_a_value(mark, text)
    match problem, doing:
        case _ if char == "\t" and not is_inside:
            return "a tab cannot indent"
        case "found character that cannot start any token", _:
            return f"{char!r} can't begin a text; {QUOTE}"
        case "mapping values are not allowed in this context", _:
            return f"a colon within a text; {QUOTE}" if ": " in before else _indented(doing)
        case _, "an alias" | "an anchor":
            return f"{before[-1:]!r} begins {doing}, which needs a name; {QUOTE}"
        case "found unknown escape character", _:
            return f"there is no escape \\{following}; double the backslash, or use single quotes"
        case "did not find expected key", _ if char and char in "]}":
            return f"{char!r} closes nothing"
        case "did not find expected key" | "did not find expected '-' indicator", _:
            return f"{TRAILING}; {QUOTE}" if is_inside else _indented(doing)
        case _:
            return None


def _indented(doing: str) -> str:
    """Return that a line is at fault by where it begins."""
    kind = COLLECTIONS.get(doing)
    return (
        f"this line is indented unlike those of its {kind}"
        if kind
        else ("this line is indented further than the one before, which holds a value already")
    )
