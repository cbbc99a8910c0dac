"""A conversation that the command keeps in a file, and replaces by what a call makes of it."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from tests.support.commanded import Call, compacted
from tests.support.stub import Received, Reply, Stub, reply

ITEMS = '[{"type":"message","role":"user","content":"hi","n":1.50},\n {"type":"new","x":1e400}]'
KNOWN = '[{"type":"message","role":"user","content":"hi","n":1.50}, {"type":"new", "y":[1E+2]}]'
PACKED = '{"type":"compaction", "encrypted_content":"gA\\u00e9","big":123456789012345678901}'
STRANGE = '{"type":"brand_new","n":1.0e0}'


@pytest.fixture
def file(tmp_path: Path, stub: Stub) -> Path:
    """A stored conversation of two items, and an answer that makes them two others."""
    stub.plays(Reply(body=compacted(PACKED, STRANGE)))
    path = tmp_path / "conversation.json"
    path.write_text(KNOWN)
    path.chmod(0o640)
    return path


def test_a_conversation_is_replaced(call: Call, stub: Stub, file: Path) -> None:
    """The stored items are sent as they are; those of the answer take their place unchanged."""
    done = call("--model=m", f"--window={file}")
    assert done.code == 0 and done.out == b""
    assert KNOWN.replace(" ", "").encode() in stub.last.body
    assert file.read_text() == f"[\n{PACKED},\n{STRANGE}\n]\n"
    assert file.with_name("conversation.json.before").read_text() == KNOWN
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    note = done.err.splitlines()[0]
    assert "2 items became 2, 200 tokens 50, 25%" in note


def test_an_answer_can_be_the_file(call: Call, stub: Stub, file: Path) -> None:
    """An object that holds the items as an answer does stays, but for the items."""
    file.write_text(f'{{"id": "r0", "output": {KNOWN}, "n": 1.50}}')
    assert call("--model=m", f"--window={file}").code == 0
    assert json.loads(stub.last.body)["input"][0]["content"] == "hi"
    assert file.read_text() == f'{{"id": "r0", "output": [\n{PACKED},\n{STRANGE}\n], "n": 1.50}}'


def test_the_answer_is_printed_where_that_is_asked(call: Call, file: Path, tmp_path: Path) -> None:
    """`--output` gets the answer besides."""
    assert (
        call("--model=m", f"--window={file}", "--output=-").out
        == compacted(PACKED, STRANGE) + b"\n"
    )


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("[]", []),
        ("{}", []),
        ('"a text"', []),
        ("[1", []),
        (ITEMS, []),
        (KNOWN, ["--input=x"]),
        (KNOWN, ["--input-json=[]"]),
    ],
)
def test_what_cannot_be_sent_stays(
    call: Call, stub: Stub, file: Path, text: str, options: list[str]
) -> None:
    """A file without items, or input beside it, is misuse; nothing is sent or written."""
    file.write_text(text)
    assert call("--model=m", f"--window={file}", *options).code == 2
    assert (stub.received, file.read_text()) == ([], text)
    assert sorted(p.name for p in file.parent.iterdir()) == ["conversation.json"]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (reply({"error": {"message": "no"}}, 400), 1),
        (Reply(body=b"<html>"), 4),
        (Reply(drop=True), 3),
        (Reply(body=compacted()), 74),
    ],
)
def test_a_conversation_outlives_failures(
    call: Call,
    stub: Stub,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: Reply,
    code: int,
) -> None:
    """Whatever came, the file holds what it held; an answer without items is kept elsewhere."""
    monkeypatch.setenv("TMPDIR", str(file.parent))
    stub.plays(answer)
    assert call("--model=m", "--max-retries=0", f"--window={file}").code == code
    assert file.read_text() == KNOWN
    kept = [p for p in file.parent.iterdir() if p.name.startswith("answer-")]
    assert [p.read_bytes() for p in kept] == ([compacted()] if code == 74 else [])


def test_a_file_that_changes_meanwhile_is_left(
    call: Call, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who else wrote to it loses nothing, and the answer is in a file that is named."""
    monkeypatch.setenv("TMPDIR", str(file.parent))

    class Writing(Stub):
        def next(self, received: Received) -> Reply:
            file.write_text("[1]")
            return super().next(received)

    with Writing() as stub:
        stub.plays(Reply(body=compacted(PACKED)))
        done = call("--model=m", f"--window={file}", f"--base-url={stub.url}")
    assert (done.code, file.read_text()) == (74, "[1]")
    (kept,) = (p for p in file.parent.iterdir() if p.name.startswith("answer-"))
    assert kept.read_bytes() == compacted(PACKED) and str(kept) in done.err


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_takes_nothing_is_noticed_before(call: Call, stub: Stub, file: Path) -> None:
    """Nothing is paid for where nothing can be kept."""
    file.parent.chmod(0o500)
    try:
        assert call("--model=m", f"--window={file}").code == 74
    finally:
        file.parent.chmod(0o700)
    assert stub.received == []


def test_a_link_to_a_conversation_stays_one(call: Call, file: Path) -> None:
    """What it leads to is replaced."""
    link = file.with_name("link.json")
    link.symlink_to(file.name)
    assert call("--model=m", f"--window={link}").code == 0
    assert link.is_symlink() and PACKED in file.read_text()


def test_a_window_can_be_looked_at_first(call: Call, stub: Stub, file: Path) -> None:
    """A dry run shows the request and leaves the file."""
    done = call("--model=m", f"--window={file}", "--dry-run")
    assert done.code == 0 and b'"input":[{"type":"message"' in done.out
    assert (stub.received, file.read_text()) == ([], KNOWN)
