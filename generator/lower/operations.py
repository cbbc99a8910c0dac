"""Operations: what a call takes, how it travels, what it answers with.

Job: read operations. The arguments of a call are its parameters and the properties of its JSON
object body, or one `body`. Media types and answers that the client can't send or read are
problems.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from typing import Any, Final

from generator.api import (
    Availability,
    Body,
    Model,
    Name,
    Operation,
    Parameter,
    Property,
    Ref,
    Type,
)
from generator.document import join, split
from generator.lower.parameters import parameters_of
from generator.lower.paths import Found, Paths, Place
from generator.lower.schemas import Schemas
from generator.lower.targets import target_of
from generator.lower.types import type_of
from generator.naming import (
    RESERVED_CONSTANTS,
    argument_name,
    attribute_name,
    class_name,
    constant_name,
    distinct,
    words,
)

Schema = dict[str, Any]

JSON: Final = "application/json"

_SENT: Final = re.compile(r"[!-~](?:[ -~]*[!-~])?")
"""What can be the value of a header, as far as media types go."""


class Operations:
    """The operations of one provider's description."""

    def __init__(self, schemas: Schemas, paths: Paths) -> None:
        self._schemas = schemas
        self._problems = schemas.problems
        self._paths = paths

    def lowered(self) -> tuple[Operation, ...]:
        """Return the operations in the order of the description."""
        self._paths.check(self._problems)
        places = list(self._paths.operations())
        found = [self._operation(place) for place in places]
        self._check_names(list(zip(found, places, strict=True)))
        names = ((".".join(o.attributes), o.python) for o in found)
        python = distinct(names, RESERVED_CONSTANTS)
        return tuple(dataclasses.replace(o, python=python[".".join(o.attributes)]) for o in found)

    def _check_names(self, operations: list[tuple[Operation, Found]]) -> None:
        """A name is one method or holds methods; it can't be both, nor two of them."""
        methods = {operation.attributes: place for operation, place in reversed(operations)}
        for operation, place in operations:
            name = operation.attributes
            outer = (methods.get(name[:length]) for length in range(1, len(name)))
            for other in (methods[name], *outer):
                if other is not None and other is not place:
                    taken = ".".join(name)
                    message = f"the method {taken} is in the way of that of {other.pointer}"
                    self._problems.add(place.pointer, f"{message}; give one an `x-method`")

    def _operation(self, place: Found) -> Operation:
        found, pointer = place.operation, place.pointer
        derived = "_".join(words(f"{place.method} {place.path}")).lower()
        identity = str(found.get("operationId") or derived)
        parts = [part for part in str(found.get("x-method", identity)).split(".") if part]
        attributes = tuple(attribute_name(part) for part in parts or [derived])
        parameters = parameters_of(self._schemas, place.parameters, identity)
        response, response_doc = self._response(found, pointer, identity)
        return Operation(
            id=identity,
            python=constant_name(".".join(attributes)),
            attributes=attributes,
            method=place.method.upper(),
            path=place.path,
            doc=found.get("description") or found.get("summary", ""),
            parameters=parameters,
            body=self._body(found, pointer, identity, parameters),
            response=response,
            response_doc=response_doc,
            error=self._error(found, pointer, identity),
            availability=_availability(found.get("x-availability")),
        )

    # --- what is sent ---

    def _body(
        self, found: Schema, pointer: str, identity: str, parameters: tuple[Parameter, ...]
    ) -> Body | None:
        if "requestBody" not in found:
            return None
        body, where = self._paths.target(found["requestBody"], join(pointer, "requestBody"))
        media = self._json(body, where)
        if media is None:
            self._problems.add(join(where, "content"), f"only {JSON} is supported")
            return None
        kind = type_of(self._schemas, *media, class_name(f"{identity} Body"))
        declared = self._schemas.declared(kind.name) if isinstance(kind, Ref) else None
        properties = declared.properties if isinstance(declared, Model) else ()
        required = bool(body.get("required", False))
        taken = [parameter.name.python for parameter in parameters]
        return Body(
            type=kind,
            required=required,
            argument=distinct([("", "body")], taken)[""],
            media=self._media(media[1]),
            properties=_arguments(properties, taken) if properties and required else None,
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
        answers = list(self._answers(responses, good, pointer))
        if len({_same(media) for _, media in answers}) > 1:
            message = "answers of several types aren't supported"
            self._problems.add(join(pointer, "responses"), message)
        for response, media in answers:
            kind = media and type_of(self._schemas, *media, class_name(f"{identity} Response"))
            return kind, response.get("description", "")
        return None, ""

    def _answers(
        self, responses: Schema, codes: list[str], pointer: str
    ) -> Iterator[tuple[Schema, Place | None]]:
        """Yield each response, with the schema of its body if it has one."""
        for code in codes:
            place = join(join(pointer, "responses"), code)
            response, where = self._paths.target(responses[code], place)
            media = self._json(response, where)
            if response.get("content") and media is None:
                self._problems.add(join(where, "content"), f"only {JSON} is supported")
            yield response, media

    def _error(self, found: Schema, pointer: str, identity: str) -> Type | None:
        """Return what errors are told with, if it is one type; others are left as they come."""
        responses = found.get("responses", {})
        codes = [code for code in responses if code.startswith(("4", "5"))]
        if "default" in responses and any(code.startswith("2") for code in responses):
            codes.append("default")
        places = ((responses[c], join(join(pointer, "responses"), c)) for c in codes)
        every = [self._json(*self._paths.target(*place)) for place in places]
        media = {_same(found): found for found in every if found is not None}
        if len(media) != 1:
            return None
        return type_of(self._schemas, *media.popitem()[1], class_name(f"{identity} Error"))

    def _media(self, where: str) -> str | None:
        """Return the media type that a request is sent with, when it isn't the usual one."""
        name = split(where)[-2]
        if name == JSON:
            return None
        if not _SENT.fullmatch(name):
            self._problems.add(where, f"{name!r} can't be sent as a media type")
        return name

    def _json(self, holder: Schema, pointer: str) -> Place | None:
        where = join(pointer, "content")
        content = holder.get("content", {})
        known = sorted(filter(_is_json, content), key=lambda name: _bare(name) != JSON)
        if not known:
            return None
        chosen = known[0]  # the client asks for `application/json`, whatever else is listed first
        for name in content:
            if name != chosen:
                message = f"{name} is neither sent nor asked for, since {chosen} stands beside it"
                self._problems.add(join(where, name), message, "note")
        return content[chosen].get("schema", {}), join(join(where, chosen), "schema")


def _is_json(media: str) -> bool:
    return _bare(media) == JSON or _bare(media).endswith("+json")


def _bare(media: str) -> str:
    return media.split(";")[0].strip().lower()


def _same(media: Place | None) -> str:
    """Return a text that is equal for equal schemas."""
    return json.dumps(media and media[0], sort_keys=True)


def replayed(schema: Any) -> str | None:
    """Return the response union whose items the schema takes as they are, if it names one."""
    if isinstance(schema, dict):
        if "x-replays" in schema:
            return target_of(schema["x-replays"])
        inner = [schema.get("items"), *schema.get("anyOf", ()), *schema.get("oneOf", ())]
        return next((name for part in inner if (name := replayed(part))), None)
    return None


def _arguments(properties: tuple[Property, ...], taken: list[str]) -> tuple[Property, ...]:
    """Return the properties under the names that they have as keyword arguments."""
    names = ((p.name.wire, argument_name(p.name.wire)) for p in properties)
    python = distinct(names, taken)
    return tuple(
        dataclasses.replace(p, name=Name(wire=p.name.wire, python=python[p.name.wire]))
        for p in properties
    )


def _availability(found: Any) -> Availability | None:
    if not isinstance(found, dict):
        return None
    return Availability(status=found["status"], note=" ".join(found.get("note", "").split()))
