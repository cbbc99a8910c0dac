"""The Api's own invariants.

Job: refuse an Api that no correct output can be made from. Everything here is settled by `lower`,
so a failure is a fault of ours and a plain exception. Comes between `lower` and `render`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.api import Api, ByRules, Declaration, Model, Operation, Union, references


class ApiError(Exception):
    """The Api contradicts itself; the message lists each contradiction."""


def verify(api: Api) -> Api:
    """Return the Api, if it holds to its own rules.

    Raises:
        ApiError: it doesn't.
    """
    problems = [
        *_references(api),
        *(problem for declaration in api.declarations for problem in _declaration(declaration)),
        *_scopes(api),
        *_exceptions(api),
        *(problem for p in api.providers for o in p.operations for problem in _operation(o)),
    ]
    if problems:
        raise ApiError("\n".join(problems))
    return api


def _references(api: Api) -> Iterator[str]:
    by_name = {(d.namespace, d.name): d for d in api.declarations}
    for declaration in api.declarations:
        for ref in api.references[declaration.namespace, declaration.name]:
            target = by_name.get((ref.namespace, ref.name))
            if target is None:
                yield f"{declaration.name} refers to {ref.name}, which isn't declared"
            elif not set(declaration.providers) <= set(target.providers):
                fault = "which not all of its providers have"
                yield f"{declaration.name} refers to {ref.name}, {fault}"
    for provider in api.providers:
        for ref in references(provider):
            if (ref.namespace, ref.name) not in by_name:
                yield f"{provider.name} refers to {ref.name}, which isn't declared"


def _declaration(declaration: Declaration) -> Iterator[str]:
    match declaration:
        case Model(properties=properties):
            yield from _repeated(
                declaration.name, [property_.name.wire for property_ in properties]
            )
        case Union(members=members, discriminator=apart):
            yield from _repeated(declaration.name, [value for value, _ in apart.mapping])
            reachable = {member for _, member in apart.mapping}
            reachable |= {apart.otherwise} if apart.otherwise is not None else set()
            if isinstance(apart, ByRules):
                reachable |= {rule.member for rule in apart.rules}
            for member in {*members} ^ reachable:
                fault = "is a member that nothing leads to, or none"
                yield f"{declaration.name}: {member.name} {fault}"


def _scopes(api: Api) -> Iterator[str]:
    for provider in api.providers:
        declaration = [d.name for d in api.declarations if provider.name in d.providers]
        yield from _repeated(provider.name, declaration)
        yield from _repeated(provider.name, [".".join(o.attributes) for o in provider.operations])


def _exceptions(api: Api) -> Iterator[str]:
    bases: dict[str, str] = {}
    for provider in api.providers:
        for code in provider.errors.codes:
            if bases.setdefault(code.exception, code.base) != code.base:
                yield f"{code.exception} derives from {code.base} and {bases[code.exception]}"


def _operation(operation: Operation) -> Iterator[str]:
    parameters = [f"{each.name.wire} in {each.location}" for each in operation.parameters]
    yield from _repeated(operation.id, parameters)
    properties = operation.body.properties if operation.body is not None else None
    yield from _repeated(operation.id, [property_.name.wire for property_ in properties or ()])


def _repeated(owner: str, names: list[str]) -> Iterator[str]:
    for name, count in Counter(names).items():
        if count > 1:
            yield f"{owner}: {name!r} is there {count} times"
