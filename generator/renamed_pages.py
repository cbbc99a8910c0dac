"""Pages of a list whose argument or properties are called otherwise in code.

Job: say by their present names what leads to the items of a page, once the arguments and the
properties have theirs: from a language that spells an Api, or from `names_lock`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from generator.api import Nullable, Ref, Type
from generator.spelled import Alias, Declaration, Model, Name, Operation, Pagination

Declarations: TypeAlias = Mapping[tuple[str, str], Declaration]
"""Declarations by namespace and name, as they are called now."""


def renamed_pages(
    operation: Operation, arguments: Mapping[str, str], declarations: Declarations
) -> Pagination | None:
    """Return the pages of an operation by present names; `None` where it has none.

    Args:
        operation: as it was before.
        arguments: the present names of its arguments by those in `operation`.
        declarations: what its answer is made of.
    """
    pages = operation.pagination
    if pages is None:
        return None
    argument = arguments.get(pages.argument, pages.argument) if pages.argument else None
    items = tuple(_names(pages.items, operation.response, declarations))
    return replace(pages, argument=argument, items=items)


def _names(
    items: tuple[Name, ...], kind: Type | None, declarations: Declarations
) -> Iterator[Name]:
    for name in items:
        model = _object(kind, declarations)
        properties = {each.name.wire: each for each in model.properties} if model else {}
        property_ = properties.get(name.wire)
        yield name if property_ is None else replace(name, identifier=property_.name.identifier)
        kind = None if property_ is None else property_.type


def _object(kind: Type | None, declarations: Declarations) -> Model | None:
    """Return the object that a type stands for, null and other names aside."""
    while True:
        match kind:
            case Nullable(type=inner):
                kind = inner
            case Ref(name=name, namespace=namespace):
                declaration = declarations[namespace, name]
                if not isinstance(declaration, Alias):
                    return declaration if isinstance(declaration, Model) else None
                kind = declaration.type
            case _:
                return None
