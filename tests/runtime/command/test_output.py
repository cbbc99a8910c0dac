"""What the command does with an answer that it can't hand on as it should: none is ever lost."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.commanded import command_line, is_one_line, long_answer, run
from tests.support.stub import Received, Reply, Stub, reply

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these are ways of POSIX")


UNBUFFERED = pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])


# --- standard output ----------------------------------------------------------------------------


class _HangsUp(Stub):
    """A server during whose work something happens."""

    happens: Callable[[], None]

    def next(self, received: Received) -> Reply:
        answer = super().next(received)
        self.happens()
        return answer


@UNBUFFERED
def test_an_answer_that_a_terminal_no_longer_takes_is_kept(
    environment: dict[str, str], unbuffered: str
) -> None:
    """One line tells the reason and the file, which its owner alone can read; the code is 74."""
    import pty  # there is none on Windows

    ours, theirs = pty.openpty()
    with _HangsUp() as stub:
        stub.plays(Reply(body=long_answer()))
        stub.happens = lambda: os.close(ours)
        address = {"OPENAI_BASE_URL": stub.url, "PYTHONUNBUFFERED": unbuffered}
        done = run(environment | address, stdout=theirs)
    os.close(theirs)
    assert (done.returncode, is_one_line(done.stderr)) == (74, True), done.stderr
    assert b"Input/output error" in done.stderr
    (kept,) = Path(environment["TMPDIR"]).iterdir()
    assert str(kept).encode() in done.stderr
    assert (kept.read_bytes(), stat.S_IMODE(kept.stat().st_mode)) == (long_answer(), 0o600)


@UNBUFFERED
@pytest.mark.parametrize("options", [[], ["--output=answer.json"]], ids=["stdout", "output"])
def test_an_answer_that_no_file_can_hold_is_on_standard_error(
    environment: dict[str, str], stub: Stub, tmp_path: Path, unbuffered: str, options: list[str]
) -> None:
    """A write that takes a part only is no success; where no file can hold the rest, it follows."""
    import resource  # there is none on Windows

    answer = long_answer(300_000)
    stub.plays(Reply(body=answer))
    environment |= {"PYTHONUNBUFFERED": unbuffered, "HOME": str(tmp_path)}
    limits = (100_000, resource.RLIM_INFINITY)
    with (tmp_path / "out").open("wb") as out:
        done = run(
            environment,
            *options,
            stdout=out,
            cwd=tmp_path,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limits),
        )
    line, _, rest = done.stderr.partition(b"\n")
    assert (done.returncode, rest) == (74, answer + b"\n")
    assert b"File too large" in line and b"the answer follows" in line
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out", "temporary"]
    assert not list(Path(environment["TMPDIR"]).iterdir())


@pytest.mark.parametrize("redirected", [">&-", "1</dev/null", ">/dev/full"])
def test_standard_output_is_looked_at_before_anything_is_sent(
    environment: dict[str, str], stub: Stub, redirected: str
) -> None:
    """Where nothing can be written, nothing is paid for."""
    done = run(environment, redirected=redirected)
    assert (done.returncode, is_one_line(done.stderr)) == (74, True), done.stderr
    assert (done.stdout, stub.received) == (b"", [])
    assert b"standard output" in done.stderr and b"nothing was sent" in done.stderr


@pytest.mark.parametrize("redirected", ["2>&-", "<&- 2>&-"])
def test_a_closed_standard_error_costs_no_answer(
    environment: dict[str, str], stub: Stub, redirected: str
) -> None:
    """What would be told is left out, and isn't taken for a part of the answer."""
    broken = long_answer().replace(b'"created_at": 1', b'"created_at": "now"')
    stub.plays(Reply(body=broken))
    done = run(environment, redirected=redirected)
    assert (done.returncode, done.stdout) == (0, broken + b"\n")
    stub.plays(reply({"error": {"message": "no"}}, 400))
    done = run(environment, redirected=redirected)
    assert (done.returncode, done.stdout) == (1, b"")


@UNBUFFERED
def test_a_pipe_that_nobody_reads_costs_nothing(
    environment: dict[str, str], stub: Stub, unbuffered: str
) -> None:
    """A reader that has left already is noticed before the call, and the command ends with 141."""
    environment["PYTHONUNBUFFERED"] = unbuffered
    ours, theirs = os.pipe()
    os.close(ours)
    done = run(environment, stdout=theirs)
    os.close(theirs)
    assert (done.returncode, done.stderr, stub.received) == (141, b"", [])


