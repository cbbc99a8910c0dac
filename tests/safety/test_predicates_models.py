"""P21 for single conditions of the proof about models: annotations, fields, modules, constants.

Each fault was found by taking a condition away: without it nothing tells.
"""

from __future__ import annotations

import ast
from dataclasses import replace

import pytest

from generator.api import (
    Anything,
    Array,
    Limits,
    Literal,
    Map,
    Nullable,
    Ref,
    Scalar,
    Type,
    TypeUnion,
)
from generator.files import File
from generator.languages.python.prove import fields, models
from generator.languages.python.prove.accepted import TypeRows, written
from generator.languages.python.prove.annotations import agree
from generator.languages.python.prove.body_types import answers
from generator.languages.python.prove.docstrings import sentence
from generator.languages.python.prove.facts import declarations, takes_null
from generator.spelled import Alias, Model
from tests.languages.python import test_prove
from tests.languages.python.test_prove import BOTH, SHARED_MODELS, TEXT, called, shared

SHORT = Scalar(kind="string", limits=Limits(maxLength=2))
BOUND = Scalar(kind="string", limits=Limits(minLength=1, maxLength=2))
A = Literal(values=("a",))
MAP = Map(values=Scalar(kind="integer"))
LIST = Array(items=TEXT)
SPELLING = {("", "Circle"): "Circle", ("", "Square"): "Square", ("", "Shape"): "models.Shape"}
CIRCLE = shared("Circle")

ANNOTATIONS: list[tuple[Type, str, bool]] = [
    (Nullable(type=TEXT), "str | None", True),
    (Nullable(type=TEXT), "'str | None'", True),
    (Nullable(type=TEXT), "str + None", False),
    (Nullable(type=TEXT), "str | 1", False),
    (Nullable(type=TEXT), "str | x", False),
    (Nullable(type=TEXT), "None | str", False),
    (TEXT, "'str |'", False),
    (TEXT, "1", False),
    (TEXT, "typing.str", False),
    (SHORT, "Annotated[str, Field(max_length=2)]", True),
    (SHORT, "Annotated[str, StringConstraints(max_length=2)]", True),
    (SHORT, "Annotated[str, Fields(max_length=2)]", False),
    (SHORT, "Annotated[str, Field(1, max_length=2)]", False),
    (SHORT, "Annotated[str, Field(max_length=2), Field()]", False),
    (SHORT, "Annotated[str, Field(max_length=x)]", False),
    (SHORT, "Annotated[str, Field(max_length=(2,))]", False),
    (SHORT, "Other[str, Field(max_length=2)]", False),
    (SHORT, "Annotated[Annotated[str, Field(max_length=1)], Field(max_length=2)]", False),
    (SHORT, "Annotated[Annotated[str, Field(max_length=2)], Field(max_length=2)]", False),
    (BOUND, "Annotated[Annotated[str, Field(max_length=2)], Field(min_length=1)]", True),
    (Scalar(kind="integer", limits=Limits(minimum=1)), "Annotated[int, Field(ge=True)]", False),
    (A, "Literal['a']", True),
    (A, "list[Literal['a']]", False),
    (A, "f(Literal['a'])", False),
    (A, "Literal['a', x]", False),
    (A, "Literal['a', {[]: 1}]", False),
    (A, "Annotated[Literal['a'], Field(max_length=2)]", False),
    (CIRCLE, "Circle", True),
    (shared("Shape"), "models.Shape", True),
    (shared("Shape"), "shared.Shape", False),
    (CIRCLE, "Annotated[Circle, Field(max_length=2)]", False),
    (Ref(name="Own", namespace="near"), "x[0]", False),
    (Anything(), "Any", True),
    (Anything(), "Annotated[Any, Field(max_length=2)]", False),
    (LIST, "list[str]", True),
    (LIST, "list[str, str]", False),
    (LIST, "set[str]", False),
    (LIST, "Annotated[list[str], Field(max_length=2)]", False),
    (MAP, "dict[str, int]", True),
    (MAP, "dict[str]", False),
    (MAP, "dict[str, int, int]", False),
    (MAP, "dict[int, int]", False),
]


