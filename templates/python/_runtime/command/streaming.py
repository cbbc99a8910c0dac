"""An answer that comes item by item, printed as it comes.

Job: print each item in a line or in the form that was asked for, at once where standard output is
read, all of them together where a file is to be whole. `invocation` calls this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..model.wire import encode
from .destination import Destination, StandardOutput, deliver
from .formats import Form
from .program import ExitCode


def printed(items: Iterable[Any], form: Form, place: Destination, head: bytes = b"") -> ExitCode:
    """Print the items, after what stands before them, and return the exit code."""
    lines = _lines(items, form, place)
    if isinstance(place, StandardOutput):
        if head:
            deliver(place, head)
        any_output = False
        for line in lines:
            any_output = True
            deliver(place, line)
    else:
        whole = b"".join(lines)
        any_output = bool(whole)
        deliver(place, head + whole, whole)
    has_filter = form.options.values["transform"] and form.most != 0
    return ExitCode.NO_MATCH if has_filter and not any_output else ExitCode.DONE


def _lines(items: Iterable[Any], form: Form, place: Destination) -> Iterator[bytes]:
    remaining = form.most
    for item in items if remaining != 0 else ():
        line = item if isinstance(item, bytes) else form.item(encode(item), place.stream)
        if line:
            yield line
            remaining = None if remaining is None else remaining - 1
        if remaining == 0:
            return
