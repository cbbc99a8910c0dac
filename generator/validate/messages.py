"""What jsonschema finds, in words for the author of a description.

Its own messages repeat the instance, however large, and lay the blame for a member on the whole
object. Nothing here knows OpenAPI. ``structure`` and ``rules.samples`` use it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jsonschema.exceptions import ValidationError
from jsonschema.protocols import Validator

from generator.document import Value
from generator.quoting import nearest, visible

KINDS: Mapping[str, str] = {
    "string": "a string",
    "integer": "an integer",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping",
    "null": "null",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A departure from a schema: where in the instance, and what."""

    path: tuple[str | int, ...]
    message: str
    at_key: bool = False
    wants: tuple[str, ...] = ()
    """The types of JSON Schema that are wanted there, where it is of another."""
    missing: str = ""
    """The member that isn't there."""
    only: Value = None
    """The one value that is wanted."""
    twice: bool = False
    """Whether a list has something twice."""
    harmless: bool = False
    """Whether it is only about the form of a text, or about too few members."""
    surplus: tuple[str, ...] = ()
    """Members that aren't expected either, beyond those that have a fault each."""

    def hint_for(self, value: object) -> str:
        """``; quote it`` when a string was meant and YAML read something else."""
        quotable = isinstance(value, int | float | bool)
        return "; put it in quotes" if "string" in self.wants and quotable else ""


def faults(validator: Validator, instance: Value) -> Iterator[Fault]:
    """Every fault of an instance, each once."""
    candidates: list[Fault] = []
    for error in validator.iter_errors(instance):
        candidates.extend(_faults(error))
    yield from dict.fromkeys(_without_echoes(candidates))


def fault_of(error: ValidationError) -> Fault:
    """The first fault that an error stands for."""
    return next(iter(_faults(error)))


def _faults(error: ValidationError) -> Iterable[Fault]:
    """The faults of one error: the best of its alternatives, or one for each extra member."""
    cause: Any = deepest(error)
    path = tuple(cause.absolute_path)
    keyword = cause.validator
    if keyword in ("additionalProperties", "unevaluatedProperties"):
        extras = _extras(cause)
        if extras:
            return [*(_extra(path, extra, cause) for extra in extras), *_surplus(path, cause)]
    if keyword == "required":
        return [
            _missing(path, name) for name in cause.validator_value if name not in cause.instance
        ]
    constraint = cause.validator_value
    only = constraint if keyword == "const" else None
    if keyword == "enum" and isinstance(constraint, list) and len(constraint) == 1:
        only = constraint[0]
    return [
        Fault(
            path,
            _message(cause),
            wants=tuple(_listed(constraint)) if keyword == "type" else (),
            only=only,
            twice=keyword == "uniqueItems",
            harmless=keyword in ("format", "pattern", "minProperties", "minItems", "minLength"),
        )
    ]


def deepest(error: ValidationError) -> ValidationError:
    """The error of the alternative that was most likely meant: the one with the fewest errors.

    An alternative of another type, or whose constant is another one, was not meant, and neither was
    a reference that has none.
    """
    while error.context:
        branches: dict[object, list[ValidationError]] = {}
        for inner in error.context:
            branches.setdefault(inner.schema_path[0], []).append(inner)
        likely = [branch for branch in branches.values() if not any(map(_excludes, branch))]
        if not likely:
            break
        error = min(likely, key=len)[0]
    return error


def _excludes(error: ValidationError) -> bool:
    top = len(error.path) == 0 and error.validator == "type"
    reference = error.validator == "required" and error.validator_value == ["$ref"]
    return top or reference or (error.validator == "const" and len(error.path) == 1)


def _missing(path: tuple[str | int, ...], name: str) -> Fault:
    return Fault(path, f"{visible(name)!r} is missing", missing=name)


def _extra(path: tuple[str | int, ...], name: str, error: Any) -> Fault:
    schema = error.schema if isinstance(error.schema, Mapping) else {}
    hint = nearest(name, schema.get("properties", {}))
    if path == ("paths",) and isinstance(error.instance[name], Mapping):
        hint = f" (did you mean {visible('/' + name)!r}?)"
    message = f"{visible(name)!r} is not expected here{hint}"
    return Fault((*path, name), message, at_key=True)


def _surplus(path: tuple[str | int, ...], error: Any) -> Iterator[Fault]:
    names = error.validator_value
    if isinstance(names, tuple) and names:
        yield Fault(path, f"{len(names):,} more members are not expected here", surplus=names)


def _extras(error: Any) -> list[str]:
    """The members that the message of an error names; jsonschema tells them nowhere else."""
    properties = error.schema.get("properties", {}) if isinstance(error.schema, Mapping) else {}
    if not isinstance(error.instance, Mapping):
        return []
    return [
        name for name in error.instance if name not in properties and repr(name) in error.message
    ]


def _without_echoes(candidates: list[Fault]) -> Iterator[Fault]:
    """Without the members that count as unexpected only because something in them is wrong."""
    deeper = [fault.path for fault in candidates if not fault.at_key]
    for fault in candidates:
        length = len(fault.path)
        if not (fault.at_key and any(path[:length] == fault.path for path in deeper)):
            yield fault


def _message(error: Any) -> str:
    value, constraint = error.instance, error.validator_value
    text = visible(repr(value), 60)
    match error.validator:
        case "type":
            kinds = " or ".join(KINDS.get(kind, kind) for kind in _listed(constraint))
            return f"must be {kinds}, not {_kind(value)}"
        case "enum":
            choices = ", ".join(repr(choice) for choice in constraint)
            hint = (
                nearest(value, [str(one) for one in constraint]) if isinstance(value, str) else ""
            )
            return f"{text} is not one of {choices}{hint}"
        case "const":
            return f"must be {constraint!r}, not {text}"
        case "pattern":
            return f"{text} does not have the form {constraint}"
        case "minItems" | "minProperties" | "minLength" if constraint == 1:
            return "must not be empty"
        case "format":
            return f"{text} is not a valid {constraint}"
        case "anyOf" | "oneOf":
            return f"{text} fits none of the alternatives, or several of those that exclude others"
        case None:
            return "nothing is allowed here"
        case _:
            return visible(str(error.message), 160)


def _listed(constraint: object) -> list[str]:
    return (
        [constraint]
        if isinstance(constraint, str)
        else [str(one) for one in constraint] if isinstance(constraint, list) else []
    )


def _kind(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, str):
        return f"the string {visible(value, 40)!r}"
    if isinstance(value, int | float):
        return f"the number {value}"
    return "a list" if isinstance(value, list) else "a mapping"