@pytest.mark.case("P21")
@pytest.mark.parametrize(("kind", "annotation", "same"), ANNOTATIONS)
def test_annotations(kind: Type, annotation: str, same: bool) -> None:
    """An annotation agrees with the type that it spells, and with no other form of it."""
    assert agree(kind, ast.parse(annotation, mode="eval").body, SPELLING) is same


ANSWERS: list[tuple[Type | None, str, bool]] = [
    (None, "None", True),
    (None, "1", False),
    (None, "x", False),
    (TEXT, "None", False),
    (SHORT, "str", True),
    (SHORT, "int", False),
    (Array(items=SHORT, limits=Limits(maxItems=1)), "list[str]", True),
    (Map(values=SHORT, keys=Limits(maxLength=1)), "dict[str, str]", True),
    (Nullable(type=SHORT), "str | None", True),
    (Nullable(type=SHORT), "str", False),
    (TypeUnion(members=(SHORT, CIRCLE)), "str | Circle", True),
    (TypeUnion(members=(SHORT, CIRCLE)), "Circle | str", False),
]


@pytest.mark.case("P21")
@pytest.mark.parametrize(("kind", "annotation", "same"), ANSWERS)
def test_answers(kind: Type | None, annotation: str, same: bool) -> None:
    """An answer is compared but for its limits; nothing is `None`, and all is written."""
    node = ast.parse(annotation, mode="eval").body
    assert answers(kind, node, SPELLING) is same
    assert not answers(kind, None, SPELLING)


FIELDS = (
    called("a", Scalar(kind="string", limits=Limits(pattern="x", maxLength=2)), "required", "b"),
    called("c", Nullable(type=TEXT), "optional", "d"),
    called("kind", A, "constant"),
    replace(called("tag", A, "optional"), is_tag=True),
)
MODEL = Model(
    name="A",
    namespace="",
    identifier="A",
    providers=BOTH,
    doc="Doc.",
    properties=FIELDS,
    is_response=False,
)
CLASS = '''class A(Model):
    """Doc."""

    b: Annotated[str, Field(pattern="x", max_length=2, alias="a")]
    d: Annotated[Nullable[str], Field(alias="c")] = None
    kind: Literal["a"] = "a"
    tag: Literal["a"] | None = "a"
'''
WRONG_FIELDS = [
    ("(Model)", "(Model, frozen=1)", "not a plain class"),
    ("class", "@final\nclass", "not a plain class"),
    ("(Model)", "(typing.Model)", "not a plain class"),
    ('"""Doc."""', '"""Dog."""', "the docstring isn't"),
    ('"""Doc."""', '"""Dog."""\n    """Doc."""', "the docstring isn't"),
    ('"a")]', '"a")]\n    """More."""', ".b: the docstring isn't"),
    ('    kind: Literal["a"] = "a"\n', "", ".kind: is missing"),
    ('"""\n\n', '"""\n\n    kind: Literal["a"] = "a"\n', "another order"),
    ("    kind:", "    (kind):", "holds a AnnAssign"),
    ("    kind:", "    print(1)\n    kind:", "holds a Expr"),
    ("    kind:", "    1\n    kind:", "holds a Expr"),
    ('alias="a"', "alias=1", "travels as 'b'"),
    ('alias="a"', 'alias="a", alias_priority=1', ".b: "),
    ("Field(p", "Field(1, p", "travels as 'b'"),
    ("Field(p", "Fields(p", "travels as 'b'"),
    ("Annotated[str", "Other[str", "travels as 'b'"),
    ("Nullable[str]", "str | None", ".d: "),
    ("Nullable[str]", "Other[str]", ".d: "),
    ("Nullable[str]", 'Nullable[Annotated[str, Field(alias="c")]]', ".d: "),
    ('Literal["a"]', 'Annotated[Literal["a"], Field(alias=1)]', ".kind: "),
    ('= "a"', '= "b"', "default isn't"),
    ('= "a"', "= x", "default isn't"),
    ('= "a"', "= {[]: 1}", "default isn't"),
    ('None = "a"', 'None = "b"', "is made as 'a', but its default isn't"),
    ('None = "a"', "None = None", "is made as 'a', but its default isn't"),
    ("= None", "= 0", "default isn't None"),
    ("= None", "= x", "default isn't None"),
    ('"a")]', '"a")] = 1', "must be given"),
]


