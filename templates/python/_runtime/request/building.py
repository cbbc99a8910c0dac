"""Makes the request of a call: arguments in, one value out, no I/O.

Job: put each argument where the operation says, refuse what can't be sent before anything is, and
merge the layers (the client's parameters, its defaults, the operation's parameters, the extras of
the call; a later one wins). The credential is not here: `Request.authorized` adds it at the end.
`session` calls this, `network` sends the result.
"""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from json import loads
from typing import TYPE_CHECKING, Any, cast

from ..setup import url
from ..setup.configuration import Configuration
from ..setup.options import checked_timeout
from ..setup.typed_options import CallOptions, refuse_unknown
from ..transport import headers
from ..transport.bodies import Streamed, content
from ..transport.protocol import Request
from ..vocabulary.errors import ArgumentError, ArgumentTypeError
from ..vocabulary.omit import Omit, omit
from ..vocabulary.operation import Field, Fields, Operation, Parameter, Whole
from ..vocabulary.provider import Provider
from ..vocabulary.signals import interrupts
from .ready import importing
from .styles import cookie_text, header_text, path_text, query_pieces

if TYPE_CHECKING:
    import httpx2

Arguments = Mapping[str, Any]
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
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
    options, (body, media) = configuration.options, _body(operation, arguments, extras)
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


def _value(argument: Field | Parameter | Whole, arguments: Arguments) -> Any:
    """Return the argument's value, or `omit`: for `None` too, where it can't stand for null."""
    value = arguments.get(argument.argument, omit)
    if value is None and not argument.nullable:
        if argument.required:
            raise ArgumentTypeError(f"{argument.argument} may not be None")
        return omit
    if value is omit and argument.required:
        raise ArgumentTypeError(f"{argument.argument} is required")
    return value


def _placed(
    operation: Operation[Any], arguments: Arguments, place: str
) -> tuple[tuple[Parameter, Any], ...]:
    """Return the operation's parameters in `place` that are sent, with their values."""
    values = ((p, _value(p, arguments)) for p in operation.parameters if p.place == place)
    given = ((p, value) for p, value in values if value is not omit and value is not None)
    return tuple((p, _written(p, value)) for p, value in given)


def _written(parameter: Parameter, value: Any) -> Any:
    """Return the plain value of a parameter; its JSON text, where it travels as JSON."""
    if isinstance(value, Enum):
        value = value.value
    if parameter.media is not None:
        return _encoded(value, parameter.argument).decode()
    if isinstance(value, str | int | float):
        return value
    return loads(_encoded(value, parameter.argument))


def _url(
    operation: Operation[Any], arguments: Arguments, configuration: Configuration, extras: Extras
) -> str:
    path = _placed(operation, arguments, "path")
    address = url.expanded(operation.path, {p.wire: path_text(p, value) for p, value in path})
    base = configuration.address(operation)
    return url.joined(base, address, _query(operation, arguments, configuration, extras))


def _query(
    operation: Operation[Any], arguments: Arguments, configuration: Configuration, extras: Extras
) -> str:
    """Return the query; a later layer replaces what an earlier one has under the same name."""
    later = extras.query or {}
    own = {p.wire: query_pieces(p, value) for p, value in _placed(operation, arguments, "query")}
    merged: dict[str, Any] = {
        **dict(configuration.placed("query", operation.client_parameters)),
        **configuration.options.default_query,
        **own,
        **later,
    }
    pieces = (
        own[name] if name in own and name not in later else (url.query([(name, value)]),)
        for name, value in merged.items()
    )
    return "&".join(piece for each in pieces for piece in each if piece)


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


def _body(
    operation: Operation[Any], arguments: Arguments, extras: Extras
) -> tuple[bytes | Streamed | None, str | None]:
    """Return the body and its media type; `None` for none of them."""
    value: Any
    match operation.body:
        case Fields(fields=fields):
            value = _object(fields, arguments)
            _check(operation, fields, value)
            value |= extras.body or {}
        case Whole(content="text" | "binary") as whole:
            return _as_it_is(operation, whole, _value(whole, arguments), extras)
        case Whole() as whole:
            value = _extended(_value(whole, arguments), extras)
        case None:
            value = omit if extras.body is None else extras.body
    return (None, None) if value is omit else (_encoded(value), operation.media)


def _as_it_is(
    operation: Operation[Any], whole: Whole, value: Any, extras: Extras
) -> tuple[bytes | Streamed | None, str | None]:
    """Return a body that isn't JSON: text or bytes, as they are."""
    name, media = whole.argument, operation.media
    if extras.body is not None:
        raise ArgumentError("extra_body can only be added to a body that is a JSON object")
    if value is omit:
        return None, None
    if whole.content == "binary":
        return content(name, value), media
    if not isinstance(value, str):
        raise ArgumentTypeError(f"{name} has to be a text")
    if media.startswith("text/") and "charset" not in media:
        media += "; charset=utf-8"
    try:
        return value.encode(), media
    except UnicodeEncodeError:
        problem = f"{name} holds half a surrogate pair"
    raise ArgumentError(problem)


def _object(fields: tuple[Field, ...], arguments: Arguments) -> dict[str, Any]:
    values = ((field.wire, _value(field, arguments)) for field in fields)
    return {wire: value for wire, value in values if value is not omit}


def _check(operation: Operation[Any], fields: tuple[Field, ...], values: Arguments) -> None:
    """Refuse arguments of a JSON type that their fields don't have."""
    if operation.request is None or not values:
        return
    with importing():
        from .shapes import misfit

        model = operation.request()
    for each in fields:
        wrong = misfit(model, each.wire, values.get(each.wire))
        if wrong is not None:
            raise ArgumentTypeError(f"{each.argument} {wrong}")


def _extended(value: Any, extras: Extras) -> Any:
    if extras.body is None:
        return value
    if value is omit:
        return extras.body
    if not isinstance(value, Mapping):
        value = _members(value)
    if isinstance(value, Mapping):
        return {**cast("Mapping[str, Any]", value), **extras.body}
    raise ArgumentError("extra_body can only be added to a body that is a mapping")


def _members(value: Any) -> Any:
    """Return an object of a class with fields as a mapping, where it is one."""
    with importing():
        from ..model.outside import NoForm
        from ..model.wire import plain
    try:
        return plain(value)
    except NoForm as error:
        problem = str(error)
    raise ArgumentTypeError(problem)


def _encoded(value: Any, name: str = "the body") -> bytes:
    with importing():  # of what a client without calls can do without
        from ..model.wire import encode

    kind: type[ArgumentError] = ArgumentError
    try:
        return encode(value)
    except RecursionError:
        reason = "it is nested too deeply"
    except (TypeError, ValueError) as error:
        if interrupts(error):
            raise
        kind = ArgumentTypeError if isinstance(error, TypeError) else ArgumentError
        reason = str(error)
    raise kind(f"{name} can't be written as JSON: {reason}")
