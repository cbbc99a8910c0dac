"""Says what a call uses that is deprecated: the operation itself, arguments, and values of them.

Job: a remark for each, once for each call. What stands inside of an argument isn't looked into:
much of it came in an answer, and nothing tells a dictionary of one from another. `session` asks it
before anything is sent, and the command line, which has its own way to tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..vocabulary.deprecation import warn
from ..vocabulary.omit import omit
from ..vocabulary.operation import Operation


def remarks(operation: Operation[Any], arguments: Mapping[str, Any]) -> Iterator[str]:
    """Yield what there is to say of a call with these arguments."""
    if operation.deprecated is not None:
        yield operation.deprecated.said(operation.name)
    for each in operation.arguments:
        value = arguments.get(each.argument, omit)
        if each.deprecated is None or value is omit or (value is None and not each.nullable):
            continue
        text = each.deprecated.of(f"{operation.name}: {each.argument}", value)
        if text is not None:
            yield text


def warn_of(operation: Operation[Any], arguments: Mapping[str, Any]) -> None:
    """Warn of all that a call uses and should not."""
    for text in remarks(operation, arguments):
        warn(text)
