"""Whole descriptions, hostile by construction: names, texts and structure.

Job: a hypothesis strategy. Most of what it makes is valid, so that the later stages are reached;
some of it isn't, in the ways in which descriptions are wrong.
"""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from tests.safety.hostile import ATOMS
from tests.safety.hostile_names import NAMES
from tests.support.references import reference

TEXT = st.lists(st.sampled_from([*ATOMS, "word", "Another one.", " "]), max_size=6).map("".join)
NAME = st.one_of(st.sampled_from(NAMES), TEXT, st.text(max_size=8))
SCHEMA_NAME = st.sampled_from(
    [n for n in NAMES if n and set(n) <= set("abcdefgABCFGdefioprst._-12")] + ["A", "B", "C"]
)
SOUND = ("A", "B", "C")


LEAVES: st.SearchStrategy[Any] = st.one_of(
    st.fixed_dictionaries(
        {"type": st.just("string")},
        optional={
            "description": TEXT,
            "default": TEXT,
            "format": NAME,
            "maxLength": st.integers(0, 99),
            "pattern": st.sampled_from(["^a", '"""', "\\\\", "(?=a)", "(", "a\n", "'"]),
            "title": TEXT,
        },
    ),
    st.fixed_dictionaries(
        {"type": st.sampled_from(["integer", "number"])},
        optional={"minimum": st.integers(), "multipleOf": st.integers(0, 3)},
    ),
    st.lists(NAME, min_size=1, max_size=5, unique=True).map(
        lambda v: {"type": "string", "enum": v}
    ),
    st.one_of(NAME, st.booleans(), st.integers()).map(lambda value: {"const": value}),
    st.sampled_from(SOUND).map(reference),
    st.just({}),
    st.sampled_from([{"type": "null"}, {"type": ["string", "null"]}, {"type": "boolean"}]),
    st.sampled_from([{"not": {}}, {"type": "nothing"}, None, [], {"$ref": "../x.yaml#/a"}]),
)


def _within(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(
        st.fixed_dictionaries({"type": st.just("array"), "items": inner}),
        st.fixed_dictionaries(
            {"type": st.just("object"), "properties": st.dictionaries(NAME, inner, max_size=4)},
            optional={"description": TEXT, "title": TEXT, "required": st.lists(NAME, max_size=2)},
        ),
        st.fixed_dictionaries({"type": st.just("object"), "additionalProperties": inner}),
        st.lists(inner, min_size=1, max_size=3).map(lambda members: {"anyOf": members}),
        st.lists(inner, min_size=1, max_size=2).map(lambda members: {"allOf": members}),
    )


SCHEMAS = st.recursive(LEAVES, _within, max_leaves=8)

PARAMETERS = st.fixed_dictionaries(
    {"name": NAME, "in": st.sampled_from(["query", "query", "header", "cookie"]), "schema": LEAVES},
    optional={"description": TEXT, "required": st.booleans()},
)

OPERATIONS = st.fixed_dictionaries(
    {
        "responses": st.fixed_dictionaries(
            {
                "200": st.fixed_dictionaries(
                    {"description": TEXT},
                    optional={
                        "content": SCHEMAS.map(lambda s: {"application/json": {"schema": s}})
                    },
                )
            }
        )
    },
    optional={
        "operationId": NAME,
        "summary": TEXT,
        "description": TEXT,
        "tags": st.lists(NAME, max_size=2),
        "parameters": st.lists(PARAMETERS, max_size=3),
        "requestBody": SCHEMAS.map(
            lambda s: {"required": True, "content": {"application/json": {"schema": s}}}
        ),
    },
)

DESCRIPTIONS = st.fixed_dictionaries(
    {
        "openapi": st.sampled_from(["3.1.0", "3.1.0", "3.0.3"]),
        "info": st.fixed_dictionaries(
            {"title": TEXT, "version": TEXT}, optional={"description": TEXT, "summary": TEXT}
        ),
        "paths": st.dictionaries(
            st.one_of(st.just("/a"), TEXT.map(lambda t: f"/{t}")),
            st.dictionaries(st.sampled_from(["get", "post"]), OPERATIONS, max_size=2),
            max_size=2,
        ),
        "components": st.fixed_dictionaries(
            {
                "schemas": st.builds(
                    lambda sound, more: {**dict(zip(SOUND, sound, strict=True)), **more},
                    st.tuples(SCHEMAS, SCHEMAS, SCHEMAS),
                    st.dictionaries(SCHEMA_NAME, SCHEMAS, max_size=3),
                )
            }
        ),
    },
    optional={
        "servers": TEXT.map(lambda text: [{"url": f"https://example.com/{text}"}]),
        "tags": st.lists(st.fixed_dictionaries({"name": NAME, "description": TEXT}), max_size=2),
    },
)


def encoded(description: Any) -> bytes:
    """A description as JSON; half of a surrogate pair stays an escape."""
    return json.dumps(description).encode("ascii")
