"""The vocabulary: what a description means, for every provider at once.

Frozen values and closed unions, nothing else. Nothing here is source code of any language: things
are called as in JSON, or in words (`update_batch`, `PetStore`), and no two in one
place alike; how a language spells names is for its room, which makes a spelled Api of an Api.
`lower` makes an Api, `verify` holds it to its own rules, languages read it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.api.declarations import (
    Alias,
    ByRules,
    ByTag,
    Called,
    Declaration,
    Model,
    Presence,
    Property,
    Rule,
    Union,
)
from generator.api.operations import (
    Answer,
    Availability,
    Body,
    Content,
    Encoding,
    Failure,
    Item,
    Operation,
    Pagination,
    Requirement,
    Security,
)
from generator.api.parameters import STYLES, Parameter, Style
from generator.api.providers import (
    USUAL_ERRORS,
    Change,
    ClientParameter,
    ClientRequestId,
    Credential,
    ErrorCode,
    Errors,
    Grant,
    Migration,
    Provider,
    RateLimit,
    Server,
    ServerVariable,
    Snippet,
)
from generator.api.types import (
    NO_LIMITS,
    SHARED,
    Anything,
    Array,
    Binary,
    Constant,
    JsonType,
    Limits,
    Literal,
    Map,
    Name,
    Nullable,
    Ref,
    Scalar,
    Type,
    TypeUnion,
    is_file,
    leaves,
    references,
)

__all__ = [
    "Alias",
    "Answer",
    "Anything",
    "Api",
    "Array",
    "Availability",
    "Binary",
    "Body",
    "ByRules",
    "ByTag",
    "Called",
    "Change",
    "ClientParameter",
    "ClientRequestId",
    "Constant",
    "Content",
    "Credential",
    "Declaration",
    "Encoding",
    "ErrorCode",
    "Errors",
    "Failure",
    "Grant",
    "Item",
    "JsonType",
    "Limits",
    "Literal",
    "Map",
    "Migration",
    "Model",
    "NO_LIMITS",
    "Name",
    "Nullable",
    "Operation",
    "Pagination",
    "Parameter",
    "Presence",
    "Property",
    "Provider",
    "RateLimit",
    "Ref",
    "Requirement",
    "Rule",
    "SHARED",
    "USUAL_ERRORS",
    "STYLES",
    "Scalar",
    "Security",
    "Server",
    "ServerVariable",
    "Snippet",
    "Style",
    "Type",
    "TypeUnion",
    "Union",
    "is_file",
    "leaves",
    "references",
]


@dataclass(frozen=True, kw_only=True)
class Api:
    """Everything that the output is made from."""

    package: str
    title: str
    providers: tuple[Provider, ...]
    declarations: tuple[Declaration, ...]
    """In the order of the description, those of one namespace after those of another."""

    def __hash__(self) -> int:
        """What is kept for an Api is found without reading all of it."""
        return hash((self.package, self.title))

    @cached_property
    def _known(self) -> Mapping[tuple[str, str], Declaration]:
        return {(each.namespace, each.name): each for each in self.declarations}

    @cached_property
    def references(self) -> Mapping[tuple[str, str], tuple[Ref, ...]]:
        """What each declaration refers to, by its namespace and its name."""
        return {(each.namespace, each.name): references(each) for each in self.declarations}

    def declared(self, ref: Ref) -> Declaration:
        """Return what a reference stands for."""
        return self._known[ref.namespace, ref.name]
