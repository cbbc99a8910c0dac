"""The rows as a table of plain text, the same on a terminal and in a pipe."""

from __future__ import annotations

from collections.abc import Sequence

from bench.row import Row, Unit

HEAD = ("what", "ours", "theirs", "ratio", "target", "reached")
_STEPS: dict[Unit, tuple[tuple[float, str], ...]] = {
    "s": ((1, "s"), (1e-3, "ms"), (1e-6, "µs")),
    "B": ((1e6, "MB"), (1e3, "kB"), (1, "B")),
}
NONE = "-"


def table(rows: Sequence[Row]) -> str:
    """Return the table, with what is to be said of single rows below it."""
    notes = list(dict.fromkeys(row.note for row in rows if row.note))
    cells = [HEAD, *(_cells(row, notes) for row in rows)]
    widths = [max(len(line[n]) for line in cells) for n in range(len(HEAD))]
    lines = [_line(line, widths) for line in cells]
    lines.insert(1, "  ".join("-" * width for width in widths))
    below = [f"[{number}] {note}" for number, note in enumerate(notes, start=1)]
    return "\n".join([*lines, *below]) + "\n"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = zip(cells, widths, strict=True)
    numbers = [cell.rjust(width) for cell, width in others]
    return "  ".join([first[0].ljust(first[1]), *numbers]).rstrip()


def _cells(row: Row, notes: Sequence[str]) -> tuple[str, ...]:
    mark = f" [{notes.index(row.note) + 1}]" if row.note else ""
    return (
        row.name + mark,
        quantity(row.ours, row.unit),
        quantity(row.theirs, row.unit),
        NONE if row.ratio is None else f"{row.ratio:.3f}",
        _target(row),
        {True: "yes", False: "NO", None: NONE}[row.reached],
    )


def _target(row: Row) -> str:
    if row.limit is not None:
        return f"<= {quantity(row.limit, row.unit)}"
    return NONE if row.target is None else f"<= {row.target:.2f}"


def quantity(value: float | None, unit: Unit) -> str:
    """Return a cost to three figures, in the unit that suits its size."""
    if value is None:
        return NONE
    steps = _STEPS[unit]
    size, name = next((step for step in steps if value >= step[0]), steps[-1])
    figures = value / size
    decimals = 2 if figures < 10 else 1 if figures < 100 else 0
    return f"{figures:.{decimals}f} {name}"
