"""Exit codes of the command, and the one line that it says of what went wrong."""

from __future__ import annotations

import json
from typing import Any

import pytest
from responses_compact.__main__ import main

from tests.support.commanded import ANSWER, GENERATED, KEY, Command
from tests.support.stub import Reply, Stub, reply


def test_a_refusal_is_1(command: Command, stub: Stub) -> None:
    """One line says what happened, once, and standard output stays empty."""
    stub.plays(reply({"error": {"message": "too many", "code": "insufficient_quota"}}, 429))
    done = command("--model=m")
    assert (done.code, done.out, done.err.count("\n")) == (1, b"", 1)
    assert done.err.startswith("responses-compact: error: InsufficientQuotaError: ")
    assert "429" in done.err and done.err.count("too many") == 1


@pytest.mark.parametrize(
    ("answer", "code", "told"),
    [
        (reply({"error": {"message": "no", "x": 1.0}}, 400), 1, {"message": "no", "x": 1.0}),
        (Reply(502, b"<html>"), 5, {"type": "InternalServerError", "answer": "<html>"}),
        (Reply(200, b"<html>"), 4, {"type": "APIResponseValidationError", "answer": "<html>"}),
        (Reply(drop=True), 3, {"type": "APIConnectionError"}),
    ],
)
def test_failures_can_be_had_as_json(
    command: Command, stub: Stub, answer: Reply, code: int, told: dict[str, Any]
) -> None:
    """`--format-error json` is the provider's JSON and nothing else, or ours where it has none."""
    stub.plays(answer)
    done = command("--model=m", "--max-retries=0", "--format-error=json")
    assert (done.code, done.out) == (code, b"")
    error = json.loads(done.err)["error"]
    assert {name: error[name] for name in told} == told


def test_a_failure_of_the_provider_is_5(command: Command, stub: Stub) -> None:
    """A script may try again later, which wouldn't help after a refusal."""
    for status, code in ((400, 1), (429, 1), (302, 1), (500, 5), (503, 5), (529, 5)):
        stub.plays(reply({"error": {"message": "no"}}, status))
        done = command("--model=m", "--max-retries=0")
        assert (done.code, done.out) == (code, b"")


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--input=x"],
        ["--model-json=null"],
        ["--model=m", "--input-json={"],
        ["--model=m", "--input-json=NaN"],
        ["--model=m", "--input=1", "--input-json=[]"],
        ["--model=@/no/such/file"],
        ["--body=-", "--input=-"],
        ["--body=[1]", "--model=m"],
        ["--model=m", "--timeout=soon"],
        ["--model=m", "--timeout=-1"],
        ["--model=m", "--timeout=nan"],
        ["--model=m", "--max-retries=-1"],
        ["--model=m", "--max-retries=x"],
        ["--model="],
        ["--model=m", "--service-tier="],
        ["--model=m", "--input=-"],
        ["--model=m", "--input=@/dev/null"],
        ["--model=m", "--input-json={}"],
        ["--model=m", "--input-json=1"],
        ["--model=m", "--input-json=true"],
        ["--body=[]"],
        ["--body=null"],
        ["--model=m", "--header=nothing"],
        ["--model=m", "--base-url=http://example.com"],
        ["--model=m", "--raw", "--format=json"],
        ["--model=m", "two", "words"],
        ["--mod=m"],
        ["--model=\udcff"],
        ["--input-json=1e999", "--model=m"],
    ],
    ids=" ".join,
)
def test_misuse_is_2(command: Command, stub: Stub, options: list[str]) -> None:
    """What can't be carried out is refused in one line before anything is sent."""
    done = command(*options)
    assert (done.code, done.out, stub.received) == (2, b"", [])
    assert done.err.startswith("responses-compact: error: ") and done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--timeout=abc"], "--timeout: takes seconds, more than 0, or none"),
        (["--max-retries=2.5"], "--max-retries: takes a whole number"),
        (["--base-url=http://example.com"], "--base-url has to begin with https://"),
        (["--base-url=http://example.com"], "unless --allow-insecure-http permits it"),
        (["--base-url=https://a.example?x=1"], "queries are given as --query"),
        (["--header=Host: x"], "--header: the header Host belongs"),
        (["--organization=ü\n"], "--organization holds a control character"),
        (["--input-json={}"], "--input-json takes a text or a list, not an object"),
        (["--bady={}"], "is --body meant? (see responses-compact responses compact --help)"),
    ],
)
def test_misuse_is_told_in_words_of_the_command(
    command: Command, options: list[str], told: str
) -> None:
    """What is at fault is named as it is typed, never by an argument or a function of Python."""
    done = command("--model=m", *options)
    assert done.code == 2 and told in done.err
    assert not {"base_url", "allow_insecure_http", "_seconds", "None", "extra_headers"} & set(
        done.err.replace(";", " ").split()
    )