@pytest.mark.case("P21")
@pytest.mark.parametrize(("old", "new", "told"), [("", "", ""), *WRONG_FIELDS])
def test_fields(old: str, new: str, told: str) -> None:
    """A class has the fields of its model, in their order, and nothing else in its body."""
    assert old in CLASS
    (node,) = ast.parse(CLASS.replace(old, new, 1)).body
    found = "\n".join(fields.faults(MODEL, node, SPELLING))
    assert told in found and bool(told) == bool(found)


MODULES = [
    ("Word: TypeAlias", "Words: TypeAlias", "Word: is missing"),
    ("\nShape: TypeAlias", "\nShapes: TypeAlias", "Shape: is missing"),
    ("class UnknownShape(", "class UnknownShapes(", "UnknownShape is not the class"),
    ("class Square(Model)", "class More(Model): pass\nclass Square(Model)", "More: nothing asks"),
    ("Word: TypeAlias", "Word: Final", "Word: "),
    ('"^a")]', '"^a")]\n"""Word."""', "Word: the docstring isn't"),
    ("UnknownShape),\n]", 'UnknownShape),\n]\n"""Shape."""', "Shape: the docstring isn't"),
    ("\nWord:", "\n1\nWord:", "a Expr among the models"),
    ("\nWord:", "\nimport typing\nWord:", "don't need: import typing"),
    ("from typing import T", "from typing import Final, T", "don't need: from typing"),
    ("Any, Literal", "Any as Literal", "don't need: from typing"),
    ("from typing", "from .typing", "don't need: from .typing"),
    (
        "from ._runtime.model.model",
        "from .._runtime.model.model",
        "don't need: from .._runtime.model.model",
    ),
    (
        "from ._runtime.model.model",
        "from _runtime.model.model",
        "don't need: from _runtime.model.model",
    ),
    ("\nWord:", "\nfrom .. import models\nWord:", "outside of the package: from .. import models"),
    (SHARED_MODELS, "x = (\n", "Circle: is missing"),
]


@pytest.mark.case("P21")
@pytest.mark.parametrize(("old", "new", "told"), MODULES)
def test_modules_of_models(old: str, new: str, told: str) -> None:
    """A module of models has what is declared, in the words that its imports stand for."""
    assert old in SHARED_MODELS
    assert told in test_prove.found(test_prove.files(SHARED_MODELS.replace(old, new, 1)))


@pytest.mark.case("P21")
@pytest.mark.parametrize(
    "line",
    [
        "from .. import exceptions",
        "from .. import exceptions as models",
        "from .. import models as x",
        "from .. import x, models",
    ],
)
def test_imports_of_shared_models(line: str) -> None:
    """What a provider's models call `models` is what providers share."""
    wrong = test_prove.FAR_MODELS.replace("from .. import models", line)
    assert f"don't need: {line}" in test_prove.found(test_prove.files(far=wrong))


@pytest.mark.case("P21")
def test_homes() -> None:
    """A declaration belongs to a provider that there is, and is seen by no other."""
    alias = Alias(
        name="Its",
        namespace="near",
        identifier="Its",
        providers=("near",),
        doc="",
        type=Ref(name="Own", namespace="far"),
    )
    api = replace(test_prove.API, declarations=(*test_prove.API.declarations, alias))
    text = test_prove.FAR_MODELS.split("Own:")[0] + "Its: TypeAlias = models.Own\n"
    files = {**test_prove.files(), "shapes/near/models.py": File(text)}
    assert "shapes/near/models.py: Its: Its: TypeAlias = models.Own is not Own" in models.faults(
        files, api, test_prove.PLAN
    )
    lost = replace(test_prove.API, providers=test_prove.API.providers[:1])
    assert "far: no provider has that name" in models.faults(files, lost, test_prove.PLAN)


