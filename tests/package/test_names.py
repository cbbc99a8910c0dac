"""Names of the package that callers of other clients know."""

from __future__ import annotations

import tomllib

import httpx2
import responses_compact

from tests.package.served import ROOT


def test_the_version_is_the_generators() -> None:
    """What made the package decides how it behaves; the distribution has the same version."""
    package = tomllib.loads((ROOT / "generated/pyproject.toml").read_text())["project"]
    assert package["version"] == responses_compact.__version__
    version = (ROOT / "generator/version.py").read_text()
    assert f'"{responses_compact.__version__}"' in version


def test_what_is_left_out_has_several_names() -> None:
    """Each of them is the one value, and the one type."""
    names = (responses_compact.NOT_GIVEN, responses_compact.not_given)
    assert [responses_compact.omit] * 2 == list(names)
    assert responses_compact.NotGiven is responses_compact.Omit


def test_the_defaults_are_those_of_a_client() -> None:
    """The numbers are the ones that a client has when it is told nothing else."""
    client = responses_compact.OpenAI(api_key="any text")
    assert (client.timeout, client.max_retries) == (
        responses_compact.DEFAULT_TIMEOUT, responses_compact.DEFAULT_MAX_RETRIES
    )  # fmt: skip
    assert responses_compact.Timeout is httpx2.Timeout
