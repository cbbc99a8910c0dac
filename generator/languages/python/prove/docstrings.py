"""Whether a docstring says what the description says, word for word.

Job: compare texts by their words. How they are broken into lines is the writer's business; the
signs that end a line anywhere count as blanks, and every other character counts. It must not use
what writes docstrings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

_BLANK: Final = re.compile("[ \t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]+")

SHOWN: Final = 60


def words(text: str) -> list[str]:
    """Return the words of a text."""
    return [word for word in _BLANK.split(text) if word]


def same(docstring: str, expected_text: str) -> Iterator[str]:
    """Yield what is wrong with a docstring that has to be this text and nothing else."""
    if words(docstring) != words(expected_text):
        yield f"the docstring isn't the description {expected_text[:SHOWN]!r}"


def told(docstring: str, texts: Iterable[str]) -> Iterator[str]:
    """Yield the texts that a docstring doesn't hold, each after the one before."""
    place = 0
    have = _row(docstring)
    for text in texts:
        row = _row(text)
        position = have.find(row, place)
        if position < 0:
            yield f"the docstring doesn't say {text[:SHOWN]!r} where it should"
        else:
            place = position + len(row) - 1  # the blank behind is the one before what follows


def together(docstring: str, texts: Iterable[str], after: str = "") -> Iterator[str]:
    """Yield the texts that a docstring doesn't say one behind the other, with nothing between.

    They begin where the docstring does, or right behind the word `after`.
    """
    have, start = _row(docstring), _row(after) if after else "\n"
    place, is_absent = have.find(start) + len(start) - 1, False
    for text in texts:
        row = _row(text)
        position = have.find(row, place)
        if position != place and not (is_absent and position > place):
            yield f"the docstring doesn't say {text[:SHOWN]!r} where it should"
        is_absent = position < 0
        place = place if is_absent else position + len(row) - 1


def sentence(text: str) -> str:
    """Return the first sentence of a text on one line, with its full stop; none of no text.

    A sentence ends with its paragraph, or with a word that ends in a sign of its end (not the last
    of several dots) before a word that begins with a capital or as code.
    """
    row = _first_paragraph(text).split()
    for number, word in enumerate(row[1:], 1):
        before = row[number - 1]
        ends = len(before) > 1 and before[-1] in ".!?" and before[-2] != "."
        if ends and ("A" <= word[0] <= "Z" or word[0] == "`"):
            row = row[:number]
            break
    line = " ".join(row)
    return line if not line or line[-1] in ".!?" else f"{line}."


def _first_paragraph(text: str) -> str:
    lines = text.strip().split("\n")
    ends = (number for number, line in enumerate(lines) if number and not line.strip(" \t"))
    return "\n".join(lines[: next(ends, len(lines))])


def _row(text: str) -> str:
    """Return the words of a text with one blank around each, so that they are found whole."""
    return "".join(["\n", *(f"{word}\n" for word in words(text))])
