"""The typed filters of the templates by their names there, those of comments among them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from generator.languages.java import filters
from generator.languages.java.calls import ParameterMember
from generator.languages.java.declared import Condition, FileMember, Member, Variant
from generator.languages.java.java_types import JavaType, ListOf, MapOf, Maybe, Named, Plain
from generator.languages.java.javadoc import javadoc
from generator.languages.java.literals import identifier, literal, names, texts
from generator.languages.text import Code, has_text

JSON_CLASSES = {
    "string": "JsonString",
    "number": "JsonNumber",
    "boolean": "JsonBoolean",
    "array": "JsonArray",
    "object": "JsonObject",
    "null": "JsonNull",
}
"""The classes of JSON values by their types."""

_DEPRECATED = "says the description."
"""What a comment says of a member that is to go; its text tells until when."""


def fragments() -> dict[str, Callable[..., Any]]:
    """Return the filters."""
    return {
        "answered": answered,
        "answered_boxed": answered_boxed,
        "argument": filters.argument,
        "boxed": filters.boxed,
        "check": filters.check,
        "checking": filters.checking,
        "condition": conditions,
        "file_keys": file_keys,
        "identifier": identifier,
        "json_class": json_class,
        "keys": filters.keys,
        "list_keys": list_keys,
        "literal": literal,
        "made": made,
        "member_doc": member_doc,
        "method_doc": method_doc,
        "names": names,
        "number": number,
        "optional": optional,
        "pairs": filters.pairs,
        "placeholder": placeholder,
        "primitive": filters.primitive,
        "read": filters.read,
        "reading": filters.reading,
        "returned": filters.returned,
        "setter_doc": setter_doc,
        "statuses": statuses,
        "text_doc": text_doc,
        "texts": texts,
        "type_doc": type_doc,
    }


def number(value: int) -> Code:
    """Return the digits of a number, as a part of a name."""
    return Code(str(int(value)))


def answered(kind: JavaType | None, streams: bool = False) -> Code:
    """Return what a method returns: items of a type, or a value of it."""
    is_plain = kind is not None and not streams
    return filters.primitive(kind) if is_plain and kind else answered_boxed(kind, streams, "void")


def answered_boxed(kind: JavaType | None, streams: bool = False, nothing: str = "Void") -> Code:
    """Return what a call gives as a class."""
    inner = Code(nothing) if kind is None else filters.boxed(kind)
    return Code(f"EventStream<{inner}>") if streams else inner


def placeholder(kind: JavaType, overloads: tuple[JavaType, ...] = ()) -> Code:
    """Return an expression for any value of a type, for a reader to replace."""
    if Plain("string") in (kind, *overloads):
        return Code('"..."')
    match kind:
        case Plain(kind=name):
            values = {"integer": "1", "number": "1.0", "boolean": "true"}
            values |= {"text": '"..."', "bytes": "new byte[0]"}
            values |= {"file": "FilePart.of(new byte[0])"}
            return Code(values.get(name, 'JsonValue.parse("...")'))
        case Named(kind="enumeration", name=name):
            return Code(f'{name}.of("...")')
        case Named(kind="model", name=name):
            return Code(f'{name}.parse("...")')
        case Named(name=name):
            return Code(f'{name}.of(JsonValue.parse("..."))')
        case ListOf():
            return Code("List.of()")
        case MapOf():
            return Code("Map.of()")
        case Maybe():
            return Code("Optional.empty()")


def file_keys(member: FileMember) -> Code:
    """Return what a member is called in the form, and by callers."""
    return texts((member.wire, member.name))


def list_keys(member: FileMember) -> Code:
    """Return what a member is called in the form, and by callers who set it to a list of files."""
    return texts((member.wire, member.list_name))


def optional(kind: JavaType) -> Code:
    """Return the type of values that may not be there."""
    return filters.boxed(Maybe(kind))


def json_class(variant: Variant) -> Code:
    """Return the class of the JSON values of a variant."""
    return Code(JSON_CLASSES[variant.json_type])


def made(kind: Named) -> Code:
    """Return the expression that makes a member of a union."""
    name = identifier(kind.name)
    return Code(f"{name}.of(object)" if kind.kind == "union" else f"new {name}(object)")


def conditions(every: tuple[Condition, ...]) -> Code:
    """Return the expression that all of some conditions hold of an object."""
    return Code(" && ".join(map(_condition, every)))


def _condition(each: Condition) -> str:
    literals = [literal(name) for name in each.names]
    match each.kind:
        case "present":
            return f"object.has({literals[0]})"
        case "absent":
            return f"!object.has({literals[0]})"
        case "some":
            return f"Shapes.hasAny(object, {', '.join(literals)})"
        case "json_type":
            return f"object.get({literals[0]}) instanceof {JSON_CLASSES[each.json_type]}"
        case "equals":
            values = ", ".join(map(literal, each.values))
            return f"Shapes.isOneOf(object.get({literals[0]}), {values})"


def statuses(values: tuple[str, ...]) -> Code:
    """Return statuses as a comment names them.

    Raises:
        ValueError: one of them is none.
    """
    for each in values:
        if not re.fullmatch(r"[1-5](\d\d|XX)|default", each):
            raise ValueError(f"{each!r} is no status")
    phrases = ["of any other status" if each == "default" else each for each in values]
    return Code(" or ".join(phrases))


# --- comments ------------------------------------------------------------------------------------


def setter_doc(parameter: ParameterMember, indent: int) -> Code:
    """Return the comment of a setter of a parameter."""
    text = parameter.doc if has_text(parameter.doc) else "Not described."
    if parameter.default is not None:
        text = f"{text}\n\nThe server's default: `{parameter.default}`."
    return javadoc(text, indent, deprecated=_DEPRECATED * parameter.deprecated)


def type_doc(text: str, otherwise: str = "", indent: int = 0, pad: int | None = None) -> Code:
    """Return the comment of a type, which says something in any case."""
    return javadoc(text if has_text(text) else otherwise, indent, pad)


def member_doc(text: str, member: Member | FileMember, indent: int = 4) -> Code:
    """Return the comment of an accessor or a setter."""
    sentences = text if has_text(text) else f"The member `{member.wire}`."
    if member.default is not None:
        sentences = f"{sentences}\n\nThe server's default: `{member.default}`."
    return javadoc(sentences, indent, deprecated=_DEPRECATED * member.deprecated)


def text_doc(text: str, indent: int = 0, pad: int | None = None) -> Code:
    """Return the comment of the constant of a text."""
    excerpt = text if len(text) <= 200 else f"{text[:200]}..."
    return javadoc(f"The text `{excerpt}`." if has_text(excerpt) else "A text.", indent, pad)


def method_doc(
    text: str, response: str, deprecated: str, indent: int = 0, pad: int | None = None
) -> Code:
    """Return the comment of a method."""
    sentences = text if has_text(text) else "Makes the call."
    sentences = f"{sentences}\n\n{response}" if has_text(response) else sentences
    return javadoc(sentences, indent, pad, deprecated=deprecated)
