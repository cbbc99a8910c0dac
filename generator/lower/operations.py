"""Operations: what a call takes, how it travels, what it answers with.

Job: read path items into operations. The arguments of a call are the properties of its JSON object
body and its parameters, or one `body`. Media types, parameter styles and answers that the client
can't send or read are problems.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any, Final

from generator.api import (
    Alias,
    Array,
    Availability,
    Body,
    Literal,
    Model,
    Name,
    Nullable,
    Operation,
    Parameter,
    Property,
    Ref,
    Scalar,
    Type,
)
from generator.document import join
from generator.lower.schemas import Schemas
from generator.lower.types import component_of, type_of
from generator.naming import argument_name, attribute_name, class_name, constant_name, distinct, words

Schema = dict[str, Any]
Place = tuple[Any, str]

METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
JSON: Final = "application/json"


class Operations:
    """The operations of one provider's description."""

    def __init__(self, schemas: Schemas, plain: dict[str, Any]) -> None:
        self._schemas = schemas
        self._problems = schemas.problems
        self._plain = plain

    def lowered(self) -> tuple[Operation, ...]:
        """Return the operations in the order of the description."""
        found = tuple(self._operation(*place) for place in self._places())
        seen: dict[tuple[str, ...], str] = {}
        for operation, (*_, pointer) in zip(found, self._places(), strict=True):
            other = seen.setdefault(operation.attributes, pointer)
            if other != pointer:
                name = ".".join(operation.attributes)
                self._problems.add(pointer, f"the method {name} is also that of {other}")
        return found

    def _places(self) -> Iterator[tuple[str, str, Schema, list[Place], str]]:
        for path, item in self._plain.get("paths", {}).items():
            pointer = join("/paths", path)
            item, pointer = self._target(item, pointer)
            shared = _listed(item.get("parameters", []), join(pointer, "parameters"))
            for method in METHODS:
                if method in item:
                    yield path, method, item[method], shared, join(pointer, method)

    def _operation(
        self, path: str, method: str, found: Schema, shared: list[Place], pointer: str
    ) -> Operation:
        identity = str(found.get("operationId") or "_".join(words(f"{method} {path}")).lower())
        attributes = tuple(
            attribute_name(part) for part in str(found.get("x-method", identity)).split(".") if part
        )
        own = _listed(found.get("parameters", []), join(pointer, "parameters"))
        response, response_doc = self._response(found, pointer, identity)
        return Operation(
            id=identity,
            python=constant_name(".".join(attributes)),
            attributes=attributes,
            method=method.upper(),
            path=path,
            doc=found.get("description") or found.get("summary", ""),
            parameters=self._parameters(shared + own, identity),
            body=self._body(found, pointer, identity),
            response=response,
            response_doc=response_doc,
            error=self._error(found, pointer, identity),
            availability=_availability(found.get("x-availability")),
        )

    # --- what is sent ---

    def _parameters(self, places: list[Place], identity: str) -> tuple[Parameter, ...]:
        resolved = [self._target(*place) for place in places]
        own = {(p["in"], p["name"]): (p, where) for p, where in resolved if "x-argument" not in p}
        python = distinct((f"{key}", argument_name(key[1])) for key in own)
        return tuple(
            parameter
            for key, (found, where) in own.items()
            if (parameter := self._parameter(found, where, python[f"{key}"], identity))
        )

    def _parameter(
        self, found: Schema, pointer: str, python: str, identity: str
    ) -> Parameter | None:
        place = found["in"]
        if place == "cookie" or "content" in found:
            self._problems.add(
                pointer, "parameters in cookies or with a media type aren't supported"
            )
            return None
        usual = {"path": ("simple",), "query": ("form",), "header": ("simple",)}[place]
        if found.get("style", usual[0]) not in usual or found.get("explode", True) is not True:
            self._problems.add(pointer, f"a {place} parameter of this style isn't supported")
        owner = class_name(f"{identity} {found['name']}")
        kind = type_of(self._schemas, found.get("schema", {}), join(pointer, "schema"), owner)
        if not self._flat(kind, lists=place == "query"):
            self._problems.add(pointer, f"a {place} parameter of this type isn't supported")
        return Parameter(
            name=Name(wire=found["name"], python=python),
            place=place,
            type=kind,
            required=bool(found.get("required", False)),
            doc=found.get("description", ""),
        )

    def _flat(self, kind: Type, *, lists: bool) -> bool:
        """Return whether a value of the type is one text, or with `lists` a list of texts."""
        match kind:
            case Scalar() | Literal():
                return True
            case Nullable(type=inner):
                return self._flat(inner, lists=lists)
            case Array(items=items) if lists:
                return self._flat(items, lists=False)
            case Ref(name=name):
                declared = self._schemas.declarations.get(name)
                return isinstance(declared, Alias) and self._flat(declared.type, lists=lists)
        return False

    def _body(self, found: Schema, pointer: str, identity: str) -> Body | None:
        if "requestBody" not in found:
            return None
        body, where = self._target(found["requestBody"], join(pointer, "requestBody"))
        media = self._json(body, where)
        if media is None:
            return None
        schema, place = media
        kind = type_of(self._schemas, schema, place, class_name(f"{identity} Body"))
        declared = self._schemas.declarations.get(kind.name) if isinstance(kind, Ref) else None
        properties = declared.properties if isinstance(declared, Model) else None
        required = bool(body.get("required", False))
        return Body(
            type=kind,
            required=required,
            properties=_arguments(properties) if properties and required else None,
            replays=self._replays(kind) if properties else (),
        )

    def _replays(self, kind: Type) -> tuple[tuple[str, Ref], ...]:
        if not isinstance(kind, Ref):
            return ()
        known: Schema = self._schemas.components[kind.name].get("properties", {})
        found = ((name, replayed(schema)) for name, schema in known.items())
        return tuple((name, self._schemas.reference(union)) for name, union in found if union)

    # --- what comes back ---

    def _response(self, found: Schema, pointer: str, identity: str) -> tuple[Type | None, str]:
        responses = found.get("responses", {})
        good = [code for code in responses if code.startswith("2")]
        if not good and "default" in responses:
            good = ["default"]
        answers = []
        for code in good:
            place = join(join(pointer, "responses"), code)
            response, where = self._target(responses[code], place)
            kind = self._answer(response, where, class_name(f"{identity} Response"))
            answers.append((kind, response.get("description", "")))
        kinds = {repr(kind): (kind, doc) for kind, doc in answers}
        if len(kinds) > 1:
            self._problems.add(
                join(pointer, "responses"), "answers of several types aren't supported"
            )
        return answers[0] if answers else (None, "")

    def _answer(self, response: Schema, pointer: str, owner: str) -> Type | None:
        if not response.get("content"):
            return None
        media = self._json(response, pointer)
        return None if media is None else type_of(self._schemas, *media, owner)

    def _error(self, found: Schema, pointer: str, identity: str) -> Type | None:
        responses = found.get("responses", {})
        codes = [code for code in responses if code.startswith(("4", "5"))]
        code = "default" if "default" in responses else next(iter(codes), None)
        if code is None or not any(c.startswith("2") for c in responses):
            return None
        place = join(join(pointer, "responses"), code)
        response, where = self._target(responses[code], place)
        return self._answer(response, where, class_name(f"{identity} Error"))

    def _json(self, holder: Schema, pointer: str) -> Place | None:
        content = holder.get("content", {})
        for name, media in content.items():
            bare = name.split(";")[0].strip().lower()
            if bare == JSON or bare.endswith("+json"):
                where = join(join(join(pointer, "content"), name), "schema")
                return media.get("schema", {}), where
        self._problems.add(join(pointer, "content"), f"only {JSON} is supported")
        return None

    def _target(self, found: Any, pointer: str) -> tuple[Any, str]:
        """Return what a reference stands for and where that is; anything else as it is."""
        while isinstance(found, dict) and "$ref" in found:
            pointer = found["$ref"].removeprefix("#")
            found = self._plain
            for token in pointer.split("/")[1:]:
                found = found[token.replace("~1", "/").replace("~0", "~")]
        return found, pointer


def replayed(schema: Any) -> str | None:
    """Return the response union whose items the schema takes as they are, if it names one."""
    if isinstance(schema, dict):
        if "x-replays" in schema:
            return component_of(schema["x-replays"])
        inner = [schema.get("items"), *schema.get("anyOf", ()), *schema.get("oneOf", ())]
        return next((name for part in inner if (name := replayed(part))), None)
    return None


def _arguments(properties: tuple[Property, ...]) -> tuple[Property, ...]:
    """Return the properties under the names that they have as keyword arguments."""
    python = distinct((p.name.wire, argument_name(p.name.wire)) for p in properties)
    return tuple(
        dataclasses.replace(p, name=Name(wire=p.name.wire, python=python[p.name.wire]))
        for p in properties
    )


def _listed(items: list[Any], pointer: str) -> list[Place]:
    return [(item, join(pointer, str(number))) for number, item in enumerate(items)]


def _availability(found: Any) -> Availability | None:
    if not isinstance(found, dict):
        return None
    return Availability(status=found["status"], note=" ".join(found.get("note", "").split()))
