"""Answers: what a call returns, where a success may be one thing or another.

Job: find the one type that all of them have, if they have one, and plan a sealed interface of them
where they haven't. Where nothing may come, a type is optional, and an interface has a record more.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from generator.api import Answer, Api, Operation
from generator.languages.java.calls import AnswerCase
from generator.languages.java.declared import AnswerRecord, AnswersType
from generator.languages.java.java_types import JavaType, Maybe, Named, Plain
from generator.languages.java.plan.asked import asked
from generator.languages.java.plan.names import Names
from generator.languages.java.plan.types import Types, suffix

DONE = "[DONE]"
"""What ends a stream of JSON of which nothing is said, since it is none."""
_OF_JSON = ("json", "stream")
"""Answers that are read as JSON; of a stream each item."""
NOTHING = "Nothing"
"""The record of an answer without content."""


@dataclass(frozen=True, slots=True)
class PlannedAnswers:
    """What a call returns, and what of that each answer is."""

    type: JavaType | None
    cases: tuple[AnswerCase, ...]
    union: AnswersType | None = None


class AnswerPlanner:
    """Plans what operations are answered with."""

    def __init__(self, api: Api, names: Names, types: Types) -> None:
        self._api = api
        self._names = names
        self._types = types

    def planned(self, operation: Operation, stem: str) -> PlannedAnswers:
        """Return what calls of an operation return; names of types begin with a stem."""
        answers = asked(self._api, operation)
        kinds = self._kinds(answers, stem)
        plain = dict.fromkeys(_plain(kind) for kind in kinds if kind is not None)
        if len(plain) > 1:
            return self._union(answers, kinds, stem)
        may_be_nothing = any(kind is None or isinstance(kind, Maybe) for kind in kinds)
        type_ = next((kind for kind in kinds if kind is not None), None)
        if operation.streams:
            return PlannedAnswers(type_, tuple(map(_stream, answers, kinds)))
        if type_ is not None and may_be_nothing:
            type_ = Maybe(type_.type if isinstance(type_, Maybe) else type_)
        return PlannedAnswers(type_, tuple(map(_case, answers, kinds)))

    def _kinds(self, answers: tuple[Answer, ...], stem: str) -> list[JavaType | None]:
        """Return the type of what each answer holds; the same types of the Api are the same."""
        json_types = dict.fromkeys(a.type for a in answers if a.content in _OF_JSON)
        is_stream = any(answer.content == "stream" for answer in answers)
        name = f"{stem}{'Answer' if len(json_types) == 1 else 'Content'}"
        name = f"{stem}Item" if is_stream else name
        home = self._types.top_level()
        of_json = {
            kind: self._types.of(kind, home, name) for kind in json_types if kind is not None
        }
        contents = {"text": Plain("text"), "binary": Plain("bytes")}
        return [
            of_json.get(answer.type) if answer.content in _OF_JSON and answer.type is not None
            else contents.get(answer.content or "")
            for answer in answers
        ]  # fmt: skip

    def _union(
        self, answers: tuple[Answer, ...], kinds: list[JavaType | None], stem: str
    ) -> PlannedAnswers:
        name = self._names.fresh(f"{stem}Answer")
        home = self._types.home(name)
        records = {
            kind: home.fresh(NOTHING if kind is None else f"Of{suffix(kind)}")
            for kind in dict.fromkeys(kinds)
        }
        pairs = [*zip(answers, kinds, strict=True)]
        of_kind = {k: dict.fromkeys(a.status for a, kind in pairs if kind == k) for k in records}
        return PlannedAnswers(
            Named(name, "answers"),
            tuple(_case(answer, kind, records[kind]) for answer, kind in pairs),
            AnswersType(
                name,
                tuple(AnswerRecord(records[kind], kind, tuple(of_kind[kind])) for kind in records),
            ),
        )


def _case(answer: Answer, kind: JavaType | None, record: str = "") -> AnswerCase:
    return AnswerCase(status=answer.status, media_type=answer.media_type, type=kind, record=record)


def _stream(answer: Answer, kind: JavaType | None) -> AnswerCase:
    """Return the answer that holds items, and what ends them."""
    usual = DONE if answer.item in ("json", "event", "event-any") else ""
    last = answer.terminator.strip() if answer.terminator else usual
    return dataclasses.replace(_case(answer, kind), item=answer.item, last=last)


def _plain(kind: JavaType) -> JavaType:
    """Return what values are in Java: without null, and whatever a text is written in."""
    inner = kind.type if isinstance(kind, Maybe) else kind
    return Plain("string") if inner == Plain("text") else inner
