"""The noun of every measurement: one line of the table.

All ratios are ours divided by theirs, so that smaller is better everywhere: "five times faster" is
a ratio of 0.20.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Unit = Literal["s", "B"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What something costs us and them."""

    name: str
    ours: float | None = None
    theirs: float | None = None
    """`None` where it could not be measured; the note says why."""
    unit: Unit = "s"
    target: float | None = None
    """The ratio that is wanted, at most."""
    limit: float | None = None
    """The cost of ours that is wanted, at most, where a ratio isn't what counts."""
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Our cost as a share of theirs."""
        return self.ours / self.theirs if self.ours is not None and self.theirs else None

    @property
    def reached(self) -> bool | None:
        """Whether the target is reached; `None` where there is none, or nothing to compare."""
        if self.limit is not None:
            return None if self.ours is None else self.ours <= self.limit
        if self.target is None or self.ratio is None:
            return None
        return self.ratio <= self.target

    def as_dict(self) -> dict[str, Any]:
        """Return the row with what follows from it, for `--json`."""
        return {**asdict(self), "ratio": self.ratio, "reached": self.reached}
