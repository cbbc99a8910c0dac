"""What the transport for tests holds a request against, as the package's README says."""

from __future__ import annotations

from typing import Any

import pytest
import responses_compact
from responses_compact.testing import (
    BadRequestBodyError,
    FakeClock,
    FakeTransport,
    Reply,
    Sources,
)

from tests.package.served import DEPRECATED, PLAIN_ANSWER, Provider

pytestmark = pytest.mark.filterwarnings(
    "ignore::responses_compact.UnsupportedOperationWarning", DEPRECATED
)


def sent(provider: Provider, **arguments: Any) -> Any:
    """Return what is recorded of a call with these arguments."""
    fake = FakeTransport(PLAIN_ANSWER)
    kind = getattr(responses_compact, provider.client)
    client = kind(**dict(provider.arguments), http_client=fake)
    client.responses.compact(**{"model": provider.model, **arguments})
    fake.verify()
    return fake.last


GROWTH: dict[str, dict[str, Any]] = {
    "a kind of item": {"input": [{"type": "hologram_call", "frames": [1.0]}]},
    "a kind of part": {
        "input": [{"type": "message", "role": "user", "content": [{"type": "smell", "of": "rain"}]}]
    },
    "a value of an open list": {"model": "a-model-of-tomorrow"},
    "a value of a closed list": {"prompt_cache_retention": "a-century"},
    "a field": {"extra_body": {"weather": "dry"}},
    "a field of an item": {
        "input": [{"type": "compaction", "encrypted_content": "x", "mood": {"a": None}}]
    },
}


@pytest.mark.parametrize("growth", GROWTH)
def test_what_the_description_does_not_know_passes(provider: Provider, growth: str) -> None:
    """Unknown kinds, values and fields of a request are no mistakes, as in an answer."""
    record = sent(provider, **GROWTH[growth])
    assert () == record.defects
    expected = {**GROWTH[growth]}
    expected |= expected.pop("extra_body", {})
    assert {"model": provider.model, **expected} == record.json == record.body.to_dict()


MISTAKES: dict[str, tuple[dict[str, Any], str]] = {
    "a field of the wrong type": ({"extra_body": {"instructions": 5}}, "/instructions"),
    "a known kind without its fields": (
        {"input": [{"type": "compaction"}]},
        "/input/0/encrypted_content",
    ),
    "a kind that is no text": ({"input": [{"type": 5}]}, "/input/0"),
    "no object": ({"input": ["text"]}, "/input/0"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_what_the_description_knows_is_held_to_it(provider: Provider, mistake: str) -> None:
    """A known kind or field that isn't as it is described fails the test, by its place."""
    arguments, place = MISTAKES[mistake]
    with pytest.raises(BadRequestBodyError) as caught:
        sent(provider, **arguments)
    assert f"\n  {place} " in str(caught.value)


BUSY = Reply({"error": {"message": "Later."}}, status=429, headers={"retry-after": "30"})


def test_time_is_what_the_test_says(provider: Provider) -> None:
    """A clock and a chance of the test's decide how long a client waits, which takes no time."""
    clock, waits = FakeClock(), []
    last = Reply({"error": {"message": "Later."}}, status=503)
    fake = FakeTransport(BUSY, last, PLAIN_ANSWER, sources=Sources(clock=clock, chance=lambda: 1.0))
    kind = getattr(responses_compact, provider.client)
    arguments = dict(provider.arguments)
    client = kind(**arguments, http_client=fake, on_retry=lambda event: waits.append(event.wait))
    client.responses.compact(model=provider.model)
    fake.verify()
    assert 30 <= waits[0] < 40
    assert sum(waits) == pytest.approx(clock.now())
    assert waits[1] > 0


def test_deadlines_are_told_by_that_clock(provider: Provider) -> None:
    """A call ends when the time of its clock is up, with what it was refused for."""
    fake = FakeTransport(BUSY, BUSY, BUSY, sources=Sources(clock=FakeClock(), chance=lambda: 0.0))
    kind = getattr(responses_compact, provider.client)
    client = kind(**dict(provider.arguments)).with_options(http_client=fake, timeout=45)
    with pytest.raises(responses_compact.RateLimitError) as caught:
        client.responses.compact(model=provider.model)
    assert (2, 30) == (caught.value.attempts, caught.value.elapsed)
