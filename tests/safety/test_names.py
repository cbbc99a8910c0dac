"""What a description may say and nobody expects: it gets its own name, and a proved package."""

from __future__ import annotations

import ast
import copy
import re
from pathlib import Path

import pytest

from generator.languages.python import naming
from tests.safety import hostile_names
from tests.safety.altered import (
    OK,
    Description,
    refusals,
    with_key,
    with_parameter,
    with_path,
    with_responses,
    with_schema,
    with_server,
)
from tests.safety.hostile import documents, everything, made

ACCEPTED: dict[str, Description] = {
    **{
        f"H26 the path {path!r}": with_path(path) for path in ("/a'b", '/a"b', "/a`b", "/é", "/a:b")
    },
    **{
        f"H27 the hole {name!r}": with_path(
            f"/q/{{{name}}}",
            parameters=[
                {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
            ],
        )
        for name in ("a-b", "a.b", "0", "a!r", "a:>9", "__class__", "a b")
    },
    **{
        f"H28 the query {name!r}": with_parameter(**{"in": "query", "name": name})
        for name in ("a\r\nb", "a:b", "a b", "é", "", "{x}", '"""')
    },
    "H29 a media type with parameters": with_path(
        "/a", requestBody={"content": {'application/json; p="q"': {"schema": {"type": "string"}}}}
    ),
    "H30 H16 an address with a hole": with_server("https://host/{a}", a={"default": "x/y"}),
    "H31 H30 plain http, which the client refuses unless it is told": with_server("http://host/x"),
    **{
        f"H30 the address {url!r}": with_server(url, **variables)
        for url, variables in (
            ("https://[::1]:8443/v1", {}),
            ("https://host:{p}/v1", {"p": {"default": "8443"}}),
            ("{base}/v1", {"base": {"default": "https://host"}}),
            ("https://{a}.host/v1", {"a": {"default": "<name>", "x-required": True}}),
        )
    },
    "H33 an address to log in at": with_key(
        **{"type": "openIdConnect", "in": None, "openIdConnectUrl": "https://other.example"}
    ),
    "H34 ranges": with_responses(**{"2XX": {"description": "It."}}),
    "H24 H25 names of operations and tags": with_path(
        "/a", operationId='a\nb"/();import os', tags=["../x\n", '"""', "__init__"]
    ),
    "M34 no operationId": with_path("/b/{c}", operationId=None),
    "H27 M32 names of arguments": with_parameter(**{"in": "query", "name": "self"}),
    "H19 H48 a reference in text": with_schema({"type": "string", "description": "$ref: file:///"}),
}
del ACCEPTED["M34 no operationId"]["paths"]["/b/{c}"]
ACCEPTED["M34 no operationId"]["paths"]["/b"] = {"get": {"responses": OK}}


@pytest.mark.case("H16", "H24", "H25", "H26", "H27", "H28", "H29", "H30", "H31", "H33", "H34")
@pytest.mark.parametrize("name", ACCEPTED)
def test_accepted(tmp_path: Path, name: str) -> None:
    """ESCAPE, RENAME: a proved package comes out."""
    assert refusals(tmp_path, ACCEPTED[name]) == []


@pytest.mark.case("H29")
@pytest.mark.parametrize("media", ['application/json; p="q"', "application/merge-patch+json"])
def test_media_types_are_sent_as_they_are_written(tmp_path: Path, media: str) -> None:
    """The table of the operation has the media type, word for word."""
    content = {media: {"schema": {"type": "string"}}}
    nothing = {"204": {"description": "Nothing."}}
    operation = {"operationId": "b", "requestBody": {"content": content}, "responses": nothing}
    found = documents(tmp_path, with_path("/b", **operation))
    tree = ast.parse(made(found)["thing/default/operations.py"].text)
    sent = [k.value for k in ast.walk(tree) if isinstance(k, ast.keyword) and k.arg == "media"]
    assert [ast.literal_eval(value) for value in sent] == [media]


def named(kind: str) -> Description:
    """A description with every hostile name in one kind of place."""
    names = list(dict.fromkeys(hostile_names.NAMES))
    description = everything()
    plain = {"type": "object", "properties": {"x": {"type": "string"}}}
    if kind == "operations":
        alike = {re.sub(r"\W", "", naming.constant_name(n)): n for n in names if n and "." not in n}
        for number, name in enumerate(
            {v.replace("_", "").casefold(): v for v in alike.values()}.values()
        ):
            get = {"operationId": name, "tags": [name], "responses": OK}
            description["paths"][f"/p{number}"] = {"get": get}
    elif kind == "arguments":
        given = [{"name": n, "in": "query", "schema": {"type": "string"}} for n in names]
        description["paths"]["/things/{id}"]["post"]["parameters"] += given
    elif kind == "body":
        schema = {"type": "object", "properties": {name: {"type": "string"} for name in names}}
        body = {"required": True, "content": {"application/json": {"schema": schema}}}
        post = {"operationId": "extra", "requestBody": body, "responses": OK}
        description["paths"]["/extra"] = {"post": post}
    else:
        sound = [
            n for n in names if n and all(c.isascii() and (c.isalnum() or c in "._-") for c in n)
        ]
        used = description["components"]["schemas"]["Thing"]["properties"]
        for number, name in enumerate(sound):
            description["components"]["schemas"].setdefault(name, copy.deepcopy(plain))
            used[f"p{number}"] = {"$ref": f"#/components/schemas/{name}"}
    return description


@pytest.mark.slow
@pytest.mark.case(
    "H22",
    "H66",
    "H67",
    "H68",
    "M20",
    "M21",
    "M22",
    "M23",
    "M24",
    "M25",
    "M27",
    "M28",
    "M29",
    "M30",
    "M31",
    "M32",
    "M33",
)
@pytest.mark.parametrize("kind", ["operations", "arguments", "body", "schemas"])
def test_names(tmp_path: Path, kind: str) -> None:
    """RENAME: names of every wrong kind, all in one scope, get names of their own that hold."""
    assert refusals(tmp_path, named(kind)) == []


@pytest.mark.case("M20", "M21", "M28")
@pytest.mark.parametrize(
    "wires", [("__class__",), ("__x", "y"), ("___",), ("id", "ID", "Id"), ("fooBar", "FooBar")]
)
def test_names_that_class_syntax_cannot_say(tmp_path: Path, wires: tuple[str, ...]) -> None:
    """RENAME: among plain names as well, what is sent has each of them as it travels."""
    schema = {"type": "object", "properties": {wire: {"type": "string"} for wire in wires}}
    whole = {"type": "object", "properties": {"part": {**schema, "title": "Part"}}}
    body = {"content": {"application/json": {"schema": whole}}}
    files = made(documents(tmp_path, with_path("/b", operationId="b", requestBody=body)))
    modules = (ast.parse(f.text) for path, f in files.items() if path.endswith("/params.py"))
    calls = [node for tree in modules for node in ast.walk(tree) if isinstance(node, ast.Call)]
    made_by_call = [call for call in calls if ast.unparse(call.func) == "TypedDict"]
    names = [ast.unparse(key) for call in made_by_call for key in getattr(call.args[1], "keys", ())]
    assert names == [repr(wire) for wire in wires]


@pytest.mark.slow
@pytest.mark.case("H66", "H67", "H25")
def test_files_stay_where_they_belong(tmp_path: Path) -> None:
    """No name of a description becomes the name of a file.

    Where there are many operations, the resources have files, by the words of their paths: their
    methods, the async half of these, their tables, and what the command line calls by.
    """
    usual = made(documents(tmp_path, everything())).keys()
    assert made(documents(tmp_path, named("schemas"))).keys() == usual
    many = named("operations")
    resources = {path.split("/")[1] for path in many["paths"]}
    kinds = ("resource_", "async_resource_", "operations/", "command_")
    more = {f"thing/default/{kind}{name}.py" for name in resources for kind in kinds}
    more |= {"thing/default/operations/__init__.py", "thing/default/async_client.py"}
    assert len(many["paths"]) > 40
    assert made(documents(tmp_path, many)).keys() == (
        usual - {"thing/default/operations.py"} | more
    )


@pytest.mark.case("M21")
def test_same_names_in_another_order(tmp_path: Path) -> None:
    """Names that meet are told apart in the same way on every run."""
    first, second = (made(documents(tmp_path, hostile_names.names())) for _ in range(2))
    assert first == second
