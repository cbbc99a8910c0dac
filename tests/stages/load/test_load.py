"""Reading: what is accepted means one thing, everything has a place, nothing leaves the folder."""

import gzip
import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from generator.document import Document, Where, join, split
from generator.findings import LIMIT, DescriptionError, Finding, render
from generator.load.source import MOST, SIZE, Source
from generator.load.yaml import read_yaml
from generator.standard.objects import standard_objects
from generator.validate import validate
from tests.support.loaded import HEAD, messages, written
from tests.support.refusing import load, load_overlay

ROOT = Path(__file__).parents[3]


CASES = ROOT / "tests" / "cases"


def test_places_of_keys_and_values() -> None:
    """A node knows where it begins and where its key begins."""
    reading = Source("x.yaml", "a:\n  - b: one\n")
    (item,) = read_yaml(reading).members["a"].items
    assert Where("x.yaml", 2, 5) == item.members["b"].key
    assert Where("x.yaml", 2, 8) == item.members["b"].where


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


def test_an_overlay_is_read_alone(tmp_path: Path) -> None:
    """Nothing that an overlay refers to is followed."""
    text = "overlay: 1.1.0\nactions: [{target: $, update: {$ref: nowhere.yaml}}]\n"
    document = load_overlay(written(tmp_path, text, "overlay.yaml"))
    assert 1 == len(document.sources)


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
