"""The package of a case, which most modules of these tests are about."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.support.packages import api_of, write_meaning
from tests.support.trees import importable

CASES = Path(__file__).parents[1] / "cases"


@pytest.fixture(scope="module")
def package(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ModuleType]:
    """The package that the module of the test calls `PACKAGE`, made from its `CASE`."""
    case, name = request.module.CASE, request.module.PACKAGE
    folder = tmp_path_factory.mktemp(name)
    write_meaning(api_of(CASES / case / "openapi.yaml", name), name, folder)
    with importable(folder):
        yield importlib.import_module(name)
