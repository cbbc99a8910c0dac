"""Objects that a caller makes or changes: checked before they are.

Job: take what is given by either name of a field, hold it to the schema, and make of it the members
of an object. What is given is copied as far as it is JSON, so that nobody else has a hand in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING
from inspect import Parameter, Signature
from typing import Any, cast

from ..vocabulary.deprecation import warn
from ..vocabulary.errors import ValidationError
from ..vocabulary.pointers import join
from ..vocabulary.spelled import Spelled
from .checks import defects_of, members_defects
from .classes import complete
from .fields import FieldInfo
from .nested import Record, new_record
from .schema import Object


def built(kind: type, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the members of an object that a caller makes, constants filled in.

    Raises:
        ValidationError: they break the schema.
    """
    members = _checked(kind, ordered(kind, values))
    for field in complete(kind).deprecated:
        if field.wire in members:
            _warn_of(kind, field, members[field.wire])
    return members


def _warn_of(kind: type, field: FieldInfo, value: object) -> None:
    """Warn of a field that a caller gives and should not, or of its value."""
    if field.deprecated is not None:
        text = field.deprecated.of(f"{kind.__name__}: {field.name}", value)
        if text is not None:
            warn(text)


def _checked(kind: type, members: dict[str, Any]) -> dict[str, Any]:
    defects = members_defects(kind, members)
    if defects:
        raise ValidationError(kind.__name__, defects)
    return members


def ordered(kind: type, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is given as members: fields as the class has them, then what it doesn't know."""
    facts = complete(kind)
    members: dict[str, Any] = {}
    rest = dict(values)
    for former in facts.former:
        rest = former.renamed(kind, rest)
    for name, field in facts.fields.items():
        key = name if name in rest else field.wire
        if key in rest:
            members[field.wire] = copied(rest.pop(key))
        elif field.preset:
            members[field.wire] = field.default
    return {**members, **{name: copied(value) for name, value in rest.items()}}


def copied(value: Any) -> Any:
    """Return a value with dictionaries and lists of its own, as deep as it is JSON."""
    if isinstance(value, Mapping):
        members = cast("Mapping[str, Any]", value)
        return {name: copied(member) for name, member in members.items()}
    if isinstance(value, list | tuple):
        return [copied(item) for item in cast("list[Any]", value)]
    return value


def read(kind: type, value: Any) -> Any:
    """Return the object that a mapping in wire form stands for; an object of the class is itself.

    Raises:
        ValidationError: it breaks the schema.
    """
    if isinstance(value, kind):
        return value
    members = copied(value)
    defects = defects_of(Object(kind), members)
    if defects:
        raise ValidationError(kind.__name__, defects)
    return new_record(kind, members)


def validated(kind: type, value: Any) -> Any:
    """Return the same of a mapping that may have the names of attributes.

    Raises:
        ValidationError: it breaks the schema.
    """
    if isinstance(value, Mapping) and not isinstance(value, kind):
        names = complete(kind).by_name
        members = cast("Mapping[str, Any]", value).items()
        value = {names[name].wire if name in names else name: each for name, each in members}
    return read(kind, value)


def assign(record: Record, name: str, value: Any) -> None:
    """Set an attribute of an object.

    Raises:
        ValidationError: the value breaks the schema; the object is as it was.
        AttributeError: it is a method, or what is read only.
    """
    kind = type(record)
    field = complete(kind).by_name.get(name)
    if field is None or any(former.name == name for former in complete(kind).former):
        _assign_other(record, name, value)
        return
    copy = copied(value)
    defects = defects_of(field.schema, copy, join("", field.wire))
    if defects:
        raise ValidationError(kind.__name__, defects)
    came = record.__dict__.get(field.wire)
    _warn_of(kind, field, copy)
    same = type(came) is Spelled and type(copy) is float and came == copy
    record.__dict__[field.wire] = came if same else copy


def _assign_other(record: Record, name: str, value: Any) -> None:
    holders = (kind.__dict__ for kind in type(record).__mro__)
    attribute: Any = next((each[name] for each in holders if name in each), None)
    if hasattr(attribute, "__set__"):
        attribute.__set__(record, value)
    else:
        record.__dict__[name] = copied(value)


def signature_of(kind: type) -> Signature:
    """Return how an object of the class is made, by keyword."""
    fields = complete(kind).fields.values()
    parameters = [
        Parameter(
            field.name,
            Parameter.KEYWORD_ONLY,
            default=Parameter.empty if field.default is MISSING else field.default,
            annotation=field.annotation,
        )
        for field in fields
    ]
    more = Parameter("members", Parameter.VAR_KEYWORD, annotation=Any)
    return Signature([*parameters, more])
