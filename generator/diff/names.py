"""Differences between names in code: a rename, and the deprecated names that go on beside one.

Job: say by which rules the names of one thing differ. It must not know what has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

Names: TypeAlias = tuple[str, tuple[str, ...]]
"""What something is called in code, and what it was called before."""


def name_rules(
    old: Names, new: Names, gone_rule: str, still_rule: str = "name-deprecated"
) -> Iterator[tuple[str, str, str]]:
    """Yield what differs between names: rule, old and new.

    Args:
        old: the names that there were.
        new: the names that there are.
        gone_rule: the rule of a name that goes.
        still_rule: the rule of one that goes on, as a deprecated one.
    """
    (before, former), (after, still) = old, new
    if before != after:
        yield (still_rule if before in still else gone_rule), before, after
    every = {before, after, *former}
    yield from (("former-name-removed", n, "") for n in former if n not in (after, *still))
    yield from (("former-name-added", "", name) for name in still if name not in every)
