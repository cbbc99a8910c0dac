"""Parents: schemas with a `discriminator` that others extend, taken apart from their children.

Job: have a parent mean any of its children where it is referred to, and itself where it is a part.
Part of `normal`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.document import join
from generator.lower.components import Components
from generator.lower.raw import Raw, is_union, reference_of
from generator.standard.keywords import ANNOTATIONS, UNIONS
from generator.standard.references import SCHEMAS, mapping_target


def take_parents_apart(components: Components) -> None:
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
    names = {mapping_target(str(target)) for target in targets}
    descendants = _descendants(heirs, name) - {name}
    for child in (each for each in raws if each in descendants):
        if child in names or not _only_annotates(raws[child]):
            yield child


def _descendants(heirs: Mapping[str, list[str]], name: str) -> frozenset[str]:
    pointers: set[str] = set()
    waiting = [*heirs.get(name, ())]
    while waiting:
        heir = waiting.pop()
        if heir not in pointers:
            pointers.add(heir)
            waiting += heirs.get(heir, ())
    return frozenset(pointers)


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


def _rewired(schema: Raw, name: str, own: str, *, is_listed: bool) -> Raw:
    """Return the discriminator of a parent, of which its own name means what it is by itself."""
    mapping = {
        value: own if mapping_target(str(target)) == name else target
        for value, target in schema.get("mapping", {}).items()
    }
    if not is_listed and own not in mapping.values():
        mapping.setdefault(name, own)
    discriminator = {**schema, "mapping": mapping}
    if mapping_target(str(schema.get("defaultMapping", ""))) == name:
        discriminator["defaultMapping"] = own
    return discriminator
