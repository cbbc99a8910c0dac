"""Makes the generated package importable, and runs these tests for each of its providers."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

GENERATED = Path(__file__).parent.parent.parent / "generated"
sys.path.insert(0, str(GENERATED))

from served import PROVIDERS, Provider  # needs the path


@pytest.fixture(params=PROVIDERS.values(), ids=lambda provider: provider.name, scope="session")
def provider(request: pytest.FixtureRequest) -> Provider:
    """Each provider in turn."""
    value = request.param
    assert isinstance(value, Provider)
    return value
