"""The lock of names: what is called how in code, kept while a description grows.

Job: read `names.lock`, hold an Api to it, and write it anew. Names are chosen in the order of the
description, so that a newcomer could take the name of what was there before: what is locked keeps
its name, and the newcomer gets a number. A line is `component name providers`, or one for
`component.property` or `operation(argument)` whose name in code differs from that in JSON; those
providers share the class. Behind the name, with commas between them, stand names that it had
before: they go on, as deprecated ones. What a line says and isn't so any more is an error at its
place.
"""

from __future__ import annotations

from typing import Final

from generator.names_lock.application import locked
from generator.names_lock.entries import Entry, NamesLock
from generator.names_lock.reading import read
from generator.names_lock.writing import text

NAME: Final = "names.lock"

__all__ = ["NAME", "Entry", "NamesLock", "locked", "read", "text"]
