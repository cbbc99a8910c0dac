"""Text can never become code: the cases of a description that was written to do harm."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.files import File, Files
from generator.languages.python.filters import docstring, literal, prose
from generator.languages.python.format import format_files
from tests.safety.hostile import (
    ATOMS,
    CANARY,
    changed,
    documents,
    everything,
    made,
    skeletons,
    texts,
)
from tests.support.packages import documents_of

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The skeletons of the description that has every kind of place, as it is."""
    return skeletons(made(documents(tmp_path_factory.mktemp("plain"), everything())))


def with_texts(folder: Path, change: Callable[[str], str], step: int = 1) -> Files:
    """The output for a description whose texts are changed, every one or each `step`th."""
    description = everything()
    places = list(texts(description))[::step]
    return made(documents(folder, changed(description, places, change)))


def with_property(folder: Path, schema: Any, name: str = "hostile") -> Files:
    """The output for a description with one more property."""
    description = everything()
    description["components"]["schemas"]["Thing"]["properties"][name] = schema
    return made(documents(folder, description))


def module(files: Files, name: str) -> str:
    """The text of a module of the only provider."""
    return files[f"thing/{name}.py"].text


def values(text: str) -> list[object]:
    """Every constant of a module."""
    return [node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant)]


@pytest.mark.case("H06", "P13")
@pytest.mark.parametrize(
    "blank", ["", " ", "\t", "\n\n", "\x1f", "\xa0", "\u2003", "\u2028", "\u3000"]
)
def test_texts_of_blanks_alone(tmp_path: Path, blank: str) -> None:
    """Texts in which nothing can be seen, everywhere at once, make a proved package."""
    assert with_texts(tmp_path, lambda text: blank)


TEXT_CASES: dict[str, Callable[[str], str]] = {
    "H01 H44 quotes": lambda text: 'a""" MARK """b' + '"\\"""' + '""""""' + '"""""""' + '\\\\"""c',
    "H02 one quote at the end": lambda text: f'{text}"',
    "H02 three quotes at the end": lambda text: f'{text}"""',
    "H03 a backslash at the end": lambda text: f"{text}\\",
    "H03 three backslashes at the end": lambda text: f"{text}\\\\\\",
    "H04 escapes": lambda text: r"\N{x} \x4 \u12 \0 \' \" \N",
    "H05 line ends": lambda text: f"{text}\rMARK = 1\r\nMARK = 1\n\rMARK = 1\nMARK = 1",
    "H06 other line ends": lambda text: "\nMARK = 1".join(
        ["a", *"\v\f\x1c\x1d\x1e\x85\u2028\u2029", "b"]
    ),
    "H07 control characters": lambda text: "a\0b\x01\x1b[31m\x7f\x9f" + text,
    "H08 invisible characters": lambda text: "\u202ea\u2066\u200b\ufeff\u00ad\u3000" + text,
    "H09 directives": lambda text: "# type: ignore\n# noqa\n# fmt: off\n# mypy: ignore-errors",
    "H10 encodings": lambda text: "coding: latin-1 coding=foo -*- coding: utf-7 -*-\n# coding: foo",
    "H10 encodings on a second line": lambda text: "a" * 99 + " # coding: latin-1",
    "H16 signs of other languages": lambda text: "{x} {{x}} ${x} %(x)s #{x} $x",
    "H41 everything": lambda text: CANARY,
    "H43 templates": lambda text: "{{ 7*7 }} {% raw %} {# #} {% endraw %} {%",
    "H45 escapes of other languages": lambda text: "&quot; %22 \\u0022 &#34; \\x22",
}


@pytest.mark.case("H01", "H10", "H16", "H41", "H43", "H45", "P1")
@pytest.mark.parametrize("name", TEXT_CASES)
def test_text_stays_text(tmp_path: Path, plain: dict[str, str], name: str) -> None:
    """Whatever all texts say at once, the code around them is the same."""
    assert skeletons(with_texts(tmp_path, TEXT_CASES[name])) == plain


@pytest.mark.case("H11")
def test_markdown_keeps_its_form(tmp_path: Path) -> None:
    """No text opens a heading, a table, a link or a block in the package's own pages."""
    description = everything()
    text = "# a | b ``` [x](y) <script> &amp;\n\n# c"
    hostile = changed(description, list(texts(description)), lambda _: text)
    info = {**hostile["info"], "x-provider": "other", "x-client": "Other"}
    other = documents(tmp_path, {**hostile, "info": info}, "other.json")
    found = made([*documents(tmp_path, hostile), *other])  # one alone has nothing to compare
    for name in ("README.md", "PROVIDERS.md"):
        bare = re.sub(r"\\.", "", found[f"thing/{name}"].text)
        assert "<script>" not in bare
        assert "[x]" not in bare
        assert not re.search(r"^# [ac]", bare, re.MULTILINE)


