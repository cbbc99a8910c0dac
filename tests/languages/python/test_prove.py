"""Proof: the models of a small Api pass, and every disagreement that is planted is refused."""

from __future__ import annotations

from functools import lru_cache

import pytest

from generator.api import (
    Anything,
    Array,
    ByRules,
    ByTag,
    Errors,
    Limits,
    Literal,
    Map,
    Nullable,
    Presence,
    Ref,
    Rule,
    Scalar,
    Type,
    TypeUnion,
)
from generator.files import File, Files
from generator.languages import LANGUAGE
from generator.languages.python.format import format_files
from generator.languages.python.prove import ProofError, prove
from generator.languages.python.prove.stages import disagreements
from generator.spelled import Alias, Api, Model, Name, Property, Provider, Union

TEXT = Scalar(kind="string")
BOTH = ("far", "near")


def called(wire: str, kind: Type, presence: Presence = "required", code: str = "") -> Property:
    """A property, named in code as on the wire unless told otherwise."""
    return Property(name=Name(wire=wire, identifier=code or wire), type=kind, presence=presence)


def shared(name: str) -> Ref:
    """A reference to what both providers have."""
    return Ref(name=name, namespace="")


def constant(*values: str) -> Property:
    """A tag."""
    return called("type", Literal(values=values), "constant" if len(values) == 1 else "required")


CIRCLE = Model(
    name="Circle",
    namespace="",
    identifier="Circle",
    providers=BOTH,
    doc="Round.",
    properties=(
        constant("circle"),
        called("radius", Scalar(kind="number", limits=Limits(minimum=0))),
        called("from", TEXT, "optional", "from_"),
        called("count", Scalar(kind="integer"), "optional"),
        called("note", Nullable(type=TEXT), "optional"),
        called("must", Nullable(type=TEXT)),
        called("names", Array(items=TEXT, limits=Limits(maxItems=4)), "optional"),
        called(
            "limits",
            Nullable(
                type=Map(
                    values=TypeUnion(members=(TEXT, Scalar(kind="boolean"))),
                    keys=Limits(maxLength=64),
                    limits=Limits(maxProperties=16),
                )
            ),
            "optional",
        ),
        called("inner", Array(items=shared("Shape")), "optional"),
        called("any", Anything()),
        called("mode", Literal(values=("a", "b"), open=True)),
        called("level", Literal(values=(1, 2))),
    ),
)
SQUARE = Model(
    name="Square",
    namespace="",
    identifier="Square",
    providers=BOTH,
    doc="",
    properties=(constant("square", "box"),),
)
SHAPE = Union(
    name="Shape",
    namespace="",
    identifier="Shape",
    providers=BOTH,
    doc="",
    members=(shared("Circle"), shared("Square")),
    discriminator=ByTag(
        property="type",
        mapping=(
            ("circle", shared("Circle")),
            ("square", shared("Square")),
            ("box", shared("Square")),
        ),
    ),
    unknown="UnknownShape",
)
THING = Union(
    name="Thing",
    namespace="",
    identifier="Thing",
    providers=BOTH,
    doc="",
    members=(shared("Circle"), shared("Square")),
    discriminator=ByRules(
        property="type",
        mapping=(("circle", shared("Circle")),),
        shared=("box",),
        rules=(
            Rule(
                member=shared("Circle"),
                equals=(("mode", ("a",)),),
                present=("radius",),
                absent=("side",),
                json_types=(("names", "array"),),
            ),
            Rule(member=shared("Square")),
        ),
    ),
    unknown="UnknownThing",
)
WORD = Alias(
    name="Word",
    namespace="",
    identifier="Word",
    providers=BOTH,
    doc="",
    type=Scalar(kind="string", limits=Limits(minLength=1, pattern="^a")),
)
ANSWER = Model(
    name="Answer",
    namespace="far",
    identifier="Answer",
    providers=("far",),
    doc="",
    properties=(called("shape", shared("Shape")), called("own", Ref(name="Own", namespace="far"))),
    is_response=True,
)
OWN = Alias(name="Own", namespace="far", identifier="Own", providers=("far",), doc="", type=TEXT)


def provider(name: str) -> Provider:
    """A provider of nothing."""
    return Provider(
        name=name,
        client=name.title(),
        doc="",
        server=None,
        credentials=(),
        parameters=(),
        request_id_headers=(),
        errors=Errors(),
        operations=(),
    )


