"""Descriptions of several files: what becomes a component, by which name, and what is refused."""

import os
import time
from pathlib import Path

import pytest

from generator.document import Where
from generator.validate import validate
from tests.support.loaded import HEAD, messages, written
from tests.support.refusing import load


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
