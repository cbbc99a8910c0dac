"""What a failed sending is called, and what is kept of it.

Job: turn what the network raised into our exception, or into the answer where its status already
says that it is a failure. Theirs hold the request with its credential; ours keep their text,
masked, and whatever came of the answer. Exceptions are told apart by name, since httpx2 and
httpcore2 have the same ones. `transports` and `borrowed` raise the result once theirs are gone.
"""

from __future__ import annotations

import ssl
from typing import Final
from urllib.parse import urlsplit

from ..vocabulary.deadline import DeadlineExceeded
from ..vocabulary.errors import (
    AnswerTooLargeError,
    APIConnectionError,
    APIError,
    APITimeoutError,
    CertificateError,
    ClientClosedError,
    IncompleteAnswerError,
)
from ..vocabulary.header_map import Headers
from ..vocabulary.signals import interrupts
from .exchange import Exchange
from .incoming import AnswerProblem, Incoming, TooLarge
from .protocol import Request, Response

_BEFORE: Final = frozenset(
    {
        "ConnectError",
        "ConnectTimeout",
        "DeadlineExceeded",
        "InvalidURL",
        "LocalProtocolError",
        "PoolTimeout",
        "ProxyError",
        "UnsupportedProtocol",
    }
)
"""What is raised before anything of the request was sent."""


_OWN: Final = __name__.rsplit(".", 2)[0]
_NETWORKS: Final = frozenset(
    {"asyncio", "builtins", "h11", "httpcore2", "socket", "socksio", "ssl", "truststore"}
)
"""The packages, beside ours, whose exceptions a sending over connections of our own ends with."""


def foreign(error: Exception) -> bool:
    """Return whether something else than the network raised it."""
    module = type(error).__module__
    is_network = module.partition(".")[0] in _NETWORKS or module.startswith(_OWN)
    return not is_network or interrupts(error)


def closed() -> ClientClosedError:
    """Return the exception for a client that is used after it was closed."""
    return ClientClosedError("the client is closed; make a new one for further calls")


def failure(
    error: Exception, request: Request, exchange: Exchange, incoming: Incoming
) -> APIError | Response:
    """Return what the caller is told of a sending that ended with `error`."""
    if isinstance(error, APIError):
        return error
    if incoming.begun and not incoming.succeeds:
        return incoming.response()  # the status says more than whatever broke its body
    result = _found(error, request, exchange, incoming)
    if incoming.begun:
        answer = incoming.response()
        result.status_code = answer.status
        result.headers = Headers({n: request.mask(value) for n, value in answer.headers.items()})
        result.raw = request.mask_bytes(answer.body)
    return result


def _found(
    error: Exception, request: Request, exchange: Exchange, incoming: Incoming
) -> APIConnectionError:
    names = {kind.__name__ for kind in type(error).__mro__}
    reason = _reason(error, request)
    is_certain = exchange.followed or not exchange.handed
    was_sent = incoming.begun or (exchange.sent if is_certain else not names & _BEFORE)
    host = urlsplit(request.url).netloc
    host += f" (through the proxy {exchange.proxy})" if exchange.proxy else ""
    if isinstance(error, AnswerProblem):
        kind = AnswerTooLargeError if isinstance(error, TooLarge) else IncompleteAnswerError
        return kind(f"the answer of {host} can't be used: {error}", reason=reason)
    if isinstance(error, DeadlineExceeded) or "TimeoutException" in names:
        ending = "didn't finish its answer" if incoming.begun else "didn't answer"
        return APITimeoutError(f"{host} {ending} in time ({reason})", reason=reason, sent=was_sent)
    if _distrusted(error):
        text = f"{host} has a certificate that isn't trusted ({reason})"
        return CertificateError(text, reason=reason, sent=False)
    if incoming.begun:
        return IncompleteAnswerError(f"the answer of {host} broke off ({reason})", reason=reason)
    return APIConnectionError(f"{host} gave no answer ({reason})", reason=reason, sent=was_sent)


def _reason(error: Exception, request: Request) -> str:
    text = "" if isinstance(error, DeadlineExceeded) else request.mask(str(error))
    name = "the call's time is up" if isinstance(error, DeadlineExceeded) else type(error).__name__
    return f"{name}: {text}".rstrip(": ")


def _distrusted(error: BaseException | None) -> bool:
    """Return whether the failure began with a certificate."""
    depth = 0
    while error is not None and depth < 10:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error, depth = error.__cause__ or error.__context__, depth + 1
    return False
