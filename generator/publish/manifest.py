"""The manifest: which files are ours, and what they were made from.

Job: `MANIFEST.json` inside the package, with a hash of every file. It is sorted, has one entry a
line and nothing that changes without a change of content, so that two branches merge. It must not
touch the disk: `publish` writes it, and believes it about what may be replaced or deleted.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from generator.files import File, Files

NAME: Final = "MANIFEST.json"
SEAM: Final = "_custom.py"
"""What a package may have from whoever uses it: never generated, never deleted."""

LONGEST: Final = 1_000
"""Characters of a path of ours, and more than any has."""

Hashes = Mapping[str, str]
"""sha256 in hexadecimal, by path or by name of an input."""


class ManifestError(ValueError):
    """A manifest that no generator has written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an output consists of.

    Paths of `files` are relative to the package, so that the folder may be renamed; those of
    `beside` are relative to the output folder that holds the package.
    """

    generator: str
    options: Mapping[str, Any]
    inputs: Hashes
    files: Hashes
    beside: Hashes

    def text(self) -> str:
        """Return the manifest as it is written."""
        entries = {
            "about": "sha256 of what compactgen wrote and of what it was made from",
            "beside": self.beside,
            "files": self.files,
            "generator": self.generator,
            "inputs": self.inputs,
            "options": self.options,
        }
        return json.dumps(entries, indent=1, sort_keys=True) + "\n"

    def paths(self, package: str) -> dict[str, str]:
        """Return the hashes by path below the output folder; nothing is beside a lone package."""
        below = {prefix(package) + path: value for path, value in self.files.items()}
        return {**below, **self.beside} if package else below


def manifest(
    files: Files, package: str, *, generator: str, inputs: Hashes, options: Mapping[str, Any]
) -> Manifest:
    """Return the manifest of files that are about to be written."""
    hashes = {path: digest(file.text.encode()) for path, file in sorted(files.items())}
    lead = prefix(package)
    below = {p.removeprefix(lead): h for p, h in hashes.items() if p.startswith(lead)}
    return Manifest(
        generator=generator,
        options=options,
        inputs=dict(sorted(inputs.items())),
        files=below,
        beside={p: h for p, h in hashes.items() if not p.startswith(lead)},
    )


def complete(files: Files, package: str, about: Manifest) -> Files:
    """Return the files with their manifest, which comes last."""
    return {**files, prefix(package) + NAME: File(about.text())}


def alone(files: Files, package: str) -> Files:
    """Return a package's files by their paths in it, without those beside it."""
    lead = prefix(package)
    return {p.removeprefix(lead): file for p, file in files.items() if p.startswith(lead)}


def prefix(package: str) -> str:
    """Return what the paths of a package's files begin with; "" is one that is the folder itself."""
    return f"{package}/" if package else ""


def read(text: str) -> Manifest:
    """Return the manifest that a text is.

    Raises:
        ManifestError: it is none.
    """
    try:
        found = json.loads(text)
        return Manifest(
            generator=str(found["generator"]),
            options=dict(found["options"]),
            inputs=_hashes(found["inputs"]),
            files=_hashes(found["files"]),
            beside=_hashes(found["beside"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise ManifestError(f"not a manifest: {error}") from None


def _hashes(found: dict[str, str]) -> Hashes:
    """Return the entries, if each is a hash for a path that stays below its folder."""
    for path, value in found.items():
        if not inside(path):
            raise ValueError(f"the path {path!r} leads elsewhere")
        if not is_digest(value):
            raise ValueError(f"{path!r} has no hash")
    return dict(found)


def inside(path: str) -> bool:
    """Return whether a path stays below the folder that it is relative to, on every system.

    One that no system can have there, for its signs or its length, doesn't.
    """
    plain = path.isprintable() and not path.startswith("/") and not set(path) & {"\\", ":"}
    parts = path.split("/") if plain and len(path) <= LONGEST else [""]
    return not any(part in ("", ".", "..") or len(part.encode()) > 255 for part in parts)


def is_digest(text: str) -> bool:
    """Return whether a text can be a hash."""
    return len(text) == 64 and not set(text) - set("0123456789abcdef")


def digest(content: bytes) -> str:
    """Return the hash by which the manifest knows a content."""
    return hashlib.sha256(content).hexdigest()
