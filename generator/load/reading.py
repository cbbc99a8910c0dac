"""The door: from a file to its text and its tree, strictly.

What could be read in two ways is refused. ``load`` calls this for each file of a description.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.document import Node
from generator.findings import Finding
from generator.load.json import read_json
from generator.load.source import Budget, Source, text_of
from generator.load.yaml import read_yaml


def read(
    path: Path, file: str, budget: Budget | None = None
) -> tuple[str, Node, tuple[Finding, ...]]:
    """The text and the tree of a file that findings call ``file``, and what to remark on."""
    budget = budget or Budget()
    source = Source(file, text_of(path, file, budget), budget)
    with _without_collection():
        root = read_json(source) if path.suffix.lower() == ".json" else read_yaml(source)
    return source.text, source.finish(root), tuple(source.findings)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Have nobody look for garbage: a tree is all that is made, and it costs a quarter of it."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
