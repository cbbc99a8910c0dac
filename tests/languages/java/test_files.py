"""What is written in Java for small descriptions, letter for letter, and how it looks."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from generator.languages.java.format import format_source
from generator.languages.java.javadoc import javadoc
from generator.languages.java.language import Java
from generator.languages.java.naming import (
    RESERVED_CLASSES,
    client_name,
    constant_name,
    exception_name,
    member_name,
    package_name,
    package_of,
)
from tests.languages.java.conftest import GENERATED, ROOT
from tests.support import golden
from tests.support.packages import api_of

CASES = ROOT / "tests" / "cases"
NAMES = (
    *("lower_union_by_shape", "lower_types_in_a_list", "lower_security_alternatives"),
    *("lower_union_of_json_types", "lower_providers_share", "lower_contents"),
    *("lower_forms", "lower_answers_inline", "foreign_optional_tags"),
    "lower_streams",
)


def generated(description: Path) -> dict[str, str]:
    """What is written for a description, but for the runtime and the pages."""
    java = Java("acme")
    api = api_of(description, "thing")
    plan = java.plan(api)
    files = java.prove(java.formatted(java.render(plan)), api, plan)
    return {p: f.text for p, f in files.items() if not f.copied and p.endswith(".java")}


@pytest.mark.parametrize("name", NAMES)
def test_goldens(name: str) -> None:
    """The types and the tables of a small description are what they were."""
    files = generated(CASES / name / "openapi.yaml")
    kept = {p: t for p, t in files.items() if "/models/" in p or "/internal/" in p}
    text = "".join(f"=== {path}\n{body}" for path, body in sorted(kept.items()))
    golden.check(Path(__file__).parent / "goldens" / f"{name}.txt", text)


def test_names() -> None:
    """Names are those that the page of decisions promises."""
    assert [*map(constant_name, ("gpt-5.4", "1024x1024", "finalAnswer", "*"))][:3] == [
        *("GPT_5_4", "_1024X1024", "FINAL_ANSWER"),
    ]
    assert [*map(member_name, ("created_at", "class", "2nd", "toString", "URLs", "a-b"))] == [
        *("createdAt", "class_", "_2Nd", "toString_", "urls", "aB"),
    ]
    assert [*map(exception_name, ("APIStatusError", "RateLimitError", "Overloaded"))] == [
        *("ApiStatusException", "RateLimitException", "OverloadedException"),
    ]
    assert [*map(client_name, ("OpenAI", "PetClient", "pets"))] == [
        *("OpenAIClient", "PetClient", "PetsClient"),
    ]
    assert package_of("responses_compact") == "responsescompact"
    assert package_name("com.acme.ai")
    assert not any(map(package_name, ("", "com..ai", "com.class", "java.ai", "Com", "com.aux")))


def test_types_of_the_runtime_are_reserved() -> None:
    """No schema becomes a type of a name that generated code means another one by."""
    folders = (ROOT / "templates" / "java" / "compactgen_root" / n for n in ("models", "json"))
    runtime = {path.stem for folder in folders for path in folder.glob("[A-Z]*.java")}
    assert runtime - RESERVED_CLASSES == set()


@pytest.mark.parametrize("text", ["class X {\t}\n", "class \u00e9 {}\n"])
def test_what_no_file_holds_is_refused(text: str) -> None:
    """Tabs, and letters outside of ASCII, never reach a file."""
    with pytest.raises(ValueError, match="ASCII"):
        format_source(text)


def test_a_resource_called_as_what_calls_another(tmp_path: Path) -> None:
    """What carries out the calls of `realtime` isn't called as the resource `realtime.calls`."""
    answers = {"responses": {"204": {"description": "Done."}}}
    paths = {
        f"/{way}": {"get": {"operationId": way, "x-method": way, **answers}}
        for way in ("realtime.list", "realtime.calls.list")
    }
    document = {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": paths}
    (tmp_path / "openapi.json").write_text(json.dumps(document))
    (text,) = (t for p, t in generated(tmp_path / "openapi.json").items() if "AsyncCalls" in p)
    pairs = re.findall(r"private static final class (\w+) implements (\w+)", text)
    assert len(pairs) == 2
    assert {name for name, _ in pairs}.isdisjoint({interface for _, interface in pairs})


def test_blanks_that_break_no_line_are_letters_of_a_comment() -> None:
    """A no-break space in a description is in the comment, alone in a paragraph as well."""
    assert javadoc("a \xa0 b\u2003c\n\n\xa0\n\n`\xa0x`") == (
        "/**\n * a &#160; b&#8195;c\n *\n * <p>&#160;\n *\n * <p>&#160;x\n */"
    )


def test_a_name_as_long_as_a_line_stands_once() -> None:
    """What implements one interface of a very long name implements it once."""
    name = "Answer" * 18
    text = format_source(f"public record Unknown(JsonValue json) implements {name} {{}}\n")
    assert text.split() == f"public record Unknown(JsonValue json) implements {name} {{}}".split()


JAR = "com/google/googlejavaformat/google-java-format/1.28.0/google-java-format-1.28.0-all-deps.jar"
EXPORTS = ("api", "code", "file", "parser", "tree", "util")


def judge() -> Path:
    """The formatter, which `.ci/run` fetches; without it the test is left out."""
    path = Path.home() / ".m2" / "repository" / JAR
    if not path.exists() and os.environ.get("REQUIRE_JDK"):
        pytest.fail(f"there is no {path.name}")
    if not path.exists():
        pytest.skip(f"there is no {path.name}")
    return path


def test_a_formatter_would_change_nothing(
    jdk: str, hostile: Path, contents: Path, many: Path
) -> None:
    """google-java-format is content with all that is generated.

    Long texts in literals are aside, and types whose names have more than 60 letters.
    """
    sources = [
        str(path)
        for root in (GENERATED, hostile, contents, many)
        for path in root.rglob("*.java")
        if not _is_runtime(path) and len(path.stem) <= 60
    ]
    opened = [f"jdk.compiler/com.sun.tools.javac.{name}=ALL-UNNAMED" for name in EXPORTS]
    exports = [word for each in opened for word in ("--add-exports", each)]
    flags = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", *exports, "-jar", str(judge())]
    options = ["--aosp", "--skip-reflowing-long-strings", "--dry-run"]
    done = subprocess.run(["java", *flags, *options, *sources], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def _is_runtime(path: Path) -> bool:
    """Whether a file is the runtime's, which has a test of its own under its own name."""
    root = ROOT / "templates" / "java" / "compactgen_root"
    return any((root / Path(*path.parts[-n:])).exists() for n in (1, 2))
