"""The modules of a package that hold data, planned: models, what can be sent, and who offers them.

Job: the nouns between the plan and the templates, as in `modules`. Frozen, and without a line of
output.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from generator.languages.python.models.imports import Import
from generator.languages.python.plan.exports import Place
from generator.languages.python.plan.models import DeclaredModel
from generator.languages.python.plan.params import Declared


class Offered(NamedTuple):
    """What a module has that another one offers."""

    module: str
    lines: tuple[str, ...]
    """Its names, several to a line."""


class FormerNames(NamedTuple):
    """Names that classes of a module had before, which it has as deprecated ones."""

    module: str
    """The module of the runtime that finds them."""
    names: tuple[tuple[str, str], ...]
    """Each with what it stands for."""
    by_import: bool = False
    """Whether type checkers see them by an import of everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facade:
    """What stands in modules for each resource, offered in one place."""

    doc: str
    lazy: str
    """The module of the runtime that imports each when it is used."""
    parts: tuple[Offered, ...]
    """The modules that it offers all of."""
    places: tuple[Place, ...]
    """What it offers besides of what providers have for themselves, and which module has it."""
    table: tuple[Offered, ...]
    """Both, for what is imported when it is used."""
    former: FormerNames | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelsModule:
    """The models of a namespace."""

    doc: str
    lazy: str
    """The module of the runtime that makes it list what it offers."""
    whole: str = ""
    """The module whose models it offers, where it offers all of them."""
    table: tuple[Offered, ...] = ()
    """Their names, where that module has no table of its own."""
    imports: tuple[tuple[Import, ...], ...]
    """What it imports, in groups."""
    declarations: tuple[DeclaredModel, ...]
    reexported: tuple[str, ...]
    """Models that the provider shares with others."""
    places: tuple[Place, ...]
    """Models that the shared module offers and doesn't hold."""
    former: FormerNames | None = None

    @property
    def is_part(self) -> bool:
        """Whether a module above it offers what it holds."""
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelsPart(ModelsModule):
    """The models of one resource, where they have a module for themselves."""

    name: str

    @property
    def is_part(self) -> bool:
        """Whether a module above it offers what it holds."""
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class ParamsModule:
    """What can be sent to a namespace, as TypedDicts."""

    doc: str
    lazy: str
    """The module of the runtime that makes it list what it offers."""
    typed_dicts: str
    """That which its TypedDicts are made by."""
    declarations: tuple[Declared, ...]
    reexported: tuple[str, ...]
    places: tuple[Place, ...]
    whole: str = ""
    """The module whose TypedDicts it offers, where it offers all of them."""
    table: tuple[Offered, ...] = ()
    """Their names, where that module has no table of its own."""
    former: FormerNames | None = None

    @property
    def is_part(self) -> bool:
        """Whether a module above it offers what it holds."""
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class ParamsPart(ParamsModule):
    """What can be sent for one resource, where that has a module for itself."""

    name: str

    @property
    def is_part(self) -> bool:
        """Whether a module above it offers what it holds."""
        return True
