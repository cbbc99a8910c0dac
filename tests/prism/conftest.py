"""Starts Prism, a mock server of others, for each provider's effective description.

Prism judges every request by the description, so that what the clients send is checked by somebody
else. It comes from npm: `npm ci --prefix tests/prism --ignore-scripts`. Where it isn't there, the
tests of this folder are left out; with REQUIRE_PRISM set they fail instead.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
GENERATED = HERE.parent.parent / "generated"

PRISM = HERE / "node_modules" / "@stoplight" / "prism-cli" / "dist" / "index.js"
PROVIDERS = ("openai", "azure", "yandex")
PATIENCE = 300
INSTALLED = shutil.which("node") is not None and PRISM.is_file()

# `test_installed.py` says so, once.
collect_ignore = [] if INSTALLED else ["test_prism.py", "test_roulette.py"]


@pytest.fixture
def installed() -> bool:
    """Whether Prism can be started."""
    return INSTALLED


@pytest.fixture(scope="session")
def prism(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    """The address of each provider's server. They are started at once, and stopped at the end."""
    folder = tmp_path_factory.mktemp("prism")
    servers = {name: start(name, folder) for name in PROVIDERS}
    try:
        yield {name: address(servers[name], folder / f"{name}.log") for name in PROVIDERS}
    finally:
        for server in servers.values():
            server.kill()
            server.wait()


def unrolled(description: Any) -> Any:
    """The description with any object in place of each reference that leads back to its own schema.

    Prism accepts every body, without a word, where schemas contain themselves.
    """
    schemas = description["components"]["schemas"]

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


def start(name: str, folder: Path) -> subprocess.Popen[bytes]:
    """Start a server at a port that the system chooses; what it says goes into a file."""
    description = json.loads((GENERATED / "openapi" / f"{name}.json").read_bytes())
    document = folder / f"{name}.json"
    document.write_text(json.dumps(unrolled(description)), encoding="utf-8")
    command = ["node", str(PRISM), "mock", "-h", "127.0.0.1", "-p", "0", str(document)]
    with (folder / f"{name}.log").open("wb") as log:
        return subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, cwd=folder)


def address(server: subprocess.Popen[bytes], log: Path) -> str:
    """Wait until a server listens, and return where it says that it does."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        told = re.search(r"listening on (http://127\.0\.0\.1:[0-9]+)\s", _read(log))
        if told:
            return told[1]
        time.sleep(0.05)
    pytest.fail(f"Prism didn't start:\n{_read(log)}")


def _read(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")
