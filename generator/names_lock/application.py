"""Puts the names of a lock into an Api.

What a line says and isn't so any more is an error at its place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from generator.findings import Diagnosis, Finding
from generator.names_lock.entries import (
    Entry,
    NamesLock,
    argument_address,
    class_address,
    property_address,
)
from generator.renamed_pages import renamed_pages
from generator.spelled import (
    Api,
    Declaration,
    Model,
    Operation,
    Parameter,
    Property,
    Provider,
    Union,
)


def locked(api: Api, lock: NamesLock, *, whole: bool) -> tuple[Api, Diagnosis]:
    """Return an Api whose names are those of a lock, as far as it has them.

    Args:
        api: as it was lowered.
        lock: the names that stay.
        whole: whether all providers and operations are there, so that what is missing is gone.
    """
    if not lock.entries:
        return api, Diagnosis()
    application = _Application(api, lock)
    declarations = tuple(map(application.declaration, application.in_order()))
    application.note_taken_classes(declarations)
    providers = tuple(map(application.provider, api.providers))
    findings = [*application.findings, *(application.stale() if whole else ())]
    order = {(d.namespace, d.name): place for place, d in enumerate(api.declarations)}
    in_order = sorted(declarations, key=lambda d: order[d.namespace, d.name])
    result = Api(
        package=api.package, title=api.title, providers=providers, declarations=tuple(in_order)
    )
    return result, Diagnosis(findings=tuple(findings), sources=lock.sources)


class _Application:
    """An Api while the names of a lock are put into it."""

    def __init__(self, api: Api, lock: NamesLock) -> None:
        self._api = api
        self._names = {provider.name for provider in api.providers}
        self._entries: dict[str, list[Entry]] = {}
        for each in lock.entries:
            self._entries.setdefault(each.address, []).append(each)
        self._applied: set[Entry] = set()
        self._classes = {
            name.casefold()
            for declaration in api.declarations
            if (entry := self._entry_of(declaration)) is not None
            for one in (entry.name, *entry.former)
            for name in (one, f"Unknown{one}")
        }
        self.findings: list[Finding] = []
        self._renamed: dict[tuple[str, str], Declaration] = {}

    def in_order(self) -> list[Declaration]:
        """Return what has a locked name first, so that it has it before a newcomer."""
        return sorted(self._api.declarations, key=lambda d: self._entry_of(d) is None)

    def stale(self) -> Iterator[Finding]:
        """Yield the entries that nothing is called by any more."""
        every = (entry for entries in self._entries.values() for entry in entries)
        for entry in every:
            if entry not in self._applied and self._names & {*entry.providers}:
                message = f"there is no {entry.address} any more: take this line out"
                yield Finding(entry.where, "", message)

    def _entry(self, address: str, providers: Collection[str]) -> Entry | None:
        entries = self._entries.get(address, [])
        return next((each for each in entries if {*providers} & {*each.providers}), None)

    def _entry_of(self, declaration: Declaration) -> Entry | None:
        return self._entry(class_address(declaration.name), declaration.providers)

    def _named(self, address: str, providers: tuple[str, ...]) -> Entry | None:
        """Return the line of a place, and note that a class was split."""
        entry = self._entry(address, providers)
        if entry is None:
            return None
        self._applied.add(entry)
        removals = [p for p in entry.providers if p in self._names and p not in providers]
        if removals and entry.providers[0] in providers:
            message = (
                f"{address} was one for {', '.join(entry.providers)}, and isn't that of"
                f" {', '.join(removals)} any more: change it for all of them, or give this line the"
                f" providers {','.join(providers)}"
            )
            self.findings.append(Finding(entry.where, "", message))
        return entry

    def _note_taken(self, entry: Entry, names: Collection[str]) -> None:
        """Note that a former name of a line is how something else is called."""
        for name in entry.former:
            if name in names:
                message = f"{name} is what something else is called now: take it out of this line"
                self.findings.append(Finding(entry.where, "", message))

    def declaration(self, declaration: Declaration) -> Declaration:
        """Return a declaration by its locked name, or by its own where no other has that."""
        result = self._renamed[declaration.namespace, declaration.name] = self._declaration(
            declaration
        )
        return result

    def _declaration(self, declaration: Declaration) -> Declaration:
        entry = self._named(class_address(declaration.name), declaration.providers)
        former = () if entry is None else entry.former
        free = _free(declaration.identifier, self._classes, "") if entry is None else ""
        identifier = free if entry is None else entry.name
        self._classes.add(identifier.casefold())
        if isinstance(declaration, Union):
            default_unknown = f"Unknown{identifier}"
            unknown = (
                declaration.unknown if identifier == declaration.identifier else default_unknown
            )
            return replace(declaration, identifier=identifier, unknown=unknown, former=former)
        if isinstance(declaration, Model):
            properties = self._properties(declaration)
            return replace(declaration, identifier=identifier, properties=properties, former=former)
        return replace(declaration, identifier=identifier, former=former)

    def _properties(self, model: Model) -> tuple[Property, ...]:
        addresses = (property_address(model.name, each.name.wire) for each in model.properties)
        entries = [self._named(address, model.providers) for address in addresses]
        return self._distinct(model.properties, entries)

    def _distinct(
        self, members: Sequence[Named], entries: Sequence[Entry | None]
    ) -> tuple[Named, ...]:
        """Return members by the names that are locked, the others by names that are free.

        What no line is about keeps its name in JSON, and was there perhaps before the lines were:
        a former name never takes it.
        """
        result = _distinct(members, entries)
        names = {
            (member.name.identifier if entry is None else entry.name)
            for member, entry in zip(members, entries, strict=True)
        }
        for entry in filter(None, entries):
            self._note_taken(entry, names)
        return result

    def note_taken_classes(self, declarations: Iterable[Declaration]) -> None:
        """Note former names of classes that others of the same providers have."""
        every = tuple(declarations)
        for declaration in every:
            entry = self._entry_of(declaration)
            if entry is not None and entry.former:
                beside = (d for d in every if {*d.providers} & {*declaration.providers})
                names = {each.identifier for each in beside}
                self._note_taken(entry, names)

    def provider(self, provider: Provider) -> Provider:
        """Return a provider whose operations take their arguments by locked names."""
        operations = (self._operation(each, (provider.name,)) for each in provider.operations)
        return replace(provider, operations=tuple(operations))

    def _operation(self, operation: Operation, providers: tuple[str, ...]) -> Operation:
        body = operation.body
        properties = (body.properties if body else None) or ()
        every: tuple[Property | Parameter, ...] = (*operation.parameters, *properties)
        addresses = (argument_address(operation.id, each.name.wire) for each in every)
        entries = [self._named(address, providers) for address in addresses]
        arguments = self._distinct(every, entries)
        parameters = arguments[: len(operation.parameters)]
        pairs = zip(every, arguments, strict=True)
        names = {old.name.identifier: new.name.identifier for old, new in pairs}
        result = replace(
            operation,
            parameters=tuple(p for p in parameters if isinstance(p, Parameter)),
            pagination=renamed_pages(operation, names, self._renamed),
        )
        if body is None or body.properties is None:
            return result
        own = tuple(p for p in arguments[len(parameters) :] if isinstance(p, Property))
        return replace(result, body=replace(body, properties=own))


Named = TypeVar("Named", Property, Parameter, Property | Parameter)


def _distinct(members: Sequence[Named], entries: Sequence[Entry | None]) -> tuple[Named, ...]:
    names_in_use = _locked_names(entries)
    result: list[Named] = []
    for member, entry in zip(members, entries, strict=True):
        identifier = (
            _free(member.name.identifier, names_in_use, "_") if entry is None else entry.name
        )
        names_in_use.add(identifier.casefold())
        former = () if entry is None else entry.former
        name = replace(member.name, identifier=identifier, former=former)
        result.append(replace(member, name=name))
    return tuple(result)


def _locked_names(entries: Iterable[Entry | None]) -> set[str]:
    every = (entry for entry in entries if entry is not None)
    return {name.casefold() for entry in every for name in (entry.name, *entry.former)}


def _free(preferred: str, names_in_use: Collection[str], sign: str) -> str:
    """Return a name that nothing has: the wanted one, or it with a number."""
    name, count = preferred, 1
    while name.casefold() in names_in_use:
        count += 1
        name = f"{preferred}{sign}{count}"
    return name
