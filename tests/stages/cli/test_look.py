"""How `compactgen` looks: colours, help, completion, and what it says of words that it lacks."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator.colours import painted

BROKEN = "openapi: 3.1.0\ninfo: {title: T, title: U, version: '1'}\npaths: {}\n"


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command, with variables of the environment."""
    known = {n: v for n, v in os.environ.items() if not n.endswith("_COLOR")} | environment
    line = [sys.executable, "-m", "generator", *words]
    return subprocess.run(line, env=known, capture_output=True, text=True, timeout=120)


def test_reports_are_coloured_where_that_is_wanted(tmp_path: Path) -> None:
    """FORCE_COLOR paints a report, which else is the same text; NO_COLOR wins over it."""
    file = tmp_path / "openapi.yaml"
    file.write_text(BROKEN)
    plain = run("validate", str(file))
    forced = run("validate", str(file), FORCE_COLOR="1")
    assert plain.returncode == forced.returncode == 2
    assert "\x1b[1;31merror\x1b[0m: " in forced.stderr
    assert re.sub(r"\x1b\[[\d;]*m", "", forced.stderr) == plain.stderr
    assert run("validate", str(file), FORCE_COLOR="1", NO_COLOR="1").stderr == plain.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo terminals")
def test_a_terminal_is_coloured(tmp_path: Path) -> None:
    """On a terminal colours come by themselves, but not on a dumb one."""
    import pty  # there is none on Windows

    file = tmp_path / "openapi.yaml"
    file.write_text(BROKEN)
    for term, wanted in (("xterm", True), ("dumb", False)):
        ours, theirs = pty.openpty()
        known = {n: v for n, v in os.environ.items() if not n.endswith("_COLOR")}
        line = [sys.executable, "-m", "generator", "validate", str(file)]
        subprocess.run(line, env=known | {"TERM": term}, stderr=theirs, stdout=-3, timeout=120)
        os.close(theirs)
        assert (b"\x1b[1;31merror" in os.read(ours, 65536)) == wanted
        os.close(ours)


@pytest.mark.parametrize(
    ("line", "style"),
    [
        ("a/b.yaml:3:4: warning: x", "\x1b[1;33mwarning\x1b[0m"),
        ("a b.yaml:3:4: note: error: x", "\x1b[1;36mnote\x1b[0m"),
        ("      |    ^~~~", "\x1b[31m^~~~\x1b[0m"),
        ("+added", "\x1b[32m+added\x1b[0m"),
        ("-gone", "\x1b[31m-gone\x1b[0m"),
        ("@@ -1,2 +1,3 @@", "\x1b[36m@@ -1,2 +1,3 @@\x1b[0m"),
    ],
)
def test_colours_go_by_the_form_of_a_line(line: str, style: str) -> None:
    """Gravity, place and difference are painted, and nothing else of a line."""
    shown = painted(f"before\n{line}\nafter\n")
    assert style in shown and shown.count("\x1b") == 2
    assert re.sub(r"\x1b\[[\d;]*m", "", shown) == f"before\n{line}\nafter\n"


@pytest.mark.parametrize("words", [["--help"], ["generate", "--help"], ["vendor", "-h"]])
def test_help_has_the_exit_codes(words: list[str]) -> None:
    """On each level all of them are listed."""
    shown = run(*words).stdout
    codes = re.findall(r"^  (\d+) +\S", shown.partition("exit codes:")[2], re.MULTILINE)
    assert codes == ["0", "1", "2", "3", "129", "130", "143"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["genrate"], "did you mean 'generate'?"),
        (["generate", "--ovrlay", "x"], "did you mean '--overlay'?"),
        (["--completion", "bsh"], "bash"),
    ],
)
def test_a_misspelt_word_is_told(words: list[str], told: str) -> None:
    """The nearest that there is stands in the message; the code is that of misuse."""
    done = run(*words)
    assert done.returncode == 2 and told in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="these shells have numbered descriptors")
@pytest.mark.parametrize(
    ("line", "expected"),
    [("compactgen va", "validate"), ("compactgen vendor x --wit", "--without")],
)
def test_shells_complete(line: str, expected: str) -> None:
    """Commands and options are completed."""
    code = "import os; os.dup2(1, 8); os.dup2(2, 9); from generator.cli import main; main()"
    known = {"_ARGCOMPLETE": "1", "_ARGCOMPLETE_IFS": "\n", "_ARGCOMPLETE_SUPPRESS_SPACE": "1"}
    known |= {"COMP_LINE": line, "COMP_POINT": str(len(line)), "COMP_TYPE": "9"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | known, capture_output=True, timeout=120
    )
    assert done.stdout.decode().split() == [expected]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_makes_a_shell_complete(shell: str) -> None:
    """It names the command, and is printed where it can be read by the shell."""
    done = run("--completion", shell)
    assert done.returncode == 0 and "compactgen" in done.stdout and len(done.stdout) > 300
