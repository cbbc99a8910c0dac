"""Text of a description in files of any language: taken apart into lines, and shown in Markdown.

Job: what the filters of all languages have in common. A template prints `Code` and nothing else,
so that text reaches an output only through a filter that knows what it means there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

NEWLINES: Final = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")


LONGEST_CELL: Final = 200
"""Characters of a sentence in a table."""
_END: Final = re.compile(r"(?<=[^.\s][.!?])\s+(?=[A-Z`])|\n[ \t]*\n")
"""What stands behind a sentence that another one follows."""


class Code(str):
    """A fragment of source code that was made on purpose."""

    __slots__ = ()


def finalize(value: Any) -> Any:
    """Refuse to print what is no code fragment; the environment calls it for every output.

    Raises:
        TypeError: a template printed a bare value.
    """
    if not isinstance(value, Code):
        raise TypeError(f"a template printed {type(value).__name__} {value!r} without a filter")
    return value


def has_text(text: str) -> bool:
    """Return whether a text has a word, as docstrings know words: rare blanks are signs of it."""
    return bool(NEWLINES.sub("\n", text).strip("\n\t "))


def paragraphs(text: str) -> list[list[str]]:
    """Return the words of each paragraph; an empty line ends one."""
    plain = NEWLINES.sub("\n", text)
    pieces = re.split(r"\n[ \t]*\n", plain.strip("\n\t "))
    return [[word for word in re.split(r"[ \t\n]+", piece) if word] for piece in pieces]


def wrapped(text: str, width: int, lead: int = 0) -> list[str]:
    """Return the lines of text, paragraphs kept apart by an empty line, spaces made single.

    The first line has `lead` columns less.
    """
    lines: list[str] = []
    for words in paragraphs(text):
        lines += [*filled(words, width, 0 if lines else lead), ""]
    return lines[:-1] or [""]


def filled(words: list[str], width: int, lead: int) -> Iterator[str]:
    """Yield lines of words; a word is never broken, and none is taken for a blank."""
    line: list[str] = []
    width_ = lead
    for word in words:
        if line and width_ + len(word) > width:
            yield " ".join(line)
            line, width_ = [], 0
        line.append(word)
        width_ += len(word) + 1
    yield " ".join(line)


def sentence(text: str) -> str:
    """Return the first sentence of a text, on one line and with its full stop."""
    first = " ".join(_END.split(text.strip(), maxsplit=1)[0].split())
    return first if not first or first[-1] in ".!?" else f"{first}."


def brief(text: str) -> str:
    """Return the first sentence of a text, or as much of it as a cell of a table should have."""
    first = sentence(text)
    return first if len(first) <= LONGEST_CELL else f"{first[: LONGEST_CELL - 3].rstrip()}..."


def markdown(text: str) -> Code:
    """Return text for one cell of a Markdown table or one line of Markdown.

    Code between backticks stays code; every other sign of Markdown's stands for itself.
    """
    line = " ".join(NEWLINES.sub(" ", text).split())
    printable = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)
    parts = re.split(r"(`[^`\\]+`)", printable)
    return Code("".join(_span(part) if n % 2 else _words(part) for n, part in enumerate(parts)))


def slug(heading: str) -> Code:
    """Return the anchor that a heading of Markdown gets where repositories are shown."""
    characters = (char for char in heading.lower() if char.isalnum() or char in "-_ ")
    return Code("".join(characters).replace(" ", "-"))


def _span(code: str) -> str:
    return code.replace("|", "\\|")  # which ends a cell even there


def _words(text: str) -> str:
    for sign in "\\`|<>[]*&~":
        text = text.replace(sign, f"\\{sign}")
    return re.sub(r"(?<![^\W_])_|_(?![^\W_])", r"\\_", text)  # within a word it is a letter
