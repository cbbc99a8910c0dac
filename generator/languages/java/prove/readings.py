"""Whether JSON is read as each type in the one way that there is for a type of its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.languages.java.prove import limits, records
from generator.languages.java.prove.expressions import reading
from generator.languages.java.prove.facts import LITERAL, Facts
from generator.languages.java.prove.trees import TypeTree


def faults(facts: Facts) -> Iterator[str]:
    """Yield the types that are read in another way."""
    of_answers = {f"models/{each.name}" for each in facts.package.answers}
    for path, outer in facts.types.items():
        if path in of_answers:
            continue
        for name, tree in outer.nested.items() if path.startswith("models/") else ():
            fields = [field for field in tree.fields if field.name == "READING"]
            if fields and _plain(fields[0].value) != _plain(_expected(tree)):
                yield f"{name}: it is read in another way"
            if fields and tree.kind == "interface" and not tree.permits:
                yield from (f"{name}: {each}" for each in _choice(tree))


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def _expected(tree: TypeTree) -> str:
    name = tree.name
    if tree.kind == "class":
        is_text = tree.extends == ("Enumeration",)
        example = '"", Value._UNKNOWN' if is_text else "null"
        return f"Reading.like(new {name}({example}))"
    if tree.permits:
        unknown = [each for each in tree.permits if _reading(tree).startswith(_example(each))]
        return f"{_example(unknown[0])}JsonNull.NULL))" if unknown else ""
    message = re.match(rf"Reading\.like\(({LITERAL}), ", _reading(tree))
    return f"Reading.like({message[1] if message else ''}, new Other(JsonNull.NULL))"


def _example(name: str) -> str:
    return f"Reading.like(new {name}("


def _reading(tree: TypeTree) -> str:
    return next(field.value for field in tree.fields if field.name == "READING")


def _choice(tree: TypeTree) -> Iterator[str]:
    """Yield what is wrong with how a value of several JSON types is told."""
    cases = "".join(
        f"if (value instanceof {each.json_type} json) {{ return new {each.name}(json); }} "
        for each in tree.variants
    )
    if [m.body for m in tree.calls("of")] != [f"{{ {cases}return new Other(value); }}"]:
        yield "a JSON type leads to another class"
    factories = [m for m in tree.methods if m.name != "of"]
    if any(m.body != "{ return of(JsonValue.of(value)); }" for m in factories):
        yield "a value is made in another way"
    for variant in tree.variants:
        if not _is_variant(variant, tree.name):
            yield f"{variant.name} keeps something else"
    other = tree.named("Other")
    interfaces = (tree.name, "UnknownValue")
    if other is None:
        yield "nothing stands for other JSON types"
    elif not records.keeps(other, "JsonValue", interfaces, viewOf="{ return of(value); }"):
        yield "what is of no known JSON type tells others in another way"


def _is_variant(tree: TypeTree, choice_name: str) -> bool:
    """Return whether a record keeps values of its JSON type, and reads and checks them as one."""
    values, ways = tree.calls("value"), tree.calls("reading")
    checked = limits.check(limits.returned(ways[0].body)) if values and ways else None
    if checked is None or checked.plain != reading(values[0].returns):
        return False
    own = {"value": values[0].body, "reading": ways[0].body}  # held to the Api by those who ask
    return records.keeps(tree, tree.json_type, (choice_name, "JsonView"), **own)
