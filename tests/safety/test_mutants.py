"""What the writer takes for a fact the proof finds out for itself: a wrong writer is refused.

Each test changes one function of what plans or writes, wherever the generator has it by name, and
runs all that comes after `lower`. A proof that asked the same function would agree with it.
"""

from __future__ import annotations

import ast
import copy
import json
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.api import Api
from generator.descriptions import Descriptions, describe
from generator.inputs import overlays_beside
from generator.job import Job
from generator.languages.python import (
    annotations,
    filters as python,
    prove,
    render,
)
from generator.languages.python.models import order
from generator.languages.python.plan import (
    accepted,
    bodies as rows,
    clients as views,
    command as program,
    command_arguments,
    keywords as words,
    models,
    operations as calls,
    package as planning,
    params,
)
from generator.languages.python.prove import ProofError
from generator.languages.text import Code
from generator.outputs import output
from generator.pipeline import meaning
from generator.places import SPEC
from generator.spelled import Api as SpelledApi
from tests.safety.predicates_case import DESCRIPTION, OVERLAY

WRITERS = (planning, render)
"""Imported before anything is changed: what they have by name is changed with it, and back."""

MORE = {
    "note": {"type": ["string", "null"], "description": "A note", "default": "So. It is."},
    "old": {"type": "number", "description": "Old.", "deprecated": True},
    "rows": {"$ref": "#/components/schemas/Rows"},
}
VERSION = {
    "name": "X-Version",
    "in": "header",
    "x-argument": "version",
    "required": True,
    "schema": {"type": "string"},
    "description": "Which.",
}
ROWS = {"type": "array", "items": {"$ref": "#/components/schemas/Functional"}}


def described() -> dict[str, Any]:
    """A description with each kind of fact, for two providers."""
    description = copy.deepcopy(DESCRIPTION)
    description["components"]["schemas"]["Sent"]["properties"].update(MORE)
    description["components"]["schemas"]["Rows"] = ROWS
    description["paths"]["/make"]["post"]["parameters"] = [VERSION]
    description["components"]["securitySchemes"]["key"]["x-environment"] = "NEAR_KEY"
    return description


Meaning = tuple[Job, Api, SpelledApi, Descriptions]


def understood(job: Job) -> Meaning:
    """What the description of a job means."""
    api, (named,), rest = meaning(describe(job, nothing), [job], nothing)
    return job, api, named, rest


