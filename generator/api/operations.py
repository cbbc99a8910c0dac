"""Operations: what a caller may ask for, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal as Choice, TypeAlias

from generator.api.declarations import Called, Property
from generator.api.parameters import Parameter, Style
from generator.api.types import Name, Ref, Type

JSON: Final = "application/json"

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
    """The media type of a part, or JSON's, in place of a style."""
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
    summary: str = ""
    """What it does in a few words, where the description says it besides."""
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
    def json_media(self) -> tuple[str, ...]:
        """The media types that JSON is asked for by, as a request lists them.

        Those of the description, and behind them `application/json` all the same: few servers mind
        it, and some send nothing else. A range of media types stands behind what it is read as,
        for servers that have another name. Of no answer in JSON there are none.
        """
        types = [answer.media_type for answer in self.answers if answer.content == "json"]
        others = {answer.media_type for answer in self.answers if answer.content != "json"}
        names = dict.fromkeys(map(_json_name, types))
        wide = (name for name in types if _is_range(name) and name not in others)
        ranges = dict.fromkeys(f"{name};q=0.9" for name in wide)
        standard = {} if JSON in names or not names else {f"{JSON};q=0.9": None}
        return (*names, *standard, *ranges)

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


def _is_range(media_type: str) -> bool:
    """Return whether a media type stands for several (RFC 9110, 12.5.1)."""
    return media_type.endswith("/*")


def _json_name(media_type: str) -> str:
    """Return the name that JSON is asked for by: one of its own, or the standard one."""
    bare = media_type.partition(";")[0].strip().lower()
    return media_type if bare.endswith("+json") else JSON
