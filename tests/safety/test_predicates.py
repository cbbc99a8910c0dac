"""P21 for single conditions of the proof: what one compares, and no other, is wrong in a file.

Each fault was found by taking a condition away: without it nothing else in its module tells.
"""

from __future__ import annotations

from types import ModuleType

import pytest

from generator.files import File, Files
from generator.languages import LANGUAGE
from generator.languages.python.prove import (
    body_types as answers,
    clients,
    commands,
    names,
    params as sent,
    tables,
)
from generator.languages.python.prove.stages import disagreements
from generator.spelled import Api
from tests.languages.python import test_prove
from tests.safety import predicates_case

CLIENT = "near/client.py"
OPERATIONS = "near/operations.py"
PARAMS = "near/params.py"
RAW = "put = raw(Near.put)"
TAKES = "**call_options: Unpack[CallOptions]"
FUNCTIONAL = 'NotRequired[\'Literal["a", "b"]\']'
REQUIRED = '"x-b": \'Literal["i", "j"]\',\n    },\n'
SENT = "class Sent(TypedDict):"
READ = "    from . import models\n\n    return list[models.Sent]"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> tuple[Api, Files]:
    """The description of these tests, and its files."""
    return predicates_case.made_of(tmp_path_factory.mktemp("predicates"))


