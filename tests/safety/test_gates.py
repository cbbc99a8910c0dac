"""The gates stand on their own: a wrong template fails closed.

A fault is planted in what was rendered, as a wrong template would; the proof has to tell it.
"""

from __future__ import annotations

import re
from pathlib import Path

import jinja2
import pytest

from generator.files import File, Files
from generator.languages import LANGUAGE, intervals
from generator.languages.python.format import format_files
from generator.languages.python.package import Package
from generator.languages.python.plan import placement, resources
from generator.languages.python.prove import ProofError, characters as hygiene, prove
from generator.languages.python.prove.stages import disagreements
from generator.languages.python.render import _environment
from generator.names_lock import locked
from generator.places import TEMPLATES
from generator.spelled import Api
from tests.diff.changed import lock_of
from tests.safety import hostile
from tests.safety.hostile import everything
from tests.support.refusing import spelled

Output = tuple[Api, Package, Files]

VERSION = {
    "name": "X-Version",
    "in": "header",
    "x-argument": "version",
    "required": True,
    "schema": {"type": "string"},
}

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Output:
    """The description that has everything, and the files it becomes."""
    return proved_output(tmp_path_factory.mktemp("output"))


@pytest.fixture(scope="module")
def output_in_parts(tmp_path_factory: pytest.TempPathFactory) -> Output:
    """The same, with a module for each resource, as a larger description has them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(placement, "TOGETHER", 5)
        patch.setattr(resources, "TOGETHER", 1)
        forget_placement()
        in_parts = proved_output(tmp_path_factory.mktemp("parts"))
    forget_placement()
    return in_parts


@pytest.fixture(scope="module")
def output_divided(tmp_path_factory: pytest.TempPathFactory) -> Output:
    """The same, with a module for each method, as much larger descriptions have for some."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resources, "TOGETHER", 1)
        patch.setattr(intervals, "TOGETHER", 1)
        patch.setattr(intervals, "LONGEST", 1)
        return proved_output(tmp_path_factory.mktemp("divided"))


def forget_placement() -> None:
    """Let modules be planned anew: the same description has fewer of them elsewhere."""
    placement.models.cache_clear()
    placement.params.cache_clear()


def proved_output(folder: Path) -> Output:
    """The description that has everything, the plan of its package, and its proved files."""
    description = everything()
    description["paths"]["/things/{id}"]["get"]["x-method"] = "things.read"
    description["paths"]["/things/{id}"]["post"]["parameters"].append(VERSION)
    description["paths"]["/things/{id}"]["get"] |= {"deprecated": True, "x-sunset": "2027-01-31"}
    page = description["paths"]["/things/{id}"]["post"]["parameters"][0]
    page |= {"deprecated": True, "schema": {"type": "integer", "default": 1}}
    description["x-errors"] = {
        "codes": {"broke": {"exception": "BrokeError", "base": "APIStatusError", "retry": False}}
    }
    meant = spelled(hostile.documents(folder, description), "thing")
    api, _ = locked(meant, lock_of(RENAMED), whole=True)
    plan = LANGUAGE.plan(api)
    return api, plan, prove(format_files(LANGUAGE.render(plan)), api, plan)


RENAMED = [
    "Pet Pet,Beast default",
    "Thing.word word,term default",
    "make_thing(page) page,sheet default",
]
"""Lines of a lock of names, each with a former one."""

