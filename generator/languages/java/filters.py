"""Java as a language: how values, names, types and text of the Api are spelt in source code.

Job: the typed filters of the templates. Each returns a `Code` fragment; a template can print
nothing else, so text of a description reaches the output only through filters that are proved by
reading back what they made. All that they write is ASCII. It must not decide what is emitted.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from generator.api import NO_LIMITS, Constant, Limits
from generator.languages.java.declared import Member
from generator.languages.java.java_types import JavaType, ListOf, MapOf, Maybe, Named, Plain
from generator.languages.java.naming import is_identifier
from generator.languages.text import Code, paragraphs

WIDTH: Final = 100
LONGEST_LITERAL: Final = 65_535
"""Bytes of a constant in a class file, in its own form of UTF-8."""
PIECE: Final = 10_000
"""Characters of each of the constants that longer texts are made of."""

BOXED: Final = {
    "string": "String",
    "integer": "Long",
    "number": "Double",
    "boolean": "Boolean",
    "any": "JsonValue",
    "text": "String",
    "bytes": "byte[]",
}
PRIMITIVE: Final = {**BOXED, "integer": "long", "number": "double", "boolean": "boolean"}
READERS: Final = {"string": "text", "integer": "whole", "number": "real", "boolean": "flag"}
READINGS: Final = {
    "string": "Reading.TEXT",
    "integer": "Reading.WHOLE",
    "number": "Reading.REAL",
    "boolean": "Reading.FLAG",
    "any": "Reading.ANY",
    "text": "ContentReading.TEXT",
    "bytes": "ContentReading.BYTES",
}
COUNTS: Final = frozenset(
    {"minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"}
)
LIMITS: Final = (
    *("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf", "minLength"),
    *("maxLength", "pattern", "minItems", "maxItems", "minProperties", "maxProperties"),
)
"""Keywords in the order in which values are held to them: the first that is broken is told."""
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
OPEN: Final = "\x01"
CLOSE: Final = "\x02"
"""What stands for the marks of code until a comment is written."""
_CODE: Final = re.compile(r"[\w .,:;=+()\[\]'\"$#!?%^|~/-]+", re.ASCII)
"""Code in which nothing needs an entity, which would show as it is."""
_MARKUP: Final = frozenset("&<>@\\{}")
"""What Javadoc or the compiler may take for something else than a letter."""


@lru_cache(maxsize=16_384, typed=True)
def literal(value: object) -> Code:
    """Return the expression that evaluates to a text, a number or a boolean.

    Raises:
        ValueError: the value has no such expression.
    """
    if isinstance(value, bool):
        return Code("true" if value else "false")
    if isinstance(value, int):
        fits = -(2**63) <= value < 2**63
        return Code(f"{value}L" if fits else f'JsonValue.parse("{value}")')
    if isinstance(value, float) and math.isfinite(value):
        return Code(repr(value))
    if not isinstance(value, str):
        raise ValueError(f"{value!r} can't be written as a literal")
    if is_long(value):
        pieces = (literal(value[n : n + PIECE]) for n in range(0, len(value), PIECE))
        return Code(f'String.join("", {", ".join(pieces)})')
    source = f'"{"".join(map(_escaped, value))}"'
    if read_literal(source) != value:
        raise ValueError(f"{value!r} doesn't read back")
    return Code(source)


def is_long(text: str) -> bool:
    """Return whether a class file can't hold a text as one constant."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 * 3 > LONGEST_LITERAL


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if " " <= char <= "~":
        return char
    units = char.encode("utf-16-be", "surrogatepass")  # two, where one isn't enough
    return "".join(f"\\u{units[n]:02x}{units[n + 1]:02x}" for n in range(0, len(units), 2))


@lru_cache(maxsize=16_384)
def read_literal(source: str) -> str:
    """Return the text that a string literal stands for.

    Raises:
        ValueError: it is none, or holds an escape that is never written.
    """
    inner = source[1:-1]
    if source[:1] != '"' or source[-1:] != '"' or len(source) < 2:
        raise ValueError(f"{source!r} is no literal")
    back = {escape: char for char, escape in _ESCAPES.items()}
    parts = re.findall(r'\\u[0-9a-f]{4}|\\[nrt"\\]|[^\\"]', inner)
    if "".join(parts) != inner:
        raise ValueError(f"{source!r} holds what no literal has")
    units = (back.get(p) or (chr(int(p[2:], 16)) if p.startswith("\\u") else p) for p in parts)
    text = "".join(units)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


@lru_cache(maxsize=16_384)
def identifier(name: str) -> Code:
    """Return a name as code.

    Raises:
        ValueError: it isn't an ASCII identifier, dotted or not.
    """
    if not all(map(is_identifier, name.split("."))):
        raise ValueError(f"{name!r} isn't an identifier")
    return Code(name)


def texts(values: Iterable[str]) -> Code:
    """Return the literals of some texts, with commas between them."""
    return Code(", ".join(map(literal, values)))


