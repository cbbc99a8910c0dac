"""Makes the request of a call: arguments in, one value out, no I/O.

Job: put each argument where the operation says, refuse what can't be sent before anything is, and
merge the layers (the client's parameters, its defaults, the operation's parameters, the extras of
the call; a later one wins). The credential is not here: `Request.authorized` adds it at the end.
`session` calls this, `network` sends the result.
"""

from __future__ import annotations

import platform
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..setup import url
from ..setup.configuration import Configuration
from ..setup.options import checked_timeout
from ..setup.typed_options import CallOptions, refuse_unknown
from ..transport import headers
from ..transport.protocol import Request
from ..vocabulary.dataclass import dataclass, field
from ..vocabulary.errors import ArgumentTypeError
from ..vocabulary.omit import Omit, omit
from ..vocabulary.operation import Operation, Parameter
from ..vocabulary.provider import Provider
from .bodies import body_of
from .styles import cookie_text, header_text, path_text, query_pieces
from .values import Arguments, value_of, written

if TYPE_CHECKING:
    import httpx2

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Extras:
    """What a single call adds to its arguments."""

    headers: Mapping[str, str | None | Omit] | None = field(default=None, repr=False)
    query: Mapping[str, object] | None = field(default=None, repr=False)
    body: Mapping[str, object] | None = field(default=None, repr=False)
    timeout: float | httpx2.Timeout | None | Omit = omit

    def __post_init__(self) -> None:
        for name in ("headers", "query", "body"):
            if not isinstance(getattr(self, name) or {}, Mapping):
                raise ArgumentTypeError(f"extra_{name} has to be a mapping")


def extras_of(operation: str, options: CallOptions) -> Extras:
    """Return what a call of that operation is told besides its arguments.

    Raises:
        TypeError: it is told what no call takes.
        ArgumentTypeError: what is added is no mapping.
    """
    refuse_unknown(operation, options, CallOptions.__optional_keys__)
    return Extras(
        headers=options.get("extra_headers"),
        query=options.get("extra_query"),
        body=options.get("extra_body"),
        timeout=options.get("timeout", omit),
    )


def build_request(
    operation: Operation[Any], arguments: Arguments, configuration: Configuration, extras: Extras
) -> Request:
    """Return the request that the call sends, without its credential.

    Raises:
        ArgumentTypeError: a required argument is left out, or is `None` where the description
            doesn't allow null, or one has no JSON form.
        ArgumentError: the value of an argument can't be sent.
    """
    options, (body, media) = configuration.options, body_of(operation, arguments, extras.body)
    layers = _headers(operation, arguments, configuration, extras, media)
    return Request(
        method=operation.method,
        url=_url(operation, arguments, configuration, extras),
        headers=headers.merged(layers),
        dropped=headers.dropped(layers),
        body=body,
        timeout=options.timeout if extras.timeout is omit else checked_timeout(extras.timeout),
        operation=operation,
    )


def _placed(
    operation: Operation[Any], arguments: Arguments, place: str
) -> tuple[tuple[Parameter, Any], ...]:
    """Return the operation's parameters in `place` that are sent, with their values."""
    values = ((p, value_of(p, arguments)) for p in operation.parameters if p.place == place)
    present = ((p, value) for p, value in values if value is not omit and value is not None)
    return tuple((p, written(p, value)) for p, value in present)


def _url(
    operation: Operation[Any], arguments: Arguments, configuration: Configuration, extras: Extras
) -> str:
    values = {p.wire: path_text(p, v) for p, v in _placed(operation, arguments, "path")}
    path, fixed = (url.expanded(part, values) for part in url.parted(operation.path))
    base = configuration.address(operation)
    return url.joined(base, path, _query(operation, arguments, configuration, extras, fixed))


def _query(
    operation: Operation[Any],
    arguments: Arguments,
    configuration: Configuration,
    extras: Extras,
    fixed: str = "",
) -> str:
    """Return the query; a later layer replaces what an earlier one has under the same name.

    `fixed` is what the path itself ends with.
    """
    later = extras.query or {}
    own = {p.wire: query_pieces(p, value) for p, value in _placed(operation, arguments, "query")}
    layers: dict[str, Any] = {
        **dict(configuration.placed("query", operation.client_parameters)),
        **configuration.options.default_query,
        **own,
        **later,
    }
    pieces = (
        own[name] if name in own and name not in later else (url.query([(name, value)]),)
        for name, value in layers.items()
    )
    fixed_pieces = (piece for piece in fixed.split("&") if piece.partition("=")[0] not in layers)
    return "&".join(piece for each in (fixed_pieces, *pieces) for piece in each if piece)


def _headers(
    operation: Operation[Any],
    arguments: Arguments,
    configuration: Configuration,
    extras: Extras,
    media: str | None,
) -> tuple[tuple[str, str | None], ...]:
    """Return the headers, those that aren't to be sent among them; `media` is the body's type."""
    own = {p.wire: header_text(p, v) for p, v in _placed(operation, arguments, "header")}
    cookies = cookie_text(_placed(operation, arguments, "cookie"))
    own |= {"Cookie": cookies} if cookies else {}
    return headers.layered(
        _standard(configuration.provider, operation.accept, media),
        configuration.placed("header", operation.client_parameters),
        configuration.options.default_headers.items(),
        headers.checked(own, operation.name).items(),
        headers.checked(extras.headers, "extra_headers").items(),
    )


def _standard(provider: Provider, accept: str, media: str | None) -> Pairs:
    """Return the headers of every call. The agent names library and language, not the machine."""
    agent = f"{provider.user_agent} Python/{platform.python_version()}".lstrip()
    content = (("Content-Type", media),) if media is not None else ()
    return (("Accept", accept), ("User-Agent", agent), *content)
