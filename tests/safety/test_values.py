"""Values are what the description says, with their types: constants, patterns, defaults."""

from __future__ import annotations

import ast
import time
from pathlib import Path

import pytest

from generator.findings import DescriptionError
from tests.safety.hostile import ATOMS, CANARY, documents, everything, made, skeletons
from tests.safety.test_text import module, values, with_property


@pytest.mark.case("H13", "H12")
def test_values_of_enumerations(tmp_path: Path) -> None:
    """Values with quotes, backslashes and line ends are exact, and none is another."""
    listed = [*dict.fromkeys(ATOMS), "a\\n", "a\n", "\\d", "'\"", ""]
    found = with_property(tmp_path, {"type": "string", "enum": listed})
    for name in ("models", "params"):
        text = module(found, name)
        literals = [
            [ast.literal_eval(e) for e in node.slice.elts]
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Tuple)
            if ast.unparse(node.value) == "Literal"
        ]
        assert listed in literals, name


@pytest.mark.case("H14", "M48")
@pytest.mark.parametrize("value", ['"', "'\"", "\\", "\n", "True", 1, True, 0, False, -1, 2**70])
def test_constants(tmp_path: Path, value: object) -> None:
    """A constant is what the description says, with its type."""
    found = with_property(tmp_path, {"const": value})
    assert (type(value), value) in [(type(v), v) for v in _evaluated(module(found, "models"))]


def _evaluated(text: str) -> list[object]:
    nodes = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Constant | ast.UnaryOp)]
    return [ast.literal_eval(n) for n in nodes if not isinstance(getattr(n, "op", None), ast.Not)]


@pytest.mark.case("H46")
def test_values_that_python_takes_for_equal(tmp_path: Path) -> None:
    """`1` and `true` aren't one constant, also where they come from two descriptions."""
    parts = []
    for name, value in (("one", 1), ("two", True)):
        description = everything()
        description["info"]["x-provider"] = name
        description["info"]["x-client"] = name.title()
        description["components"]["schemas"]["Thing"]["properties"]["hostile"] = {"const": value}
        parts += documents(tmp_path / name, description)
    found = made(parts)
    for name, value in (("one", 1), ("two", True)):
        text = found[f"thing/{name}/models.py"].text
        assert f"hostile: Literal[{value}]" in text


@pytest.mark.case("H15", "H17", "H18")
def test_defaults_are_told_and_never_run(tmp_path: Path) -> None:
    """A default stands in a docstring; nothing of it is a value or a name."""
    schemas = (
        {"type": "string", "default": CANARY},
        {"type": "object", "additionalProperties": True, "default": {"default_factory": "MARK()"}},
        {"type": "string", "format": "date", "default": '2024-01-01"'},
    )
    for schema, harmless in zip(schemas, ("a", {}, "b"), strict=True):
        expected = skeletons(with_property(tmp_path, {**schema, "default": harmless}))
        assert skeletons(with_property(tmp_path, schema)) == expected


@pytest.mark.case("H20", "H21")
def test_extensions_of_others_mean_nothing(tmp_path: Path) -> None:
    """What other generators read as types, imports or commands leaves no trace."""
    others = {
        key: "os.system('MARK')"
        for key in (
            *("x-python-type", "x-python-import", "customTypePath", "customBasePath", "x-go-name"),
            *("x-go-type-import", "x-enum-varnames", "x-enum-descriptions", "x-install-hint"),
        )
        if key.startswith("x-")
    } | {"x-ms-enum": {"name": "MARK", "values": [{"value": "a", "description": "\nMARK = 1"}]}}
    bare = {"type": "string", "enum": ["a"]}
    found = with_property(tmp_path, {**bare, **others})
    code = {p: f.text for p, f in found.items() if p.endswith((".py", ".md"))}
    expected = {p: f.text for p, f in with_property(tmp_path, bare).items() if p in code}
    assert code == expected