PLANTED: list[tuple[ModuleType, str, str, str, str]] = [
    (answers, OPERATIONS, "return list[models.Sent]", "return list[models.Own]", "read_response"),
    (answers, OPERATIONS, "return models.Sent", "return shared_models.Sent", "make_request"),
    (answers, OPERATIONS, "    return shared_models.Modes", "    return", "make_error"),
    (answers, OPERATIONS, "def _make_error(", "def _make_errors(", "make_error"),
    (answers, OPERATIONS, "def _make_error(", "@run\ndef _make_error(", "make_error"),
    (answers, OPERATIONS, "return list[models", "run(models)\n    return list[models", "read"),
    (answers, OPERATIONS, READ, READ.replace(". i", ".. i"), "another meaning"),
    (answers, OPERATIONS, READ, READ.replace("models\n", "params as models\n"), "another meaning"),
    (answers, OPERATIONS, "PUT: Operation[None]", "PUT: Operation[str]", "PUT isn't annotated"),
    (answers, OPERATIONS, "PUT: Operation[None]", "PUT: Operations[None]", "PUT isn't annotated"),
    (answers, OPERATIONS, "Operation[shared_models.Functional] =", "Operation[None] =", "MAKE"),
    (
        answers,
        CLIENT,
        'models = LazyModule("..models"',
        'models = LazyModule(".models"',
        "another meaning",
    ),
    (answers, CLIENT, '(".models", __package__)', '(".models", None)', "another meaning"),
    (answers, CLIENT, 'LazyModule(".models", __package__)', "operations", "another meaning"),
    (answers, CLIENT, "from . import operations", "from .far import operations", "another meaning"),
    (clients, CLIENT, "api_key: Key | None = None", "api_kez: Key | None = None", "Near: takes"),
    (clients, CLIENT, "api_key: Key | None | Omit", "api_kez: Key | None | Omit", "Near: takes"),
    (clients, CLIENT, "api_key: The key.", "api_key: A key.", "The key."),
    (clients, CLIENT, '"""Reads.', '"""Writes.', "'Reads.'"),
    (clients, CLIENT, "        Noticed.\n", "", "'Noticed.'"),
    (clients, CLIENT, "            Read.\n", "            Red.\n", "'Returns: Read."),
    (clients, CLIENT, "class Things(", "class Thing(", "Things.read: takes"),
    (clients, CLIENT, "    def put(", "    def puts(", "Near.put: takes"),
    (clients, CLIENT, 'mode: Literal["c", "d"]', 'mode: Literal["c"]', "mode takes"),
    (clients, CLIENT, 'mode: Literal["c", "d"]', "mode", "mode takes"),
    (clients, CLIENT, 'kinds: list[Literal["k", "l"]]', "kinds: list[str]", "kinds takes"),
    (clients, CLIENT, 'body_2: list[Literal["k", "l"]]', "body_2: list[str]", "takes"),
    (clients, CLIENT, "page: int | None | Omit = omit", "page: int | None | Omit", "make: takes"),
    (clients, CLIENT, "int | None | Omit = omit", "int | None | Omit = 1", "make: takes"),
    (
        clients,
        CLIENT,
        "page: int | None | Omit",
        "page: int | Omit",
        "page takes int | Omit, not int | None | Omit",
    ),
    (clients, CLIENT, "must: str,", "must: str | None,", "must takes str | None, not str"),
    (clients, CLIENT, "must: str,", "must: str = omit,", "make: takes"),
    (clients, CLIENT, '"must": must', '"must": 1', "is handed"),
    (
        clients,
        CLIENT,
        '-> None:\n        """put',
        '-> RawResponse[None]:\n        """put',
        "put: isn't",
    ),
    (clients, CLIENT, '"must": must', "must: must", "is handed"),
    (clients, CLIENT, '"must": must', "**must", "is handed"),
    (clients, CLIENT, RAW, "put = raw(Near.make)", "NearWithRawResponse.put: isn't the method"),
    (clients, CLIENT, RAW, "put = Near.put", "NearWithRawResponse.put: isn't the method"),
    (clients, CLIENT, RAW, "put = async_raw(Near.put)", "NearWithRawResponse.put: isn't"),
    (clients, CLIENT, TAKES, TAKES.replace("[Call", "[Client"), "is more than a method"),
    (clients, CLIENT, TAKES, "**call_options: object", "is more than a method"),
    (clients, CLIENT, f"{TAKES},\n    ", "", "is more than a method"),
    (clients, CLIENT, "**client_options,\n", "**api_key,\n", "'client_options' is handed api_key"),
    (clients, CLIENT, "            **call_options,\n", "", "doesn't call"),
    (clients, CLIENT, "-> shared_models.Functional", "-> models.Sent", "make: isn't annotated"),
    (clients, CLIENT, "-> shared_models.Functional", "-> RawResponse[None]", "isn't annotated"),
    (sent, PARAMS, SENT, "class Sent(TypedDict, total=False):", "members"),
    (sent, PARAMS, SENT, "class Sent(Other):", "members"),
    (sent, PARAMS, SENT, f"@final\n{SENT}", "members"),
    (sent, PARAMS, SENT, f"class More:\n    pass\n\n\n{SENT}", "declares"),
    (sent, PARAMS, "must: str", "must.x: str", "members"),
    (sent, PARAMS, '"c", "d"', '"c", "e"', "['mode']: takes"),
    (sent, PARAMS, "NotRequired[int]", "Required[int]", "['page']: may be left out"),
    (sent, PARAMS, "NotRequired[int]", "typing.NotRequired[int]", "['page']: may be left out"),
    (sent, PARAMS, '"""Must."""', '"""May."""', ".must: the docstring"),
    (sent, "far/params.py", '"""Far\'s."""', '"""Near\'s."""', ".y: the docstring"),
    (sent, "params.py", '= Literal["a", "b"]', '= Literal["a", "c"]', "Modes: takes"),
    (sent, "params.py", FUNCTIONAL, FUNCTIONAL.replace('"b"', '"c"'), "['x-a']: takes"),
    (sent, "params.py", FUNCTIONAL, FUNCTIONAL.replace("]'", "]; int'"), "['x-a']: takes"),
    (sent, "params.py", FUNCTIONAL, FUNCTIONAL.replace("'L", "'x = L"), "['x-a']: takes"),
    (sent, "params.py", FUNCTIONAL, FUNCTIONAL.replace("]'", "'"), "['x-a']: takes"),
    (sent, "params.py", FUNCTIONAL, FUNCTIONAL.replace("NotR", "R"), "['x-a']: may be left out"),
    (sent, "params.py", "= TypedDict(", "= dict(", "members"),
    (sent, "params.py", "= TypedDict(", "= {}.TypedDict(", "members"),
    (sent, "params.py", '    "Functional",', '    "Other",', "members"),
    (sent, "params.py", REQUIRED, f"{REQUIRED}    total=False,\n", "members"),
    (
        sent,
        "params.py",
        REQUIRED,
        REQUIRED.replace("'", "Other['", 1).replace("',", "'],"),
        "takes",
    ),
    (sent, "exceptions.py", "class BrokeError", "class BrakeError", "declares"),
    (sent, "exceptions.py", "(APIStatusError)", "(APIError)", "and nothing more"),
    (sent, "exceptions.py", "(APIStatusError)", "(APIStatusError, x=1)", "and nothing more"),
    (sent, "exceptions.py", "class Broke", "@x\nclass Broke", "and nothing more"),
    (sent, "exceptions.py", '"""Broke."""', '"""Broke."""\n\n    x = 1', "and nothing more"),
    (sent, "exceptions.py", '"""Broke."""', '"""Broken."""', "BrokeError: the docstring"),
    (tables, OPERATIONS, "                retry=False,\n", "", "retry is None, not False"),
    (tables, OPERATIONS, "retry=False,", "retry=False, more=1,", "more is 1, not None"),
    (tables, OPERATIONS, "Provider(\n", "Provider(1,\n", "PROVIDER is"),
    (tables, OPERATIONS, "server=Server(", "server=Provider(", "PROVIDER.server is Provider(...)"),
    (tables, OPERATIONS, "    request_id_headers=(),\n", "", "headers is None, not 0 values"),
    (tables, OPERATIONS, "environment=None", "environment=not 1", "environment is the name someth"),
    (tables, OPERATIONS, '"broke": ErrorCode', "broke: ErrorCode", "codes[the name broke]"),
    (tables, OPERATIONS, "PUT: Operation[None] =", "PUTS: Operation[None] =", "PUT is"),
    (commands, "__main__.py", '"api_key": "The key.",', "", "settings['api_key'] is None"),
    (commands, "__main__.py", 'words=("make",)', "words=make", "words is the name make"),
    (commands, "near/command.py", "required=True", "required=False", "required is False, not"),
    (commands, "near/command.py", 'place="query"', 'place="path"', "place is 'path', not"),
    (commands, "near/command.py", 'body="json"', 'body="text"', "body is 'text', not"),
    (commands, "near/command.py", '"MAKE": Call', '"MAKES": Call', "MAKE is called 0 times"),
]
NAMES = [
    (CLIENT, "mode: Lit", "WARRANTIES: int, mode: Lit", "'WARRANTIES'"),
    ("__init__.py", "__all__ = [", '__all__ = ["Nothing",', "offers 'Nothing'"),
]


