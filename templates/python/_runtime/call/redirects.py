"""Where a redirect leads, and whether the request may go there.

Job: say for one answer which address it names, or why that one is not to be used. Only 307 and 308
keep method and body (RFC 9110, section 15.4), and only the same origin may see the conversation and
the credential. It decides nothing else: `attempts` asks here when the caller wants redirects
followed, and otherwise a redirect is an error.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

MOST: Final = 5
_KEPT: Final = frozenset({307, 308})
_PRINTABLE: Final = r"[!-~]+"
_PORTS: Final = {"https": 443, "http": 80}

Origin = tuple[str, str | None, int]


def followed(url: str, status: int, headers: Mapping[str, str], hops: int) -> str | None:
    """Return the address to send the same request to; `None` where the answer has to do.

    Args:
        url: where the request went.
        status: that of the answer.
        headers: those of the answer, names in lower case.
        hops: how many redirects were followed before.
    """
    if status not in _KEPT or hops >= MOST:
        return None
    return at_the_same_origin(url, headers.get("location", ""))


def at_the_same_origin(url: str, location: str) -> str | None:
    """Return the address that an answer from `url` names; `None` where it may not be used."""
    # A backslash or a control character is read in one way by some and in another by others.
    if "\\" in location or not re.fullmatch(_PRINTABLE, location):
        return None
    target = _joined(url, location)
    return target if target is not None and _origin(target) == _origin(url) else None


def _joined(url: str, location: str) -> str | None:
    try:
        parts = urlsplit(location)
        target = urljoin(url, location).partition("#")[0]
    except ValueError:
        return None
    lame = parts.scheme and not parts.netloc  # read in one way by some and in another by others
    return None if lame or _origin(target) is None else target


def _origin(url: str) -> Origin | None:
    parts = urlsplit(url)
    try:
        port = _PORTS.get(parts.scheme) if parts.port is None else parts.port
    except ValueError:
        return None
    return (parts.scheme, parts.hostname, port) if _is_plain(parts) and port else None


def _is_plain(parts: SplitResult) -> bool:
    return bool(parts.hostname) and "@" not in parts.netloc
