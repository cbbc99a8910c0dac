"""Overlays: each action does what the standard says, and what is changed knows where it is from."""

from pathlib import Path
from typing import Any

import pytest

from generator.document import Document, Where
from generator.findings import DescriptionError
from generator.overlay import prune, unused
from tests.support.refusing import load, load_overlay, overlay

BASE = """openapi: 3.1.0
info: {title: Base, version: '1', x-list: [a, b], x-numbers: [0, 1, 2, 3, 4, 5]}
paths: {}
x-things:
  one: {kind: round, size: {min: 1}}
  two: {kind: square, tags: [x]}
"""
HEAD = "overlay: 1.1.0\ninfo:\n  title: Changes\n  version: '1'\nactions:\n"


def base(folder: Path, text: str = BASE) -> Document:
    path = folder / "description.yaml"
    path.write_text(text)
    return load(path)


def changes(folder: Path, actions: str) -> Document:
    path = folder / "overlay.yaml"
    path.write_text(HEAD + actions)
    return load_overlay(path)


def applied(folder: Path, actions: str) -> Any:
    return overlay(base(folder), changes(folder, actions)).plain()


def refusals(folder: Path, actions: str) -> list[str]:
    with pytest.raises(DescriptionError) as caught:
        applied(folder, actions)
    return [finding.message for finding in caught.value.findings]


def test_objects_merge_to_any_depth(tmp_path: Path) -> None:
    """Members with the same name merge, new ones are added, the others stay."""
    action = "  - {target: \"$['x-things'].one\", update: {size: {max: 2}, new: 1}}\n"
    plain = applied(tmp_path, action)
    assert {"kind": "round", "size": {"min": 1, "max": 2}, "new": 1} == plain["x-things"]["one"]


def test_arrays_join_where_objects_merge(tmp_path: Path) -> None:
    """An array that meets an array of the same name grows by its entries."""
    plain = applied(tmp_path, "  - {target: $.info, update: {x-list: [c, d]}}\n")
    assert ["a", "b", "c", "d"] == plain["info"]["x-list"]


def test_an_array_grows_by_one_entry(tmp_path: Path) -> None:
    """An update of an array appends, whatever the entry is but an array."""
    plain = applied(tmp_path, "  - {target: \"$.info['x-list']\", update: {c: 1}}\n")
    assert ["a", "b", {"c": 1}] == plain["info"]["x-list"]


def test_primitives_are_replaced(tmp_path: Path) -> None:
    """A primitive takes the place of a primitive, in an object and in a list."""
    actions = "  - {target: $.info.title, update: New}\n"
    actions += "  - {target: \"$.info['x-list'][1]\", update: z}\n"
    info = applied(tmp_path, actions)["info"]
    assert ("New", ["a", "z"]) == (info["title"], info["x-list"])


def test_several_array_members_go_at_once(tmp_path: Path) -> None:
    """Removing members of a list removes the ones that were meant, not their successors."""
    plain = applied(tmp_path, "  - {target: \"$.info['x-numbers'][0:2,3]\", remove: true}\n")
    assert [2, 4, 5] == plain["info"]["x-numbers"]


def test_all_array_members_go_at_once(tmp_path: Path) -> None:
    """A wildcard empties a list."""
    plain = applied(tmp_path, "  - {target: \"$.info['x-numbers'][*]\", remove: true}\n")
    assert [] == plain["info"]["x-numbers"]


def test_a_node_and_what_is_in_it_go_together(tmp_path: Path) -> None:
    """Matches inside other matches do no harm."""
    plain = applied(tmp_path, "  - {target: \"$['x-things']..*\", remove: true}\n")
    assert {} == plain["x-things"]


def test_every_match_is_updated(tmp_path: Path) -> None:
    """A filter selects, and all that it selects changes; functions of RFC 9535 are there."""
    target = "$['x-things'][?match(@.kind, 's.*') || length(@.size) == 1]"
    plain = applied(tmp_path, f'  - {{target: "{target}", update: {{seen: true}}}}\n')
    assert [True, True] == [thing["seen"] for thing in plain["x-things"].values()]


def test_actions_see_what_the_ones_before_did(tmp_path: Path) -> None:
    """Remove, then create anew: the order of the actions counts."""
    actions = "  - {target: \"$['x-things'].one\", remove: true}\n"
    actions += "  - {target: \"$['x-things']\", update: {one: {kind: new}}}\n"
    actions += "  - {target: \"$['x-things'].one\", update: {size: 3}}\n"
    plain = applied(tmp_path, actions)
    assert {"kind": "new", "size": 3} == plain["x-things"]["one"]


