"""Which frames of the package a test's failure shows.

Job: let pytest end the traceback of an assertion of `testing` at the line of the test that made the
call. It asks each module for `__tracebackhide__`; other exceptions are shown with all of their
frames.
"""

from __future__ import annotations

from typing import Any


def of_assertions(info: Any) -> bool:
    """Return whether the exception that pytest caught is an assertion's."""
    return isinstance(info.value, AssertionError)
