"""What the command does with an answer that it can't hand on as it should: none is ever lost."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.stub import Received, Reply, Stub, reply

GENERATED = Path(__file__).parents[3] / "generated"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these are ways of POSIX")

UNBUFFERED = pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])


def _answer(size: int = 8, text: str = "g") -> bytes:
    item = {"id": "cmp_1", "type": "compaction", "encrypted_content": text * size}
    counts: dict[str, Any] = {"input_tokens": 1, "output_tokens": 2, "total_tokens": 3}
    counts["input_tokens_details"] = {"cached_tokens": 0, "cache_write_tokens": 0}
    counts["output_tokens_details"] = {"reasoning_tokens": 0}
    answer = {"id": "r", "object": "response.compaction", "created_at": 1, "output": [item]}
    return json.dumps({**answer, "usage": counts}, ensure_ascii=False).encode()


@pytest.fixture
def environment(stub: Stub, tmp_path: Path) -> dict[str, str]:
    """What processes get: the stub's address, a key, and a place for temporary files."""
    known = {n: v for n, v in os.environ.items() if not n.startswith(("OPENAI_", "PYTHON"))}
    (tmp_path / "temporary").mkdir()
    return {
        **known,
        "PYTHONPATH": str(GENERATED),
        "OPENAI_API_KEY": "sk-0123456789abcdef",
        "OPENAI_BASE_URL": f"{stub.url}/v1",
        "TMPDIR": str(tmp_path / "temporary"),
    }


def _line(*options: str) -> list[str]:
    words = ["responses", "compact", "--model=m", "--max-retries=0", *options]
    return [sys.executable, "-m", "responses_compact", *words]


def _run(
    environment: dict[str, str], *options: str, redirected: str = "", **more: Any
) -> subprocess.CompletedProcess[bytes]:
    """Run a call to its end, with the redirections of a shell."""
    line = ["sh", "-c", f'exec "$@" {redirected}', "sh", *_line(*options)]
    more = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
    return subprocess.run(line, env=environment, timeout=120, check=False, **more)


def _is_one_line(err: bytes) -> bool:
    return err.startswith(b"responses-compact: error: ") and err.count(b"\n") == 1


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
        stub.plays(Reply(body=_answer()))
        stub.happens = lambda: os.close(ours)
        address = {"OPENAI_BASE_URL": stub.url, "PYTHONUNBUFFERED": unbuffered}
        done = _run(environment | address, stdout=theirs)
    os.close(theirs)
    assert (done.returncode, _is_one_line(done.stderr)) == (74, True), done.stderr
    assert b"Input/output error" in done.stderr
    (kept,) = Path(environment["TMPDIR"]).iterdir()
    assert str(kept).encode() in done.stderr
    assert (kept.read_bytes(), stat.S_IMODE(kept.stat().st_mode)) == (_answer(), 0o600)


