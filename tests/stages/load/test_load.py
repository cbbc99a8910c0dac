"""Reading: what is accepted means one thing, everything has a place, nothing leaves the folder."""

import gzip
import json
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from generator.document import Document, Node, Where, join, split
from generator.findings import LIMIT, DescriptionError, Finding, render
from generator.load.json import read_json
from generator.load.source import MOST, SIZE, Source
from generator.load.yaml import read_yaml
from generator.standard.objects import standard_objects
from generator.validate import validate
from tests.support.refusing import load, load_overlay

ROOT = Path(__file__).parents[3]
CASES = ROOT / "tests" / "cases"
HEAD = "openapi: 3.1.0\ninfo:\n  title: A case\n  version: '1'\n"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """H50: reading never opens a connection, not even to ask for a name."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


def written(folder: Path, text: str | bytes, name: str = "description.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def messages(path: Path) -> list[str]:
    with pytest.raises(DescriptionError) as caught:
        load(path)
    return [finding.message for finding in caught.value.findings]


def yaml(text: str) -> Any:
    reading = Source("x.yaml", text)
    return reading.finish(read_yaml(reading)).plain()


# What values mean


@pytest.mark.case("M15")
def test_numbers_of_yaml_1_2() -> None:
    """Integers are decimal, 0o and 0x; what looks like a time or has separators is text."""
    text = "a: [017, 0o17, 0x1F, 1e3, 12:30, 1_000, -3, +3, .5, 1., 0b1, '1']"
    expected = [17, 15, 31, 1000.0, "12:30", "1_000", -3, 3, 0.5, 1.0, "0b1", "1"]
    assert {"a": expected} == yaml(text)


def test_types_by_the_tags_of_the_core_schema() -> None:
    """A tag of YAML 1.2, 10.3 says the type, quoted or not; `!` and `!!timestamp` say text."""
    text = (
        "a: [!!str 1, ! 2, !!int '3', !!int 0x1F, !!float 4, !!bool 'true', !!null '']\n"
        "b: !!map {!!str 200: !!seq [!!timestamp 2024-01-01, !!str 'x']}"
    )
    expected = ["1", "2", 3, 31, 4.0, True, None]
    assert {"a": expected, "b": {"200": ["2024-01-01", "x"]}} == yaml(text)
    assert isinstance(yaml(text)["a"][4], float)


@pytest.mark.parametrize(
    "value", ["!!int x", "!!int 1.5", "!!bool yes", "!!float .inf", "!!null 0", "!!seq {}"]
)
def test_tags_that_are_untrue(value: str) -> None:
    """What isn't of the type that its tag says can't be read."""
    with pytest.raises(DescriptionError):
        yaml(f"a: {value}")


@pytest.mark.case("M13")
def test_only_true_and_false_are_booleans() -> None:
    """The other words of YAML 1.1 are what is written."""
    text = "a: [true, false, yes, no, on, off, NO, True, y]"
    assert {"a": [True, False, "yes", "no", "on", "off", "NO", "True", "y"]} == yaml(text)


@pytest.mark.case("M16")
def test_dates_are_text() -> None:
    """A date stays what is written."""
    assert {"a": "2024-01-01", "b": "2001-12-14t21:59:43Z"} == yaml(
        "a: 2024-01-01\nb: 2001-12-14t21:59:43Z"
    )


def test_nothing_written_is_null() -> None:
    """Null is ``null``, ``~`` or nothing; quoted nothing is empty text."""
    assert {"a": None, "b": None, "c": None, "d": ""} == yaml("a:\nb: ~\nc: null\nd: ''")


@pytest.mark.case("M48")
def test_large_integers_are_exact() -> None:
    """No integer goes through a float."""
    assert {"a": 18446744073709551617, "b": 9007199254740993} == yaml(
        "a: 18446744073709551617\nb: 9007199254740993"
    )


TOO_LARGE = "the number is too large"


@pytest.mark.case("H40")
def test_a_number_of_thousands_of_digits_is_refused(tmp_path: Path) -> None:
    """An integer that no language reads is told, in either format, and the largest number taken."""
    largest = 1.7976931348623157e308
    for count in (401, 5000):  # of which neither format reads more than the other
        for sign, value in (("", largest), ("-", -largest)):
            digits = f"{sign}{'9' * count}"
            text = f'{{"openapi": "3.1.0", "x-a": {digits}}}'
            for source in (Source("x.yaml", f"x-a: {digits}"), Source("x.json", text)):
                read = read_json if source.file.endswith(".json") else read_yaml
                assert read(source).plain()["x-a"] == value
                assert [finding.message for finding in source.findings] == [TOO_LARGE]


FINITE = st.floats(allow_nan=False, allow_infinity=False)
SCALARS = st.none() | st.booleans() | st.integers() | FINITE
PRINTABLE = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff\ufeff")
)
VALUES = st.recursive(
    SCALARS | PRINTABLE,
    lambda inner: st.lists(inner) | st.dictionaries(PRINTABLE, inner),
    max_leaves=20,
)


@pytest.mark.case("H72")
@given(st.dictionaries(st.text(st.characters(exclude_categories=("Cs",))), VALUES), st.booleans())
def test_json_means_what_the_standard_library_says(value: dict[str, Any], escaped: bool) -> None:
    """Our JSON reader gives the value that was written, with and without escapes."""
    reading = Source("x.json", json.dumps(value, ensure_ascii=escaped, indent=1))
    assert value == reading.finish(read_json(reading)).plain()


@pytest.mark.case("H72")
@given(st.dictionaries(PRINTABLE, VALUES))
def test_json_read_as_yaml_means_the_same(value: dict[str, Any]) -> None:
    """A JSON text is a YAML text with the same value."""
    reading = Source("x.yaml", json.dumps(value, ensure_ascii=False))
    assert value == reading.finish(read_yaml(reading)).plain()


@given(st.dictionaries(PRINTABLE, VALUES))
def test_every_string_of_json_is_at_its_place(value: dict[str, Any]) -> None:
    """The place of a node is where its text begins."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    lines = text.split("\n")
    for node in nodes(read_json(Source("x.json", text))):
        if isinstance(node.value, str):
            rest = lines[node.where.line - 1][node.where.column - 1 :]
            assert rest.startswith(json.dumps(node.value, ensure_ascii=False))


