"""What a person sees in the REPL of what a client takes, though its code names options once."""

from __future__ import annotations

import importlib
import inspect
import pydoc
import re
from typing import Any

import pytest
import responses_compact
from responses_compact.testing import FakeTransport

from tests.package.served import Provider

CLIENT = (
    *("base_url", "timeout", "max_retries", "retry_unsafe", "strict", "follow_redirects"),
    *("allow_insecure_http", "limits", "default_headers", "default_query", "on_request"),
    *("on_response", "on_retry"),
)
"""What every client takes (README, Clients)."""
CALL = ("extra_headers", "extra_query", "extra_body", "timeout")
"""What every call takes (README, Requests)."""


@pytest.fixture(params=["", "Async"])
def kind(provider: Provider, request: pytest.FixtureRequest) -> Any:
    """Both clients of each provider."""
    return getattr(responses_compact, f"{request.param}{provider.client}")


def parameters(function: Any) -> dict[str, Any]:
    """The keyword arguments of a function with their defaults."""
    every = inspect.signature(function).parameters.values()
    return {each.name: each.default for each in every if each.kind is each.KEYWORD_ONLY}


def described(function: Any) -> set[str]:
    """The arguments that the help of a function has a sentence about."""
    text = pydoc.plain(pydoc.render_doc(function))
    return set(re.findall(r"^ +(\w+): [A-Z]", text, re.MULTILINE))


def test_the_constructor_lists_every_option(kind: Any) -> None:
    """`inspect.signature` has each option with its default, and `help` says what it means."""
    listed = parameters(kind.__init__)
    assert {*CLIENT, "http_client"} <= listed.keys()
    assert (600, 2, False, None) == tuple(
        listed[name] for name in ("timeout", "max_retries", "strict", "base_url")
    )
    assert {*CLIENT, "http_client", "api_key"} <= described(kind.__init__)
    assert "client_options" not in pydoc.render_doc(kind.__init__)


def test_copies_list_every_option(kind: Any) -> None:
    """So has `with_options`, where nothing is given unless it is to change."""
    listed = parameters(kind.with_options)
    assert {*CLIENT, "set_default_headers", "set_default_query", "http_client"} <= listed.keys()
    assert {responses_compact.omit} == set(listed.values())
    assert {"set_default_headers", "set_default_query"} <= described(kind.with_options)


def test_methods_list_every_option(provider: Provider, kind: Any) -> None:
    """So has each method, and its twin for raw answers."""
    client = kind(**dict(provider.arguments), http_client=FakeTransport())
    for method in (client.responses.compact, client.responses.with_raw_response.compact):
        listed = parameters(method)
        assert {"model", *CALL} <= listed.keys()
        assert responses_compact.omit is listed["timeout"]
        assert {"model", *CALL} <= described(method)
        assert "call_options" not in pydoc.render_doc(method)


def test_what_nobody_takes_is_refused(provider: Provider, kind: Any) -> None:
    """A misspelt option is a TypeError that names the call and the nearest option."""
    given = {**dict(provider.arguments), "http_client": FakeTransport()}
    with pytest.raises(TypeError, match=rf"{kind.__name__}\.__init__\(\) .* 'timeot'.*'timeout'"):
        kind(**given, timeot=1)
    with pytest.raises(TypeError, match="set_default_query"):
        kind(**given, set_default_query={})
    client = kind(**given)
    with pytest.raises(TypeError, match=r"with_options\(\) .*'strikt'.*'strict'"):
        client.with_options(strikt=True)


@pytest.mark.filterwarnings("ignore::responses_compact.UnsupportedOperationWarning")
def test_what_no_call_takes_is_refused(provider: Provider) -> None:
    """So it is for a call, before anything is sent."""
    fake = FakeTransport()
    kind = getattr(responses_compact, provider.client)
    client = kind(**dict(provider.arguments), http_client=fake)
    for namespace in (client.responses, client.responses.with_raw_response):
        with pytest.raises(TypeError, match="'extra_heders'.*'extra_headers'"):
            namespace.compact(model="m", extra_heders={})
    assert [] == fake.requests


@pytest.mark.parametrize("name", ["models", "params", "exceptions", "testing"])
def test_dir_lists_what_is_offered(name: str) -> None:
    """`dir` of a module that callers import from has no name that the module only imports."""
    module = importlib.import_module(f"responses_compact.{name}")
    listed = {each for each in dir(module) if not each.startswith("_")}
    expected = {
        "models": {"CompactionItem", "InputText", "UnknownInputItem"},
        "params": {"CompactionItem", "InputText"},
        "exceptions": {"APIError", "RateLimitError"},
        "testing": {"FakeTransport", "build"},
    }
    assert expected[name] <= listed
    assert not {"annotations", "Any", "Annotated", "Field", "TYPE_CHECKING", "public"} & listed
    assert [] == [each for each in listed if not hasattr(module, each)]


@pytest.mark.parametrize("name", ["models", "params"])
def test_dir_of_a_provider_s_modules(provider: Provider, name: str) -> None:
    """So has that of each provider's modules, with what it shares."""
    module = importlib.import_module(f"responses_compact.{provider.name}.{name}")
    listed = {each for each in dir(module) if not each.startswith("_")}
    assert {"CompactionItem", "InputText"} <= listed
    assert not {"annotations", "Any", "Annotated", "Literal", "Model", "public"} & listed
