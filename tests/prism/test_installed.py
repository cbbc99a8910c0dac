"""Says in one line that the tests against Prism are left out, where they are."""

from __future__ import annotations

import os

import pytest

LEFT_OUT = "needs Node and Prism: all tests of clients against Prism (test_prism.py) are left out"


def test_prism_is_installed(installed: bool) -> None:
    """The tests beside this one run, or nobody said that they have to."""
    if not installed and not os.environ.get("REQUIRE_PRISM"):
        pytest.skip(LEFT_OUT)
    assert installed, LEFT_OUT
