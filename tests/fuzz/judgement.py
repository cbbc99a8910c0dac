"""What an independent reader finds in an answer: if there is one, its text, what is wrong where.

Job: the oracle of `claims`, made of `json` and `jsonschema` alone. What growth may be is said here
once, as changes of the JSON Schema: an enumeration takes every text; a tagged object of a kind that
no member of its union has is anything, as long as its tag is text without half a surrogate pair; a
place where several JSON types may be is judged by the member of the value's own type.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final

from jsonschema import Draft202012Validator

DEEPEST: Final = 128
DIGITS: Final = 4300
_HALF: Final = re.compile("[\ud800-\udfff]")
Schema = Any


class Number(str):
    """A number, by its text."""


class Pairs(list[tuple[str, Any]]):
    """An object, by its pairs."""


class NoAnswer(Exception):
    """A body that nobody could take for the promised object; it says why."""


class Judge:
    """Judges answers by the schemas of one provider."""

    def __init__(self, schemas: Mapping[str, Schema], root: str) -> None:
        self._schemas, self._root = schemas, root

    def value(self, raw: bytes) -> dict[str, Any]:
        """Return the promised object that a body holds.

        Raises:
            NoAnswer: it holds none.
        """
        try:
            text = raw.decode("utf-8-sig")
            value = json.loads(text, parse_constant=_refused, parse_float=_finite)
        except (ValueError, RecursionError) as error:
            raise NoAnswer(str(error)) from None
        if not isinstance(value, dict):
            raise NoAnswer("no object")
        if _depth(value) > DEEPEST:
            raise NoAnswer("too deep")
        if value and value.keys().isdisjoint(self._schemas[self._root]["properties"]):
            raise NoAnswer("another object")
        return value

    def faults(self, value: Any) -> set[str]:
        """Return the places where a value breaks the schema."""
        return {place for error in self._validator.iter_errors(value) for place in _places(error)}

    @cached_property
    def _validator(self) -> Any:
        schemas: dict[str, Schema] = {}
        waiting = [self._root]
        while waiting:
            name = waiting.pop()
            if name not in schemas:
                schemas[name] = self._open(self._schemas[name])
                waiting += re.findall(r'"#/\$defs/(\w+)"', json.dumps(schemas[name]))
        return Draft202012Validator({"$ref": f"#/$defs/{self._root}", "$defs": schemas})

    def _open(self, schema: Schema) -> Schema:
        """Return the schema with what growth may be."""
        if isinstance(schema, list):
            return [self._open(inner) for inner in schema]
        if not isinstance(schema, dict):
            return schema
        if "oneOf" in schema:
            return self._tagged(schema["oneOf"])
        if "anyOf" in schema:
            return self._by_type(schema["anyOf"])
        if "enum" in schema:
            assert schema["type"] == "string", schema
        return {key: self._open(inner) for key, inner in schema.items() if key != "enum"}

    def _tagged(self, references: list[Schema]) -> Schema:
        tags = [self._tags(self._named(each)["properties"]["type"]) for each in references]
        assert len(set().union(*tags)) == sum(map(len, tags))
        kinds = [
            {"if": {"properties": {"type": {"enum": its}}}, "then": each}
            for its, each in zip(tags, references, strict=True)
        ]
        spoken = {"properties": {"type": {"not": {"pattern": "[\ud800-\udfff]"}}}}
        named = {"required": ["type"], "properties": {"type": {"type": "string"}}}
        inside = {"if": named, "then": {"allOf": [spoken, *kinds]}, "else": False}
        return {"if": {"type": "object"}, "then": inside, "else": False}

    def _tags(self, schema: Schema) -> list[str]:
        tags: list[str] = [schema["const"]] if "const" in schema else schema["enum"]
        return tags

    def _by_type(self, choices: list[Schema]) -> Schema:
        of_kind: dict[str, list[Schema]] = {}
        for choice in choices:
            of_kind.setdefault(self._type(choice), []).append(self._open(choice))
        ways = [
            {"if": {"type": k}, "then": {"anyOf": s} if len(s) > 1 else s[0]}
            for k, s in of_kind.items()
        ]
        return {"if": {"type": list(of_kind)}, "then": {"allOf": ways}, "else": False}

    def _named(self, reference: Schema) -> Schema:
        return self._schemas[reference["$ref"].removeprefix("#/$defs/")]

    def _type(self, schema: Schema) -> str:
        while "$ref" in schema:
            schema = self._named(schema)
        kind: str = "object" if "oneOf" in schema else schema["type"]
        return kind


def _refused(text: str) -> None:
    raise ValueError(text)


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise ValueError("a number is out of range")
    return number


def _depth(value: Any) -> int:
    depth, level = 0, [value]
    while level := [each for each in level if isinstance(each, dict | list)]:
        depth, level = depth + 1, [inner for each in level for inner in _inner(each)]
    return depth


def _inner(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _places(error: Any) -> list[str]:
    """Return the places that an error of jsonschema is about."""
    here = pointer(error.absolute_path)
    if error.validator == "required":
        missing = [name for name in error.validator_value if name not in error.instance]
        return [f"{here}{pointer([name])}" for name in missing]
    return [here]


def pointer(tokens: Any) -> str:
    """Return the JSON pointer with these tokens."""
    return "".join("/" + str(token).replace("~", "~0").replace("/", "~1") for token in tokens)


def repeated(raw: bytes) -> set[str]:
    """Return the places of members that come twice in an object that wasn't itself lost so."""
    found, waiting = set(), [("", json.loads(raw.decode("utf-8-sig"), object_pairs_hook=Pairs))]
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, Pairs):
            names = [name for name, _ in value]
            found |= {place + pointer([name]) for name in names if names.count(name) > 1}
            waiting += [(place + pointer([name]), inner) for name, inner in dict(value).items()]
        elif isinstance(value, list):
            waiting += [(f"{place}/{number}", inner) for number, inner in enumerate(value)]
    return found


def texts(raw: bytes) -> Any:
    """Return the value of a body with each number by its text; `-0` is the one that isn't kept."""
    whole = lambda text: Number("0" if text == "-0" else text)  # noqa: E731
    return json.loads(raw.decode("utf-8-sig"), parse_float=Number, parse_int=whole)


def compact(value: Any) -> str:
    """Return such a value as JSON text without white space; only half a pair makes an escape."""
    return _HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", _compact(value))


def _compact(value: Any) -> str:
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        pairs = (f"{_compact(name)}:{_compact(inner)}" for name, inner in value.items())
        return "{" + ",".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_compact, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
