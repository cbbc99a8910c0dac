"""Which parts of the runtime a package has beside those that every package has.

Job: say it of some operations. The files of a room stand in a folder of its name.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.api import Operation


def rooms(operations: Iterable[Operation]) -> tuple[str, ...]:
    """Return the rooms that operations need, sorted."""
    operations = tuple(operations)
    bodies = [operation.body for operation in operations if operation.body is not None]
    rooms_in_use = {
        "streams": any(operation.streams for operation in operations),
        "uploads": any(body.content == "multipart" for body in bodies),
    }
    return tuple(room for room, is_needed in sorted(rooms_in_use.items()) if is_needed)
