"""The command of other packages: what their tables say that ours don't."""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.support.commanded import KEY, Outcome
from tests.support.stub import Stub


@pytest.fixture
def other(
    monkeypatch: pytest.MonkeyPatch, stub: Stub, capfdbinary: pytest.CaptureFixture[bytes]
) -> Callable[..., Outcome]:
    """A command over tables whose names get in each other's way."""
    from responses_compact._runtime.command.main import run
    from responses_compact._runtime.command.program import (
        Argument,
        Call,
        OperationCommand,
        Program,
        Service,
    )
    from responses_compact._runtime.vocabulary.operation import (
        Field,
        Fields,
        Operation,
        Parameter,
        Whole,
    )
    from responses_compact._runtime.vocabulary.provider import ClientParameter, Provider, Server

    tables: Any = types.ModuleType("tables_of_a_test")
    project = ClientParameter(argument="project", place="header", name="X-Project")
    tables.PROVIDER = Provider(
        name="only",
        client="Only",
        server=Server(url=stub.url),
        parameters=(project,),
    )
    names = ("timeout", "project", "from_")
    fields = tuple(Field(argument=name, wire=name.strip("_")) for name in names)
    place = Parameter(argument="thing_id", wire="thing_id", place="path", required=True)
    tables.MAKE = Operation(
        name="make",
        method="POST",
        path="/make",
        client_parameters=("project",),
        body=Fields(fields=fields),
    )
    tables.PUT = Operation(
        name="things.put",
        method="PUT",
        path="/things/{thing_id}",
        body=Whole(argument="body", required=True),
        parameters=(place,),
    )
    tables.GET = Operation(
        name="things.get_one", method="GET", path="/things/{thing_id}", parameters=(place,)
    )
    monkeypatch.setitem(sys.modules, "tables_of_a_test", tables)
    names = ("size", "fine", "level", "what")
    fields = tuple(Field(argument=name, wire=name, required=name == "size") for name in names)
    page = Parameter(argument="page", wire="page", place="query")
    tables.COUNT = Operation(
        name="count", method="POST", path="/count", body=Fields(fields=fields), parameters=(page,)
    )
    arguments = {
        "page": Argument(kinds=("number",), place="query"),
        "size": Argument(kinds=("number",), required=True),
        "fine": Argument(kinds=("boolean", "null")),
        "level": Argument(kinds=("number",), choices=(1, 2), open=False),
        "what": Argument(kinds=("string", "object")),
    }
    thing = {"thing_id": Argument(place="path", required=True)}
    tables.CALLS = {
        "COUNT": Call(arguments=arguments, body="json"),
        "MAKE": Call(
            arguments={name: Argument() for name in ("timeout", "project", "from_")}, body="json"
        ),
        "PUT": Call(arguments={**thing, "body": Argument(place="whole")}, body="json"),
        "GET": Call(arguments=thing),
    }
    listed = tuple(
        OperationCommand(
            words=words,
            constant=words[-1].partition("_")[0].upper(),
            module=tables.__name__,
            doc=doc,
        )
        for words, doc in (
            (("count",), ""),
            (("make",), ""),
            (("things", "put"), ""),
            (("things", "get_one"), "100 % of it."),
        )
    )
    service = Service(
        name="only",
        client="Only",
        module="tables_of_a_test",
        settings={"project": "", "api_key": ""},
        secrets={"key": ("api_key",)},
        operations=listed,
    )
    program = Program(name="other", package=None, doc="Other things.", services=(service,))

    def command(*arguments: str) -> Outcome:
        code = run(program, arguments)
        out, err = capfdbinary.readouterr()
        return Outcome(code, out, err.decode())

    return command


