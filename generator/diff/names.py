"""Differences between names in code: a rename, and the deprecated names that go on beside one.

Job: say by which rules the names of one thing differ. It must not know what has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

Names: TypeAlias = tuple[str, tuple[str, ...]]
"""What something is called in code, and what it was called before."""


def name_rules(
    old: Names, new: Names, renamed: str, deprecated: str = "name-deprecated"
) -> Iterator[tuple[str, str, str]]:
    """Yield what differs between names: rule, old and new.

    Args:
        old: the names that there were.
        new: the names that there are.
        renamed: the rule of a name that goes.
        deprecated: the rule of one that goes on, as a deprecated one.
    """
    (before, former), (after, still) = old, new
    if before != after:
        yield (deprecated if before in still else renamed), before, after
    every = {before, after, *former}
    yield from (("former-name-removed", n, "") for n in former if n not in (after, *still))
    yield from (("former-name-added", "", name) for name in still if name not in every)
