"""What is sent: the runtime's requests as a server on loopback receives them."""

from __future__ import annotations

import pickle
from dataclasses import replace
from typing import Any

import pytest
from _runtime.vocabulary.errors import (
    APIConnectionError,
    APIError,
    ArgumentError,
    ArgumentTypeError,
    ConfigurationError,
)
from _runtime.vocabulary.omit import omit

from tests.support.small_api import (
    FOLDER,
    GOOD,
    KEY,
    LIST,
    MAKE,
    OPEN,
    PLAIN,
    READ,
    REPLACE,
    TENANT,
    TOKEN,
    Driver,
    Part,
)
from tests.support.stub import Stub, reply

TRANSPORTS = 2


@pytest.fixture
def plain(driver: Driver, stub: Stub) -> Any:
    """A client of the plain provider, pointed at the stub."""
    stub.plays(reply(GOOD))
    return driver.client(PLAIN, api_key=KEY, base_url=f"{stub.url}/v1")


def test_call_is_one_post_with_a_json_body(driver: Driver, stub: Stub, plain: Any) -> None:
    """A call is a single POST to the base URL plus the operation's path."""
    driver.make(plain)
    assert [("POST", "/v1/things/make")] == [(r.method, r.target) for r in stub.received]
    assert "application/json" == stub.last.headers["content-type"]
    assert "application/json" == stub.last.headers["accept"]
    assert {"model": "m"} == stub.last.json


@pytest.mark.case("H29")
def test_a_body_is_called_as_its_operation_says(driver: Driver, stub: Stub, plain: Any) -> None:
    """Another media type of JSON than the usual one is sent word for word, and no other header."""
    patch = replace(MAKE, media='application/merge-patch+json; p="q"')
    driver.call(plain, patch, {"model": "m"})
    assert stub.last.headers["content-type"] == 'application/merge-patch+json; p="q"'
    assert stub.last.headers["accept"] == "application/json"
    assert stub.last.json == {"model": "m"}


@pytest.mark.case("S24")
def test_agent_names_package_and_python_only(driver: Driver, stub: Stub, plain: Any) -> None:
    """The user agent is the package's name and version and Python's, nothing of the machine."""
    driver.make(plain)
    name, python = stub.last.headers["user-agent"].split(" ")
    assert "thing_client/1.2.3" == name
    assert python.startswith("Python/3.")


def test_arguments_travel_under_their_wire_names(driver: Driver, stub: Stub, plain: Any) -> None:
    """Models, dictionaries and sequences mixed in an argument become the JSON they stand for."""
    mixed = [Part(text="one"), {"text": "two", "note": None}, Part(text="three", note=None)]
    driver.call(plain, MAKE, {"model": "m", "input": mixed, "cache_key": "c"})
    expected = [{"text": "one"}, {"text": "two", "note": None}, {"text": "three", "note": None}]
    assert {"model": "m", "input": expected, "cache-key": "c"} == stub.last.json


def test_omitted_arguments_are_never_sent(driver: Driver, stub: Stub, plain: Any) -> None:
    """`omit` leaves an argument out of the body."""
    driver.call(plain, MAKE, {"model": "m", "input": omit, "cache_key": omit})
    assert b'{"model":"m"}' == stub.last.body


def test_none_is_null_where_the_schema_allows_it(driver: Driver, stub: Stub, plain: Any) -> None:
    """`None` for a nullable argument travels as null."""
    driver.call(plain, MAKE, {"model": "m", "input": None})
    assert b'{"model":"m","input":null}' == stub.last.body


def test_none_elsewhere_leaves_an_argument_out(driver: Driver, stub: Stub, plain: Any) -> None:
    """`None` for an argument that needn't be given and can't be null is the same as `omit`."""
    driver.call(plain, MAKE, {"model": "m", "cache_key": None})
    assert b'{"model":"m"}' == stub.last.body


def test_none_for_what_is_required_is_refused_before_anything_is_sent(
    driver: Driver, stub: Stub, plain: Any
) -> None:
    """`None` for a required argument that can't be null is an error that names it."""
    error = driver.fails(ArgumentTypeError, driver.call, plain, MAKE, {"model": None})
    assert "model may not be None" == str(error)
    assert [] == stub.received


