"""What is large in several modules, one for each resource, and the module that offers all of it.

Job: make the parts of what `placement` keeps apart, and list for each what it offers. It must not
decide what stands where.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import Final

from generator.api import Ref
from generator.languages.python.models.imports import imports
from generator.languages.python.modules.data import (
    Facade,
    FormerNames,
    ModelsPart,
    Offered,
    ParamsPart,
)
from generator.languages.python.plan import former, placement
from generator.languages.python.plan.exports import Place
from generator.languages.python.plan.models import DeclaredModel, models_of
from generator.languages.python.plan.params import params_of
from generator.spelled import Api

LAZY: Final = ".._runtime.lazy"
WIDTH: Final = 76
"""Characters of names that stand in one line of a table."""


def facade(
    doc: str,
    places: Iterable[Place],
    elsewhere: Iterable[Place],
    former_names: FormerNames | None,
) -> Facade | None:
    """Return the module that offers what others have; nothing where there are no others.

    Args:
        doc: what it is.
        places: the names of the parts beside it.
        elsewhere: those of modules of providers, as a module of the package would find them.
        former_names: those that it has besides.
    """
    parts = offered(places)
    if not parts:
        return None
    others = tuple(Place(f".{place.module}", place.names) for place in elsewhere)
    return Facade(
        doc=doc,
        lazy=LAZY,
        parts=parts,
        places=others,
        table=(*parts, *offered(others)),
        former=former_names,
    )


def offered(places: Iterable[Place]) -> tuple[Offered, ...]:
    """Return names by the module that has them, as many to a line as it takes."""
    return tuple(Offered(place.module, tuple(_lines(place.names))) for place in places)


def _lines(names: Iterable[str]) -> Iterator[str]:
    """Yield lines that are one text when they are joined."""
    *lines, last = wrap(" ".join(sorted(names)), WIDTH, break_long_words=False)
    yield from (f"{line} " for line in lines)
    yield last


def models_parts(api: Api) -> tuple[ModelsPart, ...]:
    """Return the modules of models of each resource, where there are such."""
    return tuple(_models_part(api, name, refs) for name, refs in placement.models(api).items())


def _models_part(api: Api, name: str, refs: tuple[Ref, ...]) -> ModelsPart:
    models, former_names = models_of(api, refs), former.of_part(api, refs)
    return ModelsPart(
        name=name,
        doc="Models of one resource, or of those that it holds.",
        lazy=LAZY,
        imports=imports(models.used | {"part", *(["TYPE_CHECKING"] if former_names else [])}, ".."),
        declarations=models.declarations,
        reexported=(),
        places=(),
        former=former_names,
    )


def places_of_models(parts: Iterable[ModelsPart]) -> Iterator[Place]:
    """Yield the names of models by their module."""
    for part in parts:
        names = (name for each in part.declarations for name in _names(each))
        yield Place(f".{part.name}", tuple(names))


def _names(model: DeclaredModel) -> tuple[str, ...]:
    return (model.name, *([model.union.unknown] if model.union else []))


def params_parts(api: Api) -> tuple[ParamsPart, ...]:
    """Return the modules of what can be sent to each resource, where there are such."""
    return tuple(
        ParamsPart(
            name=name,
            doc="Objects that can be sent to one resource, or to those that it holds.",
            lazy=LAZY,
            typed_dicts=".._runtime.vocabulary.typed_dicts",
            declarations=params_of(api, refs),
            reexported=(),
            places=(),
            former=former.of_part(api, refs, unknown=False),
        )
        for name, refs in placement.params(api).items()
    )


def places_of_params(parts: Iterable[ParamsPart]) -> Iterator[Place]:
    """Yield the names of what can be sent by their module."""
    for part in parts:
        yield Place(f".{part.name}", tuple(each.name for each in part.declarations))
