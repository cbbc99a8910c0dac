"""Formatting: one mode, whatever the surroundings, and copied files are left alone."""

from pathlib import Path

import pytest
from black import format_str
from black.mode import Mode, TargetVersion

from generator.files import File
from generator.languages.python import format as formatting
from generator.languages.python.format import LINE_LENGTH, FormatError, format_files
from generator.languages.python.formatter import formatter

UGLY = "x = {  'a':1 }\n"
TIDY = 'x = {"a": 1}\n'
PACKAGE = Path(__file__).parents[3] / "generated" / "responses_compact"
RENDERED = sorted(p for p in PACKAGE.rglob("*.py") if "_runtime" not in p.parts)


@pytest.fixture(autouse=True)
def anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is remembered of what other tests have formatted, in other surroundings."""
    monkeypatch.setattr(formatting, "formatter", formatter)


def test_rendered_python_is_formatted() -> None:
    """The usual style, and nothing else about the file changes."""
    assert format_files({"a.py": File(UGLY)}) == {"a.py": File(TIDY)}


def test_other_files_are_left_alone() -> None:
    """Copied modules and files that aren't Python keep their bytes."""
    files = {"a.py": File(UGLY, copied=True), "a.md": File("*  a\n"), "b.py": File(TIDY)}
    assert format_files(files) == files


def test_working_folder_has_no_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A configuration where the command runs doesn't reach the output."""
    (tmp_path / "pyproject.toml").write_text("[tool.ruff]\nline-length = 20\n")
    monkeypatch.chdir(tmp_path)
    line = 'name = function("one argument", "another argument", "and one more")\n'
    assert format_files({"a.py": File(line)}) == {"a.py": File(line)}


def test_configuration_of_a_user_has_no_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a user has set for all projects doesn't reach the output."""
    (tmp_path / "ruff").mkdir()
    settings = 'line-length = 20\n[format]\nexclude = ["*.py"]\nquote-style = "single"\n'
    (tmp_path / "ruff" / "ruff.toml").write_text(settings)
    for name in ("XDG_CONFIG_HOME", "HOME", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    line = 'name =  function("one argument", "another argument", "and one more")\n'
    formatted = format_files({"a.py": File(line)})["a.py"]
    assert formatted.text == line.replace("=  ", "= ")


def test_several_modules_are_changed_at_several_places() -> None:
    """Edits meet their places behind letters of any plane, in each module."""
    files = {
        "a.py": File('a =  "\U0001f600";b=1\nc = 1\nd =  "\u4e16"\n'),
        "b.py": File(UGLY),
        "c.py": File(""),
        "d.py": File("x = 1"),
    }
    assert {path: file.text for path, file in format_files(files).items()} == {
        "a.py": 'a = "\U0001f600"\nb = 1\nc = 1\nd = "\u4e16"\n',
        "b.py": TIDY,
        "c.py": "",
        "d.py": "x = 1\n",
    }


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


@pytest.mark.parametrize("name", ["RUFF_LINE_LENGTH", "RUFF_CONFIG", "RUFF_OUTPUT_FORMAT"])
def test_the_environment_has_no_say(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What configures ruff from outside doesn't reach the output."""
    monkeypatch.setenv(name, "20")
    line = 'name = function("one argument", "another argument", "and one more")\n'
    assert format_files({"a.py": File(line)}) == {"a.py": File(line)}


def test_line_ends_and_characters_pass() -> None:
    """Text goes through pipes as UTF-8 whatever the locale, and line ends stay ours."""
    text = 'name = "\u00e4\u4e16\U0001f600"\n'
    assert format_files({"a.py": File(text)}) == {"a.py": File(text)}


@pytest.mark.parametrize("path", RENDERED, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_black_has_nothing_to_add(path: Path) -> None:
    """Whoever formats with black finds the package as it would leave it."""
    mode = Mode(line_length=LINE_LENGTH, target_versions={TargetVersion.PY311})
    text = path.read_text(encoding="utf-8")
    assert text == format_str(text, mode=mode)
