"""H42, the meta-case: the canary in every place, one by one and all at once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.document import Document, Node
from generator.findings import DescriptionError
from generator.languages import LANGUAGE
from generator.languages.documents import description_files
from generator.languages.python.plan import placement
from tests.safety import hostile, hostile_names
from tests.safety.hostile import (
    CANARY,
    ENDS,
    Path_,
    changed,
    documents,
    everything,
    made,
    skeletons,
    texts,
)
from tests.safety.test_text import module, values
from tests.support.packages import documents_of
from tests.support.refusing import spelled

ROOT = Path(__file__).parents[2]
FOREIGN = sorted((ROOT / "tests" / "foreign").glob("*.*"))
REFUSED = ("files", "news")
"""Foreign descriptions that aren't supported, whatever their text."""


def strings(value: Any, at: Path_ = ()) -> Iterator[Path_]:
    """Yield the place of every string in a description, names of members aside."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for token, member in inner:
        if isinstance(member, str):
            yield (*at, token)
        elif isinstance(member, dict | list):
            yield from strings(member, (*at, token))


def older(description: Any) -> Any:
    """A description of 3.1 in the words of 3.0."""
    if isinstance(description, list):
        return [older(item) for item in description]
    if not isinstance(description, dict):
        return description
    result = {key: older(value) for key, value in description.items()}
    if "openapi" in result:
        result["openapi"] = "3.0.3"
        del result["info"]["summary"], result["info"]["license"]["identifier"]
    if isinstance(result.get("const"), str):
        result["enum"] = [result.pop("const")]
    if isinstance(result.get("examples"), list):
        result["example"] = result.pop("examples")[0]
    if "$ref" in result:
        result = {"$ref": result["$ref"]}
    return result


PLACES = list(texts(everything()))
VALUES = [place for place in strings(everything()) if place not in PLACES]


def rendered(folder: Path, description: Any) -> dict[str, str]:
    """The skeletons of what the templates make, before anything is formatted or proved."""
    found = documents(folder, description)
    api = spelled(found, "thing")
    return skeletons({**LANGUAGE.render(LANGUAGE.plan(api)), **dict(description_files(found))})


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The same for the description as it is."""
    return rendered(tmp_path_factory.mktemp("bare"), everything())


def spelt(place: Path_) -> str:
    """A place as a pointer, to name a test by."""
    return "/".join(map(str, place))


@pytest.mark.case("H42")
@pytest.mark.parametrize("place", PLACES, ids=spelt)
def test_canary_in_each_text(tmp_path: Path, bare: dict[str, str], place: Path_) -> None:
    """The canary, beginning and ending with what is worst there, in one text alone."""
    end = ENDS[PLACES.index(place) % len(ENDS)]
    hurt = changed(everything(), [place], lambda _: f"{end}{CANARY}{end}")
    assert rendered(tmp_path, hurt) == bare


@pytest.mark.case("H42")
@pytest.mark.parametrize("place", VALUES, ids=spelt)
def test_canary_in_each_other_value(tmp_path: Path, place: Path_) -> None:
    """The canary in one string that means something: a proved package, or a located error."""
    try:
        made(documents(tmp_path, changed(everything(), [place], lambda _: CANARY)))
    except DescriptionError as error:
        assert error.findings
        assert all(found.where.line > 0 for found in error.findings)


@pytest.mark.case("H42")
def test_canary_in_all_texts_of_3_0(tmp_path: Path) -> None:
    """The canary in every text at once, in the older form of the same description."""
    description = older(everything())
    hurt = changed(description, texts(description), lambda _: CANARY)
    first, second = (made(documents(tmp_path, each)) for each in (description, hurt))
    assert skeletons(first) == skeletons(second)


@pytest.mark.case("H42")
@pytest.mark.parametrize(
    "path", [p for p in FOREIGN if p.stem not in REFUSED], ids=lambda path: path.stem
)
def test_canary_in_foreign_descriptions(tmp_path: Path, path: Path) -> None:
    """In a description of another manner the canary in all texts changes no skeleton."""
    (found,) = documents_of(path)
    before = found.plain()
    after = changed(before, texts(before), lambda text: text + CANARY)
    first, second = (made(documents(tmp_path / str(n), d)) for n, d in enumerate((before, after)))
    assert skeletons(first) == skeletons(second)


@pytest.mark.slow
@pytest.mark.case("H42")
def test_canary_in_our_own_descriptions(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same in the effective descriptions of all of our providers at once.

    Texts may be so long that models get a module more, but nothing else in them says where.
    """
    monkeypatch.setattr(placement, "TOGETHER", sys.maxsize)
    found = documents_of(ROOT / "spec" / "openapi.yaml")
    hurt = [Document(root=_hurt(document.root, ()), sources=document.sources) for document in found]
    assert skeletons(made(found, "responses_compact")) == skeletons(made(hurt, "responses_compact"))


def _hurt(node: Node, at: Path_) -> Node:
    """Return a node with the canary behind every text for people."""
    if isinstance(node.value, dict) or node.members:
        named = bool(at) and at[-1] in hostile.NAMED
        members = {
            key: (
                Node(f"{inner.value} {CANARY}", inner.where, inner.key)
                if not named and key in hostile.TEXTS and isinstance(inner.value, str)
                else _hurt(inner, () if named else (*at, key))
            )
            for key, inner in node.members.items()
        }
        return Node(members, node.where, node.key)
    if node.items:
        return Node(tuple(_hurt(item, ()) for item in node.items), node.where, node.key)
    return node


@pytest.mark.case("H42", "H22")
def test_canary_in_every_name(tmp_path: Path) -> None:
    """Each hostile name gets a name of its own, and travels as it is."""
    found = values(module(made(documents(tmp_path, hostile_names.names())), "models"))
    for name in dict.fromkeys(hostile_names.NAMES):
        assert name in found
