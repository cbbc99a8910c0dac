"""Whether the methods of an operation take, say, call and return what the Api means.

Job: follow the attributes of a client to both methods, the one that reads the answer and the one
that gives it back as it came, and hold each against the operation. It must not ask what writes
methods.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from generator.api import Ref
from generator.languages.python.prove import deprecations, ways
from generator.languages.python.prove.accepted import TypeRows, row_text, written
from generator.languages.python.prove.annotations import Spelling
from generator.languages.python.prove.arguments import Argument, arguments
from generator.languages.python.prove.body_types import answers, both, returned
from generator.languages.python.prove.docstrings import together, told
from generator.languages.python.prove.facts import Declarations
from generator.languages.python.prove.former import names_taken, notice_of
from generator.languages.python.prove.signatures import (
    argument_faults,
    handed_faults,
    options_of,
    types_of,
)
from generator.languages.python.prove.trees import docstring, tables_of
from generator.languages.python.prove.ways import Classes
from generator.spelled import Operation

OPTIONS: Final = "CallOptions"
"""What every method takes besides."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What names stand for, in the Api and in the modules of a provider."""

    declarations: Declarations
    spelling: Spelling


def faults(
    facts: Scope, operation: Operation, classes: Classes, client: str, *, waits: bool
) -> Iterator[str]:
    """Yield what is wrong with the two methods of an operation, where its attributes lead."""
    *path, name = operation.attributes
    holder = ways.class_at(classes, client, path)
    streams = any(answer.content == "stream" for answer in operation.answers)
    way = "pages" if operation.pagination is not None else "stream" if streams else "call"
    call = f"{'await ' if waits else ''}{_caller(operation, way, waits=waits)}"
    owner, method = ways.member(classes, holder, name)
    through = {"stream": "Stream", "pages": "Page"}.get(way)
    gives = f"{'Async' if waits else ''}{through}" if through else ""
    for fault in _method_faults(facts, operation, method, call, gives):
        yield f"{holder or '.'.join((client, *path))}.{name}: {fault}"
    twins = ways.leads_to(classes, holder, "with_raw_response")
    _, twin = ways.member(classes, twins, name)
    old = "deprecated_" if operation.deprecated else ""
    decorator = f"{old}{'async_' if waits else ''}raw{'_stream' if streams else ''}"
    if not _is_twin(twin, f"{decorator}({owner}.{name})"):
        yield f"{twins or '.'.join((client, *path))}.{name}: isn't the method for answers unread"


def _caller(operation: Operation, way: str, *, waits: bool) -> str:
    """Return what is called: a method of the session, or of the table of the operation."""
    if way == "call":
        return "self._session.call"
    return f"operations.{operation.identifier}.{way}{'_async' if waits else ''}"


def _is_twin(node: ast.stmt | None, call: str) -> bool:
    """Return whether a method for raw answers is made of the other one by this call."""
    return isinstance(node, ast.Assign) and ast.unparse(node.value) == call


def _method_faults(
    facts: Scope, operation: Operation, node: ast.stmt | None, call: str, gives: str
) -> Iterator[str]:
    """Yield what is wrong with a method; `gives` is the class that its items come through."""
    own = arguments(facts.declarations, operation)
    defaults = {each.name: "omit" if each.optional or each.former else "" for each in own}
    before = {name: "omit" for each in own for name in each.former}
    yield from argument_faults(defaults | before, OPTIONS, node, deprecations.marks(operation))
    yield from handed_faults([argument.name for argument in own], node)
    yield from _name_faults(operation, own, node)
    yield from _type_faults(facts, own, node)
    yield from _doc_faults(facts, operation, own, docstring(node))
    result = _through(node, gives)
    if operation.pagination is not None:
        result, item = both(result)
        if not answers(operation.pagination.item, item, facts.spelling):
            yield "isn't annotated with the items of its pages"
    if not returned(operation, result, facts.spelling):
        yield "isn't annotated with what it returns"
    if not _calls(operation, node, call):
        yield f"doesn't call {operation.identifier}, as in {call}(...)"