def nodes(node: Node) -> Iterator[Node]:
    yield node
    for _, below in node.children():
        yield from nodes(below)


def test_places_of_keys_and_values() -> None:
    """A node knows where it begins and where its key begins."""
    reading = Source("x.yaml", "a:\n  - b: one\n")
    (item,) = read_yaml(reading).members["a"].items
    assert Where("x.yaml", 2, 5) == item.members["b"].key
    assert Where("x.yaml", 2, 8) == item.members["b"].where


# Files


@pytest.mark.case("M03")
def test_byte_order_mark(tmp_path: Path) -> None:
    """A byte order mark changes nothing, places included."""
    text = f"{HEAD}paths: {{}}\n"
    plain, marked = written(tmp_path, text), written(tmp_path, "\ufeff" + text, "b.yaml")
    assert load(plain).plain() == load(marked).plain()
    assert Where(marked.as_posix(), 1, 10) == load(marked).at("/openapi").where


@pytest.mark.case("M04")
def test_utf_16(tmp_path: Path) -> None:
    """UTF-16 is refused by name."""
    path = written(tmp_path, HEAD.encode("utf-16"))
    assert ["the file is UTF-16; a description must be plain text in UTF-8"] == messages(path)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (HEAD.encode("utf-32"), "the file is UTF-32; a description must be plain text in UTF-8"),
        (gzip.compress(HEAD.encode(), mtime=0), "the file is compressed with gzip"),
        (b"PK\x03\x04\x14\0", "the file is an archive of zip"),
        (HEAD.encode("utf-16-le"), "the file looks like UTF-16 or UTF-32; save it as UTF-8"),
        (b"<!DOCTYPE html><title>404</title>", "this is a page of HTML or XML"),
        (b"nothing here", "the document must be a mapping, not a single value"),
        (b"asyncapi: 3.0.0\n", "this describes an AsyncAPI"),
        (b"overlay: 1.0.0\nactions: []\n", "this is an overlay, which --overlay takes"),
        (b'{"info": {}, "item": []}', "this is a collection of Postman"),
        (b"$schema: https://json-schema.org/draft/2020-12/schema\n", "this is a JSON Schema"),
        (b"OpenAPI: 3.0.3\n", "'openapi' is missing ('OpenAPI' is something else)"),
    ],
)
def test_what_is_no_description_is_told(tmp_path: Path, data: bytes, told: str) -> None:
    """A file of another kind is called what it is, and nothing of it is said to be misspelt."""
    (message,) = messages(written(tmp_path, data))
    assert told in message


