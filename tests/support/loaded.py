"""Descriptions that tests write to be loaded, and what is said about them."""

from pathlib import Path

import pytest

from generator.findings import DescriptionError
from tests.support.refusing import load

HEAD = "openapi: 3.1.0\ninfo:\n  title: A case\n  version: '1'\n"


def written(folder: Path, text: str | bytes, name: str = "description.yaml") -> Path:
    """Write a description; return where it is."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def messages(path: Path) -> list[str]:
    """Return what is said of a description that is refused."""
    with pytest.raises(DescriptionError) as caught:
        load(path)
    return [finding.message for finding in caught.value.findings]
