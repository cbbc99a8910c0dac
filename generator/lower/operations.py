"""Operations: what a call takes, how it travels, what it answers with.

Job: read operations. The arguments of a call are its parameters and the properties of its JSON
object body, or one `body`. Media types and answers that the client can't send or read are
problems.
"""

from __future__ import annotations

import dataclasses
import re
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
from generator.languages.python.naming import (
    RESERVED_CONSTANTS,
    argument_name,
    attribute_name,
    class_name,
    constant_name,
)
from generator.lower.answers import Answers
from generator.lower.media import JSON, chosen
from generator.lower.parameters import parameters_of
from generator.lower.paths import Call, Paths
from generator.lower.schemas import Schemas
from generator.lower.types import type_of
from generator.standard.references import mapping_target
from generator.words import distinct, words

Schema = dict[str, Any]

_SENT: Final = re.compile(r"[!-~](?:[ -~]*[!-~])?")
"""What can be the value of a header, as far as media types go."""


class Operations:
    """The operations of one provider's description."""

    def __init__(self, schemas: Schemas, paths: Paths) -> None:
        self._schemas = schemas
        self._problems = schemas.problems
        self._paths = paths
        self._answers = Answers(schemas, paths)

    def lowered(self) -> tuple[Operation, ...]:
        """Return the operations in the order of the description."""
        self._paths.check(self._problems)
        places = list(self._paths.operations())
        found = [self._operation(place) for place in places]
        self._check_names(list(zip(found, places, strict=True)))
        names = ((".".join(o.attributes), o.python) for o in found)
        python = distinct(names, RESERVED_CONSTANTS)
        return tuple(dataclasses.replace(o, python=python[".".join(o.attributes)]) for o in found)

    def _check_names(self, operations: list[tuple[Operation, Call]]) -> None:
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

    def _operation(self, place: Call) -> Operation:
        found, pointer = place.operation, place.pointer
        derived = "_".join(words(f"{place.method} {place.path}")).lower()
        identity = str(found.get("operationId") or derived)
        parts = [part for part in str(found.get("x-method", identity)).split(".") if part]
        attributes = tuple(attribute_name(part) for part in parts or [derived])
        parameters = parameters_of(self._schemas, place.parameters, identity)
        response, response_doc = self._answers.response(place, identity)
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
            error=self._answers.error(found, pointer, identity),
            availability=_availability(found.get("x-availability")),
        )

    # --- what is sent ---

    def _body(
        self, found: Schema, pointer: str, identity: str, parameters: tuple[Parameter, ...]
    ) -> Body | None:
        if "requestBody" not in found:
            return None
        body, where = self._paths.target(found["requestBody"], join(pointer, "requestBody"))
        media = chosen(self._problems, self._schemas.kinds, body, where, sent=True)
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
            content_type=self._media(media[1]),
            properties=_arguments(properties, taken) if properties and required else None,
            replayable=self._replays(kind) if properties else (),
        )

    def _replays(self, kind: Type) -> tuple[tuple[str, Ref], ...]:
        if not isinstance(kind, Ref):
            return ()
        known: Schema = self._schemas.components[kind.name].get("properties", {})
        found = ((name, replayed(schema)) for name, schema in known.items())
        return tuple((name, self._schemas.reference(union)) for name, union in found if union)

    def _media(self, where: str) -> str | None:
        """Return the media type that a request is sent with, when it isn't the usual one."""
        name = split(where)[-2]
        if name == JSON:
            return None
        if not _SENT.fullmatch(name):
            self._problems.add(where, f"{name!r} can't be sent as a media type")
        return name


def replayed(schema: Any) -> str | None:
    """Return the response union whose items the schema takes as they are, if it names one."""
    if isinstance(schema, dict):
        if "x-replays" in schema:
            return mapping_target(schema["x-replays"])
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
