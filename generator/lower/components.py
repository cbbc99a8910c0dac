"""The schemas that have names, and where each is written, before any is read.

Job: give a name to what references lead to elsewhere than among the components (`$defs`, properties
of other schemas, the schemas of answers), and take parents apart from their children: a schema with
a `discriminator` that others extend means any of them where it is referred to, and itself where it
is a part. Whatever is named here, the name comes from the place alone. Part of `normal`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from generator.document import Document, join, split
from generator.lower.keywords import constrains
from generator.lower.raw import Raw, is_union, reference_of
from generator.standard.keywords import ANNOTATIONS, UNIONS
from generator.standard.objects import standard_objects
from generator.standard.references import SCHEMAS, component_of, local_pointers, mapping_target
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


@dataclass(slots=True, kw_only=True)
class Components:
    """Schemas by their names."""

    plain: dict[str, Any]
    """The description that they are of, in which each reference leads to one of them."""
    raws: dict[str, Any]
    origins: dict[str, str] = field(default_factory=dict[str, str])
    """Where those are written that have been given a name here."""

    def pointer(self, name: str) -> str:
        """Return where a schema is written."""
        return self.origins.get(name) or join(SCHEMAS, name)


def components_of(document: Document, plain: dict[str, Any]) -> Components:
    """Return the named schemas of a description, `plain` being what it says, which is changed."""
    raws: dict[str, Any] = plain.setdefault("components", {}).setdefault("schemas", {})
    components = Components(plain=plain, raws=raws)
    _inline_media(components, document)
    _name_targets(components, document)
    if version_of(document) is not Version.V3_0:
        _compose_siblings(components, document)
    _take_parents_apart(components)
    return components


def _inline_media(components: Components, document: Document) -> None:
    """Have media types stand where they are referred to."""
    for place in standard_objects(document.root):
        holder = _at(components.plain, place.pointer) if place.object_type == "media type" else None
        while isinstance(holder, dict) and isinstance(holder.get("$ref"), str):
            (pointer,) = local_pointers(holder.pop("$ref")) or ("",)
            target = _at(components.plain, pointer)
            holder.update(target if isinstance(target, dict) else {})


# --- references to what has no name ---


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
        holder = _at(components.plain, place.pointer)
        reference = place.node.text("$ref")
        if not isinstance(holder, dict):
            continue
        if reference is not None and "$ref" in holder:
            for pointer in local_pointers(reference):
                nameless = component_of(reference) is None
                if nameless and _at(components.plain, pointer) is not None:
                    yield holder, "$ref", pointer
        for keyword in _RECURSIVE:
            if keyword in holder and "$ref" not in holder:
                anchors = _anchors(document) if anchors is None else anchors
                target = _dynamic(anchors, place.pointer, str(holder[keyword]))
                if target:
                    yield holder, keyword, target


_REFERRING: Final = frozenset({"$ref", *_RECURSIVE})


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
    target = _at(components.plain, pointer)
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
    holder = _at(components.plain, pointer.rpartition("/")[0])
    key: Any = int(tokens[-1]) if isinstance(holder, list) else tokens[-1]
    if isinstance(holder, dict | list):
        holder[key] = {"$ref": reference}
    return reference


def _words(plain: Raw, tokens: tuple[str, ...]) -> Iterator[str]:
    """Yield what names a place: an operation and what of it, a component, a property."""
    if tokens[:1] == ("paths",) and len(tokens) > 4:
        call = _at(plain, "".join(join("", token) for token in tokens[:3]))
        yield str(call.get("operationId") or f"{tokens[2]} {tokens[1]}")
        part = _at(call, "".join(join("", token) for token in tokens[3:5]))
        yield _PARTS.get(tokens[3]) or str(part.get("name", "") if isinstance(part, dict) else "")
        tokens = tokens[5:]
    for token in tokens:
        if token not in _SKIPPED and "/" not in token:
            yield token


def _at(plain: Any, pointer: str) -> Any:
    for token in split(pointer):
        if isinstance(plain, list) and token.isdigit() and int(token) < len(plain):
            plain = plain[int(token)]
        elif isinstance(plain, dict) and token in plain:
            plain = plain[token]
        else:
            return None
    return plain


def _compose_siblings(components: Components, document: Document) -> None:
    """Have what stands beside a reference be another part that holds as well."""
    for place in standard_objects(document.root):
        holder = _at(components.plain, place.pointer) if place.object_type == "schema" else None
        if isinstance(holder, dict) and "$ref" in holder and constrains(holder, but=_REFERENCE):
            part = {"$ref": holder.pop("$ref")}
            stated = {key: holder.pop(key) for key in constrains(holder)}
            holder["allOf"] = [part, *stated.pop("allOf", ()), *([stated] if stated else ())]


# --- parents ---


def _take_parents_apart(components: Components) -> None:
    """Have each parent be a choice of its children, who extend what it is by itself."""
    heirs: dict[str, list[str]] = {}
    for name, raw in components.raws.items():
        for base in _extended(raw):
            heirs.setdefault(base, []).append(name)
    parents = {
        name: children
        for name, raw in components.raws.items()
        if (children := tuple(_children(components.raws, heirs, name, raw)))
    }
    own = {name: _own_name(components, name) for name in parents}
    bases = own | dict(_other_names(components.raws, own))
    for raw in [*components.raws.values(), components.plain.get("paths", {})]:
        _extend_bases(raw, bases)
    for name, children in parents.items():
        names = {each: base for each, base in bases.items() if base == own[name]}
        _take_apart(components, name, names, children)
    for name, raw in components.raws.items():
        if isinstance(raw, dict) and "discriminator" in raw and not is_union(raw):
            components.raws[name] = {k: v for k, v in raw.items() if k != "discriminator"}


def _other_names(raws: Mapping[str, Any], own: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield other names of parents, which what extends them would lead back to itself by."""
    targets = {name: reference_of(raw["allOf"][0]) for name, raw in raws.items() if _is_alias(raw)}
    for name in targets:
        target, steps = targets[name], 0
        while target in targets and target not in own and steps < len(targets):
            target, steps = targets[target], steps + 1
        if target is not None and target in own and name not in own:
            yield name, own[target]


