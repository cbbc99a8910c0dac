"""The command line of the generated package, against a server on loopback."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tests.support.stub import Reply, Stub, reply

GENERATED = Path(__file__).parents[3] / "generated"

from responses_compact.__main__ import main

KEY = "sk-0123456789abcdef"
ITEM = b'{"id":"cmp_1","type":"compaction","encrypted_content":"gAAA"}'
ANSWER = (
    b'{"id": "resp_1",  "object":"response.compaction","created_at":1.0e0,"output":['
    + ITEM
    + b'],"usage":{"input_tokens":1,"input_tokens_details":'
    + b'{"cached_tokens":0,"cache_write_tokens":0},'
    b'"output_tokens":2,"output_tokens_details":{"reasoning_tokens":0},"total_tokens":3}}'
)
SENT_TO = {
    "openai": {"OPENAI_API_KEY": KEY},
    "azure": {"AZURE_OPENAI_API_KEY": KEY},
    "yandex": {"YC_API_KEY": KEY},
}


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: bytes
    err: str


Command = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of this machine."""
    for name in list(os.environ):
        if name.startswith(("OPENAI_", "AZURE_", "YC_")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture
def command(
    stub: Stub, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Iterator[Command]:
    """Run a command of `responses compact` in this process, against the stub."""
    stub.plays(Reply(body=ANSWER))

    def run(*options: str, provider: str = "openai", stdin: bytes = b"", key: str = KEY) -> Outcome:
        for name in SENT_TO[provider]:
            monkeypatch.setenv(name, key) if key else monkeypatch.delenv(name, raising=False)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        base = f"--base-url={stub.url}/v1"
        code = main(["--provider", provider, "responses", "compact", base, *options])
        out, err = capfdbinary.readouterr()
        return Outcome(code, out, err.decode())

    yield run


# --- what is sent --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["yes: no", "123", "null", '{"a": 1}', "[1]", "~", "", " x ", "-1", "a@b", "line\nline", "ü🙂"],
)
def test_a_prompt_is_a_string(command: Command, stub: Stub, text: str) -> None:
    """Text that looks like YAML, JSON, a number or nothing is sent as the string that it is."""
    assert command("--model=m", f"--input={text}").code == 0
    assert stub.last.json == {"model": "m", "input": text}


@pytest.mark.parametrize(
    ("typed", "sent"), [(r"\@x", "@x"), (r"\-", "-"), (r"\n", r"\n"), (r"\\@x", r"\\@x")]
)
def test_a_backslash_takes_the_meaning_from_a_sign(
    command: Command, stub: Stub, typed: str, sent: str
) -> None:
    """A backslash counts only before a leading `@` and before `-` alone."""
    assert command("--model=m", "--input", typed).code == 0
    assert stub.last.json["input"] == sent


def test_files_and_standard_input_are_text(command: Command, stub: Stub, tmp_path: Path) -> None:
    """`@file` and `-` are read as they are, and what looks like a sign in them means nothing."""
    file = tmp_path / "prompt.txt"
    file.write_bytes("@prompt.txt \\@ ü\n".encode())
    done = command("--model=m", f"--instructions=@{file}", "--input", "-", stdin=b"@x: {1}\r\n")
    assert done.code == 0
    assert stub.last.json["instructions"] == "@prompt.txt \\@ ü\n"
    assert stub.last.json["input"] == "@x: {1}\r\n"


def test_lists_are_given_as_json(command: Command, stub: Stub, tmp_path: Path) -> None:
    """`--input-json` takes JSON, itself or from a file; strings inside are not looked at."""
    items = [{"role": "user", "content": "@/etc/passwd"}]
    file = tmp_path / "items.json"
    file.write_text(json.dumps(items))
    for value in (json.dumps(items), f"@{file}"):
        assert command("--model=m", "--input-json", value).code == 0
        assert stub.last.json["input"] == items


def test_a_body_is_sent_byte_for_byte(command: Command, stub: Stub, tmp_path: Path) -> None:
    """Spaces, order, escapes and numbers of `--body` are those that the server gets."""
    body = b'{ "model":"m",\n"x":1.0, "input":"\\u0041", "big":123456789012345678901234567890 }\n'
    file = tmp_path / "body.json"
    file.write_bytes(body)
    assert command(f"--body=@{file}").code == 0
    assert command("--body=-", stdin=body).code == 0
    assert [received.body for received in stub.received] == [body, body]
    assert stub.last.headers["content-type"] == "application/json"


def test_fields_replace_members_of_the_body(command: Command, stub: Stub) -> None:
    """A field that is given wins over the body's member of its name; the others stay."""
    body = b'{"model": "a", "input": "b", "extra": {"c": 1.0}}'
    assert command("--body=-", "--model=n", stdin=body).code == 0
    assert stub.last.json == {"model": "n", "input": "b", "extra": {"c": 1.0}}


@pytest.mark.parametrize(
    ("provider", "path", "name", "value"),
    [
        ("openai", "/v1/responses/compact", "authorization", f"Bearer {KEY}"),
        ("azure", "/v1/responses/compact", "api-key", KEY),
        ("yandex", "/v1/responses/compact", "authorization", f"Api-Key {KEY}"),
    ],
)
def test_each_provider_is_called_in_its_way(
    command: Command, stub: Stub, provider: str, path: str, name: str, value: str
) -> None:
    """The credential of the environment travels in the provider's own header."""
    assert command("--model=m", provider=provider).code == 0
    assert (stub.last.method, stub.last.target) == ("POST", path)
    assert stub.last.headers[name] == value


def test_settings_of_the_client_are_options(command: Command, stub: Stub) -> None:
    """What constructors take besides credentials, and headers and queries, can be given."""
    command("--model=m", "--organization=org-1", "--header=X-One: 1", "--query=a=b=c")
    assert stub.last.headers["openai-organization"] == "org-1"
    assert stub.last.headers["x-one"] == "1"
    assert stub.last.target == "/v1/responses/compact?a=b%3Dc"
    command("--model=m", "--folder=b1g", provider="yandex")
    assert stub.last.headers["openai-project"] == "b1g"


def test_what_is_given_several_times_is_sent(command: Command, stub: Stub) -> None:
    """All values of a query parameter travel in their order; those of a header are one list."""
    command("--model=m", "--query=a=1", "--query=b=", "--query=a=2", "--query=a=1")
    assert stub.last.target == "/v1/responses/compact?a=1&a=2&a=1&b="
    command("--model=m", "--header=X-One: 1", "--header=X-Two: 3", "--header=x-one:2, 3")
    assert stub.last.headers["x-one"] == "1, 2, 3"
    assert stub.last.headers["x-two"] == "3"


def test_the_endpoint_of_a_resource_is_an_option(
    stub: Stub, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A server's variable is filled by the option of its name."""
    monkeypatch.setenv("AZURE_OPENAI_API_KEY", KEY)
    stub.plays(Reply(body=ANSWER))
    endpoint = f"--azure-endpoint={stub.url}"
    assert main(["responses", "compact", "--provider=azure", endpoint, "--model=m"]) == 0
    assert stub.last.target == "/openai/v1/responses/compact"


# --- credentials ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("provider", "flag", "header"),
    [
        ("openai", "--api-key", "authorization: Bearer "),
        ("azure", "--api-key", "api-key: "),
        ("azure", "--azure-ad-token", "authorization: Bearer "),
        ("yandex", "--iam-token", "authorization: Bearer "),
    ],
)
def test_a_credential_may_be_typed(
    command: Command, stub: Stub, provider: str, flag: str, header: str
) -> None:
    """It is sent, and a line warns that others can see it, without repeating it; `-` isn't seen."""
    name, _, prefix = header.partition(": ")
    for typed in ([flag, "My API Key"], [f"{flag}=My API Key"]):
        done = command("--model=m", *typed, provider=provider, key="")
        assert done.code == 0 and stub.last.headers[name] == f"{prefix}My API Key"
        warnings = [line for line in done.err.splitlines() if "Yandex" not in line]
        assert len(warnings) == 1 and f"{flag}-file" in warnings[0] and "My API" not in done.err
    done = command("--model=m", flag, "-", provider=provider, key="", stdin=b"other-key-42\n")
    assert done.code == 0 and stub.last.headers[name] == f"{prefix}other-key-42"
    assert "others" not in done.err


@pytest.mark.parametrize("typed", [["--api-key=a"], ["--api-key-file=/no/such"], ["--api-key", ""]])
def test_a_credential_that_cannot_be_used_is_misuse(
    command: Command, stub: Stub, typed: list[str]
) -> None:
    """Two of one kind, a file that isn't there, and none at all are refused before a call."""
    both = ["--api-key-file=/dev/null"] if typed == ["--api-key=a"] else []
    done = command("--model=m", *typed, *both)
    assert (done.code, stub.received) == (2, [])
    assert "--api-key" in done.err.splitlines()[-1] and "api_key" not in done.err


def test_what_nothing_takes_is_not_repeated(command: Command, stub: Stub) -> None:
    """A credential behind a misspelt option doesn't reach standard error."""
    done = command("--model=m", f"--apikey={KEY}", KEY)
    assert (done.code, stub.received) == (2, [])
    assert KEY not in done.err and "--apikey" in done.err


def test_a_secret_header_is_no_option(command: Command, stub: Stub) -> None:
    """`--header` takes no credential either."""
    done = command("--model=m", f"--header=Authorization: Bearer {KEY}")
    assert (done.code, stub.received) == (2, [])
    assert KEY not in done.err


def test_a_credential_comes_from_a_file(command: Command, stub: Stub, tmp_path: Path) -> None:
    """The file's own line end isn't part of it, and it wins over the environment."""
    file = tmp_path / "key"
    file.write_text("other-key-42\n")
    assert command("--model=m", f"--api-key-file={file}").code == 0
    assert stub.last.headers["authorization"] == "Bearer other-key-42"


def test_without_a_credential_nothing_is_sent(command: Command, stub: Stub) -> None:
    """The message names the variables and options that would help."""
    done = command("--model=m", provider="yandex", key="")
    assert (done.code, stub.received) == (2, [])
    for way in ("YC_API_KEY", "YC_IAM_TOKEN", "--api-key-file", "--iam-token-file"):
        assert way in done.err


# --- dry run -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("provider", "line"),
    [
        ("openai", "Authorization: Bearer ***"),
        ("azure", "api-key: ***"),
        ("yandex", "Authorization: Api-Key ***"),
    ],
)
def test_a_dry_run_shows_the_request(
    command: Command, stub: Stub, provider: str, line: str
) -> None:
    """Method, address, headers and body are printed; the credential is masked; nothing is sent."""
    done = command("--model=m", "--input=a b", "--dry-run", provider=provider)
    lines = done.out.decode().splitlines()
    assert (done.code, stub.received, done.err) == (0, [], "")
    assert lines[0] == f"POST {stub.url}/v1/responses/compact"
    assert line in lines and KEY not in done.out.decode()
    assert lines[-2:] == ["", '{"model":"m","input":"a b"}']


