"""What a description may not say: refused at its place, or given another name, and never a crash."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any

import hostile_names
import pytest
from hostile import CANARY, documents, everything, made

from generator import naming
from generator.diagnostics import DescriptionError, errors

Description = dict[str, Any]
OK = {"200": {"description": "It."}}


def refusals(folder: Path, description: Description) -> list[str]:
    """The pointers of all errors; empty when a package comes out."""
    try:
        made(documents(folder, description))
    except DescriptionError as error:
        found = errors(error.diagnostics)
        assert found, "refused without an error"
        assert all(d.where.line > 0 for d in found)
        return [d.pointer for d in found]
    return []


def with_path(path: str, **operation: Any) -> Description:
    """A description with one more path."""
    description = everything()
    description["paths"][path] = {"get": {"operationId": "extra", "responses": OK, **operation}}
    return description


def with_parameter(**parameter: Any) -> Description:
    """A description with one more parameter."""
    description = everything()
    given = {"schema": {"type": "string"}, **parameter}
    description["paths"]["/things/{id}"]["post"]["parameters"].append(given)
    return description


def with_server(url: str, **variables: Any) -> Description:
    """A description at another address."""
    description = everything()
    description["servers"] = [{"url": url, **({"variables": variables} if variables else {})}]
    return description


def with_schema(schema: Any, name: str = "Hostile") -> Description:
    """A description with one more schema, which is used."""
    description = everything()
    description["components"]["schemas"][name] = schema
    used = {"$ref": f"#/components/schemas/{name}"}
    description["components"]["schemas"]["Thing"]["properties"]["hostile"] = used
    return description


def with_key(**scheme: Any) -> Description:
    """A description with another security scheme."""
    description = everything()
    description["components"]["securitySchemes"]["key"] = {
        "type": "apiKey",
        "in": "header",
        **scheme,
    }
    scheme = description["components"]["securitySchemes"]["key"]
    description["components"]["securitySchemes"]["key"] = {
        k: v for k, v in scheme.items() if v is not None
    }
    return description


def with_responses(**responses: Any) -> Description:
    """A description with other responses."""
    description = everything()
    description["paths"]["/things/{id}"]["get"]["responses"] = responses
    return description


REFUSED: dict[str, Description] = {
    **{
        f"H26 the path {path!r}": with_path(path)
        for path in ("/a\r\nb", "/a{b", "/a}b", "/a/{id", "/a?b", "/a#b", "a", "/a b", "/a\\b")
    },
    **{
        f"H26 H54 the path {path!r}": with_path(path)
        for path in ("/../x", "//host/x", "/%2e%2e/x", "/a/..", "/${MARK}")
    },
    **{
        f"H28 the {place} {name!r}": with_parameter(**{"in": place, "name": name})
        for place in ("header", "cookie")
        for name in ("a\r\nb", "a:b", "a b", "é", "")
    },
    **{
        f"H30 the address {url!r}": with_server(url)
        for url in ("https://a\nb", "https://a\\b", 'https://a"b', "https://", "https://a\0b")
    },
    **{
        f"H30 the value {value!r}": with_server(
            "https://{region}.example.com/v1", region={"default": value}
        )
        for value in ("a/b", "a@b", "a:b", "a\rb", "a?b", "a#b", "a\\b")
    },
    **{
        f"H31 the address {url!r}": with_server(url)
        for url in (
            *("file:///etc", "javascript:x", "data:x", "//host", "https://u:p@host", "ftp://x"),
            *("https://host/?a=b", "https://host/#a"),
        )
    },
    **{
        f"H32 the key header {name!r}": with_key(name=name)
        for name in ("Host", "content-length", "Transfer-Encoding", "a\r\nb", "a b", "")
    },
    **{
        f"H34 the status {status!r}": with_responses(**{status: {"description": "It."}})
        for status in ("200\n", "999", "-1", "٢٠٠", "20", "2xx")
    },
    "H19 a default of another type": with_schema({"type": "string", "default": {"a": 1}}),
    "H19 H18 a list as a default": with_schema(
        {"type": "string", "format": "byte", "default": [1]}
    ),
    "H40 nothing is a multiple of 0": with_schema({"type": "integer", "multipleOf": 0}),
    "H40 a negative length": with_schema({"type": "string", "minLength": -1}),
    "H46 constants of several types": with_schema({"enum": [1, "1", True, None, "true"]}),
    "H65 a union of thousands": with_schema({"anyOf": [{"const": str(n)} for n in range(5000)]}),
    "H65 arrays in arrays": with_schema({"type": "array", "items": {}}),
    "H64 a text of a million characters": with_schema(
        {"type": "string", "description": "a" * 10**6}
    ),
    "H29 a media type of something else": with_path(
        "/a",
        requestBody={"content": {'application/x; p="q"': {"schema": {"type": "string"}}}},
    ),
    "H23 a name of a schema": with_schema({"type": "string"}, '"""'),
    "M26 an empty operationId": with_path("/a", operationId=""),
    "M18 M36 a null schema": with_schema(None),
    "M36 words for lists": with_schema({"type": "object", "required": "a", "properties": []}),
    "M49 a keyword that decides what is sent": with_schema({"not": {"type": "string"}}),
}


