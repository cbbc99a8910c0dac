"""A JSON file as a tree of nodes, by RFC 8259 and nothing more.

A reader of its own, because YAML is no superset in practice: a YAML parser refuses the surrogate
pairs of escaped JSON and accepts comments, single quotes and trailing commas. The standard
library's reader knows no places. ``source`` prepares the text and takes the tree.
"""

import json
import re
from functools import reduce
from itertools import islice

from generator.document import DEPTH, Node, Scalar, Where, join
from generator.findings import DescriptionError
from generator.load.scalars import finite, integer, nearest
from generator.load.source import INDEX, LINE_END, Source, place, width
from generator.policy import Kind

BLANKS = frozenset(" \t\r\n")
SPACE = re.compile(r"[ \t\r\n]*")
NEXT = re.compile(r"[ \t\r\n]*+,[ \t\r\n]*+(?![\]}])")
NAME = re.compile(r'"([^"\\\r\n\t]*+)"[ \t\r\n]*+:')
_STRING = r'"(?:[^"\\\r\n\t]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+"'
"""Possessive, since going back finds nothing: what is remembered to go back takes memory."""
STRING = re.compile(_STRING)
PLAIN = re.compile(
    rf"({_STRING})[ \t]*+:[ \t]*+"
    r'("[^"\\\r\n\t]*+"|(?:-?(?:0|[1-9][0-9]{0,99}+)|true|false|null)(?![\w.+-]))'
    r'(?:[ \t\r\n]*+(,)[ \t\r\n]*+(?="))?'
)
"""These take what most texts consist of in one step; all else goes sign by sign."""
DECODER = json.JSONDecoder()
SURROGATE = re.compile("[\ud800-\udfff]")
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
WORD = re.compile(r"[A-Za-z_][A-Za-z_0-9]*")
WORDS: dict[str, Scalar] = {"true": True, "false": False, "null": None}
BEFORE_VALUES = ",[{"
QUOTED = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|$)', re.DOTALL)
BEFORE_VALUE = re.compile(rf"{QUOTED.pattern}|([\[{{](?![ \t\r\n]*+[\]}}])|,)", re.DOTALL)
"""A text in quotes, or else what stands before each value but the outermost."""


def read_json(source: Source) -> Node:
    """The tree of a JSON text."""
    parser = _Parser(source)
    if SPACE.fullmatch(source.text):
        return Node(None, Where(source.file, 1, 1))
    too_far = _too_far(source.text, source.budget.values)
    if too_far is not None:
        raise source.too_many(place(source.file, source.text, too_far))
    root = parser.value(None, 0)
    if parser.peek():
        raise parser.stop("text after the end of the document")
    return root


def _too_far(text: str, most: int) -> int | None:
    """Return where the first value stands that is one too many, found without reading any."""
    if sum(map(text.count, BEFORE_VALUES)) < most:
        return None
    signs = (match.end() for match in BEFORE_VALUE.finditer(text) if match[1])
    return next(islice(signs, max(most - 1, 0), None), None)


