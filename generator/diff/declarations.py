"""Differences between declarations: names, properties, kinds, and which class a value is.

Job: compare each pair once, wherever it is referred to, and tell of what has no pair. The model of
a body whose properties are arguments is compared as those, by `operations`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import filterfalse

from generator.api import Ref
from generator.diff.as_text import JSON, Ways
from generator.diff.differences import Differences
from generator.diff.names import name_rules
from generator.diff.namespace import Namespace, noun
from generator.diff.properties import beside_absence, deprecation_rules, property_rules
from generator.diff.scalars import shown
from generator.diff.types import TypeComparison
from generator.diff.unions import UnionComparison
from generator.spelled import Alias, Declaration, Model, Property, Union, former_classes

CLASS_RULES: Mapping[str, str] = {
    "deprecated": "class-deprecated",
    "undeprecated": "class-undeprecated",
}
"""What is called otherwise of a class than of a property: nothing warns of its use."""


class DeclarationComparison:
    """The declarations of one provider on both sides."""

    def __init__(
        self,
        old: Namespace,
        new: Namespace,
        pairs: Mapping[str, str],
        types: TypeComparison,
        differences: Differences,
    ) -> None:
        self._old = old
        self._new = new
        self._pairs = pairs
        self._types = types
        self._differences = differences
        self._unions = UnionComparison(pairs, types, differences)
        self._other_names: dict[str, set[str]] = {}
        for declaration in new.declarations.values():
            if real := _real(declaration):
                self._other_names.setdefault(real, set()).add(declaration.identifier)

    def compare(self, arguments: Collection[str]) -> None:
        """Note what differs; `arguments` names the models whose properties are arguments."""
        received = {name for name, ways in self._old.travels.items() if "received" in ways}
        for before, after in self._pairs.items():
            old, new = self._old.declarations[before], self._new.declarations[after]
            self._names(old, new)
            self._sharing(old, new)
            if self._unions.is_collapsed(old, new):
                continue
            if type(old) is not type(new):
                self._differences.add_below(
                    "declaration-form-changed", after, old=noun(old), new=noun(new)
                )
            elif before not in arguments or before in received:
                self._contents(old, new)
        self._unpaired()

    def _unpaired(self) -> None:
        removals = [d for name, d in self._old.declarations.items() if name not in self._pairs]
        partners = {*self._pairs.values()}
        additions = [d for name, d in self._new.declarations.items() if name not in partners]
        names = {n for d in self._new.declarations.values() for n in (d.identifier, *d.former)}
        for declaration in filterfalse(self._is_taken_over, removals):
            rule = "class-replaced" if declaration.identifier in names else "class-removed"
            self._differences.add_below(
                rule,
                declaration.name,
                old=declaration.identifier,
                deprecated=declaration.deprecated,
            )
        for declaration in filterfalse(self._was_a_class, additions):
            self._differences.add_below("class-added", declaration.name, new=declaration.identifier)

    def _is_taken_over(self, old: Declaration) -> bool:
        """Return whether the class that a name of the old side stands for has that name itself."""
        after = self._pairs.get(_real(old))
        return after is not None and self._new.declarations[after].identifier == old.identifier

    def _was_a_class(self, new: Declaration) -> bool:
        """Return whether the class that a name of the new side stands for had that name itself."""
        befores = (before for before, after in self._pairs.items() if after == _real(new))
        return new.identifier in {self._old.declarations[name].identifier for name in befores}

    def _names(self, old: Declaration, new: Declaration) -> None:
        names = (old.identifier, old.former), (new.identifier, new.former)
        if old.identifier in self._other_names.get(new.name, ()):
            self._differences.add_below("class-added", new.name, new=new.identifier)
            names = names[1], names[1]
        for rule, before, after in name_rules(*names, "class-renamed"):
            self._differences.add_below(rule, new.name, old=before, new=after)
        for rule, before, after in (deprecations := [*deprecation_rules(old, new)]):
            name = CLASS_RULES.get(rule, rule)
            self._differences.add_below(name, new.name, old=before, new=after)
        if old.doc != new.doc and not deprecations:  # the text of a class says them as well
            self._differences.add_below("text-changed", new.name, old=old.doc, new=new.doc)
        match old, new:
            case Union(unknown=before), Union(unknown=after) if before != after:
                if before not in dict(former_classes(new)):
                    self._differences.add_below("class-renamed", new.name, old=before, new=after)
            case _:
                return

    def _sharing(self, old: Declaration, new: Declaration) -> None:
        """Note which class values are of: code may ask for it by the shared module's name."""
        if isinstance(old, Alias) or isinstance(new, Alias):
            return
        before, after = self._old.is_shared(old.name), self._new.is_shared(new.name)
        if before and not after:
            self._differences.add_below(
                "shared-type-split", new.name, old=f"models.{old.identifier}"
            )
        elif after and not before:
            self._differences.add_below(
                "shared-type-joined", new.name, new=f"models.{new.identifier}"
            )

    def _contents(self, old: Declaration, new: Declaration) -> None:
        match old, new:
            case Model(), Model():
                self._models(old, new)
            case Union(), Union():
                self._unions.compare(old, new)
            case Alias(), Alias():
                for each in self._types.differences(old.type, new.type, self._ways(old, new)):
                    self._differences.add_type(each, new.name)
            case _:
                return

    def _models(self, old: Model, new: Model) -> None:
        if old.is_response != new.is_response:
            self._differences.add_below(
                "answer-gained" if new.is_response else "answer-lost", new.name
            )
        before = {each.name.wire: each for each in old.properties}
        after = {each.name.wire: each for each in new.properties}
        ways = self._ways(old, new)
        for wire in dict.fromkeys([*before, *after]):
            one, other = before.get(wire), after.get(wire)
            if one is not None and other is not None:
                self._properties(new.name, one, other, ways)
            elif one is not None:
                self._property(new.name, one, "removed")
            elif other is not None:
                self._property(new.name, other, "added")

    def _property(self, component: str, one: Property, what: str) -> None:
        prefix = "" if one.presence == "optional" else "required-"
        text = shown(one.type)
        self._differences.add_below(
            f"{prefix}property-{what}",
            component,
            f".{one.name.wire}",
            old=text if what == "removed" else "",
            new=text if what == "added" else "",
            property_name=one.name.wire,
            deprecated=one.deprecated,
        )

    def _ways(self, old: Declaration, new: Declaration) -> Ways:
        is_text = old.name in self._old.as_text and new.name in self._new.as_text
        return ("text", "text") if is_text else JSON

    def _properties(self, component: str, old: Property, new: Property, ways: Ways) -> None:
        wire = new.name.wire
        for rule, before, after in property_rules(old, new):
            self._differences.add_below(
                rule, component, f".{wire}", old=before, new=after, property_name=wire
            )
        if old.presence != "constant" or new.presence != "constant":
            for each in self._types.differences(old.type, new.type, ways):
                one = beside_absence(each, old, new)
                self._differences.add_type(one, component, wire, old.deprecated_values)


def _real(declaration: Declaration) -> str:
    """Return the component that a name stands for; "" where it is none's."""
    match declaration:
        case Alias(type=Ref(name=name)):
            return name
        case _:
            return ""