@UNBUFFERED
@pytest.mark.parametrize("options", [[], ["--output=answer.json"]], ids=["stdout", "output"])
def test_an_answer_that_no_file_can_hold_is_on_standard_error(
    environment: dict[str, str], stub: Stub, tmp_path: Path, unbuffered: str, options: list[str]
) -> None:
    """A write that takes a part only is no success; where no file can hold the rest, it follows."""
    import resource  # there is none on Windows

    answer = _answer(300_000)
    stub.plays(Reply(body=answer))
    environment |= {"PYTHONUNBUFFERED": unbuffered, "HOME": str(tmp_path)}
    limits = (100_000, resource.RLIM_INFINITY)
    with (tmp_path / "out").open("wb") as out:
        done = _run(
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
    done = _run(environment, redirected=redirected)
    assert (done.returncode, _is_one_line(done.stderr)) == (74, True), done.stderr
    assert (done.stdout, stub.received) == (b"", [])
    assert b"standard output" in done.stderr and b"nothing was sent" in done.stderr


@pytest.mark.parametrize("redirected", ["2>&-", "<&- 2>&-"])
def test_a_closed_standard_error_costs_no_answer(
    environment: dict[str, str], stub: Stub, redirected: str
) -> None:
    """What would be told is left out, and isn't taken for a part of the answer."""
    broken = _answer().replace(b'"created_at": 1', b'"created_at": "now"')
    stub.plays(Reply(body=broken))
    done = _run(environment, redirected=redirected)
    assert (done.returncode, done.stdout) == (0, broken + b"\n")
    stub.plays(reply({"error": {"message": "no"}}, 400))
    done = _run(environment, redirected=redirected)
    assert (done.returncode, done.stdout) == (1, b"")


@UNBUFFERED
def test_a_pipe_that_nobody_reads_costs_nothing(
    environment: dict[str, str], stub: Stub, unbuffered: str
) -> None:
    """A reader that has left already is noticed before the call, and the command ends with 141."""
    environment["PYTHONUNBUFFERED"] = unbuffered
    ours, theirs = os.pipe()
    os.close(ours)
    done = _run(environment, stdout=theirs)
    os.close(theirs)
    assert (done.returncode, done.stderr, stub.received) == (141, b"", [])


@UNBUFFERED
def test_a_reader_that_leaves_amid_an_answer(
    environment: dict[str, str], stub: Stub, unbuffered: str
) -> None:
    """The command ends with 141 and without a word, however much was still to come."""
    stub.plays(Reply(body=_answer(3_000_000)))
    environment["PYTHONUNBUFFERED"] = unbuffered
    with subprocess.Popen(
        _line(), env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
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
    answer = _answer(3_000_000)
    stub.plays(Reply(body=answer))
    environment["PYTHONUNBUFFERED"] = unbuffered
    ours, theirs = os.pipe()
    os.set_blocking(theirs, False)
    with subprocess.Popen(
        _line(), env=environment, stdout=theirs, stderr=subprocess.PIPE
    ) as process:
        os.close(theirs)
        with open(ours, "rb") as pipe:
            received = pipe.read()
        assert process.wait(120) == 0
    assert received == answer + b"\n"


def test_an_interrupted_write_goes_on(environment: dict[str, str], stub: Stub) -> None:
    """A signal that comes while the pipe is full takes nothing from the answer."""
    answer = _answer(3_000_000)
    stub.plays(Reply(body=answer))
    with subprocess.Popen(_line(), env=environment, stdout=subprocess.PIPE) as process:
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
    answer = _answer(1, "ü€🙂\\u00e9")
    stub.plays(Reply(body=answer))
    environment["PYTHONIOENCODING"] = encoding
    done = _run(environment, "--format=json")
    assert json.loads(done.stdout.decode(encoding)) == json.loads(answer)


@pytest.mark.parametrize("options", [["--help"], ["--dry-run"]])
def test_whatever_is_printed_is_printed_or_refused(
    environment: dict[str, str], options: list[str]
) -> None:
    """Help and requests that can't be written are a line and the same code."""
    done = _run(environment, *options, redirected=">/dev/full")
    assert (done.returncode, _is_one_line(done.stderr)) == (74, True), done.stderr


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
        stub.plays(Reply(500, b"{}", slow), Reply(body=_answer()))
        stub.happens = lambda: read_up_to(waiting[len(stub.received) - 1])
        line = [part for part in _line() if "retries" not in part]
        done = subprocess.run(
            line,
            env=environment | {"OPENAI_BASE_URL": stub.url, "TERM": "xterm"},
            stdout=subprocess.PIPE,
            stderr=theirs,
            timeout=120,
        )
    os.close(theirs)
    assert (done.returncode, done.stdout) == (0, _answer() + b"\n")
    with contextlib.suppress(OSError):  # how Linux ends a pseudo terminal
        while piece := os.read(ours, 65536):
            shown.extend(piece)
    os.close(ours)
    assert b"InternalServerError" in shown and shown.endswith(b"\r\x1b[K")


# --- a file -------------------------------------------------------------------------------------


def test_an_answer_goes_to_a_file(environment: dict[str, str], stub: Stub, tmp_path: Path) -> None:
    """Standard output stays empty, even closed; the file is new, with the mode of new files."""
    stub.plays(Reply(body=_answer()))
    file = tmp_path / "answer.json"
    done = _run(environment, f"--output={file}", redirected=">&-", umask=0o027)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (_answer() + b"\n", 0o640)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["answer.json", "temporary"]


def test_a_file_is_replaced_where_it_is(
    environment: dict[str, str], stub: Stub, tmp_path: Path
) -> None:
    """Its mode stays, a link that leads to it stays a link, and `--format` concerns it too."""
    stub.plays(Reply(body=_answer()))
    (tmp_path / "inner").mkdir()
    file, link = tmp_path / "inner/file", tmp_path / "link"
    file.write_text("before")
    file.chmod(0o604)
    link.symlink_to("inner/file")
    assert _run(environment, f"--output={link}", "--format=json").returncode == 0
    assert link.is_symlink()
    assert json.loads(file.read_bytes()) == json.loads(_answer())
    assert file.read_bytes().startswith(b'{\n  "id": "r",\n')
    assert stat.S_IMODE(file.stat().st_mode) == 0o604
    assert [p.name for p in file.parent.iterdir()] == ["file"]


def _folder(path: Path) -> None:
    path.mkdir()


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _child_of_a_file(path: Path) -> None:
    path.parent.rmdir()
    path.parent.write_text("a file")


def _nowhere(path: Path) -> None:
    path.parent.rmdir()


@pytest.mark.parametrize("make", [_folder, _loop, _child_of_a_file, _nowhere])
def test_a_file_is_looked_at_before_anything_is_sent(
    environment: dict[str, str], stub: Stub, tmp_path: Path, make: Callable[[Path], None]
) -> None:
    """What can't be written is refused with its reason; nothing is paid for."""
    (tmp_path / "in").mkdir()
    path = tmp_path / "in/answer.json"
    make(path)
    done = _run(environment, f"--output={path}")
    assert (done.returncode, _is_one_line(done.stderr)) == (74, True), done.stderr
    assert str(path).encode() in done.stderr and b"nothing was sent" in done.stderr
    assert (done.stdout, stub.received) == (b"", [])


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_file_that_may_not_be_written_is_refused(
    environment: dict[str, str], stub: Stub, tmp_path: Path
) -> None:
    """To replace it would be possible, and isn't what its mode asks for."""
    file = tmp_path / "answer.json"
    file.touch(0o400)
    assert _run(environment, f"--output={file}").returncode == 74
    assert (file.read_bytes(), stub.received) == (b"", [])


def test_a_call_that_fails_leaves_the_file(
    environment: dict[str, str], stub: Stub, tmp_path: Path
) -> None:
    """It holds what it held before, and nothing is left beside it."""
    stub.plays(reply({"error": {"message": "no"}}, 400))
    file = tmp_path / "answer.json"
    file.write_text("before")
    assert _run(environment, f"--output={file}").returncode == 1
    assert file.read_text() == "before"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["answer.json", "temporary"]


def test_a_minus_is_standard_output(environment: dict[str, str], stub: Stub) -> None:
    """`--output -` is as if it weren't there; a file without a name is refused."""
    stub.plays(Reply(body=_answer()))
    assert _run(environment, "--output", "-").stdout == _answer() + b"\n"
    assert _run(environment, "--output=").returncode == 2


def test_what_is_no_regular_file_is_written_to(
    environment: dict[str, str], stub: Stub, tmp_path: Path
) -> None:
    """A pipe gets the answer, and a device stays one."""
    stub.plays(Reply(body=_answer(200_000)))
    pipe, received = tmp_path / "pipe", list[bytes]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: received.append(pipe.read_bytes()), daemon=True)
    reader.start()
    assert _run(environment, f"--output={pipe}").returncode == 0
    reader.join(120)
    assert received == [_answer(200_000) + b"\n"]
    assert _run(environment, "--output=/dev/null").returncode == 0
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


def test_a_request_that_is_shown_goes_to_the_file_too(
    environment: dict[str, str], tmp_path: Path
) -> None:
    """`--output` concerns whatever is printed."""
    file = tmp_path / "request.txt"
    done = _run(environment, f"--output={file}", "--dry-run")
    assert (done.returncode, done.stdout) == (0, b"")
    assert file.read_text().endswith('\n\n{"model":"m"}\n')


# --- faults of ours -----------------------------------------------------------------------------


def _in_process(
    stub: Stub,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
    *options: str,
) -> tuple[int, bytes, bytes]:
    from responses_compact.__main__ import main

    stub.plays(Reply(body=_answer()))
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
    assert (code, out, _is_one_line(err)) == (70, _answer() + b"\n", True), err


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
    assert (code, out, _is_one_line(err)) == (70, _answer() + b"\n", True), err
    assert b"RuntimeError: ours" in err


# --- standard input -----------------------------------------------------------------------------


def test_a_closed_standard_input_is_misuse(environment: dict[str, str], stub: Stub) -> None:
    """What should be read from it can't be, and that is told in a line."""
    done = _run(environment, "--input=-", redirected="<&-")
    assert (done.returncode, _is_one_line(done.stderr), stub.received) == (2, True, [])


def test_an_input_that_does_not_block_is_read_to_its_end(
    environment: dict[str, str], stub: Stub
) -> None:
    """A pause of the writer isn't the end of the text."""
    stub.plays(Reply(body=_answer()))
    ours, theirs = os.pipe()
    os.set_blocking(ours, False)
    with subprocess.Popen(
        _line("--input=-"), env=environment, stdin=ours, stdout=subprocess.PIPE
    ) as process:
        os.close(ours)
        with open(theirs, "wb", buffering=0) as pipe:
            for _ in range(40):
                pipe.write(b"x" * 50_000)  # more than a pipe holds, so that it is read meanwhile
        process.communicate(timeout=120)
        assert process.returncode == 0
    assert len(stub.last.json["input"]) == 2_000_000
