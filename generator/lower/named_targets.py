"""References made to lead to components, before any schema is read.

Job: give a name to what references lead to elsewhere than among the components (`$defs`, properties
of other schemas, the schemas of answers), and have what stands beside a reference hold as well.
Whatever is named here, the name comes from the place alone. Part of `normal`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from generator.document import Document, join, split
from generator.lower.components import Components, at
from generator.lower.keywords import constrains
from generator.lower.parents import take_parents_apart
from generator.lower.raw import Raw
from generator.standard.objects import standard_objects
from generator.standard.references import SCHEMAS, component_of, local_pointers
from generator.standard.versions import Version, version_of
from generator.words import pascal_case

_SKIPPED: Final = frozenset(
    {
        *("components", "schemas", "properties", "$defs", "definitions", "paths", "content"),
        *("responses", "parameters", "requestBodies", "headers", "schema"),
    }
)
"""Tokens of a pointer that say nothing about what stands there."""
_PARTS: Final = {"responses": "Response", "requestBody": "Body"}
_REFERENCE: Final = frozenset({"$ref"})
_RECURSIVE: Final = ("$recursiveRef", "$dynamicRef")
_REFERRING: Final = frozenset({"$ref", *_RECURSIVE})


def components_of(document: Document, plain: dict[str, Any]) -> Components:
    """Return the named schemas of a description, `plain` being what it says, which is changed."""
    raws: dict[str, Any] = plain.setdefault("components", {}).setdefault("schemas", {})
    components = Components(plain=plain, raws=raws)
    _inline_media(components, document)
    _name_targets(components, document)
    if version_of(document) is not Version.V3_0:
        _compose_siblings(components, document)
    take_parents_apart(components)
    return components


def _inline_media(components: Components, document: Document) -> None:
    """Have media types stand where they are referred to."""
    for place in standard_objects(document.root):
        holder = at(components.plain, place.pointer) if place.object_type == "media type" else None
        while isinstance(holder, dict) and isinstance(holder.get("$ref"), str):
            (pointer,) = local_pointers(holder.pop("$ref")) or ("",)
            target = at(components.plain, pointer)
            holder.update(target if isinstance(target, dict) else {})


def _compose_siblings(components: Components, document: Document) -> None:
    """Have what stands beside a reference be another part that holds as well."""
    for place in standard_objects(document.root):
        holder = at(components.plain, place.pointer) if place.object_type == "schema" else None
        if isinstance(holder, dict) and "$ref" in holder and constrains(holder, but=_REFERENCE):
            part = {"$ref": holder.pop("$ref")}
            keywords = {key: holder.pop(key) for key in constrains(holder)}
            holder["allOf"] = [part, *keywords.pop("allOf", ()), *([keywords] if keywords else ())]


def _name_targets(components: Components, document: Document) -> None:
    """Have each reference lead to a schema with a name."""
    holders = list(_holders(components, document))
    targets: dict[str, str] = {}
    every = {pointer for _, _, pointer in holders}
    for pointer in sorted(every, key=lambda each: (-len(split(each)), each)):
        targets[pointer] = _named(components, pointer, targets)
    for holder, keyword, pointer in holders:
        del holder[keyword]
        holder["$ref"] = targets[pointer]


def _holders(components: Components, document: Document) -> Iterator[tuple[Raw, str, str]]:
    """Yield the schemas that refer to what has no name, with the keyword and the pointer."""
    anchors: dict[str, list[str]] | None = None  # hardly any description has one
    for place in standard_objects(document.root):
        if place.object_type != "schema" or not place.node.members.keys() & _REFERRING:
            continue
        holder = at(components.plain, place.pointer)
        reference = place.node.text("$ref")
        if not isinstance(holder, dict):
            continue
        if reference is not None and "$ref" in holder:
            for pointer in local_pointers(reference):
                nameless = component_of(reference) is None
                if nameless and at(components.plain, pointer) is not None:
                    yield holder, "$ref", pointer
        for keyword in _RECURSIVE:
            if keyword in holder and "$ref" not in holder:
                anchors = _anchors(document) if anchors is None else anchors
                target = _dynamic(anchors, place.pointer, str(holder[keyword]))
                if target:
                    yield holder, keyword, target


def _dynamic(anchors: Mapping[str, Sequence[str]], pointer: str, text: str) -> str:
    """Return where a recursive reference leads: its own component, or the anchor that it names."""
    tokens = split(pointer)
    home = join(SCHEMAS, tokens[2]) if tokens[:2] == split(SCHEMAS) else ""
    if text in ("#", ""):
        return home
    pointers = anchors.get(text.removeprefix("#"), ())
    inside = (each for each in pointers if each == home or each.startswith(f"{home}/"))
    return next(inside, next(iter(pointers), home))


def _anchors(document: Document) -> dict[str, list[str]]:
    """Return the schemas that have each name which recursive references lead to."""
    anchors: dict[str, list[str]] = {}
    for place in standard_objects(document.root):
        if place.object_type == "schema":
            for name in {place.node.text("$dynamicAnchor"), place.node.text("$anchor")} - {None}:
                anchors.setdefault(str(name), []).append(place.pointer)
    return anchors


def _named(components: Components, pointer: str, targets: dict[str, str]) -> str:
    """Return a reference to what stands at a pointer, which gets a name if it has none."""
    tokens = split(pointer)
    if pointer in targets:
        return targets[pointer]
    if not tokens or (tokens[:2] == split(SCHEMAS) and len(tokens) == 3):
        return f"#{pointer}"
    target = at(components.plain, pointer)
    if isinstance(target, dict) and set(target) == {"$ref"}:
        reference = str(target["$ref"])
        targets[pointer] = reference  # for one that leads back to itself
        following = local_pointers(reference)
        return _named(components, following[0], targets) if following else reference
    name = "".join(map(pascal_case, _words(components.plain, tokens))) or "Schema"
    while name in components.raws:
        name = f"{name}Schema"
    components.raws[name] = target
    components.origins[name] = pointer
    reference = f"#{join(SCHEMAS, name)}"
    holder = at(components.plain, pointer.rpartition("/")[0])
    key: Any = int(tokens[-1]) if isinstance(holder, list) else tokens[-1]
    if isinstance(holder, dict | list):
        holder[key] = {"$ref": reference}
    return reference


def _words(plain: Raw, tokens: tuple[str, ...]) -> Iterator[str]:
    """Yield what names a place: an operation and what of it, a component, a property."""
    if tokens[:1] == ("paths",) and len(tokens) > 4:
        call = at(plain, "".join(join("", token) for token in tokens[:3]))
        yield str(call.get("operationId") or f"{tokens[2]} {tokens[1]}")
        part = at(call, "".join(join("", token) for token in tokens[3:5]))
        yield _PARTS.get(tokens[3]) or str(part.get("name", "") if isinstance(part, dict) else "")
        tokens = tokens[5:]
    for token in tokens:
        if token not in _SKIPPED and "/" not in token:
            yield token