def test_a_dry_run_needs_no_credential(command: Command, stub: Stub) -> None:
    """To look at a request is possible before there is a key."""
    done = command("--model=m", "--dry-run", key="")
    assert (done.code, stub.received) == (0, [])
    assert b"uthorization" not in done.out


def test_a_dry_run_masks_a_short_credential(command: Command) -> None:
    """Length doesn't matter to the mask."""
    assert b"xyz" not in command("--model=m", "--dry-run", key="xyz").out


# --- what is printed -----------------------------------------------------------------------------


def test_the_answer_is_printed_as_it_came(command: Command) -> None:
    """In a pipe the answer's bytes are printed, with a line end behind them."""
    done = command("--model=m")
    assert (done.code, done.out, done.err) == (0, ANSWER + b"\n", "")


def test_a_pretty_answer_keeps_every_spelling(command: Command, stub: Stub) -> None:
    """Layout changes; numbers, escapes and strings don't."""
    done = command("--model=m", "--format=json")
    assert json.loads(done.out) == json.loads(ANSWER)
    assert b'  "created_at": 1.0e0,\n' in done.out
    assert b'      "id": "cmp_1",\n' in done.out


def test_defects_are_notes(command: Command, stub: Stub) -> None:
    """An answer that breaks its schema is printed, and what is wrong with it is said."""
    broken = json.dumps({**json.loads(ANSWER), "created_at": "now"}).encode()
    stub.plays(Reply(body=broken))
    done = command("--model=m")
    assert (done.code, done.out) == (0, broken + b"\n")
    assert done.err.startswith("responses-compact: note: the answer's /created_at: ")
    assert done.err.count("\n") == 1


