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

from generator.api import Operation
from generator.languages.python.prove import ways
from generator.languages.python.prove.accepted import Meant, shown, written
from generator.languages.python.prove.annotations import Spelling
from generator.languages.python.prove.arguments import Argument, arguments
from generator.languages.python.prove.body_types import answers
from generator.languages.python.prove.docstrings import together, told
from generator.languages.python.prove.facts import Declarations
from generator.languages.python.prove.signatures import argument_faults, handed_faults, types_of
from generator.languages.python.prove.trees import docstring, named
from generator.languages.python.prove.ways import Classes

EXTRAS: Final = {"extra_headers": "None", "extra_query": "None", "extra_body": "None"}
"""What every method takes; and `timeout`."""


@dataclass(frozen=True, slots=True)
class Known:
    """What names stand for, in the Api and in the modules of a provider."""

    declarations: Declarations
    spelling: Spelling


def faults(
    known: Known, operation: Operation, classes: Classes, client: str, *, waits: bool
) -> Iterator[str]:
    """Yield what is wrong with the two methods of an operation, where its attributes lead."""
    *path, name = operation.attributes
    holder = ways.class_at(classes, client, path)
    wait = "await " if waits else ""
    calls = {holder: "call", ways.leads_to(classes, holder, "with_raw_response"): "call_raw"}
    for each, call in calls.items():
        method = named(getattr(classes.get(each), "body", [])).get(name)
        for fault in _method_faults(known, operation, method, f"{wait}self._session.{call}"):
            yield f"{each or '.'.join((client, *path))}.{name}: {fault}"


def _method_faults(
    known: Known, operation: Operation, found: ast.stmt | None, call: str
) -> Iterator[str]:
    raw, own = call.endswith("_raw"), arguments(known.declarations, operation)
    needed = {each.name: "omit" if each.optional else "" for each in own}
    yield from argument_faults({**needed, **EXTRAS, "timeout": "omit"}, found)
    yield from handed_faults([argument.name for argument in own], found)
    yield from _type_faults(known, own, found)
    if raw:
        yield from together(docstring(found), [f"Call `{operation.attributes[-1]}`"])
    else:
        yield from _doc_faults(operation, own, docstring(found))
    if not _returns(known, operation, found, raw=raw):
        yield "isn't annotated with what it returns"
    if not _calls(operation, found, call):
        yield f"doesn't call {operation.python}, as in {call}(...)"


def _doc_faults(operation: Operation, own: Sequence[Argument], text: str) -> Iterator[str]:
    notice = operation.availability.note if operation.availability is not None else ""
    said = [operation.doc or operation.id, notice, "Args:", *docs(own), "extra_headers:"]
    yield from together(text, said)
    yield from told(
        text, [f"Returns: {operation.response_doc or 'What the provider answers.'} Raises:"]
    )


def _type_faults(known: Known, own: Sequence[Argument], found: ast.stmt | None) -> Iterator[str]:
    """Yield arguments whose annotations take something else than the Api says."""
    meant, types = Meant(known.declarations), types_of(found)
    for argument in own:
        annotation = types.get(argument.name)
        if written(annotation) != meant.argument(argument):
            have = ast.unparse(annotation) if annotation is not None else "anything"
            yield f"{argument.name} takes {have}, not {shown(meant.argument(argument))}"


def docs(own: Sequence[Argument]) -> list[str]:
    """Return the lines below `Args:` of a docstring."""
    return [f"{argument.name}: {argument.doc}" for argument in own]


def _calls(operation: Operation, found: ast.stmt | None, call: str) -> bool:
    """Return whether a method does nothing but this call, with the operation's table first."""
    match found:
        case ast.FunctionDef(body=[ast.Expr(), ast.Return(value=ast.Call() as made)]):
            have = ast.unparse(made.func)
        case ast.AsyncFunctionDef(
            body=[ast.Expr(), ast.Return(value=ast.Await(value=ast.Call() as made))]
        ):
            have = f"await {ast.unparse(made.func)}"
        case _:
            return False
    match made.args:
        case [ast.Attribute(value=ast.Name(id="operations"), attr=constant), ast.Dict()]:
            extras = [(each.arg, ast.unparse(each.value)) for each in made.keywords]
            meant = [(name, name) for name in (*EXTRAS, "timeout")]
            return (have, constant, extras) == (call, operation.python, meant)
        case _:
            return False


def _returns(known: Known, operation: Operation, found: ast.stmt | None, *, raw: bool) -> bool:
    """Return whether a method is annotated with the type of the answer, inside `RawResponse`."""
    annotation: ast.expr | None = getattr(found, "returns", None)
    match annotation:
        case ast.Subscript(value=ast.Name(id="RawResponse"), slice=inner) if raw:
            annotation = inner
        case _ if raw:
            return False
    return answers(operation.response, annotation, known.spelling)
