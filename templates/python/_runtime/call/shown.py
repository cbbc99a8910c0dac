"""What of a request may be seen, by allow-list.

Job: headers and query values that are known to be harmless are shown, all others as a mask; bodies
and credentials never. `logs` writes them, exceptions and raw answers keep them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from urllib.parse import parse_qsl, quote, urlsplit, urlunsplit

from ..transport.protocol import Request
from ..vocabulary.header_map import Headers
from ..vocabulary.messages import RequestInfo
from ..vocabulary.provider import Provider

MASK: Final = "***"
_SENT: Final = frozenset({"accept", "content-type", "user-agent"})

Pairs = Iterable[tuple[str, str]]


def header_names(provider: Provider) -> frozenset[str]:
    """Return the headers of a request whose values are harmless, in lower case."""
    request_id = provider.client_request_id
    return _SENT | {request_id.header.lower()} if request_id else _SENT


def query_names(provider: Provider) -> frozenset[str]:
    """Return the parameters of the query whose values are harmless, in lower case."""
    return frozenset(p.name.lower() for p in provider.parameters if p.place == "query")


def masked(pairs: Pairs, allowed: frozenset[str]) -> list[tuple[str, str]]:
    """Return the pairs, the value of each masked whose name isn't on the list."""
    return [(name, value if name.lower() in allowed else MASK) for name, value in pairs]


def request_info(request: Request, provider: Provider) -> RequestInfo:
    """Return what may be kept of a request."""
    headers = masked(request.headers, header_names(provider))
    return RequestInfo(
        method=request.method,
        url=request.mask(_url(request.url, provider)),
        headers=Headers({name: request.mask(value) for name, value in headers}),
    )


def _url(url: str, provider: Provider) -> str:
    parts = urlsplit(url)
    pairs = masked(parse_qsl(parts.query, keep_blank_values=True), query_names(provider))
    texts = (f"{quote(name, safe='')}={quote(value, safe='*')}" for name, value in pairs)
    return urlunsplit(parts._replace(query="&".join(texts)))
