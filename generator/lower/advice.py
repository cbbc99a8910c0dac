"""Suggest an overlay that removes the operations which need what isn't supported.

Job: one paragraph for the author of a run, under the report that refuses a description of somebody
else as a whole for a part of it. Nothing is said unless taking operations out would be enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from generator.document import Document, join, split
from generator.findings import Finding
from generator.standard.objects import METHODS, standard_objects
from generator.standard.uses import owner, targets

SHOWN: Final = 5
"""Operations that are named."""


def removal_overlay(document: Document, errors: Iterable[Finding]) -> str:
    """Return what an overlay would have to take out; "" when that would not be enough."""
    wrong = {_unit(error.pointer) for error in errors}
    uses, every = _uses(document)
    out = sorted(unit for unit in every if wrong & _reached(uses, unit))
    units = {unit for one in out for unit in _reached(uses, one)}
    if not out or len(out) == len(every) or wrong - units or wrong & _reached(uses, ""):
        return ""
    more = f"  # and {len(out) - SHOWN} more\n" if len(out) > SHOWN else ""
    actions = "".join(f"  - {{target: {_target(unit)}, remove: true}}\n" for unit in out[:SHOWN])
    return (
        "An overlay can take out the operations that need what isn't supported, and leave the "
        "others. Its actions would be\n"
        f"{actions}{more}"
        "and the command takes it as --overlay part=FILE --provider part; "
        "see 'A part of a description' in the README.\n"
    )


def _uses(document: Document) -> tuple[Mapping[str, set[str]], tuple[str, ...]]:
    """Return what each operation and component refers to, and all operations.

    What stands for all operations of a path counts with each; what is outside of both is under "".
    """
    uses: dict[str, set[str]] = {}
    every: dict[str, None] = {}
    for place in standard_objects(document.root):
        unit = _unit(place.pointer)
        uses.setdefault(unit, set()).update(map(_unit, targets(place)))
        if place.object_type == "operation" and unit.startswith("/paths/"):
            every[unit] = None
    for unit in every:
        uses[unit].add(unit.rpartition("/")[0])
    return uses, tuple(every)


def _unit(pointer: str) -> str:
    """Return the operation, the path or the component that a pointer leads into, or ""."""
    tokens = split(pointer)
    if tokens[:1] != ("paths",) or len(tokens) < 2:
        return owner(pointer)
    path = join("/paths", tokens[1])
    return join(path, tokens[2]) if len(tokens) > 2 and tokens[2] in METHODS else path


def _reached(uses: Mapping[str, set[str]], start: str) -> set[str]:
    units, waiting = {start}, [start]
    while waiting:
        following = uses.get(waiting.pop(), set()) - units
        units |= following
        waiting += following
    return units


def _target(unit: str) -> str:
    """Return the JSONPath of an operation, as YAML takes it."""
    _, path, method = split(unit)
    name = path.replace("\\", "\\\\").replace("'", "\\'")
    selector = f"$.paths['{name}'].{method}".replace("\\", "\\\\").replace('"', '\\"')
    return f'"{selector}"'
