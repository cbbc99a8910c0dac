"""Pools of connections: one for each way that a request can take.

Job: put backend, certificates and proxies together into pools of httpcore2, each when it is first
needed; say what goes through them in httpcore2's terms, and whether a connection can be kept.
HTTP/1.1 only: one call at a time on a connection, so that a call that is given up takes nothing
with it. `transports` sends through these.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar
from urllib.parse import urlsplit

from ..transport.exchange import pairs
from ..transport.protocol import Request
from ..vocabulary.dataclass import dataclass, field
from ..vocabulary.errors import ConfigurationError
from . import trust, uploads
from .proxies import Proxy, proxy_for

if TYPE_CHECKING:
    import ssl

    import httpcore2

    from .sockets import Sockets

P = TypeVar("P")


@dataclass(frozen=True, kw_only=True)
class PoolSize:
    """How many connections a client has at most."""

    connections: int = 1000
    """Open at the same time; further calls wait for one."""
    idle: int = 100
    """Kept for further calls."""
    idle_seconds: float = 30.0
    """How long they are kept: less than by most gateways, so that few break when used again."""


DEFAULT_SIZE: Final = PoolSize()


@dataclass(eq=False)
class Pools(Generic[P]):
    """The pools of a client, by the way that requests take."""

    make: Callable[..., P]
    size: PoolSize = DEFAULT_SIZE
    opened: dict[tuple[Proxy | None, bool], P] = field(
        default_factory=dict[tuple[Proxy | None, bool], P]
    )
    _ways: dict[str, tuple[P, str | None]] = field(default_factory=dict[str, tuple[P, str | None]])
    _context: ssl.SSLContext | None = None

    def way(self, url: str) -> tuple[P, str | None]:
        """Return the pool for requests to `url`, and the address of the proxy that they take.

        The environment is asked once for each origin.

        Raises:
            ConfigurationError: the environment asks for a proxy or certificates that can't be used.
        """
        origin = "/".join(url.split("/", 3)[:3])
        way = self._ways.get(origin)
        if way is None:
            way = self._ways[origin] = self._way(origin)
        return way

    def renew(self) -> None:
        """Leave the pools to the calls that use them, and make others for further ones."""
        self._ways, self.opened = {}, {}

    def _way(self, origin: str) -> tuple[P, str | None]:
        proxy, secure = proxy_for(origin), origin.startswith("https:")
        pool = self.opened.get((proxy, secure))
        if pool is None:
            settings = self._settings(proxy, secure=secure)
            pool = self.opened[proxy, secure] = self.make(**settings)
        return pool, proxy.address if proxy else None

    def _settings(self, proxy: Proxy | None, *, secure: bool) -> dict[str, Any]:
        secure = secure or (proxy is not None and proxy.address.startswith("https:"))
        if secure and self._context is None:
            self._context = trust.context()  # expensive, and of no use to plain http
        return {
            "ssl_context": self._context,
            "proxy": proxy and _proxy(proxy, self._context),
            "max_connections": self.size.connections,
            "max_keepalive_connections": self.size.idle,
            "keepalive_expiry": self.size.idle_seconds,
        }


def _proxy(proxy: Proxy, context: ssl.SSLContext | None) -> httpcore2.Proxy:
    import httpcore2

    if proxy.address.startswith("socks"):
        _check_socks()
    secure = proxy.address.startswith("https:")
    return httpcore2.Proxy(proxy.address, auth=proxy.user, ssl_context=context if secure else None)


def _check_socks() -> None:
    if find_spec("socksio") is None:
        raise ConfigurationError("a SOCKS proxy needs the package socksio (httpx2[socks])")


def blocking(size: PoolSize, sockets: Sockets) -> Pools[httpcore2.ConnectionPool]:
    """Return the pools of a sync client."""
    import httpcore2

    from .backend import Backend

    return Pools(_with(httpcore2.ConnectionPool, Backend(sockets)), size)


def asynchronous(size: PoolSize, sockets: Sockets) -> Pools[httpcore2.AsyncConnectionPool]:
    """Return the pools of an async client."""
    import httpcore2

    from .backend_async import AsyncBackend

    return Pools(_with(httpcore2.AsyncConnectionPool, AsyncBackend(sockets)), size)


def load_asynchronous() -> None:
    """Import what the pools of async clients need."""
    from . import backend_async as backend_async


def _with(kind: Callable[..., P], backend: object) -> Callable[..., P]:
    return partial(kind, network_backend=backend)


def prepared(
    request: Request, extensions: dict[str, Any], content: uploads.Chunks | None
) -> httpcore2.Request:
    """Return the request as pools take it, with its body as it is read while it is sent."""
    import httpcore2

    parts = urlsplit(request.url)
    headers = [(b"Host", parts.netloc.encode("ascii")), *pairs(request)]
    headers += uploads.framing(request.body)
    url = httpcore2.URL(  # which loses what follows a semicolon when it takes a URL apart itself
        scheme=parts.scheme,
        host=parts.hostname or "",
        port=parts.port,
        target=(parts.path or "/") + (f"?{parts.query}" if parts.query else ""),
    )
    return httpcore2.Request(
        request.method, url, headers=headers, content=content, extensions=extensions
    )


def overrun(answer: httpcore2.Response) -> bool:
    """Return whether more came than the answer, which httpcore2 would take for the next one."""
    connection = getattr(getattr(answer.stream, "_stream", None), "_connection", None)
    state = getattr(connection, "_h11_state", None)
    return state is not None and bool(state.trailing_data[0])


def stream_of(answer: Any) -> Any:
    """Return the stream below an answer of a pool."""
    return answer.extensions["network_stream"]
