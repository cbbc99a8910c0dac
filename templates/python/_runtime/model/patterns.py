"""Patterns of ECMA-262 with its `u` flag, which JSON Schema speaks of, matched in bounded time.

Job: say whether a text has a pattern somewhere. All ways through a pattern are followed at once,
so that time grows with the text and no pattern can stop a program for ever, as with Python's `re`.
Patterns that can't be followed so (looking ahead or behind, references to groups, Unicode
properties) and very large ones aren't known. It imports nothing of the package.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final

Ranges = tuple[tuple[int, int], ...]

LARGEST: Final = 2_000
"""Steps of a pattern, in which each counted repetition is written out."""
LONGEST: Final = 100_000
"""Characters of a text that a pattern is looked for in; that many take about half a second."""
_MEMORY: Final = 20_000
"""Moves that are remembered; when there are more, all are forgotten."""

_DIGITS: Final[Ranges] = ((48, 57),)
_WORD: Final[Ranges] = ((48, 57), (65, 90), (95, 95), (97, 122))
_LINE_ENDS: Final[Ranges] = ((10, 10), (13, 13), (0x2028, 0x2029))
_SPACES: Final[Ranges] = (
    *((9, 13), (32, 32), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029)),
    *((0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF)),
)
_CLASSES: Final = {"d": _DIGITS, "w": _WORD, "s": _SPACES}
_CONTROLS: Final = {"t": 9, "n": 10, "v": 11, "f": 12, "r": 13, "0": 0}
_LAST: Final = 0x10FFFF


class UnknownPattern(ValueError):
    """A pattern that isn't ECMA-262's, or isn't followed here."""


def _inverted(ranges: Iterable[tuple[int, int]]) -> Ranges:
    result: list[tuple[int, int]] = []
    start = 0
    for low, high in sorted(ranges):
        if low > start:
            result.append((start, low - 1))
        start = max(start, high + 1)
    return (*result, *(((start, _LAST),) if start <= _LAST else ()))


class _Program:
    """A pattern as steps, each with the steps after it: characters, forks, assertions, the end."""

    def __init__(self) -> None:
        self.ranges: list[Ranges | None] = []
        self.asserts: list[str] = []
        self.following: list[list[int]] = []

    def add(self, ranges: Ranges | None = None, asserts: str = "", *following: int) -> int:
        """Append a step and return its number."""
        if len(self.ranges) > LARGEST:
            raise UnknownPattern("it is too large")
        self.ranges.append(ranges)
        self.asserts.append(asserts)
        self.following.append(list(following))
        return len(self.ranges) - 1


Built = Callable[[int], int]
"""A part of a pattern: given the step after it, it appends its own and returns the first."""


