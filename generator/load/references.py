"""References between the files of one description: which are allowed, and where they lead.

A reference may lead into the folder of the root document and nowhere else: no URL, no absolute
path, no way out by ``..`` or by a symbolic link. Nothing is ever fetched. ``bundling`` follows
the references that this module has read; what lies behind a pointer is not looked at here.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from generator.standard.references import ReferenceFault, local_pointer, require_short

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
ESCAPED = re.compile(r"%[0-9A-Fa-f]{2}")
INVISIBLE = re.compile("[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a reference leads: a file below the root document's folder, and a pointer into it."""

    file: str
    pointer: str


def follow(reference: str, folder: Path, file: str) -> Target:
    """Return the target of a reference that stands in ``file``, a path relative to ``folder``."""
    require_short(reference)
    path, _, fragment = reference.partition("#")
    pointer = local_pointer("#" + fragment)
    return Target(_file(path, folder, file) if path else file, pointer)


def _file(path: str, folder: Path, file: str) -> str:
    """Return the file that a relative path means, as a path relative to the folder."""
    relative = _decoded(path)
    root = folder.resolve()
    try:
        target = (root / file).parent.joinpath(relative).resolve()
    except (OSError, RuntimeError, ValueError):
        raise ReferenceFault(f"{path!r} cannot be resolved") from None
    if not target.is_relative_to(root):
        raise ReferenceFault(f"{path!r} leads out of the folder of the root document")
    if not target.exists():
        raise ReferenceFault(f"there is no file {target.relative_to(root).as_posix()!r}")
    return target.relative_to(root).as_posix()


def _decoded(path: str) -> str:
    """Return the path after one decoding; what another reader could take otherwise is refused."""
    if SCHEME.match(path) or path.startswith("//"):
        raise ReferenceFault(f"{path!r}: references to URLs and drives are not followed")
    text = unquote(path)
    if SCHEME.match(text) or ESCAPED.search(text):
        raise ReferenceFault(f"{path!r} is encoded twice or hides a URL")
    if "\\" in text or INVISIBLE.search(text):
        raise ReferenceFault(f"{path!r} holds a backslash or a control character")
    if text.startswith(("/", "~")):
        raise ReferenceFault(f"{path!r}: only relative paths are followed")
    return text