def ways(planted: tuple[ModuleType, str, str, str, str]) -> str:
    """A name for a planted fault."""
    stage, path, _, new, _ = planted
    return f"{stage.__name__.split('.')[-1]} {path} {new[:40]}"


@pytest.mark.case("P21")
@pytest.mark.parametrize("planted", PLANTED, ids=ways)
def test_each_condition_tells(
    output: tuple[Api, Files], planted: tuple[ModuleType, str, str, str, str]
) -> None:
    """A fault that one condition of a stage is for is told by that stage, and refused."""
    stage, path, old, new, told = planted
    api, files = output
    text = files[f"thing/{path}"].text
    assert old in text
    wrong = {**files, f"thing/{path}": File(text.replace(old, new, 1))}
    assert told in "\n".join(stage.faults(wrong, api, LANGUAGE.plan(api)))


@pytest.mark.case("P21")
@pytest.mark.parametrize(("path", "old", "new", "told"), NAMES)
def test_each_name_has_to_be_chosen(
    output: tuple[Api, Files], path: str, old: str, new: str, told: str
) -> None:
    """A name that nobody has chosen is told, and so is one that is offered and isn't there."""
    api, files = output
    text = files[f"thing/{path}"].text
    assert old in text
    chosen = names.chosen(api, LANGUAGE.plan(api))
    assert not [*names.module_faults(path, text, chosen)]
    assert told in "\n".join(names.module_faults(path, text.replace(old, new, 1), chosen))


@pytest.mark.case("P21")
def test_agreement(output: tuple[Api, Files]) -> None:
    """Nothing speaks against the output that the faults are planted in."""
    api, files = output
    assert list(disagreements(files, api, LANGUAGE.plan(api))) == []


@pytest.mark.case("P21")
@pytest.mark.parametrize(
    "path",
    [OPERATIONS, CLIENT, PARAMS, "near/models.py", "params.py", "__main__.py"],
)
def test_a_missing_file_is_told(output: tuple[Api, Files], path: str) -> None:
    """No file that has something to say may be left out."""
    api, files = output
    rest = {name: file for name, file in files.items() if name != f"thing/{path}"}
    faults = list(disagreements(rest, api, LANGUAGE.plan(api)))
    assert f"thing/{path}: the file is missing" in faults


@pytest.mark.case("P21")
def test_a_missing_table_of_calls_is_told(output: tuple[Api, Files]) -> None:
    """The tables of the command line are looked for by what they hold, in as many modules."""
    api, files = output
    rest = {name: file for name, file in files.items() if name != "thing/near/command.py"}
    faults = [*disagreements(rest, api, LANGUAGE.plan(api))]
    assert {"thing/__main__.py: MAKE is called 0 times"} <= {*faults}


@pytest.mark.case("P21")
def test_missing_exceptions_are_told(output: tuple[Api, Files]) -> None:
    """The module of exceptions is there when there are any."""
    api, files = output
    rest = {name: file for name, file in files.items() if name != "thing/exceptions.py"}
    assert "thing/exceptions.py: declares [], not ['BrokeError']" in disagreements(
        rest, api, LANGUAGE.plan(api)
    )


@pytest.mark.case("P21")
def test_other_lists_offer_nothing(output: tuple[Api, Files]) -> None:
    """Only `__all__` offers names; another list may hold any text."""
    api, _ = output
    text = '"""More."""\n\nnames = ["nobody"]\n'
    chosen = names.chosen(api, LANGUAGE.plan(api))
    assert [*names.module_faults("thing/more.py", text, chosen)] == []
    assert [*names.module_faults("thing/more.py", text.replace("names", "__all__"), chosen)] != []


@pytest.mark.case("P21")
def test_a_missing_method_without_arguments_is_told() -> None:
    """A method is missed even where it would take nothing of the description's."""
    files, path = test_prove.rest(), "shapes/near/client.py"
    wrong = {**files, path: File(files[path].text.replace("def with_options(", "def options(", 1))}
    told = list(clients.faults(wrong, test_prove.API, test_prove.PLAN))
    assert any(fault.startswith(f"{path}: Near: takes [], not [") for fault in told)


@pytest.mark.case("P21")
def test_a_missing_empty_table_is_told() -> None:
    """A slot is missed even where nothing would be in it."""
    files, path = test_prove.rest(), "shapes/near/operations.py"
    wrong = {**files, path: File(files[path].text.replace("codes={},", "", 1))}
    told = f"{path}: PROVIDER.errors.codes is None, not 0 entries"
    assert told in tables.faults(wrong, test_prove.API, test_prove.PLAN)
