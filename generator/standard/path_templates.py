"""Path templates in the manner of Google: `{name=projects/*}` and `{+name}` are placeholders too.

A pattern behind a name says which values it takes (google.api.http), and a plus that its value may
have slashes (RFC 6570, section 3.2.3). The parameter is called by the name alone.
"""

from __future__ import annotations

import re
from typing import Final

_PLACEHOLDER: Final = re.compile(r"\{(\+?)([^{}=+/]+)(?:=([^{}]*))?\}")


def plain_path(path: str) -> str:
    """Return a path whose placeholders hold names and nothing else."""
    return _PLACEHOLDER.sub(r"{\2}", path)


def of_several_segments(path: str) -> frozenset[str]:
    """Return the names of the placeholders whose values may be several segments of the path."""
    placeholders = _PLACEHOLDER.findall(path)
    return frozenset(
        n for plus, n, values in placeholders if plus or "/" in values or "**" in values
    )
