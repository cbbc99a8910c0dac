"""The page for those who call another client today: each piece of code on it does what is said."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import responses_compact
from responses_compact._runtime.network import pools

from tests.package.served import ROOT
from tests.support.stub import Reply, Stub, reply

PAGE = Path(responses_compact.__file__).parent / "MIGRATION.md"
ANSWER = (ROOT / "spec/examples/openai.response.message.json").read_bytes()
JSON = {"Content-Type": "application/json", "x-request-id": "r-1"}
SECTION = re.compile(r"^## From (\w+) to (\w+)$", re.MULTILINE)

Piece = tuple[str, str]
"""The client that it is about, and the code."""


def pieces() -> Iterator[tuple[str, Piece]]:
    """Each piece of code with what the page says of it: start, same, before, after."""
    parts = SECTION.split(PAGE.read_text(encoding="utf-8"))
    for client, text in zip(parts[2::3], parts[3::3], strict=True):
        form, told = "start", text.split("### Has another form")
        for number, half in enumerate(told):
            for lead, code in re.findall(r"([^\n]*)\n\n```python\n(.*?)^```$", half, re.S | re.M):
                if number:
                    form = "before" if lead == "Instead of" else "after"
                elif lead.endswith("write"):
                    form = "start"
                else:
                    form = "same"
                yield form, (client, code)


def chosen(*forms: str) -> list[Any]:
    """The pieces of those forms, as parameters."""
    wanted = (piece for form, piece in pieces() if form in forms)
    return [pytest.param(piece, id=f"{piece[0]}-{n}") for n, piece in enumerate(wanted)]


@pytest.fixture
def names(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """What the page says that a piece may use, on loopback."""
    prepared = pools.prepared

    def to_stub(request: Any, *rest: Any) -> Any:
        return prepared(replace(request, url=stub.url + urlsplit(request.url).path), *rest)

    monkeypatch.setattr(pools, "prepared", to_stub)
    for name in ("OPENAI_API_KEY", "AZURE_OPENAI_API_KEY"):
        monkeypatch.setenv(name, "key-0123456789")
    monkeypatch.delenv("AZURE_OPENAI_AD_TOKEN", raising=False)
    monkeypatch.setenv("OPENAI_BASE_URL", stub.url)
    stub.plays(*[Reply(body=ANSWER, headers=JSON)] * 3)
    before = {**vars(responses_compact)}
    yield {"openai": responses_compact, "__name__": "__main__"}
    for name in vars(responses_compact).keys() - before.keys():
        delattr(responses_compact, name)


def run(piece: Piece, names: dict[str, Any]) -> None:
    """Run a piece as the page says, with `client` ready."""
    client, code = piece
    place = {"azure_endpoint": "https://my-resource.openai.azure.com"}
    arguments = place if client == "AzureOpenAI" else {}
    imported = {
        each: getattr(responses_compact, each)
        for each in ("OpenAI", "AsyncOpenAI", "AzureOpenAI", "AsyncAzureOpenAI")
    }
    made = {**names, **imported, "client": imported[client](**arguments)}
    exec(compile(code, PAGE.name, "exec"), made)


@pytest.mark.parametrize("piece", chosen("same"))
def test_what_runs_as_it_is(piece: Piece, names: dict[str, Any], stub: Stub) -> None:
    """Code for the other client runs, and its assertions hold."""
    if "except" in piece[1]:
        told = {"message": "no", "code": "invalid_api_key", "type": "t", "param": None}
        stub.plays(reply({"error": told}, 401, x_request_id="r-1"))
    run(piece, names)


@pytest.mark.parametrize("piece", chosen("after"))
def test_what_has_another_form(piece: Piece, names: dict[str, Any]) -> None:
    """What is to be written instead runs."""
    run(piece, names)


@pytest.mark.parametrize("piece", chosen("before"))
def test_what_has_to_change(
    piece: Piece, names: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is to be replaced fails and never does something else in silence."""
    monkeypatch.setitem(sys.modules, "openai", None)
    with pytest.raises((AttributeError, ImportError, KeyError, TypeError, ValueError)):
        run(piece, names)


@pytest.mark.parametrize("piece", chosen("start"))
def test_the_imports_are_right(piece: Piece) -> None:
    """The first piece gives the names that the others use."""
    made: dict[str, Any] = {}
    exec(compile(piece[1], PAGE.name, "exec"), made)
    assert made["openai"] is responses_compact
    assert made[piece[0]] is getattr(responses_compact, piece[0])


def test_every_piece_is_looked_at() -> None:
    """No block of the page is passed over."""
    blocks = PAGE.read_text(encoding="utf-8").count("```python\n")
    assert blocks == len(list(pieces())) > 30
    assert {"OpenAI", "AzureOpenAI"} == {client for _, (client, _) in pieces()}
