"""Which operations are wanted: the patterns of `--include` and `--exclude`.

Job: match patterns with the operations of a description as it is written, valid or not. An
operation is wanted if a pattern of the one list matches it, or that list is empty, and none of the
other does. What becomes of the others is `overlay.filtering`'s part.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fnmatch import translate
from functools import cached_property
from typing import Final

from generator.document import Document, Node
from generator.method_names import method_ways
from generator.named_call import NamedCall
from generator.standard.objects import METHODS
from generator.standard.path_templates import plain_path
from generator.standard.references import local_pointers

_TAG: Final = "tag:"
_REFERENCES: Final = 100
"""References in a row that are followed; more are a circle."""
_PATH: Final = re.compile(r"(?:([A-Za-z]+) +)?(/.*)", re.DOTALL)


@dataclass(frozen=True)
class OperationFilter:
    """Which operations are wanted, by patterns with the `*`, `?` and `[...]` of file names.

    `tag:PATTERN` is matched with the tags of an operation, `/PATTERN` and `METHOD /PATTERN` with
    its path, anything else with its `operationId` and with where its method stands on the client.
    Case counts but in an HTTP method, and `*` stands for a `/` as well.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Return whether there is any pattern."""
        return bool(self.include or self.exclude)

    @cached_property
    def _patterns(self) -> dict[str, _Pattern]:
        return {text: _pattern(text) for text in (*self.include, *self.exclude)}

    def wants(self, call: FilteredCall) -> bool:
        """Return whether an operation is asked for."""
        is_included = not self.include or any(self.matches(text, call) for text in self.include)
        return is_included and not any(self.matches(text, call) for text in self.exclude)

    def matches(self, text: str, call: FilteredCall) -> bool:
        """Return whether one of the patterns matches an operation."""
        pattern = self._patterns[text]
        subjects = {"tag": call.tags, "path": (call.path,), "id": call.ids}[pattern.subject]
        of_method = pattern.method in ("", call.method)
        return of_method and any(pattern.form.fullmatch(name) for name in subjects)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pattern:
    """A pattern, and what of an operation it is matched with."""

    subject: str
    form: re.Pattern[str]
    method: str = ""


def _pattern(text: str) -> _Pattern:
    if text.startswith(_TAG):
        return _Pattern(subject="tag", form=re.compile(translate(text.removeprefix(_TAG))))
    path = _PATH.fullmatch(text)
    if path:
        form = re.compile(translate(path[2]))
        return _Pattern(subject="path", form=form, method=(path[1] or "").lower())
    return _Pattern(subject="id", form=re.compile(translate(text)))


@dataclass(frozen=True, slots=True, kw_only=True)
class FilteredCall:
    """An operation, as far as patterns look at it."""

    method: str
    path: str
    tags: tuple[str, ...]
    ids: tuple[str, ...]
    """Its `operationId`, if it has one, and where its method stands, if there is a rule for it."""

    way: str
    """Where its method stands; "" in a description that says that itself."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every pattern without a sign that means this operation."""
        return (*self.ids, self.path, *(_TAG + tag for tag in self.tags))


def calls(document: Document) -> tuple[FilteredCall, ...]:
    """Return the operations of a description, which needn't be valid."""
    operations = [
        (path, method, item.members[method])
        for path, item in path_items(document)
        for method in METHODS
        if method in item.members
    ]
    if document.first_party:
        return tuple(_call(*each, way="") for each in operations)
    named_calls = [_named(*each) for each in operations]
    ways = (".".join(way) for way in method_ways(named_calls))
    return tuple(_call(*each, way=way) for each, way in zip(operations, ways, strict=True))


def _named(path: str, method: str, operation: Node) -> NamedCall:
    name, x_method = operation.text("operationId"), operation.text("x-method")
    tags = operation.get("tags")
    has_tags = tags is not None and bool(tags.items)
    return NamedCall(
        method=method,
        path=plain_path(path),
        id=name or "",
        x_method=x_method or "",
        tagged=has_tags,
    )


def _call(path: str, method: str, operation: Node, *, way: str) -> FilteredCall:
    name, tags = operation.text("operationId"), operation.get("tags")
    return FilteredCall(
        method=method,
        path=path,
        tags=tuple(str(tag.value) for tag in tags.items) if tags else (),
        ids=tuple(each for each in (name, way) if each),
        way=way,
    )


def path_items(document: Document) -> Iterator[tuple[str, Node]]:
    """Yield the path items of a description, references followed."""
    paths = document.root.get("paths")
    for path, item in paths.members.items() if paths else ():
        if not path.startswith("x-"):
            yield path, _target(document, item)


def _target(document: Document, item: Node) -> Node:
    """Return what a path item refers to; itself where that isn't there or goes in a circle."""
    target = item
    for _ in range(_REFERENCES):
        reference = target.text("$ref")
        if reference is None:
            return target
        try:
            target = document.at(*local_pointers(reference))
        except (KeyError, TypeError):
            break
    return item


def unmatched(every: Collection[FilteredCall], filter_: OperationFilter) -> list[tuple[str, str]]:
    """Return the patterns that match none of some operations, each with its option."""
    options = {"--include": filter_.include, "--exclude": filter_.exclude}
    return [
        (option, text)
        for option, texts in options.items()
        for text in texts
        if not any(filter_.matches(text, call) for call in every)
    ]