NAMED = {"Name": A, "Names": Array(items=A), "Text": TEXT, "Null": Nullable(type=TEXT)}
CALLERS: list[tuple[Type, str, str]] = [
    (TEXT, "str", "str"),
    (Literal(values=("a",), open=True), "Literal['a'] | str", "Literal['a'] | str"),
    (Literal(values=(1, True)), "Literal[1, True]", "Literal[1, True]"),
    (Array(items=TEXT), "list[str]", "list[str]"),
    (Array(items=Nullable(type=TEXT)), "Sequence[str | None]", "Sequence[str | None]"),
    (Map(values=Anything()), "Mapping[str, object]", "Mapping[str, object]"),
    (TypeUnion(members=(A, TEXT)), "Literal['a'] | str", "Literal['a'] | str"),
    (shared("Name"), "shared_models.Name", "Name"),
    (shared("Names"), "list[Literal['a']]", "Names"),
    (shared("Null"), "str | None", "Null"),
    (
        shared("Circle"),
        "shared_models.Circle | shared_params.Circle | Mapping[str, object]",
        "Circle",
    ),
]


@pytest.mark.case("P21")
@pytest.mark.parametrize(("kind", "argument", "inside"), CALLERS)
def test_what_callers_may_give(kind: Type, argument: str, inside: str) -> None:
    """Each form of a type has its annotation among arguments and in TypedDicts, no other."""
    aliases = tuple(
        Alias(name=name, namespace="", identifier=name, providers=BOTH, doc="", type=kind)
        for name, kind in NAMED.items()
    )
    known = declarations(replace(test_prove.API, declarations=(*aliases, test_prove.CIRCLE)))
    for rows, own in ((TypeRows(known), argument), (TypeRows(known, inside=True), inside)):
        for _, one, other in CALLERS:
            for text in (one, other):
                node = ast.parse(text, mode="eval").body
                assert (written(node) == rows.row(kind)) == (text == own)


@pytest.mark.case("P21")
@pytest.mark.parametrize(
    "text", ["Annotated[str, Field(max_length=2)]", "typing.List[str]", "list[str][0]", "f(str)"]
)
def test_what_no_annotation_of_callers_is(text: str) -> None:
    """A form that the callers' side never has agrees with nothing."""
    assert written(ast.parse(text, mode="eval").body) == ()


@pytest.mark.case("P21")
def test_null_by_any_name() -> None:
    """Null is a value of a type that has it behind a name or in a member, and of no other."""
    aliases = tuple(
        Alias(name=name, namespace="", identifier=name, providers=BOTH, doc="", type=kind)
        for name, kind in {**NAMED, "Nulls": shared("Null"), "Loop": shared("Loop")}.items()
    )
    known = declarations(replace(test_prove.API, declarations=(*aliases, test_prove.CIRCLE)))
    for kind in (
        Nullable(type=TEXT),
        Anything(),
        shared("Nulls"),
        TypeUnion(members=(shared("Null"),)),
    ):
        assert takes_null(known, kind)
    for kind in (TEXT, shared("Circle"), shared("Loop"), Array(items=Nullable(type=TEXT))):
        assert not takes_null(known, kind)


@pytest.mark.case("P21")
@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("", ""),
        (" One. Two.", "One."),
        ("One\ntwo", "One two."),
        ("One\n\ntwo.", "One."),
        ("One\n \t\ntwo.", "One."),
        ("Is it? Yes.", "Is it?"),
        ("E.g. one. Two.", "E.g. one."),
        ("Wait... Then go.", "Wait... Then go."),
        ("See `a`. `b` is more.", "See `a`."),
        ("A . B", "A . B."),
        ("One.  Two", "One."),
        ("Done!", "Done!"),
    ],
)
def test_the_first_sentence(text: str, first: str) -> None:
    """The proof cuts a text down to the sentence that the command line shows."""
    assert sentence(text) == first