def names(values: Iterable[str]) -> Code:
    """Return some names, with commas between them."""
    return Code(", ".join(map(identifier, values)))


# --- Javadoc -------------------------------------------------------------------------------------


@lru_cache(maxsize=4_096)
def javadoc(text: str, indent: int = 0, pad: int | None = None, *, deprecated: str = "") -> Code:
    """Return text of a description as a Javadoc comment, for a place `indent` columns in.

    `pad` says how far its later lines are moved here, where the rest follows when it is in place;
    `deprecated` is what is said of its being so.
    """
    pieces = [list(map(shown, _marked(words))) for words in paragraphs(text) if words]
    pieces = pieces or [["Not", "described."]]
    tags = [["@deprecated", *deprecated.split()]] if deprecated else []
    return Code(_comment(pieces, tags, indent, indent if pad is None else pad))


def _comment(pieces: list[list[str]], tags: list[list[str]], indent: int, moved: int) -> str:
    one = " ".join(pieces[0])
    pad = " " * moved
    if len(pieces) == 1 and not tags and indent + len(one) + len("/** */") + 1 <= WIDTH:
        return f"/** {one} */"
    lines: list[str] = []
    for n, words in enumerate(pieces):
        lines += [""] if n else []
        lines += _lines([f"<p>{words[0]}", *words[1:]] if n else words, WIDTH - indent - 3)
    lines += ["", *(" ".join(tag) for tag in tags)] if tags else []
    body = "".join(f"\n{pad} *{' ' if line else ''}{line}" for line in lines)
    return f"/**{body}\n{pad} */"


def _lines(words: list[str], width: int) -> list[str]:
    """Return words in lines that are as full as they can be."""
    lines = [words[0]]
    for word in words[1:]:
        if len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _marked(words: list[str]) -> list[str]:
    """Return the words of a paragraph; code between backticks is marked where it can be."""
    line = "".join(" " if c < " " else c for c in " ".join(words))
    parts = re.split(r"`([^`]+)`", line)
    marked = (
        f"{OPEN} {part.strip(' ')}{CLOSE}" if n % 2 and _CODE.fullmatch(part.strip(" ")) else part
        for n, part in enumerate(parts)
    )
    return [word for word in "".join(marked).split(" ") if word] or ["-"]


def shown(word: str) -> str:
    """Return a word as it stands in a comment: nothing in it is markup, or the end of it."""
    if word.isalnum() and word.isascii():
        return word
    signs = (_entity(c) if c in _MARKUP or not " " <= c <= "~" else c for c in word)
    text = "".join(signs).replace("*/", "*&#47;").replace("/*", "/&#42;")
    for sign in "*/":
        text = f"{_entity(sign)}{text[1:]}" if text.startswith(sign) else text
        text = f"{text[:-1]}{_entity(sign)}" if text.endswith(sign) else text
    return text.replace(OPEN, "{@code").replace(CLOSE, "}")


def _entity(char: str) -> str:
    if char in (OPEN, CLOSE):
        return char
    is_letter = char >= "\xa0" and not "\ud800" <= char <= "\udfff" or " " < char <= "~"
    return f"&#{ord(char) if is_letter else 0xFFFD};"


def read_javadoc(source: str) -> list[list[str]]:
    """Return the words of each paragraph of a comment, tags left out, entities resolved."""
    body = source.removeprefix("/**").removesuffix("*/")
    lines = [re.sub(r"^ *\* ?", "", line) for line in body.split("\n")]
    text = "\n".join(lines).strip().partition("\n\n@")[0]
    pieces = re.split(r"\n\n<p>", text)
    plain = (re.sub(r"\{@code\s([^}]*)\}", r"\1", piece) for piece in pieces)
    return [[re.sub("&#([0-9]+);", _char, word) for word in piece.split()] for piece in plain]


def _char(entity: re.Match[str]) -> str:
    return chr(int(entity[1]))


# --- types ---------------------------------------------------------------------------------------


def boxed(kind: JavaType) -> Code:
    """Return the type of values as a class."""
    match kind:
        case Plain(kind=name):
            return Code(BOXED[name])
        case Named(name=name):
            return identifier(name)
        case ListOf(items=items):
            return Code(f"List<{boxed(items)}>")
        case MapOf(values=values):
            return Code(f"Map<String, {boxed(values)}>")
        case Maybe(type=inner):
            return Code(f"Optional<{boxed(inner)}>")


def primitive(kind: JavaType) -> Code:
    """Return the type of values that are there for sure."""
    return Code(PRIMITIVE[kind.kind]) if isinstance(kind, Plain) else boxed(kind)


