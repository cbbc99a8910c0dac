"""What the Api says that several parts of the proof ask, and how types of Java agree with it.

Job: say whether a type in the output takes the values of a type of the Api. Names of types with
declarations come from the plan; everything else is asked of the Api and of the files.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from generator.api import (
    Alias,
    Api,
    Array,
    Body,
    Declaration,
    Literal,
    Map,
    Nullable,
    Operation,
    Provider,
    Ref,
    Scalar,
    Type,
    TypeUnion,
    Union,
)
from generator.languages.java.literals import LONGEST_LITERAL, read_literal
from generator.languages.java.package import JavaPackage
from generator.languages.java.prove.expressions import reading
from generator.languages.java.prove.trees import TypeTree

PLAIN: Mapping[str, tuple[str, ...]] = {
    "string": ("String",),
    "integer": ("Long", "long"),
    "number": ("Double", "double"),
    "boolean": ("Boolean", "boolean"),
}
JSON_TYPES = {
    "JsonString": "string",
    "JsonNumber": "number",
    "JsonBoolean": "boolean",
    "JsonArray": "array",
    "JsonObject": "object",
}
MOST_CONSTANTS = 3_000
"""Texts that an enumeration can list; more of them are any text."""
LITERAL = r'"(?:[^"\\]|\\.)*"'
_CONSTANT = re.compile(rf"new (\w+)\(({LITERAL}), Value\.(\w+)\)")


class Facts:
    """The Api, the names that were chosen, and the types of the output."""

    def __init__(self, api: Api, package: JavaPackage, types: Mapping[str, TypeTree]) -> None:
        self.api = api
        self.package = package
        self.types = types
        self.expected: set[str] = set()
        """The files that something in the description asks for."""
        self._named = dict(package.names)
        self.unknown = dict(package.unknown)
        self._members = {
            **{m.name: {e.wire: e.name for e in m.members} for m in package.models},
            **{p.name: {e.wire: e.name for e in p.all_members} for p in package.params},
        }
        self._trees = {
            name: tree
            for path, each in types.items()
            if path.startswith("models/")
            for name, tree in each.nested.items()
        }

    def name(self, declaration: Declaration | Ref) -> str:
        """Return what the type of a declaration is called; "" where it has none."""
        return self._named.get((declaration.namespace, declaration.name), "")

    def tree(self, name: str) -> TypeTree | None:
        """Return a type of the models by its name, with dots where it is nested."""
        return self._trees.get(name)

    def file(self, path: str) -> TypeTree | None:
        """Return the type of a file that has to be there."""
        self.expected.add(path)
        return self.types.get(path)

    @cached_property
    def unions(self) -> tuple[Union, ...]:
        """The unions of the Api."""
        return tuple(d for d in self.api.declarations if isinstance(d, Union))

    @cached_property
    def _unions_of(self) -> Mapping[tuple[str, str], tuple[Union, ...]]:
        """The unions that each declaration is a member of, by namespaces and names."""
        found: dict[tuple[str, str], tuple[Union, ...]] = {}
        for union in self.unions:
            for member in dict.fromkeys(union.members):
                place = (member.namespace, member.name)
                found[place] = (*found.get(place, ()), union)
        return found

    def unions_of(self, declaration: Declaration) -> tuple[Union, ...]:
        """Return the unions that a declaration is a member of."""
        return self._unions_of.get((declaration.namespace, declaration.name), ())

    def is_nullable(self, kind: Type) -> bool:
        """Return whether null is a value of a type that doesn't take any JSON."""
        match kind:
            case Nullable(type=inner):
                return not self._is_any(inner)
            case Ref():
                declaration = self.api.declared(kind)
                return isinstance(declaration, Alias) and self.is_nullable(declaration.type)
            case TypeUnion(members=members):
                return any(map(self.is_nullable, members))
            case _:
                return False

    def _is_any(self, kind: Type) -> bool:
        match kind:
            case Nullable(type=inner):
                return self._is_any(inner)
            case Literal():
                return _is_mixed(kind)
            case Ref():
                declaration = self.api.declared(kind)
                is_plain = isinstance(declaration, Alias) and not self.name(declaration)
                return (
                    is_plain and isinstance(declaration, Alias) and self._is_any(declaration.type)
                )
            case Scalar() | Array() | Map():
                return False
            case TypeUnion(members=members):
                return any(map(self._is_any, members))
            case _:
                return True

    def matches(self, text: str, kind: Type) -> bool:
        """Return whether a type of the output is right for values other than null."""
        match kind:
            case Nullable(type=inner):
                return self.matches(text, inner)
            case Scalar(kind=name):
                return text in PLAIN[name]
            case Array(items=items):
                return self._inside(text, r"List<(?:\? extends )?(.*)>", items)
            case Map(values=values):
                return self._inside(text, r"Map<String, (?:\? extends )?(.*)>", values)
            case Ref():
                return self._is_declared(text, self.api.declared(kind))
            case Literal():
                return self._is_constant(text, kind)
            case TypeUnion(members=members):
                return self._is_choice(text, members)
            case _:
                return text == "JsonValue"

    def _inside(self, text: str, form: str, kind: Type) -> bool:
        """Return whether what stands within a list or a map is right, null included."""
        outer = re.fullmatch(form, text)
        if outer is None:
            return False
        inner = re.fullmatch(r"Optional<(.*)>", outer[1])
        if self.is_nullable(kind):
            return inner is not None and self.matches(inner[1], kind)
        return inner is None and self.matches(outer[1], kind)

    def _is_declared(self, text: str, declaration: Declaration) -> bool:
        name = self.name(declaration)
        if not name and isinstance(declaration, Alias):
            return self.matches(text, declaration.type)
        return bool(name) and text == name

    def _is_constant(self, text: str, kind: Literal) -> bool:
        types = {type(value) for value in kind.values}
        longest = max((len(value) for value in kind.values if isinstance(value, str)), default=0)
        is_long = longest * 3 > LONGEST_LITERAL and text == "String"
        if types == {str} and (is_long or len(kind.values) > MOST_CONSTANTS):
            return text == "String"
        if types == {str}:
            tree = self.tree(text)
            is_list = tree is not None and self.texts(tree) == [str(v) for v in kind.values]
            return is_list and self._asked_for(text)
        if _is_mixed(kind):
            return text == "JsonValue"
        names = {frozenset({str}): "string", frozenset({bool}): "boolean"}
        names |= {frozenset({int}): "integer"}
        return text in PLAIN[names.get(frozenset(types), "number")]

    def texts(self, tree: TypeTree) -> list[str]:
        """Return the texts of the constants of an enumeration, each of which says what it is."""
        texts = []
        for field in tree.fields:
            match = _CONSTANT.fullmatch(field.value)
            if match and (match[1], match[3]) == (tree.name, field.name):
                texts.append(read_literal(match[2]))
        return texts

    def _is_choice(self, text: str, members: tuple[Type, ...]) -> bool:
        plain = [each.type if isinstance(each, Nullable) else each for each in members]
        if len(plain) == 1:
            return self.matches(text, plain[0])
        tree = self.tree(text)
        if tree is None:
            return text == "JsonValue" and any(map(self._is_any, plain))
        variants = tree.variants
        values = [(each, each.calls("value")) for each in variants]
        if len(variants) != len(plain) or not all(len(calls) == 1 for _, calls in values):
            return False
        return all(
            self.matches(calls[0].returns, member) and self._is_read(each, calls[0].returns)
            for (each, calls), member in zip(values, plain, strict=True)
        ) and self._asked_for(text)

    def _asked_for(self, text: str) -> bool:
        """Note that the description asks for a type, which has a file unless it is nested."""
        if "." not in text:
            self.expected.add(f"models/{text}")
        return True

    def _is_read(self, variant: TypeTree, returns: str) -> bool:
        """Return whether a variant reads its JSON as the type that it says."""
        body = variant.calls("value")[0].body
        return body == f"{{ return Reading.required({reading(returns)}, json); }}"

    def members(self, name: str) -> dict[str, str]:
        """Return what the accessors of an object are called, by the names of its members."""
        return self._members.get(name, {})

    def sends(self, text: str, body: Body) -> bool:
        """Return whether a parameter of a method is right for a body, which may be null."""
        if body.content in ("text", "binary"):
            return text == ("String" if body.content == "text" else "byte[]")
        kind = body.type
        inner = re.fullmatch(r"Optional<(.*)>", text)
        return self.matches(inner[1] if inner and self.is_nullable(kind) else text, kind)

    def is_left_out(self, provider: Provider, operation: Operation) -> bool:
        """Return whether an operation is left out, which a line of the plan says."""
        lead = f"{provider.name}: {'.'.join(operation.attributes)} is left out: "
        is_told = any(line.startswith(lead) for line in self.package.left_out)
        return operation.chunks or is_told


def _is_mixed(kind: Literal) -> bool:
    """Return whether constants have no type of Java's in common but that of any JSON."""
    types = {type(value) for value in kind.values}
    if types == {int}:
        return not all(-(2**63) <= int(value) < 2**63 for value in kind.values)
    return not (types <= {int, float} or types == {str} or types == {bool})
