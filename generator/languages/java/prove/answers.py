"""Whether calls return what the Api says that they may be answered with, and read it as that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from generator.api import (
    Alias,
    Answer,
    Anything,
    Binary,
    Literal,
    Nullable,
    Operation,
    Ref,
    Scalar,
    Type,
    TypeUnion,
)
from generator.languages.java.prove.expressions import reading, written
from generator.languages.java.prove.facts import Facts
from generator.languages.java.prove.trees import TypeTree

CONTENTS: Final = {
    "text": ("String", "ContentReading.TEXT"),
    "binary": ("byte[]", "ContentReading.BYTES"),
}
"""What bodies that aren't JSON are, and how they are read."""
CHECKED: Final = "{ Objects.requireNonNull(value); }"
BOXED: Final = {"long": "Long", "double": "Double", "boolean": "Boolean"}


def faults(facts: Facts) -> Iterator[str]:
    """Yield what is wrong with the sealed interfaces of answers in themselves."""
    for each in facts.package.answers:
        tree = facts.file(f"models/{each.name}")
        for record in tree.types if tree is not None else ():
            if record.kind != "record" or record.implements != (each.name,):
                yield f"{each.name}.{record.name}: it is no answer"
            bodies = {method.body for method in record.methods}
            if _content(record, each.name) is None or bodies - {CHECKED}:
                yield f"{each.name}.{record.name}: it is read in another way"


def returned(facts: Facts, text: str, operation: Operation) -> bool:
    """Return whether a type is what calls of an operation return."""
    return _readings(facts, text, operation) is not None


def read(facts: Facts, text: str, operation: Operation, response: Any, answers: Any) -> bool:
    """Return whether a row of a table reads the answers of an operation as a type.

    Args:
        facts: what the proof knows.
        text: the type that calls return.
        operation: what the row is about.
        response: how every answer is read, by the row.
        answers: how each is, where that differs.
    """
    readings = _readings(facts, text, operation)
    if readings is None:
        return False
    if len(set(readings)) <= 1:
        return written(response) == next(iter(readings), "null") and answers == ("List.of",)
    rows = [
        ("Operation.Answer<>", answer.status, answer.media_type, how)
        for answer, how in zip(_asked(facts, operation), readings, strict=True)
    ]
    return response is None and rows == [(*row[:3], written(row[3])) for row in answers[1:]]


def accepted(facts: Facts, operation: Operation) -> str:
    """Return the media types that calls of an operation have to ask for."""
    others = [a.media_type for a in _asked(facts, operation) if a.content not in (None, "json")]
    names, others = list(operation.json_media), list(dict.fromkeys(others))
    if others and not names:
        return ", ".join(others)
    return ", ".join([*(names or ["application/json"]), *(f"{each};q=0.9" for each in others)])


def _asked(facts: Facts, operation: Operation) -> tuple[Answer, ...]:
    """Return the answers that may come: JSON alone of a status that has objects or lists in it.

    This is said here again, and not taken from the plan, which may be wrong.
    """
    as_json = [a for a in operation.answers if a.content == "json" and a.type is not None]
    alone = {a.status for a in as_json if a.type is not None and _has_parts(facts, a.type)}
    beside = (None, "json")
    return tuple(a for a in operation.answers if a.content in beside or a.status not in alone)


def _has_parts(facts: Facts, kind: Type) -> bool:
    """Return whether all values of a type but null are objects or lists."""
    match kind:
        case Scalar() | Literal() | Binary() | Anything():
            return False
        case Nullable(type=inner):
            return _has_parts(facts, inner)
        case TypeUnion(members=members):
            return all(_has_parts(facts, each) for each in members)
        case Ref():
            declaration = facts.api.declared(kind)
            return not isinstance(declaration, Alias) or _has_parts(facts, declaration.type)
        case _:
            return True


def _readings(facts: Facts, text: str, operation: Operation) -> list[str] | None:
    """Return how each answer has to be read for calls to return a type; `None` if none can be."""
    answers = _asked(facts, operation)
    plain = _readings_of(facts, text, answers)
    if plain is None or not operation.streams:
        return plain
    return [
        f"ItemReading.of({how}, {', '.join((each.item, each.media_type, _last(each)))})"
        for how, each in zip(plain, answers, strict=True)
    ]


