"""A YAML file as a tree of nodes, read event by event from PyYAML's C parser.

Events, not PyYAML's composed nodes: its composer recurses in C (deep nesting kills the process)
and resolves aliases and YAML 1.1 scalars before anyone can object. Here the depth is counted as
the events arrive, and anchors, aliases, tags, merge keys, duplicate keys and keys that are not
strings are findings with a place. ``reading`` prepares the text and takes the tree.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

import yaml

from generator.document import Node, Scalar, Where, join
from generator.load.reading import DEPTH, INDEX, Reading, width
from generator.load.scalars import resolve


class Mark(Protocol):
    """Where the parser stands; both count from 0."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


@dataclass(slots=True)
class Frame:
    """A collection that is still open."""

    where: Where
    key: Where | None
    way: int
    """How long the pointer of what is inside is."""
    items: list[Node] | None = None
    members: dict[str, Node] = field(default_factory=dict[str, Node])
    expects_key: bool = True
    name: str = ""
    name_where: Where | None = None


def read_yaml(reading: Reading) -> Node:
    """The tree of a YAML text."""
    return _Builder(reading).build()


class _Builder:
    """Builds nodes bottom up, with a stack of its own in place of recursion."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.stack: list[Frame] = []
        self.root: Node | None = None
        self.documents = 0

    def build(self) -> Node:
        try:
            for event in self._events():
                self._take(event)
        except yaml.MarkedYAMLError as error:
            raise self._syntax(error) from None
        return self.root or Node(None, Where(self.reading.file, 1, 1))

    def _events(self) -> Iterator[Any]:
        yield from yaml.parse(self.reading.text, Loader=yaml.CSafeLoader)

    def _take(self, event: Any) -> None:
        match event:
            case yaml.ScalarEvent():
                self._scalar(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._open(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._close()
            case yaml.AliasEvent():
                self._report(event, "aliases are not supported; write the value out")
                self._put(Node(None, self._where(event.start_mark), self._key()))
            case yaml.DocumentStartEvent():
                self._document(event)
            case _:
                pass

    def _scalar(self, event: Any) -> None:
        self._refuse_properties(event)
        if self._in_key_position():
            self._name(event)
            return
        where = self._where(event.start_mark)
        plain = event.style is None or event.style == ""
        value: Scalar = self._resolved(event) if plain else event.value
        self._put(Node(value, where, self._key()))

    def _resolved(self, event: Any) -> Scalar:
        try:
            return resolve(event.value)
        except ValueError as error:
            self._report(event, str(error))
            return None

    def _name(self, event: Any) -> None:
        """Take a scalar as the key of the open mapping."""
        frame, name = self.stack[-1], event.value
        frame.name, frame.name_where = name, self._where(event.start_mark)
        frame.expects_key = False
        if not event.style and name == "<<":
            self._report(event, "merge keys are not supported; write the members out")
        elif not event.style and not isinstance(self._resolved(event), str):
            self._report(event, f"the key {name or 'null'} is not a string; quote it: '{name}'")
        if name in frame.members:
            first = frame.members[name].key
            line = f" (the first one is on line {first.line})" if first else ""
            self._report(event, f"duplicate key {name!r}{line}")

    def _open(self, event: Any) -> None:
        self._refuse_properties(event)
        if self._in_key_position():
            raise self.reading.stop(
                self._where(event.start_mark), self._pointer(), "a key must be a string"
            )
        if len(self.stack) >= DEPTH:
            raise self.reading.stop(
                self._where(event.start_mark), "", f"nested deeper than {DEPTH} levels"
            )
        items: list[Node] | None = [] if isinstance(event, yaml.SequenceStartEvent) else None
        self.stack.append(Frame(self._where(event.start_mark), self._key(), self._way(), items))

    def _close(self) -> None:
        frame = self.stack.pop()
        value = tuple(frame.items) if frame.items is not None else frame.members
        self._put(Node(value, frame.where, frame.key))

    def _put(self, node: Node) -> None:
        """Hang a finished node into what is open, or make it the root."""
        self.reading.value(node, self._way())
        if not self.stack:
            self.root = node
            return
        frame = self.stack[-1]
        if frame.items is not None:
            frame.items.append(node)
            return
        frame.members.setdefault(frame.name, node)
        frame.expects_key = True

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            where = self._where(event.start_mark)
            raise self.reading.stop(where, "", "a second document begins here; one is allowed")
        if event.tags:
            self._report(event, "tag directives are not supported")

    def _refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            self._report(event, f"anchors are not supported (&{event.anchor})")
        if event.tag is not None:
            self._report(event, f"tags are not supported ({event.tag})")

    def _in_key_position(self) -> bool:
        return bool(self.stack) and self.stack[-1].items is None and self.stack[-1].expects_key

    def _key(self) -> Where | None:
        return self.stack[-1].name_where if self.stack and self.stack[-1].items is None else None

    def _way(self) -> int:
        if not self.stack:
            return 0
        frame = self.stack[-1]
        return frame.way + (INDEX if frame.items is not None else width(frame.name))

    def _report(self, event: Any, message: str) -> None:
        self.reading.report(self._where(event.start_mark), self._pointer(), message)

    def _pointer(self) -> str:
        pointer = ""
        for frame in self.stack:
            if frame.items is not None:
                pointer = join(pointer, len(frame.items))
            elif not frame.expects_key:
                pointer = join(pointer, frame.name)
        return pointer

    def _where(self, mark: Mark | None) -> Where:
        if mark is None:
            return Where(self.reading.file, 1, 1)
        return Where(self.reading.file, mark.line + 1, mark.column + 1)

    def _syntax(self, error: yaml.MarkedYAMLError) -> Exception:
        where = self._where(error.problem_mark or error.context_mark)
        context = f" {error.context}" if error.context else ""
        at = error.problem_mark.index if error.problem_mark else len(self.reading.text)
        tab = self.reading.text[at : at + 1] == "\t"
        problem = "a tab cannot indent" if tab else f"{error.problem}{context}"
        return self.reading.stop(where, "", f"not YAML: {problem}")