API = Api(
    package="shapes",
    title="Shapes",
    providers=(provider("near"), provider("far")),
    declarations=(CIRCLE, SQUARE, SHAPE, THING, WORD, ANSWER, OWN),
)
PLAN = LANGUAGE.plan(API)

SHARED_MODELS = '''"""Models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from ._runtime.model.fields import Field

from ._runtime.model.model import Model, Nullable, Unknown
from ._runtime.model.unions import Rule, Variants

Word: TypeAlias = Annotated[str, Field(min_length=1, pattern="^a")]


class Circle(Model):
    """Round."""

    type: Literal["circle"] = "circle"
    radius: Annotated[float, Field(ge=0)]
    from_: Annotated[str | None, Field(alias="from")] = None
    count: int | None = None
    note: Nullable[str] = None
    must: str | None
    names: Annotated[list[str], Field(max_length=4)] | None = None
    limits: Nullable[
        Annotated[
            dict[Annotated[str, Field(max_length=64)], str | bool], Field(max_length=16)
        ]
    ] = None
    inner: list[Shape] | None = None
    any: Any
    mode: Literal["a", "b"] | str
    level: Literal[1, 2]


class Square(Model):
    type: Literal["square", "box"]


class UnknownShape(Unknown):
    """Some other."""

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


Shape: TypeAlias = Annotated[
    Circle | Square | UnknownShape,
    Variants("type", {"circle": Circle, "square": Square, "box": Square}, UnknownShape),
]


class UnknownThing(Unknown):
    if TYPE_CHECKING:
        type: Literal["(unknown)"]


Thing: TypeAlias = Annotated[
    Circle | Square | UnknownThing,
    Variants(
        "type",
        {"circle": Circle},
        UnknownThing,
        shared=["box"],
        rules=[
            Rule(
                member=Circle,
                equals={"mode": ("a",)},
                present=("radius",),
                absent=("side",),
                kinds={"names": "array"},
            ),
            Rule(member=Square),
        ],
    ),
]

if TYPE_CHECKING:
    from .far.models import (
        Answer as Answer,
        Own as Own,
    )
else:
    from ._runtime.lazy import lazy

    __getattr__, __dir__ = lazy(
        __name__,
        {".far.models": ("Answer", "Own")},
        within=__package__,
    )
'''

FAR_MODELS = '''"""Models that Far has for itself."""

from __future__ import annotations

from typing import TypeAlias

from .. import models
from .._runtime.model.model import ResponseModel
from ..models import (
    Circle as Circle,
    Shape as Shape,
    Square as Square,
    Thing as Thing,
    UnknownShape as UnknownShape,
    UnknownThing as UnknownThing,
    Word as Word,
)

Own: TypeAlias = str


class Answer(ResponseModel):
    shape: models.Shape
    own: Own
'''


@lru_cache(maxsize=1)
def rest() -> Files:
    """The other files of the package, as they are written."""
    made = format_files(LANGUAGE.render(PLAN))
    written = ("shapes/models.py", "shapes/far/models.py")
    return {p: f for p, f in made.items() if not f.copied and p not in written}


def files(models: str = SHARED_MODELS, far: str = FAR_MODELS, **more: str) -> Files:
    """The files that are to be proved."""
    texts = {"shapes/models.py": models, "shapes/far/models.py": far}
    texts |= {f"shapes/{name}.py": text for name, text in more.items()}
    return {**rest(), **{path: File(text) for path, text in texts.items()}}


def found(output: Files) -> str:
    """What speaks against the files, in one text."""
    return "\n".join(disagreements(output, API, PLAN))


def test_agreement_passes() -> None:
    """Models that say what the Api says come through as they are."""
    output = files()
    assert found(output) == ""
    assert prove(output, API, PLAN) is output