def test_copy_merges_one_node_into_another(tmp_path: Path) -> None:
    """``copy`` is an update with a value from the description."""
    actions = "  - {target: \"$['x-things'].two\", copy: \"$['x-things'].one\"}\n"
    plain = applied(tmp_path, actions)
    assert {"kind": "round", "size": {"min": 1}, "tags": ["x"]} == plain["x-things"]["two"]


def test_a_copy_lives_its_own_life(tmp_path: Path) -> None:
    """Changing the copy leaves the original as it was."""
    actions = "  - {target: \"$['x-things'].two\", copy: \"$['x-things'].one\"}\n"
    actions += "  - {target: \"$['x-things'].two.size\", update: {min: 9}}\n"
    things = applied(tmp_path, actions)["x-things"]
    assert (1, 9) == (things["one"]["size"]["min"], things["two"]["size"]["min"])


def test_places_of_what_an_overlay_brings(tmp_path: Path) -> None:
    """New and changed values point into the overlay, the others into the description."""
    document = base(tmp_path)
    new = changes(tmp_path, "  - target: $.info\n    update:\n      title: New\n")
    result = overlay(document, new)
    assert Where((tmp_path / "overlay.yaml").as_posix(), 8, 14) == result.at("/info/title").where
    assert document.at("/info/version").where == result.at("/info/version").where
    assert {**document.sources, **new.sources} == result.sources


def test_the_description_stays_as_it_is(tmp_path: Path) -> None:
    """An overlay makes a new tree; untouched branches are shared with the old one."""
    document = base(tmp_path)
    before = document.plain()
    result = overlay(document, changes(tmp_path, "  - {target: $.info, update: {title: New}}\n"))
    assert before == document.plain()
    assert document.at("/x-things") is result.at("/x-things")


def test_every_action_without_match_is_reported(tmp_path: Path) -> None:
    """One report names all actions that are at fault."""
    actions = "  - {target: $.a, remove: true}\n  - {target: $.info, update: {b: 1}}\n"
    actions += "  - {target: $.c, remove: true}\n"
    assert ["nothing matches '$.a'", "nothing matches '$.c'"] == refusals(tmp_path, actions)


def test_paths_of_other_dialects_are_refused(tmp_path: Path) -> None:
    """Only RFC 9535 counts, also where the library knows more."""
    (message,) = refusals(tmp_path, "  - {target: '$.info | $.paths', remove: true}\n")
    assert message.startswith("not a JSONPath of RFC 9535")


COMPONENTS = """openapi: 3.1.0
info: {title: Base, version: '1'}
security: [{key: []}]
paths:
  /a:
    get:
      responses: {'200': {$ref: '#/components/responses/Fine'}}
components:
  securitySchemes:
    key: {type: http, scheme: bearer}
    old: {type: http, scheme: basic}
  responses:
    Fine:
      description: Fine.
      content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
  parameters:
    Nobody: {name: a, in: query, schema: {$ref: '#/components/schemas/Chain'}}
  schemas:
    Pet:
      discriminator: {propertyName: type, mapping: {cat: Cat, dog: '#/components/schemas/Dog'}}
    Cat: {type: object, allOf: [{$ref: '#/components/schemas/Pet'}]}
    Dog: {type: object, properties: {next: {$ref: '#/components/schemas/Part/properties/x'}}}
    Part: {type: object, properties: {x: {type: string}}}
    Chain: {$ref: '#/components/schemas/Link'}
    Link: {type: string}
    Loop: {type: object, properties: {loop: {$ref: '#/components/schemas/Loop'}}}
"""


def test_unused_components(tmp_path: Path) -> None:
    """Unused is what nothing outside of the components leads to, by reference, mapping or name."""
    assert {
        "/components/securitySchemes/old",
        "/components/parameters/Nobody",
        "/components/schemas/Chain",
        "/components/schemas/Link",
        "/components/schemas/Loop",
    } == set(unused(base(tmp_path, COMPONENTS)))


def test_pruned_until_nothing_is_unused(tmp_path: Path) -> None:
    """Pruning drops them, and the sections that it empties, and nothing else."""
    document = prune(base(tmp_path, COMPONENTS))
    assert () == unused(document)
    assert {
        "securitySchemes": ["key"],
        "responses": ["Fine"],
        "schemas": ["Pet", "Cat", "Dog", "Part"],
    } == {name: list(one.members) for name, one in document.at("/components").members.items()}
    assert document is prune(document)
