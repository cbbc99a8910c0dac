"""What a reference is, and what it means within its own document (RFC 6901, section 6).

Job: read the text of a reference. Whether something stands where it leads is for others to ask;
references to other files are `load`'s.
"""

import re
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

from generator.document import join, split

LONGEST: Final = 10_000
"""Characters of a reference: taking one apart takes hundreds of bytes for each."""

SCHEMAS: Final = "/components/schemas"
_SCHEMAS: Final = ("components", "schemas")


class ReferenceFault(Exception):
    """The text is no reference that this generator follows; the message says why."""


def is_local(reference: str) -> bool:
    """Return whether a reference stays in its own document."""
    return reference.startswith("#")


@lru_cache(maxsize=2048)  # most are there many times, and asked for by every rule
def local_pointer(reference: str) -> str:
    """Return the JSON pointer of a ``#...`` reference, decoded (RFC 6901, section 6).

    Raises:
        ReferenceFault: it is encoded in no way that has a meaning, or longer than any.
    """
    require_short(reference)
    fragment = reference.removeprefix("#")
    if re.search(r"%(?![0-9A-Fa-f]{2})", fragment):
        raise ReferenceFault(f"{reference!r}: '%' is followed by two hexadecimal digits in a URI")
    try:
        pointer = unquote(fragment, errors="strict")
        split(pointer)
    except ValueError as error:
        message = "not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
        raise ReferenceFault(f"{reference!r}: {message}") from None
    return pointer


def require_short(reference: str) -> None:
    """Refuse what no reference is as long as.

    Raises:
        ReferenceFault: it is longer than `LONGEST`.
    """
    if len(reference) > LONGEST:
        message = (
            f"{reference[:40]!r}... is longer than {LONGEST:,} characters, which no reference is"
        )
        raise ReferenceFault(message)


def component_of(reference: str) -> str | None:
    """Return the name of the schema that a reference means; `None` when it leads elsewhere."""
    tokens = split(local_pointer(reference))
    return tokens[2] if len(tokens) == 3 and tokens[:2] == _SCHEMAS else None


def mapping_target(value: str) -> str:
    """Return the name of the schema that a mapping means: a reference, or the name itself."""
    return (component_of(value) if is_local(value) else None) or value


def mapping_pointers(value: str) -> tuple[str, ...]:
    """Return the pointer that a value of a mapping means; none where it leads out of the file."""
    return local_pointers(value) if is_local(value) else (join(SCHEMAS, value),)


def local_pointers(reference: str) -> tuple[str, ...]:
    """Return the pointer of a reference; none where it is at fault or leads out of the file."""
    try:
        return (local_pointer(reference),) if is_local(reference) else ()
    except ReferenceFault:
        return ()
