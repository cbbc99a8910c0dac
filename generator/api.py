"""The vocabulary: what a description means, for every provider at once.

Frozen values and closed unions, nothing else. Nothing here is source code of any language: things
are called as in JSON, or in words (`update_batch`, `PetStore`), and no two in one
place alike; how a language spells names is for its room, which makes a spelled Api of an Api.
`lower` makes an Api, `verify` holds it to its own rules, languages read it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final, Literal as Choice, TypeAlias

Constant: TypeAlias = str | int | float | bool
JsonType: TypeAlias = Choice["string", "number", "boolean", "array", "object", "null"]
"""A JSON type; integers are numbers."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Name:
    """What something is called in JSON; languages make their names of it."""

    wire: str


SHARED: Final = ""
"""The namespace of what several providers share."""


# --- types: what may stand where a value is expected ---------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Limits that a value is held to, by their names in JSON Schema."""

    minimum: int | float | None = None
    maximum: int | float | None = None
    exclusiveMinimum: int | float | None = None
    exclusiveMaximum: int | float | None = None
    multipleOf: int | float | None = None
    minLength: int | None = None
    maxLength: int | None = None
    pattern: str | None = None
    minItems: int | None = None
    maxItems: int | None = None
    minProperties: int | None = None
    maxProperties: int | None = None


NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """A string, a number or a boolean."""

    kind: Choice["string", "integer", "number", "boolean"]
    limits: Limits = NO_LIMITS


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Literal:
    """One of some constants; open when others may come."""

    values: tuple[Constant, ...]
    open: bool = False

    def __eq__(self, other: object) -> bool:
        """Python takes `1` and `True` for equal; in JSON they are not."""
        return isinstance(other, Literal) and repr(self) == repr(other)

    def __hash__(self) -> int:
        """What is equal has the same hash."""
        return hash(repr(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class Array:
    """A list."""

    items: Type
    limits: Limits = NO_LIMITS


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """An object whose member names are free."""

    values: Type
    keys: Limits = NO_LIMITS
    limits: Limits = NO_LIMITS


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """A declaration, by the name of its schema and the namespace that holds it."""

    name: str
    namespace: str
    """A provider's name, or `SHARED`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nullable:
    """A type or null."""

    type: Type


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeUnion:
    """Types that differ in their JSON type, so that every value says which one it is."""

    members: tuple[Type, ...]


@dataclass(frozen=True, slots=True)
class Anything:
    """Any JSON value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Binary:
    """Bytes, which no JSON holds: of a file, or of an answer that is one."""

    is_part: bool = False
    """Whether it is a part of a form, which has a name and a media type of its own."""


Type: TypeAlias = Scalar | Literal | Array | Map | Ref | Nullable | TypeUnion | Anything | Binary


# --- declarations: what has a name ---------------------------------------------------------------

Called: TypeAlias = tuple[tuple[str, str], ...]
"""Names by language, which only the room of that language reads."""
Presence: TypeAlias = Choice["required", "optional", "constant"]
"""Whether a property has to be there; a constant has to, and has one value only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A member of an object."""

    name: Name
    type: Type
    presence: Presence
    doc: str = ""
    default: str | None = None
    """What the server takes in its absence, as JSON text; told in the docs and never sent."""
    deprecated: bool = False
    sunset: str = ""
    """The day after which it may be gone, as ISO 8601 has it; the docs say it as well."""
    deprecated_values: tuple[str, ...] = ()
    """Values that are deprecated, as JSON text; the docs say them as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """An object with known properties; others may come."""

    name: str
    namespace: str
    providers: tuple[str, ...]
    doc: str
    properties: tuple[Property, ...]
    is_response: bool = False
    """Whether an operation answers with it."""
    called: Called = ()
    """What it is called in some languages, in place of what they would call it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A name for a type that is no object of known properties."""

    name: str
    namespace: str
    providers: tuple[str, ...]
    doc: str
    type: Type
    called: Called = ()
    """What it is called in some languages, in place of what they would call it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Conditions under which an object is a `member`; none at all always hold."""

    member: Ref
    equals: tuple[tuple[str, tuple[Constant, ...]], ...] = ()
    present: tuple[str, ...] = ()
    some: tuple[str, ...] = ()
    """Names of which at least one is there."""
    absent: tuple[str, ...] = ()
    json_types: tuple[tuple[str, JsonType], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ByTag:
    """Every value of the property belongs to one member."""

    property: str
    mapping: tuple[tuple[str, Ref], ...]
    otherwise: Ref | None = None
    """The member that has any other value, or none; without it such objects are unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ByRules:
    """The property decides where it can; its `shared` values and its absence leave it to rules."""

    property: str
    """Its name; "" where no property decides anything, and rules alone tell."""
    mapping: tuple[tuple[str, Ref], ...]
    shared: tuple[str, ...]
    rules: tuple[Rule, ...]
    otherwise: Ref | None = None
    """The member that has any other value, or none and no rule that holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Union:
    """Objects of several kinds. It is open: an object of no known kind makes an `unknown`."""

    name: str
    namespace: str
    providers: tuple[str, ...]
    doc: str
    members: tuple[Ref, ...]
    discriminator: ByTag | ByRules
    called: Called = ()
    """What it is called in some languages, in place of what they would call it."""


Declaration: TypeAlias = Model | Alias | Union


# --- operations, and who serves them -------------------------------------------------------------


Style: TypeAlias = Choice[
    "matrix", "label", "form", "simple", "spaceDelimited", "pipeDelimited", "deepObject"
]
"""How a value is written outside of JSON, in the standard's words."""

STYLES: Final[Mapping[str, Style]] = {
    "path": "simple",
    "query": "form",
    "header": "simple",
    "cookie": "form",
}
"""The style of a parameter that says none, by its location."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A value that travels in the path, the query, a header or a cookie."""

    name: Name
    location: Choice["path", "query", "header", "cookie"]
    type: Type
    required: bool
    doc: str = ""
    style: Style = "form"
    explode: bool = False
    """Whether items and members travel as parameters of their own, where the style has that."""
    reserved: bool = False
    """Whether reserved characters of URLs travel as they are."""
    segments: bool = False
    """Whether its value may be several segments of the path, with slashes between them."""
    content_type: str | None = None
    """The media type that the value is written in, where it has one in place of a style."""
    default: str | None = None
    """What the server takes in its absence, as JSON text; told in the docs and never sent."""
    deprecated: bool = False
    sunset: str = ""
    """The day after which it may be gone, as ISO 8601 has it; the docs say it as well."""
    deprecated_values: tuple[str, ...] = ()
    """Values that are deprecated, as JSON text; the docs say them as well."""

    @property
    def has_standard_style(self) -> bool:
        """Whether it is written as parameters of its location are that say nothing."""
        style = STYLES[self.location]
        return self.style == style and self.explode == (style == "form") and not self.reserved


Item: TypeAlias = Choice["json", "text", "event", "event-text", "event-any", "bytes"]
"""What an item of a stream is: the data of a message, as JSON or as a text, or an object of the
event's name, its data and its id, where the data is JSON, a text, or by the event one of them; or
bytes as they come."""
Content: TypeAlias = Choice["json", "text", "binary", "form", "multipart", "stream"]
"""How what travels is written, whatever its media type is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """How a property of a form is written, where the form doesn't settle that."""

    property: str
    style: Style | None = None
    explode: bool = False
    reserved: bool = False
    content_type: str | None = None
    """The media type of a file, or JSON's, in place of a style."""
    headers: tuple[tuple[str, str], ...] = ()
    """What its part is sent with besides, always the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A request body: its properties are the arguments, or it is one argument itself."""

    type: Type
    required: bool
    content: Content = "json"
    content_type: str | None = None
    """How it is called when it travels, where that isn't `application/json`."""
    properties: tuple[Property, ...] | None = None
    """The arguments, where the body is an object of known properties."""
    encodings: tuple[Encoding, ...] = ()
    fixed: tuple[tuple[str, bool], ...] = ()
    """Switches that are sent besides, always the same."""
    replayable: tuple[tuple[str, Ref], ...] = ()
    """Properties (by wire name) whose items may be items of a response, as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What comes back with a status, in one of the media types that it may come in."""

    status: str
    """A status, a range such as `2XX`, or `default`."""
    media_type: str = ""
    """As the description writes it, or a range of them; none for an answer without content."""
    content: Content | None = None
    type: Type | None = None
    """Of a stream, that of each item."""
    item: Item = "json"
    terminator: str | None = None
    """The data by which a stream says that it is over, where the description says it."""

    @property
    def is_json(self) -> bool:
        """Whether it is what every client reads: JSON, or nothing."""
        return self.content in (None, "json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What an error with a status holds, as JSON."""

    status: str
    """A status, a range such as `4XX`, or `default`."""
    type: Type | None = None
    """`None` where nothing is said of it, though something is of a wider range."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pagination:
    """How one page of a list leads to the next; pointers are those of JSON."""

    style: Choice["cursor", "offset", "page", "link", "url"]
    """A cursor; a number of items or of pages; an address in a header `Link` or in the answer."""
    items: tuple[Name, ...]
    """The properties that lead from the answer to its list; none where it is the list."""
    item: Type
    argument: str | None
    """The parameter or property of the request that takes a cursor or a number, by its name."""
    next: str | None
    """Where the answer has the next cursor, or the address."""
    last: str | None
    """Where the last item has the next cursor."""
    more: str | None
    """Where the answer says whether there is a next page."""
    total: str | None
    """Where the answer says how many items, or pages, there are."""
    start: int
    """The number of the first item, or page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """What the provider says about serving the operation."""

    status: str
    note: str


Requirement: TypeAlias = tuple[str, ...]
"""The names of credentials that are sent together; none for a call of nobody in particular."""
Security: TypeAlias = tuple[Requirement, ...]
"""Alternatives, the preferred one first; none where no credential is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A call."""

    id: str
    attributes: tuple[str, ...]
    """Where the method stands on the client, its own name last; each in words, `update_batch`."""
    method: str
    path: str
    doc: str
    security: Security = ()
    client_parameters: tuple[str, ...] = ()
    """Those of the client's parameters that it is sent, by their arguments."""
    parameters: tuple[Parameter, ...] = ()
    body: Body | None = None
    answers: tuple[Answer, ...] = ()
    """What a success may be, in the order of the description."""
    response_doc: str = ""
    error: Type | None = None
    """What every error holds, as JSON; `None` where that isn't said, or differs by status."""
    failures: tuple[Failure, ...] = ()
    """What errors hold, by status, where that differs."""
    pagination: Pagination | None = None
    """How its answers, which are pages of a list, lead from one to the next."""
    availability: Availability | None = None
    deprecated: bool = False
    sunset: str = ""
    """The day after which it may be gone, as ISO 8601 has it."""
    server: str | None = None
    """An address of its own; holes in it are variables of the provider's server."""
    called: Called = ()
    """What it is called in some languages, in place of what they would call it."""

    @property
    def results(self) -> tuple[Type | None, ...]:
        """What a call may return, each once; `None`, if it may, comes last."""
        types = dict.fromkeys(answer.type for answer in self.answers)
        some = tuple(kind for kind in types if kind is not None)
        return (*some, None) if None in types or not some else some

    @property
    def streams(self) -> bool:
        """Whether its answers come item by item."""
        return any(answer.content == "stream" for answer in self.answers)

    @property
    def chunks(self) -> bool:
        """Whether its answers come as pieces of bytes."""
        return any(answer.item == "bytes" for answer in self.answers)

    @property
    def has_one_answer(self) -> bool:
        """Whether a success is the same whatever comes: JSON of one type, or nothing."""
        return len(self.results) == 1 and all(answer.is_json for answer in self.answers)

    @property
    def response(self) -> Type | None:
        """What every success holds, as JSON; `None` for nothing, and where answers differ."""
        return self.results[0] if self.has_one_answer else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """How a client fetches a token for itself (RFC 6749, section 4.4)."""

    token_url: str
    """Absolute, or a path that is relative to the address of the client."""
    arguments: tuple[str, str]
    """Those that take the client's id and its secret, in words."""
    scopes: tuple[str, ...]
    """What operations ask for, each once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """A way to say who calls, by the name of its security scheme."""

    name: str
    arguments: tuple[str, ...]
    """Those that take it, in words, each in place of the others; of a pair, the user's name and
    the password.
    """
    environment: str | None
    location: Choice["header", "query", "cookie"] = "header"
    wire: str
    """What it is called where it travels."""
    prefix: str
    pair: bool = False
    """Whether it is a user's name and password, sent as RFC 7617 has it."""
    grant: Grant | None = None
    doc: str = ""

    @property
    def every_argument(self) -> tuple[str, ...]:
        """All arguments that have to do with it."""
        return (*self.arguments, *(self.grant.arguments if self.grant is not None else ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerVariable:
    """A hole in the base URL."""

    name: str
    argument: str
    """What it is called as a setting of the client, in words."""
    environment: str | None
    required: bool
    default: str
    doc: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where requests go when the caller doesn't say."""

    url: str
    environment: str | None
    variables: tuple[ServerVariable, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientParameter:
    """A header or query parameter that is given once, to the client."""

    argument: str
    """What it is called as a setting of the client, in words."""
    environment: str | None
    location: Choice["header", "query"]
    name: str
    values: tuple[str, ...] = ()
    doc: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorCode:
    """An error code with an exception class of its own."""

    code: str
    exception: str
    """What it is called, in words and with capitals: `QuotaExceededError`."""
    base: str
    """The kind of error that it is one of, by the name that descriptions give it."""
    retry: bool
    doc: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Errors:
    """Where error bodies say what went wrong: JSON pointers, the first that is found wins."""

    code: tuple[str, ...] = ()
    message: tuple[str, ...] = ()
    param: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    codes: tuple[ErrorCode, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientRequestId:
    """A header that takes an id of the caller's for each request."""

    header: str
    form: Choice["uuid", "text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLimit:
    """The headers of an answer that tell of one limit; `name` is what it counts."""

    name: str
    limit: str | None
    remaining: str | None
    reset: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A piece of Python that callers write."""

    title: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What callers of another client write differently; `before` may be nothing in particular."""

    title: str
    note: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """What code has to change that calls the provider by another Python package."""

    package: str
    unchanged: tuple[Snippet, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """Who serves the API."""

    name: str
    client: str
    """What its client is called, in words and with capitals: `PetStore`."""
    doc: str
    server: Server | None
    credentials: tuple[Credential, ...]
    exclusive: bool = True
    """Whether of credentials that are alternatives one alone may be given; else the first is sent.
    """
    parameters: tuple[ClientParameter, ...]
    request_id_headers: tuple[str, ...]
    client_request_id: ClientRequestId | None = None
    rate_limits: tuple[RateLimit, ...] = ()
    errors: Errors
    operations: tuple[Operation, ...]
    migration: Migration | None = None
    called: Called = ()
    """What it is called in some languages, in place of what they would call it."""
    aliases: tuple[tuple[str, str], ...] = ()
    """One more name for its client in some languages, beside the first."""

    @property
    def security(self) -> tuple[Security, ...]:
        """What operations require, each once: a client is of use if it can meet one of them."""
        return tuple(dict.fromkeys(operation.security for operation in self.operations))


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


def leaves(kind: Type) -> Iterator[Type]:
    """Yield the types that a type is made of by null, lists and unions."""
    match kind:
        case Array(items=inner) | Nullable(type=inner):
            yield from leaves(inner)
        case TypeUnion(members=members):
            for member in members:
                yield from leaves(member)
        case _:
            yield kind


def is_file(kind: Type) -> bool:
    """Return whether values are files, or lists of them, and nothing else."""
    return all(isinstance(each, Binary) for each in leaves(kind))


def references(value: object) -> tuple[Ref, ...]:
    """Return the references inside a declaration, a type or anything else made of them."""
    refs: list[Ref] = []
    waiting = [value]
    while waiting:
        part: Any = waiting.pop()
        if isinstance(part, Ref):
            refs.append(part)
        elif type(part) is tuple:
            waiting += part[::-1]
        else:
            waiting += [getattr(part, name) for name in _backwards(part.__class__)]
    return tuple(refs)


@cache
def _backwards(kind: type) -> tuple[str, ...]:
    """Return the fields of a class in which a reference may be, the last first."""
    fields = getattr(kind, "__dataclass_fields__", ())
    without = issubclass(kind, Limits | Name | Scalar | Literal)
    return () if without else tuple(reversed([*fields]))
