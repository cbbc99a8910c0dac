"""Types of the Api as the types that Java handles them by.

Job: say for each place where a value is expected which Java type it has there, and collect the
types without names of their own that this takes: enumerations and choices that stand inline are
nested in the type that uses them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.api import (
    Alias,
    Anything,
    Api,
    Array,
    Binary,
    Constant,
    Declaration,
    JsonType,
    Literal,
    Map,
    Model,
    Nullable,
    Ref,
    Scalar,
    Type,
    TypeUnion,
    Union,
)
from generator.languages.java.declared import ChoiceType, EnumerationType, NestedType, Variant
from generator.languages.java.java_types import JavaType, ListOf, MapOf, Maybe, Named, Plain
from generator.languages.java.naming import class_name, constant_name
from generator.languages.java.plan.names import Names, is_enumeration, is_type, without_null
from generator.words import distinct

ANY = Plain("any")
_SUFFIXES = {
    "string": "String",
    "integer": "Long",
    "number": "Double",
    "boolean": "Boolean",
    "any": "Json",
    "text": "Text",
    "bytes": "Bytes",
}


@dataclass
class Home:
    """A type that others can be nested in."""

    name: str
    """With dots, where it is nested itself."""
    names: set[str]
    """Names, in lower case, that would hide others inside of it."""
    nested: list[NestedType] = field(default_factory=list[NestedType])

    def fresh(self, preferred: str) -> str:
        """Return a name for a nested type that hides nothing."""
        name, count = class_name(preferred), 1
        while name.casefold() in self.names:
            count += 1
            name = f"{class_name(preferred)}{count}"
        self.names.add(name.casefold())
        return name


class Types:
    """Which Java type values have."""

    def __init__(self, api: Api, names: Names) -> None:
        self._api = api
        self._names = names
        self._top = Home("", set())
        classes = (*names.classes.values(), *names.unknown.values())
        self._simple = frozenset(each.rpartition(".")[2].casefold() for each in classes)

    def home(self, name: str) -> Home:
        """Return a type as a home: what its code may name is taken in it."""
        return Home(name, {*self._simple, *(part.casefold() for part in name.split("."))})

    def top_level(self) -> Home:
        """Return the package as a home: what is nested in it has a file of its own."""
        return self._top

    def declared(self, ref: Ref) -> Declaration:
        """Return what a reference stands for."""
        return self._api.declared(ref)

    def class_of(self, declaration: Declaration) -> str:
        """Return the name of the type of a declaration."""
        return self._names.classes[declaration.namespace, declaration.name]

    def is_nullable(self, kind: Type) -> bool:
        """Return whether null is a value, and more than one of any JSON values."""
        match kind:
            case Nullable():
                return True
            case Ref():
                declaration = self.declared(kind)
                return isinstance(declaration, Alias) and self.is_nullable(declaration.type)
            case TypeUnion(members=members):
                return any(map(self.is_nullable, members))
            case _:
                return False

    def of(self, kind: Type, home: Home, preferred: str) -> JavaType:
        """Return the Java type of values, which is nested in `home` where it needs a name."""
        inner = self._of(without_null(kind), home, preferred)
        return Maybe(inner) if self.is_nullable(kind) and inner != ANY else inner

    def non_null(self, kind: Type, home: Home, preferred: str) -> JavaType:
        """Return the Java type of values other than null."""
        type_ = self.of(kind, home, preferred)
        return type_.type if isinstance(type_, Maybe) else type_

    def _of(self, kind: Type, home: Home, preferred: str) -> JavaType:
        match kind:
            case Scalar(kind=name, limits=limits):
                return Plain(name, limits)
            case Literal():
                return self._literal(kind, home, preferred)
            case Array(items=items, limits=limits):
                return ListOf(self.of(items, home, f"{preferred}_item"), limits)
            case Map(values=values, keys=keys, limits=limits):
                return MapOf(self.of(values, home, f"{preferred}_value"), keys, limits)
            case Ref():
                return self._named(self.declared(kind), home, preferred)
            case TypeUnion():
                return self._choice(kind, home, preferred)
            case _:
                return ANY

    def _named(self, declaration: Declaration, home: Home, preferred: str) -> JavaType:
        match declaration:
            case Model():
                return Named(self.class_of(declaration), "model")
            case Union():
                return Named(self.class_of(declaration), "union")
            case Alias(type=kind) if is_type(declaration):
                inner = without_null(kind)
                name = self.class_of(declaration)
                is_open = isinstance(inner, Literal) and inner.open
                is_text = is_enumeration(inner)
                return Named(name, "enumeration" if is_text else "choice", is_open, _only(inner))
            case Alias(type=kind):
                return self.non_null(kind, home, preferred)

    def _literal(self, kind: Literal, home: Home, preferred: str) -> JavaType:
        if is_enumeration(kind):
            name, path = self._nested(home, preferred)
            home.nested.append(enumeration(name, "", kind))
            return Named(path, "enumeration", kind.open, _only(kind))
        types = {type(value) for value in kind.values}
        if types == {str}:
            return Plain("string", only=_only(kind))
        if types == {bool}:
            return Plain("boolean", only=_only(kind))
        if types == {int} and all(-(2**63) <= int(value) < 2**63 for value in kind.values):
            return Plain("integer", only=_only(kind))
        has_float = types <= {int, float} and float in types
        return Plain("number" if has_float else "any", only=_only(kind))

    def _choice(self, kind: TypeUnion, home: Home, preferred: str) -> JavaType:
        members = [without_null(each) for each in kind.members]
        if len(members) == 1:
            return self._of(members[0], home, preferred)
        if any(isinstance(each, Anything | Binary) for each in members):
            return ANY
        name, path = self._nested(home, preferred)
        home.nested.append(self.choice(name, path, "", kind))
        return Named(path, "choice")

    def _nested(self, home: Home, preferred: str) -> tuple[str, str]:
        """Return a fresh name for a type within another, and the same after that one's."""
        if home is self._top:
            name = self._names.fresh(class_name(preferred))
            return name, name
        name = home.fresh(preferred)
        return name, f"{home.name}.{name}"

    def choice(self, name: str, path: str, doc: str, kind: TypeUnion) -> ChoiceType:
        """Return a sealed interface for types that differ in their JSON type.

        Args:
            name: what it is called.
            path: the same, after the names of the types that it is nested in.
            doc: its text in the description.
            kind: the types.
        """
        home = self.home(path)
        members = [without_null(each) for each in kind.members]
        types = [self.non_null(each, home, "Constant") for each in members]
        names = distinct((str(n), f"Of{suffix(type_)}") for n, type_ in enumerate(types))
        variants = (
            Variant(names[str(n)], f"of{names[str(n)][2:]}", self.json_type(member), type_)
            for n, (member, type_) in enumerate(zip(members, types, strict=True))
        )
        return ChoiceType(name, doc, tuple(variants), tuple(home.nested))

    def json_type(self, kind: Type) -> JsonType:
        """Return the JSON type of all values of a type that isn't null."""
        match kind:
            case Scalar(kind="string"):
                return "string"
            case Scalar(kind="boolean"):
                return "boolean"
            case Scalar():
                return "number"
            case Literal(values=(first, *_)):
                is_bool = isinstance(first, bool)
                return "string" if isinstance(first, str) else "boolean" if is_bool else "number"
            case Array():
                return "array"
            case Ref():
                declaration = self.declared(kind)
                if isinstance(declaration, Alias):
                    return self.json_type(without_null(declaration.type))
                return "object"
            case _:
                return "object"


def enumeration(name: str, doc: str, kind: Literal) -> EnumerationType:
    """Return a class for the texts of a list."""
    texts = [str(value) for value in kind.values]
    names = distinct((text, constant_name(text)) for text in texts)
    return EnumerationType(name, doc, tuple((names[text], text) for text in texts), kind.open)


def _only(kind: Type) -> tuple[Constant, ...]:
    """Return the value of a type that has one alone, and will have no other."""
    is_constant = isinstance(kind, Literal) and len(kind.values) == 1 and not kind.open
    return kind.values if isinstance(kind, Literal) and is_constant else ()


def suffix(kind: JavaType) -> str:
    """Return what a record for values of a type is called behind `Of`."""
    match kind:
        case Plain(kind=name):
            return _SUFFIXES[name]
        case ListOf():
            return "Items"
        case MapOf():
            return "Map"
        case Named(name=name):
            return name.rpartition(".")[2]
        case Maybe(type=inner):
            return suffix(inner)