MUTATIONS = [
    ("wrong constant", 'Literal["circle"] = "circle"', 'Literal["Circle"] = "circle"', "type"),
    ("wrong default", '= "circle"', '= "Circle"', "default"),
    ("lost constant", ' = "circle"', "", "default"),
    ("wrong tag", '["square", "box"]', '["square", "Box"]', "Square.type"),
    ("lost value", '["square", "box"]', '["square"]', "Square.type"),
    ("values in another order", '["square", "box"]', '["box", "square"]', "Square.type"),
    ("value of another type", "Literal[1, 2]", "Literal[True, 2]", "level"),
    ("number as text", "Literal[1, 2]", 'Literal["1", 2]', "level"),
    ("closed enumeration", '["a", "b"] | str', '["a", "b"]', "mode"),
    ("opened enumeration", "Literal[1, 2]", "Literal[1, 2] | str", "level"),
    ("wrong wire name", 'alias="from"', 'alias="From"', "travels as"),
    ("lost wire name", 'Annotated[str | None, Field(alias="from")]', "str | None", "travels as"),
    ("renamed", "count: int", "Field_: int", "count: is missing"),
    ("kind of number", "count: int", "count: float", "count"),
    ("lost limit", "Field(ge=0)", "Field()", "radius"),
    ("wrong limit", "Field(ge=0)", "Field(gt=0)", "radius"),
    ("invented limit", "count: int | None", "count: Annotated[int, Field(le=9)] | None", "count"),
    ("limit of a list", "max_length=4", "max_length=5", "names"),
    ("limit of keys", "max_length=64", "max_length=65", "limits"),
    ("limit of a map", "Field(max_length=16)", "Field(max_length=17)", "limits"),
    ("values of a map", "str | bool]", "bool | str]", "limits"),
    ("setting that isn't a limit", "Field(ge=0)", "Field(ge=0, exclude=True)", "radius"),
    ("default in the settings", "Field(ge=0)", "Field(ge=0, default=1)", "radius"),
    ("must, but may be absent", "must: str | None", "must: str | None = None", "must be given"),
    ("must, never null", "must: str | None", "must: str", "must"),
    ("nullable, made absent only", "note: Nullable[str]", "note: str | None", "note"),
    ("optional, made nullable", "count: int | None", "count: Nullable[int]", "count"),
    ("optional, made required", "count: int | None = None", "count: int", "count"),
    ("optional with another default", "int | None = None", "int | None = 0", "default"),
    ("another member", "inner: list[Shape]", "inner: list[Circle]", "inner"),
    ("list of another", "list[str]", "list[int]", "names"),
    ("no list", "inner: list[Shape]", "inner: Shape", "inner"),
    ("narrowed", "any: Any", "any: str", "any"),
    ("lost field", "    any: Any\n", "", "any: is missing"),
    ("invented field", "    any: Any\n", "    any: Any\n    more: Any\n", "more: nothing asks"),
    ("fields in another order", "    any: Any\n    mode", "    mode", "any: is missing"),
    ("method", "    any: Any\n", "    any: Any\n\n    def f(self) -> Any: ...\n", "FunctionDef"),
    ("base", "class Square(Model)", "class Square(Unknown)", "not a Model"),
    ("two bases", "class Square(Model)", "class Square(Model, Unknown)", "not a plain class"),
    ("lost class", "class Square(Model)", "class Squared(Model)", "Square: is missing"),
    ("alias of another type", "Annotated[str, Field(min", "Annotated[int, Field(min", "Word"),
    ("alias without limits", 'Annotated[str, Field(min_length=1, pattern="^a")]', "str", "Word"),
    ("pattern", '"^a"', '"^b"', "Word"),
    ("lost member", "Circle | Square | UnknownShape", "Circle | UnknownShape", "members"),
    ("no unknown", "Circle | Square | UnknownShape", "Circle | Square", "members"),
    ("tag name", 'Variants("type", {', 'Variants("kind", {', "told apart by"),
    ("mapped to another", '"square": Square', '"square": Circle', "mapping"),
    ("value not mapped", ', "box": Square}', "}", "mapping"),
    ("value misspelt", '"box": Square', '"bax": Square', "mapping"),
    ("another unknown", "Square}, UnknownShape", "Square}, UnknownThing", "unknown kinds"),
    ("shared value lost", '        shared=["box"],\n', "", "share"),
    ("rules lost", "            Rule(member=Square),\n", "", "rules"),
    ("rule for another", "Rule(member=Square)", "Rule(member=Circle)", "rules"),
    ("rule without condition", '                present=("radius",),\n', "", "rules"),
    ("rule with another value", '("a",)', '("b",)', "rules"),
    ("rule with another kind", '"array"', '"string"', "rules"),
    ("tag at run time", "    if TYPE_CHECKING:\n        type", "    type", "UnknownThing"),
    (
        "another Field",
        "from ._runtime.model.fields import Field",
        "from typing import Final as Field",
        "import",
    ),
    ("another Model", "._runtime.model.model import", "._runtime.model.wire import", "import"),
    ("a statement", "Word: TypeAlias", "print(1)\nWord: TypeAlias", "among the models"),
]


