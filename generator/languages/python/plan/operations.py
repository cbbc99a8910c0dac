"""What the template of operations receives: the runtime's tables, row by row.

Job: arrange operations as the data that the runtime reads. Like `clients`, it contains no line of
output.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from generator.api import Answer, Security, Server, Type, references
from generator.languages.python.annotations import Annotations
from generator.languages.python.deprecation import mark
from generator.languages.python.plan.bodies import (
    FieldRow,
    FormRow,
    fields_of,
    form_of,
    parameter_row,
    whole_of,
)
from generator.languages.text import Code
from generator.spelled import Api, Operation, Pagination, Provider

JSON: Final = "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyType:
    """A function that returns what a body is read as."""

    function: str
    expected: Code
    own: bool
    shared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """An answer, as the runtime's table has it."""

    status: str
    media: str | None
    content: str | None
    function: str | None
    item: str | None
    terminator: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureRow:
    """What an error with a status holds, as the runtime's table has it."""

    status: str
    function: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaginationRow:
    """How pages follow each other, as the runtime's table has it."""

    style: str
    items: tuple[str, ...]
    start: int
    argument: str | None
    next: str | None
    last: str | None
    more: str | None
    total: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationRow:
    """An operation, as the runtime's table has it."""

    python: str
    name: str
    method: str
    path: str
    security: Security
    client_parameters: tuple[str, ...]
    answer: Code
    read: tuple[BodyType, ...]
    answers: tuple[AnswerRow, ...]
    accept: str | None
    request: str | None
    response: str | None
    error: str | None
    failures: tuple[FailureRow, ...]
    item: Code | None
    """What an item of a page is."""
    pagination: PaginationRow | None
    streams: bool
    media: str | None
    fields: tuple[FieldRow, ...]
    fixed: tuple[tuple[str, bool], ...]
    form: FormRow | None
    whole: FieldRow | None
    parameters: tuple[FieldRow, ...]
    availability: object
    deprecated: Code | None
    server: str | None


def operations(api: Api, some: Iterable[Operation]) -> tuple[OperationRow, ...]:
    """Return operations as rows."""
    return tuple(_operation(api, operation) for operation in some)


def _operation(api: Api, operation: Operation) -> OperationRow:
    annotations = Annotations(api)
    name = operation.identifier.lower()
    types = {
        f"_{name}_{what}": type_
        for what, type_ in _body_types(operation).items()
        if type_ is not None
    }
    body = operation.body
    return OperationRow(
        python=operation.identifier,
        name=".".join(operation.attributes),
        method=operation.method,
        path=operation.path,
        security=operation.security,
        client_parameters=operation.client_parameters,
        answer=annotations.results(operation),
        read=tuple(_body_type(annotations, *each) for each in types.items()),
        answers=() if operation.has_one_answer else tuple(_answers(operation, name)),
        accept=", ".join(accepted(operation)) or None,
        **{what: _function(types, what) for what in ("request", "response", "error")},
        failures=tuple(_failures(operation, name)),
        item=annotations.answer(operation.pagination.item) if operation.pagination else None,
        pagination=_pagination(operation.pagination),
        streams=operation.streams,
        media=body.content_type if body else None,
        fields=fields_of(api, body),
        fixed=body.fixed if body is not None else (),
        form=form_of(api, body),
        whole=whole_of(api, body),
        parameters=tuple(parameter_row(api, parameter) for parameter in operation.parameters),
        availability=operation.availability,
        deprecated=mark(operation),
        server=operation.server,
    )


def _function(names: Iterable[str], what: str) -> str | None:
    """Return the function by which a body is read; nothing where there is none to read."""
    return next((name for name in names if name.endswith(f"_{what}")), None)


def _body_types(operation: Operation) -> dict[str, Type | None]:
    """Return what bodies are read as: by the client, and a request's by its test double."""
    body = operation.body
    return {
        "request": None if body is None or body.content != "json" else body.type,
        "response": operation.response,
        **{f"answer_{number}": kind for kind, number in _numbers(operation).items()},
        "error": operation.error,
        **{f"error_{number}": kind for kind, number in _error_numbers(operation).items()},
    }


def _numbers(operation: Operation) -> dict[Type, int]:
    """Return the types that JSON is read as where answers differ, each with its number."""
    if operation.has_one_answer:
        return {}
    kinds = (a.type for a in operation.answers if _is_read(a) and a.type is not None)
    return {kind: number for number, kind in enumerate(dict.fromkeys(kinds), start=1)}


def _pagination(pages: Pagination | None) -> PaginationRow | None:
    if pages is None:
        return None
    names = (field.name for field in dataclasses.fields(PaginationRow))
    values = {name: getattr(pages, name) for name in names}
    return PaginationRow(**{**values, "items": tuple(name.identifier for name in pages.items)})


def _error_numbers(operation: Operation) -> dict[Type, int]:
    """Return the types that errors are read as where they differ, each with its number."""
    kinds = dict.fromkeys(each.type for each in operation.failures if each.type is not None)
    return {kind: number for number, kind in enumerate(kinds, start=1)}


def _failures(operation: Operation, name: str) -> Iterator[FailureRow]:
    numbers = _error_numbers(operation)
    for each in operation.failures:
        function = f"_{name}_error_{numbers[each.type]}" if each.type is not None else None
        yield FailureRow(status=each.status, function=function)


def _answers(operation: Operation, name: str) -> Iterator[AnswerRow]:
    numbers = _numbers(operation)
    for each in operation.answers:
        number = numbers.get(each.type) if _is_read(each) and each.type else None
        yield AnswerRow(
            status=each.status,
            media=each.media_type or None,
            content=each.content,
            function=f"_{name}_answer_{number}" if number else None,
            item=each.item if each.item != "json" else None,
            terminator=each.terminator,
        )


def _is_read(answer: Answer) -> bool:
    """Return whether what an answer holds is read from JSON."""
    return answer.content in ("json", "stream") and answer.item != "bytes"


def accepted(operation: Operation) -> tuple[str, ...]:
    """Return the media types that are asked for, where that isn't `application/json` alone.

    JSON comes first, and before all others where a server has several.
    """
    names = operation.json_media
    others = dict.fromkeys(a.media_type for a in operation.answers if not a.is_json)
    less = ";q=0.9" if names else ""
    every = (*names, *(f"{name}{less}" for name in others))
    return () if every == (JSON,) else every


def _body_type(annotations: Annotations, function: str, kind: Type) -> BodyType:
    namespaces = {ref.namespace for ref in references(kind)}
    return BodyType(
        function=function,
        expected=annotations.answer(kind),
        own=any(namespaces),
        shared="" in namespaces,
    )


def server(provider: Provider) -> Server:
    """Return the provider's server; without one the caller has to give the address."""
    return provider.server or Server(url="", environment=None)
