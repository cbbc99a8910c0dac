"""What is put onto a client is there for every call, or is refused with the way to have it."""

from __future__ import annotations

import asyncio
import copy
import gc
import inspect
import json
import pickle
import threading
import weakref
from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
import responses_compact
from responses_compact.testing import FakeTransport

from tests.package.served import PLAIN_ANSWER, Provider
from tests.support.trees import importable

pytestmark = pytest.mark.filterwarnings("ignore::responses_compact.UnsupportedOperationWarning")

PREFIXES = ("", "Async")
DONE = {"204": {"description": "Done."}}
NESTED = {
    "openapi": "3.1.0",
    "info": {"title": "Rooms", "version": "1"},
    "servers": [{"url": "https://rooms.example"}],
    "paths": {
        f"/{path}": {"get": {"operationId": path, "x-method": method, "responses": DONE}}
        for path, method in {
            "top": "ping",
            "first": "houses.rooms.session.show",
            "second": "houses.rooms.get",
            "third": "session.get",
        }.items()
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A package whose client has methods of its own, and namespaces within each other."""
    # The generator isn't there beside the oldest libraries.
    from tests.support.packages import documents_of, write

    folder = tmp_path_factory.mktemp("rooms")
    (folder / "rooms.json").write_text(json.dumps(NESTED), encoding="utf-8")
    write(documents_of(folder / "rooms.json"), "rooms", folder)
    with importable(folder):
        yield __import__("rooms")


@pytest.fixture(params=PREFIXES, ids=["sync", "async"])
def prefix(request: pytest.FixtureRequest) -> str:
    """What the names of sync and of async clients begin with."""
    return str(request.param)


@pytest.fixture
def fake() -> FakeTransport:
    """What answers every call."""
    return FakeTransport(lambda sent: PLAIN_ANSWER)


@pytest.fixture
def client(provider: Provider, prefix: str, fake: FakeTransport) -> Any:
    """A client that sends to the fake."""
    kind = getattr(responses_compact, prefix + provider.client)
    return kind(**dict(provider.arguments), http_client=fake)


def result(value: Any) -> Any:
    """The value, awaited if need be."""

    async def awaited() -> Any:
        return await value

    return asyncio.run(awaited()) if inspect.isawaitable(value) else value


def test_namespaces_are_made_once(client: Any) -> None:
    """A namespace is one object for the life of its client, by whichever way it is reached."""
    assert client.responses is client.responses
    assert client.with_raw_response is client.with_raw_response
    raw = client.responses.with_raw_response
    assert raw is client.responses.with_raw_response is client.with_raw_response.responses


def test_threads_get_the_same_namespace(provider: Provider, fake: FakeTransport) -> None:
    """Threads that are the first to ask all get the same object."""
    for _ in range(20):
        made = getattr(responses_compact, provider.client)
        client = made(**dict(provider.arguments), http_client=fake)
        start, seen = threading.Barrier(8), list[Any]()

        def ask(client: Any = client, start: Any = start, seen: list[Any] = seen) -> None:
            start.wait()
            seen.append(client.responses)

        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert {id(client.responses)} == {id(each) for each in seen}


def test_a_mock_takes_the_place_of_a_method(client: Any, fake: FakeTransport) -> None:
    """An assigned mock is what is called from then on; nothing is sent until it is gone."""
    client.responses.compact = mock.Mock(return_value="mocked")
    assert "mocked" == client.responses.compact(model="m", input="x")
    assert [] == fake.requests
    del client.responses.compact
    assert "resp_1" == result(client.responses.compact(model="m", input="x")).id
    assert 1 == len(fake.requests)


@pytest.mark.parametrize("path", ["responses", "responses.with_raw_response"])
def test_patches_hold_while_they_last(client: Any, fake: FakeTransport, path: str) -> None:
    """`mock.patch.object` replaces a method for the length of its block."""
    holder = client
    for name in path.split("."):
        holder = getattr(holder, name)
    with mock.patch.object(holder, "compact", return_value="mocked"):
        assert "mocked" == result(holder.compact(model="m"))
        found: Any = client
        for name in path.split("."):
            found = getattr(found, name)
        assert "mocked" == result(found.compact(model="m"))
    assert [] == fake.requests
    result(holder.compact(model="m"))
    assert 1 == len(fake.requests)


def test_a_namespace_can_be_replaced(client: Any, fake: FakeTransport) -> None:
    """A whole namespace may be a mock, for good or for the length of a block."""
    with mock.patch.object(client, "responses") as replaced:
        assert replaced.compact.return_value is client.responses.compact(model="m")
    client.responses = mock.Mock()
    assert client.responses.compact.return_value is client.responses.compact(model="m")
    assert [] == fake.requests


def test_a_tracer_sees_every_call(client: Any, fake: FakeTransport) -> None:
    """A wrapper around a method of the object or of its class is gone through."""
    seen, plain = [], client.responses.compact

    def traced(*given: Any, **named: Any) -> Any:
        seen.append(named)
        return plain(*given, **named)

    client.responses.compact = traced
    result(client.responses.compact(model="m"))
    kind, of_class = type(client.responses), type(client.responses).compact

    def traced_by_class(holder: Any, **named: Any) -> Any:
        seen.append(named)
        return of_class(holder, **named)

    with mock.patch.object(kind, "compact", traced_by_class):
        result(client.copy().responses.compact(model="n"))
    assert [{"model": "m"}, {"model": "n"}] == seen
    assert 2 == len(fake.requests)


def test_methods_of_ones_own_go_through_the_same_object(
    provider: Provider, fake: FakeTransport
) -> None:
    """What a subclass does with `self.responses` meets the mock as well; it may keep attributes."""
    base: Any = getattr(responses_compact, provider.client)

    class Team(base):  # type: ignore[misc]
        def __init__(self, team: str) -> None:
            super().__init__(**dict(provider.arguments), http_client=fake)
            self.team = team

        def shorten(self) -> Any:
            return self.responses.compact(model="m", input=self.team)

    client = Team("garden")
    client.responses.compact = mock.Mock(return_value="mocked")
    assert "mocked" == client.shorten()
    assert "garden" == client.with_options(timeout=1).team
    with pytest.raises(AttributeError, match="with_options"):
        client.timeout = 3


def test_a_spec_has_the_namespaces(provider: Provider, prefix: str) -> None:
    """A mock made after a client class has its methods and namespaces."""
    kind = getattr(responses_compact, prefix + provider.client)
    double = mock.create_autospec(kind, instance=True)
    double.responses.compact.return_value = "mocked"
    assert "mocked" == double.responses.compact(model="m")
    with pytest.raises(AttributeError):
        double.respnses  # noqa: B018


def test_a_copy_has_namespaces_of_its_own(client: Any, fake: FakeTransport) -> None:
    """What replaced a method was made for one client; a copy calls with its own settings."""
    client.responses.compact = mock.Mock(return_value="mocked")
    changed = client.with_options(default_headers={"X-Copy": "1"})
    assert changed.responses is not client.responses
    result(changed.responses.compact(model="m"))
    assert "1" == fake.last.headers["x-copy"]


def test_a_forgotten_client_is_gone_at_once(client: Any, provider: Provider, prefix: str) -> None:
    """Neither a client nor its namespaces wait for the garbage collector."""
    kind = getattr(responses_compact, prefix + provider.client)
    fresh = kind(**dict(provider.arguments))
    fresh.responses.with_raw_response, fresh.with_raw_response, repr(fresh.responses)
    gone = [weakref.ref(fresh), weakref.ref(fresh.responses), weakref.ref(fresh._session)]
    gc.disable()
    try:
        del fresh
        assert [None, None, None] == [each() for each in gone]
    finally:
        gc.enable()


def test_a_namespace_outlives_its_client(
    provider: Provider, prefix: str, fake: FakeTransport
) -> None:
    """`Client().responses.compact()` works though nothing holds the client."""
    kind = getattr(responses_compact, prefix + provider.client)
    responses = kind(**dict(provider.arguments), http_client=fake).responses
    assert "resp_1" == result(responses.compact(model="m")).id


@pytest.mark.parametrize("copier", [copy.copy, copy.deepcopy, pickle.dumps])
def test_what_has_connections_is_copied_by_its_own_method(client: Any, copier: Any) -> None:
    """Neither a client nor a namespace is pickled or copied; the error names the way."""
    for each in (client, client.responses) if copier is not copy.copy else (client,):
        with pytest.raises(TypeError, match=r"only copy\(\) copies it"):
            copier(each)


def settings(client: Any) -> Iterator[str]:
    """The names of all that a client is made with."""
    yield from list(inspect.signature(type(client).__init__).parameters)[1:]
    yield from list(inspect.signature(type(client).with_options).parameters)[1:]


def test_no_setting_is_changed_in_place(client: Any, fake: FakeTransport) -> None:
    """No argument of the constructor can be set as an attribute; the refusal says what to do."""
    before = repr(client)
    for name in settings(client):
        with pytest.raises(AttributeError, match=rf"with_options\({name}=\.\.\.\)"):
            setattr(client, name, "other")
    assert before == repr(client)
    with pytest.raises(AttributeError, match="a function in its place is asked anew"):
        client.api_key = "other"


def test_credentials_cannot_be_read(client: Any) -> None:
    """A client doesn't give its credential away, and says so."""
    with pytest.raises(AttributeError, match="api_key can't be read from a client"):
        client.api_key  # noqa: B018
    assert not hasattr(client, "api_key")


def test_parameters_of_a_client_can_be_read() -> None:
    """What is sent with each call, and is no secret, can be read from the client."""
    client = responses_compact.OpenAI(api_key="k", organization="org-1")
    assert ("org-1", None) == (client.organization, client.project)
    assert "proj-2" == client.with_options(project="proj-2").project


@pytest.mark.parametrize("name", ["max_retry", "headers", "anything"])
def test_what_nothing_reads_is_refused(client: Any, name: str) -> None:
    """An attribute that no client has is a mistake; one with an underscore is the caller's own."""
    with pytest.raises(AttributeError, match=f"has no '{name}'"):
        setattr(client, name, 1)
    client._mine = 1
    assert 1 == client._mine


def test_a_misspelt_method_cannot_be_set(client: Any) -> None:
    """A mock under a name that no method has would never be called; the near one is named."""
    with pytest.raises(AttributeError, match="did you mean 'compact'"):
        client.responses.compct = mock.Mock()
    with pytest.raises(AttributeError, match="did you mean 'responses'"):
        client.respones = mock.Mock()


def test_is_closed(client: Any) -> None:
    """A client tells whether it is closed; a copy is when the original is, and not the reverse."""
    changed = client.copy(timeout=3)
    assert (False, False) == (client.is_closed(), changed.is_closed())
    result(changed.close())
    assert (False, True) == (client.is_closed(), changed.is_closed())
    other = client.copy()
    result(client.close())
    assert (True, True) == (client.is_closed(), other.is_closed())


def test_copy_is_with_options(client: Any) -> None:
    """`copy` takes and returns what `with_options` does."""
    assert type(client).copy is type(client).with_options
    assert 7 == client.copy(max_retries=7).max_retries


def test_completion_shows_what_is_public(client: Any, provider: Provider) -> None:
    """`dir` of a client, a namespace and the package has no name that is not meant for callers."""
    common = "base_url close copy default_headers default_query is_closed max_retries responses"
    expected = {*f"{common} strict timeout with_options with_raw_response".split()}
    expected |= {"aclose"} if hasattr(client, "aclose") else set()
    expected |= {"organization", "project", "api_version", "folder"} & {*settings(client)}
    assert expected == {name for name in dir(client) if not name.startswith("_")}
    public = {name for name in dir(client.responses) if not name.startswith("_")}
    assert {"compact", "with_raw_response"} == public
    assert {"compact"} == {n for n in dir(client.responses.with_raw_response) if n[0] != "_"}
    for module in (responses_compact, provider.namespace):
        assert {*module.__all__} == {name for name in dir(module) if not name.startswith("_")}


def test_namespaces_within_namespaces(rooms: Any, prefix: str, fake: FakeTransport) -> None:
    """All of it holds at each depth, for methods at the root, and beside a resource `session`."""
    answers = [rooms.testing.Reply(status=204) for _ in range(7)]
    client = getattr(rooms, f"{prefix}Rooms")(http_client=rooms.testing.FakeTransport(*answers))
    assert client.houses.rooms is client.houses.rooms
    raw = client.with_raw_response
    assert raw.houses.rooms.session is client.houses.rooms.session.with_raw_response
    assert raw.houses.rooms is client.houses.with_raw_response.rooms
    calls = (raw.ping, raw.houses.rooms.get, raw.houses.rooms.session.show, raw.session.get)
    for call in calls:
        assert 204 == result(call()).status_code
    for call in (client.ping, client.session.get, client.houses.rooms.session.show):
        assert result(call()) is None
    client.houses.rooms.session.show = mock.Mock(return_value="mocked")
    client.ping = mock.Mock(return_value="mocked")
    assert "mocked" == client.houses.rooms.session.show() == client.ping()
