"""The one rule for every way into the command: what a text is, and what is refused by name."""

from __future__ import annotations

import codecs
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.commanded import KEY, Call, Outcome
from tests.support.stub import Stub

TEXT = "line\r\nü {1}\r@x\n"
WAYS = ("--instructions=@{}", "--input=@{}", "--instructions=-", "--input=-")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8], ids=["plain", "with a mark"])
def test_a_text_is_utf8(call: Call, stub: Stub, tmp_path: Path, way: str, mark: bytes) -> None:
    """Line ends stay, a byte order mark is no part of the text, from a file and from a pipe."""
    raw = mark + TEXT.encode()
    (tmp_path / "file").write_bytes(raw)
    assert call("--model=m", way.format(tmp_path / "file"), stdin=raw).code == 0
    assert stub.last.json[way.strip("-").partition("=")[0]] == TEXT


@pytest.mark.parametrize("way", [*WAYS, "--input-json=@{}", "--body=-", "--api-key-file={}"])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le"])
def test_utf16_is_refused_by_name(
    call: Call, stub: Stub, tmp_path: Path, way: str, encoding: str
) -> None:
    """Whether it has a mark or not, the message says what the text is and what it has to be."""
    raw = '["some text"]'.encode(encoding)
    (tmp_path / "file").write_bytes(raw)
    done = call("--model=m", way.format(tmp_path / "file"), stdin=raw)
    assert (done.code, stub.received) == (2, [])
    assert "UTF-16" in done.err and "UTF-8" in done.err and way.partition("=")[0] in done.err


def test_a_key_with_a_mark_is_the_key(call: Call, stub: Stub, tmp_path: Path) -> None:
    """Editors leave marks and line ends in files of keys as well."""
    file = tmp_path / "key"
    file.write_bytes(codecs.BOM_UTF8 + KEY.encode() + b"\r\n")
    assert call("--model=m", f"--api-key-file={file}").code == 0
    assert stub.last.headers["authorization"] == f"Bearer {KEY}"


def test_text_has_no_other_option(call: Call, stub: Stub) -> None:
    """A field that is a text has one option; one that may be a list has one for JSON as well."""
    for option in ("--model-json=1", "--instructions-json=1"):
        assert call("--model=m", option).code == 2
    assert call("--model=m", "--input-json=[]").code == 0


@pytest.mark.parametrize(
    ("words", "option", "told"),
    [
        ("--provider yandex responses compact", "--service-tier=flex", "openai and azure have it"),
        ("responses compact", "--azure-endpoint=x", "azure has it"),
        ("responses compact", "--servicetier=flex", "is --service-tier meant?"),
        ("responses compact", "--format=jsno", "is json meant?"),
    ],
)
def test_what_another_provider_has_is_told(
    call: Call, stub: Stub, words: str, option: str, told: str
) -> None:
    """An option that isn't there is told with who has it, or what may be meant."""
    done = call("--model=m", option, words=words)
    assert (done.code, stub.received) == (2, []) and told in done.err


# --- members of objects -------------------------------------------------------------------------


@pytest.fixture
def nested(
    monkeypatch: pytest.MonkeyPatch, stub: Stub, capfdbinary: pytest.CaptureFixture[bytes]
) -> Callable[..., Outcome]:
    """A command whose operation takes an object of few members."""
    from responses_compact._runtime.command.main import run
    from responses_compact._runtime.command.program import (
        Argument,
        Call as Taken,
        OperationCommand,
        Program,
        Service,
    )
    from responses_compact._runtime.vocabulary.operation import Field, Fields, Operation
    from responses_compact._runtime.vocabulary.provider import Provider, Server

    tables: Any = types.ModuleType("tables_of_members")
    tables.PROVIDER = Provider(name="only", client="Only", server=Server(url=stub.url))
    field = Field(argument="cache_options", wire="cache_options")
    tables.SET = Operation(name="set", method="POST", path="/set", body=Fields(fields=(field,)))
    members = {
        "mode": Argument("How.", kinds=("string",), choices=("auto", "off")),
        "ttl_s": Argument(kinds=("number",)),
        "a.b": Argument(kinds=("string", "null")),
    }
    taken = {"cache_options": Argument(kinds=("object",), members=members)}
    tables.CALLS = {"SET": Taken(arguments=taken, body="json")}
    monkeypatch.setitem(sys.modules, "tables_of_members", tables)
    listed = OperationCommand(words=("set",), constant="SET", module="tables_of_members")
    service = Service(name="only", client="Only", module="tables_of_members", operations=(listed,))
    program = Program(name="other", package=None, doc="", services=(service,))

    def command(*arguments: str) -> Outcome:
        code = run(program, ["set", *arguments])
        out, err = capfdbinary.readouterr()
        return Outcome(code, out, err.decode())

    return command


def test_members_have_options(nested: Callable[..., Outcome], stub: Stub) -> None:
    """Each is typed by its own option, and they meet in one object, over one that is given."""
    assert nested("--cache-options.mode=auto", "--cache-options.ttl-s=30").code == 0
    assert stub.last.json == {"cache_options": {"mode": "auto", "ttl_s": 30}}
    assert nested('--cache-options={"mode":"x","n":1.50}', "--cache-options.a.b=1").code == 0
    assert stub.last.body == b'{"cache_options":{"mode":"x","n":1.50,"a.b":"1"}}'


def test_members_are_held_to_their_types(nested: Callable[..., Outcome], stub: Stub) -> None:
    """What is no number is refused, a value that is nearly one of a list is told."""
    done = nested("--cache-options.ttl-s=soon")
    assert (done.code, stub.received) == (2, []) and "--cache-options.ttl-s" in done.err
    assert "is auto meant?" in nested("--cache-options.mode=aut").err
    shown = nested("--help").out.decode()
    assert "--cache-options.mode TEXT" in shown and "How. One of auto, off." in shown