@pytest.mark.case("M05")
def test_a_byte_that_is_no_utf_8_is_shown(tmp_path: Path) -> None:
    """The line of a byte that isn't UTF-8 is shown, and marked under that byte."""
    path = written(tmp_path, b"openapi: 3.1.0\ninfo: {title: Caf\xe9}\n")
    with pytest.raises(DescriptionError) as caught:
        load(path)
    line, mark = str(caught.value).splitlines()[1:]
    assert "\ufffd" == line[mark.index("^")]


@pytest.mark.parametrize(
    ("text", "place", "told"),
    [
        ("a: @b\n", (1, 4), "'@' can't begin a text; put the text in quotes"),
        ("a: `b`\n", (1, 4), "'`' can't begin a text; put the text in quotes"),
        ("a: *.b\n", (1, 5), "'*' begins an alias, which needs a name; put the text in quotes"),
        ("a: b: c\n", (1, 5), "a colon within a text; put the text in quotes"),
        ("a: b\n  c: d\n", (2, 4), "this line is indented further than the one before, "),
        ("a:\n  b: c\n d: e\n", (3, 2), "this line is indented unlike those of its mapping"),
        ("- a\nb: c\n", (2, 1), "this line is indented unlike those of its list"),
        ("a: 'it's'\n", (1, 8), "text after the end of a value; put the text in quotes"),
        ("a: {b: c}}\n", (1, 10), "'}' closes nothing"),
        ('x: 1\na: "b\n\nc: d\n', (2, 4), "the text in quotes is never closed"),
        ("x: 1\na: {b: c\n", (2, 4), "this '{' is never closed"),
        ("x: 1\na: [b, c\n", (2, 4), "this '[' is never closed"),
        ("a: [b\nc: d\n", (2, 2), "(the list begins at 1:4)"),
        ("a: b\nc\nd: e\n", (2, 1), "expected ':' after this key"),
        ('a: "\\d"\n', (1, 5), "there is no escape \\d; double the backslash"),
        ("a:\n\tb: c\n", (2, 1), "a tab cannot indent"),
        ("a: *b\n", (1, 4), "there is no anchor &b above"),
        ("x: &text 1\na: *texd\n", (2, 4), "there is no anchor &texd above (did you mean 'text'?)"),
        ("a: &b [*b]\n", (1, 8), "the value with the anchor &b would hold itself"),
        ("a: {<<: 3}\n", (1, 9), "a merge key takes a mapping or a list of mappings"),
        ("a: {<<: [{}, 3]}\n", (1, 9), "a merge key takes a mapping or a list of mappings"),
    ],
)
def test_what_is_wrong_with_a_text_is_told_where_it_is_mended(
    text: str, place: tuple[int, int], told: str
) -> None:
    """A mistake in YAML is told at the place that has to be mended, with what to do there."""
    source = Source("x.yaml", text)
    with pytest.raises(DescriptionError) as caught:
        source.finish(read_yaml(source))
    wrong = [finding for finding in caught.value.findings if finding.kind is None]
    assert [(Where("x.yaml", *place), told in wrong[0].message)] == [(wrong[0].where, True)]
    assert len(wrong) == 1


@pytest.mark.case("M06")
def test_line_ends(tmp_path: Path) -> None:
    """CRLF and LF give the same values and the same lines."""
    text = f"{HEAD}paths: {{}}\nx-text: |\n  one\n  two\n"
    left = load(written(tmp_path, text))
    right = load(written(tmp_path, text.replace("\n", "\r\n")))
    assert left.plain() == right.plain()
    assert left.at("/x-text").where == right.at("/x-text").where