class _Reader:
    """Reads the text of a pattern."""

    def __init__(self, text: str, program: _Program) -> None:
        self._text, self._at, self._program = text, 0, program

    def whole(self) -> Built:
        """Return all of the pattern."""
        fragment = self._choice()
        if self._at < len(self._text):
            raise UnknownPattern("a bracket is closed that isn't open")
        return fragment

    def _peek(self, sign: str) -> bool:
        return self._text.startswith(sign, self._at)

    def _take(self, sign: str) -> bool:
        if not self._peek(sign):
            return False
        self._at += len(sign)
        return True

    def _next(self) -> str:
        if self._at == len(self._text):
            raise UnknownPattern("it ends too early")
        self._at += 1
        return self._text[self._at - 1]

    def _choice(self) -> Built:
        ways = [self._sequence()]
        while self._take("|"):
            ways.append(self._sequence())
        if len(ways) == 1:
            return ways[0]
        return lambda after: self._program.add(None, "", *(way(after) for way in ways))

    def _sequence(self) -> Built:
        parts: list[Built] = []
        while self._at < len(self._text) and not self._peek("|") and not self._peek(")"):
            parts.append(self._term())

        def built(after: int) -> int:
            for part in reversed(parts):
                after = part(after)
            return after

        return built

    def _term(self) -> Built:
        for sign in ("^", "$", r"\b", r"\B"):
            if self._take(sign):
                return lambda after: self._program.add(None, sign, after)
        return self._repeated(self._atom())

    def _atom(self) -> Built:
        sign = self._next()
        if sign == "(":
            return self._group()
        if sign in "*+?{}])":
            raise UnknownPattern(f"{sign!r} stands alone")
        if sign == ".":
            ranges = _inverted(_LINE_ENDS)
        elif sign == "[":
            ranges = self._class()
        else:
            ranges = self._escape() if sign == "\\" else ((ord(sign), ord(sign)),)
        return lambda after: self._program.add(ranges, "", after)

    def _group(self) -> Built:
        if self._take("?") and not self._take(":"):
            if not self._take("<") or self._peek("=") or self._peek("!"):
                raise UnknownPattern("it looks ahead or behind")
            while self._next() != ">":
                pass
        inner = self._choice()
        if not self._take(")"):
            raise UnknownPattern("a bracket isn't closed")
        return inner

    def _repeated(self, part: Built) -> Built:
        least, most = 1, 1
        if self._take("*"):
            least, most = 0, -1
        elif self._take("+"):
            least, most = 1, -1
        elif self._take("?"):
            least, most = 0, 1
        elif self._take("{"):
            least, most = self._counts()
        else:
            return part
        self._take("?")  # how much is taken makes no difference to whether it is there
        return lambda after: self._times(part, least, most, after)

    def _counts(self) -> tuple[int, int]:
        least = self._number()
        most = least
        if self._take(","):
            most = -1 if self._peek("}") else self._number()
        if not self._take("}") or -1 < most < least:
            raise UnknownPattern("a repetition can't be read")
        return least, most

    def _number(self) -> int:
        start = self._at
        while self._at < len(self._text) and self._text[self._at] in "0123456789":
            self._at += 1
        if not 0 < self._at - start < 6:
            raise UnknownPattern("a repetition can't be read")
        return int(self._text[start : self._at])

    def _times(self, part: Built, least: int, most: int, after: int) -> int:
        if most < 0:
            again = self._program.add(None, "")
            self._program.following[again] = [part(again), after]
            after = again
        else:
            for _ in range(most - least):
                after = self._program.add(None, "", part(after), after)
        for _ in range(least):
            after = part(after)
        return after

    def _class(self) -> Ranges:
        is_inverse = self._take("^")
        ranges: list[tuple[int, int]] = []
        while not self._take("]"):
            first = self._member()
            if self._peek("-") and not self._peek("-]"):
                self._at += 1
                last = self._member()
                (low, end), (begin, high) = first[0], last[0]
                if len(first) > 1 or len(last) > 1 or low != end or begin != high or low > high:
                    raise UnknownPattern("a range can't be read")
                first = ((low, high),)
            ranges += first
        return _inverted(ranges) if is_inverse else tuple(ranges)

    def _member(self) -> Ranges:
        sign = self._next()
        if sign == "\\" and self._take("b"):
            return ((8, 8),)
        return self._escape() if sign == "\\" else ((ord(sign), ord(sign)),)

    def _escape(self) -> Ranges:
        sign = self._next()
        if sign.lower() in _CLASSES:
            ranges = _CLASSES[sign.lower()]
            return ranges if sign.islower() else _inverted(ranges)
        code = self._code(sign)
        return ((code, code),)

    def _code(self, sign: str) -> int:
        if sign in _CONTROLS:
            return _CONTROLS[sign]
        if sign == "x":
            return self._hexadecimal(2)
        if sign == "c":
            return ord(self._next()) % 32
        if sign == "u":
            return self._unicode()
        if sign.isalnum():
            raise UnknownPattern(f"\\{sign} isn't followed")
        return ord(sign)

    def _unicode(self) -> int:
        if self._take("{"):
            end = self._text.find("}", self._at)
            return self._hexadecimal(end - self._at, 1)
        code = self._hexadecimal(4)
        if 0xD800 <= code < 0xDC00 and self._take("\\u"):
            code = 0x10000 + (code - 0xD800) * 0x400 + self._hexadecimal(4) - 0xDC00
        return code

    def _hexadecimal(self, count: int, closing: int = 0) -> int:
        digits = self._text[self._at : self._at + max(count, 0)]
        self._at += count + closing
        try:
            code = int(digits, 16) if len(digits) == count and digits.isalnum() else -1
        except ValueError:
            code = -1
        if not 0 <= code <= _LAST:
            raise UnknownPattern("a character can't be read")
        return code


class Pattern:
    """A pattern that is ready to be looked for.

    Raises:
        UnknownPattern: it isn't one that is followed here.
    """

    def __init__(self, text: str) -> None:
        self._program = _Program()
        end = self._program.add(None, "end")
        try:
            self._start = _Reader(text, self._program).whole()(end)
        except RecursionError:
            raise UnknownPattern("it is nested too deeply") from None
        self._moves: dict[tuple[frozenset[int], str, str], frozenset[int] | None] = {}

    def matches(self, text: str) -> bool:
        """Return whether the pattern is somewhere in the text."""
        begin = frozenset({self._start})
        places, before = begin, ""
        for character in (*text, ""):
            key = (places, _side(before), character)
            if key not in self._moves:
                if len(self._moves) > _MEMORY:
                    self._moves.clear()
                self._moves[key] = self._moved(places, before, character)
            following = self._moves[key]
            if following is None:
                return True
            places, before = following | begin, character
        return False

    def _moved(self, places: frozenset[int], before: str, character: str) -> frozenset[int] | None:
        """Return the places after a character, or `None` where the end is reached before it."""
        program, waiting, visited, result = self._program, list(places), set(places), set[int]()
        code = ord(character) if character else -1
        while waiting:
            step = waiting.pop()
            ranges, asserts = program.ranges[step], program.asserts[step]
            if asserts == "end":
                return None
            if ranges is not None:
                if any(low <= code <= high for low, high in ranges):
                    result.update(program.following[step])
            elif not asserts or _holds(asserts, before, character):
                more = [each for each in program.following[step] if each not in visited]
                visited.update(more)
                waiting += more
        return frozenset(result)


def _side(character: str) -> str:
    """Return what an assertion asks of the character before it: none, of a word, or another."""
    return character and ("w" if _is_word(character) else "-")


def _is_word(character: str) -> bool:
    return bool(character) and any(low <= ord(character) <= high for low, high in _WORD)


def _holds(asserts: str, before: str, after: str) -> bool:
    if asserts == "^":
        return not before
    if asserts == "$":
        return not after
    return (_is_word(before) != _is_word(after)) == (asserts == r"\b")


@lru_cache(maxsize=256)
def known(text: str) -> Pattern | None:
    """Return a pattern ready to be looked for; `None` where it isn't one that is followed here."""
    try:
        return Pattern(text)
    except UnknownPattern:
        return None


def matches(pattern: str, text: str) -> bool:
    """Return whether a text has a pattern; what isn't known and what is too long is let through."""
    ready = known(pattern) if len(text) <= LONGEST else None
    return ready is None or ready.matches(text)
