"""The command line of the generated package, against a server on loopback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from responses_compact.__main__ import main

from tests.support.commanded import ANSWER, GENERATED, KEY, Command
from tests.support.stub import Reply, Stub, reply

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
