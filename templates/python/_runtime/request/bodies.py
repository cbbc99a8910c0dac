"""The body of a request, and what it is called.

Job: put arguments into the one body that the operation has: an object of JSON, a form, or what an
argument holds as it is; refuse what isn't of its kind, and add what a call has besides. `building`
asks, and sends the media type along.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias, cast

from ..transport.bodies import Streamed, content
from ..vocabulary.errors import ArgumentError, ArgumentTypeError
from ..vocabulary.omit import omit
from ..vocabulary.operation import Field, Fields, Form, Operation, Parameter, Whole
from .ready import importing
from .values import Arguments, encoded, value_of

Extra: TypeAlias = "Mapping[str, object] | None"
"""Members that a call adds to its body."""
Body: TypeAlias = tuple[bytes | Streamed | None, str | None]
"""A body and its media type; `None` for none of them."""
Members: TypeAlias = list[tuple[Parameter, Any]]
"""What a form holds."""


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
        case Form() as form:
            members = _form_members(form.fields, arguments) + _whole_members(dict(form.fixed))
            return _form(operation, form, members, extra, parts=form.multipart)
        case Whole(content="form" | "multipart" as kind) as whole:
            members = _whole_members(value_of(whole, arguments))
            return _form(operation, whole, members, extra, parts=kind == "multipart")
        case Whole(content="text" | "binary") as whole:
            return _as_it_is(operation, whole, value_of(whole, arguments), extra)
        case Whole() as whole:
            return _json(operation, _extended(value_of(whole, arguments), extra))
        case None:
            return _json(operation, omit if extra is None else extra)


def _json(operation: Operation[Any], value: Any) -> Body:
    return (None, None) if value is omit else (encoded(value), operation.media)


def _as_it_is(operation: Operation[Any], whole: Whole, value: Any, extra: Extra) -> Body:
    """Return a body that isn't made of members: text or bytes, as they are."""
    name, media = whole.argument, operation.media
    if extra is not None:
        raise ArgumentError("extra_body can only be added to a body that has members")
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


# --- forms ---


def _form(
    operation: Operation[Any], form: Form | Whole, members: Members, extra: Extra, *, parts: bool
) -> Body:
    if extra is not None:
        added = _whole_members(extra)
        names = {parameter.wire for parameter, _ in added}
        members = [each for each in members if each[0].wire not in names] + added
    if not members and not form.required:
        return None, None
    with importing():  # of what most clients can do without
        from . import forms
    if not parts:
        return forms.body(members), operation.media
    with importing():
        from . import multipart
    return multipart.body(members)


def _form_members(fields: tuple[Parameter, ...], arguments: Arguments) -> Members:
    values = [(parameter, value_of(parameter, arguments)) for parameter in fields]
    return [(parameter, value) for parameter, value in values if value is not omit]


def _whole_members(value: Any) -> Members:
    """Return the members of a mapping, each written as a form has it where nothing is said."""
    if value is omit:
        return []
    given = value if _is_mapping(value) else _members(value)
    if not _is_mapping(given):
        raise ArgumentTypeError("a form has to be a mapping")
    members = cast("Mapping[str, Any]", given)
    return [
        (Parameter(argument=name, wire=name, place="body"), held)
        for name, held in members.items()
        if held is not omit
    ]


def _is_mapping(value: object) -> bool:
    return isinstance(value, Mapping)


# --- JSON ---


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
        value = _members(value)
    if isinstance(value, Mapping):
        return {**cast("Mapping[str, Any]", value), **extra}
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
