"""What is written to the log of the package, and what is kept out of logs.

Job: one line for each request, answer and retry, under the package's own name in the standard
`logging` module. Header and query values are shown by an allow-list, others as a mask; bodies, path
values and credentials never. httpx2 logs the whole URL of each request and httpcore2 the headers of
each answer, so their lines are held back for the calls of this package (and for no others). A
variable of the environment shows the log to those who have not set up `logging`.
"""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Final, TextIO
from urllib.parse import parse_qsl, urlsplit

from ..setup.events import Event, ResponseEvent, RetryEvent
from ..transport.protocol import Request
from ..vocabulary.provider import Provider
from .shown import header_names, masked, query_names

LOGGER: Final = logging.getLogger(__name__.rsplit(".", 2)[0].removesuffix("._runtime"))
SWITCH: Final = re.sub(r"\W", "_", LOGGER.name).upper() + "_LOG"
"""The variable that has the log shown: "debug" or "info". It is named after the package as it is
imported, so that two copies can be told apart."""
_RECEIVED: Final = frozenset(
    {"content-encoding", "content-length", "content-type", "date", "retry-after", "retry-after-ms"}
)
_calling: ContextVar[bool] = ContextVar("_calling", default=False)


def _is_anothers(record: logging.LogRecord) -> bool:
    return not _calling.get()


for _theirs in ("connection", "http11", "http2", "proxy", "socks"):
    logging.getLogger(f"httpcore2.{_theirs}").addFilter(_is_anothers)
logging.getLogger("httpx2").addFilter(_is_anothers)


def shown_on(stream: TextIO, wish: str) -> logging.Handler | None:
    """Write the log to a stream, unless the application's own handlers get it anyway.

    `wish` is the value of the variable; other values than those that are known are told of.
    """
    levels = {"debug": logging.DEBUG, "info": logging.INFO}
    level = levels.get(wish.strip().lower())
    if not wish.strip():
        return None
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.addFilter(lambda record: not _handled(handler))
    LOGGER.addHandler(handler)
    if level is None:
        LOGGER.warning("%s is neither debug nor info, and changes nothing", SWITCH)
    else:
        LOGGER.setLevel(level)
    return handler


def _handled(own: logging.Handler) -> bool:
    """Return whether a handler besides our own gets what is logged."""
    logger: logging.Logger | None = LOGGER
    while logger is not None:
        if any(handler is not own for handler in logger.handlers):
            return True
        logger = logger.parent if logger.propagate else None
    return False


shown_on(sys.stderr, os.environ.get(SWITCH, ""))


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
        query = _shown(parse_qsl(urlsplit(request.url).query), query_names(provider))
        line = "%s: try %d: %s %s, query %s, headers %s"
        headers = _shown(request.headers, header_names(provider))
        LOGGER.debug(line, event.operation, event.attempt, event.method, event.path, query, headers)


def received(
    event: ResponseEvent,
    headers: Mapping[str, str],
    mask: Callable[[str], str],
    provider: Provider,
) -> None:
    """Log an answer, whose headers `mask` frees of secrets."""
    if LOGGER.isEnabledFor(logging.DEBUG):
        limits = (
            n for each in provider.rate_limits for n in (each.limit, each.remaining, each.reset)
        )
        special = {name.lower() for name in (*provider.request_id_headers, *limits) if name}
        safe = ((name, mask(value)) for name, value in headers.items())
        visible_headers = _shown(safe, _RECEIVED | special)
        line = "%s: try %d: status %d after %.3f s, request id %r, headers %s"
        LOGGER.debug(
            line, event.operation, event.attempt, event.status_code, event.elapsed,
            event.request_id, visible_headers,
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
    """Log an exception of a hook, without which the call goes on; called where it is caught."""
    LOGGER.error("%s: %s raised; the call goes on", operation, name, exc_info=True)


def _shown(pairs: Iterable[tuple[str, str]], allowed: frozenset[str]) -> str:
    return f"[{' '.join(f'{name}={value}' for name, value in masked(pairs, allowed))}]"
