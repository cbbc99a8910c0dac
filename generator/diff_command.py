"""The command `compactgen diff`: what a change does to those who stay and to those who upgrade.

Job: hand two sides to the comparison, say where its changes are written, and show the report in the
form that is asked for. What a change does is the rules', what a side is `sides`'.
"""

from __future__ import annotations

import argparse
import dataclasses
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from generator import accepted, colours, terminal
from generator.diff import diff
from generator.diff.change import Difference
from generator.diff.effects import Verdict
from generator.diff.packages import between
from generator.diff.render.github import github
from generator.diff.render.json import json
from generator.diff.render.markdown import markdown
from generator.diff.render.text import text
from generator.diff.report import Report, summary
from generator.document import Document, Node, Where, child, split
from generator.findings import Diagnosis
from generator.job import UseError
from generator.languages import LANGUAGE
from generator.quoting import nearest
from generator.sides import Side, sides
from generator.surface import Surface, surface, text as surface_text
from generator.version import VERSION

FORMS: Final = {"markdown": markdown, "json": json, "github": github}

SCHEMA: Final = 3
"""Tokens of a pointer that names a component: with fewer, nothing in particular is meant."""


def run(options: argparse.Namespace) -> bool:
    """Show the report; return whether the verdict is less than what is to fail."""
    old, new = sides(options)
    report = compared(old, new, options)
    if options.project:
        from generator.project_code import failures

        own = failures([Path(path) for path in options.project], old.api, new.api)
        report = dataclasses.replace(report, project=own)
    if options.prove:
        report = _proved(report, old, new)
    if new.description is not None:
        report = _accepting(report, new.description.parent / accepted.NAME, options)
    if options.format == "text":
        terminal.write_coloured(sys.stdout, text(report, coloured=colours.wanted(sys.stdout)))
    else:
        sys.stdout.write(FORMS[options.format](report))
    limit = Verdict[options.fail_on.upper()] if options.fail_on else None
    return limit is None or summary(c for c in report.changes if not c.accepted).verdict < limit


def _proved(report: Report, old: Side, new: Side) -> Report:
    from generator.proof import proved
    from generator.stored_answers import answers

    changes = proved(report, old.api, new.api, answers(old.documents, old.api)).changes
    by_verdict = tuple(sorted(changes, key=lambda change: -change.verdict))
    return dataclasses.replace(report, changes=by_verdict)


def _accepting(report: Report, path: Path, options: argparse.Namespace) -> Report:
    """Return a report that says what the project accepts, with what it accepts from now on.

    Raises:
        DescriptionError: the list of accepted breaks is at fault, or accepts what isn't there.
        UseError: what is to be accepted isn't there.
    """
    if options.accept is not None:
        change = next((c for c in report.changes if c.fingerprint == options.accept), None)
        if change is None or not options.because:
            raise UseError(
                f"there is no change {options.accept}"
                if options.because
                else "say why with --because"
            )
        accepted.add(path, change, options.because)
    entries, diagnosis = accepted.read(path)
    if not options.provider:
        diagnosis += Diagnosis(findings=tuple(accepted.stale(report, entries)))
    if diagnosis.errors:
        raise diagnosis.refusal()
    return accepted.applied(report, entries)


def compared(old: Side, new: Side, options: argparse.Namespace) -> Report:
    """Return what changes from one side to the other.

    Raises:
        UseError: neither side has a provider that is asked for, or a package is of another API.
    """
    if old.surface is not None or new.surface is not None:
        _refuse_strangers(old, new)
    places = Places(old, new)
    if old.surface is None and new.surface is None:
        report = diff(old.api, new.api, options.policy, places.where)
    else:
        report = between(offered(old), offered(new), options.policy, places.where)
    selection = _chosen(report, options.provider)
    return dataclasses.replace(selection, old=old.name, new=new.name, release=old.release)


def _refuse_strangers(old: Side, new: Side) -> None:
    """Refuse to compare what has no operation and no component in common: that says nothing."""
    names = [
        {operation.id for provider in api.providers for operation in provider.operations}
        | {declaration.name for declaration in api.declarations}
        for api in (old.api, new.api)
    ]
    if all(names) and names[0].isdisjoint(names[1]):
        raise UseError(
            f"{old.name} ({old.api.title}) and {new.name} ({new.api.title}) have no operation and"
            " no component in common: give both sides of one API, as in `compactgen diff OLD NEW`"
        )


def offered(side: Side) -> Surface:
    """Return what a package of a side offers, or would offer if it were made now."""
    if side.surface is not None:
        return side.surface
    plan = LANGUAGE.plan(side.api, ())
    whole = Surface(api=side.api, runtime=LANGUAGE.surface(plan), generator=VERSION)
    return surface(surface_text(whole))


def _chosen(report: Report, providers: list[str]) -> Report:
    """Return the report about some providers, all where none is named."""
    for name in providers:
        if name not in report.providers:
            there = ", ".join(report.providers)
            hint = nearest(name, report.providers)
            raise UseError(f"there is no provider {name!r}{hint}; there are: {there}")
    if not providers:
        return report
    changes = (
        dataclasses.replace(change, providers=whom)
        for change in report.changes
        if (whom := tuple(name for name in change.providers if name in providers))
    )
    names = tuple(name for name in report.providers if name in providers)
    return dataclasses.replace(report, providers=names, changes=tuple(changes))


class Places:
    """Where changes are written: on the new side, and what is gone on the old one."""

    def __init__(self, old: Side, new: Side) -> None:
        self._old = old
        self._new = new

    def where(self, difference: Difference, providers: tuple[str, ...]) -> Where | None:
        """Return the place of a difference, nothing where its pointer leads nowhere."""
        is_gone = difference.rule.endswith("-removed") and not difference.new
        sides = (self._old, self._new) if is_gone else (self._new, self._old)
        for side in sides:
            documents = (d for d in side.documents if d.provider in providers)
            for document in documents:
                if (where := _where(document, difference)) is not None:
                    return where._replace(file=side.file(where.file))
        return None


def _where(document: Document, difference: Difference) -> Where | None:
    if not difference.pointer:
        return None
    tokens = split(difference.pointer)
    node, depth = document.root, 0
    for token in tokens:
        below = child(node, token)
        if below is None:
            break
        node, depth = below, depth + 1
    if depth < min(len(tokens), SCHEMA):
        return None
    if difference.rule.startswith("shared-type"):
        file = node.where.file
        return next((where for where in _places(node) if where.file != file), node.where)
    return node.where


def _places(node: Node) -> Iterator[Where]:
    """Yield the places of what a node holds: what an overlay brought is in another file."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        yield one.where
        waiting += [below for _, below in one.children()]
