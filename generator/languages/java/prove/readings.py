"""Whether JSON is read as each type in the one way that there is for a type of its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.languages.java.prove import limits
from generator.languages.java.prove.facts import Facts, reading
from generator.languages.java.prove.trees import TypeTree

VALUE = "JsonValue value"


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
    head = f"@Override public {name} read({VALUE})"
    methods = f"{head} {{ return of(value); }} @Override void check({VALUE}, Checks checks)"
    if tree.permits:
        body = "if (value instanceof JsonObject) { super.check(value, checks); } else "
        body += "{ checks.add(expected()); }"
        return f'new Reading<>("should be an object") {{ {methods} {{ {body} }} }}'
    checks = list(limits.choice_checks(tree))
    parts = [
        f"if (value instanceof {record.parameters[0][0]}) {{ checks.value({how}, value); }} else "
        for record, how in zip(_records(tree), checks, strict=False)
    ]
    plain = [check.plain if check else "" for check in map(limits.check, checks)]
    if plain != [reading(record.calls("value")[0].returns) for record in _records(tree)]:
        return ""
    message = re.match(r'new Reading<>\(("[^"]*")\)', _reading(tree))
    body = f"{''.join(parts)}{{ checks.add(expected()); }}"
    return f"new Reading<>({message[1] if message else ''}) {{ {methods} {{ {body} }} }}"


def _reading(tree: TypeTree) -> str:
    return next(field.value for field in tree.fields if field.name == "READING")


def _records(tree: TypeTree) -> list[TypeTree]:
    return [each for each in tree.types if each.kind == "record" and each.name != "Other"]


def _choice(tree: TypeTree) -> Iterator[str]:
    """Yield what is wrong with how a value of several JSON types is told."""
    cases = "".join(
        f"if (value instanceof {each.parameters[0][0]} json) {{ return new {each.name}(json); }} "
        for each in _records(tree)
    )
    if [m.body for m in tree.calls("of")] != [f"{{ {cases}return new Other(value); }}"]:
        yield "a JSON type leads to another record"
    factories = [m for m in tree.methods if m.name != "of"]
    if any(m.body != "{ return of(JsonValue.of(value)); }" for m in factories):
        yield "a value is made in another way"
