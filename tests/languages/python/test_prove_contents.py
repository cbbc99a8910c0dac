"""Proof of what isn't JSON: each disagreement that is planted in tables or methods is refused."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from generator.files import File, Files
from generator.languages import LANGUAGE
from generator.languages.python.format import format_files
from generator.languages.python.package import Package
from generator.languages.python.prove import ProofError, prove
from generator.spelled import Api
from tests.support.packages import documents_of
from tests.support.refusing import spelled

CASES = Path(__file__).parents[2] / "cases"
OPERATIONS, CLIENT = "case/default/operations.py", "case/default/client.py"


@lru_cache(maxsize=4)
def written(case: str) -> tuple[Files, Api, Package]:
    """The files of a case, with what they were made from."""
    api = spelled(documents_of(CASES / case / "openapi.yaml"), "case")
    plan = LANGUAGE.plan(api)
    return format_files(LANGUAGE.render(plan)), api, plan


MISTAKES: list[tuple[str, str, str, str, str]] = [
    ("contents", OPERATIONS, 'status="201"', 'status="202"', ".status is '202', not '201'"),
    ("contents", OPERATIONS, 'content="binary"', 'content="text"', "is 'text', not 'binary'"),
    ("contents", OPERATIONS, 'media="application/xml"', 'media="a/b"', "not 'application/xml'"),
    ("contents", OPERATIONS, '"application/json, */*;q=0.9"', '"*/*"', ".accept is '*/*'"),
    (
        "contents",
        OPERATIONS,
        "read=_get_several_answer_1",
        "read=_get_several_answer_2",
        ".read is",
    ),
    ("contents", OPERATIONS, "Operation[bytes]", "Operation[str]", "isn't annotated with what it"),
    ("contents", CLIENT, ") -> bytes:", ") -> str:", "isn't annotated with what it returns"),
    ("contents", CLIENT, "body: BinaryContent,", "body: str,", "takes str, not BinaryContent"),
    ("forms", OPERATIONS, 'style="deepObject"', 'style="form"', ".style is 'form'"),
    ("forms", OPERATIONS, "reserved=True", "reserved=False", ".reserved is False"),
    ("forms", OPERATIONS, "file=True", "file=False", ".file is False, not True"),
    ("forms", OPERATIONS, "multipart=True", "multipart=False", ".multipart is False"),
    ("forms", OPERATIONS, 'media="image/png"', 'media="image/gif"', ".media is 'image/gif'"),
    ("forms", OPERATIONS, 'content="form"', 'content="multipart"', ".content is 'multipart'"),
    ("forms", CLIENT, "file: File,", "file: str,", "file takes str, not File"),
    ("streams", OPERATIONS, 'item="event-text"', 'item="event"', ".item is 'event'"),
    ("streams", OPERATIONS, '(("stream", True),)', '(("stream", False),)', "is False, not True"),
    ("streams", CLIENT, "-> Stream[str]:", "-> Stream[int]:", "isn't annotated with what it"),
    ("streams", CLIENT, "-> Stream[str]:", "-> AsyncStream[str]:", "isn't annotated with what it"),
    ("contents", OPERATIONS, 'item="bytes"', 'item="text"', ".item is 'text', not 'bytes'"),
    ("contents", CLIENT, "-> Stream[bytes]:", "-> Stream[str]:", "isn't annotated with what it"),
    ("streams", CLIENT, ".stream(", ".call(", "doesn't call"),
]


@pytest.mark.parametrize(("case", "path", "old", "new", "told"), MISTAKES)
def test_planted_disagreement_is_refused(
    case: str, path: str, old: str, new: str, told: str
) -> None:
    """What a table or a method says otherwise than the description is told by its place."""
    files, api, plan = written(f"lower_{case}")
    text = files[path].text
    assert old in text
    altered = {**files, path: File(text.replace(old, new, 1))}
    with pytest.raises(ProofError) as caught:
        prove(altered, api, plan)
    assert told in str(caught.value)


@pytest.mark.parametrize("case", ["contents", "forms", "streams"])
def test_agreement_passes(case: str) -> None:
    """What was written stands the proof."""
    files, api, plan = written(f"lower_{case}")
    assert prove(files, api, plan) == files