def _is_alias(raw: Any) -> bool:
    return isinstance(raw, dict) and _only_annotates(raw)


def _extended(raw: Any) -> Iterator[str]:
    """Yield the components that a schema extends: it has something of its own beside them."""
    parts = raw.get("allOf", ()) if isinstance(raw, dict) else ()
    for part in parts:
        if (name := reference_of(part)) is not None:
            yield name


def _children(
    raws: Mapping[str, Any], heirs: Mapping[str, list[str]], name: str, raw: Any
) -> Iterator[str]:
    """Yield the children of a schema that stands for them; none of one that doesn't."""
    if not isinstance(raw, dict):
        return
    members = [member for keyword in UNIONS for member in raw.get(keyword, ())]
    if members:
        references = [reference_of(member) for member in members]
        if not _descendants(heirs, name).isdisjoint(references):
            yield from (each for each in references if each is not None and each in raws)
        return
    if "discriminator" not in raw:
        return
    mapping = raw["discriminator"].get("mapping", {})
    targets = [*mapping.values(), raw["discriminator"].get("defaultMapping", "")]
    mapped = {mapping_target(str(target)) for target in targets}
    descendants = _descendants(heirs, name) - {name}
    for child in (each for each in raws if each in descendants):
        if child in mapped or not _only_annotates(raws[child]):
            yield child


def _descendants(heirs: Mapping[str, list[str]], name: str) -> frozenset[str]:
    reached: set[str] = set()
    waiting = [*heirs.get(name, ())]
    while waiting:
        heir = waiting.pop()
        if heir not in reached:
            reached.add(heir)
            waiting += heirs.get(heir, ())
    return frozenset(reached)


def _only_annotates(raw: Raw) -> bool:
    """Return whether a schema is another name of the one part that it has."""
    rest = set(raw) - ANNOTATIONS - {"allOf", "nullable"}
    return len(raw.get("allOf", ())) == 1 and not {k for k in rest if not k.startswith("x-")}


def _own_name(components: Components, name: str) -> str:
    own = f"{name}Base"
    while own in components.raws:
        own = f"{own}Schema"
    return own


def _extend_bases(raw: Any, own: Mapping[str, str]) -> None:
    """Have the parts of `allOf` that are parents be what these are by themselves."""
    waiting = [raw]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            waiting += one.values()
            parts = one.get("allOf")
            if isinstance(parts, list) and not _only_annotates(one):
                one["allOf"] = [_own_part(part, own) for part in parts]


def _own_part(part: Any, own: Mapping[str, str]) -> Any:
    name = reference_of(part)
    return {"$ref": f"#{join(SCHEMAS, own[name])}"} if name and name in own else part


def _take_apart(
    components: Components, name: str, names: Mapping[str, str], children: tuple[str, ...]
) -> None:
    """Have a parent, which all of `names` mean, be a choice of its children."""
    raw, own = components.raws[name], names[name]
    annotations = {key: raw[key] for key in ("description", "deprecated", "title") if key in raw}
    parts = {key: value for key, value in raw.items() if key not in (*UNIONS, "discriminator")}
    is_listed = is_union(raw)
    for child in children:  # one that adds nothing extends its parent all the same
        if isinstance(components.raws[child], dict) and _only_annotates(components.raws[child]):
            raws = components.raws[child]["allOf"]
            components.raws[child]["allOf"] = [_own_part(raws[0], names)]
            if (tag := raw.get("discriminator", {}).get("propertyName")) is not None:
                components.raws[child]["properties"] = {tag: {}}  # a class, and no other name
    components.raws[own] = parts
    components.origins[own] = components.pointer(name)
    members = [*children, *(() if is_listed else (own,))]
    union: Raw = {**annotations, "oneOf": [{"$ref": f"#{join(SCHEMAS, each)}"} for each in members]}
    if raw.get("nullable") is True:
        union["nullable"] = True
    if "discriminator" in raw:
        union["discriminator"] = _rewired(raw["discriminator"], name, own, is_listed=is_listed)
    components.raws[name] = union


def _rewired(stated: Raw, name: str, own: str, *, is_listed: bool) -> Raw:
    """Return the discriminator of a parent, of which its own name means what it is by itself."""
    mapping = {
        value: own if mapping_target(str(target)) == name else target
        for value, target in stated.get("mapping", {}).items()
    }
    if not is_listed and own not in mapping.values():
        mapping.setdefault(name, own)
    rewired = {**stated, "mapping": mapping}
    if mapping_target(str(stated.get("defaultMapping", ""))) == name:
        rewired["defaultMapping"] = own
    return rewired