PLANTED = [
    ("default/client.py", "from . import operations", "from .operations import *", "everything"),
    ("default/client.py", "class Thing(", "class LazyModule(", "'LazyModule' is imported as well"),
    ("default/operations.py", 'url="https://{region}.example.com/v1"', 'url="https://x"', "url"),
    ("default/operations.py", 'wire="x-key"', 'wire="x-kez"', "wire"),
    ("default/operations.py", "required=True", "required=1", "required is 1"),
    ("default/operations.py", "retry=False", "retry=0", "retry is 0"),
    ("default/operations.py", 'wire="must"', 'wire="most"', "wire"),
    ("default/operations.py", 'method="POST"', 'method="PUT"', "method"),
    ("default/operations.py", 'arguments=("api_key",)', 'arguments="api_key"', "arguments"),
    ("default/operations.py", "exceptions.BrokeError", "exceptions.APIStatusError", "exception"),
    ("default/operations.py", 'security=(("key",),),', "security=((),),", "security"),
    ("default/operations.py", 'security=((("key",),),),', "security=(),", "PROVIDER.security"),
    ("default/operations.py", 'name="key"', 'name="kez"', "name"),
    ("default/operations.py", "required=False", "required=not True", "required"),
    ("default/operations.py", "return shared_models.Thing2", "return shared_models.Cat", "return"),
    ("default/client.py", "from . import operations", "from ... import operations", "outside of"),
    ("default/client.py", "from . import operations", "from .a import operations", "meaning"),
    ("default/client.py", '"must": must', '"must": word', "handed"),
    ("default/client.py", '"must": must', '"must": must, "must": must', "stands twice"),
    ("default/client.py", "from . import operations", "from json import operations", "'json'"),
    ("default/client.py", "operations.THINGS_MAKE,", "operations.THINGS_READ,", "doesn't call"),
    ("default/client.py", "-> Things:", "-> resource_x.Things:", "resource_x has no Things"),
    ("default/client.py", "page: Text.", "page: Test.", "docstring"),
    ("default/client.py", '@Deprecated("This', '@Deprecated("That', "is marked by"),
    ("default/client.py", "page: Text. Server default: `1`. Deprecated.", "page: Text.", "doc"),
    ("default/client.py", "Server default: `1`. Deprecated.", "Server default: `1`.", "docstring"),
    ("default/command_things.py", "Server default: `1`.", "Server default: `2`.", "doc"),
    ("default/client.py", " = deprecated_raw(", " = raw(", "for answers unread"),
    ("default/client.py", "gone after 2027-01-31.\n\n", "gone.\n\n", "docstring"),
    ("default/operations.py", 'sunset="2027-01-31"', 'sunset="2028-01-31"', "sunset"),
    ("default/operations.py", "deprecated=Deprecation(),", "", "deprecated"),
    ("models.py", "deprecated=Deprecation()", "deprecated=Deprecation(whole=False)", "as to go"),
    ("models.py", ", Field(deprecated=Deprecation())", ", Field()", "old"),
    ("params.py", "    Deprecated.\n", "", "docstring"),
    ("__main__.py", "and may be gone after", "and is gone after", "notice"),
    ("default/client.py", "page: int", "pages: int", "takes"),
    ("params.py", '"one", "two"', '"one", "too"', "takes"),
    ("params.py", "must: str", "most: str", "members"),
    ("params.py", "label: NotRequired[Label]", "label: Label", "left out"),
    ("params.py", '"""Text."""', '"""Tekst."""', "docstring"),
    ("models.py", '"""Text."""', '"""Tekst."""', "docstring"),
    ("params.py", '= Literal["one", "two"]', "= Cat", "before it is made"),
    ("default/client.py", '_parameter("version")', '_parameter("must")', "can't be read"),
    ("default/params.py", '"Cat ', '"', "offers {"),
    ("default/params.py", "from ..params import *", "from ..models import *", "not of ..params"),
    ("default/models.py", '"Cat ', '"Cats ', "offers {"),
    ("default/models.py", "    from ..models import *", "    pass", "everything of [], not"),
    ("default/__init__.py", "from .models import *", "from ..models import *", "not of .models"),
    ("default/__init__.py", 'whole=".models"', 'whole="..models"', "another module than .models"),
    ("default/__init__.py", '"AsyncThing Thing"', '"Thing"', "type checkers see"),
    ("__init__.py", "        APIError as APIError,\n", "", "type checkers see"),
    ("exceptions.py", "ThingError = APIError", "ThingError = APIStatusError", "no name of"),
    ("exceptions.py", "(APIStatusError)", "(APIConnectionError)", "is not a"),
    ("__main__.py", '"make"', '"mace"', "words"),
    ("default/command_things.py", 'kinds=("number",)', 'kinds=("string",)', "kinds"),
    ("__init__.py", '    "Limits",', '    "Limit",', "offers"),
    ("exceptions.py", "__dir__ = public(__name__)", "__dir__ = APIError", "no name of"),
    ("params.py", "__dir__ = public(__name__)", "__dir__ = public", "declares"),
    ("models.py", "__dir__ = public(__name__)", "__dir__ = public(Model)", "among the models"),
    ("models.py", "class Cat(Model)", "class Cat(Model, metaclass=MARK)", "MARK"),
    ("default/client.py", '"""The clients', 'import os\n"""The clients', "os"),
    ("default/client.py", "def make(", "def MARK(", "MARK"),
    ("default/client.py", '    """The operations', '    # MARK\n    """The operations', "comment"),
    ("default/client.py", '"""The clients', '# coding: x\n"""The clients', "first lines"),
    ("default/client.py", "return await", "exec('MARK') or await", "'exec'"),
    ("README.md", "# thing", "# thi\u200bng", "U+200B"),
    ("default/client.py", 'Client):\n    """Text.', 'Client):\n    """Test.', "Text"),
    ("default/client.py", "self._raw_things =", "self.__class__ =", "reaches into"),
    ("default/client.py", "return self._raw_things", "return self._session", "doesn't lead to"),
    ("models.py", '"cat": Cat', '"cat": Dog', "mapping of its tags"),
    ("models.py", "Cat | Dog | UnknownPet", "Dog | Cat | UnknownPet", "its members are"),
    ("models.py", "class UnknownPet(Unknown)", "class UnknownPet(Model)", "unknown kinds"),
    (
        "models.py",
        "        UnknownPet,\n",
        '        UnknownPet,\n        shared=("x",),\n',
        "share",
    ),
    ("models.py", '= "cat"', '= "dog"', "default isn't"),
    ("models.py", "must: str", "must: int", "is not required"),
    ("models.py", "class Cat(Model)", "class Cat(ResponseModel)", "not a Model"),
    ("models.py", "    must: str\n", "    must: str\n    must: str\n", "'must'"),
    ("models.py", "word: Word | None = None", "word: Word | None = 1", "may be absent"),
    *[
        ("models.py", old, new, "by former names")
        for old, new in [
            ("    Beast = Pet\n", "    Beast = Cat\n"),
            ('"Beast": "Pet"', '"Beast": "Cat"'),
            ("Deprecated: it is called `Pet`.", "It is called `Pet`."),
            ("import former\n", "import former as beast\n"),
            ('"Beast": "Pet"', '"beasts": "Pet"'),
        ]
    ],
    *[
        (path, '"Beast": "Pet"', '"Beast": "Cat"', "by former names")
        for path in ("params.py", "default/__init__.py", "default/models.py", "default/params.py")
    ],
    ("default/models.py", "\nif not TYPE_CHECKING:", "\nif TYPE_CHECKING:", "by former names"),
    ("models.py", 'Former["Word | None"]', 'Former["Word"]', "is not the type of word"),
    ("models.py", 'Former["Word | None"]', 'Former["Word | None", MARK]', "calls"),
    ("models.py", '("word")', '("must")', "stands for must"),
    ("models.py", "it is called `word`", "it was called `word`", "docstring"),
    ("models.py", "    term = Former", "    turn = Former", "by the former names"),
    ("default/client.py", "sheet=sheet", "sheet=page", "is taken by"),
    ("default/client.py", "operations.THINGS_MAKE.name", "operations.THINGS_READ.name", "is taken"),
    ("default/client.py", "_renamed(", "_READ(", "is taken by"),
    ("default/client.py", "sheet: int | None | Omit = omit", "sheet: int | None = omit", "takes"),
    ("default/client.py", "sheet: Deprecated: it is", "sheet: It is", "docstring"),
    ("default/command_things.py", 'former=("sheet",)', 'former=("must",)', "former"),
]

