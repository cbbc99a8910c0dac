"""Descriptions with only the operations that are wanted: which ones, and what goes with others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.document import Document
from generator.load import load
from generator.operation_filter import OperationFilter, calls, unmatched
from generator.overlay.filtering import filtered

SHOP = """\
openapi: 3.1.0
info: {title: Shop, version: "1"}
x-about: {kept: true}
paths:
  /pets:
    parameters: [{$ref: "#/components/parameters/Page"}]
    get:
      operationId: pets/list
      tags: [pets]
      responses:
        "200": {description: All, content: {a/b: {schema: {$ref: "#/components/schemas/Pet"}}}}
    post: {operationId: pets/create, tags: [pets, write], responses: {"201": {description: Made}}}
  /pets/{id}:
    $ref: "#/components/pathItems/One"
  /orders[1]: {get: {tags: [orders], responses: {"200": {$ref: "#/components/responses/Broken"}}}}
  x-more: {get: {operationId: nothing}}
webhooks:
  sold: {post: {responses: {"200": {$ref: "#/components/responses/Broken"}}}}
components:
  parameters: {Page: {name: page, in: query, schema: {type: integer}}}
  pathItems:
    One:
      get:
        operationId: pets/get
        tags: [pets]
        responses: {"200": {$ref: "#/components/responses/Broken"}}
      delete: {operationId: Pets/Delete, responses: {"204": {description: Gone}}}
  responses: {Broken: {description: 5}}
  schemas:
    Pet: {discriminator: {propertyName: kind}, properties: {kind: {type: string}}}
    Cat: {allOf: [{$ref: "#/components/schemas/Pet"}]}
    Lion: {allOf: [{$ref: "#/components/schemas/Cat"}]}
    Unused: {allOf: [{$ref: "#/components/schemas/Other"}, {$ref: "#/nowhere"}]}
    Other: {type: object}
"""
GET = ("get", "/pets")
POST = ("post", "/pets")
ONE = ("get", "/pets/{id}")
DELETE = ("delete", "/pets/{id}")
ORDERS = ("get", "/orders[1]")


@pytest.fixture
def shop(tmp_path: Path) -> Document:
    """A description that `validate` would refuse."""
    path = tmp_path / "shop.yaml"
    path.write_text(SHOP)
    document, _ = load(path)
    assert document is not None
    return document


def names(document: Document) -> set[tuple[str, str]]:
    """Return method and path of each operation."""
    return {(call.method, call.path) for call in calls(document)}


@pytest.mark.parametrize(
    ("include", "exclude", "left"),
    [
        (("tag:pets",), (), {GET, POST, ONE}),
        (("tag:*e*",), (), {GET, POST, ONE, ORDERS}),
        (("pets/*",), (), {GET, POST, ONE}),
        (("[pP]ets/*",), (), {GET, POST, ONE, DELETE}),
        (("/pets",), (), {GET, POST}),
        (("/pets*",), (), {GET, POST, ONE, DELETE}),
        (("GET /pets*",), (), {GET, ONE}),
        (("Delete  /*",), (), {DELETE}),
        (("/orders[[]1]",), (), {ORDERS}),
        (("tag:orders", "pets/get"), (), {ONE, ORDERS}),
        ((), ("tag:pets",), {DELETE, ORDERS}),
        (("tag:pets",), ("post /*",), {GET, ONE}),
        (("pets.list", "pets.d*"), (), {GET, DELETE}),
        (("*",), (), {GET, POST, ONE, DELETE, ORDERS}),
    ],
)
def test_patterns(
    shop: Document, include: tuple[str, ...], exclude: tuple[str, ...], left: set[tuple[str, str]]
) -> None:
    """Tags, paths with and without a method, and ids match; what is excluded goes in any case."""
    assert names(filtered(shop, OperationFilter(include, exclude))) == left


def test_names_are_those_of_the_whole(shop: Document) -> None:
    """What isn't wanted has a say in what methods are called, so that wanting more renames none."""
    kept = filtered(shop, OperationFilter(include=("/pets",)))
    assert kept.at("/paths/~1pets/get/x-method").value == "pets.list"


def test_what_only_others_need_goes(shop: Document) -> None:
    """Components and calls of the server go with the operations, parameters of their path stay."""
    kept: Any = filtered(shop, OperationFilter(include=("/pets",))).plain()
    components: Any = kept["components"]
    assert {section: set(entries) for section, entries in components.items()} == {
        "parameters": {"Page"},
        "schemas": {"Pet", "Cat", "Lion"},
    }
    assert "webhooks" not in kept and kept["x-about"] == {"kept": True}
    assert kept["paths"].keys() == {"/pets", "x-more"}


def test_calls_of_the_server_stay_where_nothing_is_included(shop: Document) -> None:
    """Leaving out operations says nothing about webhooks."""
    assert "webhooks" in filtered(shop, OperationFilter(exclude=("/pets",))).plain()


def test_part_of_a_path_item_elsewhere(shop: Document) -> None:
    """A path item that others may refer to is as it was, and what is kept knows its place."""
    kept = filtered(shop, OperationFilter(include=("Pets/Delete",)))
    assert kept.at("/paths/~1pets~1{id}").members.keys() == {"delete"}
    assert kept.where("/paths/~1pets~1{id}/delete").line == 27


def test_nothing_asked_for_changes_nothing(shop: Document) -> None:
    """Without patterns a description stays the same object."""
    assert filtered(shop, OperationFilter()) is shop


def test_patterns_without_a_match(shop: Document) -> None:
    """Each pattern that matches nothing is told with its option; one without a sign is an id."""
    wanted = OperationFilter(("pets", "tag:pets"), ("/pet", "PUT /pets", "pets/LIST"))
    assert unmatched([*calls(shop)], wanted) == [
        ("--include", "pets"),
        ("--exclude", "/pet"),
        ("--exclude", "PUT /pets"),
        ("--exclude", "pets/LIST"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "paths: 5",
        "paths: {/a: 5}",
        "paths: {/a: {get: 5}}",
        "paths: {/a: {$ref: '#/paths/~1a'}}",
        "paths: {/a: {$ref: '#/nowhere'}}",
        "paths: {/a: {get: {tags: 5, operationId: 7}}}",
        "paths: {/a: {get: {tags: [{}]}}}",
    ],
)
def test_descriptions_at_fault(tmp_path: Path, text: str) -> None:
    """What has the wrong form is left for `validate` to refuse."""
    path = tmp_path / "wrong.yaml"
    path.write_text(f"openapi: 3.1.0\ninfo: {{title: x, version: '1'}}\n{text}\n")
    document, _ = load(path)
    assert document is not None
    assert {call.path for call in calls(document)} <= {"/a"}
    filtered(document, OperationFilter(include=("/a",)))
