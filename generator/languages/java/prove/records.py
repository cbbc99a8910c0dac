"""Whether records that keep JSON keep it as it is, show none of it, and do nothing else."""

from __future__ import annotations

from generator.languages.java.prove.trees import TypeTree

COMMON = {
    "equals": "{ return JsonRecord.equal(this, other); }",
    "hashCode": "{ return json.hashCode(); }",
    "toString": "{ return JsonRecord.text(this); }",
}
"""The methods of each of them; the platform's own would show what a record keeps."""


def keeps(tree: TypeTree, json_type: str, interfaces: tuple[str, ...], **own: str) -> bool:
    """Return whether a record keeps JSON of a type as some interfaces ask for.

    Args:
        tree: the record.
        json_type: the class of the JSON that it keeps.
        interfaces: what it implements.
        own: the bodies of the methods that the interfaces ask for, by their names.
    """
    bodies = {tree.name: "{ JsonRecord.requireJson(json); }", **COMMON, **own}
    return (
        (tree.kind, tree.parameters, tree.implements)
        == ("record", ((json_type, "json"),), interfaces)
        and not (tree.fields or tree.types)
        and _bodies(tree) == sorted(bodies.items())
    )


def _bodies(tree: TypeTree) -> list[tuple[str, str]]:
    return sorted((method.name, method.body) for method in tree.methods)
