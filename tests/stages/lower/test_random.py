"""Random descriptions: what they mean is what JSON Schema says, whatever order they are written in.

`DRAWN` is how many seeds are tried; a longer run takes the seeds after those of every day.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from generator.api import Alias, Anything, Api, Model, Nullable, Ref, Type, TypeUnion
from generator.document import Document
from generator.dump import dump
from generator.findings import DescriptionError, errors
from generator.validate import validate
from generator.verify import verify
from tests.support.random_descriptions import NAMES, Drawn
from tests.support.refusing import load, lower

SEEDS = range(int(os.environ.get("DRAWN", "20")))
VERSIONS = ("3.0.3", "3.1.0")


def lowered(folder: Path, text: str) -> Api | str:
    """What a description means, or that it is refused, by which stage."""
    path = folder / "openapi.json"
    path.write_text(text)
    document: Document = load(path)
    if errors(validate(document)):
        return "refused by validate"
    try:
        return verify(lower([document], "drawn"))
    except DescriptionError as error:
        assert all(finding.where.line for finding in error.findings)
        return "refused by lower"


def told(meaning: Api | str) -> str:
    """A meaning as text."""
    return dump(meaning) if isinstance(meaning, Api) else meaning


@pytest.mark.parametrize("version", VERSIONS)
def test_any_description_ends(tmp_path: Path, version: str) -> None:
    """A description is lowered or refused at places, the same in any order of its components."""
    ends = set[str]()
    for seed in SEEDS:
        drawn = Drawn(seed, version=version)
        meaning = told(lowered(tmp_path, drawn.text()))
        assert (seed, meaning) == (seed, told(lowered(tmp_path, drawn.text(drawn.shuffled()))))
        ends.add(meaning if meaning.startswith("refused") else "lowered")
    assert {"lowered", "refused by lower", "refused by validate"} == ends


@pytest.mark.parametrize("version", VERSIONS)
def test_null_is_what_json_schema_says(tmp_path: Path, version: str) -> None:
    """Null is a value of a property exactly where a JSON Schema validator takes it for one."""
    looked_at = 0
    for seed in SEEDS:
        drawn = Drawn(seed, version=version)
        api = lowered(tmp_path, drawn.text())
        body = api.providers[0].operations[0].body if isinstance(api, Api) else None
        known = {known.name.wire: known.type for known in (body and body.properties) or ()}
        for name in NAMES if isinstance(api, Api) and known else ():
            meant = null_of(api, known[name.lower()])
            if meant is not None:
                assert (seed, name, accepts_null(drawn, name)) == (seed, name, meant)
                looked_at += 1
    assert looked_at > len(SEEDS)


def null_of(api: Api, kind: Type) -> bool | None:
    """Whether null is a value of a type; nothing where a property may be anything at all."""
    match kind:
        case Nullable():
            return True
        case Anything():
            return None
        case TypeUnion(members=members):
            return any(null_of(api, member) for member in members)
        case Ref(name=name):
            (declared,) = (d for d in api.declarations if d.name == name)
            if isinstance(declared, Alias):
                inner = null_of(api, declared.type)
                assert not inner, "a property says itself what its type says by another name"
                return inner
            return False
    return False


def accepts_null(drawn: Drawn, name: str) -> bool:
    """Whether a validator takes null for a value of a component."""
    document = {"components": {"schemas": {n: modern(s) for n, s in drawn.schemas.items()}}}
    schema = {**document, "$ref": f"#/components/schemas/{name}"}
    return Draft202012Validator(schema).is_valid(None)


def modern(schema: Any) -> Any:
    """A schema in the words of today, with unions whose members may both be right."""
    if isinstance(schema, list):
        return [modern(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    words = {"oneOf": "anyOf"}
    found = {words.get(key, key): modern(value) for key, value in schema.items()}
    if found.pop("nullable", False) and "type" in found:
        found["type"] = [found["type"], "null"]
    return found


def test_a_model_has_no_null_of_its_own(tmp_path: Path) -> None:
    """Where a component is null or an object, the name stands for both, and the class for one."""
    schema = {"type": ["object", "null"], "properties": {"a": {"type": "string"}}}
    drawn = Drawn(0)
    drawn.schemas = {**dict.fromkeys(NAMES, {"type": "string"}), "S0": schema}
    api = lowered(tmp_path, drawn.text())
    assert isinstance(api, Api)
    by_name = {declared.name: declared for declared in api.declarations}
    assert isinstance(by_name["S0Object"], Model)
    alias = by_name["S0"]
    assert isinstance(alias, Alias) and isinstance(alias.type, Nullable)
    assert json.loads(drawn.text())["components"]["schemas"]["S0"] == schema
