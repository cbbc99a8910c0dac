"""Whether a union lists its members and tells them apart as the Api says.

Job: one alias and its class for unknown kinds against one Union. It must not know how `Variants`
decides, only what it is given.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TypeAlias

from generator.api import ByRules, Rule
from generator.languages.python.naming import field_name
from generator.languages.python.prove.annotations import Spelling, identity
from generator.spelled import Union

Row: TypeAlias = tuple[object, ...]


def faults(
    union: Union, node: ast.expr | None, unknown: ast.stmt | None, spelling: Spelling
) -> Iterator[str]:
    """Yield where a union and its code differ; each begins with what comes after the name."""
    yield from _unknown_faults(union, unknown)
    match node:
        case ast.Subscript(
            value=ast.Name(id="Annotated"),
            slice=ast.Tuple(
                elts=[members, ast.Call(func=ast.Name(id="Variants"), args=args, keywords=more)]
            ),
        ):
            yield from _member_faults(union, members, spelling)
            yield from _mapping_faults(union, args, spelling)
            yield from _rule_faults(union, more, spelling)
        case _:
            yield ": is not Annotated[..., Variants(...)]"


def _unknown_faults(union: Union, node: ast.stmt | None) -> Iterator[str]:
    """Yield what the class for unknown kinds has beyond a tag that only type checkers see."""
    match node:
        case ast.ClassDef(bases=[ast.Name(id="Unknown")], keywords=[], decorator_list=[]):
            tag = [s for s in node.body if not _is_docstring(s)]
        case _:
            tag = []
    match tag:
        case [] if isinstance(node, ast.ClassDef) and not union.discriminator.property:
            return
        case [
            ast.If(
                test=ast.Name(id="TYPE_CHECKING"),
                body=[ast.AnnAssign(target=ast.Name(id=name), value=None)],
                orelse=[],
            )
        ] if name == field_name(union.discriminator.property):
            return
        case _:
            yield f": {union.unknown} is not the class for objects of unknown kinds"


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _member_faults(union: Union, node: ast.expr, spelling: Spelling) -> Iterator[str]:
    names = [ast.unparse(part) for part in _joined(node)]
    members = [spelling.get((ref.namespace, ref.name), "?") for ref in union.members]
    if names != [*members, union.unknown]:
        yield f": its members are {', '.join(names)}, not {', '.join(members)}"


def _joined(node: ast.expr) -> list[ast.expr]:
    match node:
        case ast.BinOp(left=first, op=ast.BitOr(), right=rest):
            return [*_joined(first), *_joined(rest)]
        case _:
            return [node]


def _mapping_faults(union: Union, args: list[ast.expr], spelling: Spelling) -> Iterator[str]:
    match args:
        case [ast.Constant(value=tag), ast.Dict(keys=keys, values=values), ast.Name(id=unknown)]:
            pass
        case _:
            yield ": Variants isn't given a tag, a mapping and a class"
            return
    if tag != union.discriminator.property:
        yield f": is told apart by {tag!r}, not by {union.discriminator.property!r}"
    if unknown != union.unknown:
        yield f": unknown kinds become {unknown}, not {union.unknown}"
    entries = [(_value(key), ast.unparse(value)) for key, value in zip(keys, values, strict=True)]
    rows: list[Row] = [
        (value, spelling.get((ref.namespace, ref.name), "?"))
        for value, ref in union.discriminator.mapping
    ]
    if entries != rows:
        differing = [row for row in [*entries, *rows] if row not in entries or row not in rows]
        yield f": the mapping of its tags differs: {differing or 'another order'}"


def _rule_faults(union: Union, keywords: list[ast.keyword], spelling: Spelling) -> Iterator[str]:
    values = {keyword.arg: keyword.value for keyword in keywords}
    if values.keys() - {"shared", "rules", "otherwise"}:
        yield f": Variants is given {sorted(map(str, values))}"
    how = union.discriminator
    shared_tags = how.shared if isinstance(how, ByRules) else ()
    rules = how.rules if isinstance(how, ByRules) else ()
    if _plain(_value(values.get("shared"))) != _plain(shared_tags):
        yield f": the tags that its members share are not {shared_tags}"
    row = values.get("rules", ast.List([]))
    rows = [_rule_written(part) for part in getattr(row, "elts", ())]
    expectations = [_rule_meant(rule, spelling) for rule in rules]
    other, fallback = how.otherwise, values.get("otherwise")
    class_name = spelling.get((other.namespace, other.name), "?") if other is not None else None
    if (ast.unparse(fallback) if fallback is not None else None) != class_name:
        yield f": what no tag means isn't {class_name or 'unknown'}"
    if rows != expectations or not isinstance(row, ast.List):
        yield ": its rules differ from those of the description"


def _rule_written(node: ast.expr) -> dict[str, object]:
    match node:
        case ast.Call(func=ast.Name(id="Rule"), args=[], keywords=keywords):
            rule = {str(keyword.arg): keyword.value for keyword in keywords}
        case _:
            return {"not a rule": ast.unparse(node)}
    member = {"member": ast.unparse(rule.pop("member"))} if "member" in rule else {}
    return {**member, **{name: _plain(_value(value)) for name, value in rule.items()}}


def _rule_meant(rule: Rule, spelling: Spelling) -> dict[str, object]:
    conditions = {
        "equals": dict(rule.equals),
        "present": rule.present,
        "some": rule.some,
        "absent": rule.absent,
        "kinds": dict(rule.json_types),
    }
    member = spelling.get((rule.member.namespace, rule.member.name), "?")
    slots = {name: _plain(value) for name, value in conditions.items() if value}
    return {"member": member, **slots}


def _value(node: ast.expr | None) -> object:
    """Return the value that a literal stands for; nothing stands for an empty row."""
    if node is None:
        return ()
    try:
        value: object = ast.literal_eval(node)
    except ValueError:
        return node
    return value


def _plain(value: object) -> object:
    """Return a value in which lists and tuples are the same and constants keep their types."""
    match value:
        case dict():
            return [(name, _plain(inner)) for name, inner in value.items()]
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case _:
            return identity(value)
