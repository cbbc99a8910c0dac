"""Names by their words, whatever language they end up in.

Job: take a text apart into words of ASCII, join them in the usual forms, and keep several names
apart. What a language reserves is for that language to know.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from typing import Final

_WORDS: Final = re.compile(
    r"[A-Z]{2,}s(?![a-z])|IPv[46]|[vV][0-9]+(?![0-9])|[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+"
)
"""Abbreviations in the plural (`IPs`) and versions (`v3`) are words; the rest goes by case."""

LONGEST: Final = 64
"""Letters of a name that becomes a folder; paths have an end on some systems."""


def words(text: str) -> list[str]:
    """Return the words of `text` in ASCII, as it separates them by case, digits and signs."""
    folded = unicodedata.normalize("NFKD", text)
    return _WORDS.findall(folded.encode("ascii", "ignore").decode())


def pascal_case(text: str) -> str:
    """Return `text` in the form of class names, as it is where it has that form already."""
    if re.fullmatch(r"[A-Z][A-Za-z0-9]*", text):
        name = text
    else:
        name = "".join(word[0].upper() + word[1:] for word in words(text)) or fallback(text)
    if name[0].isdigit():
        name = f"N{name}"
    return name


def snake_case(text: str) -> str:
    """Return a name in lower case for `text`, which is kept as it is where that is one already."""
    if re.fullmatch(r"[a-z][a-z0-9_]*", text):
        return text
    name = "_".join(word.lower() for word in words(text)) or fallback(text).lower()
    return f"n{name}" if name[0].isdigit() else name


def distinct(
    names: Iterable[tuple[str, str]], others: Iterable[str] = (), sign: str = "_"
) -> dict[str, str]:
    """Return Python names by wire name, from pairs of both; a name already taken gets a number."""
    result: dict[str, str] = {}
    taken = {name.casefold() for name in others}
    for wire, wanted in names:
        name, count = wanted, 1
        while name.casefold() in taken:
            count += 1
            name = f"{wanted}{sign}{count}"
        taken.add(name.casefold())
        result[wire] = name
    return result


def fallback(text: str) -> str:
    """Return a name for a text that has no letters or digits of its own."""
    return f"Name{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
