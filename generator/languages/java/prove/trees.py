"""Types of the output, read back: what they are called, what they derive from, what they hold.

Job: turn a file into the nouns that the other modules ask. Bodies are texts with single spaces; the
forms that templates give them are known, and anything else is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tree_sitter import Node

from generator.languages.java.prove.syntax import parsed

TYPES = (
    *("class_declaration", "interface_declaration", "record_declaration"),
    "enum_declaration",
)


@dataclass(frozen=True, slots=True)
class MethodTree:
    """A method or a constructor."""

    name: str
    returns: str
    """"" for a constructor."""
    parameters: tuple[tuple[str, str], ...]
    """Their types and names."""
    body: str
    comment: str
    deprecated: bool
    """Whether it is marked so."""


@dataclass(frozen=True, slots=True)
class FieldTree:
    """A field."""

    name: str
    type: str
    value: str
    comment: str


@dataclass(frozen=True)
class TypeTree:
    """A type."""

    name: str
    kind: str
    extends: tuple[str, ...]
    implements: tuple[str, ...]
    permits: tuple[str, ...]
    parameters: tuple[tuple[str, str], ...]
    """Of a record."""
    methods: tuple[MethodTree, ...]
    fields: tuple[FieldTree, ...]
    types: tuple[TypeTree, ...]
    constants: tuple[str, ...]
    """Of an enum."""
    comment: str

    @cached_property
    def nested(self) -> dict[str, TypeTree]:
        """The types in it, by their names with dots, itself among them."""
        trees: dict[str, TypeTree] = {self.name: self}
        for inner in self.types:
            trees |= {f"{self.name}.{name}": tree for name, tree in inner.nested.items()}
        return trees

    @property
    def variants(self) -> tuple[TypeTree, ...]:
        """The records in it of values of one JSON type each."""
        return tuple(each for each in self.types if each.json_type)

    @property
    def json_type(self) -> str:
        """Of which JSON type the values are that it stands for; "" where it isn't of one."""
        is_one = self.implements[1:] == ("JsonView",) and len(self.parameters) == 1
        return self.parameters[0][0] if is_one else ""

    def named(self, name: str) -> TypeTree | None:
        """Return the type of a name that stands in it."""
        return next((inner for inner in self.types if inner.name == name), None)

    def calls(self, name: str) -> tuple[MethodTree, ...]:
        """Return the methods of a name."""
        return tuple(method for method in self.methods if method.name == name)


@lru_cache(maxsize=4_096)
def type_of(source: str) -> TypeTree:
    """Return the one type of a file.

    Raises:
        ValueError: there isn't exactly one.
    """
    root = parsed(source)
    types = [*_types(root)]
    if len(types) != 1:
        raise ValueError(f"a file has {len(types)} types")
    return types[0]


def _types(parent: Node) -> Iterator[TypeTree]:
    comment = ""
    for node in parent.named_children:
        if node.type in TYPES:
            yield _type(node, comment)
        comment = _text(node) if node.type == "block_comment" else ""


def _type(node: Node, comment: str) -> TypeTree:
    body = node.child_by_field_name("body")
    assert body is not None
    inner = [*_members(body)]
    return TypeTree(
        name=_text(node.child_by_field_name("name")),
        kind=node.type.partition("_")[0],
        extends=_listed(node, "superclass", "extends_interfaces"),
        implements=_listed(node, "super_interfaces"),
        permits=_listed(node, "permits"),
        parameters=_parameters(node),
        methods=tuple(each for each in inner if isinstance(each, MethodTree)),
        fields=tuple(each for each in inner if isinstance(each, FieldTree)),
        types=tuple(_types(body)),
        constants=tuple(
            _text(each.child_by_field_name("name"))
            for each in body.named_children
            if each.type == "enum_constant"
        ),
        comment=comment,
    )


def _listed(node: Node, *kinds: str) -> tuple[str, ...]:
    """Return the names of a clause of a type's head."""
    names: list[str] = []
    for child in node.named_children:
        if child.type in kinds:
            for each in child.named_children:
                inner = each.named_children if each.type == "type_list" else [each]
                names += map(_text, inner)
    return tuple(names)


def _members(body: Node) -> Iterator[MethodTree | FieldTree]:
    comment = ""
    for node in body.named_children:
        match node.type:
            case (
                "method_declaration" | "constructor_declaration" | "compact_constructor_declaration"
            ):
                yield _method(node, comment)
            case "field_declaration" | "constant_declaration":
                yield _field(node, comment)
        comment = _text(node) if node.type == "block_comment" else ""


def _method(node: Node, comment: str) -> MethodTree:
    return MethodTree(
        name=_text(node.child_by_field_name("name")),
        returns=_text(node.child_by_field_name("type")),
        parameters=_parameters(node),
        body=_text(node.child_by_field_name("body")),
        comment=comment,
        deprecated="@Deprecated" in _marks(node),
    )


def _marks(node: Node) -> list[str]:
    """Return what stands before a method, as text."""
    modifiers = [each for each in node.children if each.type == "modifiers"]
    return [_text(mark) for each in modifiers for mark in each.children]


def _parameters(node: Node) -> tuple[tuple[str, str], ...]:
    parameters = node.child_by_field_name("parameters")
    return tuple(
        (_text(each.child_by_field_name("type")), _text(each.child_by_field_name("name")))
        for each in (parameters.named_children if parameters else ())
        if each.type == "formal_parameter"
    )


def _field(node: Node, comment: str) -> FieldTree:
    declarator = node.child_by_field_name("declarator")
    assert declarator is not None
    return FieldTree(
        name=_text(declarator.child_by_field_name("name")),
        type=_text(node.child_by_field_name("type")),
        value=_text(declarator.child_by_field_name("value")),
        comment=comment,
    )


_PIECES = re.compile(r'("(?:[^"\\]|\\.)*")|\s+')
_BLANKS = re.compile(r"\s+")


def _text(node: Node | None) -> str:
    """Return the text of a node on one line; of a comment and in literals it is as it stands."""
    source = (node.text or b"").decode() if node is not None else ""
    if node is None or node.type == "block_comment" or "\n" not in source:
        return source
    spaced = _PIECES.sub(_spaced, source) if '"' in source else _BLANKS.sub(" ", source)
    return re.sub(r'(?<=\() (?!")|(?<=\() (?=")', "", spaced)


def _spaced(piece: re.Match[str]) -> str:
    return piece[1] or " "
