"""What comes back from a call: what a success may be, and the schema of its errors.

Job: list the answers by status and media type, and note the calls that can only fail. Part of
`operations`.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from generator.api import Answer, Binary, Failure, Item, Scalar, Type
from generator.document import join, split
from generator.lower.declarations import Declarations
from generator.lower.findings import Findings
from generator.lower.media import SENT, Medium, answer_media, media_of
from generator.lower.normal import Normaliser
from generator.lower.paths import At, Call, Paths
from generator.lower.raw import Raw
from generator.lower.streams import item_of
from generator.schema import Schema
from generator.words import pascal_case, words

_BODYLESS: Final = frozenset({"204", "205"})
_UNDESCRIBED: Final = Medium(name="*/*", content="binary", schema=({}, ""), encoding={})
"""What an answer may hold that the description says nothing of."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRoot:
    """What comes back with a status, with its schema in normal form, which isn't settled yet."""

    status: str
    medium: Medium | None = None
    schema: Schema | None = None
    item: Item = "json"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FailureRoot:
    """What an error with a status holds, with its schema in normal form, which isn't settled."""

    status: str
    schema: Schema | None = None


def failures(roots: tuple[FailureRoot, ...], declarations: Declarations) -> tuple[Failure, ...]:
    """Return what the errors mean."""
    return tuple(
        Failure(status=root.status, type=declarations.type_of(root.schema) if root.schema else None)
        for root in roots
    )


def answers(roots: tuple[AnswerRoot, ...], declarations: Declarations) -> tuple[Answer, ...]:
    """Return what the answers mean."""
    return tuple(_answer(root, declarations) for root in roots)


def _answer(root: AnswerRoot, declarations: Declarations) -> Answer:
    status, medium = _uniform(root.status), root.medium
    if medium is None:
        return Answer(status=status)
    kind: Type = Scalar(kind="string") if "text" in (medium.content, root.item) else Binary()
    if root.schema is not None and root.item != "text":
        kind = declarations.type_of(root.schema)
    name = medium.name if SENT.fullmatch(medium.name) else "*/*"
    return Answer(
        status=status,
        media_type=name,
        content=medium.content,
        type=kind,
        item=root.item,
        terminator=medium.terminator if medium.content == "stream" else None,
    )


def _uniform(status: str) -> str:
    return status if status == "default" else status.upper()


def _with_undescribed(roots: Iterable[AnswerRoot]) -> Iterator[AnswerRoot]:
    """Yield answers without content, and behind each that may have a body all the same its bytes.

    Frameworks describe files and streams so: with a status and nothing else. Of some operations
    they describe no success at all, only errors.
    """
    for root in roots:
        yield root
        if root.status not in _BODYLESS:
            yield dataclasses.replace(root, medium=_UNDESCRIBED)


