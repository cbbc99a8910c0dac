"""Cases that the runtimes of all languages have to agree on: tests/vectors, a file a subject.

Job: hand them to the tests of each language.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "vectors"


def vectors(subject: str) -> list[dict[str, Any]]:
    """Return the cases of a subject."""
    text = (FOLDER / f"{subject}.json").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = json.loads(text)["cases"]
    return rows


def subjects() -> set[str]:
    """Return the subjects that there are cases of."""
    return {path.stem for path in FOLDER.glob("*.json")}
