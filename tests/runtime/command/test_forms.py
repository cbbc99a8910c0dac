"""The forms in which the command prints answers, failures and requests."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.support.commanded import KEY, Call, compacted, process
from tests.support.stub import Reply, Stub, reply

MESSAGE = (
    '{"id":"msg_1", "type":"message","role":"user","content":[{"type":"input_text",'
    '"text":"The first words of it,\\nand more"}], "n": 1.50}'
)
PACKED = '{"id":"cmp_1","type":"compaction","encrypted_content":"gAAA\\u00e9"}'
ANSWER = compacted(MESSAGE, PACKED)


@pytest.fixture
def told(call: Call, stub: Stub) -> Call:
    """The command, and an answer of two items."""
    stub.plays(Reply(body=ANSWER, headers={"Content-Type": "application/json", "X-Any": "thing"}))
    return call


# --- what came ----------------------------------------------------------------------------------


def test_raw_is_what_came(told: Call) -> None:
    """Not a space of it differs, and neither in a pipe without any option."""
    for options in ([], ["--format=raw"], ["--format", "auto"]):
        assert told("--model=m", *options).out == ANSWER + b"\n"


def test_json_lines_are_the_items(told: Call) -> None:
    """Each item is a line without spaces; numbers and escapes stay as they came."""
    lines = told("--model=m", "--format=jsonl").out.decode().splitlines()
    assert lines == [MESSAGE.replace(', "', ',"').replace('": ', '":'), PACKED]
    assert told("--model=m", "--format=jsonl", "--max-items=1").out.count(b"\n") == 1


def test_yaml_is_the_same_value(told: Call, stub: Stub) -> None:
    """A reader of YAML gets what a reader of JSON gets, whatever the texts look like."""
    texts = ["yes", "1", "null", "a: b", "- c", "", " d", "e #f", "ü\n\t🙂\u0085\u2028", "~", "@x"]
    odd = {"texts": texts, "": {}, "no": [], "nested": [[1, [2.5, True]], {"a": {"b": None}}]}
    body = json.loads(ANSWER) | {"odd": odd}
    stub.plays(reply(body))
    shown = told("--model=m", "--format=yaml").out.decode()
    assert yaml.safe_load(shown) == body
    assert "\n  - id: msg_1\n    type: message\n" in shown


def test_a_table_tells_items_apart(told: Call) -> None:
    """Kind, role, the first words and the size of each item stand in a line that fits."""
    lines = told("--model=m", "--format=table").out.decode().splitlines()
    assert lines[0].split() == ["kind", "role", "first", "words", "bytes"]
    assert lines[1].split()[:2] == ["message", "user"]
    assert "The first words of it, and more" in lines[1]
    assert lines[1].endswith(f" {len(MESSAGE)}") and lines[2].endswith(f" {len(PACKED)}")
    assert lines[2].startswith("compaction ")
    assert max(map(len, lines)) <= 80


def test_a_table_has_the_width_of_the_terminal(
    told: Call, stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Long words are cut by columns, of which some characters take two; nothing steers it."""
    wide = MESSAGE.replace("The first", "\\u001b[2J 漢字" + "漢字 words " * 30)
    stub.plays(Reply(body=compacted(wide)))
    monkeypatch.setenv("COLUMNS", "50")
    line = told("--model=m", "--format=table").out.decode().splitlines()[1]
    assert len(line) + sum(c in "漢字" for c in line) <= 50 and "..." in line
    assert line.isprintable()


