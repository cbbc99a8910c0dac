"""The Api's own invariants.

Job: refuse an Api that no correct output can be made from. Everything here is settled by `lower`,
so a failure is a fault of ours and a plain exception. Comes between `lower` and `render`.
"""

from __future__ import annotations

import keyword
from collections import Counter
from collections.abc import Iterable, Iterator

from generator.api import (
    Api,
    ByRules,
    Declaration,
    Model,
    Name,
    Operation,
    Union,
    former_classes,
    references,
)
from generator.languages.python.naming import RESERVED_CLASSES, RESERVED_FIELDS
from generator.words import is_visible


class ApiError(Exception):
    """The Api contradicts itself; the message lists each contradiction."""


def verify(api: Api) -> Api:
    """Return the Api, if it holds to its own rules.

    Raises:
        ApiError: it doesn't.
    """
    problems = [
        *_references(api),
        *(problem for declared in api.declarations for problem in _declaration(declared)),
        *_scopes(api),
        *_exceptions(api),
        *(problem for p in api.providers for o in p.operations for problem in _operation(o)),
    ]
    if problems:
        raise ApiError("\n".join(problems))
    return api


def _references(api: Api) -> Iterator[str]:
    known = {(d.namespace, d.name): d for d in api.declarations}
    for declared in api.declarations:
        for ref in api.references[declared.namespace, declared.name]:
            target = known.get((ref.namespace, ref.name))
            if target is None:
                yield f"{declared.name} refers to {ref.name}, which isn't declared"
            elif not set(declared.providers) <= set(target.providers):
                yield f"{declared.name} refers to {ref.name}, which not all of its providers have"
    for provider in api.providers:
        for ref in references(provider):
            if (ref.namespace, ref.name) not in known:
                yield f"{provider.name} refers to {ref.name}, which isn't declared"


def _declaration(declared: Declaration) -> Iterator[str]:
    yield from _names(declared.name, [declared.python, *declared.former], RESERVED_CLASSES)
    match declared:
        case Model(properties=properties):
            python = [name for known in properties for name in _every_name(known.name)]
            yield from _names(declared.name, python, RESERVED_FIELDS)
            yield from _repeated(declared.name, python)
        case Union(members=members, discriminator=apart):
            yield from _names(declared.name, [declared.unknown], RESERVED_CLASSES)
            yield from _repeated(declared.name, [value for value, _ in apart.mapping])
            told = {member for _, member in apart.mapping}
            told |= {apart.otherwise} if apart.otherwise is not None else set()
            if isinstance(apart, ByRules):
                told |= {rule.member for rule in apart.rules}
            for member in {*members} ^ told:
                yield f"{declared.name}: {member.name} is a member that nothing leads to, or none"


def _scopes(api: Api) -> Iterator[str]:
    for provider in api.providers:
        names = []
        for declared in api.declarations:
            if provider.name in declared.providers:
                names.append(declared.python)
                names += [declared.unknown] if isinstance(declared, Union) else []
                names += [former for former, _ in former_classes(declared)]
        yield from _repeated(provider.name, names)
        yield from _repeated(provider.name, [".".join(o.attributes) for o in provider.operations])


def _exceptions(api: Api) -> Iterator[str]:
    bases: dict[str, str] = {}
    for provider in api.providers:
        for code in provider.errors.codes:
            yield from _names(provider.name, [code.exception], RESERVED_CLASSES)
            if bases.setdefault(code.exception, code.base) != code.base:
                yield f"{code.exception} derives from {code.base} and {bases[code.exception]}"


def _operation(operation: Operation) -> Iterator[str]:
    names = [name for each in operation.parameters for name in _every_name(each.name)]
    if operation.body is not None:
        properties = operation.body.properties
        names += [operation.body.argument] if properties is None else []
        names += [name for known in properties or () for name in _every_name(known.name)]
    yield from _names(operation.id, names, frozenset({"self"}))
    yield from _repeated(operation.id, names)


def _every_name(name: Name) -> tuple[str, ...]:
    return (name.python, *name.former)


def _names(owner: str, names: Iterable[str], reserved: frozenset[str]) -> Iterator[str]:
    for name in names:
        sound = is_visible(name) and not keyword.iskeyword(name)
        if not sound or name in reserved:
            yield f"{owner}: {name!r} can't be a name"


def _repeated(owner: str, names: list[str]) -> Iterator[str]:
    for name, count in Counter(names).items():
        if count > 1:
            yield f"{owner}: {name!r} is there {count} times"
