"""The lock of names: what is called how in code, kept while a description grows.

Job: read `names.lock`, hold an Api to it, and write it anew. Names are chosen in the order of the
description, so that a newcomer could take the name of what was there before: what is locked keeps
its name, and the newcomer gets a number. A line is `component name providers`, or one for
`component.property` or `operation(argument)` whose name in code differs from that in JSON; those
providers share the class. Behind the name, with commas between them, stand names that it had
before: they go on, as deprecated ones. What a line says and isn't so any more is an error at its
place.
"""

from __future__ import annotations

import json
import keyword
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, TypeVar

from generator.document import Where
from generator.findings import Diagnosis, Finding
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

NAME: Final = "names.lock"

HEAD: Final = """\
# Names in code that stay what they are: a component, a property of one or an argument; its name;
# the providers that share it. `compactgen generate --names` adds lines, and takes none away.
# A rename is the new name, a comma and the old one, which stays as a deprecated alias.
"""

COLUMNS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line."""

    address: str
    name: str
    former: tuple[str, ...] = ()
    """Names that it had before, the last one first."""
    providers: tuple[str, ...]
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesLock:
    """The lines of a file; none where there is no file."""

    file: str = ""
    text: str = ""
    entries: tuple[Entry, ...] = ()

    @property
    def sources(self) -> Mapping[str, str]:
        """The text by the name of its file."""
        return {self.file: self.text} if self.file else {}


def read(path: Path | None) -> tuple[NamesLock, Diagnosis]:
    """Return the lock that a file holds; one that isn't there holds nothing."""
    if path is None or not path.is_file():
        return NamesLock(), Diagnosis()
    file, text = path.as_posix(), path.read_text(encoding="utf-8", errors="replace")
    entries: list[Entry] = []
    findings: list[Finding] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            _take(line, Where(file, number, 1), entries, findings)
    lock = NamesLock(file=file, text=text, entries=tuple(entries))
    return lock, Diagnosis(findings=tuple(findings), sources=lock.sources)


def _take(line: str, where: Where, entries: list[Entry], findings: list[Finding]) -> None:
    parts = line.rsplit(maxsplit=COLUMNS - 1)
    names = parts[1].split(",") if len(parts) == COLUMNS else []
    if not names or not all(map(_is_name, names)):
        message = "a line is an address, a name in code, and providers with commas between them"
        findings.append(Finding(where, "", message))
        return
    if twice := next((name for name in names if names.count(name) > 1), None):
        findings.append(Finding(where, "", f"{twice} is there twice: take one of them out"))
        return
    name, *former = names
    providers = tuple(parts[2].split(","))
    entry = Entry(
        address=parts[0], name=name, former=tuple(former), providers=providers, where=where
    )
    entries.append(entry)