@pytest.mark.case("M11")
def test_truncated_anywhere() -> None:
    """A file that is cut off, wherever it is, is read or refused, and nothing else."""
    text = (CASES / "fine-variants" / "description.yaml").read_text()
    for length in range(0, len(text), 11):
        reading = Source("x.yaml", text[:length])
        try:
            root = reading.finish(read_yaml(reading))
        except DescriptionError:
            continue
        validate(Document(root=root, sources={"x.yaml": text}))


@pytest.mark.case("M45", "H72")
def test_yaml_and_json_are_the_same_description(tmp_path: Path) -> None:
    """The same description in JSON has the same tree and the same findings."""
    source = load(CASES / "M50-ten-mistakes" / "description.yaml")
    twin = load(written(tmp_path, json.dumps(source.plain(), indent=2), "description.json"))
    assert source.plain() == twin.plain()
    assert {(one.pointer, one.message) for one in validate(source)} == {
        (one.pointer, one.message) for one in validate(twin)
    }


@pytest.mark.case("M19")
def test_lone_surrogate(tmp_path: Path) -> None:
    """Half a character is refused in both formats."""
    path = written(tmp_path, '{"openapi": "3.1.0", "x-\\ud800": 1}', "d.json")
    assert ["not JSON: a lone surrogate is not text"] == messages(path)
    path = written(tmp_path, '{"openapi": "3.1.0", "a": {"x": "\\uDC00"}}', "d.json")
    with pytest.raises(DescriptionError, match=r"d\.json:1:33: error: .*\n  at /a/x\n"):
        load(path)
    assert "not YAML" in messages(written(tmp_path, f'{HEAD}x-a: "\\ud800"\n'))[0]


@pytest.mark.case("M51", "H55")
@pytest.mark.parametrize("kind", ["missing", "folder", "pipe"])
def test_not_a_file(tmp_path: Path, kind: str) -> None:
    """What is no regular file is refused at once."""
    path = tmp_path / "description.yaml"
    if kind == "folder":
        path.mkdir()
    if kind == "pipe":
        os.mkfifo(path)
    started = time.monotonic()
    expected = {
        "missing": "cannot be read: No such file or directory",
        "folder": "not a regular file, but a folder",
        "pipe": "not a regular file, but a pipe or a device",
    }
    assert [expected[kind]] == messages(path)
    assert time.monotonic() - started < 30


@pytest.mark.case("H55")
def test_endless_device(tmp_path: Path) -> None:
    """A link to a device is not read."""
    (tmp_path / "description.yaml").symlink_to("/dev/zero")
    expected = "not a regular file, but a pipe or a device"
    assert [expected] == messages(tmp_path / "description.yaml")


@pytest.mark.case("H64")
def test_too_large(tmp_path: Path) -> None:
    """A file larger than the limit is refused."""
    path = tmp_path / "description.yaml"
    with path.open("wb") as file:
        file.truncate(SIZE + 1)
    assert [f"the description is larger than {SIZE:,} bytes, {MOST}"] == messages(path)


@pytest.mark.case("H63")
@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
@pytest.mark.parametrize("depth", [200, 3_000, 200_000])
def test_nesting(tmp_path: Path, opening: str, depth: int) -> None:
    """Deep nesting is refused, and neither kills the process nor takes long."""
    prefix = "x: " if opening in "[{a: " else ""
    started = time.monotonic()
    (message,) = messages(written(tmp_path, prefix + opening * depth))
    assert message in ("nested deeper than 100 levels", "a key must be a string")
    assert time.monotonic() - started < 30


@pytest.mark.case("H63")
def test_nesting_below_the_limit_goes_through(tmp_path: Path) -> None:
    """What is read can also be validated, at any depth that is allowed."""
    schema = "{type: array, items: " * 90 + "{}" + "}" * 90
    document = load(written(tmp_path, f"{HEAD}components:\n  schemas:\n    A: {schema}\n"))
    assert ["warning"] == [finding.severity for finding in validate(document)]


