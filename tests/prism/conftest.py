"""Starts Prism, a mock server of others, for each provider's effective description.

Prism judges every request by the description, so that what the clients send is checked by somebody
else. It comes from npm: `npm ci --prefix tests/prism --ignore-scripts`. Where it isn't there, the
tests of this folder are left out; with REQUIRE_PRISM set they fail instead.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from bench.prism import PRISM, address, start

GENERATED = Path(__file__).parents[2] / "generated"

PROVIDERS = ("openai", "azure", "yandex")
INSTALLED = shutil.which("node") is not None and PRISM.is_file()

# `test_installed.py` says so, once.
collect_ignore = [] if INSTALLED else ["test_command.py", "test_prism.py", "test_roulette.py"]


@pytest.fixture
def installed() -> bool:
    """Whether Prism can be started."""
    return INSTALLED


@pytest.fixture(scope="session")
def prism(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    """The address of each provider's server. They are started at once, and stopped at the end."""
    folder = tmp_path_factory.mktemp("prism")
    documents = {name: GENERATED / "openapi" / f"{name}.json" for name in PROVIDERS}
    servers = {
        name: start(json.loads(path.read_bytes()), name, folder) for name, path in documents.items()
    }
    try:
        yield {name: address(server, name, folder) for name, server in servers.items()}
    finally:
        for server in servers.values():
            server.kill()
            server.wait()