def test_a_credential_goes_to_operations_that_take_it_alone(
    other: Callable[..., Outcome], stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In front of an operation that isn't sent it, it is no mistake; behind it, it is no option."""
    from responses_compact._runtime.vocabulary.provider import Credential

    tables: Any = sys.modules["tables_of_a_test"]
    credential = Credential(name="key", arguments=("api_key",), prefix="Bearer ")
    security = (("key",),)
    keyed = replace(tables.PROVIDER, credentials=(credential,), security=(security, ()))
    monkeypatch.setattr(tables, "PROVIDER", keyed)
    monkeypatch.setattr(tables, "MAKE", replace(tables.MAKE, security=security))
    monkeypatch.setattr(tables.CALLS["MAKE"], "credentials", ("key",))
    assert other("--api-key", KEY, "make").code == 0
    assert stub.last.headers["authorization"] == f"Bearer {KEY}"
    assert other("--api-key", KEY, "things", "get-one", "--thing-id=1") == Outcome(0, b"", "")
    assert "authorization" not in stub.last.headers
    assert other("things", "get-one", "--thing-id=1", "--api-key", KEY).code == 2
    assert other("make").code == 2


def test_names_that_are_taken_get_a_prefix(other: Callable[..., Outcome], stub: Stub) -> None:
    """A field or a setting whose option exists already is reached by a longer one."""
    options = ("--send-timeout=a", "--project=b", "--client-project=c", "--from=d", "--timeout=9")
    assert other("make", *options) == Outcome(0, b"", "")
    assert stub.last.json == {"timeout": "a", "project": "b", "from": "d"}
    assert stub.last.headers["x-project"] == "c"


def test_values_have_the_json_types_of_the_description(
    other: Callable[..., Outcome], stub: Stub
) -> None:
    """What is no text is typed as JSON, and sent as it is; another type is refused in words."""
    options = ("--size=1.50", "--fine=true", "--level=2", "--what=3", "--page=07")
    assert other("count", *options[:4]) == Outcome(0, b"", "")
    assert stub.last.body == b'{"size":1.50,"fine":true,"level":2,"what":"3"}'
    assert other("count", "--size=1", "--what-json={}", "--page=7").code == 0
    assert (stub.last.json, stub.last.target) == ({"size": 1, "what": {}}, "/count?page=7")
    sent = len(stub.received)
    for option, told in (
        ("--size=x", "--size: that isn't JSON"),
        ('--size="1"', "--size takes a number, not a text"),
        ("--size=true", "--size takes a number, not true or false"),
        ("--fine=1", "--fine takes true or false or null, not a number"),
        ("--what-json=[]", "--what-json takes a text or an object, not a list"),
        ("--page=x", "--page takes a number"),
        ("--size-json=1", "is --size meant?"),
    ):
        done = other("count", option, *(() if "--size" in option else ("--size=1",)))
        assert done.code == 2 and told in done.err, done
    assert len(stub.received) == sent
    assert "--level: 3 isn't known, only 1, 2" in other("count", "--size=1", "--level=3").err
    assert "--size has to be given" in other("count").err
    shown = other("count", "--help").out.decode()
    for line in ("--size NUMBER", "--fine true|false", "--what-json JSON", "One of 1, 2."):
        assert line in shown


def test_a_body_that_is_one_argument_is_body(other: Callable[..., Outcome], stub: Stub) -> None:
    """`--body` is all there is to it, and it has to be there when it is required."""
    assert other("things", "put", "--thing-id=a/b", "--body=[1.0]").code == 0
    assert (stub.last.method, stub.last.target) == ("PUT", "/things/a%2Fb")
    assert stub.last.body == b"[1.0]"
    assert "--body has to be given" in other("things", "put", "--thing-id=a").err
    assert "--thing-id has to be given" in other("things", "put", "--body=1").err


def test_an_operation_without_a_body_takes_none(other: Callable[..., Outcome], stub: Stub) -> None:
    """Words of an operation may be typed with hyphens; a percent sign in help is just that."""
    assert other("things", "get-one", "--thing-id=1").code == 0
    assert (stub.last.target, stub.last.body) == ("/things/1", b"")
    assert other("things", "get_one", "--thing-id=1", "--body={}").code == 2
    assert b"100 % of it." in other("things", "get-one", "--help").out
