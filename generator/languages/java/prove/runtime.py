"""Whether the runtime is taken over as it is: nothing but the name of the package differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.files import Files
from generator.places import TEMPLATES

PLACEHOLDER = "compactgen_root"


def faults(files: Files, package: str, rooms: Iterable[str]) -> Iterator[str]:
    """Yield what differs between the runtime and its files, by their paths in the package.

    Args:
        files: those of the package.
        package: its name.
        rooms: the parts of the runtime that it has to have, where not every package has them.
    """
    source = TEMPLATES / "java"
    roots = (source / PLACEHOLDER, *(source / "rooms" / room for room in rooms))
    sources = {
        path.relative_to(root).as_posix(): path
        for root in roots
        for path in root.rglob("*")
        if path.is_file()
    }
    copied = {path: file.text for path, file in files.items() if file.copied}
    for path in sorted(sources.keys() ^ copied.keys()):
        yield f"{path}: it isn't the runtime's, or isn't there"
    for path in sorted(sources.keys() & copied.keys()):
        pieces = sources[path].read_text(encoding="utf-8").split(PLACEHOLDER)
        if package.join(pieces) != copied[path]:
            yield f"{path}: it isn't the runtime's"
