"""The names that a description can't have are those that the output uses itself: read from it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from generator.languages.python.naming import (
    ALIASES,
    RESERVED_ATTRIBUTES,
    RESERVED_CLASSES,
    RESERVED_CLIENTS,
    RESERVED_MODULES,
)

GENERATED = Path(__file__).parents[2] / "generated"
PROVIDERS = {"azure", "openai", "yandex"}


@pytest.mark.case("M31", "P3")
@pytest.mark.parametrize("provider", sorted(PROVIDERS))
def test_clients_cannot_take_what_their_module_imports(provider: str) -> None:
    """Every class that the module of the clients imports is reserved."""
    text = (GENERATED / "responses_compact" / provider / "client.py").read_text(encoding="utf-8")
    imports = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)]
    names = {alias.asname or alias.name for node in imports for alias in node.names}
    classes = {name for name in names if name[0].isupper()}
    assert "SyncClient" in classes
    assert classes - RESERVED_CLASSES - RESERVED_CLIENTS == set()


@pytest.mark.case("H67", "P3")
def test_providers_cannot_take_what_the_package_has() -> None:
    """A namespace would not be found under a name that the package has for itself."""
    code = "import responses_compact as p; print(*(n for n in dir(p) if n[0].islower()))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=GENERATED, capture_output=True, text=True, check=True
    )
    names = set(done.stdout.split())
    assert PROVIDERS <= names
    assert names - PROVIDERS - RESERVED_MODULES == set()


@pytest.mark.case("M31", "P3")
@pytest.mark.parametrize("provider", sorted(PROVIDERS))
def test_methods_cannot_hide_what_their_annotations_name(provider: str) -> None:
    """No method is called as what a class of clients imports and reads outside of code."""
    text = (GENERATED / "responses_compact" / provider / "client.py").read_text(encoding="utf-8")
    imports = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Import | ast.ImportFrom)]
    names = {alias.asname or alias.name for node in imports for alias in node.names}
    words = {name for name in names if name.islower()} - {"annotations", "operations"}
    assert "omit" in words
    assert words - RESERVED_ATTRIBUTES - ALIASES.keys() == set()