def _deep(depth: int) -> Any:
    schema: Any = {"type": "string"}
    for _ in range(depth):
        schema = {"type": "array", "items": schema}
    return schema


REFUSED["H65 arrays in arrays"] = with_schema(_deep(250))


@pytest.mark.parametrize("name", REFUSED)
def test_H18_H19_H23_H26_H28_H32_H34_H40_H46_H54_H64_H65_refused(tmp_path: Path, name: str) -> None:
    """REJECT: a located error, and no package."""
    assert refusals(tmp_path, REFUSED[name])


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


@pytest.mark.parametrize("name", ACCEPTED)
def test_H16_H24_H25_H26_H27_H28_H29_H30_H31_H33_H34_accepted(tmp_path: Path, name: str) -> None:
    """ESCAPE, RENAME: a proved package comes out."""
    assert refusals(tmp_path, ACCEPTED[name]) == []


def named(kind: str) -> Description:
    """A description with every hostile name in one kind of place."""
    names = [name for name in dict.fromkeys(hostile_names.NAMES)]
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


@pytest.mark.parametrize("kind", ["operations", "arguments", "body", "schemas"])
def test_H22_H66_H67_H68_M20_M21_M22_M23_M24_M25_M27_M28_M29_M30_M31_M32_M33_names(
    tmp_path: Path, kind: str
) -> None:
    """RENAME: names of every wrong kind, all in one scope, get names of their own that hold."""
    assert refusals(tmp_path, named(kind)) == []


def test_M33_operations_of_one_name(tmp_path: Path) -> None:
    """M33: two operations whose methods would have one name are refused, both by their places."""
    description = with_path("/a", operationId="foo-bar")
    description["paths"]["/b"] = {"get": {"operationId": "fooBar", "responses": OK}}
    assert refusals(tmp_path, description) == ["/paths/~1b/get"]


def test_H66_H67_files_stay_where_they_belong(tmp_path: Path) -> None:
    """H25, H66, H67: no name of a description becomes the name of a file."""
    usual = made(documents(tmp_path, everything())).keys()
    for kind in ("operations", "schemas"):
        assert made(documents(tmp_path, named(kind))).keys() == usual


def test_M21_same_names_in_another_order(tmp_path: Path) -> None:
    """M21: names that meet are told apart in the same way on every run."""
    first, second = (made(documents(tmp_path, hostile_names.names())) for _ in range(2))
    assert first == second


def test_H35_mapping_with_a_hostile_value(tmp_path: Path) -> None:
    """H35: the value of a tag is a constant; a target that is no schema is refused."""
    description = everything()
    pet = description["components"]["schemas"]
    pet["Cat"]["properties"]["kind"] = {"const": CANARY}
    pet["Pet"]["discriminator"]["mapping"] = {
        CANARY: "#/components/schemas/Cat",
        "dog": "#/components/schemas/Dog",
    }
    assert refusals(tmp_path, description) == []
    for target in ("https://example.com/x", "../x.yaml#/A", "Nobody", '"""'):
        pet["Pet"]["discriminator"]["mapping"]["dog"] = target
        assert refusals(tmp_path, description)
