"""Operations as lines: what a call takes, how it travels, what it is answered with."""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.api import Answer, Body, Encoding, Operation, Pagination, Parameter
from generator.dump.phrases import defaulted, elsewhere, old
from generator.dump.types import spelt


def operation(operation: Operation, *, with_security: bool) -> Iterator[str]:
    """Yield the lines of an operation; `with_security` if its provider has credentials."""
    yield f"  operation {operation.id}: {operation.method} {operation.path}"
    yield f"    method {'.'.join(operation.attributes)}{elsewhere(operation.called)}"
    if operation.server is not None:
        yield f"    server {operation.server}"
    if with_security:
        ways = (" and ".join(requirement) or "none" for requirement in operation.security)
        yield f"    credential {' or '.join(ways) or 'none'}"
    yield from (f"    sends the client's {name}" for name in operation.client_parameters)
    yield from map(_parameter, operation.parameters)
    if operation.body is not None:
        yield from _body(operation.body)
    yield from _answers(operation)
    if operation.pagination is not None:
        yield f"    {_paged(operation.pagination)}"
    if operation.availability is not None:
        yield f"    {operation.availability.status}"
    if operation.deprecated:
        yield f"    {old(operation)[2:]}"


def _parameter(parameter: Parameter) -> str:
    presence = "required" if parameter.required else "optional"
    name, type_ = parameter.name.wire, spelt(parameter.type)
    details = f"{_styled(parameter)}{defaulted(parameter)}"
    details += old(parameter, parameter.deprecated_values)
    return f"    {parameter.location} {name} {presence}: {type_}{details}"


def _styled(parameter: Parameter) -> str:
    """Return how a parameter is written, where that isn't as its location has it."""
    if parameter.content_type:
        return f" as {parameter.content_type!r}"
    if parameter.segments:
        return " of several segments"
    if parameter.has_standard_style:
        return ""
    words = [parameter.style, *(["explode"] if parameter.explode else [])]
    return f" in style {' '.join([*words, *(['reserved'] if parameter.reserved else [])])}"


def _body(body: Body) -> Iterator[str]:
    presence = "required" if body.required else "optional"
    content_type = f" as {body.content_type!r}" if body.content_type else ""
    yield f"    sends {presence}: {spelt(body.type)}{content_type}"
    if body.content in ("form", "multipart"):
        yield from _form(body)
    yield from (f"      {wire} is always {value}" for wire, value in body.fixed)
    for wire, union in body.replayable:
        yield f"      {wire} takes {spelt(union)} as it is"


def _form(body: Body) -> Iterator[str]:
    encodings = {each.property: each for each in body.encodings}
    for property_ in body.properties or ():
        each = encodings.get(property_.name.wire, Encoding(property=property_.name.wire))
        words = [each.style, "explode" * each.explode, "reserved" * each.reserved]
        style = f" in style {' '.join(word for word in words if word)}" if each.style else ""
        details = f" as {each.content_type!r}" if each.content_type else ""
        details += "".join(f" with {n}: {json.dumps(value)}" for n, value in each.headers)
        type_ = f"{spelt(property_.type)}{style}{details}"
        yield f"      {property_.name.wire} {property_.presence}: {type_}"


def _answers(operation: Operation) -> Iterator[str]:
    """Yield what a call is answered with, where it succeeds and where it fails."""
    if operation.response is not None:
        yield f"    answers: {spelt(operation.response)}"
    elif not operation.has_one_answer:
        yield from (f"    answers {_answer(answer)}" for answer in operation.answers)
    if operation.error is not None:
        yield f"    fails with: {spelt(operation.error)}"
    for failure in operation.failures:
        details = spelt(failure.type) if failure.type is not None else "anything"
        yield f"    fails with {failure.status}: {details}"


def _answer(answer: Answer) -> str:
    if answer.type is None:
        return f"{answer.status} with nothing"
    if answer.content == "stream":
        kind = "" if answer.item == "json" else f" ({answer.item})"
        kind += f" until {json.dumps(answer.terminator)}" if answer.terminator else ""
        return f"{answer.status} in {answer.media_type!r}: stream of ({spelt(answer.type)}){kind}"
    return f"{answer.status} in {answer.media_type!r}: {spelt(answer.type)}"


def _paged(pages: Pagination) -> str:
    """Return how pages lead from one to the next, by the names of the description."""
    where = "/".join(name.wire for name in pages.items) or "the answer"
    phrases = [f"pages by {pages.style}: items of ({spelt(pages.item)}) in {where}"]
    phrases += [f"argument {pages.argument}"] if pages.argument else []
    phrases += [f"from {pages.start}"] if pages.style in ("offset", "page") else []
    keywords = ("next", "last", "more", "total")
    phrases += [f"{name} at {at}" for name in keywords if (at := getattr(pages, name)) is not None]
    return ", ".join(phrases)