def argument(kind: JavaType) -> Code:
    """Return the type of a setter's parameter, which takes lists of what derives from a type."""
    match kind:
        case ListOf(items=Named(kind="union", name=name)):
            return Code(f"List<? extends {identifier(name)}>")
        case MapOf(values=Named(kind="union", name=name)):
            return Code(f"Map<String, ? extends {identifier(name)}>")
        case _:
            return primitive(kind)


def returned(member: Member) -> Code:
    """Return what an accessor returns."""
    return boxed(Maybe(member.type)) if member.is_optional else primitive(member.type)


def reading(kind: JavaType) -> Code:
    """Return the expression of how values of a type are read."""
    match kind:
        case Plain(kind=name):
            return Code(READINGS[name])
        case Named(name=name):
            return Code(f"{identifier(name)}.READING")
        case ListOf(items=items):
            return Code(f"Reading.list({reading(items)})")
        case MapOf(values=values):
            return Code(f"Reading.map({reading(values)})")
        case Maybe(type=inner):
            return Code(f"Reading.nullable({reading(inner)})")


def read(member: Member) -> Code:
    """Return the expression that an accessor reads a member with."""
    wire = literal(member.wire)
    match member.type:
        case Plain(kind=name) if name in READERS:
            reader, more = READERS[name], ""
        case ListOf(items=items):
            reader, more = "list", f", {reading(items)}"
        case MapOf(values=values):
            reader, more = "map", f", {reading(values)}"
        case kind:
            reader = "optional" if member.is_optional else "value"
            return Code(f"{reader}({wire}, {reading(kind)})")
    reader = f"optional{reader[0].upper()}{reader[1:]}" if member.is_optional else reader
    return Code(f"{reader}({wire}{more})")


def is_kept(member: Member) -> bool:
    """Return whether what an accessor reads is kept, since reading it anew would take time."""
    kind = member.type
    return not isinstance(kind, Plain) and not (
        isinstance(kind, Named) and kind.kind == "enumeration"
    )


def checking(kind: JavaType) -> Code:
    """Return the expression of how values of a type are checked: read, and held to limits."""
    match kind:
        case Plain(kind=name, limits=limits, only=only):
            bounds = (*_limits(limits, is_real=name == "number"), *_constant(only))
            return _limited(READINGS[name], bounds)
        case Named(name=name, only=only):
            return _limited(f"{identifier(name)}.READING", _constant(only))
        case ListOf(items=items, limits=limits):
            return _limited(f"Reading.list({checking(items)})", _limits(limits))
        case MapOf(values=values, keys=keys, limits=limits):
            plain = f"Reading.map({checking(values)})"
            if keys != NO_LIMITS:
                plain = f"Reading.named({plain}, {_limited(READINGS['string'], _limits(keys))})"
            return _limited(plain, _limits(limits))
        case Maybe(type=inner):
            return Code(f"Reading.nullable({checking(inner)})")


def _limited(plain: str, limits: Iterable[str]) -> Code:
    parts = [plain, *limits]
    return Code(plain if len(parts) == 1 else f"Reading.limited({', '.join(parts)})")


def _limits(limits: Limits, *, is_real: bool = False) -> Iterator[str]:
    """Yield limits, in the order in which they are told."""
    for name in LIMITS:
        value = getattr(limits, name)
        if value is not None:
            yield f"ValueLimit.{name}({_bound(name, value, is_real)})"


def _bound(name: str, value: object, is_real: bool) -> Code:
    if isinstance(value, str):
        return literal(value)
    assert isinstance(value, int | float)
    if name in COUNTS:
        return literal(min(int(value), 2**63 - 1))
    is_near = is_real and abs(value) < 2**1023
    return literal(repr(float(value)) if is_near else repr(value))


def _constant(only: tuple[Constant, ...]) -> Iterator[str]:
    yield from (f"ValueLimit.constant({literal(value)})" for value in only)


def is_limited(member: Member) -> bool:
    """Return whether a member of the right type can be wrong all the same."""
    return member.presence != "constant" and checking(member.type) != reading(member.type)


def check(member: Member) -> Code:
    """Return the call by which a member is checked."""
    wire, nullable = literal(member.wire), literal(member.nullable)
    if member.presence == "constant":
        return Code(f"constant({wire}, {literal(member.constant)}, {nullable})")
    required = literal(member.presence == "required")
    return Code(f"member({wire}, {checking(member.type)}, {required}, {nullable})")


def keys(member: Member) -> Code:
    """Return what a member is called in JSON, and by callers where that differs."""
    return texts(dict.fromkeys((member.wire, member.name)))


def pairs(members: Iterable[Member]) -> Code:
    """Return what members are called in JSON, and by callers."""
    return texts(name for member in members for name in (member.wire, member.name))


def classes(kind: JavaType) -> set[str]:
    """Return the types of the package that a type is made of, by the names that are imported."""
    match kind:
        case Named(name=name):
            return {name.partition(".")[0]}
        case ListOf(items=inner) | MapOf(values=inner) | Maybe(type=inner):
            return classes(inner)
        case _:
            return set()
