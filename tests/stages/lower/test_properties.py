"""For any small description, valid by construction: it is generated, and the output is proved.

The drawn schemas use what lowering supports, in combinations that nobody would write. `prove`
compares the emitted models with the Api, so that a description passes only if both agree.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from generator.dump import dump
from generator.verify import verify
from tests.support.packages import documents_of, write
from tests.support.references import reference
from tests.support.refusing import lower

Schema = dict[str, Any]

NAMES = ("Alpha", "beta", "Gamma-Ray", "Model", "list", "alpha_2", "Alpha2", "Field", "D.E", "9x")
WORDS = (
    "type",
    "id",
    "class",
    "model_x",
    "a-b",
    "a_b",
    "list",
    "to_dict",
    "from",
    "é",
    "x" * 70,
    "",
)
TEXT = st.text(max_size=12)
DOCS = st.fixed_dictionaries({}, optional={"description": TEXT, "deprecated": st.booleans()})


def with_docs(schemas: st.SearchStrategy[Schema]) -> st.SearchStrategy[Schema]:
    """Schemas with annotations beside them."""
    return st.builds(lambda schema, docs: {**schema, **docs}, schemas, DOCS)


def texts() -> st.SearchStrategy[Schema]:
    """Strings, with and without limits."""
    limits = {"minLength": st.integers(0, 3), "maxLength": st.integers(4, 9)}
    return st.fixed_dictionaries({"type": st.just("string")}, optional=limits)


def numbers() -> st.SearchStrategy[Schema]:
    """Numbers, whole or not."""
    kinds = st.sampled_from(("integer", "number"))
    limits = {"minimum": st.integers(-3, 0), "exclusiveMaximum": st.integers(1, 9)}
    return st.fixed_dictionaries({"type": kinds}, optional=limits)


def enums() -> st.SearchStrategy[Schema]:
    """Constants of one type."""
    strings = st.lists(TEXT, min_size=1, max_size=4, unique=True)
    integers = st.lists(st.integers(-9, 9), min_size=1, max_size=4, unique=True)
    closed = st.one_of(strings, integers).map(lambda values: {"enum": values})
    opened = strings.map(
        lambda values: {"anyOf": [{"type": "string", "enum": values}, {"type": "string"}]}
    )
    return st.one_of(closed, opened, TEXT.map(lambda value: {"const": value}))


LEAVES = st.one_of(texts(), numbers(), enums(), st.just({"type": "boolean"}), st.just(Schema()))


def objects(inner: st.SearchStrategy[Schema]) -> st.SearchStrategy[Schema]:
    """Objects with known properties, some of them required."""
    known = st.dictionaries(st.sampled_from(WORDS), with_docs(inner), min_size=1, max_size=4)
    return known.flatmap(
        lambda properties: st.builds(
            lambda required: {"type": "object", "properties": properties, "required": required},
            st.lists(st.sampled_from(sorted(properties)), unique=True),
        )
    )


def grown(inner: st.SearchStrategy[Schema]) -> st.SearchStrategy[Schema]:
    """Schemas around others."""
    arrays = st.builds(lambda items: {"type": "array", "items": items}, inner)
    maps = st.builds(lambda values: {"type": "object", "additionalProperties": values}, inner)
    either = st.builds(
        lambda items: {"anyOf": [{"type": "string"}, {"type": "array", "items": items}]}, inner
    )
    nullable = st.sampled_from(
        (
            {"type": ["string", "null"]},
            {"type": ["integer", "boolean"]},
            {"anyOf": [{"type": "array", "items": {}}, {"type": "null"}]},
        )
    )
    return st.one_of(objects(inner), arrays, maps, either, nullable)


SCHEMAS = st.recursive(
    st.one_of(LEAVES, st.sampled_from(NAMES[:4]).map(reference)), grown, max_leaves=6
)


def union(names: Sequence[str]) -> Schema:
    """A union of the objects that `tagged` makes."""
    return {"oneOf": [reference(f"Tagged{number}") for number in range(len(names))]}


def tagged(names: Sequence[str]) -> dict[str, Schema]:
    """Objects that a property tells apart."""
    return {
        f"Tagged{number}": {
            "type": "object",
            "required": ["kind"],
            "properties": {"kind": {"const": name}, "more": reference("Any")},
        }
        for number, name in enumerate(names)
    }


def described(
    known: Mapping[str, Schema], tags: Sequence[str], body: Schema, answer: Schema
) -> Schema:
    """A description of one operation around some schemas."""

    def content(schema: Schema) -> Schema:
        return {"content": {"application/json": {"schema": schema}}}

    schemas = {**known, "Any": union(tags), **tagged(tags)}
    post = {
        "operationId": "send",
        "requestBody": {"required": True, **content(body)},
        "responses": {"200": {"description": "It.", **content(answer)}},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Drawn", "version": "1"},
        "paths": {"/": {"post": post}},
        "components": {"schemas": schemas},
    }


DESCRIPTIONS = st.builds(
    described,
    st.fixed_dictionaries(
        dict.fromkeys(NAMES[:4], with_docs(objects(SCHEMAS))),
        optional=dict.fromkeys(NAMES[4:], with_docs(objects(SCHEMAS))),
    ),
    st.lists(TEXT, min_size=2, max_size=4, unique=True),
    SCHEMAS,
    st.one_of(SCHEMAS, st.just(reference("Any")), st.sampled_from(NAMES[:4]).map(reference)),
)


@pytest.mark.slow
@settings(max_examples=12, database=None)
@given(description=DESCRIPTIONS)
def test_any_description(description: Schema) -> None:
    """A drawn description is lowered twice to the same meaning, rendered, formatted and proved."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "openapi.json"
        path.write_text(json.dumps(description))
        documents = documents_of(path)
        first, second = (dump(verify(lower(documents, "drawn"))) for _ in range(2))
        assert first == second
        write(documents, "drawn", Path(folder))
