"""What changes from one package to another, by what each says of itself.

Job: compare surfaces, which have no texts and no places: their Apis by the rules, and what their
runtimes offer besides.
"""

from __future__ import annotations

from generator.diff import Places, diff
from generator.diff.report import Report
from generator.diff.runtime import generator_difference, runtime_differences
from generator.diff.verdicts import Policy
from generator.surface import Surface


def between(
    old: Surface, new: Surface, policy: Policy = "default", places: Places = lambda *_: None
) -> Report:
    """Return what changes from one package to another; `places` says where that is written."""
    beside = [
        *runtime_differences(old.runtime, new.runtime),
        *generator_difference(old.generator, new.generator),
    ]
    return diff(old.api, new.api, policy, places, beside)
