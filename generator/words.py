"""Names by their words, whatever language they end up in.

Job: take a text apart into words, join them in the usual forms, and keep several names apart. Words
have the letters that they are written in, as Python reads them (NFKC); `in_ascii` is for where only
ASCII will do. What a language reserves is for that language to know.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

_WORDS: Final = re.compile(
    r"[A-Z]{2,}s(?![a-z])|IPv[46]|[vV][0-9]+(?![0-9])|[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+"
)
"""Abbreviations in the plural (`IPs`) and versions (`v3`) are words; the rest goes by case."""

_CASELESS: Final = "\ue000"
_SHAPES: Final = re.compile(f"{_WORDS.pattern}|{_CASELESS}+")
"""The same, where letters that have no case stand for themselves."""

_LOOK_ALIKE: Final = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "COPTIC", "CHEROKEE"})
"""Scripts with letters that look like those of another."""

_UNSEEN: Final = frozenset(
    {*"\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"}
    | {chr(code) for code in (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))}
)
"""Letters and marks that nobody sees, although a name of Python's may have them."""

LONGEST: Final = 64
"""Letters of a name that becomes a folder; paths have an end on some systems."""


def words(text: str) -> list[str]:
    """Return the words of `text`, as it separates them by case, digits and signs.

    One that mixes letters of several scripts that look alike is a word that says nothing.
    """
    if text.isascii():
        return _WORDS.findall(text)
    plain = unicodedata.normalize("NFKC", text)
    shape = "".join(_shapes(plain))
    pieces = (plain[one.start() : one.end()] for one in _SHAPES.finditer(shape))
    return [fallback(word) if _is_mixed(word) else word for word in pieces]


def in_ascii(text: str) -> str:
    """Return `text` in ASCII: letters without their marks, other words as what says nothing."""
    if text.isascii():
        return text
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    if _WORDS.search(ascii_text) and all(_has_ascii(word) for word in words(text)):
        return ascii_text
    return " ".join(
        (
            unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()
            if _has_ascii(word)
            else fallback(word)
        )
        for word in words(text)
    )


def is_visible(name: str) -> bool:
    """Return whether a name is an identifier as Python reads it, no letter of which is hidden."""
    plain = name.isascii() or (
        unicodedata.normalize("NFKC", name) == name and _UNSEEN.isdisjoint(name)
    )
    return plain and name.isidentifier()


def pascal_case(text: str) -> str:
    """Return `text` in the form of class names, as it is where it has that form already."""
    if re.fullmatch(r"[A-Z][A-Za-z0-9]*", text):
        return text
    name = "".join(word[0].upper() + word[1:] for word in words(text)) or fallback(text)
    name = unicodedata.normalize("NFKC", name)
    return name if name.isidentifier() else f"N{name}"


def snake_case(text: str) -> str:
    """Return a name in lower case for `text`, which is kept as it is where that is one already."""
    if re.fullmatch(r"[a-z][a-z0-9_]*", text):
        return text
    if not text.isascii() and text == text.lower() and is_visible(text) and not _is_mixed(text):
        return text
    name = "_".join(word.lower() for word in words(text)) or fallback(text).lower()
    name = unicodedata.normalize("NFKC", name)
    return name if name.isidentifier() else f"n{name}"


def _shapes(text: str) -> Iterator[str]:
    """Yield what each character is to the eye: a small or a capital letter, a digit, or none."""
    last = " "
    for char in text:
        last = char if char.isascii() else _shape(char, last)
        yield last


def _shape(char: str, last: str) -> str:
    if char in _UNSEEN or not f"a{char}".isidentifier():
        return " "
    match unicodedata.category(char):
        case "Lu" | "Lt":
            return "Q"
        case "Ll":
            return "q"
        case "Nd":
            return "0"
        case "Lo" | "Lm" | "Nl":
            return _CASELESS
        case "Mn" | "Mc":
            return last.lower() if last.isalpha() or last == _CASELESS else " "
    return " "


def _is_mixed(word: str) -> bool:
    scripts = {unicodedata.name(char, "").partition(" ")[0] for char in word if char.isalpha()}
    return len(scripts & _LOOK_ALIKE) > 1


def _has_ascii(word: str) -> bool:
    return bool(
        _WORDS.search(unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode())
    )


def distinct(
    names: Iterable[tuple[str, str]],
    others: Iterable[str] = (),
    sign: str = "_",
    *,
    own_first: bool = False,
) -> dict[str, str]:
    """Return names in code by wire name, from pairs of both; one already taken gets a number.

    With `own_first` what is called so itself has its name wherever it stands.
    """
    pairs = [*names]
    result = {wire: "" for wire, _ in pairs}
    occupied = {name.casefold() for name in others}
    for wire, preferred in sorted(pairs, key=lambda pair: own_first and pair[0] != pair[1]):
        name, count = preferred, 1
        while name.casefold() in occupied:
            count += 1
            name = f"{preferred}{sign}{count}"
        occupied.add(name.casefold())
        result[wire] = name
    return result


def fallback(text: str) -> str:
    """Return a name for a text that has no letters or digits of its own."""
    return f"Name{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
