"""A YAML file as a tree of nodes, read event by event from PyYAML's C parser.

Events, not PyYAML's composed nodes: its composer recurses in C (deep nesting kills the process)
and resolves aliases and YAML 1.1 scalars before anyone can object. Here the depth is counted as
the events arrive, and anchors, aliases, tags, merge keys, duplicate keys and keys that are not
strings are findings with a place. What an alias stands for counts as if it were written out.
``source`` prepares the text and takes the tree.
"""

import re
from collections.abc import Callable, Mapping
from itertools import islice
from typing import Any

import yaml

from generator import quoting
from generator.document import DEPTH, Node, Scalar, Where, join
from generator.load.scalars import CORE, TEXTS, TYPES, nearest, resolve, tagged
from generator.load.source import INDEX, Source, place, width
from generator.load.yaml_faults import Mark, syntax_fault
from generator.load.yaml_frames import Frame, pointer_of
from generator.policy import Kind

DIRECTIVES = 100
"""Tag directives after which nothing is parsed: the parser compares each with all before it."""

ALIASES = 10_000
"""Anchors, aliases and merge keys of a file that are written out, each with a remark."""

TAGS = {
    yaml.ScalarEvent: TEXTS | TYPES.keys(),
    yaml.MappingStartEvent: {f"{CORE}map"},
    yaml.SequenceStartEvent: {f"{CORE}seq"},
}
"""Tags that say the type of a value in JSON, by where they may stand."""

DIRECTIVE = re.compile(r"^%TAG\b", re.MULTILINE)

TOO_MANY = f"more than {ALIASES:,} anchors, aliases and merge keys; write the values out"


def read_yaml(source: Source) -> Node:
    """Return the tree of a YAML text."""
    return _Builder(source).build()