@pytest.mark.case("H36", "H37")
@pytest.mark.parametrize("pattern", ['"""', "a\\\\", "a\n", '"', "'''", "(a+)+$", "\\d", "^\\.$"])
def test_patterns_are_text(tmp_path: Path, pattern: str) -> None:
    """A pattern is an exact constant for an engine of linear time."""
    text = module(with_property(tmp_path, {"type": "string", "pattern": pattern}), "models")
    assert pattern in values(text)
    assert "regex_engine" not in text


@pytest.mark.case("H38")
@pytest.mark.parametrize("pattern", ["(?=a)", "(a)\\1", "a{9999999}", "(", "\\Z"])
def test_patterns_that_the_engine_does_not_know(tmp_path: Path, pattern: str) -> None:
    """No module holds a pattern that would fail when it is imported."""
    text = module(with_property(tmp_path, {"type": "string", "pattern": pattern}), "models")
    assert pattern not in values(text)


@pytest.mark.case("H38")
@pytest.mark.parametrize("pattern", ["[[a]", "[a--b]", "(?<n>a)", "[a&&b]"])
def test_patterns_are_judged_without_a_word_from_python(
    tmp_path: Path, pattern: str, recwarn: pytest.WarningsRecorder
) -> None:
    """What is said of a pattern is a diagnostic, never a warning without a place."""
    module(with_property(tmp_path, {"type": "string", "pattern": pattern}), "models")
    assert not recwarn.list


@pytest.mark.case("H40", "P13")
@pytest.mark.parametrize("name", ["exclusiveMinimum", "exclusiveMaximum"])
def test_switches_of_3_0_without_a_bound(tmp_path: Path, name: str) -> None:
    """An exclusive bound that isn't there bounds nothing."""
    schema = {"type": "object", "properties": {"a": {"type": "number", name: True}}}
    answer = {"description": "It.", "content": {"application/json": {"schema": schema}}}
    description = {
        "openapi": "3.0.3",
        "info": {"title": "A", "version": "1"},
        "paths": {"/a": {"get": {"operationId": "a", "responses": {"200": answer}}}},
        "components": {"schemas": {"Kept": schema}},
    }
    files = made(documents(tmp_path, description))
    assert name not in files["schemas/default.schema.json"].text


@pytest.mark.case("H39")
def test_unknown_formats(tmp_path: Path) -> None:
    """A format that nobody knows changes nothing, whatever it is called."""
    first = with_property(tmp_path, {"type": "string", "format": 'MARK\n"""'})
    second = with_property(tmp_path, {"type": "string"})
    python = [path for path in first if path.endswith(".py")]
    assert [first[path] for path in python] == [second[path] for path in python]


@pytest.mark.case("H37")
def test_no_pattern_is_run_by_an_engine_that_it_can_stop(tmp_path: Path) -> None:
    """Patterns with nested quantifiers are held against examples in linear time."""
    started = time.process_time()
    text = "a" * 5_000 + "!"
    schema = {"type": "string", "pattern": "^(a+)+$", "examples": [text]}
    with_property(tmp_path, schema)
    with pytest.raises(DescriptionError, match="does not fit"):
        with_property(tmp_path, {"type": "string", "pattern": "^(a+)+$", "default": text})
    keys = {"type": "object", "patternProperties": {"^(a+)+$": {}}, "examples": [{text: 1}]}
    assert "(a+)+" not in module(with_property(tmp_path, keys), "models")
    assert time.process_time() - started < 10


@pytest.mark.case("P13")
def test_a_default_of_an_unknown_type(tmp_path: Path) -> None:
    """A default beside a type that doesn't exist is refused like the type."""
    with pytest.raises(DescriptionError):
        with_property(tmp_path, {"type": "snullabletring", "default": "no"})


@pytest.mark.case("P13")
def test_a_default_of_an_unknown_type_in_3_0(tmp_path: Path) -> None:
    """Also where null is a value of no type (found by fuzzing)."""
    description = everything()
    description["openapi"] = "3.0.3"
    thing = {"type": "integr", "default": None}
    description["components"]["schemas"] = {"Thing": thing}
    with pytest.raises(DescriptionError):
        documents(tmp_path, description)
