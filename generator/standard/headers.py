"""Names of headers and cookies: which can be sent at all, and by whom."""

from __future__ import annotations

import re
from typing import Final

TOKEN: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""The name of a header (RFC 9110) or of a cookie (RFC 6265)."""

OWNED: Final = frozenset(
    {
        *("connection", "content-length", "expect", "host", "keep-alive", "proxy-connection"),
        *("te", "trailer", "transfer-encoding", "upgrade"),
    }
)
"""Headers of the connection: a value of the caller's there changes how requests are cut."""


WRITTEN: Final = frozenset(
    {
        *("accept", "accept-encoding", "content-encoding", "content-type", "cookie", "date"),
        *("proxy-authenticate", "proxy-authorization", "set-cookie", "user-agent"),
    }
)
"""Headers that the client or HTTP itself writes, which a credential would be mixed up with."""


def is_sendable(location: str, name: str) -> bool:
    """Return whether a parameter of this name can travel in its location."""
    if location == "header":
        return bool(TOKEN.fullmatch(name)) and name.lower() not in OWNED
    return location != "cookie" or bool(TOKEN.fullmatch(name))


def parameter_key(location: str, name: str) -> tuple[str, str]:
    """Return what tells a parameter from others: names of headers say the same in any case."""
    return location, name.lower() if location == "header" else name
