"""`allOf`, and what stands beside unions: several schemas that hold at once, as one.

Parts are merged keyword by keyword (`intersection`), and each keeps the place where it is written;
a single part that the others only annotate stands for all. What holds beside a union holds for each
of its members.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, Final

from generator.lower.components import Components
from generator.lower.findings import Findings
from generator.lower.intersection import Intersection
from generator.lower.json_types import JsonTypes
from generator.lower.keywords import constrains
from generator.lower.raw import Raw, RawSchema, is_union, reference_of, without_null
from generator.standard.constraint_unions import only_constrains
from generator.standard.keywords import UNIONS, Role, limits_of, of_role
from generator.standard.references import component_of

MOST: Final = 100
"""Members that unions which hold at once may come to."""
_BESIDE: Final = frozenset(
    {
        *("type", "nullable", "discriminator", *UNIONS, *of_role(Role.JUDGED, Role.NARROWING)),
        *(limit for name in ("string", "number", "array") for limit in limits_of(name)),
        *limits_of("object"),
    }
)
"""What changes no type beside a union whose members say theirs."""
LEFT_OUT: Final = "it is left out"


class Composition:
    """Takes `allOf` out of schemas, with a look at the components that parts refer to."""

    def __init__(self, components: Components, json_types: JsonTypes, findings: Findings) -> None:
        self._components = components
        self._json_types = json_types
        self._findings = findings
        self._bases: dict[str, frozenset[str]] = {}

    def whole(self, source: RawSchema) -> RawSchema:
        """Return a schema without `allOf` that means the same, null aside (`json_types`).

        What stands beside a union of the result says nothing more of its members.
        """
        while isinstance(raw := source.raw, dict) and "allOf" in raw:
            if (number := sole_part(raw)) is None:
                return self._merged(source, ())
            rest = {key: value for key, value in without_null(raw).items() if key != "allOf"}
            part = raw["allOf"][number]
            sole = part if "$ref" in part else {**_plain_object(rest), **without_null(part)}
            source = RawSchema(raw=sole, pointer=source.at("allOf", str(number)))
        if isinstance(source.raw, dict) and self.holds_for_members(source.raw):
            return self._merged(source, ())
        return source

    def holds_for_members(self, raw: Raw) -> bool:
        """Return whether what stands beside a union is more than each of its members says."""
        if not is_union(raw) or "$ref" in raw:
            return False
        if all(keyword in raw for keyword in UNIONS) or constrains(raw, but=_BESIDE):
            return True
        members = [member for keyword in UNIONS for member in raw.get(keyword, ())]
        silent = [member for member in members if len(self._json_types.of(member)) == ALL]
        return "type" in raw and bool(silent)

    def _merged(self, source: RawSchema, trail: tuple[str, ...]) -> RawSchema:
        result = Intersection(self._findings, self._includes)
        parts: list[Any] = []
        unions: list[_Union] = []
        for part, site, is_annotated in self._sites(source):
            site_schema = self._resolved(part, site, trail)
            if not isinstance(site_schema.raw, dict):
                continue
            plain = site_schema.with_raw(without_null(site_schema.raw))
            result.add(plain, is_annotated=is_annotated)
            own_unions = [_Union(plain, keyword) for keyword in UNIONS if keyword in plain.raw]
            unions += own_unions
            beside = {k: v for k, v in plain.raw.items() if k not in (*UNIONS, "discriminator")}
            parts += [beside if own_unions else part] if constrains(beside) else []
        properties = result.raw.get("properties", {})
        unions = [union for union in unions if not union.only_constrains(properties)]
        if not unions:
            return RawSchema(raw=result.whole(), pointer=source.pointer, places=result.places)
        annotations = {
            key: value for key, value in result.raw.items() if not constrains({key: value})
        }
        return self._distributed(source, {**annotations, **_discriminator(unions)}, parts, unions)

    def _sites(self, source: RawSchema) -> Iterator[tuple[Any, str, bool]]:
        """Yield the parts and the whole beside them, each with its place."""
        raw = source.raw
        for number, part in enumerate(raw.get("allOf", ())):
            is_annotated = not (isinstance(part, dict) and "$ref" in part)
            yield part, source.at("allOf", str(number)), is_annotated
        yield {key: value for key, value in raw.items() if key != "allOf"}, source.pointer, True

    def _distributed(
        self, source: RawSchema, annotations: Raw, parts: list[Any], unions: list[_Union]
    ) -> RawSchema:
        """Return the union of which each member is what all parts allow of it."""
        count = 1
        for number, union in enumerate(unions):
            count *= len(union.members)
            if count > MOST:
                message = "unions that hold at once have too many members together"
                pointer = union.source.at(union.keyword)
                self._findings.unsupported(pointer, message, LEFT_OUT, strict="error")
                unions = unions[:number] or unions[:1]
                break
        places: dict[tuple[str, ...], str] = {}
        members: list[Any] = []
        for choice in product(*(union.members for union in unions)):
            places["oneOf", str(len(members))] = choice[0][1]
            members.append(self._member([member for member, _ in choice], parts))
        raw = {**annotations, "oneOf": members}
        return RawSchema(raw=raw, pointer=source.pointer, places=places)

    def _member(self, choice: list[Any], parts: list[Any]) -> Any:
        if any(self._json_types.only_null(member) for member in choice):
            return {"type": "null"}
        every = [part for part in (*parts, *choice) if part is not True]
        return every[0] if len(every) == 1 else {"allOf": every}

    def _resolved(self, part: Any, site: str, trail: tuple[str, ...]) -> RawSchema:
        """Return the part itself, whatever refers to it."""
        pointer = site
        while isinstance(part, dict) and "$ref" in part:
            name = component_of(part["$ref"])
            if name is None or name in trail:
                message = "`allOf` can't use this reference"
                self._findings.unsupported(site, message, LEFT_OUT, strict="error")
                return RawSchema(raw={}, pointer=site)
            trail = (*trail, name)
            part, pointer = self._components.raws[name], self._components.pointer(name)
        target = RawSchema(raw=part, pointer=pointer)
        return self._merged(target, trail) if isinstance(part, dict) and "allOf" in part else target

    def _includes(self, reference: str, other: str) -> bool:
        """Return whether a schema has all that another one demands, being an extension of it."""
        name, base = component_of(reference), component_of(other)
        return name is not None and base is not None and base in self._extended(name)

    def _extended(self, name: str) -> frozenset[str]:
        """Return the components that one extends, directly or not."""
        if name not in self._bases:
            self._bases[name] = frozenset()  # for one that extends itself
            raw = self._components.raws.get(name)
            parts = raw.get("allOf", ()) if isinstance(raw, dict) else ()
            direct = {each for part in parts if (each := reference_of(part))}
            self._bases[name] = frozenset(direct).union(*map(self._extended, direct))
        return self._bases[name]


ALL: Final = 5
"""JSON types that a schema may be of which says nothing of them."""


class _Union:
    """A union among the parts, with its members at their places."""

    def __init__(self, source: RawSchema, keyword: str) -> None:
        self.source = source
        self.keyword = keyword
        self.members: list[tuple[Any, str]] = [
            (member, source.at(keyword, str(number)))
            for number, member in enumerate(source.raw[keyword])
        ]

    def only_constrains(self, properties: Raw) -> bool:
        """Return whether no member says more than what is demanded of known properties."""
        return bool(properties) and all(
            only_constrains(member, properties) for member, _ in self.members
        )


def _discriminator(unions: list[_Union]) -> Raw:
    """Return what tells the members of a single union apart."""
    raw: Mapping[str, Any] = unions[0].source.raw if len(unions) == 1 else {}
    return {key: raw[key] for key in ("discriminator", "x-variants") if key in raw}


def sole_part(raw: Raw) -> int | None:
    """Return which part of `allOf` the others and the whole only annotate, if there is one."""
    numbers = [n for n, part in enumerate(raw["allOf"]) if part is not True and _says_more(part)]
    rest = {key: value for key, value in raw.items() if key != "allOf"}
    alone = len(numbers) == 1 and not _says_more(rest)
    return numbers[0] if alone and isinstance(raw["allOf"][numbers[0]], dict) else None


def _says_more(schema: Any) -> bool:
    """Return whether a part is more than an annotation of the others."""
    return not isinstance(schema, dict) or bool(constrains(_plain_object(without_null(schema))))


def _plain_object(raw: Raw) -> Raw:
    return {k: v for k, v in raw.items() if (k, v) != ("type", "object")}