@pytest.mark.parametrize(
    ("old", "new", "told"), [m[1:] for m in MUTATIONS], ids=[m[0] for m in MUTATIONS]
)
def test_planted_disagreement_is_refused(old: str, new: str, told: str) -> None:
    """A model that says something else than the Api is refused, and the message tells what."""
    assert old in SHARED_MODELS
    position = SHARED_MODELS.rindex(old) if told == "UnknownThing" else SHARED_MODELS.index(old)
    planted = SHARED_MODELS[:position] + new + SHARED_MODELS[position + len(old) :]
    output = files(planted)
    assert told in found(output)
    with pytest.raises(ProofError, match="do not stand the proof"):
        prove(output, API, PLAN)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("models.Shape", "Shape", "shape"),
        ("models.Shape", "models.Circle", "shape"),
        ("own: Own", "own: models.Own", "own"),
        ("(ResponseModel)", "(Model)", "not a ResponseModel"),
        ("from .. import models", "from ..far import models", "import"),
        ("from .. import models", "from . import models", "import"),
    ],
)
def test_reference_into_another_home_is_held_to_it(old: str, new: str, told: str) -> None:
    """What a provider shares is referred to where it is, and nothing else by that name."""
    assert told in found(files(far=FAR_MODELS.replace(old, new)))


def test_missing_module_is_told() -> None:
    """A home without its file doesn't pass for a home without declarations."""
    output = {path: file for path, file in files().items() if "far" not in path}
    assert "shapes/far/models.py: the file is missing" in found(output)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("x = (lambda: 1)()\n", "Lambda"),
        ("x = [y for y in ()]\n", "ListComp"),
        ("x = eval('1')\n", "'eval'"),
        ("x = __import__('os')\n", "__import__"),
        ("import os\n", "imports 'os'"),
        ("from os import path\n", "imports from 'os'"),
        ("from .models import *\n", "imports everything"),
        ("x = ().__class__\n", "__class__"),
        ("x = f'{1}'\n", "JoinedStr"),
        ("x = print\n", "'print'"),
        ("x = undefined\n", "nothing makes"),
        ("x = (y := 1)\n", "NamedExpr"),
        ("def f():\n    yield 1\n", "Yield"),
        ("while True:\n    pass\n", "While"),
        ("try:\n    pass\nfinally:\n    pass\n", "Try"),
        ("x = 1\nX = 2\n", "made twice"),
        ("x = {'a': 1, \"a\": 2}\n", "stands twice"),
        ("ä = 1\n", "nobody has chosen"),
        ("\u3164 = 1\n", "everybody reads alike"),
        ("x = 1  # noqa\n", "comment"),
        ("# -*- coding: utf-7 -*-\n", "encoding"),
        ("x = 'a\u202eb'\n", "U+202E"),
        ("x = 1\r\n", "U+000D"),
        ("\ufeffx = 1\n", "U+FEFF"),
        ("x = 'a\x00b'\n", "U+0000"),
        ("x = 1", "last line"),
        ("x = (\n", "not Python"),
        ("x = [][0]()\n", "calls"),
    ],
)
def test_unsafe_code_is_refused(code: str, told: str) -> None:
    """Code outside of what generated modules do is refused wherever it stands."""
    assert told in found(files(extra=code))


def test_copied_files_are_not_judged() -> None:
    """What is taken over from the templates was read by people."""
    output = {
        **files(),
        "shapes/_runtime/model/wire.py": File("x = [y for y in ()]\n", copied=True),
    }
    assert found(output) == ""


def test_a_command_line_is_there_or_left_out_whole() -> None:
    """A package with the runtime's command line has the module that calls it; others need none."""
    main, room = "shapes/__main__.py", "shapes/_runtime/command/main.py"
    output = {path: file for path, file in files().items() if path != main}
    assert found(output) == ""
    output[room] = File("", copied=True)
    assert f"{main}: the file is missing" in found(output)


def test_many_disagreements_are_cut_short() -> None:
    """A fault of one cause doesn't fill the terminal."""
    with pytest.raises(ProofError) as caught:
        prove(files(extra="x = print\n" * 100), API, PLAN)
    assert "... and " in str(caught.value)
    assert len(str(caught.value).splitlines()) < 50