def _is_name(text: str) -> bool:
    return text.isidentifier() and not keyword.iskeyword(text)


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
    ordered = sorted(declarations, key=lambda d: order[d.namespace, d.name])
    result = Api(
        package=api.package, title=api.title, providers=providers, declarations=tuple(ordered)
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
        self._used: set[Entry] = set()
        self._classes = {
            name.casefold()
            for declared in api.declarations
            if (entry := self._entry(declared.name, declared.providers)) is not None
            for one in (entry.name, *entry.former)
            for name in (one, f"Unknown{one}")
        }
        self.findings: list[Finding] = []
        self._renamed: dict[tuple[str, str], Declaration] = {}

    def in_order(self) -> list[Declaration]:
        """Return what has a locked name first, so that it has it before a newcomer."""
        return sorted(
            self._api.declarations, key=lambda d: self._entry(d.name, d.providers) is None
        )

    def stale(self) -> Iterator[Finding]:
        """Yield the entries that nothing is called by any more."""
        every = (entry for entries in self._entries.values() for entry in entries)
        for entry in every:
            if entry not in self._used and self._names & {*entry.providers}:
                message = f"there is no {entry.address} any more: take this line out"
                yield Finding(entry.where, "", message)

    def _entry(self, address: str, providers: Collection[str]) -> Entry | None:
        entries = self._entries.get(address, [])
        return next((each for each in entries if {*providers} & {*each.providers}), None)

    def _named(self, address: str, providers: tuple[str, ...]) -> Entry | None:
        """Return the line of a place, and note that a class was split."""
        entry = self._entry(address, providers)
        if entry is None:
            return None
        self._used.add(entry)
        lost = [p for p in entry.providers if p in self._names and p not in providers]
        if lost and entry.providers[0] in providers:
            message = (
                f"{address} was one for {', '.join(entry.providers)}, and isn't that of"
                f" {', '.join(lost)} any more: change it for all of them, or give this line the"
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

    def declaration(self, declared: Declaration) -> Declaration:
        """Return a declaration by its locked name, or by its own where no other has that."""
        result = self._renamed[declared.namespace, declared.name] = self._declaration(declared)
        return result

    def _declaration(self, declared: Declaration) -> Declaration:
        entry = self._named(declared.name, declared.providers)
        former = () if entry is None else entry.former
        free = _free(declared.identifier, self._classes, "") if entry is None else ""
        identifier = free if entry is None else entry.name
        self._classes.add(identifier.casefold())
        if isinstance(declared, Union):
            wanted = f"Unknown{identifier}"
            unknown = declared.unknown if identifier == declared.identifier else wanted
            return replace(declared, identifier=identifier, unknown=unknown, former=former)
        if isinstance(declared, Model):
            properties = self._properties(
                declared.properties, f"{declared.name}.{{}}", declared.providers
            )
            return replace(declared, identifier=identifier, properties=properties, former=former)
        return replace(declared, identifier=identifier, former=former)

    def _properties(
        self, properties: tuple[Property, ...], address: str, providers: tuple[str, ...]
    ) -> tuple[Property, ...]:
        entries = [
            self._named(address.format(_escaped(p.name.wire)), providers) for p in properties
        ]
        return self._distinct(properties, entries)

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
        for declared in every:
            entry = self._entry(declared.name, declared.providers)
            if entry is not None and entry.former:
                beside = (d for d in every if {*d.providers} & {*declared.providers})
                names = {each.identifier for each in beside}
                self._note_taken(entry, names)

    def provider(self, provider: Provider) -> Provider:
        """Return a provider whose operations take their arguments by locked names."""
        operations = (self._operation(each, (provider.name,)) for each in provider.operations)
        return replace(provider, operations=tuple(operations))

    def _operation(self, operation: Operation, providers: tuple[str, ...]) -> Operation:
        body, address = operation.body, f"{operation.id}({{}})"
        properties = (body.properties if body else None) or ()
        every: tuple[Property | Parameter, ...] = (*operation.parameters, *properties)
        entries = [self._named(address.format(_escaped(p.name.wire)), providers) for p in every]
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
    taken = _locked_names(entries)
    result: list[Named] = []
    for member, entry in zip(members, entries, strict=True):
        identifier = _free(member.name.identifier, taken, "_") if entry is None else entry.name
        taken.add(identifier.casefold())
        former = () if entry is None else entry.former
        name = replace(member.name, identifier=identifier, former=former)
        result.append(replace(member, name=name))
    return tuple(result)


def _locked_names(entries: Iterable[Entry | None]) -> set[str]:
    every = (entry for entry in entries if entry is not None)
    return {name.casefold() for entry in every for name in (entry.name, *entry.former)}


def _free(wanted: str, taken: Collection[str], sign: str) -> str:
    """Return a name that nothing has: the wanted one, or it with a number."""
    name, count = wanted, 1
    while name.casefold() in taken:
        count += 1
        name = f"{wanted}{sign}{count}"
    return name


def text(api: Api, lock: NamesLock) -> str:
    """Return the lock of an Api, with the lines of an earlier one for what isn't there now."""
    lines = {*_lines(api)}
    there = {line.rsplit(maxsplit=COLUMNS - 1)[0] for line in lines}
    kept = {
        f"{entry.address} {_names(entry.name, entry.former)} {','.join(entry.providers)}"
        for entry in lock.entries
        if entry.address not in there
    }
    return HEAD + "".join(f"{line}\n" for line in sorted({*lines, *kept}))


def _lines(api: Api) -> Iterator[str]:
    for declared in api.declarations:
        whom = ",".join(declared.providers)
        yield f"{_escaped(declared.name)} {_names(declared.identifier, declared.former)} {whom}"
        for each in declared.properties if isinstance(declared, Model) else ():
            if each.name.identifier != each.name.wire or each.name.former:
                names = _names(each.name.identifier, each.name.former)
                yield f"{declared.name}.{_escaped(each.name.wire)} {names} {whom}"
    for provider in api.providers:
        for operation in provider.operations:
            yield from _arguments(operation, provider.name)


def _arguments(operation: Operation, provider: str) -> Iterator[str]:
    properties = (operation.body.properties if operation.body else None) or ()
    every: tuple[Property | Parameter, ...] = (*operation.parameters, *properties)
    for each in every:
        if each.name.identifier != each.name.wire or each.name.former:
            names = _names(each.name.identifier, each.name.former)
            yield f"{operation.id}({_escaped(each.name.wire)}) {names} {provider}"


def _names(name: str, former: Sequence[str]) -> str:
    return ",".join((name, *former))


def _escaped(text: str) -> str:
    """Return a text on one line."""
    return json.dumps(text, ensure_ascii=False)[1:-1]