def test_an_address_that_is_missing_is_told_by_options(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The options and the variable that would give it are named."""
    monkeypatch.setenv("AZURE_OPENAI_API_KEY", KEY)
    assert main(["--provider=azure", "responses", "compact", "--model=m"]) == 2
    said = capfd.readouterr().err
    assert "give --azure-endpoint or --base-url, or set AZURE_OPENAI_ENDPOINT" in said
    assert "(see responses-compact --provider azure responses compact --help)" in said


@pytest.mark.parametrize(
    ("option", "told"),
    [
        ("--service-tier=flx", "is flex meant?"),
        ("--service-tier=other", "only auto, default, fast, flex, priority"),
        ("--service-tier=flex", ""),
        ("--model=gpt-5.4-minni", "is gpt-5.4-mini meant?"),
        ("--model=gpt5.4", "is gpt-5.4 meant?"),
        ("--model=gpt-5.9", ""),
        ("--model=gpt-5.4-2027-01-31", ""),
        ("--model=ft:gpt-4o:acme::abc", ""),
        ("--model=something-new", ""),
    ],
)
def test_a_value_that_may_be_misspelt_is_told_and_sent(
    command: Command, stub: Stub, option: str, told: str
) -> None:
    """What is near a listed value is doubted, but no newer version; nothing is refused."""
    done = command("--model=m", option)
    name, _, value = option.strip("-").partition("=")
    assert (done.code, stub.last.json[name.replace("-", "_")]) == (0, value)
    assert done.err.count("\n") == (1 if told else 0) and told in done.err


def test_options_of_the_client_may_come_first(
    stub: Stub, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Those of the client and of the call stand where one likes, also on both sides."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    stub.plays(Reply(body=ANSWER))
    front = ["--base-url", stub.url, "--query=a=1", "--api-key", "My API Key", "--format=json"]
    behind = ["--query=a=2", "--provider", "openai", "--model=m"]
    assert main([*front, "responses", "compact", *behind]) == 0
    assert stub.last.target == "/responses/compact?a=1&a=2"
    assert stub.last.headers["authorization"] == "Bearer My API Key"
    assert capfd.readouterr().out.startswith("{\n  ")
    assert main(["--timeout", "0", "responses", "compact", *behind]) == 2


@pytest.mark.parametrize("front", [[], ["--strict"], ["responses", "compact"]])
def test_versions_are_shown(front: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """What it was made by and runs on is one line, as the manifest and the libraries say."""
    import httpx2

    manifest = json.loads((GENERATED / "responses_compact/MANIFEST.json").read_text())
    assert main([*front, "--version"]) == 0
    out = capfd.readouterr().out
    assert out.startswith(f"responses-compact, made by compactgen {manifest['generator']}; Python ")
    assert f"httpx2 {httpx2.__version__}" in out and out.count("\n") == 1


def test_no_answer_is_3(command: Command, stub: Stub) -> None:
    """A connection that breaks, and an answer that takes too long."""
    stub.plays(Reply(drop=True))
    assert command("--model=m", "--max-retries=0").code == 3
    stub.plays(Reply(body=ANSWER, delay=30))
    done = command("--model=m", "--timeout=0.1", "--max-retries=0")
    assert (done.code, done.out) == (3, b"")
    assert "APITimeoutError" in done.err


@pytest.mark.parametrize("body", [b"<html>", b"null", b"[]", b"", b'{"error": {"message": "x"}}'])
def test_an_odd_answer_is_4(command: Command, stub: Stub, body: bytes) -> None:
    """A success that isn't the promised object goes to standard error."""
    stub.plays(Reply(body=body))
    done = command("--model=m")
    assert (done.code, done.out) == (4, b"")
    assert done.err.endswith(body.decode() + "\n" if body else "\n")


def test_a_strict_call_is_4(command: Command, stub: Stub) -> None:
    """`--strict` takes a defect for a failure."""
    stub.plays(Reply(body=b'{"object": "response.compaction"}'))
    assert command("--model=m").code == 0
    assert command("--model=m", "--strict").code == 4


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["response", "compact"], "is responses compact meant"),
        (["--model", "m"], "responses compact"),
        (["--provider", "nobody", "responses", "compact"], "azure"),
        (["--provider"], "yandex"),
        (["--provider", "azur", "responses", "compact"], "is azure meant"),
        (["--base-url"], "--base-url"),
        (["--base-url", "x"], "responses compact"),
        (["--base-ulr", "x", "responses", "compact"], "is --base-url meant"),
        (["responses", "compact", "--inptu", "x"], "is --input meant"),
        (["responses", "compact", "--api-kye", "x"], "is --api-key meant"),
    ],
)
def test_what_isnt_there_is_told(
    arguments: list[str], told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """A misspelt operation or provider is answered with what there is."""
    assert main(arguments) == 2
    assert told in capfd.readouterr().err


@pytest.mark.parametrize(
    ("error", "code"), [(RuntimeError("ours"), 70), (KeyboardInterrupt(), 130)]
)
def test_neither_a_fault_nor_an_interruption_looks_like_an_answer(
    command: Command, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int
) -> None:
    """A fault of the program and Ctrl-C have codes that nothing else has."""
    from responses_compact._runtime.network import transports

    def broken(*arguments: object) -> None:
        raise error

    monkeypatch.setattr(transports.HTTPTransport, "send", broken)
    done = command("--model=m")
    assert (done.code, done.out) == (code, b"")