def test_an_unsupported_operation_is_one_line(command: Command, stub: Stub) -> None:
    """The provider's note stands on standard error, each time; the call is made all the same."""
    for _ in range(2):
        done = command("--model=m", provider="yandex")
        assert (done.code, done.out) == (0, ANSWER + b"\n")
        assert done.err.startswith("responses-compact: warning: Yandex")
        assert done.err.count("\n") == 1


def test_a_server_cannot_steer_a_terminal(command: Command, stub: Stub) -> None:
    """Control characters in what a server says are not printed where a reader looks."""
    stub.plays(reply({"error": {"message": "no\u009b31m\u001b[2J\nforged: line"}}, 400))
    assert command("--model=m").err.splitlines()[0].isprintable()
    stub.plays(Reply(body=ANSWER.replace(b"gAAA", "\u009b2J\U000e0041".encode())))
    shown = command("--model=m", "--format=json").out.decode()
    assert all(line.isprintable() for line in shown.splitlines())
    assert '"\\u009b2J\\udb40\\udc41"' in shown


# --- exit codes ----------------------------------------------------------------------------------


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


# --- tables of other packages --------------------------------------------------------------------


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


# --- as a process --------------------------------------------------------------------------------


def _process(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    line = [sys.executable, "-m", "responses_compact", *arguments]
    known = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    known |= {"PYTHONPATH": str(GENERATED), "OPENAI_API_KEY": KEY}
    return subprocess.run(line, env=known, capture_output=True, timeout=120, **options)


@pytest.mark.parametrize("arguments", [["--help"], ["responses", "compact", "--help"]])
def test_help_needs_neither_models_nor_network(arguments: list[str]) -> None:
    """Neither pydantic nor httpx2 is imported to show the help, and the exit codes are in it."""
    code = (
        "import sys; from responses_compact.__main__ import main; code = main(sys.argv[1:]);"
        "heavy = {'pydantic', 'pydantic_core', 'httpx2', 'asyncio'} & set(sys.modules);"
        "raise SystemExit(f'imported {heavy}' if heavy else code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "PYTHONPATH": str(GENERATED)},
        capture_output=True,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    for line in (b"  0    the call was answered", b"  1    the provider", b"  74   output"):
        assert line in done.stdout


def test_help_names_every_option(capfd: pytest.CaptureFixture[str]) -> None:
    """Fields, settings and files of credentials are listed with the description's words."""
    assert main(["--provider=azure", "responses", "compact", "--help"]) == 0
    shown = capfd.readouterr().out
    for option in ("--model TEXT", "--input-json JSON", "--azure-endpoint", "--api-key-file FILE"):
        assert option in shown
    assert "One of auto, default, fast, flex, priority." in " ".join(shown.split())


def test_a_reader_that_leaves_is_no_failure_of_ours(stub: Stub) -> None:
    """A closed pipe ends the command quietly, as the shell's own commands end."""
    stub.plays(Reply(body=ANSWER))
    ours, theirs = os.pipe()
    os.close(ours)
    known = {**os.environ, "PYTHONPATH": str(GENERATED), "OPENAI_API_KEY": KEY}
    line = [sys.executable, "-m", "responses_compact", "responses", "compact", "--model=m"]
    line.append(f"--base-url={stub.url}")
    done = subprocess.run(line, env=known, stdout=theirs, stderr=subprocess.PIPE, timeout=120)
    os.close(theirs)
    assert (done.returncode, done.stderr) == (141, b"")


def test_text_that_is_not_utf8_is_refused(stub: Stub) -> None:
    """Bytes of another encoding in a file or an argument aren't guessed at."""
    options = ["responses", "compact", "--model=m", f"--base-url={stub.url}", "--input=-"]
    done = _process(*options, input=b"\xff\xfe")
    assert (done.returncode, stub.received) == (2, [])


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo terminals")
def test_a_terminal_gets_a_pretty_answer(stub: Stub) -> None:
    """On a terminal the answer has a member a line, and no colours with NO_COLOR."""
    import pty  # there is none on Windows

    stub.plays(Reply(body=ANSWER))
    ours, theirs = pty.openpty()
    known = {**os.environ, "PYTHONPATH": str(GENERATED), "OPENAI_API_KEY": KEY, "NO_COLOR": "1"}
    line = [sys.executable, "-m", "responses_compact", "responses", "compact", "--model=m"]
    subprocess.run([*line, f"--base-url={stub.url}"], env=known, stdout=theirs, timeout=120)
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 65536):
            shown += piece
    except OSError:  # how Linux ends a pseudo terminal
        pass
    os.close(ours)
    assert json.loads(shown) == json.loads(ANSWER)
    assert b'\r\n  "id": "resp_1",\r\n' in shown


def test_colours_change_nothing_but_colours() -> None:
    """What is printed in colours is the same text."""
    from responses_compact._runtime.command.layout import indented

    text = '{"a": "[b]x[/b] ' + "long " * 60 + '", "b": [1.0, true, {}]}'
    shown = indented(text, colours=True)
    plain = "".join(part.partition("m")[2] for part in ("\x1b[m" + shown).split("\x1b["))
    assert plain == indented(text)
    assert shown.count("\x1b[34m") == 2


@pytest.mark.parametrize(
    ("compact", "shown"),
    [
        ("{}", "{}"),
        ("[ ]", "[]"),
        ("[[],{}]", "[\n  [],\n  {}\n]"),
        (
            '{"a":{"b":[1.0,true,null]}}',
            '{\n  "a": {\n    "b": [\n      1.0,\n      true,\n      null\n    ]\n  }\n}',
        ),
        ('"a:,{}\\""', '"a:,{}\\""'),
        ('{"a":1,"a":1E+2}', '{\n  "a": 1,\n  "a": 1E+2\n}'),
        ("7", "7"),
    ],
)
def test_json_is_laid_out_by_tokens(compact: str, shown: str) -> None:
    """Layout never goes through values."""
    from responses_compact._runtime.command.layout import indented

    assert indented(compact) == shown
