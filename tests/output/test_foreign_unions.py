"""What the objects of foreign unions are read as, in a package that was generated from them."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pydantic import TypeAdapter

from tests.support.packages import foreign_api, write_meaning
from tests.support.trees import importable

CASES = Path(__file__).parents[1] / "cases"


def package_of(case: str, folder: Path) -> None:
    """Write the proved package of a case, as `generate` does by default."""
    write_meaning(foreign_api(CASES / case / "openapi.yaml", case), case, folder)


def test_a_member_that_may_be_null(tmp_path: Path) -> None:
    """An object or null within a union is a member, and null is a value of the whole."""
    package_of("lower_union_of_nullable_members", tmp_path)
    with importable(tmp_path):
        found = importlib.import_module("lower_union_of_nullable_members.models")
    for value, kind in (
        ({"lives": 9}, "Cat"),
        ({"bark": "loud"}, "Dog"),
        ({"eggs": 3}, "RootObject1"),
        (None, "NoneType"),
    ):
        root = found.Root.from_dict({"must": None, "object": value})
        assert (type(root.object).__name__, root.defects) == (kind, ())
        assert root.to_dict() == {"must": None, "object": value}


def test_tags_that_need_not_be_there(tmp_path: Path) -> None:
    """An object is made with what tells which member of a union it is; read it may lack that."""
    package_of("foreign_optional_tags", tmp_path)
    with importable(tmp_path):
        found = importlib.import_module("foreign_optional_tags.models")
    made = {
        "pet": found.Dog(barks=True),
        "form": found.Square(side=2),
        "part": found.Wheel(size=3),
        "note": found.Note(text="no member of a union"),
    }
    sent = {
        "pet": {"kind": "dog", "barks": True},
        "form": {"form-of": "square", "side": 2},
        "part": {"@type": "Wheel", "size": 3},
        "note": {"text": "no member of a union"},
    }
    assert found.Owner(**made).to_dict() == sent
    bare = {"pet": {"barks": True}, "form": {"side": 2}}
    owner = found.Owner.from_dict(bare)
    assert (owner.pet.kind, owner.form.form_of) == (None, None)
    assert (owner.defects, owner.to_dict()) == ((), bare)
    with pytest.raises(ValueError, match="/part should say what it is"):
        found.Owner.from_dict({"part": {"size": 3}})
    with pytest.raises(ValueError, match="kind should be 'dog'"):
        found.Dog(kind="cat")


def test_names_by_a_pattern(tmp_path: Path) -> None:
    """Where names follow one pattern the object is a map, whose values are of its schema."""
    package_of("foreign_patterns_of_names", tmp_path)
    with importable(tmp_path):
        found = importlib.import_module("foreign_patterns_of_names.models")
    body = {"one": {"x-a": {"y": 1}}, "open": {"b": "c"}, "several": {"y-a": "d"}}
    root = found.Root.from_dict(body)
    assert (root.one["x-a"], root.open["b"], root.several["y-a"]) == (found.Value(y=1), "c", "d")
    assert (root.to_dict(), root.defects) == (body, ())


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, ModuleType]]:
    """The models of the cases, by their names."""
    folder = tmp_path_factory.mktemp("foreign")
    names = ("unions_by_shape", "inheritance", "all_of", "version_3_2")
    cases = [f"foreign_{name}" for name in names]
    for name in cases:
        package_of(name, folder)
    with importable(folder):
        yield {name: importlib.import_module(f"{name}.models") for name in cases}


READ = [
    ("by_required", {"login": "a"}, "User"),
    ("by_required", {"slug": "t", "login": "a"}, "Team"),
    ("by_required", {"other": 1}, "UnknownUnionsByRequired"),
    ("by_number", {"n": 2}, "Two"),
    ("by_number", {"n": 3}, "UnknownUnionsByNumber"),
    ("by_type", {"text": ["a"]}, "Listed"),
    ("by_type", {"text": "a"}, "Spelt"),
    ("by_closedness", {"metre": 1.5}, "Metre"),
    ("by_order", {"at": "noon", "moon": "full"}, "Night"),
    ("by_order", {"at": "noon"}, "Day"),
    ("by_optional_tag", {"type": "network", "name": "n"}, "Card"),
    ("by_optional_tag", {"type": "wallet", "name": "n"}, "Wallet"),
    ("by_optional_tag", {"type": "bill"}, "Bill"),
    ("by_optional_tag", {"number": "1"}, "Card"),
    ("by_optional_tag", {"type": "barter"}, "UnknownUnionsByOptionalTag"),
    ("beside_a_map", {"a": 1}, "UnknownUnionsBesideAMap"),
    ("tag_left_out", {"kind": "dog"}, "Dog"),
    ("tag_left_out", {"lives": 9}, "Cat"),
    ("tag_left_out", {"bark": "loud"}, "Dog"),
    ("tag_left_out", {"kind": "cow"}, "UnknownUnionsTagLeftOut"),
    ("tag_shared", {"kind": "message", "question": "?"}, "Asked"),
    ("tag_shared", {"kind": "message", "answer": "!"}, "Told"),
    ("tag_shared", {"kind": "cat", "lives": 9}, "Cat"),
    ("tag_by_mapping_alone", {"of": "t", "slug": "s"}, "Team"),
    ("tag_by_mapping_alone", {"login": "a"}, "User"),
]


@pytest.mark.parametrize(("name", "value", "kind"), READ, ids=lambda each: str(each)[:30])
def test_members(models: dict[str, ModuleType], name: str, value: Any, kind: str) -> None:
    """What is there says which member an object is, and it goes back as it came."""
    unions = models["foreign_unions_by_shape"].Unions.from_dict({name: value})
    assert type(getattr(unions, name)).__name__ == kind
    assert unions.to_dict() == {name: value}


def test_a_parent_is_any_of_its_children(models: dict[str, ModuleType]) -> None:
    """A schema that others extend is read as the child that its tag means, else kept as it came."""
    flute = models["foreign_inheritance"].Flute
    values = [
        ({"family": "string", "name": "v", "strings": 4}, "Violin"),
        ({"family": "Piccolo", "name": "p"}, "Piccolo"),
        ({"family": "Instrument", "name": "i"}, "InstrumentBase"),
        ({"family": "drum", "name": "d"}, "UnknownInstrument"),
    ]
    for value, kind in values:
        whole = {"family": "wind", "name": "f", "spare": value}
        read = flute.from_dict(whole)
        assert type(read.spare).__name__ == kind
        assert read.to_dict() == whole


def test_what_stands_beside_a_union_holds_for_its_members(models: dict[str, ModuleType]) -> None:
    """A member of a union has the properties that stand beside it, and the tag still tells."""
    shelf = models["foreign_all_of"].Shelf
    read = shelf.from_dict({"envelope": {"id": 3, "kind": "parcel", "grams": 20}})
    assert (read.envelope.id, read.envelope.grams) == (3, 20)
    assert type(read.envelope).__name__ == "EnvelopeParcel"


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ({"kind": "noun", "noun": "sea"}, "Noun"),
        ({"kind": "Other", "word": "swim"}, "Other"),
        ({"kind": "verb", "word": "swim"}, "Other"),
        ({"word": "swim"}, "Other"),
    ],
)
def test_a_member_for_all_other_tags(
    models: dict[str, ModuleType], value: dict[str, Any], kind: str
) -> None:
    """Objects with another tag, or with none, are of the class that `defaultMapping` names."""
    word = TypeAdapter(models["foreign_version_3_2"].Word).validate_python(value)
    assert type(word).__name__ == kind
    assert word.to_dict() == value
