"""Path templates in the manner of Google: `{name=projects/*}` and `{+name}` are placeholders too.

A pattern behind a name says which values it takes (google.api.http), and a plus that its value may
have slashes (RFC 6570, section 3.2.3). The parameter is called by the name alone.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

_PLACEHOLDER: Final = re.compile(r"\{(\+?)([^{}=+/]+)(?:=([^{}]*))?\}")


_HOLE: Final = re.compile(r"(\{[^{}]*\})")
_FOREIGN: Final = re.compile(r"[^\x00-\x7f]+")


def plain_path(path: str) -> str:
    """Return a path whose placeholders hold names and nothing else."""
    return _PLACEHOLDER.sub(r"{\2}", path)


def sent_path(path: str) -> str:
    """Return a path as it travels between its placeholders: in ASCII (RFC 3986, section 2.5)."""
    if path.isascii():
        return path
    pieces = _HOLE.split(path)
    return "".join(
        piece if number % 2 else _FOREIGN.sub(lambda found: quote(found[0]), piece)
        for number, piece in enumerate(pieces)
    )


def of_several_segments(path: str) -> frozenset[str]:
    """Return the names of the placeholders whose values may be several segments of the path."""
    found = _PLACEHOLDER.findall(path)
    return frozenset(n for plus, n, values in found if plus or "/" in values or "**" in values)
