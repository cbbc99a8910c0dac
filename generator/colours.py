"""Colours for who reads a report on a terminal, by the form of its lines.

Job: make the gravity of a finding, the place that it points at, and both sides of a difference seen
at a glance. What is printed has been escaped before, so that colours come from here alone. Whether
they are wanted is said by the variables that most programs obey.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from typing import TextIO

_END: Final = "\x1b[0m"
_STYLES: Final = {
    "error": "\x1b[1;31m",
    "warning": "\x1b[1;33m",
    "note": "\x1b[1;36m",
    "place": "\x1b[31m",
    "plus": "\x1b[32m",
    "minus": "\x1b[31m",
    "part": "\x1b[36m",
}
_FORM: Final = re.compile(
    r"^(?:[^\s:][^:\n]*:\d+:\d+: |compactgen: )(?P<severity>error|warning|note)(?=: )"
    r"|^[ \d]*\| *(?P<place>\^~*)$"
    r"|^(?P<plus>\+.*)$|^(?P<minus>-.*)$|^(?P<part>@@ .*)$",
    re.MULTILINE,
)


def wanted(stream: TextIO) -> bool:
    """Return whether colours are wanted where text is written."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def painted(text: str) -> str:
    """Return lines with colours in them, where their form asks for some."""
    return _FORM.sub(_painted, text)


def _painted(match: re.Match[str]) -> str:
    name = match.lastgroup or ""
    start, end = match.span(name)
    style = _STYLES[match[name] if name == "severity" else name]
    whole, offset = match[0], match.start()
    return whole[: start - offset] + style + match[name] + _END + whole[end - offset :]