def nothing(*_: Any) -> None:
    """Tell nobody."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Meaning:
    """The small description, understood."""
    folder = tmp_path_factory.mktemp("mutants")
    (folder / "overlays").mkdir()
    (folder / "things.json").write_text(json.dumps(described()))
    (folder / "overlays" / "far.json").write_text(json.dumps(OVERLAY))
    overlays = {"far": folder / "overlays" / "far.json"}
    return understood(Job(description=folder / "things.json", package="thing", overlays=overlays))


def refused(understanding: Meaning) -> str:
    """What the proof says against the output, in one text."""
    job, api, named, rest = understanding
    params.params.cache_clear()
    try:
        output(api, named, rest, job, nothing)
    except ProofError as error:
        return "\n".join(error.disagreements)
    finally:
        params.params.cache_clear()
    return ""


def mutated(
    monkeypatch: pytest.MonkeyPatch, module: Any, name: str, change: Callable[..., Any]
) -> None:
    """Let a function give back something else, wherever the generator has it by name."""
    function = getattr(module, name)

    def wrong(*given: Any, **named: Any) -> Any:
        return change(function(*given, **named))

    wrong.__dict__.update(cache_clear=getattr(function, "cache_clear", nothing))
    monkeypatch.setattr(module, name, wrong)
    for each in list(sys.modules.values()):
        if getattr(each, "__name__", "").startswith("generator"):
            for attribute, value in list(vars(each).items()):
                if value is function:
                    monkeypatch.setattr(each, attribute, wrong)


def without_last(row: Any) -> Any:
    """A row that has lost something."""
    return row[:-1]


def with_docs(row: Any) -> Any:
    """Arguments that are documented as something else."""
    return [replace(argument, doc="x y z") for argument in row]


def fewer_arguments(method: Any) -> Any:
    """A method that has lost an argument."""
    return replace(method, arguments=method.arguments[:-1])


def int_for_str(code: Code) -> Code:
    """A wrong type."""
    return Code("int") if code == "str" else code


def otherwise(**values: Any) -> Callable[[Any], Any]:
    """A value that differs in these."""
    return lambda value: replace(value, **values)


def each_otherwise(**values: Any) -> Callable[[Any], Any]:
    """Values that all differ in these."""
    return lambda some: tuple(replace(value, **values) for value in some)


def no_more_null(code: Code) -> Code:
    """An annotation that has lost its null."""
    return Code(code.removesuffix(" | None"))


def shorter(value: Any) -> Any:
    """A client without its last method."""
    return replace(value, methods=value.methods[:-1])


Mutant = tuple[Any, str, Callable[..., Any], str]

MUTANTS: dict[str, Mutant] = {
    "null never": (rows, "nullable", lambda _: False, "nullable is False, not True"),
    "null always": (rows, "nullable", lambda _: True, "nullable is True, not False"),
    "fields without docs": (models, "documentation", lambda _: "", ".must: the docstring"),
    "body optional": (words, "_of_property", otherwise(optional=True), "must=omit"),
    "docs of arguments": (views, "arguments", with_docs, "must: Must."),
    "docs of methods": (views, "_method", otherwise(doc="Nothing."), "'Reads.'"),
    "constructor": (views, "constructor", without_last, "Near: takes ["),
    "TypedDicts": (params, "params", without_last, "params.py: declares"),
    "words": (program, "_listed", each_otherwise(words=("x",)), "words[0] is 'x'"),
    "docs of the command": (
        command_arguments,
        "said",
        lambda _: "x",
        "arguments['must'].doc is 'x'",
    ),
    "sentences": (program, "sentence", str.lower, "PROGRAM.doc is 'things."),
    "module of a service": (program, "_service", otherwise(module="os"), "module is 'os'"),
    "arguments in another order": (views, "arguments", lambda row: row[::-1], "make: takes"),
    "an argument lost": (views, "_method", fewer_arguments, "make: takes"),
    "types of arguments": (annotations, "plain", int_for_str, "must takes int, not str"),
    "never None": (words, "_with_none", no_more_null, "page takes int | Omit, not int | None"),
    "types of credentials": (words, "_setting", otherwise(annotation=Code("str")), "Near: api_key"),
    "source of credentials": (words, "_setting", otherwise(doc="The key."), "Near: the docstring"),
    "notices": (views, "_method", otherwise(notice=""), "'Noticed.'"),
    "what is returned": (views, "_method", otherwise(returns="x"), "'Returns: Read."),
    "not awaited": (views, "_method", otherwise(result=Code("")), "Near.make: doesn't call MAKE"),
    "awaited by nobody": (views, "_method", otherwise(define=Code("def")), "AsyncNear.make:"),
    "another operation": (views, "_method", otherwise(operation="PUT"), "make: doesn't call MAKE"),
    "kinds": (accepted, "kinds", lambda _: ("object",), "arguments['must'].kinds[0] is 'object'"),
    "choices": (
        accepted,
        "constants",
        lambda _: ((), True),
        "arguments['mode'].choices is None, not 2 values",
    ),
    "sessions": (views, "_client", otherwise(session="Session"), "isn't made of ['things']"),
    "namespaces": (views, "_resources", each_otherwise(namespace="Model"), "not SyncNamespace"),
    "no raw classes": (views, "_client", otherwise(every=()), "NearWithRawResponse.make: isn't"),
    "parameters of clients": (
        views,
        "_readable",
        lambda _: (),
        "version can't be read as 'version'",
    ),
    "fewer methods": (views, "_client", shorter, "Near.put: takes []"),
    "no resources": (views, "_client", otherwise(resources=()), "Near.things.read: takes []"),
    "base of the client": (views, "_client", otherwise(base="SyncClient"), "not AsyncClient"),
    "sender": (views, "_client", otherwise(http_client="httpx2.Client"), "AsyncNear: http_client"),
    "docs of the client": (views, "_client", otherwise(doc="x"), "Near: the docstring"),
    "security": (calls, "_operation", otherwise(security=((),)), "MAKE.security"),
    "availability": (calls, "_operation", otherwise(availability=None), "READ.availability"),
    "answers": (calls, "_operation", otherwise(read=()), "_make_request doesn't return"),
    "places": (rows, "parameter_row", otherwise(place="header"), "place is 'header', not 'query'"),
    "must be sent": (rows, "_field_row", otherwise(required=True), "required is True, not False"),
    "server": (calls, "server", otherwise(url="https://x"), "server.url is 'https://x'"),
    "members": (params, "_field", otherwise(optional=True), "['must']: may be left out"),
    "types of members": (params, "_field", otherwise(annotation=Code("object")), "['must']: takes"),
    "docs of members": (params, "_field", otherwise(doc="x"), ".must: the docstring"),
    "shared TypedDicts": (params, "reexported", without_last, "offers the names"),
    "forms of names": (python, "identifier", lambda code: Code(f"{code}_"), "nobody has chosen"),
    "order": (order, "in_order", lambda refs: refs[::-1], "before it is made"),
}


@pytest.mark.case("P21")
@pytest.mark.parametrize("name", MUTANTS)
def test_a_wrong_writer_is_refused(
    monkeypatch: pytest.MonkeyPatch, small: Meaning, name: str
) -> None:
    """A fact that the writer gets wrong is told with its place, and nothing is written."""
    module, function, change, told = MUTANTS[name]
    mutated(monkeypatch, module, function, change)
    assert told in refused(small)


OWN = {
    "null never": r"operations\.py: .*nullable is False, not True",
    "fields without docs": r"models\.py: \w+\.\w+: the docstring isn't the description",
    "body optional": r"client\.py: .*: takes .*model=omit.*, not .*'model'",
    "docs of arguments": r"client\.py: .*: the docstring doesn't say 'model: ",
    "docs of methods": r"""client\.py: .*\.compact: the docstring doesn't say ['"](?!\w+: )""",
    "constructor": r"client\.py: \w+: takes ",
    "TypedDicts": r"params\.py: declares ",
    "words": r"__main__\.py: PROGRAM\.services\[0\]\.operations\[0\]\.words\[0\] is 'x'",
}
"""What is told of our own description when all of this is wrong at once."""


