"""The package that will be written, planned: which modules it has, and what each of them holds.

Job: the nouns between the plan and the templates. Every choice is made here already (names, order,
which module offers what), so that templates only print and `prove` can hold the text against it.
Each class is what the first line of one template names. Frozen, and without a line of output.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.api import Api, ErrorCode, Provider, Server
from generator.languages.differences import Tables
from generator.languages.python.models.imports import Import
from generator.languages.python.plan.clients import Client, Resource
from generator.languages.python.plan.command import Calls, Program
from generator.languages.python.plan.exports import Place
from generator.languages.python.plan.migration import Move
from generator.languages.python.plan.models import DeclaredModel
from generator.languages.python.plan.operations import OperationRow
from generator.languages.python.plan.params import Declared
from generator.languages.python.plan.readme import Example, Kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Which modules of models and of what can be sent a module of a provider names."""

    own_models: bool
    own_params: bool
    shared_models: bool
    shared_params: bool


class Offered(NamedTuple):
    """What a module has that another one offers."""

    module: str
    lines: tuple[str, ...]
    """Its names, several to a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facade:
    """What stands in modules for each resource, offered in one place."""

    doc: str
    lazy: str
    """The module of the runtime that imports each when it is used."""
    parts: tuple[Offered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelsModule:
    """The models of a namespace."""

    doc: str
    lazy: str
    """The module of the runtime that makes it list what it offers."""
    whole: str = ""
    """The module whose models it offers, where it offers all of them."""
    imports: tuple[tuple[Import, ...], ...]
    """What it imports, in groups."""
    declarations: tuple[DeclaredModel, ...]
    reexported: tuple[str, ...]
    """Models that the provider shares with others."""
    places: tuple[Place, ...]
    """Models that the shared module offers and doesn't hold."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class CallingModule(Beside):
    """A module with methods that call operations."""

    hidden: frozenset[str]
    """What annotations read by the names of `ALIASES`."""
    modules: tuple[str, ...]
    """The modules of resources that attributes of this one lead to."""
    operations: str = ""
    """The module of the tables of its operations, where these stand in several."""

    @property
    def has_clients(self) -> bool:
        """Whether it holds the clients themselves."""
        return False

    @property
    def names_modules(self) -> bool:
        """Whether annotations in it name modules."""
        models = self.own_models or self.shared_models
        return (
            self.has_clients
            or models
            or self.own_params
            or self.shared_params
            or bool(self.modules)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientModule(CallingModule):
    """The clients of a provider."""

    clients: tuple[Client, ...]

    @property
    def has_clients(self) -> bool:
        """Whether it holds the clients themselves."""
        return True


class ResourceClass(NamedTuple):
    """A resource, and the client that leads to it."""

    client: Client
    resource: Resource


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceModule(CallingModule):
    """The classes of one resource, where they have a module for themselves."""

    name: str
    attribute: str
    parts: tuple[ResourceClass, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationsModule(Beside):
    """The tables of a provider, as the runtime reads them."""

    provider: Provider
    up: str
    """What leads from the module to the package."""
    server: Server
    operations: tuple[OperationRow, ...]
    user_agent: str
    parts: tuple[Offered, ...] = ()
    """The modules that hold the operations of resources, where it doesn't hold them itself."""

    @property
    def has_provider(self) -> bool:
        """Whether it holds the table of the provider."""
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationsPart(OperationsModule):
    """The tables of the operations of one resource, where they have a module for themselves."""

    name: str

    @property
    def has_provider(self) -> bool:
        """Whether it holds the table of the provider."""
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class NamespaceExports(Beside):
    """What a provider's namespace offers, and which module has it."""

    doc: str
    places: tuple[Place, ...]
    every_name: tuple[str, ...]
    whole: str = ""
    """The module of models of which it offers all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageExports:
    """What the package itself offers, and which module has it."""

    doc: str
    version: str
    modules: tuple[str, ...]
    places: tuple[Place, ...]
    every_name: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionsModule:
    """Everything that a call can fail with."""

    known: tuple[str, ...]
    """The exceptions and warnings of the runtime."""
    codes: tuple[ErrorCode, ...]
    """Those with a class of their own, one for each class."""
    roots: tuple[str, ...]
    """The names after the clients that `APIError` has as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandModule:
    """The command line of the package."""

    program: Program


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageReadme:
    """The package's own README."""

    api: Api
    command: str
    """How the command is called where the package is installed by itself."""
    log: str
    """The variable of the environment that shows the log."""
    several: bool
    has_command: bool
    has_testing: bool
    kinds: Kinds
    examples: tuple[Example, ...]
    roots: tuple[str, ...]
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MigrationPage:
    """The page for callers of other clients."""

    package: str
    log: str
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedNamespace:
    """What providers share, by the name "" and in the package's own folder."""

    models: ModelsModule | None
    params: ParamsModule | None
    models_facade: Facade | None = None
    """In the place of `models`, where these stand in several modules."""
    models_parts: tuple[ModelsPart, ...] = ()
    params_facade: Facade | None = None
    params_parts: tuple[ParamsPart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderNamespace:
    """The folder of a provider; a module that it doesn't need is None."""

    name: str
    exports: NamespaceExports
    client: ClientModule
    resources: tuple[ResourceModule, ...]
    operations: OperationsModule | None
    operations_facade: OperationsModule | None
    """In the place of `operations`, where these stand in several modules."""
    operations_parts: tuple[OperationsPart, ...]
    models: ModelsModule | None
    params: ParamsModule | None
    calls: tuple[Calls, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """All modules and pages; one that isn't needed is None."""

    name: str
    api: Api
    without: frozenset[str] = field(default_factory=frozenset)
    """Rooms of the runtime that aren't written."""
    exports: PackageExports
    exceptions: ExceptionsModule
    command: CommandModule
    readme: PackageReadme
    migration: MigrationPage | None
    differences: Tables | None
    shared: SharedNamespace
    providers: tuple[ProviderNamespace, ...]

    @property
    def modules(self) -> Iterator[str]:
        """The names of all modules that resources have for themselves."""
        yield from (part.name for part in self.shared.models_parts)
        yield from (part.name for part in self.shared.params_parts)
        for namespace in self.providers:
            yield from (module.name for module in namespace.resources)
            yield from (part.name for part in namespace.operations_parts)

    @property
    def classes_of_clients(self) -> Iterator[str]:
        """The names of all classes in the modules of clients."""
        for namespace in self.providers:
            for client in namespace.client.clients:
                for holder in client.every:
                    yield from (holder.name, holder.raw)

    @property
    def resources(self) -> Iterator[str]:
        """The attributes of clients that hold methods."""
        for namespace in self.providers:
            for client in namespace.client.clients:
                yield from (each.attribute for each in client.every[1:])
