"""Whether the tables of the output hold the values of the Api.

Job: hold the values that the runtime's records are made of to the Api, each to the member of the
record that it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from generator.api import Body, Operation, Parameter, Type
from generator.languages.java.calls import ClientType, Method
from generator.languages.java.literals import is_long, literal, read_literal
from generator.languages.java.prove import answers, providers
from generator.languages.java.prove.expressions import spelt, written
from generator.languages.java.prove.facts import LITERAL, Facts
from generator.languages.java.prove.rows import listed, security, value
from generator.languages.java.prove.trees import MethodTree, TypeTree
from generator.version import VERSION

_CODE: Final = re.compile(rf"case ({LITERAL}): return new (\w+)\(details\);")


def faults(facts: Facts) -> Iterator[str]:
    """Yield what is wrong with the tables of each provider."""
    for client in facts.package.clients:
        tree = facts.file(f"internal/{client.tables}")
        if tree is not None:
            trees = (facts.file(f"internal/{each.tables}") for each in client.sections)
            every = [tree, *(each for each in trees if each is not None)]
            yield from (f"{tree.name}: {each}" for each in _tables(facts, client, every))


def _tables(facts: Facts, client: ClientType, trees: Sequence[TypeTree]) -> Iterator[str]:
    fields = {(tree.name, field.name): field.value for tree in trees for field in tree.fields}
    by_name = {tree.name: tree for tree in trees}
    operations = [
        operation
        for operation in client.provider.operations
        if not facts.is_left_out(client.provider, operation)
    ]
    agent = f"{facts.package.name.rpartition('.')[2]}/{VERSION}"
    provider = providers.row(client, agent, operations)
    if value(fields.get((client.tables, "PROVIDER"), "null")) != provider:
        yield "the provider isn't the description's"
    places = {method.operation.attributes: (tables, method) for tables, method in _places(client)}
    for operation in operations:
        tables, method = places.get(operation.attributes, ("", None))
        makers = by_name[tables].calls(method.table) if method and tables in by_name else ()
        row = fields.get((tables, method.constant)) if method else None
        if method is None or len(makers) != 1 or row != f"{method.table}()":
            yield f"{operation.id} isn't there"
        elif not _is_operation(facts, client, operation, method.constant, makers[0]):
            yield f"{operation.id} isn't the description's"
    yield from _codes(client, trees[0])


def _places(client: ClientType) -> Iterator[tuple[str, Method]]:
    """Yield the methods of a client, each with the class of its operation."""
    for resource in (client.root, *client.resources):
        yield from ((client.tables, method) for method in resource.methods)
    for section in client.sections:
        yield from ((section.tables, method) for method in section.methods)


def _is_operation(
    facts: Facts, client: ClientType, operation: Operation, constant: str, maker: MethodTree
) -> bool:
    match = re.fullmatch(r"\{ return (.*); \}", maker.body)
    row: tuple[Any, ...] = value(match[1]) if match else ()
    read, failed, cases = (row[at] if len(row) > at else None for at in (9, 12, 16))
    result_type = re.fullmatch(r"Operation<(.*)>", maker.returns)
    return (
        row == _row(facts, client, operation, constant, (read, failed, cases))
        and _fails(facts, operation, failed)
        and result_type is not None
        and answers.read(facts, result_type[1], operation, read, cases)
    )


def _row(
    facts: Facts, client: ClientType, operation: Operation, constant: str, asked: Sequence[Any]
) -> tuple[Any, ...]:
    """Return the row of an operation, with what is asked of other parts of the proof."""
    body, availability = operation.body, operation.availability
    names = [each.name for each in client.parameters.get(constant, ())]
    read, failed, cases = asked
    return (
        *("Operation<>", ".".join(operation.attributes), operation.method, operation.path),
        security(operation.security),
        listed(client.setters[argument] for argument in operation.client_parameters),
        listed(map(_parameter, names, operation.parameters)),
        *((body.content_type or "application/json", body.required) if body else ("", False)),
        read,
        availability.note if availability else "",
        operation.server or "",
        failed,
        answers.accepted(facts, operation),
        next((name for name, on in body.fixed if not on), "") if body else "",
        listed(_encodings(body)),
        cases,
        *([name for name, on in body.fixed if on] if body else []),
    )


def _parameter(name: str, each: Parameter) -> tuple[Any, ...]:
    style = "" if each.has_standard_style else each.style
    place = (name, each.name.wire, each.location, each.required)
    return ("Parameter", *place, style, each.explode, each.reserved, each.content_type or "")


def _encodings(body: Body | None) -> Iterator[tuple[Any, ...]]:
    """Yield how members of a form are written, where something is said of it."""
    content = body.content if body is not None else ""
    for each in body.encodings if body is not None and content in ("form", "multipart") else ():
        place = ("Parameter", each.property, each.property, "body", False)
        headers = [listed(text for pair in each.headers for text in pair)] if each.headers else []
        if each.style is not None:
            yield (*place, each.style, each.explode, each.reserved, "", *headers)
        elif each.content_type or headers:
            style = "form" if content == "form" else ""
            yield (*place, style, True, False, each.content_type or "", *headers)


def _fails(facts: Facts, operation: Operation, rows: Any) -> bool:
    """Return whether errors are read as what the Api says of their statuses."""
    failures = [(failure.status, failure.type) for failure in operation.failures]
    failures += [("default", operation.error)] if operation.error is not None else []
    entries = [row[1:] for row in rows[1:] if row[0] == "Operation.Failure"] if rows else []
    statuses = [status for status, _ in entries] == [status for status, _ in failures]
    return statuses and all(
        _is_read(facts, kind, how) for (_, kind), (_, how) in zip(failures, entries, strict=True)
    )


def _is_read(facts: Facts, kind: Type | None, how: object) -> bool:
    """Return whether an error is read as what the Api says that it is."""
    if kind is None:
        return how is None
    return how is not None and facts.matches(spelt(written(how)), kind)


def _codes(client: ClientType, tree: TypeTree) -> Iterator[str]:
    """Yield what is wrong with what the codes of errors mean."""
    codes = tree.named("Codes")
    every = client.provider.errors.codes
    exception = "".join(m.body for m in (codes.calls("exception") if codes else ()))
    cases = [(read_literal(c), n) for c, n in re.findall(_CODE, exception)]
    names = dict(client.exceptions)
    comparisons = "".join(_compared(e.code, f"new {names[e.code]}(details)") for e in every)
    short_codes = [(e.code, names[e.code]) for e in every if not is_long(e.code)]
    if cases != short_codes or not exception.startswith(f"{{ {comparisons}switch"):
        yield "a code means another exception"
    retried = "".join(m.body for m in (codes.calls("retried") if codes else ()))
    final = [read_literal(code) for code in re.findall(rf"case ({LITERAL}):", retried)]
    final_codes = [each.code for each in every if not each.retry]
    comparisons = "".join(_compared(code, "false") for code in final_codes)
    if final != [code for code in final_codes if not is_long(code)]:
        yield "other codes are tried again"
    if not retried.startswith(f"{{ {comparisons}switch"):
        yield "other codes are tried again"


def _compared(code: str, result: str) -> str:
    """Return how a code is compared that no constant can hold; "" for others."""
    return f"if (code.equals({literal(code)})) {{ return {result}; }} " if is_long(code) else ""
