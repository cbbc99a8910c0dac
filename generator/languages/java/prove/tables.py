"""Whether the tables of the output hold the values of the Api.

Job: read the expressions that make the runtime's records back into values, and hold these to the
Api, each to the member of the record that it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from generator.api import Body, Operation
from generator.languages.java.calls import ClientType, Method
from generator.languages.java.literals import is_long, literal, read_literal
from generator.languages.java.prove import answers
from generator.languages.java.prove.facts import LITERAL, Facts
from generator.languages.java.prove.trees import MethodTree, TypeTree
from generator.version import VERSION

_CODE: Final = re.compile(rf"case ({LITERAL}): return new (\w+)\(details\);")
_TOKENS = re.compile(rf"{LITERAL}|new [\w.]+(?:<>)?|List\.of|[\w.]+|[(),]")


def faults(facts: Facts) -> Iterator[str]:
    """Yield what is wrong with the tables of each provider."""
    for client in facts.package.clients:
        tree = facts.file(f"internal/{client.tables}")
        if tree is not None:
            trees = (facts.file(f"internal/{each.tables}") for each in client.sections)
            every = [tree, *(each for each in trees if each is not None)]
            yield from (f"{tree.name}: {each}" for each in _tables(facts, client, every))


def value(expression: str) -> Any:
    """Return what an expression makes: texts, booleans, and tuples that begin with a name.

    Raises:
        ValueError: it is none that a table has.
    """
    tokens = _TOKENS.findall(expression)
    if "".join(tokens).replace(" ", "") != expression.replace(" ", ""):
        raise ValueError(f"{expression!r} is no row of a table")
    result, rest = _value(tokens, 0)
    if rest != len(tokens):
        raise ValueError(f"{expression!r} goes on")
    return result


def _value(tokens: list[str], at: int) -> tuple[Any, int]:
    token = tokens[at]
    if token.startswith('"'):
        return read_literal(token), at + 1
    if at + 1 < len(tokens) and tokens[at + 1] == "(":
        row: list[Any] = [token.removeprefix("new ")]
        at += 2
        while tokens[at] != ")":
            each, at = _value(tokens, at)
            row.append(each)
            at += tokens[at] == ","
        return tuple(row), at + 1
    return {"true": True, "false": False, "null": None}.get(token, token), at + 1


def _tables(facts: Facts, client: ClientType, trees: Sequence[TypeTree]) -> Iterator[str]:
    fields = {(tree.name, field.name): field.value for tree in trees for field in tree.fields}
    by_name = {tree.name: tree for tree in trees}
    operations = [
        operation
        for operation in client.provider.operations
        if not facts.is_left_out(client.provider, operation)
    ]
    agent = f"{facts.package.name.rpartition('.')[2]}/{VERSION}"
    provider = _provider(client, agent, operations)
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


def _listed(values: Any) -> tuple[Any, ...]:
    return ("List.of", *values)


def _security(requirements: Any) -> tuple[Any, ...]:
    return _listed(_listed(each) for each in requirements)


def _provider(client: ClientType, agent: str, operations: list[Operation]) -> tuple[Any, ...]:
    provider, setters = client.provider, client.setters
    server, request, errors = provider.server, provider.client_request_id, provider.errors
    return (
        "Provider",
        provider.name,
        client.name,
        (
            "Provider.Server",
            server.url if server else "",
            (server.environment or "") if server else "",
            _listed(
                (
                    "Provider.ServerVariable",
                    *(v.name, setters.get(v.argument, ""), v.environment or "", v.required),
                    v.default,
                )
                for v in (server.variables if server else ())
            ),
        ),
        _listed(
            (
                "Provider.Credential",
                *(c.name, _listed(setters[a] for a in c.arguments), c.environment or ""),
                *(c.location, c.wire, c.prefix, c.pair),
            )
            for c in provider.credentials
        ),
        _listed(dict.fromkeys(_security(operation.security) for operation in operations)),
        _listed(
            (
                "Provider.ClientParameter",
                *(setters[p.argument], p.environment or "", p.location, p.name),
                _listed(p.values),
            )
            for p in provider.parameters
        ),
        _listed(provider.request_id_headers),
        request.header if request else "",
        request.form if request else "",
        _listed(
            (
                "Provider.RateLimitHeaders",
                *(r.name, r.limit or "", r.remaining or "", r.reset or ""),
            )
            for r in provider.rate_limits
        ),
        (
            "Provider.ErrorTable",
            *map(_listed, (errors.code, errors.message, errors.param, errors.type)),
            ("Codes",),
            *([True] if errors.is_inferred else []),
        ),
        agent,
    )


def _is_operation(
    facts: Facts, client: ClientType, operation: Operation, constant: str, maker: MethodTree
) -> bool:
    match = re.fullmatch(r"\{ return (.*); \}", maker.body)
    row: tuple[Any, ...] = value(match[1]) if match else ()
    names = [each.name for each in dict(client.parameters).get(constant, ())]
    request_body, availability = operation.body, operation.availability
    expectation = (
        "Operation<>",
        ".".join(operation.attributes),
        operation.method,
        operation.path,
        _security(operation.security),
        _listed(client.setters[argument] for argument in operation.client_parameters),
        _listed(
            (
                "Parameter",
                *(name, p.name.wire, p.location, p.required),
                *("" if p.has_standard_style else p.style, p.explode, p.reserved),
                p.content_type or "",
            )
            for name, p in zip(names, operation.parameters, strict=True)
        ),
        (request_body.content_type or "application/json") if request_body else "",
        request_body.required if request_body else False,
        row[9] if len(row) > 9 else None,
        availability.note if availability else "",
        operation.server or "",
        row[12] if len(row) > 12 else None,
        answers.accepted(facts, operation),
        next((name for name, on in request_body.fixed if not on), "") if request_body else "",
        _listed(_encodings(request_body)),
        row[16] if len(row) > 16 else None,
        *([name for name, on in request_body.fixed if on] if request_body else []),
    )
    if not _fails(facts, operation, expectation[12]):
        return False
    result_type = re.fullmatch(r"Operation<(.*)>", maker.returns)
    return (
        row == expectation
        and result_type is not None
        and answers.read(facts, result_type[1], operation, expectation[9], expectation[16])
    )


def _encodings(body: Body | None) -> Iterator[tuple[Any, ...]]:
    """Yield how members of a form are written, where something is said of it."""
    content = body.content if body is not None else ""
    for each in body.encodings if body is not None and content in ("form", "multipart") else ():
        place = ("Parameter", each.property, each.property, "body", False)
        headers = [_listed(text for pair in each.headers for text in pair)] if each.headers else []
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
        facts.fails(kind, how) for (_, kind), (_, how) in zip(failures, entries, strict=True)
    )


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
