"""What a body that isn't JSON holds, and how it is written.

Job: find the members of a form, add what a call has besides, and have them written; send a text, or
bytes, as they are. `operation` has the tables that ask for this.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias, cast

from ..request.bodies import Body, Extra, members_of
from ..request.ready import importing
from ..request.values import Arguments, value_of
from ..vocabulary.errors import ArgumentError, ArgumentTypeError
from ..vocabulary.omit import omit
from ..vocabulary.operation import Form, Operation, Parameter, Whole
from .pieces import content

Members: TypeAlias = list[tuple[Parameter, Any]]
"""What a form holds."""


def body_of_form(form: Form, operation: Operation[Any], arguments: Arguments, extra: Extra) -> Body:
    """Return a form whose members are arguments, and its media type.

    Raises:
        ArgumentTypeError: a required argument is left out, or one isn't what is sent there.
        ArgumentError: the value of an argument can't be sent.
    """
    members = _form_members(form.fields, arguments) + _whole_members(dict(form.fixed))
    return _form(operation, form, members, extra, parts=form.multipart)


def body_of_whole(
    whole: Whole, operation: Operation[Any], arguments: Arguments, extra: Extra
) -> Body:
    """Return what a single argument holds, and its media type.

    Raises:
        ArgumentTypeError: it is required and left out, or isn't what is sent there.
        ArgumentError: it can't be sent.
    """
    value = value_of(whole, arguments)
    if whole.content in ("form", "multipart"):
        parts = whole.content == "multipart"
        return _form(operation, whole, _whole_members(value), extra, parts=parts)
    return _as_it_is(operation, whole, value, extra)


def _as_it_is(operation: Operation[Any], whole: Whole, value: Any, extra: Extra) -> Body:
    """Return a body that isn't made of members: text or bytes, as they are, or items."""
    name, media = whole.argument, operation.media
    if extra is not None:
        raise ArgumentError("extra_body can only be added to a body that has members")
    if value is omit:
        return None, None
    if whole.content == "binary":
        return content(name, value), media
    if whole.content == "stream":
        with importing():
            from .lines import lines
        return lines(name, value, media), media
    if not isinstance(value, str):
        raise ArgumentTypeError(f"{name} has to be a text")
    if media.startswith("text/") and "charset" not in media:
        media += "; charset=utf-8"
    try:
        return value.encode(), media
    except UnicodeEncodeError:
        problem = f"{name} holds half a surrogate pair"
    raise ArgumentError(problem)


def _form(
    operation: Operation[Any], form: Form | Whole, members: Members, extra: Extra, *, parts: bool
) -> Body:
    if extra is not None:
        extra_members = _whole_members(extra)
        names = {parameter.wire for parameter, _ in extra_members}
        members = [each for each in members if each[0].wire not in names] + extra_members
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
    mapping = value if _is_mapping(value) else members_of(value)
    if not _is_mapping(mapping):
        raise ArgumentTypeError("a form has to be a mapping")
    members = cast("Mapping[str, Any]", mapping)
    return [
        (Parameter(argument=name, wire=name, place="body"), member)
        for name, member in members.items()
        if member is not omit
    ]


def _is_mapping(value: object) -> bool:
    return isinstance(value, Mapping)