PLANTED_IN_PARTS = [
    ("default/resource_things.py", "things as operations", "thing as operations", "the tables of"),
    ("default/async_client.py", "from . import operations", "from .a import operations", "meaning"),
    ("default/async_resource_things.py", '"must": must', '"must": word', "handed"),
    ("default/async_client.py", ".AsyncThings:", ".OtherThings:", "has no OtherThings"),
    ("default/operations/__init__.py", "THINGS_MAKE THINGS_READ", "THINGS_MAKE", "offers {"),
    ("models/__init__.py", "Label Pet", "Pet", "offers {"),
    ("models/__init__.py", ".things import *", ".things import Cat", "imports everything of []"),
    ("params/__init__.py", "from .things import *", "from ..models import *", "imports everything"),
    ("models/things.py", "must: str", "must: int", "things.py: Thing2.must: int is not required"),
    ("models/things.py", "class ThingInline(", "class ThingOutline(", "ThingInline: is missing"),
    ("params/things.py", "must: str", "must: int", "things.py: Thing2['must']: takes int"),
    ("default/models.py", 'whole="..models"', 'whole="..params"', "another module than ..models"),
    ("default/__init__.py", 'whole="..models"', 'whole=".models"', "another module than ..models"),
    *[
        (path, '"Beast": "Pet"', '"Beast": "Cat"', "by former names")
        for path in ("models/__init__.py", "models/things.py", "params/things.py")
    ],
    ("params/things.py", "_runtime.former.modules", "_runtime.lazy", "Beast isn't found any more"),
]
"""Where a module offers what others hold."""


