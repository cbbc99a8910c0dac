"""What a description may not say: refused at its place, and never a crash."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator import cli
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
from tests.safety.hostile import CANARY, everything

REFUSED: dict[str, Description] = {
    **{
        f"H26 the path {path!r}": with_path(path)
        for path in ("/a\r\nb", "/a{b", "/a}b", "/a/{id", "/a?b", "/a#b", "a", "/a b", "/a\\b")
    },
    **{
        f"H26 H54 the path {path!r}": with_path(path)
        for path in ("/../x", "//host/x", "/%2e%2e/x", "/a/..", "/${MARK}", "/{a/b}")
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
        f"H30 the address {url!r}, which no client could use": with_server(url)
        for url in (
            *("https://host:99999", "https://host:0", "https://host:x/v1", "https://:443/v1"),
            *("https://{host", "https://host}/v1", "https://{a{b}}.host", "https://{region}.host"),
            *("https://bücher.example", "https://[::1", "https://a b"),
        )
    },
    "H30 a port that no client could use": with_server("https://host:{p}", p={"default": "99999"}),
    "H30 no host": with_server("https://{a}/v1", a={"default": ""}),
    "H30 a variable that is nowhere": with_server("https://host", a={"default": "x"}),
    "H30 a variable that is there twice": with_server("https://{a}/{a}", a={"default": "x"}),
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
        for name in (
            *("Host", "content-length", "Transfer-Encoding", "a\r\nb", "a b", ""),
            *(
                "Content-Type",
                "accept",
                "Cookie",
                "Set-Cookie",
                "Proxy-Authorization",
                "User-Agent",
            ),
            *("Connection", "Accept-Encoding", "Content-Encoding", "Upgrade", "Expect", "TE"),
        )
    },
    **{
        f"H32 the header {name!r} of a request id": {
            **everything(),
            "x-client-request-id": {"header": name, "form": "text"},
        }
        for name in ("Host", "content-length", "Cookie", "x-key", "a b")
    },
    "H32 a header of the client that holds the key": with_parameter(
        **{"in": "header", "name": "X-KEY", "x-argument": "other"}
    ),
    "H32 a request id in no header": {**everything(), "x-request-id-headers": ["a b"]},
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
    "H65 a union of thousands": with_schema({"anyOf": [{"const": str(n)} for n in range(5000)]}),
    "H65 arrays in arrays": with_schema({"type": "array", "items": {}}),
    "H64 a text of a million characters": with_schema(
        {"type": "string", "description": "a" * 10**6}
    ),
    "H29 a media type that can't be sent": with_path(
        "/a",
        requestBody={"content": {"application/json; p=\u202e": {"schema": {"type": "string"}}}},
    ),
    "H29 a media type that brings a header": with_path(
        "/a",
        requestBody={"content": {"application/x\r\nX-Key: a": {"schema": {"type": "string"}}}},
    ),
    "H23 a name of a schema": with_schema({"type": "string"}, '"""'),
    "M26 an empty operationId": with_path("/a", operationId=""),
    "M18 M36 a null schema": with_schema(None),
    "M36 words for lists": with_schema({"type": "object", "required": "a", "properties": []}),
}


def _deep(depth: int) -> Any:
    schema: Any = {"type": "string"}
    for _ in range(depth):
        schema = {"type": "array", "items": schema}
    return schema


REFUSED["H65 arrays in arrays"] = with_schema(_deep(250))


@pytest.mark.case("H18", "H19", "H23", "H26", "H28", "H32", "H34", "H40", "H54", "H64", "H65")
@pytest.mark.parametrize("name", REFUSED)
def test_refused(tmp_path: Path, name: str) -> None:
    """REJECT: a located error, and no package."""
    assert refusals(tmp_path, REFUSED[name])


@pytest.mark.case("H32")
@pytest.mark.parametrize(
    "prefix", ["\u202eKey ", "K\u00e9y ", " Key", "Key\t", "Key\n", "\x7f", "Key\r\nX-A: "]
)
def test_a_prefix_that_cannot_be_sent(tmp_path: Path, prefix: str) -> None:
    """What stands in front of a credential is printable ASCII, or refused at its place."""
    description = with_key(name="x-key", **{"x-prefix": prefix})
    assert refusals(tmp_path, description) == ["/components/securitySchemes/key/x-prefix"]


@pytest.mark.case("H32")
def test_a_prefix_that_can_be_sent(tmp_path: Path) -> None:
    """Nothing is said against one that can be."""
    assert refusals(tmp_path, with_key(name="x-key", **{"x-prefix": "Key id=1, "})) == []


def test_a_variable_holds_a_credential_or_something_else(tmp_path: Path) -> None:
    """What is read for a credential is neither an address nor a parameter, which would show it."""
    named = {"x-environment": "THING_KEY"}
    description = with_key(name="x-key", **named)
    operation = description["paths"]["/things/{id}"]["post"]
    query = {"in": "query", "name": "who", "x-argument": "who", "schema": {"type": "string"}}
    operation["parameters"] = [*operation["parameters"], {**query, **named}]
    description["servers"][0].update(named)
    number = len(operation["parameters"]) - 1
    assert sorted(refusals(tmp_path, description)) == [
        f"/paths/~1things~1{{id}}/post/parameters/{number}/x-environment",
        "/servers/0/x-environment",
    ]


@pytest.mark.case("M33")
def test_operations_of_one_name(tmp_path: Path) -> None:
    """Two operations of ours whose methods would have one name are refused, by their places."""
    description = with_path("/a", operationId="foo-bar")
    description["info"]["x-provider"] = "things"
    description["paths"]["/b"] = {"get": {"operationId": "fooBar", "responses": OK}}
    assert refusals(tmp_path, description) == ["/paths/~1b/get"]


@pytest.mark.case("H35")
def test_mapping_with_a_hostile_value(tmp_path: Path) -> None:
    """The value of a tag is a constant; a target that is no schema is refused."""
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


@pytest.mark.case("M49")
def test_a_keyword_that_is_let_go(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What can't be expressed is told at its place, and the description is accepted."""
    path = tmp_path / "things.json"
    path.write_text(json.dumps(with_schema({"not": {"type": "string"}})))
    assert cli.main(["validate", str(path)]) == 0
    said = capsys.readouterr().err
    assert "warning: `not` isn't supported" in said
    assert "at /components/schemas/Hostile/not\n" in said


@pytest.mark.case("H46")
def test_constants_of_several_types(tmp_path: Path) -> None:
    """Constants of several types, some equal to Python, are refused together."""
    description = with_schema({"enum": [1, "1", True, None, "true"]})
    assert ["/components/schemas/Hostile/enum"] == refusals(tmp_path, description)
