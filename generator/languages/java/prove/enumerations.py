"""Whether an enumeration is one in itself: its constants, and how its values are found."""

from __future__ import annotations

from collections.abc import Iterator

from generator.languages.java.prove.facts import Facts
from generator.languages.java.prove.trees import TypeTree


def faults(facts: Facts) -> Iterator[str]:
    """Yield what is wrong with the enumerations, whatever they list."""
    for tree in _enumerations(facts):
        yield from (f"{tree.name}: {each}" for each in _enumeration(facts, tree))


def _enumerations(facts: Facts) -> Iterator[TypeTree]:
    for path, tree in facts.types.items():
        if path.startswith("models/"):
            yield from (t for t in tree.nested.values() if (v := t.named("Value")) and v.constants)


def _enumeration(facts: Facts, tree: TypeTree) -> Iterator[str]:
    """Yield what is wrong with an enumeration in itself."""
    constants = [field for field in tree.fields if field.value.startswith(f"new {tree.name}(")]
    texts = facts.texts(tree)
    value = tree.named("Value")
    if value is None or value.constants != (*(field.name for field in constants), "_UNKNOWN"):
        yield "its constants aren't those to switch over"
    if len(texts) != len(constants):
        yield "a constant has another's name"
        return
    listed = ", ".join(field.name for field in constants)
    forms = {
        "of": "{ return READING.read(JsonString.of(text)); }",
        "value": "{ return value; }",
        "known": f"{{ return all({listed}); }}",
        "unknown": f"{{ return new {tree.name}(text, Value._UNKNOWN); }}",
        tree.name: "{ super(text); this.value = value; }",
    }
    if {m.name: m.body for m in tree.methods} != forms:
        yield "its values are found in another way"
