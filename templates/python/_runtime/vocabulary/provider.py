"""A provider as data: where it is, who may call it, what its answers carry.

Job: the vocabulary in which the generated tables are written, facts of the description's servers,
security schemes, parameters and error extensions. Nothing here does anything; `configuration` fills
the tables in, `request` and `response` obey them. Text from the environment is read for the
variables named here, and for no others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Protocol

from .dataclass import dataclass, field
from .errors import APIStatusError
from .operation import Security
from .ratelimits import RateLimitHeaders

Pointer = str
"""A JSON pointer into an error body."""


@dataclass(frozen=True, kw_only=True)
class ServerVariable:
    """A hole in the server's URL, filled by an argument, a variable or a default."""

    name: str
    argument: str | None = None
    environment: str | None = None
    required: bool = False
    default: str | None = None


@dataclass(frozen=True, kw_only=True)
class Server:
    """The address; `environment` names a variable that replaces it as a whole."""

    url: str
    variables: tuple[ServerVariable, ...] = ()
    environment: str | None = None


class TokenGrant(Protocol):
    """How a client fetches a token for itself, where the table of its provider says so."""

    @property
    def arguments(self) -> tuple[str, ...]:
        """Those that take the client's id and its secret."""
        ...

    def tokens(self, arguments: Mapping[str, object], /) -> TokenSource | None:
        """Return what fetches tokens with them, where they are given.

        Raises:
            ConfigurationError: one of them is missing, or can't be sent.
        """
        ...


class TokenSource(Protocol):
    """What fetches the tokens of a client, and keeps them."""

    @property
    def origin(self) -> str:
        """The arguments that it came from."""
        ...

    def held(self, now: float, /) -> str:
        """Return the token that can be used at that moment; an empty text for none."""
        ...

    def refuse(self, text: str, /) -> None:
        """Forget the token if a credential that was refused is it."""
        ...

    def current(self, session: Any, secret: Any, attempts: Any, /) -> CredentialValue:
        """Return what a call of the session is sent, fetched where no token is held."""
        ...

    async def current_async(self, session: Any, secret: Any, attempts: Any, /) -> CredentialValue:
        """Return the same for clients that are awaited."""
        ...


@dataclass(frozen=True, kw_only=True)
class Credential:
    """A way to say who is calling: one value, filled by one of several arguments."""

    name: str
    """That of its security scheme, by which operations ask for it."""
    arguments: tuple[str, ...]
    environment: str | None = None
    place: Literal["header", "query", "cookie"] = "header"
    wire: str = "Authorization"
    """What it is called where it travels."""
    prefix: str = ""
    pair: bool = False
    """Whether its two arguments are a user's name and a password, sent together (RFC 7617). A
    variable of the environment holds both, with a colon between them."""
    grant: TokenGrant | None = None

    @property
    def every_argument(self) -> tuple[str, ...]:
        """All arguments that have to do with it."""
        return (*self.arguments, *(self.grant.arguments if self.grant is not None else ()))


@dataclass(frozen=True)
class CredentialValue:
    """A credential as a call is sent it; what it holds isn't shown."""

    place: Literal["header", "query", "cookie"]
    wire: str
    text: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class ClientParameter:
    """A parameter that is given once, on the client, and sent with the operations that list it."""

    argument: str
    environment: str | None = None
    place: Literal["header", "query"]
    name: str
    values: tuple[str, ...] = ()
    """The only ones that there are; any, if none is listed."""


@dataclass(frozen=True, kw_only=True)
class ErrorCode:
    """What a code of the provider means: an exception, and whether trying again can help."""

    exception: type[APIStatusError]
    retry: bool = True


@dataclass(frozen=True, kw_only=True)
class ErrorTable:
    """Where an error body keeps its parts; of several pointers the first that is found wins."""

    code: tuple[Pointer, ...] = ()
    message: tuple[Pointer, ...] = ()
    param: tuple[Pointer, ...] = ()
    type: tuple[Pointer, ...] = ()
    codes: Mapping[str, ErrorCode] = field(default_factory=dict[str, ErrorCode])
    is_inferred: bool = False
    """Whether the description doesn't state it: then it says nothing of what isn't a failure."""


@dataclass(frozen=True, kw_only=True)
class ClientRequestId:
    """A header that takes an id of ours for each request, which the provider's support can look up.

    A `uuid` has to be one and names the call, however often it is tried. A `text` is any text of
    ASCII, at most 512 characters long, that no two requests share.
    """

    header: str
    form: Literal["uuid", "text"]


@dataclass(frozen=True, kw_only=True)
class Provider:
    """Who serves the API."""

    name: str
    client: str
    server: Server
    credentials: tuple[Credential, ...] = ()
    security: tuple[Security, ...] = ()
    """What its operations require, each once; a client has to meet one of them at least."""
    exclusive: bool = True
    """Whether of credentials that are alternatives only one may be given; else the first of them
    is sent, in the order of the description."""
    parameters: tuple[ClientParameter, ...] = ()
    request_id_headers: tuple[str, ...] = ()
    client_request_id: ClientRequestId | None = None
    rate_limits: tuple[RateLimitHeaders, ...] = ()
    errors: ErrorTable = field(default_factory=ErrorTable)
    user_agent: str = ""
    """Name and version of the package, sent with each call."""

    @property
    def credential_arguments(self) -> frozenset[str]:
        """The names of the arguments that take a credential."""
        return frozenset(name for each in self.credentials for name in each.every_argument)

    @property
    def arguments(self) -> frozenset[str]:
        """The names of all arguments that its clients take, and others don't."""
        variables = (each.argument for each in self.server.variables if each.argument)
        parameters = (each.argument for each in self.parameters)
        return self.credential_arguments | {*variables, *parameters}
