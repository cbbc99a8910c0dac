"""Rules about what no description says: the runtime of a package, and who made it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from generator.diff.effects import Verdict
from generator.diff.rules.rule import MINOR, NAME_GOES, NOTE, OK, PATCH, Rule, row

RUNTIME: Final[Mapping[str, Rule]] = {
    "runtime-added": Rule(
        says="is new, {new}",
        mirror="runtime-removed",
        counted="name of the runtime",
        rows={"client": MINOR},
        waiver="the runtime is code",
    ),
    "runtime-removed": Rule(
        says="is gone, and was {old}",
        mirror="runtime-added",
        rows={"client": NAME_GOES},
        waiver="the runtime is code",
    ),
    "runtime-changed": Rule(
        says="is {new}, and was {old}",
        mirror="runtime-changed",
        rows={"client": row(OK, NOTE, NOTE, Verdict.MINOR)},
        waiver="the runtime is code",
    ),
    "generator-changed": Rule(
        says="is {new}, and was {old}",
        mirror="generator-changed",
        rows={"client": PATCH},
        waiver="the generator is code",
    ),
}
