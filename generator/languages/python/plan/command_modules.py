"""Which modules have the tables of a command line: what calls take, and what there is to call.

Job: put the calls of each resource into a module of their own, and part what is too much for one.
It must not say what the tables hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from generator.languages import intervals
from generator.languages.python.naming import module_name
from generator.languages.python.plan import lengths
from generator.spelled import Api, Operation, Provider
from generator.words import distinct

CALLS: Final = "command"
"""How the names of modules begin that say what calls take."""

ROWS: Final = "commands"
"""How those begin that list what there is to call."""


def call_modules(api: Api, provider: Provider) -> dict[str, list[Operation]]:
    """Return the operations of each module that says what calls take, by its name."""
    resources: dict[str, list[Operation]] = {}
    for operation in provider.operations:
        resources.setdefault("_".join(operation.attributes[:-1]), []).append(operation)
    groups: dict[str, list[Operation]] = {}
    preferred: dict[str, str] = {}
    for resource, operations in resources.items():
        for start, some in _parts(operations, _last, lambda o: lengths.of_call(api, o)).items():
            groups[f"{start}/{resource}"] = some
            preferred[f"{start}/{resource}"] = _module(CALLS, resource, start)
    names = distinct(preferred.items())
    return {names[place]: some for place, some in groups.items()}


def row_modules(api: Api) -> Mapping[str, dict[str, list[Operation]]]:
    """Return the operations of each module that lists some, by provider and by its name.

    There are none where the list of all providers' stands in one module.
    """
    every = [operation for provider in api.providers for operation in provider.operations]
    if sum(map(lengths.of_row, every)) <= intervals.TOGETHER:
        return {}
    modules: dict[str, dict[str, list[Operation]]] = {}
    for provider in api.providers:
        parts = _parts(provider.operations, _words, lengths.of_row)
        names = distinct((start, _module(ROWS, "", start)) for start in parts)
        modules[provider.name] = {names[start]: some for start, some in parts.items()}
    return modules


def _last(operation: Operation) -> str:
    return operation.attributes[-1]


def _words(operation: Operation) -> str:
    return "_".join(operation.attributes)


def _parts(
    operations: Sequence[Operation],
    name: Callable[[Operation], str],
    length: Callable[[Operation], int],
) -> dict[str, list[Operation]]:
    """Return operations by what the interval of their names begins with, in their order."""
    by_name: dict[str, int] = {}
    for operation in operations:
        by_name[name(operation)] = by_name.get(name(operation), 0) + length(operation)
    starts = {each: start for start, names in intervals.parted(by_name).items() for each in names}
    parts: dict[str, list[Operation]] = {start: [] for start in dict.fromkeys(starts.values())}
    for operation in operations:
        parts[starts[name(operation)]].append(operation)
    return parts


def _module(lead: str, resource: str, start: str) -> str:
    words = (lead, resource, f"from_{start}" if start else "")
    return module_name("_".join(filter(None, words)))
