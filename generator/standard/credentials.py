"""Texts that look like credentials: how they are found, and how they are kept out of what is shown.

Only forms that say what they are by their beginning, so that hashes, identifiers and words aren't
taken for keys. ``findings`` hides them, a rule of ``validate`` tells of them.
"""

import re
from typing import Final

_PREFIXED: Final = (
    *(r"(?:sk|pk|rk)-(?=[\w-]*[0-9])[\w-]{16,}", r"(?:AKIA|ASIA)[0-9A-Z]{16}"),
    *(r"AQVN[\w-]{16,}", r"t1\.9[\w.-]{16,}", r"AIza[\w-]{30,}", r"y[0-3]_[\w-]{30,}"),
    *(r"gh[opsur]_[0-9A-Za-z]{16,}", r"github_pat_\w{16,}", r"glpat-[\w-]{16,}"),
    *(r"xox[abeprs]-[0-9A-Za-z-]{10,}", r"eyJ[\w-]{8,}\.eyJ[\w-]{4,}\.[\w-]*"),
)
SHAPED: Final = re.compile(
    rf"(?<![\w-])(?:{'|'.join(_PREFIXED)})|-----BEGIN [A-Z ]*PRIVATE KEY-----[^\"'\n]*", re.ASCII
)
"""Keys and tokens of services, tokens of JSON and private keys."""


def hidden(text: str) -> str:
    """Return the text with as many asterisks in place of what looks like a credential."""
    return SHAPED.sub(lambda match: "*" * len(match.group()), text)
