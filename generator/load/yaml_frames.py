"""Collections of a YAML file that are still open: what each holds so far, and where.

Part of ``yaml``, which has a stack of them in place of recursion.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.document import Node, Where, join


@dataclass(slots=True)
class Frame:
    """A collection that is still open."""

    where: Where
    key: Where | None
    way: int
    """How long its pointer is."""
    below: int
    """How long the pointer of the value is that comes next."""
    items: list[Node] | None = None
    members: dict[str, Node] = field(default_factory=dict[str, Node])
    expects_key: bool = False
    name: str = ""
    name_where: Where | None = None
    anchor: str | None = None
    merging: bool = False
    """Whether the value that comes next is one of merge keys."""
    merge_sources: list[Node] = field(default_factory=list[Node])

    def node(self) -> Node:
        """Return what the collection is now that it ends, with what merge keys bring."""
        for source in self.merge_sources:
            self.members.update({**source.members, **self.members})
        value = tuple(self.items) if self.items is not None else self.members
        return Node(value, self.where, self.key)


def pointer_of(frames: Sequence[Frame]) -> str:
    """Return the pointer of what comes next; the first frame holds the whole file."""
    pointer = ""
    for frame in frames[1:]:
        if frame.items is not None:
            pointer = join(pointer, len(frame.items))
        elif not frame.expects_key:
            pointer = join(pointer, frame.name)
    return pointer
