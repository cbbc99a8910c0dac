"""Whether a description has the form of OpenAPI 3.0, 3.1 or 3.2, each finding at its place.

The meta-schemas are those of openapi-spec-validator. Its own walk is not used: it loses the
place of what it finds, and it crashes on keys that are not strings and on dangling references.
The document is checked without its schemas, and each schema without the schemas inside it, so
that a finding is never more than a few steps from the place that is known; equal schemas are
checked once. What the meta-schemas cannot say is for ``rules``.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.protocols import Validator

from generator.document import Document, Node, Value, child, join
from generator.findings import Finding
from generator.mending import Mend
from generator.policy import Kind
from generator.standard.keywords import SCHEMA_FIELDS
from generator.standard.objects import StandardObject, entry_type, field_type
from generator.standard.versions import Version
from generator.validate import extra_members, meta_schemas
from generator.validate.forms import object_mend, schema_mend
from generator.validate.habits import whole_schema_mend
from generator.validate.local_references import following_locally, once
from generator.validate.messages import Fault, faults
from generator.validate.survey import Survey

TEXTS = ("title", "description", "$comment", "$id", "$anchor", "pattern")
PROSE = ("description", "operationId", "summary")
MendOf = Callable[[Document, StandardObject, Fault, StandardObject], tuple[Kind, "Mend | None"]]
LOCAL = re.compile(r"#[\w/.~-]*", re.ASCII)
"""References that are well-formed, whatever they lead to."""
ANYTHING = ("default", "example", "const")


def check(survey: Survey) -> Iterator[Finding]:
    """All departures from the form."""
    text = json.dumps(_without_schemas(survey.document.root, "description"))
    whole = StandardObject("", "description", survey.document.root)
    newer: set[tuple[str | int, ...]] = set()
    for fault in _document_faults(text, survey.version):
        finding = _placed(survey, whole, fault, object_mend)
        yield finding
        if finding.kind is Kind.NEWER:
            newer.add(fault.path)
    for fault in _document_faults(text, Version.V3_2) if newer else ():
        if any(fault.path[:end] in newer for end in range(len(fault.path) + 1)):
            yield _placed(survey, whole, fault, object_mend)
    for place in survey.objects:
        if place.object_type == "schema":
            yield from _schema(survey, place)


def _schema(survey: Survey, place: StandardObject) -> Iterator[Finding]:
    node = place.node
    if isinstance(node.value, bool) and (
        survey.version is not Version.V3_0 or "additional" in place.pointer
    ):
        return
    if not isinstance(node.value, Mapping):
        mend = whole_schema_mend(place.pointer, node)
        message = "a schema must be a mapping"
        yield Finding(node.where, place.pointer, message, kind=Kind.FORM, mend=mend)
        return
    if (survey.version, node) in survey.sound:
        return
    shape = json.dumps(_alone(node, survey.version), sort_keys=True)
    schema_faults = _schema_faults(shape, survey.version)
    if not schema_faults:
        survey.sound.add((survey.version, node))
    for fault in schema_faults:
        yield _placed(survey, place, fault, schema_mend)


def _placed(survey: Survey, place: StandardObject, fault: Fault, mend_of: MendOf) -> Finding:
    """A finding with a relative path, as our own."""
    below, pointer = place.node, place.pointer
    for token in fault.path:
        pointer = join(pointer, token)
        below = child(below, str(token)) or below
    where = (below.key or below.where) if fault.at_key else below.where
    message = fault.message + fault.hint_for(below.value)
    kind, mend = mend_of(survey.document, place, fault, StandardObject(pointer, "", below))
    return Finding(where, pointer, message, kind=kind, mend=mend)


@lru_cache(maxsize=4)
def _document_faults(text: str, version: Version) -> tuple[Fault, ...]:
    """The faults of a description without its schemas, which is mostly the same once mended."""
    objects: dict[Any, Any] = {}

    def same(pairs: list[tuple[str, Any]]) -> Any:
        """Return the object with these members, the same one wherever it stands."""
        return objects.setdefault(tuple((k, _identity(v)) for k, v in pairs), dict(pairs))

    document = json.loads(text, object_pairs_hook=same)
    return tuple(faults(following_locally(_document_validator(version)), document))


def _identity(value: Any) -> object:
    """Return what only the same value has: numbers and truth values, though equal, are others."""
    if isinstance(value, list):
        return tuple(map(_identity, value))
    return id(value) if isinstance(value, dict) else (type(value), value)


@cache
def _schema_faults(shape: str, version: Version) -> tuple[Fault, ...]:
    """The faults of one schema; remembered, since a description repeats few shapes often."""
    schema = json.loads(shape)
    return tuple(faults(_schema_validator(version), schema))


@cache
def _document_validator(version: Version) -> Validator:
    meta_schema = meta_schemas.of_documents(version)
    if version is Version.V3_0:
        return _validator(once(extra_members.Old), _to_the_end(meta_schema))
    static = _to_the_end(_without_dynamic_references(meta_schema))
    return _validator(once(extra_members.New), static)


def _to_the_end(schema: dict[str, Any]) -> Any:
    """The meta-schema whose names of components end where they end: `$` lets a line end through."""
    text = json.dumps(schema)
    return json.loads(re.sub(r'(?<=[_-]\]\+)\$"', r'\\\\Z"', text))


def _without_dynamic_references(schema: dict[str, Any]) -> Any:
    """The meta-schema with its own idea of a schema, "an object or a boolean", wired in.

    The reference is dynamic so that a dialect can replace it; here each schema is checked apart,
    and following a dynamic reference costs a walk through the whole meta-schema every time.
    """
    text = json.dumps(schema)
    return json.loads(text.replace('"$dynamicRef": "#meta"', '"$ref": "#/$defs/schema"'))


@cache
def _schema_validator(version: Version) -> Validator:
    if version is not Version.V3_0:
        # OpenAPI's dialects only have more keywords, of which none holds for a value.
        return _validator(Draft202012Validator, meta_schemas.of_schemas(version))
    whole = meta_schemas.of_documents(version)
    lonely = {**whole["definitions"]["Schema"], "definitions": whole["definitions"]}
    return following_locally(_validator(extra_members.Old, lonely))


def _validator(dialect: Any, schema: Any) -> Validator:
    """A validator that knows the published meta-schemas; without a registry it would fetch them."""
    checker = Draft202012Validator.FORMAT_CHECKER
    validator: Validator = dialect(schema, registry=meta_schemas.registry(), format_checker=checker)
    return validator


def _without_schemas(node: Node, kind: str | None) -> Value:
    """The plain tree with an empty schema in place of each schema."""
    if kind is None:
        return node.plain()
    if kind == "schema":
        return {}
    if kind[0] in "[{<":
        if isinstance(node.value, tuple) and kind[0] == "[":
            return [_without_schemas(item, kind[1:-1]) for item in node.value]
        if isinstance(node.value, Mapping) and kind[0] != "[":
            return {
                key: _without_schemas(member, entry_type(kind, key))
                for key, member in node.value.items()
            }
        return node.plain()
    if not isinstance(node.value, Mapping):
        return node.plain()
    return {
        key: "" if _is_prose(key, member) else _without_schemas(member, field_type(kind, key))
        for key, member in node.value.items()
    }


def _is_prose(field: str, member: Node) -> bool:
    """Whether a field is a text for people: never wrong, and another one where all else agrees."""
    return field in PROSE and isinstance(member.value, str)


def _alone(node: Node, version: Version) -> dict[str, Value]:
    """A schema without the schemas inside it and without what cannot be wrong."""
    if (
        version is Version.V3_0 and node.text("$ref") is not None
    ):  # A reference object; what stands beside is ignored.
        return {}
    shape: dict[str, Value] = {}
    for keyword, member in node.members.items():
        if keyword.startswith("x-") or keyword in ANYTHING:
            continue
        if keyword in TEXTS and isinstance(member.value, str):
            continue
        if keyword == "$ref" and isinstance(member.value, str) and LOCAL.fullmatch(member.value):
            shape[keyword] = "#"  # wherever it leads: `rules.references` asks that
            continue
        shape[keyword] = _simplified(keyword, member)
    return shape


def _simplified(keyword: str, member: Node) -> Value:
    """The value of a keyword, with what other checks look at taken out."""
    kind = SCHEMA_FIELDS.get(keyword)
    if kind == "schema" and isinstance(member.value, Mapping | bool):
        return {}
    if kind == "{schema}" and isinstance(member.value, Mapping):
        return {}
    if kind == "[schema]" and isinstance(member.value, tuple):
        return [{} for _ in member.value[:1]]
    if keyword in ("enum", "examples") and member.items:
        return ["x"]
    if keyword == "required" and _plain_names(member):
        return ["x"]
    if keyword == "discriminator":
        return _discriminator(member)
    return member.plain()


def _plain_names(member: Node) -> bool:
    names = [item.value for item in member.items]
    return bool(names) and all(isinstance(n, str) for n in names) and len(set(names)) == len(names)


def _discriminator(member: Node) -> Value:
    """A discriminator whose mapping is reduced to the entries that are no strings."""
    plain = member.plain()
    if isinstance(plain, dict) and isinstance(plain.get("mapping"), dict):
        mapping = member.members["mapping"].members
        odd = {tag: one.plain() for tag, one in mapping.items() if not isinstance(one.value, str)}
        return {**plain, "mapping": odd}
    return plain
