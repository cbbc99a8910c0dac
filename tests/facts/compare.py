"""Holds an effective description against the facts of a vendor document.

A deviation is a key on which the two sides differ. Where a provider's document
is silent, its description has to say what the base description says: a provider
changes only what its document states. `exceptions.json` lists every deviation
that we chose, with both sides and the reason.
"""

import json
from pathlib import Path
from typing import Any, NamedTuple

from .described import ENDS, described
from .stated import SEE_KINDS, Facts, Names, stated

HERE = Path(__file__).parent
ABSENT = "absent"


class Deviation(NamedTuple):
    """One fact on which a description differs from what is expected of it."""

    provider: str
    fact: str
    expected: Any
    described: Any


def read(name: str) -> Any:
    return json.loads((HERE / name).read_text(encoding="utf-8"))


def document(provider: str) -> dict[str, Any]:
    """What the vendor's document says, and what newer ones have changed and added since."""
    known: dict[str, Any] = read(f"{provider}.json")
    if not (HERE / f"{provider}_since.json").exists():
        return known
    since = read(f"{provider}_since.json")
    known["counts"] |= since.get("counts", {})
    for end, kinds in since.get("kinds", {}).items():
        known["kinds"][end] = [*known["kinds"][end], *kinds]
    for end in ("request", "response"):
        known[end] = newer(known[end], since.get(end, {"fields": []}))
    for name, schema in since.get("schemas", {}).items():
        known["schemas"][name] = newer(known["schemas"].get(name, {"fields": []}), schema)
    return known


def newer(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """An object with the fields of a newer document in place of its own, the others at the end."""
    fields = {field["name"]: field for field in (*old["fields"], *new["fields"])}
    return {**old, "fields": [*fields.values()]}


def names_of(provider: str, effective: dict[str, Any], base: dict[str, Any]) -> Names:
    """The vendor's schema names and ours; a document without item bodies uses ours."""
    if provider == "yandex":
        return dict(read("yandex_names.json"))
    if provider == "openai":
        names: Names = read("names.json")
    else:
        shared = objects(base) & objects(effective) - undocumented(provider)
        names = {name: name for name in shared}
    # Unions without a name in the document are compared where they are used.
    return {
        key: name
        for key, name in names.items()
        if name not in ENDS.values()
        if not {"[", "."} & set(key) or name in objects(base)
    }


def objects(document: dict[str, Any]) -> set[str]:
    """The schemas of a description that have properties."""
    schemas = document["components"]["schemas"]
    return {name for name, schema in schemas.items() if "properties" in schema}


def undocumented(provider: str) -> set[str]:
    """The schemas that we wrote although the vendor's document does not show them."""
    return set(read("exceptions.json")["undocumented"][provider])


def deviations(provider: str, effective: dict[str, Any], base: dict[str, Any]) -> list[Deviation]:
    """Every fact on which the effective description of a provider deviates."""
    names = names_of(provider, effective, base)
    expected = stated(document(provider), names)
    if provider != "openai":
        expected = silent(described(base, names), expected) | expected
    found = described(effective, names)
    keys = {key for key in {**expected, **found} if key in expected or not is_detail(key)}
    return [
        Deviation(provider, key, expected.get(key, ABSENT), found.get(key, ABSENT))
        for key in sorted(keys)
        if expected.get(key) not in (SEE_KINDS, found.get(key))
    ]


def silent(base: Facts, facts: Facts) -> Facts:
    """What the base description says about the fields whose facts are not stated."""
    fields = {key: names for key, names in facts.items() if key.endswith(".fields")}
    listed = {key.removesuffix(".fields"): names for key, names in fields.items()}

    def carried(key: str) -> bool:
        if key.endswith(".fields"):
            return True
        schema, _, field = key.partition(" has ")[0].rpartition(".")[0].rpartition(".")
        return field in listed.get(schema, (field,)) and not is_detail(key)

    return {key: value for key, value in base.items() if carried(key)}


def is_detail(key: str) -> bool:
    """Whether a fact counts only where a document states it."""
    detail = (".member count", ".first value", ".field order")
    return key.endswith(detail) or "count of " in key or " has " in key