@pytest.mark.parametrize("value", [object(), {1, 2}, b"bytes", 1j, {(1, 2): 3}, [print]])
def test_what_has_no_json_form_is_refused(
    driver: Driver, stub: Stub, plain: Any, value: object
) -> None:
    """Such a value is an error of the one tree, and a TypeError for those who expect Python's."""
    arguments = {"model": "m", "input": [{"text": value}]}
    error = driver.fails(ArgumentTypeError, driver.call, plain, MAKE, arguments)
    assert isinstance(error, APIError)
    assert isinstance(error, TypeError)
    assert isinstance(error, ValueError)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
    assert [] == stub.received


def test_a_required_argument_cannot_be_omitted(driver: Driver, stub: Stub, plain: Any) -> None:
    """`omit` for a required argument is an error that names it; nothing is sent."""
    error = driver.fails(ArgumentTypeError, driver.call, plain, MAKE, {"model": omit})
    assert "model is required" == str(error)
    assert [] == stub.received


def test_extras_are_merged_last(driver: Driver, stub: Stub) -> None:
    """Extras of the call win over the client's defaults, and those over what the client sends."""
    stub.plays(reply(GOOD))
    client = driver.client(
        TENANT,
        api_key=KEY,
        base_url=stub.url,
        api_version="preview",
        default_headers={"X-One": "default", "X-Two": "default", "user-agent": "mine"},
        default_query={"one": "default", "two": "default"},
    )
    driver.make(
        client,
        extra_headers={"x-two": "extra"},
        extra_query={"two": "extra", "api-version": "v1"},
        extra_body={"model": "n", "undocumented": {"a": [1]}},
    )
    assert "/things/make?api-version=v1&one=default&two=extra" == stub.last.target
    assert "default" == stub.last.headers["x-one"]
    assert "extra" == stub.last.headers["x-two"]
    assert "mine" == stub.last.headers["user-agent"]
    assert {"model": "n", "undocumented": {"a": [1]}} == stub.last.json


def test_extra_query_none_removes_a_default(driver: Driver, stub: Stub) -> None:
    """`None` in extra_query takes a default of the client's out of the call."""
    stub.plays(reply(GOOD))
    client = driver.client(OPEN, base_url=stub.url, default_query={"one": "1"})
    driver.make(client, extra_query={"one": None})
    assert "/things/make" == stub.last.target


@pytest.mark.case("N16")
def test_query_values_have_one_form_each(driver: Driver, stub: Stub, plain: Any) -> None:
    """Lists repeat the name, booleans are lower case, reserved characters are escaped."""
    arguments = {"group": "g", "name": "n", "tags": ["a b", "c&d", "ü"], "deep": True}
    driver.call(plain, READ, arguments, extra_query={"n": 1.5})
    assert "/v1/groups/g/things/n?tag=a%20b&tag=c%26d&tag=%C3%BC&deep=true&n=1.5" == (
        stub.last.target
    )


@pytest.mark.case("N16")
def test_nested_query_values_are_refused(driver: Driver, stub: Stub, plain: Any) -> None:
    """A query value without a documented form is an error that names it."""
    error = driver.error(plain, extra_query={"filter": {"a": 1}})
    assert isinstance(error, ArgumentError)
    assert "filter has to be a string, a number or a boolean" == str(error)
    assert [] == stub.received


@pytest.mark.case("N44")
@pytest.mark.parametrize("extra", [{"a": "\ud800"}, {"\udfff": "a"}, {"a": ["b", "\ud800"]}])
def test_half_a_surrogate_pair_has_no_place_in_an_address(
    driver: Driver, stub: Stub, plain: Any, extra: dict[str, Any]
) -> None:
    """Text that UTF-8 can't hold is refused in a query and in a path, where no escape is left."""
    assert "half a surrogate pair" in str(driver.error(plain, extra_query=extra))
    arguments = {"group": "g", "name": "\ud800"}
    error = driver.fails(ArgumentError, driver.call, plain, READ, arguments)
    assert "name holds half a surrogate pair" in str(error)
    assert [] == stub.received


