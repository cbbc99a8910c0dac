"""Whatever a server answers: a call returns it whole or raises one of our exceptions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.fuzz.claims import Subject, each_subject

pytestmark = pytest.mark.slow

NUMBERS = 500
"""`make fuzz` goes on from there, for as long as it is let."""
PARTS = 2


@pytest.fixture(scope="module")
def subjects() -> Iterator[list[Subject]]:
    """The clients of each provider."""
    with each_subject() as made:
        yield made


@pytest.mark.case("N45")
@pytest.mark.parametrize("part", range(PARTS))
def test_mutated_answers_are_kept_and_judged(subjects: list[Subject], part: int) -> None:
    """Real-looking answers with members dropped, renamed, retyped, repeated, nested and moved, with
    odd spellings of texts and numbers, and damaged ones: nothing but our exceptions leaves a call,
    sync, async, raw or strict; what is returned is what came, to its very text; each defect is at
    a place to which jsonschema objects, and the reverse; it can be sent back, pickled, copied,
    compared and printed, without a warning."""
    answers = 0
    for number in range(part, NUMBERS, PARTS):
        subject, body = subjects[number % len(subjects)].numbered(number)
        try:
            answers += subject.check(body)
        except BaseException as error:
            error.add_note(f"answer {number} of {subject.provider.name}: {body[:2000]!r}")
            raise
    assert answers > NUMBERS // PARTS // 2  # most of them are read
