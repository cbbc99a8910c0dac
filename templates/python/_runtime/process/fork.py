"""Forked processes: a child lets go of its parent's connections before it runs a line.

Job: see to it that no answer to the parent is ever read by a child. The child shares the sockets,
and whoever reads first gets the bytes. Their owners are known here; in a child they are told to let
go, which the parent doesn't notice, and to start anew. Owners also compare process ids, for forks
that Python doesn't see.
"""

from __future__ import annotations

import os
from typing import Final, Protocol
from weakref import WeakSet


class Owner(Protocol):
    """Who holds connections."""

    def start_over(self) -> None:
        """Forget all connections, and whatever locks another thread may have held."""
        ...


_OWNERS: Final[WeakSet[Owner]] = WeakSet()


def register(owner: Owner) -> None:
    """Let the owner start anew in every child that is forked from now on."""
    _OWNERS.add(owner)


def cut_all() -> None:
    """Let go of everything that belongs to the parent."""
    for owner in list(_OWNERS):
        owner.start_over()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=cut_all)
