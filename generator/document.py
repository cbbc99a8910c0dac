"""The description as it was written: a tree in which each node knows its place in a file.

This module holds nouns alone. It reads no files, applies no rules and changes nothing: nodes
are immutable, and whoever needs another tree builds one from the parts of this. ``load`` makes
documents, ``overlay`` derives them, ``validate`` and ``lower`` read them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

Value: TypeAlias = "None | bool | int | float | str | list[Value] | dict[str, Value]"
"""Plain JSON."""

Scalar: TypeAlias = None | bool | int | float | str


DEPTH: Final = 100
"""Levels of nesting. Stages recurse, and Python's own limit must never be what stops them."""


class Where(NamedTuple):
    """A place in a file; lines and columns count from 1, columns count characters."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(slots=True, eq=False)
class Node:
    """A value of the tree, where it stands, and where the key stands that it hangs from.

    Nodes compare by identity: a subtree that no overlay touched is the same object in every
    provider's document, and that is what makes it cheap to find out. What holds them immutable is
    the type checker: there are hundreds of thousands, and a frozen one takes three times as long.
    """

    value: "Final[Mapping[str, Node] | tuple[Node, ...] | Scalar]"
    where: Final[Where]
    key: Final[Where | None] = None

    @property
    def members(self) -> "Mapping[str, Node]":
        """The members of an object; none when the node is anything else."""
        value = self.value
        if type(value) is dict or isinstance(value, Mapping):  # the former is what it mostly is
            return value
        return {}

    @property
    def items(self) -> "tuple[Node, ...]":
        """The items of an array; none when the node is anything else."""
        return self.value if isinstance(self.value, tuple) else ()

    def get(self, key: str) -> "Node | None":
        """The member of that name, if the node is an object that has it."""
        value = self.value
        return value.get(key) if type(value) is dict else self.members.get(key)

    def text(self, key: str) -> str | None:
        """The member of that name, if it is there and is a string."""
        member = self.get(key)
        return member.value if member is not None and isinstance(member.value, str) else None

    def children(self) -> "Iterator[tuple[str, Node]]":
        """The nodes directly below, each with its token of a JSON pointer."""
        yield from self.members.items()
        for index, item in enumerate(self.items):
            yield str(index), item

    def plain(self) -> Value:
        """The value without its places."""
        if isinstance(self.value, Mapping):
            return {key: member.plain() for key, member in self.value.items()}
        if isinstance(self.value, tuple):
            return [item.plain() for item in self.value]
        return self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One tree, and the text of every file that its nodes come from."""

    root: Node
    sources: Mapping[str, str]

    @property
    def provider(self) -> str:
        """The namespace that the description claims for itself."""
        info = self.root.get("info")
        return (info.text("x-provider") if info is not None else None) or "default"

    @property
    def first_party(self) -> bool:
        """Whether the description is written for this generator (it carries ``x-provider``)."""
        info = self.root.get("info")
        return info is not None and info.get("x-provider") is not None

    def plain(self) -> dict[str, Value]:
        """The whole tree as plain JSON."""
        plain = self.root.plain()
        assert isinstance(plain, dict)
        return plain

    def at(self, pointer: str) -> Node:
        """The node at a pointer; ``KeyError`` when there is none."""
        node = self.root
        for token in split(pointer):
            below = child(node, token)
            if below is None:
                raise KeyError(pointer)
            node = below
        return node

    def where(self, pointer: str) -> Where:
        """The place of a pointer, or of the nearest thing above it that exists."""
        node = self.root
        for token in split(pointer):
            below = child(node, token)
            if below is None:
                break
            node = below
        return node.where


def child(node: Node, token: str) -> Node | None:
    """The node that one token of a pointer leads to."""
    if isinstance(node.value, Mapping):
        return node.value.get(token)
    if isinstance(node.value, tuple) and is_index(token) and int(token) < len(node.value):
        return node.value[int(token)]
    return None


def is_index(token: str) -> bool:
    """Whether a token can be an array index: RFC 6901 allows no sign and no leading zero."""
    short = 0 < len(token) < 10
    return short and token.isascii() and token.isdigit() and (token == "0" or token[0] != "0")


def join(pointer: str, token: str | int) -> str:
    """A pointer one step longer (RFC 6901)."""
    text = str(token)
    if "~" in text or "/" in text:
        text = text.replace("~", "~0").replace("/", "~1")
    return f"{pointer}/{text}"


def split(pointer: str) -> tuple[str, ...]:
    """The tokens of a pointer; ``ValueError`` when it is not one."""
    if not pointer:
        return ()
    if not pointer.startswith("/"):
        raise ValueError("a JSON pointer is empty or starts with '/'")
    tokens = pointer[1:].split("/")
    return tuple(map(_unescape, tokens) if "~" in pointer else tokens)


def _unescape(token: str) -> str:
    if "~" in token.replace("~0", "").replace("~1", ""):
        raise ValueError("in a JSON pointer '~' is written '~0' and '/' is written '~1'")
    return token.replace("~1", "/").replace("~0", "~")
