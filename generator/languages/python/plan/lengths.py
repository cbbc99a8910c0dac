"""About how many lines of code what is planned will take, told before anything is written.

Job: measure what decides where modules end. Numbers go by the description alone, so that nothing
moves because a template or the formatter does. It must not decide what is too long.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.api import Literal, Type, leaves
from generator.languages.python.plan.answers import few_members
from generator.spelled import Alias, Api, Declaration, Model, Operation, Parameter, Property, Union


def of_declaration(declaration: Declaration) -> int:
    """Return about how many lines a declaration takes."""
    head = 4 + _lines(declaration.doc)
    match declaration:
        case Model(properties=properties):
            return head + sum(1 + _lines(p.doc) + _wide(p.type) for p in properties)
        case Alias(type=kind):
            return head + _wide(kind)
        case Union(members=members):
            return head + 16 + 2 * len(members)


def of_method(operation: Operation) -> int:
    """Return about how many lines the method of an operation takes, with its twin."""
    arguments = sum(3 + _lines(each.doc) + _wide(each.type) for each in _arguments(operation))
    return 28 + _lines(operation.doc) + _lines(operation.response_doc) + arguments


def of_table(operation: Operation) -> int:
    """Return about how many lines the table of an operation takes."""
    body = operation.body
    fields = 8 * len(operation.parameters) + (6 * len(body.properties or ()) if body else 0)
    return 22 + fields + 6 * (len(operation.answers) + len(operation.failures))


def of_call(api: Api, operation: Operation) -> int:
    """Return about how many lines a call takes in the tables of the command line."""
    return 6 + sum(6 + _options(api, each) for each in _arguments(operation))


def of_row(operation: Operation) -> int:
    """Return how many lines an operation takes in the list of what there is to call."""
    return 6 + operation.deprecated


def _options(api: Api, argument: Parameter | Property) -> int:
    return 5 * len(few_members(api, argument.type))


def _arguments(operation: Operation) -> Iterator[Parameter | Property]:
    yield from operation.parameters
    if operation.body is not None:
        yield from operation.body.properties or ()


def _lines(text: str) -> int:
    return sum(1 + len(line) // 88 for line in text.splitlines())


def _wide(kind: Type) -> int:
    """Return how many lines more than one a type takes, which stand below each other when many."""
    lengths = [len(leaf.values) if isinstance(leaf, Literal) else 1 for leaf in leaves(kind)]
    return 0 if sum(lengths) < 4 else sum(lengths)
