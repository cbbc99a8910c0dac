"""Path items: where the operations of a description stand, whatever refers to them.

Job: follow references outside of schemas, and note what is said about operations that no client
here does: calls that the server makes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from generator.document import join, split
from generator.lower.findings import Findings
from generator.standard.objects import METHODS
from generator.standard.path_templates import of_several_segments, plain_path
from generator.standard.references import local_pointer

Schema = dict[str, Any]
At = tuple[Any, str]
"""A part of a description, and the pointer to it."""


@dataclass(frozen=True, slots=True)
class Call:
    """An operation where it stands."""

    path: str
    method: str
    operation: Schema
    pointer: str
    parameters: tuple[At, ...]
    """Those of the path item, then its own; references followed."""
    servers: tuple[Schema, ...] = ()
    """Its own, else those of the path item."""
    servers_pointer: str = ""
    """What has them."""
    of_several_segments: frozenset[str] = frozenset()
    """The names of parameters whose values may be several segments of the path."""


class Paths:
    """The path items of one description."""

    def __init__(self, plain: Schema) -> None:
        self._plain = plain

    def operations(self) -> tuple[Call, ...]:
        """Return the operations in the order of the description."""
        return self._operations

    @cached_property
    def _operations(self) -> tuple[Call, ...]:
        return tuple(self._every())

    def _every(self) -> Iterator[Call]:
        for path, item, pointer in self._items():
            for method in METHODS:
                if method in item:
                    yield self._call(path, method, item, pointer)
            where = join(pointer, "additionalOperations")
            for method, operation in item.get("additionalOperations", {}).items():
                others = {**item, method: operation}
                yield self._call(path, method, others, pointer, join(where, method))

    def _call(
        self, path: str, method: str, item: Schema, pointer: str, own_pointer: str = ""
    ) -> Call:
        below = own_pointer or join(pointer, method)
        holders = ((item, pointer), (item[method], below))
        parameters = [
            self.target(parameter, join(join(where, "parameters"), number))
            for holder, where in holders
            for number, parameter in enumerate(holder.get("parameters", ()))
        ]
        own = "servers" in item[method]
        holder, where = holders[1] if own else holders[0]
        servers = tuple(holder.get("servers", ()))
        return Call(
            path=plain_path(path),
            method=method,
            operation=item[method],
            pointer=below,
            parameters=tuple(parameters),
            servers=servers,
            servers_pointer=where,
            of_several_segments=of_several_segments(path),
        )

    def _items(self) -> Iterator[tuple[str, Schema, str]]:
        for path, item in self._plain.get("paths", {}).items():
            if path.startswith("/"):
                target, pointer = self.target(item, join("/paths", path))
                yield path, target, pointer

    def target(self, node: Any, pointer: str) -> At:
        """Return what a reference stands for and where that is; anything else as it is."""
        while isinstance(node, dict) and "$ref" in node:
            pointer = local_pointer(node["$ref"])
            node = self._plain
            for token in split(pointer):
                node = node[int(token)] if isinstance(node, list) else node[token]
        return node, pointer

    def check(self, findings: Findings) -> None:
        """Note what the output would leave out in silence."""
        if self._plain.get("webhooks"):
            findings.unsupported("/webhooks", f"webhooks {_CALLS}", "they are left out")
        for path, item, pointer in self._items():
            item_node = self._plain["paths"][path]
            if "$ref" in item_node and len(item_node) > 1:
                where, message = join("/paths", path), "nothing may stand beside this `$ref`"
                findings.unsupported(where, message, "it is left out", strict="error")
            for method in METHODS:
                _check(findings, item.get(method, {}), join(pointer, method))


_CALLS: Final = "aren't supported: a client receives no calls"


def _check(findings: Findings, operation: Schema, pointer: str) -> None:
    if operation.get("callbacks"):
        findings.unsupported(join(pointer, "callbacks"), f"callbacks {_CALLS}", "they are left out")
