"""The modules of a package, planned: what each of them holds.

Job: the nouns between the plan and the templates: each class is what the first line of one template
names. Frozen, and without a line of output.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.api import ErrorCode, Server
from generator.languages.python.modules.data import FormerNames, Offered
from generator.languages.python.plan.client_classes import Client, Part, Resource
from generator.languages.python.plan.command import Program
from generator.languages.python.plan.exports import Place
from generator.languages.python.plan.operations import OperationRow
from generator.spelled import Provider


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Which modules of models and of what can be sent a module of a provider names."""

    own_models: bool
    own_params: bool
    shared_models: bool
    shared_params: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CallingModule(Beside):
    """A module with methods that call operations."""

    hidden: frozenset[str]
    """What annotations read by the names of `ALIASES`."""
    modules: tuple[str, ...]
    """The modules of resources that attributes of this one lead to."""
    operations: str = ""
    """The module of the tables of its operations, where these stand in several."""
    parts: tuple[Part, ...] = ()
    """What its classes derive from, which stands in modules beside it."""

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
    """The clients of a provider, or one of them."""

    name: str
    clients: tuple[Client, ...]

    @property
    def has_clients(self) -> bool:
        """Whether it holds the clients themselves."""
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceModule(CallingModule):
    """The classes of one resource of a client, where they have a module for themselves."""

    name: str
    client: Client
    resource: Resource


@dataclass(frozen=True, slots=True, kw_only=True)
class PartModule(CallingModule):
    """Some of the methods of a resource, or of a client, where one module for all is too long."""

    name: str
    client: Client
    part: Part


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
    def here(self) -> str:
        """What leads from the module to the namespace of the provider."""
        return self.up.removesuffix(".")

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
    table: tuple[Offered, ...]
    """The same, for what is imported when it is used."""
    whole: str = ""
    """The module of which it offers all besides, by the table of that one."""
    former: FormerNames | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageExports:
    """What the package itself offers, and which module has it."""

    doc: str
    version: str
    modules: tuple[str, ...]
    places: tuple[Place, ...]
    table: tuple[Offered, ...]
    """The same, for what is imported when it is used."""
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