@UNBUFFERED
def test_a_reader_that_leaves_amid_an_answer(
    environment: dict[str, str], stub: Stub, unbuffered: str
) -> None:
    """The command ends with 141 and without a word, however much was still to come."""
    stub.plays(Reply(body=long_answer(3_000_000)))
    environment["PYTHONUNBUFFERED"] = unbuffered
    with subprocess.Popen(
        command_line(), env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        assert os.read(process.stdout.fileno(), 1) == b"{"
        process.stdout.close()
        assert (process.stderr.read(), process.wait(120)) == (b"", 141)


@UNBUFFERED
def test_an_output_that_does_not_block_gets_everything(
    environment: dict[str, str], stub: Stub, unbuffered: str
) -> None:
    """A pipe that takes no more for now is waited for, as programs before ours may leave it so."""
    answer = long_answer(3_000_000)
    stub.plays(Reply(body=answer))
    environment["PYTHONUNBUFFERED"] = unbuffered
    ours, theirs = os.pipe()
    os.set_blocking(theirs, False)
    with subprocess.Popen(
        command_line(), env=environment, stdout=theirs, stderr=subprocess.PIPE
    ) as process:
        os.close(theirs)
        with open(ours, "rb") as pipe:
            received = pipe.read()
        assert process.wait(120) == 0
    assert received == answer + b"\n"


def test_an_interrupted_write_goes_on(environment: dict[str, str], stub: Stub) -> None:
    """A signal that comes while the pipe is full takes nothing from the answer."""
    answer = long_answer(3_000_000)
    stub.plays(Reply(body=answer))
    with subprocess.Popen(command_line(), env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        first = os.read(process.stdout.fileno(), 1)  # it writes now, and waits for its reader
        process.send_signal(signal.SIGWINCH)
        process.send_signal(signal.SIGSTOP)
        process.send_signal(signal.SIGCONT)
        received = first + process.stdout.read()
        assert (received, process.wait(120)) == (answer + b"\n", 0)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_every_encoding_shows_json(environment: dict[str, str], stub: Stub, encoding: str) -> None:
    """What an encoding doesn't have is written as JSON's own escapes."""
    answer = long_answer(1, "ü€🙂\\u00e9")
    stub.plays(Reply(body=answer))
    environment["PYTHONIOENCODING"] = encoding
    done = run(environment, "--format=json")
    assert json.loads(done.stdout.decode(encoding)) == json.loads(answer)


@pytest.mark.parametrize("options", [["--help"], ["--dry-run"]])
def test_whatever_is_printed_is_printed_or_refused(
    environment: dict[str, str], options: list[str]
) -> None:
    """Help and requests that can't be written are a line and the same code."""
    done = run(environment, *options, redirected=">/dev/full")
    assert (done.returncode, is_one_line(done.stderr)) == (74, True), done.stderr


def test_a_terminal_shows_that_a_call_goes_on(environment: dict[str, str]) -> None:
    """One line tells since when, and after which failure; it is gone when the answer is there."""
    import pty  # there is none on Windows

    ours, theirs = pty.openpty()
    shown, waiting = bytearray(), (b"waiting for the answer, ", b"waiting for the answer to try 2")

    def read_up_to(text: bytes) -> None:
        while text not in shown:
            shown.extend(os.read(ours, 65536))

    with _HangsUp() as stub:
        slow = {"Content-Type": "application/json", "Retry-After-Ms": "1"}
        stub.plays(Reply(500, b"{}", slow), Reply(body=long_answer()))
        stub.happens = lambda: read_up_to(waiting[len(stub.received) - 1])
        line = [part for part in command_line() if "retries" not in part]
        done = subprocess.run(
            line,
            env=environment | {"OPENAI_BASE_URL": stub.url, "TERM": "xterm"},
            stdout=subprocess.PIPE,
            stderr=theirs,
            timeout=120,
        )
    os.close(theirs)
    assert (done.returncode, done.stdout) == (0, long_answer() + b"\n")
    with contextlib.suppress(OSError):  # how Linux ends a pseudo terminal
        while piece := os.read(ours, 65536):
            shown.extend(piece)
    os.close(ours)
    assert b"InternalServerError" in shown and shown.endswith(b"\r\x1b[K")


# --- faults of ours -----------------------------------------------------------------------------


def _in_process(
    stub: Stub,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
    *options: str,
) -> tuple[int, bytes, bytes]:
    from responses_compact.__main__ import main

    stub.plays(Reply(body=long_answer()))
    monkeypatch.setenv("OPENAI_API_KEY", "sk-0123456789abcdef")
    code = main(["responses", "compact", f"--base-url={stub.url}", "--model=m", *options])
    out, err = capfdbinary.readouterr()
    return code, out, err


def _broken(*arguments: object, **more: object) -> None:
    raise RuntimeError("ours")


def test_an_answer_that_cannot_be_laid_out_is_printed_as_it_came(
    stub: Stub, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """A fault while it is shown is one line and a code, never a traceback instead of the answer."""
    from responses_compact._runtime.command import layout

    monkeypatch.setattr(layout, "indented", _broken)
    code, out, err = _in_process(stub, monkeypatch, capfdbinary, "--format=json")
    assert (code, out, is_one_line(err)) == (70, long_answer() + b"\n", True), err


@pytest.mark.parametrize("options", [[], ["--strict"]])
def test_an_answer_is_printed_before_it_is_checked(
    stub: Stub,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
    options: list[str],
) -> None:
    """A fault in the check finds the answer printed already; with `--strict` it is printed then."""
    from responses_compact._runtime.response import outcome

    monkeypatch.setattr(outcome, "_read", _broken)
    code, out, err = _in_process(stub, monkeypatch, capfdbinary, *options)
    assert (code, out, is_one_line(err)) == (70, long_answer() + b"\n", True), err
    assert b"RuntimeError: ours" in err


# --- standard input -----------------------------------------------------------------------------


def test_a_closed_standard_input_is_misuse(environment: dict[str, str], stub: Stub) -> None:
    """What should be read from it can't be, and that is told in a line."""
    done = run(environment, "--input=-", redirected="<&-")
    assert (done.returncode, is_one_line(done.stderr), stub.received) == (2, True, [])


def test_an_input_that_does_not_block_is_read_to_its_end(
    environment: dict[str, str], stub: Stub
) -> None:
    """A pause of the writer isn't the end of the text."""
    stub.plays(Reply(body=long_answer()))
    ours, theirs = os.pipe()
    os.set_blocking(ours, False)
    with subprocess.Popen(
        command_line("--input=-"), env=environment, stdin=ours, stdout=subprocess.PIPE
    ) as process:
        os.close(ours)
        with open(theirs, "wb", buffering=0) as pipe:
            for _ in range(40):
                pipe.write(b"x" * 50_000)  # more than a pipe holds, so that it is read meanwhile
        process.communicate(timeout=120)
        assert process.returncode == 0
    assert len(stub.last.json["input"]) == 2_000_000