@pytest.mark.case("H64")
def test_many_schemas_take_linear_time(tmp_path: Path) -> None:
    """Ten times the schemas take about ten times as long, not a hundred times."""

    def seconds(count: int) -> float:
        lines = [f"    S{i}: {{type: string, enum: [a{i}]}}" for i in range(count)]
        text = f"{HEAD}components:\n  schemas:\n" + "\n".join(lines)
        started = time.process_time()
        validate(load(written(tmp_path, text)))
        return time.process_time() - started

    seconds(10)
    assert seconds(4000) < 30 * max(seconds(400), 0.01)


# Several files


def test_bundled_under_their_names(tmp_path: Path) -> None:
    """Schemas of other files land in the components, and references lead there."""
    written(tmp_path, "One:\n  $ref: '#/Two'\nTwo:\n  type: string\n", "parts/a.yaml")
    tree = "Tree:\n  items: {$ref: '#/Tree'}\n  not: {$ref: 'a.yaml#/One'}\n"
    written(tmp_path, tree, "parts/b.yaml")
    text = f"{HEAD}components:\n  schemas:\n    Root: {{$ref: 'parts/b.yaml#/Tree'}}\n"
    reference = "#/components/schemas/"
    assert {
        "Root": {"$ref": f"{reference}Tree"},
        "Tree": {"items": {"$ref": f"{reference}Tree"}, "not": {"$ref": f"{reference}One"}},
        "One": {"$ref": f"{reference}Two"},
        "Two": {"type": "string"},
    } == load(written(tmp_path, text)).at("/components/schemas").plain()


def test_a_component_that_is_a_file(tmp_path: Path) -> None:
    """What a component only refers to stands in its place, and is that wherever it is meant."""
    pet = "properties:\n  owner: {$ref: 'Owner.yaml'}\n  self: {$ref: '../description.yaml#/%s'}\n"
    written(tmp_path, pet % "components/schemas/Pet", "schemas/Pet.yaml")
    written(tmp_path, "properties:\n  pet: {$ref: 'Pet.yaml'}\n", "schemas/Owner.yaml")
    written(tmp_path, "Pet: {$ref: 'Pet.yaml'}\n", "schemas/index.yaml")
    text = "    Pet: {$ref: 'schemas/index.yaml#/Pet'}\n    Any: {$ref: 'schemas/Pet.yaml'}\n"
    document = load(written(tmp_path, f"{HEAD}components:\n  schemas:\n{text}"))
    pet_itself = {"$ref": "#/components/schemas/Pet"}
    owner = {"$ref": "#/components/schemas/Owner"}
    assert {
        "Pet": {"properties": {"owner": owner, "self": pet_itself}},
        "Any": pet_itself,
        "Owner": {"properties": {"pet": pet_itself}},
    } == document.at("/components/schemas").plain()


def test_two_files_of_one_name(tmp_path: Path) -> None:
    """Where a name is another's, that of the folder stands before it, then a number behind it."""
    places = ["list.yaml", "users/list.yaml", "more/users/list.yaml"]
    for place in places:
        written(tmp_path, f"title: {place}\n", place)
    references = ", ".join(f"{{$ref: '{place}'}}" for place in places)
    text = f"{HEAD}components:\n  schemas:\n    All: {{anyOf: [{references}]}}\n"
    schemas = load(written(tmp_path, text)).at("/components/schemas").plain()
    names = [one["$ref"].rpartition("/")[2] for one in schemas["All"]["anyOf"]]
    assert names == ["list", "users_list", "list2"]
    assert [schemas[name]["title"] for name in names] == places


def test_bundled_nodes_keep_their_places(tmp_path: Path) -> None:
    """What comes from another file is reported in that file, by a path that an editor opens."""
    written(tmp_path, "One:\n  type: string\n", "parts/a.yaml")
    text = f"{HEAD}components:\n  schemas:\n    Root: {{$ref: 'parts/a.yaml#/One'}}\n"
    document = load(written(tmp_path, text))
    part = (tmp_path / "parts" / "a.yaml").as_posix()
    assert Where(part, 2, 9) == document.at("/components/schemas/One/type").where
    assert {part, (tmp_path / "description.yaml").as_posix()} == set(document.sources)


