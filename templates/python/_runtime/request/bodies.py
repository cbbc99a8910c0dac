"""The body of a request, and what it is called.

Job: put arguments into the one body that the operation has, as JSON, or as its table writes it
where it isn't JSON; refuse what isn't of its kind, and add what a call has besides. `building`
asks, and sends the media type along.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias, cast

from ..transport.bodies import Streamed
from ..vocabulary.errors import ArgumentError, ArgumentTypeError
from ..vocabulary.omit import omit
from ..vocabulary.operation import Content, Field, Fields, Operation, Whole
from .ready import importing
from .values import Arguments, encoded, value_of

Extra: TypeAlias = "Mapping[str, object] | None"
"""Members that a call adds to its body."""
Body: TypeAlias = tuple[bytes | Streamed | None, str | None]
"""A body and its media type; `None` for none of them."""


def body_of(operation: Operation[Any], arguments: Arguments, extra: Extra) -> Body:
    """Return the body and its media type.

    Raises:
        ArgumentTypeError: a required argument is left out, or one isn't what is sent there.
        ArgumentError: the value of an argument can't be sent.
    """
    match operation.body:
        case Fields(fields=fields, fixed=fixed):
            value = _object(fields, arguments)
            _check(operation, fields, value)
            return _json(operation, {**value, **dict(fixed), **(extra or {})})
        case Content() as content:
            return content.encode(operation, arguments, extra)
        case Whole() as whole:
            return _json(operation, _extended(value_of(whole, arguments), extra))
        case None:
            return _json(operation, omit if extra is None else extra)


def _json(operation: Operation[Any], value: Any) -> Body:
    return (None, None) if value is omit else (encoded(value), operation.media)


def _object(fields: tuple[Field, ...], arguments: Arguments) -> dict[str, Any]:
    values = ((field.wire, value_of(field, arguments)) for field in fields)
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


def _extended(value: Any, extra: Extra) -> Any:
    if extra is None:
        return value
    if value is omit:
        return extra
    if not isinstance(value, Mapping):
        value = members_of(value)
    if isinstance(value, Mapping):
        return {**cast("Mapping[str, Any]", value), **extra}
    raise ArgumentError("extra_body can only be added to a body that is a mapping")


def members_of(value: Any) -> Any:
    """Return an object of a class with fields as a mapping, where it is one.

    Raises:
        ArgumentTypeError: it has no JSON form.
    """
    with importing():
        from ..model.outside import NoForm
        from ..model.wire import plain
    try:
        return plain(value)
    except NoForm as error:
        problem = str(error)
    raise ArgumentTypeError(problem)
