"""What is written to the log of the package, and what is kept out of logs.

Job: one line for each request, answer and retry, under the package's own name in the standard
`logging` module. Header and query values are shown by an allow-list, others as a mask; bodies, path
values and credentials never. httpx2 logs the whole URL of each request and httpcore2 the headers of
each answer, so their lines are held back for the calls of this package (and for no others).
"""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from .events import Event, ResponseEvent, RetryEvent
from .provider import Provider
from .transport import Request

LOGGER: Final = logging.getLogger(__name__.rpartition(".logs")[0].removesuffix("._runtime"))
_MASK: Final = "***"
_SENT: Final = frozenset({"accept", "content-type", "user-agent"})
_RECEIVED: Final = frozenset(
    {"content-encoding", "content-length", "content-type", "date", "retry-after", "retry-after-ms"}
)
_calling: ContextVar[bool] = ContextVar("_calling", default=False)


def _is_anothers(record: logging.LogRecord) -> bool:
    return not _calling.get()


for _theirs in ("connection", "http11", "http2", "proxy", "socks"):
    logging.getLogger(f"httpcore2.{_theirs}").addFilter(_is_anothers)
logging.getLogger("httpx2").addFilter(_is_anothers)


@contextmanager
def quiet() -> Generator[None]:
    """Hold back what httpx2 and httpcore2 log of the request that is sent meanwhile."""
    token = _calling.set(True)
    try:
        yield
    finally:
        with suppress(ValueError):  # a call whose loop is gone ends in another context
            _calling.reset(token)


def sending(event: Event, request: Request, provider: Provider) -> None:
    """Log a request that is about to be sent."""
    if LOGGER.isEnabledFor(logging.DEBUG):
        known = _SENT | {
            provider.client_request_id.header.lower() if provider.client_request_id else ""
        }
        query = _shown(parse_qsl(urlsplit(request.url).query), _query_names(provider))
        line = "%s: try %d: %s %s, query %s, headers %s"
        headers = _shown(request.headers, known)
        LOGGER.debug(line, event.operation, event.attempt, event.method, event.path, query, headers)


def received(event: ResponseEvent, headers: Mapping[str, str], provider: Provider) -> None:
    """Log an answer; its headers are to be given without secrets."""
    if LOGGER.isEnabledFor(logging.DEBUG):
        limits = (
            n for each in provider.rate_limits for n in (each.limit, each.remaining, each.reset)
        )
        named = {name.lower() for name in (*provider.request_id_headers, *limits) if name}
        shown = _shown(headers.items(), _RECEIVED | named)
        line = "%s: try %d: status %d after %.3f s, request id %r, headers %s"
        LOGGER.debug(
            line, event.operation, event.attempt, event.status_code, event.elapsed,
            event.request_id, shown,
        )  # fmt: skip


def retrying(event: RetryEvent) -> None:
    """Log that a call will be tried again."""
    LOGGER.info(
        "%s: try %d failed (%s, status %s, code %.200r, request id %r), the next one is in %.3f s",
        event.operation, event.attempt, event.error, event.status_code, event.code,
        event.request_id, event.wait,
    )  # fmt: skip


def stopping(operation: str, attempt: int, error: str, reason: str) -> None:
    """Log that a call has failed for good."""
    LOGGER.debug("%s: try %d failed (%s), no other follows: %s", operation, attempt, error, reason)


def hook_failed(name: str, operation: str) -> None:
    """Log an exception of a hook, which the call goes on without; to be called where it is caught."""
    LOGGER.error("%s: %s raised; the call goes on", operation, name, exc_info=True)


def _query_names(provider: Provider) -> frozenset[str]:
    return frozenset(p.name.lower() for p in provider.parameters if p.place == "query")


def _shown(pairs: Iterable[tuple[str, str]], allowed: frozenset[str] | set[str]) -> str:
    """Return the pairs as text, the value of each masked whose name isn't on the list."""
    shown = (f"{n}={v if n.lower() in allowed else _MASK}" for n, v in pairs)
    return f"[{' '.join(shown)}]"
