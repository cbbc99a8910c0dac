"""Prism, a mock server of others, which judges each request by the description that it serves.

Job: start it with a description at a port that the system chooses, and say where it listens. It
comes from npm: `npm ci --prefix tests/prism --ignore-scripts`.
"""

from __future__ import annotations

import json
import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from bench.drawing import at

PRISM: Final = Path(__file__).parents[1] / (
    "tests/prism/node_modules/@stoplight/prism-cli/dist/index.js"
)
PATIENCE: Final = 120.0
"""Seconds that it may take to start."""


def start(description: Any, name: str, folder: Path) -> subprocess.Popen[bytes]:
    """Start a server of a description, which is changed: see `unrolled`.

    What it says goes into a file of the folder, `address` waits for it.
    """
    document = folder / f"{name}.json"
    document.write_text(json.dumps(unrolled(description), default=str), encoding="utf-8")
    command = ["node", "--max-old-space-size=3000", str(PRISM), "mock", "-h", "127.0.0.1"]
    with _log(name, folder).open("wb") as log:
        return subprocess.Popen(
            [*command, "-p", "0", str(document)], stdout=log, stderr=subprocess.STDOUT, cwd=folder
        )


def address(server: subprocess.Popen[bytes], name: str, folder: Path) -> str:
    """Wait until a server listens, and return where it says that it does.

    Raises:
        TimeoutError: it doesn't; the message is what it said.
    """
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        told = re.search(r"listening on (http://127\.0\.0\.1:[0-9]+)\s", _said(name, folder))
        if told:
            return told[1]
        time.sleep(0.05)
    raise TimeoutError(f"Prism didn't start:\n{_said(name, folder)}")


def _log(name: str, folder: Path) -> Path:
    return folder / f"{name}.log"


def _said(name: str, folder: Path) -> str:
    return _log(name, folder).read_text(encoding="utf-8", errors="replace")


def unrolled(description: Any) -> Any:
    """Return the description with any object in place of each reference that leads back.

    Prism accepts every body, without a word, where schemas contain themselves.
    """
    schemas = (description.get("components") or {}).get("schemas") or {}

    def walk(value: Any, above: tuple[str, ...]) -> None:
        if isinstance(value, list):
            for inner in value:
                walk(inner, above)
        if not isinstance(value, dict):
            return
        if isinstance(value.get("$ref"), str):
            name = value["$ref"].rpartition("/")[2]
            if name in above:
                value.clear()
                value["type"] = "object"
            elif name in schemas and name not in seen:
                seen.add(name)
                walk(schemas[name], (*above, name))
            return
        for key, inner in value.items():
            if key not in ("example", "examples"):
                walk(inner, above)

    seen: set[str] = set()
    for name in schemas:
        if name not in seen:
            seen.add(name)
            walk(schemas[name], (name,))
    return description


def without_servers(description: Any) -> Any:
    """Return a description without servers, since Prism leaves out what is served elsewhere."""
    shared = (description.get("components") or {}).get("pathItems") or {}
    items = [i for i in (*description["paths"].values(), *shared.values()) if isinstance(i, dict)]
    operations = [each for item in items for each in item.values() if isinstance(each, dict)]
    for holder in (description, *items, *operations):
        holder.pop("servers", None)
    return description


def answerable(description: Any) -> Any:
    """Return a description without what makes Prism answer as no server would.

    It names a content coding that it doesn't apply, and sends a JSON text for an object where that
    is the example.
    """
    for response in _responses(description):
        headers = response.get("headers") or {}
        for name in [each for each in headers if each.lower() == "content-encoding"]:
            del headers[name]
        for media, content in (response.get("content") or {}).items():
            if "json" in media and content.get("schema"):
                _drop_texts(content)
    return description


def _drop_texts(content: dict[str, Any]) -> None:
    if isinstance(content.get("example"), str):
        del content["example"]
    examples = content.get("examples") or {}
    if any(isinstance(each.get("value"), str) for each in examples.values()):
        del content["examples"]


def shallow(description: Any, depth: int = 2) -> Any:
    """Return a description whose answers go no deeper than some references: then any object.

    Where hundreds of schemas lead to each other Prism doesn't start. Requests stay as they are.
    """
    for response in _responses(description):
        for content in (response.get("content") or {}).values():
            content["schema"] = _cut(description, content.get("schema", {}), depth)
    used = _used(description, [description["paths"]])
    components = description["components"]
    schemas = components.get("schemas") or {}
    components["schemas"] = {
        name: schema for name, schema in schemas.items() if f"#/components/schemas/{name}" in used
    }
    return description


def _responses(description: Any) -> Iterator[dict[str, Any]]:
    shared = (description.get("components") or {}).get("responses") or {}
    items = [item for item in description["paths"].values() if isinstance(item, dict)]
    operations = [each for item in items for each in item.values() if isinstance(each, dict)]
    every = [*shared.values(), *(r for o in operations for r in o.get("responses", {}).values())]
    yield from (response for response in every if isinstance(response, dict))


def _cut(description: Any, written: Any, depth: int) -> Any:
    if isinstance(written, list):
        return [_cut(description, inner, depth) for inner in written]
    if not isinstance(written, dict):
        return written
    if not isinstance(written.get("$ref"), str):
        return {name: _cut(description, inner, depth) for name, inner in written.items()}
    target = at(description, written["$ref"].removeprefix("#"))
    return _cut(description, target, depth - 1) if depth else {"type": "object"}


def _used(description: Any, begin: list[Any]) -> set[str]:
    used, remaining = set[str](), begin
    while remaining:
        value = remaining.pop()
        if isinstance(value, dict):
            target = value.get("$ref")
            if isinstance(target, str) and target not in used:
                used.add(target)
                remaining.append(at(description, target.removeprefix("#")))
            remaining += value.values()
        elif isinstance(value, list):
            remaining += value
    return used