def _last(answer: Answer) -> str:
    """Return the data by which a stream is over: the description's, or what isn't JSON."""
    if answer.terminator:
        return answer.terminator.strip()
    return "" if answer.item in ("text", "event-text") else "[DONE]"


def _readings_of(facts: Facts, text: str, answers: tuple[Answer, ...]) -> list[str] | None:
    contents = [answer for answer in answers if answer.content is not None]
    if not contents:
        return ["null" for _ in answers] if text == "Void" else None
    if text in {each.name for each in facts.package.answers}:
        return _in_records(facts, text, answers)
    is_optional = len(contents) < len(answers) or any(_is_nullable(facts, a) for a in contents)
    inner = re.fullmatch(r"Optional<(.*)>", text)
    if is_optional != bool(inner):
        return None
    plain = inner[1] if inner else text
    readings = [_reading(facts, plain, each, is_optional=is_optional) for each in answers]
    return [how for how in readings if how is not None] if None not in readings else None


def _is_nullable(facts: Facts, answer: Answer) -> bool:
    is_json = answer.content in ("json", "stream")
    return is_json and answer.type is not None and facts.is_nullable(answer.type)


def _reading(facts: Facts, plain: str, answer: Answer, *, is_optional: bool) -> str | None:
    """Return how an answer has to be read as a type, or nothing; `None` if it can't be."""
    if answer.content is None:
        return "AnswerReading.nothing()"
    content = _content_reading(facts, plain, answer)
    if content is None or not is_optional:
        return content
    outer = "Reading.nullable" if _is_nullable(facts, answer) else "AnswerReading.optional"
    return f"{outer}({content})"


def _content_reading(facts: Facts, plain: str, answer: Answer) -> str | None:
    """Return how what an answer holds has to be read as a type other than null."""
    if answer.content in CONTENTS:
        type_, how = CONTENTS[answer.content]
        return how if plain == type_ else None
    if answer.type is None or not facts.matches(plain, answer.type):
        return None
    return reading(plain)


def _in_records(facts: Facts, text: str, answers: tuple[Answer, ...]) -> list[str] | None:
    """Return the readings of the records that hold answers, each of which holds one."""
    tree = facts.tree(text)
    records = tree.types if tree is not None else ()
    held = [
        next((r.name for r in records if _holds(facts, text, r, answer)), None)
        for answer in answers
    ]
    if None in held or {*held} != {record.name for record in records}:
        return None
    return [f"{text}.{name}.READING" for name in held]


def _holds(facts: Facts, text: str, record: TypeTree, answer: Answer) -> bool:
    """Return whether a record is what holds an answer, read as it has to be."""
    content = _content(record, text)
    if answer.content is None or not record.parameters:
        return answer.content is None and not record.parameters and content == "null"
    plain, is_nullable = record.parameters[0][0], _is_nullable(facts, answer)
    inner = re.fullmatch(r"Optional<(.*)>", plain)
    if is_nullable != bool(inner):
        return False
    how = _content_reading(facts, inner[1] if inner else plain, answer)
    return how is not None and content == (f"Reading.nullable({how})" if inner else how)


def _content(record: TypeTree, union: str) -> str | None:
    """Return how a record's value is read, if the record is made of it as all of them are."""
    component, argument = "Void", ""
    if record.parameters:
        component, argument = BOXED.get(record.parameters[0][0], record.parameters[0][0]), "value"
    head = f"new AnswerReading<{component}, {union}>("
    body = (
        f") {{ @Override public {union} given({component} value) "
        f"{{ return new {record.name}({argument}); }} }}"
    )
    value = "".join(field.value for field in record.fields if field.name == "READING")
    plain = re.sub(r"\s", "", value)
    start, end = (re.sub(r"\s", "", each) for each in (head, body))
    is_usual = plain.startswith(start) and plain.endswith(end)
    inner = plain[len(start) : len(plain) - len(end)]
    return inner.replace(",", ", ") if is_usual else None
