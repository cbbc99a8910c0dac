"""What generating costs as descriptions grow, beside the models alone by datamodel-codegen.

The descriptions are made here, in three sizes, each a multiple of the one before: a resource for
every five operations, with an object that has properties of all kinds, documentation, and
references to the objects around. Processor time counts, of children too, since that is what others
have less of.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, Final

from bench.material import ROOT
from bench.processes import Command, used
from bench.row import Row
from bench.scale import Bench
from bench.timing import Measured

PER_RESOURCE: Final = 5

TEXT: Final = "What this is for, in as many words as descriptions usually have for it."


def measure(bench: Bench) -> Iterator[Row]:
    """Yield a row for each size, and one for how time grows from the middle to the largest."""
    sizes = [bench.scale.resources * bench.scale.growth**power for power in range(3)]
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        bench.tell("growing")
        runs = Runs(Path(folder))
        contenders: dict[str, Measured] = {}
        peaks: dict[str, float] = {}
        for size in sizes:
            path = runs.description(size)
            for who, command in (("ours", runs.ours), ("theirs", runs.models)):
                contenders[f"{who} {size}"] = partial(
                    _seconds, peaks, f"{who} {size}", command, path
                )
        costs = bench.scale.processes.best(contenders)
    for size in sizes:
        yield Row(
            name=f"clients of {size * PER_RESOURCE} operations / datamodel-codegen, models alone",
            ours=costs[f"ours {size}"],
            theirs=costs[f"theirs {size}"],
            target=1.0,
        )
    yield Row(
        name=f"peak memory: clients of {sizes[2] * PER_RESOURCE} operations / models alone",
        ours=peaks[f"ours {sizes[2]}"],
        theirs=peaks[f"theirs {sizes[2]}"],
        unit="B",
        target=1.5,
    )
    yield Row(
        name=f"an operation of {sizes[2] * PER_RESOURCE} / one of {sizes[1] * PER_RESOURCE}",
        ours=costs[f"ours {sizes[2]}"] / sizes[2],
        theirs=costs[f"ours {sizes[1]}"] / sizes[1],
        target=1.1,
    )


def _seconds(peaks: dict[str, float], name: str, command: Command, path: Path) -> float:
    """Return the processor time of a run, and note the least memory that one has taken."""
    cost = used(command(path), ROOT)
    peaks[name] = min(peaks.get(name, cost.peak), cost.peak)
    return cost.seconds


class Runs:
    """The commands that are compared, on descriptions in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count()

    @property
    def written(self) -> int:
        """Bytes of all that our commands have written."""
        folders = (path for path in self._folder.iterdir() if path.is_dir())
        files = (file for folder in folders for file in folder.rglob("*") if file.is_file())
        return sum(file.stat().st_size for file in files)

    def description(self, resources: int) -> Path:
        """Write a description with so many resources."""
        path = self._folder / f"grown{resources}.json"
        path.write_text(json.dumps(grown(resources)))
        return path

    def ours(self, path: Path) -> Sequence[str]:
        """Return what runs our command, into a fresh folder."""
        command = ["-m", "generator", "generate", str(path), "--package=grown", "--quiet"]
        return [*command, f"--out={self._fresh()}"]

    def models(self, path: Path) -> Sequence[str]:
        """Return what runs datamodel-codegen with its built-in formatter, the quickest."""
        command = ["-m", "datamodel_code_generator", "--input", str(path)]
        kind = ["--input-file-type=openapi", "--output-model-type=pydantic_v2.BaseModel"]
        options = [*kind, "--formatters=builtin"]
        return [*command, *options, f"--output={self._fresh()}.py"]

    def _fresh(self) -> Path:
        return self._folder / str(next(self._numbers))


def grown(resources: int) -> dict[str, Any]:
    """Return a description with so many resources, and `PER_RESOURCE` operations for each."""
    names = [f"Thing{number}" for number in range(resources)]
    schemas = {name: _schema(names[number - 1]) for number, name in enumerate(names)}
    paths = {path: item for name in names for path, item in _paths(name)}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Grown", "version": "1"},
        "servers": [{"url": "https://grown.example"}],
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _schema(other: str) -> dict[str, Any]:
    texts = {f"text{n}": {"type": "string", "description": TEXT} for n in range(6)}
    kinds = {"type": "string", "enum": ["one", "two", "three"], "description": TEXT}
    inline = {"type": "object", "properties": {**texts, "kind": kinds}}
    reference = {"$ref": f"#/components/schemas/{other}"}
    properties = {
        **texts,
        "kind": kinds,
        "number": {"type": "integer", "minimum": 0},
        "inline": inline,
        "several": {"type": "array", "items": reference},
        "map": {"type": "object", "additionalProperties": {"type": "string"}},
    }
    return {"type": "object", "required": ["text0"], "properties": properties, "description": TEXT}


def _paths(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
    done = {"200": {"description": TEXT, "content": content}}
    page = {"name": "page", "in": "query", "schema": {"type": "integer"}, "description": TEXT}
    identity = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    common = {"description": TEXT, "responses": done}
    sent = {"requestBody": {"required": True, "content": content}}
    lead = f"/{name.lower()}s"
    yield lead, {
        "get": {"operationId": f"list{name}s", "parameters": [page], **common},
        "post": {"operationId": f"create{name}", **common, **sent},
    }
    yield f"{lead}/{{id}}", {
        "parameters": [identity],
        "get": {"operationId": f"get{name}", **common},
        "put": {"operationId": f"replace{name}", **common, **sent},
        "delete": {"operationId": f"delete{name}", **common},
    }