class _Parser:
    """Recursive descent; ``DEPTH`` bounds the recursion."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.position = 0
        self.path: list[str | int] = []
        self.way = 0
        self.line, self.start = 1, 0
        self.ends = [*(end.end() for end in LINE_END.finditer(self.text)), len(self.text) + 1]

    def value(self, key: Where | None, depth: int) -> Node:
        first, where = self.peek(), self.where()
        if first == "{" or first == "[":
            if depth >= DEPTH:
                raise self.stop(f"nested deeper than {DEPTH} levels", whole=True)
            parse = self._object if first == "{" else self._array
            return self.source.value(Node(parse(depth + 1), where, key), self.way)
        return self.source.value(Node(self._scalar(first), where, key), self.way)

    def _object(self, depth: int) -> dict[str, Node]:
        members: dict[str, Node] = {}
        self.position += 1
        while self._another("}", first=not members):
            if not self._plain_members(members):
                continue
            where = self.where()
            name = self._name(members, where)
            members.setdefault(name, self._below(name, width(name), where, depth))
        return members

    def _plain_members(self, members: dict[str, Node]) -> bool:
        """Take members that say in one line what they are; say whether the next is another."""
        member = PLAIN.match(self.text, self.position)
        while member:
            literal, scalar, comma = member.groups()
            key = self.where()
            name = self._text(literal)
            if name in members:
                self._report_twice(name, members[name], key)
            where = Where(self.source.file, self.line, member.start(2) - self.start + 1)
            node = Node(_plain(scalar), where, key)
            members.setdefault(name, self.source.value(node, self.way + width(name)))
            self.position = member.end()
            if comma is None:
                return False
            member = PLAIN.match(self.text, self.position)
        return True

    def _text(self, literal: str) -> str:
        """What stands in quotes here."""
        if "\\" not in literal:
            return literal[1:-1]
        text: str = DECODER.raw_decode(literal)[0]
        if SURROGATE.search(text):
            raise self.stop("a lone surrogate is not text")
        return text

    def _name(self, members: dict[str, Node], where: Where) -> str:
        """The name of a member; steps over the colon."""
        match = NAME.match(self.text, self.position)
        name = match[1] if match else self._string("a key in double quotes")
        if name in members:
            self._report_twice(name, members[name], where)
        if match:
            self.position = match.end()
        else:
            self._expect(":")
        return name

    def _report_twice(self, name: str, first: Node, where: Where) -> None:
        assert first.key is not None
        message = f"duplicate key {name!r} (the first one is on line {first.key.line})"
        self.source.report(where, join(self._pointer(), name), message)

    def _array(self, depth: int) -> tuple[Node, ...]:
        items: list[Node] = []
        self.position += 1
        while self._another("]", first=not items):
            items.append(self._below(len(items), INDEX, None, depth))
        return tuple(items)

    def _below(self, token: str | int, way: int, key: Where | None, depth: int) -> Node:
        """The value of a member or an item."""
        self.path.append(token)
        self.way += way
        node = self.value(key, depth)
        self.way -= way
        self.path.pop()
        return node

    def _another(self, end: str, *, first: bool) -> bool:
        """Whether the collection goes on; steps over the comma or the closing bracket."""
        match = None if first else NEXT.match(self.text, self.position)
        if match:
            self.position = match.end()
            return True
        if self.peek() == end:
            self.position += 1
            return False
        if not first:
            self._expect(",", f"',' or '{end}'")
            if self.peek() == end:
                raise self.stop("a comma before the end is not JSON")
        return True

    def _expect(self, char: str, expectation: str = "") -> None:
        if self.peek() != char:
            raise self.stop(f"expected {expectation or repr(char)}")
        self.position += 1

    def _scalar(self, first: str) -> Scalar:
        if first == '"':
            return self._string("a value")
        if first == "-" or first.isdigit():
            return self._number()
        match = WORD.match(self.text, self.position)
        if match and match.group() in WORDS:
            self.position = match.end()
            return WORDS[match.group()]
        raise self.stop(f"expected a value, found {match[0] if match else first!r}")

    def _number(self) -> int | float:
        match = NUMBER.match(self.text, self.position)
        if not match:
            raise self.stop("not a number")
        try:
            number = finite(match[0]) if match.lastindex else integer(match[0], 10)
        except ValueError as error:
            self.source.report(self.where(), self._pointer(), str(error), Kind.NUMBER)
            number = nearest(match[0]) or 0.0
        self.position = match.end()
        return number

    def _string(self, expectation: str) -> str:
        if self.peek() != '"':
            raise self.stop(f"expected {expectation}")
        match = STRING.match(self.text, self.position)
        if not match:
            raise self.stop("the string is not closed or holds an escape that JSON lacks")
        text = self._text(match[0])
        self.position = match.end()
        return text

    def peek(self) -> str:
        """The next character that is not white space; empty at the end."""
        char = self.text[self.position : self.position + 1]
        if char not in BLANKS:  # most often; a pattern takes three times as long
            return char
        blanks = SPACE.match(self.text, self.position)
        self.position = blanks.end() if blanks else self.position
        return self.text[self.position : self.position + 1]

    def where(self) -> Where:
        """The place of the next character; what was asked for once lies behind."""
        while self.ends[self.line - 1] <= self.position:
            self.start = self.ends[self.line - 1]
            self.line += 1
        return Where(self.source.file, self.line, self.position - self.start + 1)

    def stop(self, message: str, *, whole: bool = False) -> DescriptionError:
        pointer = "" if whole else self._pointer()
        return self.source.stop(self.where(), pointer, f"not JSON: {message}")

    def _pointer(self) -> str:
        return reduce(join, self.path, "")


def _plain(scalar: str) -> Scalar:
    """The value of a text without escapes, of a whole number or of a word."""
    if scalar[0] == '"':
        return scalar[1:-1]
    return WORDS[scalar] if scalar in WORDS else int(scalar)