def test_bundled_by_position(tmp_path: Path) -> None:
    """The place of a reference decides the section that its target moves to."""
    written(tmp_path, "Gone: {description: Gone.}\n", "responses.yaml")
    written(tmp_path, "Page: {name: page, in: query, schema: {type: integer}}\n", "parameters.yaml")
    text = f"""{HEAD}paths:
  /things:
    get:
      operationId: listThings
      parameters: [{{$ref: 'parameters.yaml#/Page'}}]
      responses: {{'410': {{$ref: 'responses.yaml#/Gone'}}}}
"""
    components = load(written(tmp_path, text)).at("/components")
    assert {"parameters": ["Page"], "responses": ["Gone"]} == {
        section: list(entries.members) for section, entries in components.members.items()
    }


def test_whole_file_and_path_item(tmp_path: Path) -> None:
    """A whole file takes its stem as a name; a path item comes in place of its reference."""
    written(tmp_path, "type: object\n", "schemas/Thing.yaml")
    item = "get:\n  responses:\n    '200':\n      description: Fine.\n      content:\n"
    item += "        application/json:\n          schema: {$ref: '../schemas/Thing.yaml'}\n"
    written(tmp_path, item, "paths/things.yaml")
    text = f"{HEAD}paths:\n  /things: {{$ref: paths/things.yaml}}\n"
    document = load(written(tmp_path, text))
    assert {"Thing": {"type": "object"}} == document.at("/components/schemas").plain()
    schema = "/paths/~1things/get/responses/200/content/application~1json/schema"
    assert {"$ref": "#/components/schemas/Thing"} == document.at(schema).plain()


def test_mapping_values_may_be_references(tmp_path: Path) -> None:
    """A reference in a discriminator's mapping is bundled like any other; a name stays a name."""
    written(tmp_path, "Cat: {type: object}\n", "pets.yaml")
    text = f"""{HEAD}components:
  schemas:
    Pet:
      discriminator:
        propertyName: type
        mapping: {{cat: 'pets.yaml#/Cat', dog: Dog}}
"""
    mapping = load(written(tmp_path, text)).at("/components/schemas/Pet/discriminator/mapping")
    assert {"cat": "#/components/schemas/Cat", "dog": "Dog"} == mapping.plain()


def test_references_in_data_are_data(tmp_path: Path) -> None:
    """An example that happens to hold ``$ref`` is left alone, and so is a property of that name."""
    text = f"""{HEAD}components:
  schemas:
    Thing:
      properties: {{$ref: {{type: string}}}}
      example: {{$ref: 'https://example.com/nothing.yaml'}}
"""
    document = load(written(tmp_path, text))
    assert () == tuple(one for one in validate(document) if "reference" in one.message)
    properties = document.at("/components/schemas/Thing/properties")
    assert {"$ref": {"type": "string"}} == properties.plain()


@pytest.mark.case("H49")
def test_link_out_of_the_folder(tmp_path: Path) -> None:
    """A symbolic link inside the folder does not lead out of it."""
    written(tmp_path, "Secret: {type: string}\n", "outside.yaml")
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "link.yaml").symlink_to(tmp_path / "outside.yaml")
    text = f"{HEAD}components:\n  schemas:\n    A: {{$ref: 'link.yaml#/Secret'}}\n"
    path = written(tmp_path / "inside", text)
    assert ["'link.yaml' leads out of the folder of the root document"] == messages(path)


@pytest.mark.case("H49")
def test_folder_reached_by_a_link(tmp_path: Path) -> None:
    """The folder itself may be a link; what counts is where its files really are."""
    written(tmp_path, "Part: {type: string}\n", "real/parts.yaml")
    components = "components:\n  schemas:\n    A: {$ref: 'parts.yaml#/Part'}\n"
    written(tmp_path, HEAD + components, "real/d.yaml")
    (tmp_path / "linked").symlink_to(tmp_path / "real")
    document = load(tmp_path / "linked" / "d.yaml")
    assert ["A", "Part"] == list(document.at("/components/schemas").members)


