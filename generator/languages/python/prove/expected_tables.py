"""The tables of a provider as the Api means them: each slot with the value that it has to have.

Job: make of the Api what the calls of the runtime's vocabulary are to be given. `tables` holds what
is written against it. It must not know how tables are written.
"""

from __future__ import annotations

from generator.api import Answer, Binary, ClientParameter, Credential, Failure, Server
from generator.languages.python.prove.body_types import error_types, json_types, results
from generator.languages.python.prove.expected_arguments import (
    argument_row,
    body_of,
    how_written,
    mark,
)
from generator.languages.python.prove.facts import (
    Declarations,
)
from generator.languages.python.prove.slots import Instance, Symbol, every, one, present
from generator.spelled import Api, Operation, Pagination, Provider


def tables(api: Api, by_ref: Declarations, provider: Provider) -> dict[str, Instance]:
    """Return the tables of a provider by their names: its own, and one for each operation."""
    operations = {o.identifier: _operation(by_ref, o) for o in provider.operations}
    return {"PROVIDER": _provider(provider, api.package), **operations}


def _provider(provider: Provider, package: str) -> Instance:
    server = provider.server or Server(url="", environment=None)
    variables = every("ServerVariable", server.variables, "doc")
    more = ("exclusive",) if provider.exclusive else ()
    own = ("doc", "operations", "migration", "called", "aliases", *more)
    slots = {
        **one("Provider", provider, *own).slots,
        "server": Instance("Server", {**one("Server", server).slots, "variables": variables}),
        "credentials": tuple(map(_credential, provider.credentials)),
        "security": provider.security,
        "parameters": tuple(map(_client_parameter, provider.parameters)),
        "client_request_id": provider.client_request_id
        and one("ClientRequestId", provider.client_request_id),
        "rate_limits": every("RateLimitHeaders", provider.rate_limits),
        "errors": _errors(provider),
        "user_agent": package,
    }
    return Instance("Provider", present(slots))


def _credential(credential: Credential) -> Instance:
    without = ["doc", "location", "grant", *([] if credential.pair else ["pair"])]
    row = one("Credential", credential, *without)
    place = {} if credential.location == "header" else {"place": credential.location}
    grant = {"grant": one("Grant", credential.grant)} if credential.grant is not None else {}
    return Instance(row.kind, {**row.slots, **place, **grant})


def _client_parameter(parameter: ClientParameter) -> Instance:
    row = one("ClientParameter", parameter, "doc", "location")
    return Instance(row.kind, {**row.slots, "place": parameter.location})


def _errors(provider: Provider) -> Instance:
    codes = {
        code.code: Instance(
            "ErrorCode",
            {"exception": Symbol(f"exceptions.{code.exception}"), "retry": code.retry},
        )
        for code in provider.errors.codes
    }
    more = () if provider.errors.is_inferred else ("is_inferred",)
    row = one("ErrorTable", provider.errors, *more)
    return Instance(row.kind, {**row.slots, "codes": codes})


def _operation(by_ref: Declarations, operation: Operation) -> Instance:
    function = f"_{operation.identifier.lower()}_"
    available = operation.availability
    slots = {
        "name": ".".join(operation.attributes),
        "method": operation.method,
        "path": operation.path,
        "security": operation.security,
        "client_parameters": operation.client_parameters or None,
        "body": body_of(by_ref, operation),
        "media": operation.body and operation.body.content_type,
        "parameters": tuple(
            argument_row(
                "Parameter", by_ref, p, required=p.required, place=p.location, **how_written(p)
            )
            for p in operation.parameters
        ),
        "request": _reads_request(operation) and Symbol(f"{function}request"),
        "response": operation.response and Symbol(f"{function}response"),
        "answers": _answers(operation, function) or None,
        "accept": _accept(operation),
        "error": operation.error and Symbol(f"{function}error"),
        "failures": tuple(_failure(operation, each, function) for each in operation.failures)
        or None,
        "pagination": operation.pagination and _pagination(operation.pagination),
        "availability": available and one("Availability", available),
        "deprecated": mark(operation),
        "server": operation.server,
    }
    return Instance(_kind(operation), present(slots))


def _kind(operation: Operation) -> str:
    if operation.pagination is not None:
        return "PagedOperation"
    streams = any(answer.content == "stream" for answer in operation.answers)
    return "StreamedOperation" if streams else "Operation"


def _pagination(pages: Pagination) -> Instance:
    items = tuple(name.identifier for name in pages.items)
    slots = {**one("Pagination", pages, "item").slots, "items": items}
    return Instance("Pagination", present(slots))


def _reads_request(operation: Operation) -> bool | None:
    """Return whether a test double reads what is sent; `None` where nothing is to be written."""
    return (operation.body is not None and operation.body.content == "json") or None


def _answers(operation: Operation, function: str) -> tuple[Instance, ...]:
    """Return the answers, where they differ by more than their status."""
    kinds, contents = results(operation), {answer.content for answer in operation.answers}
    if len(kinds) < 2 and contents <= {None, "json"}:
        return ()
    return tuple(_answer(operation, answer, function) for answer in operation.answers)


def _answer(operation: Operation, answer: Answer, function: str) -> Instance:
    if answer.content is None:
        return Instance("Answer", {"status": answer.status})
    slots = {"status": answer.status, "media": answer.media_type, "content": answer.content}
    if answer.item != "json":
        slots["item"] = answer.item
    if answer.terminator is not None:
        slots["terminator"] = answer.terminator
    if answer.content in ("json", "stream") and not isinstance(answer.type, Binary):
        number = json_types(operation).index(answer.type) + 1
        slots["read"] = Symbol(f"{function}answer_{number}")
    return Instance("Answer", slots)


def _failure(operation: Operation, failure: Failure, function: str) -> Instance:
    if failure.type is None:
        return Instance("Failure", {"status": failure.status})
    number = error_types(operation).index(failure.type) + 1
    return Instance(
        "Failure", {"status": failure.status, "read": Symbol(f"{function}error_{number}")}
    )


def _accept(operation: Operation) -> str | None:
    """Return what is asked for, JSON before all, where that isn't JSON alone."""
    others = list(dict.fromkeys(a.media_type for a in operation.answers if not a.is_json))
    names = list(operation.json_media)
    names += [f"{name};q=0.9" for name in others] if names else others
    return ", ".join(names) if names and names != ["application/json"] else None
