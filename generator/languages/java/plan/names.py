"""Names of the types that stand for declarations.

Job: give each declaration that becomes a type its name, whatever provider has it: all of them stand
in one package. What the first provider has is called as it is, anything else has the prefix of the
first provider that has it. A description may say what a type is called (`x-names`); a dot puts it
within another.
"""

from __future__ import annotations

from generator.api import Alias, Api, Declaration, Literal, Nullable, Type, TypeUnion, Union
from generator.languages.java.filters import is_long
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
        self._taken: set[str] = set()
        self.classes: dict[Key, str] = {}
        self.unknown: dict[Key, str] = {}
        typed = [each for each in api.declarations if is_type(each)]
        for declared in sorted(typed, key=self._rank):
            self._name(declared)

    def _rank(self, declared: Declaration) -> tuple[bool, bool, bool]:
        """Return an order in which chosen names come first, then those without a prefix."""
        chosen = LANGUAGE in dict(declared.called)
        within = "." in dict(declared.called).get(LANGUAGE, "")
        return (not chosen, within, bool(self._prefix(declared)))

    def _prefix(self, declared: Declaration) -> str:
        has_plain_name = self._first in declared.providers
        return "" if has_plain_name else pascal_case(declared.providers[0])

    def _name(self, declared: Declaration) -> None:
        key, prefix = (declared.namespace, declared.name), self._prefix(declared)
        wanted = dict(declared.called).get(LANGUAGE)
        if wanted and "." in wanted:
            self.classes[key] = self._within(f"{prefix}{wanted}")
        else:
            self.classes[key] = self.fresh(class_name(f"{prefix}{wanted or declared.name}"))
        if isinstance(declared, Union):
            base = wanted or pascal_case(declared.name)
            self.unknown[key] = self.fresh(class_name(f"{prefix}Unknown{base}"))

    def _within(self, wanted: str) -> str:
        """Return the name of a type within another, if there is such another one."""
        owner, _, name = wanted.rpartition(".")
        owners = self.classes.values()
        return self.fresh(wanted if owner in owners else class_name(f"{owner}{name}"))

    @property
    def taken(self) -> frozenset[str]:
        """Every name that a type has, in lower case."""
        return frozenset(self._taken)

    def fresh(self, wanted: str) -> str:
        """Return a name that no type has yet: the wanted one, or it with a number."""
        name, count = wanted, 1
        while name.casefold() in self._taken:
            count += 1
            name = f"{wanted}{count}"
        self._taken.add(name.casefold())
        return name


def is_type(declared: Declaration) -> bool:
    """Return whether a declaration becomes a type of its own; others are what they stand for."""
    if not isinstance(declared, Alias):
        return True
    kind = without_null(declared.type)
    return is_enumeration(kind) or isinstance(kind, TypeUnion)


def without_null(kind: Type) -> Type:
    """Return a type without null."""
    return without_null(kind.type) if isinstance(kind, Nullable) else kind


def is_enumeration(kind: Type) -> bool:
    """Return whether values are texts out of a list that a class can hold."""
    if not isinstance(kind, Literal) or len(kind.values) > MOST_CONSTANTS:
        return False
    return all(isinstance(value, str) and not is_long(value) for value in kind.values)