@pytest.mark.case("H55")
def test_referenced_pipe(tmp_path: Path) -> None:
    """A pipe behind a reference is refused at the reference, without waiting for it."""
    os.mkfifo(tmp_path / "pipe.yaml")
    text = f"{HEAD}components:\n  schemas:\n    A: {{$ref: 'pipe.yaml#/A'}}\n"
    started = time.monotonic()
    expected = "the file 'pipe.yaml': not a regular file, but a pipe or a device"
    assert [expected] == messages(written(tmp_path, text))
    assert time.monotonic() - started < 30


@pytest.mark.case("H57")
def test_long_chain_of_aliases(tmp_path: Path) -> None:
    """Thousands of aliases in a row are refused at their place, without recursion."""
    lines = [f"    A{i}: {{$ref: '#/components/schemas/A{i + 1}'}}" for i in range(3000)]
    text = f"{HEAD}components:\n  schemas:\n" + "\n".join([*lines, "    A3000: {type: string}\n"])
    document = load(written(tmp_path, text))
    refusals = [finding for finding in validate(document) if finding.severity == "error"]
    assert refusals and all(finding.where.line > 1 for finding in refusals)


def test_an_overlay_is_read_alone(tmp_path: Path) -> None:
    """Nothing that an overlay refers to is followed."""
    text = "overlay: 1.1.0\nactions: [{target: $, update: {$ref: nowhere.yaml}}]\n"
    document = load_overlay(written(tmp_path, text, "overlay.yaml"))
    assert 1 == len(document.sources)


# The nouns


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)))))
def test_pointers_come_apart_as_they_were_put_together(tokens: list[str]) -> None:
    """``split`` undoes ``join``, whatever the tokens hold (RFC 6901)."""
    pointer = ""
    for token in tokens:
        pointer = join(pointer, token)
    assert tuple(tokens) == split(pointer)


def test_where_of_what_is_not_there() -> None:
    """The place of a missing thing is the place of what should hold it."""
    document = load(CASES / "fine-simple" / "description.yaml")
    assert document.at("/info").where == document.where("/info/contact/name")
    with pytest.raises(KeyError):
        document.at("/info/contact")


def test_provider() -> None:
    """A description says whose it is; one that does not is nobody's in particular."""
    assert "acme" == load(CASES / "fine-discriminator" / "description.yaml").provider
    assert "default" == load(CASES / "fine-simple" / "description.yaml").provider


def test_walk_finds_schemas_and_nothing_else() -> None:
    """Schemas are found below paths and components, each under its pointer."""
    document = load(CASES / "fine-simple" / "description.yaml")
    found = [
        place.pointer for place in standard_objects(document.root) if place.object_type == "schema"
    ]
    assert [
        "/paths/~1things/get/responses/200/content/application~1json/schema",
        "/components/schemas/Thing",
        "/components/schemas/Thing/properties/name",
    ] == found


# Diagnostics


@pytest.mark.case("M50")
def test_the_report_is_bounded() -> None:
    """A hundred findings are shown, errors before warnings, the rest is counted."""
    warning = [Finding(Where("a", line, 1), "", "weak", "warning") for line in range(1, 31)]
    error = [Finding(Where("a", line, 1), "", "grave") for line in range(100, 190)]
    text = render([*warning, *error], {})
    assert LIMIT == text.count(": error: ") + text.count(": warning: ")
    assert 90 == text.count(": error: ")
    assert text.endswith("... and 20 more\n")


def test_frames_hold_no_control_characters() -> None:
    """What a terminal would act on is shown escaped, in messages and in source lines."""
    finding = Finding(Where("a", 1, 4), "/x\x1b", "bad \x1b[31m \u202e text")
    text = render([finding], {"a": "x: \x1b[2J\u202e"})
    assert "\x1b" not in text and "\u202e" not in text
    assert "\\x1b" in text and "\\u202e" in text


def test_frames_of_long_lines_are_cut_around_the_place() -> None:
    """A line of a megabyte shows the neighbourhood of the place."""
    text = render([Finding(Where("a", 1, 500_001), "", "here")], {"a": "x" * 500_000 + " y" * 9})
    assert len(text) < 500
