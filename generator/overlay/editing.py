"""Changing a tree whose nodes cannot change: each edit returns a new root.

Places are lists of keys and indexes, found in one evaluation before the first edit; arrays lose
their members all at once, so that no index shifts under another. ``overlay`` decides what to
edit; nothing here knows about actions or JSONPath.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeAlias

from generator.document import Node, Where

Parts: TypeAlias = tuple[str | int, ...]
Edit: TypeAlias = Callable[[Node], Node]


class Refusal(Exception):
    """An edit that the standard does not allow, and the place that is to blame."""

    def __init__(self, message: str, where: Where | None = None) -> None:
        super().__init__(message)
        self.where = where


def replaced(root: Node, places: Sequence[Parts], edit: Edit) -> Node:
    """Return the tree with the node at each place edited; inner places before the outer ones."""
    for parts in sorted(places, key=len, reverse=True):
        root = _replaced_at(root, parts, edit)
    return root


def removed(root: Node, places: Sequence[Parts]) -> Node:
    """Return the tree without the nodes at those places.

    Raises:
        Refusal: the root is one of them.
    """
    groups: dict[Parts, list[str | int]] = {}
    for parts in places:
        if not parts:
            raise Refusal("the root of the description cannot be removed")
        groups.setdefault(parts[:-1], []).append(parts[-1])
    for parent in sorted(groups, key=len, reverse=True):
        root = _replaced_at(root, parent, partial(_without, frozenset(groups[parent])))
    return root


def merged(node: Node, addition: Node) -> Node:
    """Return an object with another one's members merged in, or a scalar in place of a scalar.

    Raises:
        Refusal: the two are of different kinds, or arrays.
    """
    if isinstance(node.value, Mapping) and isinstance(addition.value, Mapping):
        members = dict(node.value)
        for key, member in addition.value.items():
            members[key] = _met(members[key], member) if key in members else member
        return Node(members, node.where, node.key)
    if _is_scalar(node) and _is_scalar(addition):
        return Node(addition.value, addition.where, addition.key or node.key)
    raise Refusal(f"{_kind(addition)} cannot update {_kind(node)}", addition.where)


def appended(node: Node, entry: Node) -> Node:
    """Return an array with one entry more.

    Raises:
        Refusal: the entry is an array itself.
    """
    if isinstance(entry.value, tuple):
        message = (
            "an update of an array is one entry; to add several, update the object around the "
            "array with an array of that name"
        )
        raise Refusal(message, entry.where)
    return Node((*node.items, entry), node.where, node.key)


def _met(old: Node, new: Node) -> Node:
    """Return what a member becomes that both sides have: arrays join, a new scalar stays."""
    if isinstance(old.value, tuple) and isinstance(new.value, tuple):
        return Node(old.value + new.value, old.where, old.key)
    if isinstance(old.value, Mapping) and isinstance(new.value, Mapping):
        return merged(old, new)
    if _is_scalar(old) and _is_scalar(new):
        return new
    message = f"{_kind(new)} cannot be merged into {_kind(old)}; remove that first"
    raise Refusal(message, new.where)


def _replaced_at(node: Node, parts: Parts, edit: Edit) -> Node:
    if not parts:
        return edit(node)
    first, rest = parts[0], parts[1:]
    if isinstance(first, int):
        items = list(node.items)
        items[first] = _replaced_at(items[first], rest, edit)
        return Node(tuple(items), node.where, node.key)
    below = _replaced_at(node.members[first], rest, edit)
    return Node({**node.members, first: below}, node.where, node.key)


def _without(tokens: frozenset[str | int], node: Node) -> Node:
    if isinstance(node.value, tuple):
        items = tuple(item for index, item in enumerate(node.value) if index not in tokens)
        return Node(items, node.where, node.key)
    members = {key: member for key, member in node.members.items() if key not in tokens}
    return Node(members, node.where, node.key)


def _is_scalar(node: Node) -> bool:
    return not isinstance(node.value, Mapping | tuple)


def _kind(node: Node) -> str:
    if isinstance(node.value, Mapping):
        return "an object"
    return "an array" if isinstance(node.value, tuple) else "a primitive value"
