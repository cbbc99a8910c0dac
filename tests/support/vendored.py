"""The packages that tests of `vendor` begin with, and the command in this process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from generator import cli


def run(*arguments: str | Path) -> int:
    """Run the command in this process."""
    return cli.main(list(map(str, arguments)))


SMALL = """\
openapi: 3.1.0
info: {title: Shapes, version: "1", x-provider: one, x-client: One}
servers: [{url: "https://one.example.com"}]
paths:
  /shapes:
    get:
      operationId: list
      x-method: shapes.all
      security: []
      responses:
        "200":
          description: All of them.
          content: {application/json: {schema: {$ref: "#/components/schemas/Shape"}}}
components:
  schemas:
    Shape: {type: object, properties: {name: {type: string}}}
"""


OTHER = """\
overlay: 1.1.0
info: {title: two, version: "1"}
actions:
  - {target: $.info, update: {x-provider: two, x-client: Two}}
  - target: $.components.schemas
    update: {Colour: {type: object, properties: {red: {type: integer}}}}
  - target: $.components.schemas.Shape.properties
    update: {colour: {$ref: "#/components/schemas/Colour"}}
"""


PACKAGE = "src/app/shapes"


OVERLAY = ("--overlay", "two=api/two.yaml")


def python(project: Path, code: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Run code that can import the project."""
    surroundings = {
        **os.environ,
        "PYTHONPATH": str(project / "src"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return subprocess.run(
        [sys.executable, *options, "-c", code], capture_output=True, text=True, env=surroundings
    )
