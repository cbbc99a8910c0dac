"""The table of rules as Markdown, which the README beside ends in; run, this module prints it."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from generator.diff.effects import Effects, Verdict
from generator.diff.rules import RULES
from generator.diff.rules.rule import Row, Rule


def page() -> str:
    """Return the table, a rule a line."""
    return "".join(f"{line}\n" for line in _lines())


def _lines() -> Iterator[str]:
    yield "| rule | sent | received | undone by | one row because |"
    yield "|---|---|---|---|---|"
    for name, rule in RULES.items():
        yield f"| `{name}` | {_cells(rule)} | `{rule.mirror}` | {rule.waiver} |"


def _cells(rule: Rule) -> str:
    if "sent" in rule.rows or "received" in rule.rows:
        return " | ".join(_row(rule.rows.get(way)) for way in ("sent", "received"))
    (row,) = rule.rows.values()
    return f"{_row(row)} | "


def _row(row: Row | None) -> str:
    if row is None:
        return "–"
    least = f" ({row.floor})" if row.floor > Verdict.PATCH else ""
    return f"{_effects(row.effects)}{least}"


def _effects(effects: Effects) -> str:
    return f"{effects.stay}, {effects.runs}, {effects.checks}"


if __name__ == "__main__":
    sys.stdout.write(page())