def test_colours_go_by_the_variables(told: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """FORCE_COLOR paints what is laid out even in a pipe, NO_COLOR wins, and raw is raw."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    painted = told("--model=m", "--format=json").out
    assert b'\x1b[34m"id"\x1b[0m: \x1b[32m"r"\x1b[0m' in painted
    assert told("--model=m", "--format=table").out.startswith(b"\x1b[1mkind")
    assert told("--model=m").out == ANSWER + b"\n"
    monkeypatch.setenv("NO_COLOR", "1")
    assert b"\x1b" not in told("--model=m", "--format=json").out


def test_headers_stand_before_the_answer(told: Call) -> None:
    """The status and each header are a line; an empty line ends them."""
    head, _, body = told("--model=m", "--include-headers").out.partition(b"\n\n")
    lines = head.decode().splitlines()
    assert lines[0] == "HTTP 200" and "x-any: thing" in [line.lower() for line in lines]
    assert body == ANSWER + b"\n"


def test_what_is_no_json_is_printed_as_it_came(call: Call, stub: Stub) -> None:
    """An answer without content is nothing, in whatever form."""
    stub.plays(Reply(body=b"<html>"))
    done = call("--model=m", "--format=yaml")
    assert (done.code, done.out) == (4, b"") and "<html>" in done.err


# --- a part of it -------------------------------------------------------------------------------


def test_a_part_is_selected(told: Call) -> None:
    """What the expression gives is JSON, spread by `json`, or a text without quotes by `-r`."""
    assert told("--model=m", "--transform=output[1].id").out == b'"cmp_1"\n'
    assert told("--model=m", "--transform=output[1].id", "-r").out == b"cmp_1\n"
    assert told("--model=m", "--transform=output[].type", "-r").out == b'["message","compaction"]\n'
    shown = told("--model=m", "--transform=output[].{a: id}", "--format=json").out
    assert shown.startswith(b'[\n  {\n    "a": "msg_1"\n')
    rows = told("--model=m", "--transform=output[].{a: id}", "--format=jsonl").out
    assert rows == b'{"a":"msg_1"}\n{"a":"cmp_1"}\n'


def test_nothing_matched_is_6(told: Call) -> None:
    """Standard output stays empty, and the answer, which was paid for, is on standard error."""
    done = told("--model=m", "--transform=outputs[0]")
    line, _, rest = done.err.partition("\n")
    assert (done.code, done.out) == (6, b"") and "matches nothing" in line
    assert rest == ANSWER.decode() + "\n"


@pytest.mark.parametrize("option", ["--transform=a[", "--transform-error=]", "--transform=f(a)"])
def test_an_expression_is_read_before_anything_is_sent(told: Call, stub: Stub, option: str) -> None:
    """What is no expression is misuse; what is one and can't be applied matches nothing."""
    done = told("--model=m", option)
    assert done.code == (6 if "f(a)" in option else 2)
    assert len(stub.received) == (1 if "f(a)" in option else 0)


def test_a_missing_library_is_told_with_its_extra(
    told: Call, stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The option says what to install; nothing is sent."""
    monkeypatch.setitem(sys.modules, "jmespath", None)
    done = told("--model=m", "--transform=id")
    assert (done.code, stub.received) == (2, [])
    assert "the extra cli" in done.err and "jmespath" in done.err
    monkeypatch.setitem(sys.modules, "argcomplete", None)
    done = told(words="--completion bash")
    assert done.code == 2 and "the extra cli" in done.err


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        (["--format-error=raw"], '{"error": {"message": "no", "n": 1.50}}\n'),
        (["--format-error=yaml"], "error:\n  message: "),
        (["--transform-error=error.message"], '"no"\n'),
        (["--transform-error=error.n", "--format-error=json"], "1.5\n"),
        (["--transform-error=nothing"], "{"),
    ],
)
def test_failures_have_forms(told: Call, stub: Stub, options: list[str], shown: str) -> None:
    """What a provider says in refusing is had in another form, or in part, on standard error."""
    stub.plays(Reply(400, b'{"error": {"message": "no", "n": 1.50}}'))
    done = told("--model=m", *options)
    assert (done.code, done.out) == (1, b"")
    assert shown in done.err


def test_debug_tells_of_requests_and_of_nothing_secret(stub: Stub) -> None:
    """Each request and answer is a line of standard error; the key isn't in it."""
    stub.plays(Reply(body=ANSWER))
    done = process("responses", "compact", "--model=m", "--debug", stub=stub)
    assert (done.returncode, done.stdout) == (0, ANSWER + b"\n")
    assert b"/responses/compact" in done.stderr and b"status 200" in done.stderr
    assert KEY.encode() not in done.stderr


# --- a request ----------------------------------------------------------------------------------


def test_curl_sends_the_same(call: Call, stub: Stub, tmp_path: Path) -> None:
    """The printed command, run by a shell, sends what the package sends, the key by a variable."""
    text = 'it\'s $HOME `x` "q" \\ ü\n@y'
    options = ["--model=m", "--input", text, "--query=a b=c&d", "--header=X-One: it's"]
    done = call(*options, "--dry-run", "--format=curl")
    assert (done.code, stub.received, KEY in done.out.decode()) == (0, [], False)
    assert "${OPENAI_API_KEY}" in done.out.decode()
    arguments = shlex.split(done.out.decode().replace("\\\n", " "))
    assert arguments[:3] == ["curl", "--request", "POST"]
    call(*options)
    sent = stub.last
    shell = f'curl() {{ printf "%s\\0" "$@"; }}\n{done.out.decode()}'
    ran = subprocess.run(
        ["sh", "-c", shell], env={"OPENAI_API_KEY": KEY}, capture_output=True, timeout=60
    )
    given = ran.stdout.decode().split("\0")[:-1]
    headers = dict(
        given[i + 1].split(": ", 1) for i, word in enumerate(given) if word == "--header"
    )
    assert given[2] == f"{stub.url}{sent.target}"
    assert given[given.index("--data-raw") + 1].encode() == sent.body
    assert {n: v for n, v in headers.items() if sent.headers.get(n.lower()) != v} == {}
    assert headers["Authorization"] == f"Bearer {KEY}"


def test_curl_names_a_key_that_is_missing(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable stands there before there is a key; providers have their own."""
    monkeypatch.delenv("OPENAI_API_KEY")
    shown = call("--model=m", "--dry-run", "--format=curl").out
    assert b"'Authorization: Bearer '\"${OPENAI_API_KEY}\"" in shown
    words = "--provider azure responses compact"
    monkeypatch.setenv("AZURE_OPENAI_API_KEY", KEY)
    shown = call("--model=m", "--dry-run", "--format=curl", words=words).out
    assert b"'api-key: '\"${AZURE_OPENAI_API_KEY}\"" in shown and KEY.encode() not in shown


def test_python_sends_the_same(
    call: Call, stub: Stub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The printed program sends the same body, query and headers."""
    body = b'{"model": "m", "input": [{"role": "user", "content": "it\'s"}], "extra": null}'
    options = ["--body=-", "--query=a=1", "--query=a=2", "--header=X-One: 1", "--timeout=50"]
    shown = call(*options, "--dry-run", "--format=python", stdin=body)
    assert (shown.code, stub.received) == (0, [])
    assert KEY not in shown.out.decode()
    exec(compile(shown.out, "shown", "exec"), {})  # what was generated by this package
    program = stub.last
    call(*options, stdin=body)
    assert (program.target, program.headers["x-one"]) == (stub.last.target, "1")
    assert program.json == stub.last.json == json.loads(body)


def test_a_dry_run_may_be_laid_out(call: Call, stub: Stub) -> None:
    """`json` spreads the body over lines; forms of answers are refused."""
    shown = call("--model=m", "--dry-run", "--format=json").out
    assert shown.endswith(b'\n\n{\n  "model": "m"\n}\n')
    assert call("--model=m", "--dry-run", "--format=jsonl").code == 2
