"""A JSON file as a tree of nodes, by RFC 8259 and nothing more.

A reader of its own, because YAML is no superset in practice: a YAML parser refuses the surrogate
pairs of escaped JSON and accepts comments, single quotes and trailing commas. The standard
library's reader knows no places. ``reading`` prepares the text and takes the tree.
"""

import re
from bisect import bisect_right

from generator.diagnostics import DescriptionError
from generator.document import Node, Scalar, Where, join
from generator.load.reading import DEPTH, Reading
from generator.load.scalars import finite

SPACE = re.compile(r"[ \t\r\n]*")
STRING = re.compile(r'"((?:[^"\\\r\n\t]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*)"')
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
WORD = re.compile(r"[A-Za-z_][A-Za-z_0-9]*")
ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\."
)
LETTERS = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
WORDS: dict[str, Scalar] = {"true": True, "false": False, "null": None}


def read_json(reading: Reading) -> Node:
    """The tree of a JSON text."""
    parser = _Parser(reading)
    if SPACE.fullmatch(reading.text):
        return Node(None, Where(reading.file, 1, 1))
    root = parser.value("", None, 0)
    if parser.peek():
        raise parser.stop("text after the end of the document", "")
    return root


class _Parser:
    """Recursive descent; ``DEPTH`` bounds the recursion."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        self.position = 0
        self.starts = [0, *(found.end() for found in re.finditer(r"\r\n|\n|\r", self.text))]

    def value(self, pointer: str, key: Where | None, depth: int) -> Node:
        first, where = self.peek(), self.where()
        if first in "{[" and first:
            if depth >= DEPTH:
                raise self.stop(f"nested deeper than {DEPTH} levels", "")
            read = self._object if first == "{" else self._array
            return read(pointer, where, key, depth + 1)
        return Node(self._scalar(first, pointer), where, key)

    def _object(self, pointer: str, where: Where, key: Where | None, depth: int) -> Node:
        members: dict[str, Node] = {}
        self.position += 1
        while self._another("}", pointer, first=not members):
            self.peek()
            name_where = self.where()
            name = self._string(pointer, "a key in double quotes")
            below = join(pointer, name)
            if name in members:
                first = members[name].key
                assert first is not None
                message = f"duplicate key {name!r} (the first one is on line {first.line})"
                self.reading.report(name_where, below, message)
            self._expect(":", below)
            members.setdefault(name, self.value(below, name_where, depth))
        return Node(members, where, key)

    def _array(self, pointer: str, where: Where, key: Where | None, depth: int) -> Node:
        items: list[Node] = []
        self.position += 1
        while self._another("]", pointer, first=not items):
            items.append(self.value(join(pointer, len(items)), None, depth))
        return Node(tuple(items), where, key)

    def _another(self, end: str, pointer: str, *, first: bool) -> bool:
        """Whether the collection goes on; steps over the comma or the closing bracket."""
        if self.peek() == end:
            self.position += 1
            return False
        if not first:
            self._expect(",", pointer, f"',' or '{end}'")
            if self.peek() == end:
                raise self.stop("a comma before the end is not JSON", pointer)
        return True

    def _expect(self, char: str, pointer: str, wanted: str = "") -> None:
        if self.peek() != char:
            raise self.stop(f"expected {wanted or repr(char)}", pointer)
        self.position += 1

    def _scalar(self, first: str, pointer: str) -> Scalar:
        if first == '"':
            return self._string(pointer, "a value")
        if first == "-" or first.isdigit():
            return self._number(pointer)
        found = WORD.match(self.text, self.position)
        if found and found.group() in WORDS:
            self.position = found.end()
            return WORDS[found.group()]
        raise self.stop(f"expected a value, found {found.group() if found else first!r}", pointer)

    def _number(self, pointer: str) -> int | float:
        found = NUMBER.match(self.text, self.position)
        if not found:
            raise self.stop("not a number", pointer)
        try:
            if found.group(1) or found.group(2):
                number: int | float = finite(found.group())
            else:
                number = int(found.group())
        except ValueError:
            raise self.stop("the number is too large", pointer) from None
        self.position = found.end()
        return number

    def _string(self, pointer: str, wanted: str) -> str:
        if self.peek() != '"':
            raise self.stop(f"expected {wanted}", pointer)
        found = STRING.match(self.text, self.position)
        if not found:
            raise self.stop("the string is not closed or holds an escape that JSON lacks", pointer)
        text = ESCAPE.sub(_unescape, found.group(1)) if "\\" in found.group(1) else found.group(1)
        if any("\ud800" <= char <= "\udfff" for char in text):
            raise self.stop("a lone surrogate is not text", pointer)
        self.position = found.end()
        return text

    def peek(self) -> str:
        """The next character that is not white space; empty at the end."""
        found = SPACE.match(self.text, self.position)
        self.position = found.end() if found else self.position
        return self.text[self.position : self.position + 1]

    def where(self) -> Where:
        line = bisect_right(self.starts, self.position)
        return Where(self.reading.file, line, self.position - self.starts[line - 1] + 1)

    def stop(self, message: str, pointer: str) -> DescriptionError:
        return self.reading.stop(self.where(), pointer, f"not JSON: {message}")


def _unescape(found: re.Match[str]) -> str:
    text = found.group()
    if len(text) == 12:
        high, low = int(text[2:6], 16), int(text[8:], 16)
        return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    if text[1] == "u":
        return chr(int(text[2:], 16))
    return LETTERS.get(text[1], text[1])
