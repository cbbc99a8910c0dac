"""Values that a schema lists, against its types and against each other: `const` and `enum`."""

import json
from collections.abc import Hashable, Iterator

from generator.document import Node, Value, join
from generator.findings import Finding
from generator.mending import Mend, left_out, replaced
from generator.policy import Kind
from generator.standard.objects import StandardObject
from generator.standard.versions import Version
from generator.validate.spelling import as_type
from generator.validate.survey import Survey, finding

VALUES = 5_000
"""More values than this in an enumeration are refused."""

JSON_TYPES = ("null", "boolean", "integer", "number", "string", "array", "object")


def check(survey: Survey) -> Iterator[Finding]:
    """All findings about values that a schema lists."""
    for place in survey.effective_schemas:
        yield from _const(survey, place)
        yield from _enum(survey, place)


def _const(survey: Survey, place: StandardObject) -> Iterator[Finding]:
    types, const = _types(survey, place.node), place.node.get("const")
    if const is not None and not _fits(const, types):
        mend = left_out(join(place.pointer, "type"))
        yield finding(place, "const", _misfit(const, types), Kind.VALUE_TYPE, mend)


def _enum(survey: Survey, place: StandardObject) -> Iterator[Finding]:
    """``enum`` against ``type`` and ``const``, and for repetition."""
    const, enum = place.node.get("const"), place.node.get("enum")
    if enum is None:
        return
    mend = left_out(join(place.pointer, "enum"))
    if len(enum.items) > VALUES:
        message = f"an enumeration of more than {VALUES:,} values isn't supported"
        yield finding(place, "enum", f"{len(enum.items):,} values; {message}", Kind.EXCESS, mend)
        return
    if _are_numbers_of_json(enum, types := _types(survey, place.node)):
        type_mend = left_out(join(place.pointer, "type"))
        yield finding(place, "type", _misfit(enum.items[0], types), Kind.VALUE_TYPE, type_mend)
        return
    yield from _items(survey, place, enum)
    identities = {identity(item.plain()) for item in enum.items}
    if const is not None and identity(const.plain()) not in identities:
        message = f"{_json(const.plain())} is not in the enum"
        yield finding(place, "const", message, Kind.CONTRADICTION, mend)


def _are_numbers_of_json(enum: Node, types: tuple[str, ...]) -> bool:
    """Return whether what is called text is numbers, in a file where nobody forgets quotes.

    Frameworks that write JSON name the type of an enumeration without a look at its values.
    """
    kinds = {type(item.value) for item in enum.items}
    is_json = enum.where.file.endswith(".json")
    return is_json and types == ("string",) and bool(kinds) and kinds <= {int, float}


def _items(survey: Survey, place: StandardObject, enum: Node) -> Iterator[Finding]:
    types = _types(survey, place.node)
    identities: set[Hashable] = set()
    for index, item in enumerate(enum.items):
        pointer, value = join(join(place.pointer, "enum"), index), item.plain()
        if not _fits(item, types):
            mend = _fitting(survey, place, pointer, item, types)
            yield Finding(
                item.where, pointer, _misfit(item, types), kind=Kind.VALUE_TYPE, mend=mend
            )
        elif identity(value) in identities:
            message = f"{_json(value)} is in the enum twice"
            yield Finding(item.where, pointer, message, kind=Kind.TWICE, mend=left_out(pointer))
        identities.add(identity(value))


def _fitting(
    survey: Survey, place: StandardObject, pointer: str, item: Node, types: tuple[str, ...]
) -> Mend | None:
    """The value as one of the type, where it was only written otherwise; else all are allowed."""
    if item.value is None:
        return None  # which is taken for one of the values
    value = as_type(survey.document, item, types)
    if value is not None:
        return replaced(pointer, value)
    return left_out(join(place.pointer, "enum"))


def _misfit(node: Node, types: tuple[str, ...]) -> str:
    quotable = "string" in types and isinstance(node.value, int | float | bool)
    hint = "; put it in quotes" if quotable else ""
    return f"{_json(node.plain())} is not of type {' or '.join(types)}{hint}"


def _json(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False)


def _types(survey: Survey, node: Node) -> tuple[str, ...]:
    """The types that a schema names; none when it allows all."""
    type_ = node.get("type")
    if type_ is None:
        return ()
    values = [type_.value] if isinstance(type_.value, str) else [i.value for i in type_.items]
    types = tuple(value for value in values if isinstance(value, str) and value in JSON_TYPES)
    nullable = node.get("nullable")
    if survey.version is Version.V3_0 and types and nullable is not None and nullable.value is True:
        return (*types, "null")
    return types


def _fits(node: Node, types: tuple[str, ...]) -> bool:
    return not types or any(name in types for name in _names(node.plain()))


def _names(value: Value) -> tuple[str, ...]:
    """The types of JSON Schema that a value has; ``1.0`` is an integer there."""
    match value:
        case None:
            return ("null",)
        case bool():
            return ("boolean",)
        case int():
            return ("integer", "number")
        case float():
            return ("integer", "number") if value.is_integer() else ("number",)
        case str():
            return ("string",)
        case list():
            return ("array",)
        case dict():
            return ("object",)


def identity(value: Value) -> Hashable:
    """What two values have in common just when JSON takes them for equal: 1 and 1.0, not true."""
    if isinstance(value, list):
        return ("array", *map(identity, value))
    if isinstance(value, dict):
        return ("object", frozenset((key, identity(member)) for key, member in value.items()))
    return (isinstance(value, bool), value)
