"""Formatting: one mode, whatever the surroundings, and copied files are left alone."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from black import format_str
from black.mode import Mode, TargetVersion

from generator.files import File
from generator.languages.python.format import LINE_LENGTH, FormatError, format_files

UGLY = "x = {  'a':1 }\n"
TIDY = 'x = {"a": 1}\n'
PACKAGE = Path(__file__).parents[3] / "generated" / "responses_compact"
RENDERED = sorted(p for p in PACKAGE.rglob("*.py") if "_runtime" not in p.parts)


def test_rendered_python_is_formatted() -> None:
    """Black's style, and nothing else about the file changes."""
    assert format_files({"a.py": File(UGLY)}) == {"a.py": File(TIDY)}


def test_other_files_are_left_alone() -> None:
    """Copied modules and files that aren't Python keep their bytes."""
    files = {"a.py": File(UGLY, copied=True), "a.md": File("*  a\n"), "b.py": File(TIDY)}
    assert format_files(files) == files


def test_working_folder_has_no_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A configuration where the command runs doesn't reach the output."""
    (tmp_path / "pyproject.toml").write_text("[tool.black]\nline-length = 20\n")
    monkeypatch.chdir(tmp_path)
    line = 'name = function("one argument", "another argument", "and one more")\n'
    assert format_files({"a.py": File(line)}) == {"a.py": File(line)}


def test_long_lines_are_split_at_a_hundred_columns() -> None:
    """The line length is ours."""
    formatted = format_files({"a.py": File(f"f({', '.join(['argument'] * 20)})\n")})["a.py"]
    assert max(map(len, formatted.text.splitlines())) <= 100


def test_trailing_commas_keep_lists_open() -> None:
    """A comma before the bracket keeps one entry a line."""
    assert format_files({"a.py": File("x = [\n    1,\n]\n")})["a.py"].text == "x = [\n    1,\n]\n"


def test_broken_code_is_our_fault() -> None:
    """What isn't Python is refused with the name of the file."""
    with pytest.raises(FormatError, match=r"a/b\.py"):
        format_files({"a/b.py": File("x = (\n")})


@pytest.mark.parametrize("broken", ["a.py", "b.py"])
def test_broken_code_is_told_from_either_process(broken: str) -> None:
    """Where two processes share the work, what one of them can't read is refused all the same."""
    large = {"a.py": File(UGLY * 10_000), "b.py": File(UGLY * 10_000)}
    with pytest.raises(FormatError, match=broken):
        format_files({**large, broken: File(UGLY * 10_000 + "x = (\n")})


STUCK = """
import os, sys, time
from generator import cli
from generator.languages.python import format
run, each = os.getpid(), format._each
os.cpu_count = lambda: 2  # or there would be no other process
format._each = lambda files: time.sleep(600) if os.getpid() == run else each(files)
sys.exit(cli.main(sys.argv[1:]))
"""
"""A run that never comes to the end of its own part of the formatting."""


@pytest.mark.case("F02")
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children can't be listed here")
def test_nothing_is_left_of_a_killed_run(tmp_path: Path) -> None:
    """The process that formats beside a run ends when that is killed, and writes nothing."""
    command = [sys.executable, "-c", STUCK, "generate", "--out", str(tmp_path / "out")]
    with subprocess.Popen(command, cwd=PACKAGE.parents[1]) as run:
        children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
        passed(lambda: bool(children.read_text()))
        child = Path("/proc", children.read_text().split()[0])
        run.kill()
    passed(lambda: _ended(child))
    assert not (tmp_path / "out" / "responses_compact").exists()


def _ended(process: Path) -> bool:
    try:
        return ") Z" in (process / "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return True


def passed(condition: Callable[[], bool]) -> None:
    """Wait until the condition holds."""
    for _ in range(12_000):
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError("it didn't come true in two minutes")


@pytest.mark.parametrize("path", RENDERED, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_black_itself_has_nothing_to_add(path: Path) -> None:
    """The one pass that we make leaves the package as black's own two would."""
    mode = Mode(line_length=LINE_LENGTH, target_versions={TargetVersion.PY311})
    text = path.read_text(encoding="utf-8")
    assert text == format_str(text, mode=mode)
