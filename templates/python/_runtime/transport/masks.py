"""Secrets in texts that a server sends, whichever way it writes them.

Job: find a credential that a server repeats in an error, be it plain, in JSON's escapes, encoded by
percent signs or as entities of HTML, a part of its characters or all of them, several times over;
and put a mask in its place. `protocol` masks with this whatever is shown or kept of a failure.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

MASK: Final = "***"
_SHORTEST: Final = 8
"""Masking anything shorter would mangle texts that hold it by chance."""
_HEAD: Final = 24
"""Characters of a secret that are looked for one by one; what follows is taken for its rest."""
_NAMES: Final = {'"': "quot", "&": "amp", "'": "apos", "<": "lt", ">": "gt"}

# Each has a limit, so that a text of nothing but backslashes takes no longer than any other.
_SLASHES: Final = r"\\(?:\\){0,7}+"
_PERCENT: Final = rf"(?:%|{_SLASHES}u0025)(?:25){{0,4}}"
_AND: Final = r"&(?:amp;){0,4}"
_SPELT: Final = r"\\(?:u00|[x/\"\\])|%[0-9A-Fa-f]{2}|&(?:#|amp;|apos;|gt;|lt;|quot;)"
"""What a text holds that spells a character in another way than plainly."""
_SPELT_BYTES: Final = _SPELT.encode()


def secrets(values: Iterable[str]) -> tuple[str, ...]:
    """Return what must not be shown of headers' values.

    Each without a scheme, where it has one, and what it is in the middle of a text in base64.
    """
    pieces = [piece for value in values for piece in _pieces(value)]
    return together([*pieces, *(text for piece in pieces for text in _encoded(piece))])


def together(pieces: Iterable[str]) -> tuple[str, ...]:
    """Return the secrets in the order in which they are to be masked: one may hold another one."""
    long = {piece for piece in pieces if len(piece) >= _SHORTEST}
    return tuple(sorted(long, key=lambda piece: (-len(piece), piece)))


def _pieces(value: str) -> Iterable[str]:
    scheme, _, rest = value.rpartition(" ")
    yield rest if len(rest) >= _SHORTEST else value
    if scheme.lower() == "basic":
        try:
            raw = b64decode(rest, validate=True)
        except (Error, ValueError):
            return
        for pair in dict.fromkeys((raw.decode("latin-1"), raw.decode(errors="replace"))):
            yield from (pair, pair.partition(":")[2])


def _encoded(piece: str) -> Iterable[str]:
    """Return the base64 of the piece for each place among three bytes that it may begin at."""
    raw = piece.encode()
    if len(raw) < _SHORTEST:
        return
    for before in range(3):
        text = b64encode(bytes(before) + raw).decode()
        certain = text[(before * 8 + 5) // 6 : (before + len(raw)) * 8 // 6]
        yield from dict.fromkeys((certain, certain.replace("+", "-").replace("/", "_")))


def masked(text: str, hidden: Iterable[str]) -> str:
    """Return the text without the secrets."""
    for secret in hidden:
        text = text.replace(secret, MASK)
        if re.search(_SPELT, text):
            text = re.sub(_pattern(secret), MASK, text)
    return text


def masked_bytes(raw: bytes, hidden: Iterable[str]) -> bytes:
    """Return the bytes without the secrets."""
    for secret in hidden:
        raw = raw.replace(secret.encode(), MASK.encode())
        if re.search(_SPELT_BYTES, raw):
            raw = re.sub(_pattern(secret).encode(), MASK.encode(), raw)
    return raw


@lru_cache(maxsize=64)
def _pattern(secret: str) -> str:
    """Return a pattern of the secret with each character in any spelling."""
    rest = secret[_HEAD:]
    return "".join(map(_character, secret[:_HEAD])) + (_rest(rest) if rest else "")


def _rest(text: str) -> str:
    """Return a pattern of what follows the beginning of a secret, as far as it looks like that."""
    hexadecimal = "[0-9A-Fa-f]"
    ways = [
        rf"{_PERCENT}{hexadecimal}{{2}}",
        rf"{_SLASHES}(?:u{hexadecimal}{{4}}|x{hexadecimal}{{2}}|/)",
        rf"{_AND}(?:#\w{{1,12}}|[a-z]{{2,4}});",
        *(re.escape(c) for c in dict.fromkeys(text)),
    ]
    return f"(?:{'|'.join(ways)}){{0,{len(text)}}}"


def _character(c: str) -> str:
    number = ord(c)
    digits = (d if d.isdecimal() else f"[{d}{d.upper()}]" for d in f"{number:02x}")
    hexadecimal = "".join(digits)
    ways = [
        re.escape(c),
        rf"{_PERCENT}{hexadecimal}",
        rf"{_SLASHES}(?:u00|x){hexadecimal}",
        rf"{_AND}#(?:0{{0,8}}{number}|[xX]0{{0,8}}{hexadecimal});",
    ]
    if c in '"\\/':
        ways.append(_SLASHES + re.escape(c))
    if c in _NAMES:
        ways.append(f"{_AND}{_NAMES[c]};")
    return f"(?:{'|'.join(ways)})"
