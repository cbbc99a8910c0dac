"""Operations: what a call takes, how it travels, what it is answered with.

Job: read operations first for the schemas that they refer to, and say what they mean once these are
settled. The arguments of a call are its parameters and the properties of its JSON object body, or
one `body`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any

from generator.api import Availability, Operation, Parameter
from generator.lower.annotations import sunset, x_names
from generator.lower.bodies import BodyRoot, body, body_root
from generator.lower.declarations import Declarations
from generator.lower.findings import Findings
from generator.lower.normal import Normaliser
from generator.lower.parameters import ParameterRoot, parameter_roots, parameters
from generator.lower.paths import Call, Paths
from generator.lower.responses import AnswerRoot, FailureRoot, Responses, answers, failures
from generator.method_names import method_ways
from generator.named_call import NamedCall
from generator.schema import Schema
from generator.words import snake_case, words


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OperationRoot:
    """An operation with its schemas in normal form, which aren't settled yet."""

    call: Call
    id: str
    parameters: tuple[ParameterRoot, ...]
    body: BodyRoot | None
    answers: tuple[AnswerRoot, ...]
    response_doc: str
    error: Schema | None
    failures: tuple[FailureRoot, ...]


def operation_roots(
    paths: Paths, normaliser: Normaliser, findings: Findings
) -> tuple[OperationRoot, ...]:
    """Return the operations in the order of the description."""
    paths.check(findings)
    responses = Responses(paths, normaliser, findings)
    return tuple(_root(call, paths, normaliser, findings, responses) for call in paths.operations())


def _root(
    call: Call, paths: Paths, normaliser: Normaliser, findings: Findings, responses: Responses
) -> OperationRoot:
    identity = str(call.operation.get("operationId") or _derived(call))
    places = tuple(parameter_roots(normaliser, findings, call.parameters, identity))
    roots, response_doc = responses.answers(call, identity)
    error, failures = responses.errors(call, identity)
    return OperationRoot(
        call=call,
        id=identity,
        parameters=places,
        answers=roots,
        response_doc=response_doc,
        body=body_root(normaliser, findings, paths, call, identity),
        error=error,
        failures=failures,
    )


def operations(
    roots: tuple[OperationRoot, ...], declarations: Declarations, findings: Findings
) -> tuple[Operation, ...]:
    """Return what the operations mean."""
    ways = _ways(roots, first_party=findings.first_party)
    meanings = tuple(
        _operation(root, way, declarations, findings) for root, way in zip(roots, ways, strict=True)
    )
    _check_names(findings, [(o, root.call) for o, root in zip(meanings, roots, strict=True)])
    return meanings


def _check_names(findings: Findings, every: Iterable[tuple[Operation, Call]]) -> None:
    """A name is one method or holds methods; it can't be both, nor two of them."""
    pairs = list(every)
    methods = {operation.attributes: call for operation, call in reversed(pairs)}
    for operation, call in pairs:
        name = operation.attributes
        outer = (methods.get(name[:length]) for length in range(1, len(name)))
        for other in (methods[name], *outer):
            if other is not None and other is not call:
                message = f"the method {'.'.join(name)} is in the way of that of {other.pointer}"
                findings.add(call.pointer, f"{message}; give one an `x-method`")


def _ways(roots: tuple[OperationRoot, ...], *, first_party: bool) -> list[tuple[str, ...]]:
    """Return where the method of each operation stands on the client.

    A description of ours says it; elsewhere there are rules for what it doesn't say.
    """
    if not first_party:
        return method_ways([_named(root) for root in roots])
    texts = [str(root.call.operation.get("x-method", root.id)) for root in roots]
    every = [tuple(part for part in text.split(".") if part) for text in texts]
    return [way or (_derived(root.call),) for way, root in zip(every, roots, strict=True)]


def _named(root: OperationRoot) -> NamedCall:
    raw = root.call.operation
    return NamedCall(
        method=root.call.method,
        path=root.call.path,
        id=str(raw.get("operationId") or ""),
        x_method=str(raw.get("x-method") or ""),
        tagged=bool(raw.get("tags")),
    )


def _operation(
    root: OperationRoot, way: tuple[str, ...], declarations: Declarations, findings: Findings
) -> Operation:
    call, raw = root.call, root.call.operation
    arguments = tuple(
        dataclasses.replace(each, segments=_is_of_several_segments(each, call))
        for each in parameters(root.parameters, declarations, findings)
    )
    return Operation(
        id=root.id,
        attributes=tuple(map(snake_case, way)),
        method=call.method.upper(),
        path=call.path,
        doc=raw.get("description") or raw.get("summary", ""),
        summary=raw.get("summary", ""),
        parameters=arguments,
        body=body(root.body, declarations),
        answers=answers(root.answers, declarations),
        response_doc=root.response_doc,
        error=declarations.type_of(root.error) if root.error else None,
        failures=failures(root.failures, declarations),
        availability=_availability(raw.get("x-availability")),
        deprecated=raw.get("deprecated") is True,
        sunset=sunset(raw),
        called=x_names(raw),
    )


def _is_of_several_segments(parameter: Parameter, call: Call) -> bool:
    return parameter.location == "path" and parameter.name.wire in call.of_several_segments


def _derived(call: Call) -> str:
    """Return a name for an operation that has none."""
    return "_".join(words(f"{call.method} {call.path}")).lower()


def _availability(raw: Any) -> Availability | None:
    if not isinstance(raw, dict):
        return None
    return Availability(status=raw["status"], note=" ".join(raw.get("note", "").split()))
