"""The package that will be written, planned: which modules it has, and what each of them holds.

Job: the nouns between the plan and the templates. Every choice is made here already (names, order,
which module offers what), so that templates only print and `prove` can hold the text against it.
`modules` has those of single files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.languages.differences import Tables
from generator.languages.python.modules import (
    ClientModule,
    CommandModule,
    ExceptionsModule,
    NamespaceExports,
    OperationsModule,
    OperationsPart,
    PackageExports,
    PartModule,
    ResourceModule,
)
from generator.languages.python.modules.data import (
    Facade,
    ModelsModule,
    ModelsPart,
    ParamsModule,
    ParamsPart,
)
from generator.languages.python.plan.client_classes import Client
from generator.languages.python.plan.command import Calls, Rows
from generator.languages.python.plan.migration import Move
from generator.languages.python.plan.readme import Example, Kinds
from generator.spelled import Api


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
    clients: tuple[ClientModule, ...]
    """One module for both, or one for each."""
    resources: tuple[ResourceModule, ...]
    parts: tuple[PartModule, ...]
    operations: OperationsModule | None
    operations_facade: OperationsModule | None
    """In the place of `operations`, where these stand in several modules."""
    operations_parts: tuple[OperationsPart, ...]
    models: ModelsModule | None
    params: ParamsModule | None
    calls: tuple[Calls, ...]
    rows: tuple[Rows, ...]

    @property
    def every_client(self) -> Iterator[Client]:
        """Both clients."""
        yield from (client for module in self.clients for client in module.clients)


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
        """The names of all modules of clients, and of those that resources have for themselves."""
        yield from (part.name for part in self.shared.models_parts)
        yield from (part.name for part in self.shared.params_parts)
        for namespace in self.providers:
            yield from (module.name for module in namespace.clients)
            yield from (module.name for module in namespace.resources)
            yield from (module.name for module in namespace.parts)
            yield from (part.name for part in namespace.operations_parts)
            yield from (name for each in namespace.rows for name in (each.name, each.constant))

    @property
    def classes_of_clients(self) -> Iterator[str]:
        """The names of all classes in the modules of clients."""
        for namespace in self.providers:
            for client in namespace.every_client:
                for holder in client.every:
                    for each in (holder, *holder.parts):
                        yield from (each.name, each.raw)

    @property
    def resources(self) -> Iterator[str]:
        """The attributes of clients that hold methods."""
        for namespace in self.providers:
            for client in namespace.every_client:
                yield from (each.attribute for each in client.every[1:])