def _through(node: ast.stmt | None, gives: str) -> ast.expr | None:
    """Return the annotation of what is returned, within the brackets of what it comes through."""
    returns: ast.expr | None = getattr(node, "returns", None)
    if not gives:
        return returns
    match returns:
        case ast.Subscript(value=ast.Name(id=name), slice=inner) if name == gives:
            return inner
        case _:
            return None


def _doc_faults(
    facts: Scope, operation: Operation, own: Sequence[Argument], text: str
) -> Iterator[str]:
    about = [operation.doc or operation.id, deprecations.against(operation)]
    sentences = [*about, "Args:", *docs(own), "**call_options:"]
    yield from together(text, sentences)
    yield from told(
        text, [f"Returns: {operation.response_doc or 'What the provider answers.'} Raises:"]
    )
    errors = [f"`{n}` with {', '.join(s)}" for n, s in _told_errors(facts, operation).items()]
    if errors:
        yield from told(text, ["Raises: APIStatusError:", f"Its `error` is {'; '.join(errors)}."])


def _told_errors(facts: Scope, operation: Operation) -> dict[str, list[str]]:
    """Return the classes that errors are read as by status, and the status of each."""
    classes: dict[str, list[str]] = {}
    for failure in operation.failures:
        if isinstance(failure.type, Ref):
            name = facts.declarations[failure.type].identifier
            classes.setdefault(name, []).append(failure.status)
    return classes


def _type_faults(facts: Scope, own: Sequence[Argument], node: ast.stmt | None) -> Iterator[str]:
    """Yield arguments whose annotations take something else than the Api says."""
    rows, types = TypeRows(facts.declarations), types_of(node)
    for argument in own:
        row = rows.argument(argument)
        for name in (argument.name, *argument.former):
            annotation = types.get(name)
            if written(annotation) != row:
                have = ast.unparse(annotation) if annotation is not None else "anything"
                yield f"{name} takes {have}, not {row_text(row)}"


def _name_faults(
    operation: Operation, own: Sequence[Argument], function: ast.stmt | None
) -> Iterator[str]:
    """Yield arguments that are handed on by other names than theirs."""
    tables = tables_of(function)
    pairs = zip(tables[0].keys, tables[0].values, strict=True) if tables else ()
    values = {getattr(key, "value", None): value for key, value in pairs}
    for argument in own:
        names = names_taken(values.get(argument.name), operation.identifier)
        if names != (argument.name, *argument.former):
            yield f"{argument.name} is taken by {names}, not {(argument.name, *argument.former)}"


def docs(own: Sequence[Argument]) -> list[str]:
    """Return the lines below `Args:` of a docstring."""
    present = [f"{argument.name}: {argument.doc}" for argument in own]
    return [*present, *(f"{n}: {notice_of(each.name)}" for each in own for n in each.former)]


def _calls(operation: Operation, node: ast.stmt | None, call: str) -> bool:
    """Return whether a method does nothing but this call, with the operation's table first."""
    match node:
        case ast.FunctionDef(body=[ast.Expr(), ast.Return(value=ast.Call() as expression)]):
            have = ast.unparse(expression.func)
        case ast.AsyncFunctionDef(
            body=[ast.Expr(), ast.Return(value=ast.Await(value=ast.Call() as expression))]
        ):
            have = f"await {ast.unparse(expression.func)}"
        case _:
            return False
    whole = have.endswith("self._session.call")
    first = f"operations.{operation.identifier}" if whole else "self._session"
    match expression.args:
        case [first_argument, ast.Dict()]:
            extras = [(each.arg, ast.unparse(each.value)) for each in expression.keywords]
            keywords = [(None, options_of(node))]
            return (have, ast.unparse(first_argument), extras) == (call, first, keywords)
        case _:
            return False
