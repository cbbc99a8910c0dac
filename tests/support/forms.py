"""The table of forms beside the templates: `python -m tests.support.forms` writes it anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.files import digest
from generator.head import HEADINGS, heading
from generator.places import TEMPLATES
from generator.publish.forms import TABLE, found

PYTHON = TEMPLATES / "python"


def table() -> str:
    """Return a line for each module that packages have as it stands among the templates."""
    return "".join(f"{line}\n" for line in _lines())


def _lines() -> Iterator[str]:
    for path in sorted(PYTHON.rglob("*.py"), key=Path.as_posix):
        text = path.read_bytes()
        if text:
            content = heading(HEADINGS[".py"]).encode() + text
            yield f"{digest(content)} {found(content)} {path.relative_to(PYTHON).as_posix()}"


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