@pytest.mark.case("H08", "M19")
def test_json_files_show_what_they_hold(tmp_path: Path) -> None:
    """The effective description has no invisible character, and the same value."""
    found = with_texts(tmp_path, lambda _: CANARY)
    text = found["openapi/default.json"].text
    assert all(char.isprintable() or char == "\n" for char in text)
    assert json.loads(text)["info"]["description"] == CANARY


@pytest.mark.case("H72")
def test_same_through_json_and_yaml(tmp_path: Path) -> None:
    """Hostile text has the same effect in either form."""
    import yaml

    description = changed(everything(), list(texts(everything())), lambda _: CANARY)
    path = tmp_path / "description.yaml"
    path.write_text(
        yaml.safe_dump(json.loads(json.dumps(description)), sort_keys=False), encoding="utf-8"
    )
    assert made(documents_of(path)) == made(documents(tmp_path, description))


@pytest.mark.parametrize("atom", ATOMS)
@pytest.mark.parametrize("write", [docstring, prose], ids=["docstring", "prose"])
def test_7_1_atoms_in_docstrings(write: Callable[..., str], atom: str) -> None:
    """Each atom at the start, in the middle and at the end, alone and beside every other."""
    for other in ("", "a", *ATOMS):
        for text in (atom + other, f"x{atom}{other}y", other + atom):
            source = write(text, 4)
            source = source if write is docstring else f'"""{source}\n    """'
            (statement,) = ast.parse(f"class A:\n    {source}").body[0].body  # type: ignore[attr-defined]
            blank = "[ \t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]+"
            have = [w for w in re.split(blank, statement.value.value) if w]
            assert have == [w for w in re.split(blank, text) if w]


@pytest.mark.parametrize("atom", ATOMS)
def test_7_1_atoms_in_literals(atom: str) -> None:
    """Each atom beside every other is an exact constant on one line without anything unseen."""
    for other in ("", *ATOMS):
        for text in (atom + other, f"x{atom}{other}y"):
            source = literal(text)
            assert ast.literal_eval(source) == text
            assert source.isprintable()


@pytest.mark.case("H71")
def test_formatting_changes_no_meaning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The formatter keeps the tree of hostile code, and no file around it has a say."""
    (tmp_path / "pyproject.toml").write_text(
        "[tool.ruff]\nline-length = 20\nformat = {quote-style = 'single'}\n"
    )
    (tmp_path / "ruff.py").write_text("MARK")
    monkeypatch.chdir(tmp_path)
    atoms = ", ".join(repr(atom) for atom in ATOMS)
    source = f"x = [{atoms}]\n\n\ndef f():\n    {docstring(CANARY, 4)}\n"
    text = format_files({"a.py": File(source)})["a.py"].text
    assert ast.dump(ast.parse(source)) == ast.dump(ast.parse(text))
    assert max(map(len, text.splitlines())) > 20


@pytest.mark.case("M46")
@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
def test_one_way_properties_are_optional_where_both_ways_are_open(
    tmp_path: Path, version: str
) -> None:
    """What is required one way only may be missing the other way, and there alone.

    It makes no difference whether a property says so itself or refers to a schema that does.
    """
    case = ROOT / "tests" / "cases" / "lower_one_way_properties" / "openapi.yaml"
    path = tmp_path / "openapi.yaml"
    path.write_text(case.read_text().replace("3.0.3", version))
    text = module(made(documents_of(path)), "models")
    classes = {part.split("(")[0]: part for part in text.split("class ")[1:]}
    assert "id: str | None = None" in classes["Root"]
    for name in ("number", "mark", "owner"):
        assert re.search(rf"^    {name}: .*None = None$", classes["Root"], re.MULTILINE)
    assert "id: str\n" in classes["Created"]
    assert "secret: str\n" in classes["Login"]


@pytest.mark.case("M47", "H57")
def test_recursion_between_models(tmp_path: Path) -> None:
    """Schemas that refer to each other in any order make modules that stand the proof."""
    for names in (("Aa", "Zz"), ("Zz", "Aa")):
        description = everything()
        schemas = description["components"]["schemas"]
        for one, other in (names, names[::-1]):
            inner = {"type": "array", "items": {"$ref": f"#/components/schemas/{other}"}}
            schemas[one] = {
                "type": "object",
                "properties": {"inner": inner, "own": {"$ref": f"#/components/schemas/{one}"}},
            }
        schemas["Thing"]["properties"]["root"] = {"$ref": "#/components/schemas/Zz"}
        text = module(made(documents(tmp_path, description)), "models")
        assert "class Aa(Model)" in text
        assert "class Zz(Model)" in text
