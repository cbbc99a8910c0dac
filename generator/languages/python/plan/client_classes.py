"""Classes of clients: what a client, its resources and their parts hold.

Job: the nouns that `clients` arranges an Api as; each is what the first line of one template names.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.languages.python.plan.keywords import Argument
from generator.languages.text import Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A method that calls an operation."""

    name: str
    operation: str
    define: Code
    result: Code
    arguments: tuple[Argument, ...]
    answer: Code
    call: Code
    """What makes the call: a method of the session, or of the operation."""
    by_session: bool
    """Whether it is a method of the session."""
    unread: Code
    """What makes its twin, which gives the answer back as it came."""
    deprecated: str
    """What its mark says; "" where it isn't to go."""
    doc: str
    notice: str
    returns: str
    errors: str
    """What errors hold, by status, where that differs."""


@dataclass(slots=True, kw_only=True)
class Holder:
    """A class with methods."""

    name: str
    module: str = ""
    """The module that it has for itself; "" where it stands in that of the client."""
    methods: list[Method] = field(default_factory=list)

    @property
    def raw(self) -> str:
        """The name of the class with the same methods that give back answers as they came."""
        return f"{self.name}WithRawResponse"

    @property
    def bases_of_raw(self) -> tuple[str, ...]:
        """What that class derives from."""
        return ()

    @property
    def annotations(self) -> list[Code]:
        """The annotations of its methods, raw or not."""
        of_arguments = [argument.annotation for each in self.methods for argument in each.arguments]
        return [*of_arguments, *(method.answer for method in self.methods)]


@dataclass(slots=True, kw_only=True)
class Part(Holder):
    """Some of the methods of a resource, or of a client, which derives from it."""

    doc: str

    @property
    def resources(self) -> tuple[Resource, ...]:
        """What it holds besides: nothing."""
        return ()


@dataclass(slots=True, kw_only=True)
class Resource(Holder):
    """An attribute of a client that holds methods, or more of its kind."""

    path: tuple[str, ...]
    """The attributes that lead to it."""
    namespace: str
    """What it derives from besides of its parts."""
    resources: list[Resource] = field(default_factory=list)
    parts: tuple[Part, ...] = ()
    """What has its methods, where these are too many for one class."""

    @property
    def attribute(self) -> str:
        """The attribute of what holds it."""
        return self.path[-1]

    @property
    def bases_of_raw(self) -> tuple[str, ...]:
        """What its class for raw answers derives from."""
        return (self.namespace, *(part.raw for part in self.parts))

    @property
    def reference(self) -> str:
        """How other modules call its class."""
        return f"{self.module}.{self.name}" if self.module else self.name

    @property
    def raw_reference(self) -> str:
        """How other modules call the class for raw answers."""
        return f"{self.module}.{self.raw}" if self.module else self.raw

    @property
    def every_method(self) -> list[Method]:
        """Its methods, and those of its parts."""
        return [*self.methods, *(method for part in self.parts for method in part.methods)]

    def every(self) -> list[Resource]:
        """Return this resource and all that it holds."""
        return [self, *(below for inner in self.resources for below in inner.every())]


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A client class, sync or async."""

    name: str
    module: str
    base: str
    session: str
    http_client: str
    doc: str
    arguments: tuple[Argument, ...]
    parameters: tuple[Argument, ...]
    methods: tuple[Method, ...]
    raw: str
    resources: tuple[Resource, ...]
    parts: tuple[Part, ...]
    """What has its methods, where these are too many for one class."""
    every: tuple[Resource, ...]
    """Itself and all that it holds, wherever they stand."""

    @property
    def holders(self) -> list[Resource]:
        """Those of its own module."""
        return [each for each in self.every if not each.module]

    @property
    def every_resource(self) -> list[Resource]:
        """Those of its own module but for itself."""
        return self.holders[1:]
