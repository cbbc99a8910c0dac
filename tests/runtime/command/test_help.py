"""What the command says of itself: help, pages, and what shells complete."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from responses_compact.__main__ import main

from tests.support import golden
from tests.support.commanded import GENERATED

GOLDENS = Path(__file__).parent / "golden"


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> object:
    """Return what a command of this process prints to a terminal of 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")

    def run(*words: str) -> str:
        assert main(words) == 0
        return capfd.readouterr().out

    return run


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="argparse lays help out otherwise there")
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("command", ["--help"]),
        ("openai", ["responses", "compact", "--help"]),
        ("azure", ["--provider", "azure", "responses", "compact", "--help"]),
        ("yandex", ["--provider", "yandex", "responses", "compact", "--help"]),
    ],
)
def test_help_is_the_golden(shown: object, name: str, words: list[str]) -> None:
    """Every line of help is as it was accepted; a new field of the description is a new line."""
    assert callable(shown)
    golden.check(GOLDENS / f"help_{name}.txt", shown(*words))


@pytest.mark.parametrize("form", ["man", "markdown"])
@pytest.mark.parametrize("provider", ["openai", "azure", "yandex"])
def test_a_page_has_every_option_and_code(shown: object, form: str, provider: str) -> None:
    """The pages are made from what help is made from: nothing is in one and not in the other."""
    assert callable(shown)
    page = shown("--provider", provider, "--reference", form).replace("\\", "")
    for words in (["responses", "compact", "--help"], ["--help"]):
        text = shown("--provider", provider, *words)
        told = {*re.findall(r"^  (?:-\w, )?(--[a-z.-]+)", text, re.MULTILINE)}
        assert {option for option in told if option not in page} == set()
        for code in re.findall(r"^  (\d+) ", text, re.MULTILINE):
            assert f"| {code} |" in page or f".B {code}\n" in page


def test_a_manual_page_holds_no_request_of_the_description(shown: object) -> None:
    """Each line that begins with a dot is one of the page's own."""
    assert callable(shown)
    lines = shown("--reference=man").splitlines()
    assert lines[0] == '.TH "RESPONSES-COMPACT" 1'.replace("-", "\\-")
    requests = {line.split()[0] for line in lines if line.startswith((".", "'"))}
    assert requests == {".TH", ".SH", ".SS", ".PP", ".TP", ".B", ".nf", ".fi"}


# --- completion ---------------------------------------------------------------------------------


def completed(line: str, folder: Path | None = None) -> list[str]:
    """Return what a shell is told after a line, as argcomplete and shells have agreed."""
    code = (
        "import os, sys; os.dup2(1, 8); os.dup2(2, 9);"
        "from responses_compact.__main__ import main; sys.argv = ['responses-compact'];"
        "sys.exit(main())"
    )
    known = {**os.environ, "PYTHONPATH": str(GENERATED), "COMP_LINE": line, "COMP_TYPE": "9"}
    known |= {"_ARGCOMPLETE": "1", "_ARGCOMPLETE_IFS": "\n", "COMP_POINT": str(len(line))}
    known |= {"_ARGCOMPLETE_SUPPRESS_SPACE": "1", "_ARGCOMPLETE_COMP_WORDBREAKS": " "}
    done = subprocess.run(
        [sys.executable, "-c", code], env=known, cwd=folder, capture_output=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.decode().split("\n")


@pytest.mark.skipif(sys.platform == "win32", reason="these shells have numbered descriptors")
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("responses-compact resp", ["responses"]),
        ("responses-compact responses ", ["compact"]),
        ("responses-compact --provider ya", ["yandex"]),
        ("responses-compact responses compact --service-tier f", ["fast", "flex"]),
        ("responses-compact --provider azure responses compact --azure-e", ["--azure-endpoint"]),
        ("responses-compact --format y", ["yaml"]),
        ("responses-compact responses compact --model m --input @conv", ["@conversation.txt"]),
    ],
)
def test_shells_complete(tmp_path: Path, line: str, expected: list[str]) -> None:
    """Operations, providers, options, values of enumerations, and files behind `@`."""
    (tmp_path / "conversation.txt").touch()
    assert completed(line, tmp_path) == expected


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_line_installs_completion(shown: object, shell: str) -> None:
    """The script is the library's, for this command; a shell reads it without a complaint."""
    assert callable(shown)
    script = shown("--completion", shell)
    assert "responses-compact" in script
    if shell == "bash":
        done = subprocess.run(["bash", "-n"], input=script.encode(), capture_output=True)
        assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo terminals")
def test_a_reader_is_told_the_line() -> None:
    """On a terminal the line for the shell's own file is shown, not a screen of script."""
    import pty  # there is none on Windows

    ours, theirs = pty.openpty()
    line = [sys.executable, "-m", "responses_compact", "--completion", "fish"]
    known = {**os.environ, "PYTHONPATH": str(GENERATED)}
    subprocess.run(line, env=known, stdout=theirs, timeout=120, check=True)
    os.close(theirs)
    assert os.read(ours, 1000) == b"responses-compact --completion fish | source\r\n"
    os.close(ours)
