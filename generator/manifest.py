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
        """Return the hashes by path below the output folder."""
        inside = {f"{package}/{path}": value for path, value in self.files.items()}
        return {**inside, **self.beside}


def manifest(
    files: Files, package: str, *, generator: str, inputs: Hashes, options: Mapping[str, Any]
) -> Manifest:
    """Return the manifest of files that are about to be written."""
    hashes = {path: digest(file.text.encode()) for path, file in sorted(files.items())}
    prefix = f"{package}/"
    inside = {p.removeprefix(prefix): h for p, h in hashes.items() if p.startswith(prefix)}
    return Manifest(
        generator=generator,
        options=options,
        inputs=dict(sorted(inputs.items())),
        files=inside,
        beside={p: h for p, h in hashes.items() if not p.startswith(prefix)},
    )


def complete(files: Files, package: str, about: Manifest) -> Files:
    """Return the files with their manifest, which comes last."""
    return {**files, f"{package}/{NAME}": File(about.text())}


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
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ManifestError(f"not a manifest: {error}") from None


def _hashes(found: dict[str, str]) -> Hashes:
    """Return the entries, if each is a hash for a path that stays below its folder."""
    for path, value in found.items():
        inside = bool(path) and not path.startswith("/") and "\\" not in path and ":" not in path
        if not inside or any(part in ("", ".", "..") for part in path.split("/")):
            raise ValueError(f"the path {path!r} leads elsewhere")
        if len(value) != 64 or set(value) - set("0123456789abcdef"):
            raise ValueError(f"{path!r} has no hash")
    return dict(found)


def digest(content: bytes) -> str:
    """Return the hash by which the manifest knows a content."""
    return hashlib.sha256(content).hexdigest()