@pytest.mark.slow
@pytest.mark.case("P21")
def test_a_wrong_writer_of_our_own_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """With our own description each fault is told as well, all of them in one report."""
    job = Job(description=SPEC, package="responses", overlays=overlays_beside(SPEC))
    own = understood(job)
    for name in OWN:
        mutated(monkeypatch, *MUTANTS[name][:3])
    report = refused(own)
    assert [name for name, told in OWN.items() if not re.search(told, report)] == []


@pytest.mark.case("P21")
def test_a_right_writer_is_not(small: Meaning) -> None:
    """Nothing is told of the same description when nothing is wrong."""
    assert refused(small) == ""


@pytest.mark.case("P21")
def test_the_proof_asks_no_writer() -> None:
    """The proof imports nothing of what plans or writes: names are in the plan it is given."""
    files = sorted(Path(prove.__file__).parent.glob("*.py"))
    nodes = (node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8"))))
    froms = [node for node in nodes if isinstance(node, ast.ImportFrom)]
    modules = {str(node.module) for node in froms} | {
        f"{node.module}.{each.name}" for node in froms for each in node.names
    }
    room = "generator.languages.python"
    writers = ("annotations", "filters", "models", "plan", "render")
    assert [] == [m for m in modules if m.startswith(tuple(f"{room}.{each}" for each in writers))]


def test_the_command_tells_defaults_whole(small: Meaning) -> None:
    """The help of an option is a sentence and its default, however that is punctuated."""
    job, api, named, rest = small
    text = output(api, named, rest, job, nothing)[0]["thing/near/command.py"].text
    sentence = 'A note. Server default: `"So. It is."`.'
    texts = [n.value for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Constant)]
    assert sentence in texts
