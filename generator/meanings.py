"""What descriptions mean, as it was found out before: for who asks again of the same texts.

Job: keep Apis in the folder that git keeps for itself in a repository, where nothing is committed
and nobody looks, by the texts that they were made from and by what made them. A description that
is known this way has been valid. Losing it only costs time, and what can't be read was never there.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from generator.files import digest
from generator.publish import freshness
from generator.publish.content import source
from generator.publish.transaction import replace, write
from generator.spelled import Api
from generator.surface import LONGEST, Surface, SurfaceError, surface, text
from generator.version import VERSION

FOLDER: Final = "compactgen"

MOST: Final = 16
"""Meanings that a repository keeps; the oldest goes first."""


class Meanings:
    """The Apis that this process remembers, and those that a repository does, if there is one."""

    def __init__(self, repository: Path | None) -> None:
        self._folder = repository / FOLDER if repository is not None else None
        self._apis: dict[str, Api] = {}

    def known(self, key: str) -> Api | None:
        """Return what the texts behind a key mean, if that is known."""
        if key not in self._apis and self._folder is not None:
            with contextlib.suppress(OSError, SurfaceError, UnicodeDecodeError):
                content = source(self._folder / f"{key}.txt", LONGEST).decode()
                self._apis[key] = surface(content).api
        return self._apis.get(key)

    def keep(self, key: str, api: Api) -> None:
        """Remember what the texts behind a key mean, if that can be written down."""
        self._apis[key] = api
        if self._folder is not None:
            api_surface = Surface(api=api, runtime={}, generator=VERSION)
            with contextlib.suppress(OSError):
                _put(self._folder / f"{key}.txt", text(api_surface, with_texts=True).encode())


def _put(path: Path, data: bytes) -> None:
    """Write a file as if at once, and take away those that are too many."""
    path.parent.mkdir(exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.urandom(8).hex()}")
    write(fresh, data)
    replace(fresh, path)
    for old in sorted(path.parent.iterdir(), key=_age)[MOST:]:
        old.unlink()


def _age(path: Path) -> float:
    return -path.stat().st_mtime


def key(options: Mapping[str, Any], texts: Mapping[str, str]) -> str:
    """Return what a meaning is known by: everything that decides it.

    Args:
        options: what was asked for.
        texts: what was read, by names that don't depend on where it was.
    """
    hashes = (f"{name} {digest(text.encode())}" for name, text in sorted(texts.items()))
    parts = [json.dumps(options, sort_keys=True), *freshness.generator_parts(), *hashes]
    return digest("\n".join(parts).encode())
