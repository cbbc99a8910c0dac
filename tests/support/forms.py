"""The table of forms beside the templates: `python -m tests.support.forms` writes it anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.files import File, digest
from generator.head import head
from generator.places import TEMPLATES
from generator.publish.forms import TABLE, read_form

PYTHON = TEMPLATES / "python"


def table() -> str:
    """Return a line for each module that packages have as it stands among the templates."""
    return "".join(f"{line}\n" for line in _lines())


def _lines() -> Iterator[str]:
    for path in sorted(PYTHON.rglob("*.py"), key=Path.as_posix):
        name = path.relative_to(PYTHON).as_posix()
        content = head({name: File(path.read_text(encoding="utf-8"))})[name].text.encode()
        if content:
            yield f"{digest(content)} {read_form(content)} {name}"


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
