"""`allOf`: several schemas that hold at once, as the one that they amount to.

Objects are merged property by property, the more precise schema of a property wins, and each keeps
the place where it is written; a single part that the others only annotate stands for all. Parts
that contradict each other or aren't objects are findings.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from generator.document import join
from generator.lower.findings import Findings
from generator.lower.keywords import constrains
from generator.lower.raw import Raw, Written, without_null
from generator.standard.keywords import ANNOTATIONS
from generator.standard.references import SCHEMAS, component_of

_MERGED: Final = frozenset({"type", "additionalProperties", "minProperties", "maxProperties"})
_OF_THE_WHOLE: Final = frozenset({"discriminator"})
"""What a part says about those that refer to it; the whole is none of them."""


class Composition:
    """Takes `allOf` out of schemas, with a look at the components that parts refer to."""

    def __init__(self, components: Mapping[str, Any], findings: Findings) -> None:
        self._components = components
        self._findings = findings

    def whole(self, written: Written) -> Written:
        """Return a schema without `allOf` that means the same, null aside (`json_types`)."""
        while isinstance(raw := written.raw, dict) and "allOf" in raw:
            if (number := sole_part(raw)) is None:
                return self._merged(written, ())
            rest = {key: value for key, value in without_null(raw).items() if key != "allOf"}
            part = raw["allOf"][number]
            sole = part if "$ref" in part else {**_plain_object(rest), **without_null(part)}
            written = Written(raw=sole, pointer=written.at("allOf", str(number)))
        return written

    def _merged(self, written: Written, seen: tuple[str, ...]) -> Written:
        raw = written.raw
        result = _Merge(self._findings)
        for number, part in enumerate(raw["allOf"]):
            site = written.at("allOf", str(number))
            result.add(self._resolved(part, site, seen), site, annotated="$ref" not in _keys(part))
        rest = {key: value for key, value in raw.items() if key != "allOf"}
        result.add(written.with_raw(rest), written.pointer, annotated=True)
        return Written(raw=result.raw, pointer=written.pointer, places=result.places)

    def _resolved(self, part: Any, site: str, seen: tuple[str, ...]) -> Written:
        """Return the part itself, whatever refers to it."""
        pointer = site
        while isinstance(part, dict) and "$ref" in part:
            name = component_of(part["$ref"])
            if name is None or name in seen:
                self._findings.add(site, "`allOf` can't use this reference")
                return Written(raw={}, pointer=site)
            seen = (*seen, name)
            part, pointer = self._components[name], join(SCHEMAS, name)
        resolved = Written(raw=part, pointer=pointer)
        return self._merged(resolved, seen) if "allOf" in _keys(part) else resolved


class _Merge:
    """Parts of one `allOf`, as far as they are merged."""

    def __init__(self, findings: Findings) -> None:
        self.raw: Raw = {"type": "object", "properties": {}, "required": []}
        self.places: dict[tuple[str, ...], str] = {}
        self._findings = findings

    def add(self, written: Written, site: str, *, annotated: bool) -> None:
        """Merge a part that stands at `site`; `annotated` if its words are about the whole."""
        part = without_null(written.raw) if isinstance(written.raw, dict) else written.raw
        if not isinstance(part, dict) or part.get("type", "object") != "object":
            self._findings.add(site, "`allOf` of anything but objects isn't supported")
            return
        for name, schema in part.get("properties", {}).items():
            self._add_property(name, schema, written.at("properties", name))
        new = [name for name in part.get("required", ()) if name not in self.raw["required"]]
        self.raw["required"] += new
        for key, value in part.items():
            if key in ("properties", "required") or key in _OF_THE_WHOLE:
                continue
            if key in _MERGED or (annotated and not constrains({key: value})):
                self.raw[key] = value
                self.places[key,] = written.at(key)
            elif constrains({key: value}):
                self._findings.add(site, f"`{key}` within `allOf` isn't supported")

    def _add_property(self, name: str, schema: Any, pointer: str) -> None:
        properties = self.raw["properties"]
        kept = _narrower(properties[name], schema) if name in properties else schema
        if kept is None:
            message = f"the property {name!r} has another schema in another part of `allOf`"
            self._findings.add(pointer, message)
            return
        if name not in properties or kept is schema:
            self.places["properties", name] = pointer
        properties[name] = kept


def sole_part(raw: Raw) -> int | None:
    """Return which part of `allOf` the others and the whole only annotate, if there is one."""
    numbers = [n for n, part in enumerate(raw["allOf"]) if part is not True and _says_more(part)]
    rest = {key: value for key, value in raw.items() if key != "allOf"}
    alone = len(numbers) == 1 and not _says_more(rest)
    return numbers[0] if alone and isinstance(raw["allOf"][numbers[0]], dict) else None


def _keys(part: Any) -> Raw:
    return part if isinstance(part, dict) else {}


def _says_more(schema: Any) -> bool:
    """Return whether a part is more than an annotation of the others."""
    return not isinstance(schema, dict) or bool(constrains(_plain_object(without_null(schema))))


def _plain_object(raw: Raw) -> Raw:
    return {k: v for k, v in raw.items() if (k, v) != ("type", "object")}


def _narrower(one: Any, other: Any) -> Any:
    """Return the one of two schemas that the other allows everything of; `None` if neither is."""
    if _bare(one) == _bare(other) or other is True or other == {}:
        return {**one, **other} if isinstance(one, dict) and isinstance(other, dict) else one
    if one is True or one == {}:
        return other
    if _allows(one, other):
        return other
    return one if _allows(other, one) else None


def _allows(wide: Any, narrow: Any) -> bool:
    """Return whether constants are all among the values of another schema."""
    if not isinstance(wide, dict) or not isinstance(narrow, dict):
        return False
    values = _constants(narrow)
    if values is None or wide.get("type") not in (None, narrow.get("type", wide.get("type"))):
        return False
    every = _constants(wide)
    if every is not None:
        return all(value in every for value in values)
    return not constrains(wide, but=frozenset({"type", "format"}))


def _constants(raw: Raw) -> list[Any] | None:
    return [raw["const"]] if "const" in raw else raw.get("enum")


def _bare(schema: Any) -> Any:
    """Return a schema without what only tells about it."""
    if not isinstance(schema, dict):
        return schema
    return {key: value for key, value in schema.items() if key not in ANNOTATIONS}
