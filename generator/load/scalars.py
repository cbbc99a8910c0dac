"""What an unquoted YAML scalar means: the core schema of YAML 1.2, at its narrowest.

Only the spellings that JSON has too, and the core schema's hexadecimal and octal integers, are
anything but text: ``yes``, ``on``, ``NO``, dates, ``12:30:45`` and ``1_000`` stay what is written.
`yaml` calls it, and `json` for numbers.
"""

import math
import re
import sys
from collections.abc import Mapping
from typing import Final

from generator.document import Scalar

INTEGER = re.compile(r"[-+]?[0-9]+")
PREFIXED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
BEYOND_JSON = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
WORDS: dict[str, Scalar] = {"": None, "~": None, "null": None, "true": True, "false": False}

CORE: Final = "tag:yaml.org,2002:"
TEXTS: Final = frozenset({"!", f"{CORE}str", f"{CORE}timestamp"})
"""Tags of what is text in JSON; `!` says that nothing is to be guessed (YAML 1.2, 6.9.1)."""
TYPES: Final[Mapping[str, tuple[type, ...]]] = {
    f"{CORE}null": (type(None),),
    f"{CORE}bool": (bool,),
    f"{CORE}int": (int,),
    f"{CORE}float": (float, int),
}
"""Tags of the core schema, and the types of what may stand behind them."""


def resolve(text: str) -> Scalar:
    """Return the value of a plain scalar.

    Raises:
        ValueError: JSON has no such number.
    """
    if text in WORDS:
        return WORDS[text]
    if text[0] not in "0123456789+-.":
        return text
    if INTEGER.fullmatch(text):
        return integer(text, 10)
    if PREFIXED.fullmatch(text):
        return integer(text, 0)
    if DECIMAL.fullmatch(text):
        return finite(text)
    if BEYOND_JSON.fullmatch(text):
        raise ValueError("infinity and NaN do not exist in JSON")
    return text


def tagged(tag: str, text: str) -> Scalar:
    """Return the value of a scalar whose type its tag says, quoted or not.

    Raises:
        ValueError: The text is no value of that type.
    """
    if tag in TEXTS:
        return text
    value = resolve(text)
    if type(value) not in TYPES[tag]:
        raise ValueError(f"{text!r} isn't what its tag says ({tag})")
    return float(value) if tag == f"{CORE}float" and isinstance(value, int) else value


def finite(text: str) -> float:
    """Return a decimal number that a double can hold.

    Raises:
        ValueError: the number is larger, or none.
    """
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("the number is too large")
    return number


def nearest(text: str) -> float | None:
    """Return what stands for a number that can't be: the largest one, or nothing for NaN."""
    if "nan" in text.lower():
        return None
    return -sys.float_info.max if text.startswith("-") else sys.float_info.max


def integer(text: str, base: int) -> int:
    """Return a whole number of no more digits than anybody computes with.

    Raises:
        ValueError: it has more, or is none.
    """
    if len(text) > 400:
        raise ValueError("the number is too large")
    return int(text, base)
