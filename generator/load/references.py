"""References between the files of one description: which are allowed, and where they lead.

A reference may lead into the folder of the root document and nowhere else: no URL, no absolute
path, no way out by ``..`` or by a symbolic link. Nothing is ever fetched. ``bundling`` follows
the references that this module has read; what lies behind a pointer is not looked at here.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from generator.document import split

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
ESCAPED = re.compile(r"%[0-9A-Fa-f]{2}")
LENGTH = 10_000
"""Characters of a reference: taking one apart takes hundreds of bytes for each."""

INVISIBLE = re.compile("[\x00-\x1f\x7f]")


class ReferenceFault(Exception):
    """The text is no reference that this generator follows; the message says why."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a reference leads: a file below the root document's folder, and a pointer into it."""

    file: str
    pointer: str


def is_local(reference: str) -> bool:
    """Whether a reference stays in its own document."""
    return reference.startswith("#")


def local_pointer(reference: str) -> str:
    """The JSON pointer of a ``#...`` reference, decoded (RFC 6901, section 6)."""
    _require_short(reference)
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


def follow(reference: str, folder: Path, file: str) -> Target:
    """The target of a reference that stands in ``file``, a path relative to ``folder``."""
    _require_short(reference)
    path, _, fragment = reference.partition("#")
    pointer = local_pointer("#" + fragment)
    return Target(_file(path, folder, file) if path else file, pointer)


def _require_short(reference: str) -> None:
    if len(reference) > LENGTH:
        message = (
            f"{reference[:40]!r}... is longer than {LENGTH:,} characters, which no reference is"
        )
        raise ReferenceFault(message)


def _file(path: str, folder: Path, file: str) -> str:
    """The file that a relative path means, as a path relative to the folder."""
    decoded = _decoded(path)
    root = folder.resolve()
    try:
        found = (root / file).parent.joinpath(decoded).resolve()
    except (OSError, RuntimeError, ValueError):
        raise ReferenceFault(f"{path!r} cannot be resolved") from None
    if not found.is_relative_to(root):
        raise ReferenceFault(f"{path!r} leads out of the folder of the root document")
    if not found.exists():
        raise ReferenceFault(f"there is no file {found.relative_to(root).as_posix()!r}")
    return found.relative_to(root).as_posix()


def _decoded(path: str) -> str:
    """The path after one decoding; what could mean something else to another reader is refused."""
    if SCHEME.match(path) or path.startswith("//"):
        raise ReferenceFault(f"{path!r}: references to URLs and drives are not followed")
    decoded = unquote(path)
    if SCHEME.match(decoded) or ESCAPED.search(decoded):
        raise ReferenceFault(f"{path!r} is encoded twice or hides a URL")
    if "\\" in decoded or INVISIBLE.search(decoded):
        raise ReferenceFault(f"{path!r} holds a backslash or a control character")
    if decoded.startswith(("/", "~")):
        raise ReferenceFault(f"{path!r}: only relative paths are followed")
    return decoded
