"""Runs these tests for each of its providers."""

from __future__ import annotations

import pytest

from tests.package.served import PROVIDERS, Provider


@pytest.fixture(params=PROVIDERS.values(), ids=lambda provider: provider.name, scope="session")
def provider(request: pytest.FixtureRequest) -> Provider:
    """Each provider in turn."""
    value = request.param
    assert isinstance(value, Provider)
    return value