PLANTED_IN_DIVIDED = [
    ("default/resource_things.py", ", ThingsFromP)", ")", "Things.read: doesn't call"),
    ("default/resource_things.py", "_from_k import", "_from_p import", "has no ThingsFromK"),
    (
        "default/resource_things_from_k.py",
        "class ThingsFromK:",
        "class ThingsFromK(Self):",
        "below",
    ),
    ("default/resource_things_from_k.py", "spell_out(Things", "spell_in(Things", "aren't spelt"),
    ("default/resource_things_from_k.py", '"must": must', '"must": word', "handed"),
    ("default/resource_things_from_p.py", "raw(ThingsFromP", "raw(ThingsFromK", "answers unread"),
    ("default/resource_things_from_p.py", "class ThingsFromP:", "class ThingsFromK:", "in several"),
    ("__main__.py", "*DEFAULT_COMMANDS_FROM_THINGS_P", "*DEFAULT_COMMANDS_FROM_THINGS_K", "is the"),
    ("__main__.py", "from .default.commands_from_things_p", "from .default.models", "nothing of"),
    ("default/commands_from_things_k.py", '"THINGS_MAKE"', '"THINGS_READ"', "listed 2 times"),
    ("default/commands_from_things_k.py", '"make"', '"read"', "words"),
    ("default/commands_from_things_k.py", "things_from_k", "things_from_p", "module is"),
    ("default/command_things_from_k.py", '"THINGS_MAKE"', '"THINGS_READ"', "called 2 times"),
    ("default/command_things_from_k.py", "required=True", "required=1", "required is 1"),
]
"""Where methods of one resource, and what the command line says of them, are in several modules."""


@pytest.mark.case("P4")
@pytest.mark.parametrize(("path", "old", "new", "told"), PLANTED)
def test_planted_faults_are_told(output: Output, path: str, old: str, new: str, told: str) -> None:
    """P2-P6: what a wrong template would make of the plan is refused before anything is written."""
    assert_told(output, path, old, new, told)


@pytest.mark.case("P4")
@pytest.mark.parametrize(("path", "old", "new", "told"), PLANTED_IN_PARTS)
def test_planted_faults_of_many_modules_are_told(
    output_in_parts: Output, path: str, old: str, new: str, told: str
) -> None:
    """P2-P6: the same holds where each resource has modules of its own."""
    assert_told(output_in_parts, path, old, new, told)


@pytest.mark.case("P4")
@pytest.mark.parametrize(("path", "old", "new", "told"), PLANTED_IN_DIVIDED)
def test_planted_faults_of_divided_resources_are_told(
    output_divided: Output, path: str, old: str, new: str, told: str
) -> None:
    """P2-P6: the same holds where a resource is too much for one module."""
    assert_told(output_divided, path, old, new, told)


def assert_told(output: Output, path: str, old: str, new: str, told: str) -> None:
    """Fail unless the proof tells this of an output with one text replaced, and refuses it."""
    api, plan, files = output
    assert old in files[f"thing/{path}"].text
    wrong = with_fault(files, path, old, new)
    assert any(told in fault for fault in disagreements(wrong, api, plan))
    with pytest.raises(ProofError):
        prove(wrong, api, plan)


def with_fault(files: Files, path: str, old: str, new: str) -> Files:
    """Return files with one text of one of them replaced."""
    text = files[f"thing/{path}"].text
    return {**files, f"thing/{path}": File(text.replace(old, new, 1))}


@pytest.mark.case("P6")
def test_the_set_of_comments_is_that_of_the_templates() -> None:
    """A template has no comment but those that the proof knows, none of them with an output."""
    found = set()
    for path in (TEMPLATES / "python").rglob("*.py.jinja"):
        for line in path.read_text().splitlines():
            comment = re.search(r"(?:^|\s)(# .*)$", line)
            found |= {comment.group(1)} if comment else set()
    assert found == hygiene.COMMENTS
    assert not [comment for comment in found if "{" in comment]


@pytest.mark.case("H43")
@pytest.mark.parametrize("source", ["{{ x }}", "{{ x ~ 'a' }}", "{{ x | upper }}", "{{ x.y }}"])
def test_a_raw_text_is_refused(source: str) -> None:
    """A template that prints a text without a filter stops the run, macro results too."""
    environment = _environment(TEMPLATES / "python")
    with pytest.raises((TypeError, jinja2.UndefinedError)):
        environment.from_string(source).render(x="MARK")
