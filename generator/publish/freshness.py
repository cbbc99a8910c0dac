"""Whether the output is fresh, found out before anything heavy is loaded.

Job: a fingerprint over all that the output depends on: the texts that were read, the options, the
generator's own sources and templates, the versions of its libraries. It is kept in a folder of the
output that tells git to leave it out, so that it is never committed and a copy without it only
costs time. It must not be believed about the output itself: every file is compared with the
manifest.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from generator.files import digest
from generator.places import PACKAGE, TEMPLATES
from generator.publish import journal
from generator.publish.content import LONGEST, source
from generator.publish.manifest import NAME, Manifest, ManifestError, read
from generator.publish.transaction import replace, write

FOLDER: Final = ".compactgen_cache"
IGNORED: Final = "*\n"
"""What tells git so."""

LIBRARIES: Final = (
    "jinja2",
    "jsonschema",
    "openapi-schema-validator",
    "openapi-spec-validator",
    "python-jsonpath",
    "pyyaml",
    "ruff",
    "tree-sitter",
    "tree-sitter-java",
)


def current(out: Path, name: str, options: Mapping[str, Any], beside: Iterable[Path]) -> int | None:
    """Return how many files there are when all of them are what a run would make, else `None`.

    Args:
        out: the output folder.
        name: the package's folder in it; "" when it is that.
        options: what was asked for.
        beside: inputs that a run would find now.
    """
    package = out / name
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError, ManifestError):
        if journal.stands(package):
            return None
        stamp = json.loads(source(_place(out, name), LONGEST))
        inputs = [package / path for path in stamp["inputs"]]
        if not {os.path.abspath(p) for p in beside} <= {os.path.abspath(p) for p in inputs}:
            return None
        text = source(package / NAME, LONGEST)
        if [digest(text), fingerprint(options, inputs)] == [
            stamp["manifest"],
            stamp["fingerprint"],
        ]:
            about = read(text.decode())
            return _count(about, package) if _intact(about, package) else None
    return None


def _place(out: Path, name: str) -> Path:
    return out / FOLDER / f"{name.replace('/', '.') or 'package'}.json"


def keep(
    out: Path,
    name: str,
    options: Mapping[str, Any],
    texts: Mapping[Path, str],
    beside: Iterable[Path],
) -> None:
    """Remember that the package is what these inputs make, if that can be written down.

    An input that was changed since it was read has made nothing: then there is nothing to remember.
    """
    package = out / name
    with contextlib.suppress(OSError, ValueError):  # the second of inputs on another drive
        if any(source(path) != text.encode() for path, text in texts.items()):
            return
        inputs = sorted({*texts, *beside})
        stamp = {
            "fingerprint": fingerprint(options, inputs),
            "inputs": [Path(os.path.relpath(path, package)).as_posix() for path in inputs],
            "manifest": digest(source(package / NAME, LONGEST)),
        }
        _put(_place(out, name), json.dumps(stamp).encode())


def _put(path: Path, data: bytes) -> None:
    """Replace a file, unless a link would lead the content elsewhere."""
    path.parent.mkdir(exist_ok=True)
    if path.parent.is_symlink():
        return
    if not os.path.lexists(path.parent / ".gitignore"):
        write(path.parent / ".gitignore", IGNORED.encode())
    fresh = path.with_name(f"{path.name}.{os.urandom(8).hex()}")
    write(fresh, data)
    replace(fresh, path)


def fingerprint(options: Mapping[str, Any], inputs: Iterable[Path]) -> str:
    """Return one hash of everything that decides the output."""
    parts = [
        json.dumps(options, sort_keys=True),
        *generator_parts(),
        *(f"{path.relative_to(TEMPLATES)} {digest(path.read_bytes())}" for path in _templates()),
        *sorted(f"{path.name} {digest(source(path))}" for path in inputs),
    ]
    return digest("\n".join(parts).encode())


def generator_parts() -> Iterator[str]:
    """Yield what tells this generator from any other: its libraries, and its own sources."""
    yield from (f"{name} {_version(name)}" for name in LIBRARIES)
    yield from (f"{path.relative_to(PACKAGE)} {digest(path.read_bytes())}" for path in _tool())


def _version(library: str) -> str:
    with contextlib.suppress(PackageNotFoundError):
        return version(library)
    return "missing"


def _tool() -> Iterator[Path]:
    own = (p for p in PACKAGE.rglob("*.py") if "_data" not in p.relative_to(PACKAGE).parts)
    yield from sorted(own)


def _templates() -> Iterator[Path]:
    yield from sorted(p for p in TEMPLATES.rglob("*") if p.is_file() and p.suffix != ".pyc")


def _intact(about: Manifest, package: Path) -> bool:
    """Return whether every file is there as the manifest says."""
    paths = about.paths(package.name).items()
    return all(
        digest(source(package.parent / path)) == value.split(" ")[0] for path, value in paths
    )


def _count(about: Manifest, package: Path) -> int:
    return len(about.paths(package.name)) + 1