@pytest.mark.parametrize("name", ["extra_headers", "extra_query", "extra_body"])
@pytest.mark.parametrize("value", [5, "text", [("a", "b")]])
def test_extras_that_are_no_mappings_are_refused(
    driver: Driver, stub: Stub, plain: Any, name: str, value: Any
) -> None:
    """An extra of another type is an ArgumentTypeError that names it; nothing is sent."""
    error = driver.error(plain, **{name: value})
    assert ArgumentTypeError is type(error)
    assert f"{name} has to be a mapping" == str(error)
    assert [] == stub.received


def test_header_parameters_of_the_operation(driver: Driver, stub: Stub, plain: Any) -> None:
    """A parameter whose place is the header is sent there."""
    driver.call(plain, READ, {"group": "g", "name": "n", "trace": "t-1"})
    assert "t-1" == stub.last.headers["x-trace"]
    assert "content-type" not in stub.last.headers


def test_whole_body_is_sent_as_it_is(driver: Driver, stub: Stub, plain: Any) -> None:
    """A body that isn't taken apart is one argument; a call without an answer returns None."""
    stub.plays(reply(None, 204))
    assert driver.call(plain, REPLACE, {"thing": [Part(text="x")]}) is None
    assert ("PUT", "/v1/things") == (stub.last.method, stub.last.target)
    assert [{"text": "x"}] == stub.last.json


def test_answers_need_not_be_objects(driver: Driver, stub: Stub, plain: Any) -> None:
    """An operation may answer with a list of models."""
    stub.plays(reply([GOOD, GOOD]))
    assert ["thing-1", "thing-1"] == [thing.id for thing in driver.call(plain, LIST, {})]


@pytest.mark.case("N13")
@pytest.mark.parametrize(
    ("value", "segment"),
    [
        ("a/b", "a%2Fb"),
        ("../x", "..%2Fx"),
        ("a?b", "a%3Fb"),
        ("a#b", "a%23b"),
        ("%2e", "%252e"),
        ("%252e", "%25252e"),
        ("a b", "a%20b"),
        ("a\r\nb", "a%0D%0Ab"),
        ("a\\b", "a%5Cb"),
        ("ü", "%C3%BC"),
        ("...", "..."),
    ],
)
def test_path_value_stays_in_its_segment(
    driver: Driver, stub: Stub, plain: Any, value: str, segment: str
) -> None:
    """Whatever a path value holds, it is one encoded segment."""
    driver.call(plain, READ, {"group": "g", "name": value})
    assert f"/v1/groups/g/things/{segment}" == stub.last.target


@pytest.mark.case("N13")
@pytest.mark.network
def test_a_path_value_that_is_too_long(driver: Driver, stub: Stub, plain: Any) -> None:
    """A URL that the server doesn't bear is an error of ours like any other."""
    assert "gave no answer" in str(
        driver.fails(
            APIConnectionError, driver.call, plain, READ, {"group": "g", "name": "n" * 70_000}
        )
    )


def test_the_query_of_a_path_is_sent_and_its_fragment_is_not(
    driver: Driver, stub: Stub, plain: Any
) -> None:
    """What a path ends with is a part of each request, but where an argument says otherwise."""
    operation = replace(READ, path="/groups/{group}?beta=true&tag=all#by-name")
    driver.call(plain, operation, {"group": "a b", "name": "n", "tags": ["x"]})
    assert stub.last.target == "/v1/groups/a%20b?beta=true&tag=x"


@pytest.mark.case("N14")
@pytest.mark.parametrize("value", ["", ".", ".."])
def test_path_value_that_would_move_is_refused(
    driver: Driver, stub: Stub, plain: Any, value: str
) -> None:
    """An empty path value and segments of dots are errors, and nothing is sent."""
    assert "name" in str(
        driver.fails(ArgumentError, driver.call, plain, READ, {"group": "g", "name": value})
    )
    assert [] == stub.received


@pytest.mark.case("N17")
@pytest.mark.parametrize(
    "value", ["a\rb", "a\nb", "a\x00b", "a\x7fb", " a", "a ", "\ta", "a\u2013b", "\ufeffa"]
)
def test_header_value_is_refused_without_being_shown(
    driver: Driver, stub: Stub, plain: Any, value: str
) -> None:
    """A header value that can't be sent is an error that names the header; nothing is sent."""
    error = driver.error(plain, extra_headers={"X-Note": value})
    assert isinstance(error, ArgumentError)
    assert "X-Note" in str(error) and "extra_headers" in str(error)
    assert value.strip() == "a" or value not in str(error)
    assert [] == stub.received


