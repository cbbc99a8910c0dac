"""A report for other programs: JSON, in the form that `report.schema.json` states."""

from __future__ import annotations

import json as standard
from typing import Any

from generator.diff.change import Change
from generator.diff.effects import Effects
from generator.diff.render.words import sentence
from generator.diff.report import Report


def json(report: Report) -> str:
    """Return a report as JSON."""
    return standard.dumps(plain(report), indent=2, ensure_ascii=False) + "\n"


def plain(report: Report) -> dict[str, Any]:
    """Return a report as plain values."""
    return {
        "verdict": str(report.verdict),
        **_effects(report.whole.effects),
        "policy": report.policy,
        "old": report.old,
        "new": report.new,
        "release": report.release or None,
        "next_version": report.next_version or None,
        "project": [*report.project],
        "providers": [
            {
                "name": name,
                "verdict": str(report.of(name).verdict),
                **_effects(report.of(name).effects),
            }
            for name in report.providers
        ],
        "changes": [_change(change, report) for change in report.changes],
    }


def _effects(effects: Effects) -> dict[str, str]:
    names = ("stay", "runs", "checks")
    return {name: str(getattr(effects, name)) for name in names}


def _change(change: Change, report: Report) -> dict[str, Any]:
    one, where = change.difference, change.where
    place = {"file": where.file, "line": where.line, "column": where.column} if where else None
    return {
        "rule": one.rule,
        "verdict": str(change.verdict),
        **_effects(change.effects),
        "providers": [*change.providers],
        "direction": one.direction,
        "address": one.address,
        "old": one.old,
        "new": one.new,
        "deprecated": one.deprecated,
        "message": sentence(change, report),
        "where": place,
        "proof": change.proof or None,
        "witness": change.witness or None,
        "fingerprint": change.fingerprint,
        "accepted": change.accepted or None,
    }
