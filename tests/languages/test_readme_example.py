"""The first call that a package's page shows, in every language."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.cli import main

ANSWER = {
    "200": {"description": "Done.", "content": {"text/plain": {"schema": {"type": "string"}}}}
}


def _operation(name: str, **facts: object) -> dict[str, Any]:
    return {"get": {"operationId": name, "responses": ANSWER, **facts}}


@pytest.mark.parametrize("language", ["python", "java"])
@pytest.mark.parametrize(
    ("paths", "name"),
    [
        ({"/old": _operation("old", deprecated=True), "/now": _operation("now")}, "now"),
        ({"/old": _operation("old", deprecated=True)}, "old"),
    ],
    ids=["not-deprecated", "nothing-else"],
)
def test_begins_with_what_stays(
    paths: dict[str, Any], name: str, language: str, tmp_path: Path
) -> None:
    """A reader is shown an operation that isn't deprecated first, where there is one."""
    description = {
        "openapi": "3.1.0",
        "info": {"title": "Garden", "version": "1"},
        "servers": [{"url": "https://example.com"}],
        "paths": paths,
    }
    (tmp_path / "garden.json").write_text(json.dumps(description))
    java = ["--java-package", "org.garden"] if language == "java" else []
    arguments = [str(tmp_path / "garden.json"), "--out", str(tmp_path / "out"), *java]
    assert main(["generate", "--language", language, *arguments, "-q"]) == 0
    (page,) = (p for p in (tmp_path / "out").rglob("README.md") if "_runtime" not in p.parts)
    first_block = page.read_text().partition(f"```{language}\n")[2].partition("```")[0]
    assert f"client.{name}()" in first_block