@pytest.mark.case("N17")
@pytest.mark.parametrize("value", ["a\nb", " a", "a\u2013b"])
def test_default_headers_are_checked_at_construction(driver: Driver, value: str) -> None:
    """A default header that can't be sent keeps the client from being made."""
    with pytest.raises(ConfigurationError, match="default_headers.*X-Note"):
        driver.client(PLAIN, api_key=KEY, default_headers={"X-Note": value})


def test_latin1_header_values_travel(driver: Driver, stub: Stub, plain: Any) -> None:
    """Latin-1 is what a header can hold, and it arrives as such."""
    driver.make(plain, extra_headers={"X-Note": "naïve"})
    assert "naïve" == stub.last.headers["x-note"]


@pytest.mark.case("N18")
@pytest.mark.parametrize(
    "name",
    ["Host", "content-length", "Transfer-Encoding", "Connection", "a b", "a\r\nb", "", "a:b"],
)
def test_headers_of_the_connection_are_refused(
    driver: Driver, stub: Stub, plain: Any, name: str
) -> None:
    """A header that would change the framing, or whose name is no token, is an error."""
    assert isinstance(driver.error(plain, extra_headers={name: "1"}), ArgumentError)
    assert [] == stub.received


@pytest.mark.case("N47")
@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_numbers_that_json_lacks_are_refused(
    driver: Driver, stub: Stub, plain: Any, value: float
) -> None:
    """NaN and Infinity are errors before anything is sent."""
    driver.fails(ValueError, driver.make, plain, extra_body={"x": value})
    assert [] == stub.received


@pytest.mark.parametrize(
    ("provider", "arguments", "name", "value"),
    [
        (PLAIN, {"api_key": KEY}, "authorization", f"Bearer {KEY}"),
        (PLAIN, {"api_key": lambda: KEY}, "authorization", f"Bearer {KEY}"),
        (PLAIN, {"api_key": KEY, "organization": "org"}, "plain-organization", "org"),
        (PLAIN, {"api_key": KEY, "project": "p-1"}, "plain-project", "p-1"),
        (TENANT, {"api_key": KEY}, "api-key", KEY),
        (TENANT, {"token": TOKEN}, "authorization", f"Bearer {TOKEN}"),
        (TENANT, {"token_provider": lambda: TOKEN}, "authorization", f"Bearer {TOKEN}"),
        (FOLDER, {"api_key": KEY}, "authorization", f"Api-Key {KEY}"),
        (FOLDER, {"iam_token": TOKEN}, "authorization", f"Bearer {TOKEN}"),
    ],
)
def test_each_argument_has_its_header(
    driver: Driver, stub: Stub, provider: Any, arguments: dict[str, Any], name: str, value: str
) -> None:
    """Credentials and client parameters are sent in the table's header, with its prefix."""
    stub.plays(reply(GOOD))
    driver.make(driver.client(provider, base_url=stub.url, **arguments))
    assert value == stub.last.headers[name]


@pytest.mark.case("N20")
@pytest.mark.parametrize(("provider", "other"), [(TENANT, "authorization"), (PLAIN, "api-key")])
def test_one_credential_only(driver: Driver, stub: Stub, provider: Any, other: str) -> None:
    """Exactly one credential header is sent."""
    stub.plays(reply(GOOD))
    driver.make(driver.client(provider, base_url=stub.url, api_key=KEY))
    assert other not in stub.last.headers


def test_no_credential_where_none_is_declared(driver: Driver, stub: Stub) -> None:
    """A provider without credentials is called without one."""
    stub.plays(reply(GOOD))
    driver.make(driver.client(OPEN, base_url=stub.url))
    assert {"authorization", "api-key"}.isdisjoint(stub.last.headers)


def test_a_caller_header_takes_the_credentials_place(
    driver: Driver, stub: Stub, plain: Any
) -> None:
    """An Authorization header that the caller adds is sent instead of ours, never beside it."""
    driver.make(plain, extra_headers={"authorization": "Bearer of-the-caller"})
    assert "Bearer of-the-caller" == stub.last.headers["authorization"]
