"""Replies of the transport for tests: those that are wrong, and those that are short to write."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from _runtime.model.fields import Field
from _runtime.model.model import Model, Nullable
from _runtime.testing.fake_transport import (
    BadReplyError,
    FakeTransport,
    Reply,
)
from _runtime.testing.samples import build

from tests.support.fake_calls import client
from tests.support.small_api import Driver, Part, Thing

WRONG: dict[str, Any] = {
    "dictionary": {"id": 5},
    "reply": Reply({"id": 5}),
    "function": lambda sent: {"id": 5},
    "model": Thing.model_construct(id=5),
}


@pytest.mark.parametrize("form", WRONG)
def test_an_answer_that_breaks_its_schema_fails_the_test(driver: Driver, form: str) -> None:
    """The places are named, and the way out; `verify` says it again when that was caught."""
    fake = FakeTransport(WRONG[form])
    error = driver.fails(BadReplyError, driver.make, client(driver, fake))
    assert "\n  /id should be a valid string" in str(error)
    assert "\n  /count is required and missing" in str(error)
    assert "the test's answer to make breaks its schema" in str(error)
    with pytest.raises(BadReplyError):
        fake.verify()


@pytest.mark.parametrize(
    "fake",
    [
        lambda: FakeTransport(Reply({"id": 5}, validate=False)),
        lambda: FakeTransport({"id": 5}, validate=False),
        lambda: FakeTransport(Reply(b'{"id": 5}')),
        lambda: FakeTransport(Reply('{"id": 5}')),
    ],
    ids=["reply", "transport", "bytes", "text"],
)
def test_an_answer_may_break_its_schema_where_the_test_says_so(driver: Driver, fake: Any) -> None:
    """Then the client reads it as it would read a provider's; bytes and text are meant so."""
    thing = driver.make(client(driver, fake()))
    assert 5 == thing.id and thing.defects


def test_failures_are_answered_as_they_are(driver: Driver) -> None:
    """The body of a failure may be anything, as those of gateways are."""
    assert 400 == driver.error(client(driver, FakeTransport(Reply({"e": 1}, 400)))).status_code


class Shape(Model):
    """Has a required field of every kind that a type can have."""

    text: Annotated[str, Field(min_length=2)]
    count: Annotated[int, Field(gt=3)]
    ratio: Annotated[float, Field(ge=0.5)]
    flag: bool
    word: Literal["a", "b"]
    parts: Annotated[list[Part], Field(min_length=1)]
    named: dict[str, int]
    either: str | int
    inner: Part
    nothing: Nullable[str]
    any_: Any = Field(alias="any")
    kind: Literal["shape"] = Field(default="shape", alias="type")
    note: str | None = None


def test_build_fills_in_what_is_required() -> None:
    """The least of each type, constants, and nothing that may be left out."""
    expected = {
        "text": "xx", "count": 4, "ratio": 0.5, "flag": False, "word": "a",
        "parts": [{"text": ""}], "named": {}, "either": "", "inner": {"text": ""},
        "nothing": None, "any": None, "type": "shape",
    }  # fmt: skip
    assert expected == build(Shape).to_dict()


def test_build_takes_members_by_their_python_names() -> None:
    """Models, dictionaries and what the class doesn't know among them."""
    made = build(Shape, text="mine", any_=[1], inner=build(Part, text="t"), new=1)
    written = made.to_dict()
    assert ("mine", [1], {"text": "t"}, 1) == tuple(
        written[name] for name in ("text", "any", "inner", "new")
    )


def test_build_refuses_what_is_no_object_of_the_class() -> None:
    """The places are named; so is what can't be guessed."""
    words = r"no Part can be made so:\n  /text should be a valid string"
    with pytest.raises(TypeError, match=words):
        build(Part, text=5)

    class Formed(Model):
        code: Annotated[str, Field(pattern="^[A-Z]{3}$")]

    with pytest.raises(TypeError, match=r"\n  /code "):
        build(Formed)
    assert "ABC" == build(Formed, code="ABC").code


TESTED = """
import pytest
from tests.runtime.testing.test_testing import SEND, FakeTransport
from tests.support.small_api import GOOD, KEY, PLAIN, PlainClient

@pytest.mark.parametrize("answers", [(), ({{}},), (GOOD,)])
def test_it(answers):
    client = PlainClient(PLAIN, {{"api_key": KEY}}, http_client=FakeTransport(*answers))
    client._session.call(SEND, {{"part": {{}}}})
"""


def test_pytest_shows_the_line_of_the_test(pytester: pytest.Pytester) -> None:
    """The traceback of such a failure ends where the test made the call."""
    pytester.syspathinsert(Path(__file__).parents[3])
    pytester.syspathinsert(Path(__file__).parents[3] / "templates" / "python")
    pytester.makepyfile(TESTED.format())
    shown = pytester.runpytest("-p", "no:cacheprovider").stdout.str()
    assert 3 == shown.count('>       client._session.call(SEND, {"part": {}})')
    assert (
        "_runtime/testing/fake_transport.py" not in shown
        and "_runtime/call/session.py" not in shown
    )
