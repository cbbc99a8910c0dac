"""An operation as data: what is sent, and what comes back.

Job: the vocabulary of the generated constants, one for each operation of the description. Nothing
here does anything: `request` turns an operation and its arguments into a request, `response` an
answer into a value.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Any, Generic, Literal, TypeVar

from .dataclass import dataclass
from .deprecation import Deprecation

R_co = TypeVar("R_co", covariant=True)

Lazy = Callable[[], Any]
"""Returns a class or an annotation when it is first needed: models are expensive to import."""

Style = Literal[
    "matrix", "label", "form", "simple", "spaceDelimited", "pipeDelimited", "deepObject"
]
"""How values are written outside of JSON, in the words of OpenAPI."""

ContentKind = Literal["json", "text", "binary", "form", "multipart", "stream"]
"""How a body is written."""
Item = Literal["json", "text", "event", "event-text", "event-any", "bytes"]
"""What an item of a stream is: the data of a message, as JSON or as a text, or an object of the
event's name, its data and its id, where the data is JSON, a text, or by the event one of them; or
bytes as they come."""

Security = tuple[tuple[str, ...], ...]
"""What a call requires: alternatives, the preferred one first, each the names of credentials that
are sent together. No alternative, or one without names, is a call that nobody has to answer for."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """A property of the request body that is an argument of its own."""

    argument: str
    wire: str
    required: bool = False
    nullable: bool = False
    deprecated: Deprecation | None = None


@dataclass(frozen=True, kw_only=True)
class Fields:
    """A request body that is an object whose properties are arguments."""

    fields: tuple[Field, ...]
    fixed: tuple[tuple[str, bool], ...] = ()
    """Switches that are sent besides, always the same."""


@dataclass(frozen=True, kw_only=True)
class Whole:
    """A request body that is a single argument."""

    argument: str
    required: bool = False
    nullable: bool = False
    content: ContentKind = "json"


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """A parameter of the operation that is an argument."""

    argument: str
    wire: str
    place: Literal["path", "query", "header", "cookie", "body"]
    """Where it is put; in the body, as a member of a form."""
    required: bool = False
    nullable: bool = False
    style: Style | None = None
    """How the value is written; `None` for what the standard has for its place."""
    explode: bool | None = None
    reserved: bool = False
    """Whether reserved characters of URLs travel as they are."""
    segments: bool = False
    """Whether the value may be several segments of the path, with slashes between them."""
    media: str | None = None
    """The media type that the value is written in, in place of a style; that of a file."""
    file: bool = False
    """Whether it is a file, or a list of files, and nothing else."""
    headers: tuple[tuple[str, str], ...] = ()
    """What its part of a form is sent with besides."""
    deprecated: Deprecation | None = None


class Content(ABC):
    """A request body that isn't JSON, and writes itself."""

    __slots__ = ()

    @abstractmethod
    def encode(
        self, operation: Operation[Any], arguments: Mapping[str, Any], extra: Any
    ) -> tuple[Any, str | None]:
        """Return the body and its media type, `None` for none of them.

        Raises:
            ArgumentError: the value of an argument can't be sent.
        """


@dataclass(frozen=True, kw_only=True)
class Form(Content):
    """A request body that is a form whose members are arguments."""

    fields: tuple[Parameter, ...]
    required: bool = False
    """Whether it is sent though nothing is in it."""
    multipart: bool = False
    """Whether each member is a part of its own, so that it may be a file."""
    fixed: tuple[tuple[str, bool], ...] = ()

    @abstractmethod
    def parts(self, arguments: Mapping[str, Any]) -> Iterable[Any]:
        """Return the parts that arguments make, each with name, content and headers."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a success may be: its status, its media type, and how it is read then."""

    status: str
    """A status, a range such as `2XX`, or `default`."""
    media: str = ""
    """A media type or a range of them."""
    content: ContentKind | None = None
    """`None` for an answer without content."""
    read: Lazy | None = None
    """What JSON is read as, and each item of a stream."""
    item: Item = "json"
    terminator: str | None = None
    """The data by which a stream says that it is over."""


@dataclass(frozen=True, kw_only=True)
class Failure:
    """What an error with a status holds."""

    status: str
    """A status, a range such as `4XX`, or `default`."""
    read: Lazy | None = None
    """What it is read as; `None` where nothing is said of it."""


@dataclass(frozen=True, kw_only=True)
class Availability:
    """What the provider says about serving the operation, where it says anything."""

    status: Literal["unsupported"]
    note: str


@dataclass(frozen=True, kw_only=True)
class Operation(Generic[R_co]):
    """One operation; `R_co` is what its calls return."""

    name: str
    method: str
    path: str
    security: Security = ()
    """The credentials that it is sent; without any it is sent none, whatever the client holds."""
    client_parameters: tuple[str, ...] = ()
    """Arguments of the client's parameters that it is sent, whatever others the client has."""
    body: Fields | Form | Whole | None = None
    media: str = "application/json"
    """What the body is called when it travels."""
    parameters: tuple[Parameter, ...] = ()
    request: Lazy | None = None
    """What the body is read as, where there is one; nothing is checked by it when it is sent."""
    response: Lazy | None = None
    """What every success holds, as JSON; `None` for none with content, and where they differ."""
    answers: tuple[Answer, ...] = ()
    """What a success may be, where that depends on what comes."""
    accept: str = "application/json"
    """The media types that are asked for."""
    error: Lazy | None = None
    """What a failure holds, whatever its status."""
    failures: tuple[Failure, ...] = ()
    """What failures hold, where that depends on their status."""
    availability: Availability | None = None
    deprecated: Deprecation | None = None
    server: str | None = None
    """An address of its own, which holds where the caller gives the client none; holes in it are
    variables of the provider's server."""

    @property
    def arguments(self) -> tuple[Field | Parameter, ...]:
        """What a call takes, but for a body that is a single argument."""
        fields = self.body.fields if isinstance(self.body, Fields | Form) else ()
        return (*self.parameters, *fields)

    @property
    def sends_json(self) -> bool:
        """Whether its body is JSON, if it has one."""
        body = self.body
        return not isinstance(body, Form) and getattr(body, "content", "json") == "json"

    @property
    def streams(self) -> bool:
        """Whether its answers come item by item."""
        return any(answer.content == "stream" for answer in self.answers)

    def items_of(
        self, session: Any, draft: Any, arguments: Mapping[str, Any], options: Any
    ) -> AbstractContextManager[Any]:
        """Return the items of the answer to a call, which come as they are asked for.

        Raises:
            TypeError: an answer has no such items.
        """
        raise TypeError(f"{self.name} has no items that come by and by")

    @property
    def reads(self) -> tuple[Lazy | None, ...]:
        """What answers are read as, whatever they are."""
        readers = (*(each.read for each in self.answers), *(each.read for each in self.failures))
        return (self.response, *readers, self.error)

    def error_of(self, status: int) -> Lazy | None:
        """Return what a failure with a status is read as: by itself, its range, or the default."""
        by_status = {row.status: row.read for row in self.failures}
        for key in (str(status), f"{status // 100}XX", "default"):
            if key in by_status:
                return by_status[key]
        return self.error
