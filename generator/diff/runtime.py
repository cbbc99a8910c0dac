"""Differences between two runtimes: what no description says, and packages differ in all the same.

Job: compare the names that callers can rely on, by what each is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.diff.change import Difference


def runtime_differences(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Difference]:
    """Yield what differs between what two packages offer besides their description."""
    for name in dict.fromkeys([*old, *new]):
        before, after = old.get(name), new.get(name)
        if before == after:
            continue
        rule = "added" if before is None else "removed" if after is None else "changed"
        yield Difference(
            rule=f"runtime-{rule}",
            direction="client",
            address=name,
            old=before or "",
            new=after or "",
        )


def generator_difference(old: str, new: str) -> Iterator[Difference]:
    """Yield a difference between the versions of the generator, if there is one."""
    if old != new:
        yield Difference(
            rule="generator-changed", direction="client", address="generator", old=old, new=new
        )
