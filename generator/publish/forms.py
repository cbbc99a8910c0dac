"""Whether a module was only reformatted: what it says, whatever it looks like.

Job: a hash of the syntax tree of a module, which formatters leave as it is. How it is made stands
in the package's own `verify`, which has to know it without us; this only asks it, with trees that
the proof has read before. The hashes of what every package has from the templates stand beside
those (`templates/forms`), by what is hashed. It must not judge.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Mapping
from functools import lru_cache
from types import ModuleType
from typing import Final

from generator.files import digest
from generator.places import TEMPLATES
from generator.syntax_trees import parsed

TABLE: Final = TEMPLATES / "forms" / "python.txt"
"""A line for each module that is copied from the templates: its hash, its form, and its path."""

_NAME: Final = "_compactgen_verify"
_COMMENTS: Final = re.compile(r"\A(?:#[^\n]*\n)+")


@lru_cache(maxsize=256)  # most modules of a package are the runtime's, the same in all packages
def form(content: bytes) -> str | None:
    """Return the hash of what a module says; nothing when it is no Python."""
    return _table().get(digest(content)) or read_form(content)


def read_form(content: bytes) -> str | None:
    """Return the same of any module, by reading it."""
    form_: str | None
    if not content.startswith(b"# ") or _may_be_encoded(content):
        form_ = _verify().form(content)
        return form_
    try:
        tree = parsed(_COMMENTS.sub("", content.decode()))  # which no form has
    except UnicodeDecodeError:
        return None
    form_ = None if tree is None else _verify().form_of(tree)
    return form_


def _may_be_encoded(content: bytes) -> bool:
    """Return whether a module may say in its first lines how its bytes are to be read."""
    return any(b"coding" in line for line in content.split(b"\n", 2)[:2])


@lru_cache
def _table() -> Mapping[str, str]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines)
    return {content: form_ for content, form_, _ in rows}


@lru_cache
def _verify() -> ModuleType:
    spec = importlib.util.spec_from_file_location(_NAME, TEMPLATES / "python" / "verify.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[_NAME] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
