"""Files that the command writes: whole or not at all, and never over what is somebody else's."""

from __future__ import annotations

import json
import os
import stat
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.commanded import is_one_line, long_answer, run
from tests.support.stub import Reply, Stub, reply

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these are ways of POSIX")


def test_an_answer_goes_to_a_file(environment: dict[str, str], stub: Stub, tmp_path: Path) -> None:
    """Standard output stays empty, even closed; the file is new, with the mode of new files."""
    stub.plays(Reply(body=long_answer()))
    file = tmp_path / "answer.json"
    done = run(environment, f"--output={file}", redirected=">&-", umask=0o027)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (long_answer() + b"\n", 0o640)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["answer.json", "temporary"]


def test_a_file_is_replaced_where_it_is(
    environment: dict[str, str], stub: Stub, tmp_path: Path
) -> None:
    """Its mode stays, a link that leads to it stays a link, and `--format` concerns it too."""
    stub.plays(Reply(body=long_answer()))
    (tmp_path / "inner").mkdir()
    file, link = tmp_path / "inner/file", tmp_path / "link"
    file.write_text("before")
    file.chmod(0o604)
    link.symlink_to("inner/file")
    assert run(environment, f"--output={link}", "--format=json").returncode == 0
    assert link.is_symlink()
    assert json.loads(file.read_bytes()) == json.loads(long_answer())
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
    done = run(environment, f"--output={path}")
    assert (done.returncode, is_one_line(done.stderr)) == (74, True), done.stderr
    assert str(path).encode() in done.stderr and b"nothing was sent" in done.stderr
    assert (done.stdout, stub.received) == (b"", [])


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_file_that_may_not_be_written_is_refused(
    environment: dict[str, str], stub: Stub, tmp_path: Path
) -> None:
    """To replace it would be possible, and isn't what its mode asks for."""
    file = tmp_path / "answer.json"
    file.touch(0o400)
    assert run(environment, f"--output={file}").returncode == 74
    assert (file.read_bytes(), stub.received) == (b"", [])


def test_a_call_that_fails_leaves_the_file(
    environment: dict[str, str], stub: Stub, tmp_path: Path
) -> None:
    """It holds what it held before, and nothing is left beside it."""
    stub.plays(reply({"error": {"message": "no"}}, 400))
    file = tmp_path / "answer.json"
    file.write_text("before")
    assert run(environment, f"--output={file}").returncode == 1
    assert file.read_text() == "before"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["answer.json", "temporary"]


def test_a_minus_is_standard_output(environment: dict[str, str], stub: Stub) -> None:
    """`--output -` is as if it weren't there; a file without a name is refused."""
    stub.plays(Reply(body=long_answer()))
    assert run(environment, "--output", "-").stdout == long_answer() + b"\n"
    assert run(environment, "--output=").returncode == 2


def test_what_is_no_regular_file_is_written_to(
    environment: dict[str, str], stub: Stub, tmp_path: Path
) -> None:
    """A pipe gets the answer, and a device stays one."""
    stub.plays(Reply(body=long_answer(200_000)))
    pipe, received = tmp_path / "pipe", list[bytes]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: received.append(pipe.read_bytes()), daemon=True)
    reader.start()
    assert run(environment, f"--output={pipe}").returncode == 0
    reader.join(120)
    assert received == [long_answer(200_000) + b"\n"]
    assert run(environment, "--output=/dev/null").returncode == 0
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


def test_a_request_that_is_shown_goes_to_the_file_too(
    environment: dict[str, str], tmp_path: Path
) -> None:
    """`--output` concerns whatever is printed."""
    file = tmp_path / "request.txt"
    done = run(environment, f"--output={file}", "--dry-run")
    assert (done.returncode, done.stdout) == (0, b"")
    assert file.read_text().endswith('\n\n{"model":"m"}\n')
