"""Examples and defaults are values of the schema that they stand beside.

A wrong default is an error wherever it is, a wrong example only in a description of ours. Each
value is one validation with jsonschema; a description without examples costs nothing.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import quote

from jsonschema import Draft202012Validator
from jsonschema.exceptions import UndefinedTypeCheck, UnknownType, ValidationError, best_match
from jsonschema.validators import extend
from referencing import Registry
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT4, DRAFT202012

from generator.document import Node, child, join, split
from generator.findings import Finding
from generator.policy import Kind
from generator.standard.objects import StandardObject
from generator.standard.patterns import matches
from generator.standard.versions import Version
from generator.validate.messages import deepest, fault_of
from generator.validate.survey import Survey
from generator.validate.unlikely_members import UNIONS, of_likely

HOME = "urn:description"
WITH_SCHEMA = ("media type", "parameter", "header")


def _pattern(validator: Any, pattern: Any, instance: Any, schema: Any) -> Iterator[Any]:
    """Hold a text to a pattern in time that grows with the text alone."""
    if isinstance(instance, str) and isinstance(pattern, str) and not matches(pattern, instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


EFFORT = 500_000
"""Keywords that are held against values; checking all samples of a description takes no more."""


class _TooMuch(Exception):
    """The samples take more time than they are worth."""


def _dialect(version: Version) -> Any:
    """Return the validator of a version; that of 3.1 only has more names for what says nothing."""
    if version is not Version.V3_0:
        return Draft202012Validator
    from openapi_schema_validator import OAS30Validator  # which takes as long as an import can

    return OAS30Validator


def _counted(dialect: Any, plain: Any) -> tuple[Any, Any]:
    """Return validators that give up after a while: one quick with what fits, and one exact."""
    make: Any = extend
    effort = [EFFORT]

    def counting(keyword: str, check: Any) -> Any:
        def counted(validator: Any, value: Any, instance: Any, schema: Any) -> Any:
            effort[0] -= _cost(keyword, value, instance)
            if effort[0] < 0:
                raise _TooMuch
            return check(validator, value, instance, schema)

        return counted

    checks = {**dialect.VALIDATORS, "pattern": _pattern}
    every = {keyword: counting(keyword, check) for keyword, check in checks.items()}
    likely = {keyword: of_likely(every[keyword], plain) for keyword in UNIONS}
    return make(dialect, {**every, **likely}), make(dialect, every)


def _cost(keyword: str, value: Any, instance: Any) -> int:
    """Return what a keyword takes; some compare everything with everything."""
    if keyword == "uniqueItems" and isinstance(instance, list):
        return 1 + len(instance) ** 2 // 100
    return 1 + (len(value) // 100 if isinstance(value, list | dict) else 0)


_FAULTS = (
    *(Unresolvable, UndefinedTypeCheck, UnknownType, RecursionError, re.error),
    *(TypeError, KeyError, AttributeError, ValueError, ArithmeticError),
)
"""How a schema that is wrong in itself ends a validation."""


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """A value of a schema, and what it is there for."""

    role: str
    node: Node
    pointer: str
    schema: str


def check(survey: Survey, faulty: Collection[str] = ()) -> Iterator[Finding]:
    """Yield all samples that do not fit their schema, but for what a schema that is at fault says.

    ``faulty`` are the pointers of other errors: a schema above one of them says what nobody meant.
    """
    samples = tuple(_samples(survey))
    if not samples or any("patternProperties" in place.node.members for place in survey.schemas):
        return  # names would be held to patterns by an engine that a pattern can stop for ever
    if survey.oversized:
        return
    plain = survey.document.plain()
    registry = _registry(survey, plain)
    above = {id(value) for pointer in faulty for value in _above(plain, pointer)}
    validators = _counted(_dialect(survey.version), plain)
    for sample in samples:
        try:
            yield from _misfit(validators, registry, sample, above)
        except _TooMuch:
            message = "this sample and those after it aren't held against their schemas: too many"
            yield Finding(sample.node.where, sample.pointer, message, "note")
            return


def _samples(survey: Survey) -> Iterator[Sample]:
    for place in survey.objects:
        if place.object_type == "schema" and not (
            survey.version is Version.V3_0 and place.node.text("$ref")
        ):
            yield from _of_schema(place)
        if place.object_type in WITH_SCHEMA and place.node.get("schema") is not None:
            yield from _of_holder(survey, place)


def _of_schema(place: StandardObject) -> Iterator[Sample]:
    for keyword in ("default", "example"):
        node = place.node.get(keyword)
        if node is not None:
            yield Sample(keyword, node, join(place.pointer, keyword), place.pointer)
    examples = place.node.get("examples")
    for index, node in enumerate(examples.items if examples else ()):
        pointer = join(join(place.pointer, "examples"), index)
        yield Sample("example", node, pointer, place.pointer)


def _of_holder(survey: Survey, place: StandardObject) -> Iterator[Sample]:
    """Yield the examples of a media type, a parameter or a header."""
    make = partial(Sample, "example", schema=join(place.pointer, "schema"))
    example = place.node.get("example")
    if example is not None:
        yield make(node=example, pointer=join(place.pointer, "example"))
    examples = place.node.get("examples")
    for name, node in examples.members.items() if examples else ():
        above = StandardObject(join(join(place.pointer, "examples"), name), "example", node)
        real = survey.resolved(above)
        value = real.node.get("value")
        if value is not None:
            yield make(node=value, pointer=join(real.pointer, "value"))


def _above(plain: Any, pointer: str) -> Iterator[Any]:
    """Yield the values that the one at a pointer stands in."""
    for token in split(pointer):
        yield plain
        try:
            plain = plain[int(token) if isinstance(plain, list) else token]
        except (KeyError, IndexError, ValueError, TypeError):
            return


def _registry(survey: Survey, plain: Any) -> Any:
    """Return a registry that knows the description and fetches nothing."""
    dialect: Any = DRAFT4 if survey.version is Version.V3_0 else DRAFT202012
    empty: Any = Registry()
    return empty.with_resource(HOME, dialect.create_resource(plain))


def _misfit(
    validators: tuple[Any, Any], registry: Any, sample: Sample, faulty: Collection[int]
) -> Iterator[Finding]:
    schema = {"$ref": f"{HOME}#{quote(sample.schema)}"}
    quick, exact = (validator(schema, registry=registry) for validator in validators)
    value = sample.node.plain()
    try:
        error = None if quick.is_valid(value) else best_match(exact.iter_errors(value))
    except _FAULTS:
        return  # The schema itself is at fault, and other rules say so.
    if error is None:
        return
    if id(deepest(error).schema) not in faulty:
        fault = fault_of(error)
        node, pointer = sample.node, sample.pointer
        for token in fault.path:
            node, pointer = child(node, str(token)) or node, join(pointer, token)
        kind = Kind.DEFAULT if sample.role == "default" else Kind.EXAMPLE
        message = f"the {sample.role} does not fit its schema: {fault.message}"
        yield Finding(node.where, pointer, message, kind=kind)