class Responses:
    """What comes back from the operations of one description."""

    def __init__(self, paths: Paths, normaliser: Normaliser, findings: Findings) -> None:
        self._paths = paths
        self._normaliser = normaliser
        self._findings = findings
        self._shared: dict[str, Schema] = {}
        """The schemas of errors that stand in components, by their pointers."""

    def answers(self, place: Call, identity: str) -> tuple[tuple[AnswerRoot, ...], str]:
        """Return what a call may be answered with, and what is said about the first of it."""
        responses = place.operation.get("responses", {})
        good = [code for code in responses if code.startswith("2")]
        if not good and "default" in responses:
            good = ["default"]
        if not good and responses:
            self._remark_redirects(list(responses), place.pointer)
        every = [(code, *self._media(place, responses[code], code)) for code in good]
        doc = every[0][1].get("description", "") if every else ""
        media_types = [(code, media) for code, _, media in every]
        roots = tuple(self._roots(media_types, identity))
        if not good and not any(code.startswith("3") for code in responses):
            roots = (AnswerRoot(status="2XX"),)
        is_undescribed = not any(media for _, media in media_types) and place.method != "head"
        return tuple(_with_undescribed(roots) if is_undescribed else roots), doc

    def _roots(
        self, every: list[tuple[str, tuple[Medium, ...]]], identity: str
    ) -> Iterator[AnswerRoot]:
        schemas, items = dict[str, Schema](), dict[str, Schema]()
        for code, media in every:
            if not media:
                yield AnswerRoot(status=code)
            for medium in media:
                if medium.content == "stream":
                    item, at = item_of(self._paths, self._normaliser.json_types, medium)
                    schema = self._schema(items, at, f"{identity} Event", code)
                    yield AnswerRoot(status=code, medium=medium, schema=schema, item=item)
                elif medium.content == "json":
                    schema = self._schema(schemas, medium.schema, f"{identity} Response", code)
                    yield AnswerRoot(status=code, medium=medium, schema=schema)
                else:
                    yield AnswerRoot(status=code, medium=medium)

    def _schema(self, schemas: dict[str, Schema], at: At, name: str, code: str) -> Schema:
        """Return a schema of JSON: the first has the plain name, and equal ones are one."""
        key = _same(at)
        if key not in schemas:
            schema_name = pascal_case(f"{name} {code}" if schemas else name)
            schemas[key] = self._normaliser.read(*at, schema_name)
        return schemas[key]

    def _remark_redirects(self, codes: list[str], pointer: str) -> None:
        if any(code.startswith("3") for code in codes):
            message = (
                "every answer that is described is a redirect or an error: where the client "
                "follows none, the call fails with an error that has the answer's headers"
            )
            self._findings.add(join(pointer, "responses"), message, "warning")
        elif all(code.startswith("1") for code in codes):
            message = "no answer is described that ends a call"
            self._findings.add(join(pointer, "responses"), message, "warning")

    def _media(self, place: Call, raw: Any, code: str) -> tuple[Raw, tuple[Medium, ...]]:
        """Return a response, with the media types that its body may come in."""
        above = join(join(place.pointer, "responses"), code)
        response, where = self._paths.target(raw, above)
        if response.get("content") and (place.method == "head" or code in _BODYLESS):
            reason = "to HEAD" if place.method == "head" else f"with status {code}"
            message = f"an answer {reason} has no body: the call returns nothing"
            self._findings.add(join(where, "content"), message, "warning")
            return response, ()
        return response, answer_media(self._findings, self._normaliser.json_types, response, where)

    def errors(self, call: Call, identity: str) -> tuple[Schema | None, tuple[FailureRoot, ...]]:
        """Return what all errors are told with, if that is one type; else what each status is."""
        every = self._failures(call)
        distinct_schemas = {_same(at): at for _, at in every if at is not None}
        name = f"{identity} Error"
        if len(distinct_schemas) == 1:
            return self._error_schema({}, distinct_schemas.popitem()[1], name, ""), ()
        # What is told of a status is in the way of its range, and that of the default.
        last = max((number for number, (_, at) in enumerate(every) if at is not None), default=-1)
        return None, tuple(self._failure_roots(every[: last + 1], name))

    def _failure_roots(
        self, every: list[tuple[str, At | None]], name: str
    ) -> Iterator[FailureRoot]:
        schemas = dict[str, Schema]()
        for code, at in every:
            schema = at and self._error_schema(schemas, at, name, code)
            yield FailureRoot(status=_uniform(code), schema=schema)

    def _error_schema(self, schemas: dict[str, Schema], at: At, name: str, code: str) -> Schema:
        """Return a schema of errors: one in a component is read once, and called after that."""
        room, kind, *rest = (*split(at[1]), "", "")
        if (room, kind) != ("components", "responses"):
            return self._schema(schemas, at, name, code)
        if at[1] not in self._shared:
            parts = [part.lower() for part in words(rest[0])]
            schema_name = rest[0] if {"error", "errors"} & {*parts} else f"{rest[0]} Error"
            self._shared[at[1]] = self._normaliser.read(*at, pascal_case(schema_name))
        return self._shared[at[1]]

    def _failures(self, call: Call) -> list[tuple[str, At | None]]:
        """Return the JSON of errors by status, wider ranges behind what is within them."""
        responses = call.operation.get("responses", {})
        codes = [code for code in responses if code.startswith(("4", "5"))]
        if "default" in responses and any(code.startswith("2") for code in responses):
            codes.append("default")
        places = {c: (responses[c], join(join(call.pointer, "responses"), c)) for c in codes}
        every = [(c, self._json(*self._paths.target(*place))) for c, place in places.items()]
        return sorted(every, key=lambda row: (row[0] == "default", not row[0].isdigit()))

    def _json(self, holder: Raw, pointer: str) -> At | None:
        media_types = media_of(self._normaliser.json_types, holder, pointer)
        return media_types[0].schema if media_types and media_types[0].content == "json" else None


def _same(media: At | None) -> str:
    """Return a text that is equal for equal schemas."""
    return json.dumps(media and media[0], sort_keys=True)
