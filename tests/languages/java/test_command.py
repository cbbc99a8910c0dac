"""Packages in Java by the command: where they are put, what is told, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli import main

PETS = """\
openapi: 3.1.0
info: {title: Pets., version: "1", x-names: {java: Zoo}, x-alias: {java: Menagerie}}
servers: [{url: "https://example.com"}]
paths:
  /pets:
    get:
      operationId: list_pets
      responses:
        "200":
          description: All.
          content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
    post:
      operationId: upload_pet
      requestBody:
        content: {multipart/form-data: {schema: {type: object, properties: {a: {type: string}}}}}
      responses: {"204": {description: Done.}}
  /events:
    get:
      operationId: watch
      responses:
        "200": {description: All., content: {text/event-stream: {schema: {type: string}}}}
  /log:
    get:
      operationId: log
      responses:
        "200": {description: All., content: {text/plain: {schema: {type: string}}}}
  /report:
    get:
      operationId: report
      responses:
        "200":
          description: All.
          content: {text/plain: {schema: {type: string}}, image/png: {}}
  /export:
    get:
      operationId: export
      parameters: [{name: at, in: query, style: deepObject, schema: {type: object}}]
      responses: {"204": {description: Done.}}
components:
  schemas:
    Pet: {type: object, x-names: {java: Animal}, properties: {size: {type: integer}}}
"""


@pytest.fixture
def pets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a description, in which the command runs."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pets.yaml").write_text(PETS)
    return tmp_path


def run(*arguments: str) -> int:
    """The exit code of the command."""
    return main([*arguments])


def test_a_package_is_refused_where_a_module_would_be_hidden_and_nowhere_else(
    pets: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A description that is called like a module of Python's is one of Java's in any case."""
    (pets / "pets.yaml").rename(pets / "platform.yaml")
    into = ("generate", "platform.yaml", "--out", "out", "--language")
    assert run(*into, "python", "--language", "java") == 2
    assert "would hide the module of that name" in capsys.readouterr().err
    assert run(*into, "java") == 0
    assert (pets / "out" / "java" / "platform" / "models" / "Animal.java").is_file()


def test_both_languages_are_written_and_checked(
    pets: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each package has its folder, what is left out is said, and a check sees an edit of either."""
    both = ("generate", "pets.yaml", "--out", "out", "--language", "python", "--language", "java")
    assert run(*both) == 0
    told = capsys.readouterr().err
    assert "1 call returns its bytes whole, and not in pieces" in told
    assert "report_chunks" not in told
    assert "report is left out" not in told
    assert "log is left out" not in told
    assert "upload" not in told
    assert "watch is left out" not in told
    assert "export is left out" not in told
    assert (pets / "out/pets/__init__.py").exists()
    package = pets / "out/java/pets"
    assert (package / "models/Animal.java").exists()
    assert "String log(RequestOptions options);" in (package / "Zoo.java").read_text()
    assert "ReportAnswer report(RequestOptions options);" in (package / "Zoo.java").read_text()
    assert (package / "Menagerie.java").exists()
    assert not list((pets / "out/java").rglob("openapi"))
    assert run(*both, "--check") == 0
    (package / "Zoo.java").write_text("interface Zoo {}\n")
    assert run(*both, "--check") == 1
    assert "Zoo.java" in capsys.readouterr().out


def test_a_package_is_vendored_below_its_folder(pets: Path) -> None:
    """Its parts are folders, its manifest is inside, and a second run finds nothing to do."""
    into = ("vendor", "src", "pets.yaml", "--language", "java", "--java-package", "com.acme.ai")
    assert run(*into) == 0
    package = pets / "src/com/acme/ai"
    assert (package / "MANIFEST.json").exists()
    assert "package com.acme.ai.models;" in (package / "models/Animal.java").read_text()
    assert [path.name for path in (pets / "src").iterdir() if path.suffix] == []
    assert run(*into, "--check") == 0
    (package / "models/Animal.java").unlink()
    assert run(*into, "--check") == 1


def test_the_same_bytes_under_two_names(pets: Path) -> None:
    """Two packages of one description differ in nothing but their name, and stand side by side."""
    for name in ("com.acme.ai", "com.acme.of"):
        into = ("vendor", "src", "pets.yaml", "--language", "java", "--java-package", name)
        assert run(*into) == 0
    one, other = pets / "src/com/acme/ai", pets / "src/com/acme/of"
    for path in sorted(one.rglob("*.java")):
        text = (other / path.relative_to(one)).read_text()
        assert (
            text.replace("com.acme.of", "com.acme.ai") == path.read_text().replace('"of/', '"ai/')
            or '"of/' in text
        )


@pytest.mark.parametrize("name", ["com.class", "Com.acme", "java.util", "com..ai", "a-b"])
def test_names_that_no_package_has(
    pets: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """They are refused by the option that gives them, and nothing is written."""
    assert run("vendor", "src", "pets.yaml", "--language", "java", "--java-package", name) == 2
    assert "--java-package" in capsys.readouterr().err
    assert not (pets / "src").exists()


def test_nothing_can_be_left_out_of_java(pets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--without` names rooms of Python's runtime."""
    assert run("vendor", "src", "pets.yaml", "--language", "java", "--without", "testing") == 2
    assert "--without" in capsys.readouterr().err


def test_operations_that_differ_in_credentials_may_stand_in_any_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What clients may hold is listed in the description's order, whatever resources it visits."""
    monkeypatch.chdir(tmp_path)
    rest = 'responses: {"204": {description: Done.}}'
    operations = (
        ("/pets/toys", "toys.buy", "[{one: []}]"),
        ("/ping", "ping", "[]"),
        ("/pets", "pets.feed", "[{two: []}]"),
        ("/keepers", "keepers.hire", "[{one: [], two: []}]"),
        ("/pets/toys/old", "pets.toys.mend", "[{two: []}, {one: []}]"),
    )
    paths = "".join(
        f"  {path}: {{post: {{operationId: {name}, x-method: {name}, security: {ways}, {rest}}}}}\n"
        for path, name, ways in operations
    )
    (tmp_path / "zoo.yaml").write_text(f"""\
openapi: 3.1.0
info: {{title: Zoo, version: "1"}}
servers: [{{url: "https://example.com"}}]
paths:
{paths}components:
  securitySchemes:
    one: {{type: http, scheme: bearer}}
    two: {{type: apiKey, in: header, name: X-Key}}
""")
    assert 0 == main(["vendor", "src", "zoo.yaml", "--language=java", "--java-package=a.zoo", "-q"])
    (tables,) = tmp_path.glob("src/a/zoo/**/*Tables.java")
    one, two = 'List.of("one")', 'List.of("two")'
    listed = f'List.of({one}),List.of(),List.of({two}),List.of(List.of("one","two"))'
    assert f"{listed},List.of({two},{one}))" in "".join(tables.read_text().split())
