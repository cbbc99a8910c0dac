"""Small outputs that tests publish, and what is on the disk after that."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import cli
from generator.files import File, Files
from generator.publish import publish
from generator.publish.destination import PublishError
from generator.publish.manifest import complete, manifest
from generator.version import VERSION

ROOT = Path(__file__).parents[2]


THINGS = """\
openapi: 3.1.0
info: {title: Things, version: '1'}
servers: [{url: https://things.example}]
paths:
  /things:
    get:
      operationId: readThings
      responses:
        '200':
          description: Them.
          content: {application/json: {schema: {$ref: '#/components/schemas/AllThings'}}}
components:
  schemas:
    AllThings: {type: object, properties: {size: {type: integer}}}
"""


def contents(folder: Path) -> dict[str, str]:
    """Every file with its text, the manifest and caches aside."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in found
        if path.name != "MANIFEST.json" and not {"__pycache__", ".compactgen_cache"} & {*path.parts}
    }


def run(*arguments: str) -> int:
    """Run the command in this process."""
    return cli.main(arguments)


def manifest_hash(text: str) -> str:
    """The hash of a text, as manifests have it."""
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()


FIRST = {"thing/a.py": "a = 1\n", "thing/sub/b.py": "b = 1\n", "schemas/x.json": "{}\n"}


SECOND = {**FIRST, "thing/a.py": "a = 2\n", "thing/sub/b.py": "b = 2\n"}


def output(texts: dict[str, str], generator: str = VERSION) -> Files:
    """Files with their manifest."""
    files = {path: File(text) for path, text in texts.items()}
    about = manifest(files, "thing", generator=generator, inputs={}, options={})
    return complete(files, "thing", about)


def refused(out: Path, said: str) -> None:
    """Publishing there is refused, and nothing is written."""
    with pytest.raises(PublishError, match=said):
        publish(output(FIRST), out, "thing")
