"""Revisions of a repository: what a description was at one of them, and which one is meant.

Job: ask git, and nothing else of a repository. What isn't there is None; that git is missing, or a
folder in no repository, is the same as a revision that doesn't exist.
"""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path
from typing import Final

BRANCHES: Final = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
"""What the default branch may be called, the likeliest first."""


def _git(folder: Path, *arguments: str) -> bytes | None:
    """Return what git says in a folder; nothing where it fails."""
    try:
        run = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True)
    except OSError:
        return None
    return run.stdout if run.returncode == 0 else None


def _line(folder: Path, *arguments: str) -> str | None:
    output = _git(folder, *arguments)
    return None if output is None else output.decode("utf-8", "replace").strip() or None


def commit(folder: Path, revision: str) -> str | None:
    """Return the commit that a revision means in the repository around a folder."""
    if revision.startswith("-"):
        return None
    return _line(folder, "rev-parse", "--quiet", "--verify", f"{revision}^{{commit}}")


def own_folder(folder: Path) -> Path | None:
    """Return the folder that git keeps for itself in the repository around a folder."""
    path = _line(folder, "rev-parse", "--git-common-dir")
    return None if path is None else folder / path


def is_shallow(folder: Path) -> bool:
    """Return whether the repository around a folder has only the latest commits."""
    return _line(folder, "rev-parse", "--is-shallow-repository") == "true"


def place(folder: Path) -> str:
    """Return the way to a folder in its repository, with a slash at its end; "" at the top."""
    return _line(folder, "rev-parse", "--show-prefix") or ""


def before(folder: Path) -> str | None:
    """Return what the files of a folder are compared with unasked.

    That is the merge base with the default branch, or the last tag where the folder is the same
    there.
    """
    base = next(filter(None, (_merge_base(folder, name) for name in BRANCHES)), None)
    if base is not None and _git(folder, "diff", "--quiet", base, "--", ".") is None:
        return base
    return _line(folder, "describe", "--tags", "--abbrev=0") or base


def _merge_base(folder: Path, branch: str) -> str | None:
    return _line(folder, "merge-base", "HEAD", branch) if commit(folder, branch) else None


def releases(folder: Path, revision: str) -> tuple[str, ...]:
    """Return the tags that a revision comes after, the latest first; its own is one of them."""
    tags = _line(folder, "tag", "--merged", revision, "--sort=-creatordate")
    return tuple(tags.split()) if tags else ()


def extracted(folder: Path, revision: str, into: Path) -> bool:
    """Write what a folder held at a revision; return whether it was there.

    Raises:
        tarfile.TarError: the folder holds what no description consists of, such as a way out of it.
    """
    archive = _git(folder, "archive", "--format=tar", revision, ".")
    if archive is None:
        return False
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        files.extractall(into, filter="data")
    return True


def short(folder: Path, revision: str) -> str:
    """Return a revision as a person reads it: a name as it is, a commit by its first digits."""
    if len(revision) == 40 and all(sign in "0123456789abcdef" for sign in revision):
        return _line(folder, "rev-parse", "--short", revision) or revision[:7]
    return revision
