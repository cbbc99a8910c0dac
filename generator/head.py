"""What a file says of itself before anything else: that it was generated, and how to change it.

Job: put a heading before each text that can have one. It has no word of a description, no version
and no date; formatters and linters read in it that the file is not theirs. Comes after `prove`,
which reads what a description had a part in, and before `publish`, which takes no file for ours
without the mark.
"""

from __future__ import annotations

import dataclasses
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Final

from generator.files import File, Files
from generator.places import TEMPLATES

HEADINGS: Final = {
    ".java": "file.java.txt",
    ".md": "text.md.txt",
    ".py": "module.py.txt",
    ".txt": "text.txt",
}
"""By how the name of a file ends, the template of its heading; JSON has members for it."""


def head(files: Files) -> Files:
    """Return the files, each with its heading; an empty one has nothing to say."""
    return {path: _headed(path, file) for path, file in files.items()}


def _headed(path: str, file: File) -> File:
    name = HEADINGS.get(PurePosixPath(path).suffix)
    if name is None or not file.text:
        return file
    return dataclasses.replace(file, text=_heading(name) + file.text)


@lru_cache
def _heading(name: str) -> str:
    return (TEMPLATES / "headings" / name).read_text(encoding="utf-8")
