"""Names of the types that stand for declarations.

Job: give each declaration that becomes a type its name, whatever provider has it: all of them stand
in one package. What the first provider has is called as it is, anything else has the prefix of the
first provider that has it. A description may say what a type is called (`x-names`); a dot puts it
within another.
"""

from __future__ import annotations

from generator.api import Alias, Api, Declaration, Literal, Nullable, Type, TypeUnion, Union
from generator.languages.java.literals import is_long
from generator.languages.java.naming import class_name, pascal_case

LANGUAGE = "java"

MOST_CONSTANTS = 3_000
"""Constants of a class, whose initialiser has 64 KB; longer lists are of any text."""

Key = tuple[str, str]
"""The namespace and the name of a declaration."""


class Names:
    """The names of types, none of which is another's, whatever the case of its letters."""

    def __init__(self, api: Api) -> None:
        self._first = api.providers[0].name
        self._names: set[str] = set()
        self.classes: dict[Key, str] = {}
        self.unknown: dict[Key, str] = {}
        with_types = [each for each in api.declarations if is_type(each)]
        for declaration in sorted(with_types, key=self._rank):
            self._name(declaration)

    def _rank(self, declaration: Declaration) -> tuple[bool, bool, bool]:
        """Return an order in which chosen names come first, then those without a prefix."""
        has_own_name = LANGUAGE in dict(declaration.called)
        within = "." in dict(declaration.called).get(LANGUAGE, "")
        return (not has_own_name, within, bool(self._prefix(declaration)))

    def _prefix(self, declaration: Declaration) -> str:
        has_plain_name = self._first in declaration.providers
        return "" if has_plain_name else pascal_case(declaration.providers[0])

    def _name(self, declaration: Declaration) -> None:
        key, prefix = (declaration.namespace, declaration.name), self._prefix(declaration)
        own_name = dict(declaration.called).get(LANGUAGE)
        if own_name and "." in own_name:
            self.classes[key] = self._within(f"{prefix}{own_name}")
        else:
            self.classes[key] = self.fresh(class_name(f"{prefix}{own_name or declaration.name}"))
        if isinstance(declaration, Union):
            base = own_name or pascal_case(declaration.name)
            self.unknown[key] = self.fresh(class_name(f"{prefix}Unknown{base}"))

    def _within(self, path: str) -> str:
        """Return the name of a type within another, if there is such another one."""
        owner, _, name = path.rpartition(".")
        owners = self.classes.values()
        return self.fresh(path if owner in owners else class_name(f"{owner}{name}"))

    @property
    def taken(self) -> frozenset[str]:
        """Every name that a type has, in lower case."""
        return frozenset(self._names)

    def fresh(self, preferred: str) -> str:
        """Return a name that no type has yet: the wanted one, or it with a number."""
        name, count = preferred, 1
        while name.casefold() in self._names:
            count += 1
            name = f"{preferred}{count}"
        self._names.add(name.casefold())
        return name


def is_type(declaration: Declaration) -> bool:
    """Return whether a declaration becomes a type of its own; others are what they stand for."""
    if not isinstance(declaration, Alias):
        return True
    kind = without_null(declaration.type)
    return is_enumeration(kind) or isinstance(kind, TypeUnion)


def without_null(kind: Type) -> Type:
    """Return a type without null."""
    return without_null(kind.type) if isinstance(kind, Nullable) else kind


def is_enumeration(kind: Type) -> bool:
    """Return whether values are texts out of a list that a class can hold."""
    if not isinstance(kind, Literal) or len(kind.values) > MOST_CONSTANTS:
        return False
    return all(isinstance(value, str) and not is_long(value) for value in kind.values)