class _Builder:
    """Builds nodes bottom up, with a stack of its own in place of recursion."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.file = source.file
        self.roots: list[Node] = []
        self.stack = [Frame(Where(self.file, 1, 1), None, 0, 0, self.roots)]
        self.documents = 0
        self.anchors: dict[str, Node] = {}
        self.aliases = 0

    def build(self) -> Node:
        self._refuse_directives()
        takes = self._takes()
        try:
            for event in yaml.parse(self.source.text, Loader=yaml.CSafeLoader):
                takes[type(event)](event)
        except yaml.MarkedYAMLError as error:
            raise self._syntax(error) from None
        return self.roots[0] if self.roots else Node(None, Where(self.file, 1, 1))

    def _takes(self) -> Mapping[type[Any], Callable[[Any], object]]:
        return {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._open,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceStartEvent: self._open,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
            yaml.DocumentEndEvent: _nothing,
            yaml.StreamStartEvent: _nothing,
            yaml.StreamEndEvent: _nothing,
        }

    def _scalar(self, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        frame, mark = self.stack[-1], event.start_mark
        where = Where(self.file, mark.line + 1, mark.column + 1)
        try:
            value = _value(event)
        except ValueError as error:
            value = None  # which no key can be, and that is said
            if not frame.expects_key:
                self._report(event, str(error), None if event.tag else Kind.NUMBER)
                value = nearest(event.value)
        if frame.expects_key:
            self._name(event, frame, where, value)
        else:
            node = Node(value, where, frame.name_where)
            self._anchored(event.anchor, node)
            self._put(node)

    def _anchored(self, anchor: str | None, node: Node) -> None:
        if anchor is not None:
            self.anchors[anchor] = node

    def _alias(self, event: Any) -> None:
        node, frame = self.anchors.get(event.anchor), self.stack[-1]
        message = "an alias; write the value out"
        if node is None or frame.expects_key:
            self._report(event, message if node else self._nameless(event.anchor))
            value: dict[str, Node] | None = {} if frame.merging else None
            self._put(Node(value, self._where(event.start_mark), frame.name_where))
            return
        self._report(event, message, Kind.ALIAS)
        for member in node.items or node.members.values():
            self._count(member, frame.below, len(self.stack) + 1)
        self._put(Node(node.value, node.where, frame.name_where))

    def _nameless(self, anchor: str) -> str:
        """Return why an alias stands for nothing."""
        if any(frame.anchor == anchor for frame in self.stack):
            return f"the value with the anchor &{anchor} would hold itself"
        return f"there is no anchor &{anchor} above{quoting.nearest(anchor, self.anchors)}"

    def _count(self, node: Node, way: int, depth: int) -> None:
        """Count what an alias stands for as if it were written out."""
        if depth > DEPTH:
            raise self.source.stop(node.where, "", f"nested deeper than {DEPTH} levels")
        self.source.value(node, way)
        for token, member in node.children():
            self._count(member, way + width(token), depth + 1)

    def _name(self, event: Any, frame: Frame, where: Where, value: Scalar) -> None:
        """Take a scalar as the key of the open mapping."""
        name = event.value
        frame.name, frame.name_where = name, where
        frame.below = frame.way + width(name)
        frame.expects_key = False
        if name == "<<" and not event.style:
            frame.merging = True
            message = "a merge key; write the members out"
            self._report(event, message, Kind.ALIAS)
        elif not isinstance(value, str):
            message = f"the key {name or 'null'} is not a string; quote it: '{name}'"
            self._report(event, message, Kind.KEY_NO_STRING)
        if name in frame.members and not frame.merging:
            first = frame.members[name].key
            line = f" (the first one is on line {first.line})" if first else ""
            self._report(event, f"duplicate key {name!r}{line}")

    def _open(self, event: Any) -> None:
        self._refuse_properties(event)
        frame, where = self.stack[-1], self._where(event.start_mark)
        if frame.expects_key:
            raise self.source.stop(where, pointer_of(self.stack), "a key must be a string")
        if len(self.stack) > DEPTH:
            raise self.source.stop(where, "", f"nested deeper than {DEPTH} levels")
        inner = Frame(where, frame.name_where, frame.below, frame.below + INDEX)
        inner.anchor = event.anchor
        if isinstance(event, yaml.SequenceStartEvent):
            inner.items = []
        else:
            inner.expects_key = True
        self.stack.append(inner)

    def _close(self, _: object) -> None:
        frame = self.stack.pop()
        node = frame.node()
        self._anchored(frame.anchor, node)
        self._put(node)

    def _put(self, node: Node) -> None:
        """Hang a finished node into what is open."""
        frame = self.stack[-1]
        self.source.value(node, frame.below)
        if frame.items is not None:
            frame.items.append(node)
            return
        if frame.merging:
            frame.merging, frame.expects_key = False, True
            self._merge(frame, node)
            return
        frame.members.setdefault(frame.name, node)
        frame.expects_key = True

    def _merge(self, frame: Frame, node: Node) -> None:
        """Take what a merge key leads to; its members are joined where the mapping ends."""
        sources = node.items if isinstance(node.value, tuple) else (node,)
        if not all(isinstance(one.value, Mapping) for one in sources):
            message = "a merge key takes a mapping or a list of mappings"
            self.source.report(node.where, join(pointer_of(self.stack), "<<"), message)
        frame.merge_sources += sources

    def _refuse_directives(self) -> None:
        beyond = next(islice(DIRECTIVE.finditer(self.source.text), DIRECTIVES, None), None)
        if beyond:
            where = place(self.file, self.source.text, beyond.start())
            raise self.source.stop(where, "", "tag directives are not supported")

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            where = self._where(event.start_mark)
            raise self.source.stop(where, "", "a second document begins here; one is allowed")
        if event.tags:
            self._report(event, "tag directives are not supported")

    def _refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            message = f"an anchor (&{event.anchor}); write values out where they are meant"
            self._report(event, message, Kind.ALIAS)
        if event.tag is not None:
            kind = Kind.TYPE_TAG if event.tag in TAGS[type(event)] else None
            self._report(event, f"tags are not supported ({event.tag})", kind)

    def _report(self, event: Any, message: str, kind: Kind | None = None) -> None:
        where = self._where(event.start_mark)
        self.aliases += kind is Kind.ALIAS
        if self.aliases > ALIASES:
            raise self.source.stop(where, "", TOO_MANY)
        self.source.report(where, pointer_of(self.stack), message, kind)

    def _where(self, mark: Mark | None) -> Where:
        if mark is None:
            return Where(self.file, 1, 1)
        return Where(self.file, mark.line + 1, mark.column + 1)

    def _syntax(self, error: yaml.MarkedYAMLError) -> Exception:
        fault = syntax_fault(error, self.source.text)
        return self.source.stop(self._where(fault.mark), "", f"not YAML: {fault.message}")


def _value(event: Any) -> Scalar:
    """Return what a scalar stands for: by its tag, its quotes, or its letters."""
    if event.tag in TAGS[yaml.ScalarEvent]:
        return tagged(event.tag, event.value)
    return event.value if event.style else resolve(event.value)


def _nothing(_: object) -> None:
    """What the ends of documents and streams say."""
