"""What users of the vendor's own command type, line by line of its page, typed to ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from responses_compact.__main__ import main

from tests.support.commanded import KEY, Call, compacted, process
from tests.support.stub import Reply, Stub


@dataclass(frozen=True)
class Line:
    """A line of the page: what it is about, what is typed for it, and what reaches the server."""

    about: str
    typed: tuple[str, ...]
    body: dict[str, Any] | None = None
    header: tuple[str, str] | None = None


REQUIRED = ("--model", "gpt-5.4")
FIELDS = (
    Line("the model, one that is listed", ("--model", "gpt-5.4"), {"model": "gpt-5.4"}),
    Line("the model, any other", ("--model", "my-own"), {"model": "my-own"}),
    Line("a text as input", ("--input", "hello"), {"input": "hello"}),
    Line(
        "items as input",
        ("--input-json", '[{"role":"user","content":"hi"}]'),
        {"input": [{"role": "user", "content": "hi"}]},
    ),
    Line("instructions", ("--instructions", "Be brief."), {"instructions": "Be brief."}),
    Line(
        "the response before",
        ("--previous-response-id", "resp_1"),
        {"previous_response_id": "resp_1"},
    ),
    Line("the key of the cache", ("--prompt-cache-key", "k"), {"prompt_cache_key": "k"}),
    Line(
        "how long the cache lives, in memory",
        ("--prompt-cache-retention", "in_memory"),
        {"prompt_cache_retention": "in_memory"},
    ),
    Line(
        "how long the cache lives, a day",
        ("--prompt-cache-retention", "24h"),
        {"prompt_cache_retention": "24h"},
    ),
)
GLOBALS = (
    Line("the key", ("--api-key", "My API Key"), header=("authorization", "Bearer My API Key")),
    Line("the organization", ("--organization", "org-1"), header=("openai-organization", "org-1")),
    Line("the project", ("--project", "proj-1"), header=("openai-project", "proj-1")),
    Line("the format of an answer", ("--format", "json")),
    Line("the format of an answer, YAML", ("--format", "yaml")),
    Line("the format of an answer, raw", ("--format", "raw")),
    Line("the format of an answer, lines", ("--format", "jsonl")),
    Line("the format of an answer, by itself", ("--format", "auto")),
    Line("the format of a failure", ("--format-error", "json")),
    Line("the format of a failure, YAML", ("--format-error", "yaml")),
    Line("a part of an answer", ("--transform", "id")),
    Line("a part of an answer without quotes", ("--transform", "id", "-r")),
    Line("a part of a failure", ("--transform-error", "error.message")),
    Line("what is sent and received", ("--debug",)),
    Line("how many items", ("--format", "jsonl", "--max-items", "5")),
)


@pytest.mark.parametrize("line", FIELDS, ids=lambda line: line.about)
def test_a_field_is_sent(call: Call, stub: Stub, line: Line) -> None:
    """Each option of the operation puts its value where the provider reads it."""
    stub.plays(Reply(body=compacted()))
    others = () if "--model" in line.typed else REQUIRED
    assert call(*others, *line.typed).code == 0
    body = line.body or {}
    assert {name: stub.last.json[name] for name in body} == body


@pytest.mark.parametrize("front", [True, False], ids=["before", "after"])
@pytest.mark.parametrize("line", GLOBALS, ids=lambda line: line.about)
def test_an_option_of_all_operations_is_taken(
    call: Call, stub: Stub, line: Line, front: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stands before the operation or behind it, and does the same."""
    monkeypatch.delenv("OPENAI_API_KEY" if "--api-key" in line.typed else "NONE", raising=False)
    before, after = (line.typed, ()) if front else ((), line.typed)
    words = ["responses", "compact", f"--base-url={stub.url}", *REQUIRED]
    assert main([*before, *words, *after]) == 0
    name, value = line.header or ("content-type", "application/json")
    assert stub.last.headers[name] == value


def test_the_example_runs(stub: Stub) -> None:
    """The one command of the page, with our name in the place of its own, gets its answer."""
    stub.plays(Reply(body=compacted()))
    typed = ["responses", "compact", "--api-key", "My API Key", "--model", "gpt-5.4"]
    done = process(*typed, stub=stub, env={"OPENAI_API_KEY": ""})
    assert (done.returncode, done.stdout) == (0, compacted() + b"\n")
    assert stub.last.headers["authorization"] == "Bearer My API Key"
    assert stub.last.json == {"model": "gpt-5.4"}


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--version"], b"made by compactgen"),
        (["-v"], b"made by compactgen"),
        (["--help"], b"operations of openai"),
        (["-h"], b"operations of openai"),
        (["responses", "--help"], b"responses compact"),
        (["responses", "compact", "-h"], b"--previous-response-id"),
    ],
)
def test_what_is_asked_of_the_command_itself(options: list[str], told: bytes) -> None:
    """Version and help are there on each level, and send nothing."""
    done = process(*options)
    assert done.returncode == 0 and told in done.stdout


def test_variables_of_the_environment_are_read(stub: Stub) -> None:
    """Key, address, organization and project are those that the vendor's own command reads."""
    stub.plays(Reply(body=compacted()))
    names = {"OPENAI_ORG_ID": "org-9", "OPENAI_PROJECT_ID": "proj-9"}
    assert process("responses", "compact", *REQUIRED, stub=stub, env=names).returncode == 0
    assert stub.last.target == "/v1/responses/compact"
    assert stub.last.headers["authorization"] == f"Bearer {KEY}"
    assert stub.last.headers["openai-organization"] == "org-9"
    assert stub.last.headers["openai-project"] == "proj-9"


def test_every_flag_of_the_page_has_a_line() -> None:
    """The table above has each of the six flags that the page lists for the operation."""
    listed = {"--model", "--input", "--instructions", "--previous-response-id"}
    listed |= {"--prompt-cache-key", "--prompt-cache-retention"}
    assert listed <= {line.typed[0] for line in FIELDS}
