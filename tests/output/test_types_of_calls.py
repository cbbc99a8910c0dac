"""What type checkers see of pages, of errors by status, and of the twins of streams."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import checkers
from tests.support.packages import documents_of, write

CASES = Path(__file__).parents[1] / "cases"
PACKAGES = {
    "pages_case": "lower_pagination",
    "errors_case": "lower_errors_by_status",
    "streams_case": "lower_streams",
}
USAGE = """
from typing import assert_type

from errors_case import APIStatusError, ErrorsCase
from errors_case.models import Parcel, Problem
from pages_case import AsyncPagesCase, PagesCase
from pages_case.models import Thing, Things
from streams_case import AsyncStreamsCase, StreamsCase


def pages() -> None:
    page = PagesCase().list_cursors(page_after="a")
    assert_type(page.answer, Things)
    assert_type(page.items, list[Thing])
    for item in page:
        assert_type(item, Thing)
    following = page.next_page()
    assert following is not None
    assert_type(following.has_next_page, bool)
    for name in PagesCase().with_raw_response.list_links().parse():
        assert_type(name, str)
    assert_type(PagesCase().list_whole(), Things)


async def async_pages() -> None:
    async for item in await AsyncPagesCase().list_pages():
        assert_type(item, Thing)


def errors() -> None:
    try:
        parcel = ErrorsCase().send_parcel()
    except APIStatusError as error:
        assert_type(error.typed(Problem), Problem | None)
    else:
        assert_type(parcel, Parcel)
        assert parcel.http_response is not None
        assert_type(parcel.http_response.headers["x"], str)


async def streams() -> None:
    with StreamsCase().with_raw_response.events.listen() as stream:
        for piece in stream:
            assert_type(piece, bytes)
    async with await AsyncStreamsCase().with_raw_response.events.listen() as bytes_of:
        async for each in bytes_of:
            assert_type(each, bytes)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages, and code that uses them."""
    place = tmp_path_factory.mktemp("types_of_calls")
    for package, case in PACKAGES.items():
        write(documents_of(CASES / case / "openapi.yaml"), package, place)
    (place / "usage.py").write_text(USAGE)
    (place / "pyrightconfig.json").write_text('{"include": ["usage.py"], "strict": ["usage.py"]}')
    return place


def test_mypy(folder: Path) -> None:
    """Mypy knows what pages, errors and twins of streams hold."""
    assert checkers.mypy(folder, "usage.py") == ""


def test_pyright(folder: Path) -> None:
    """Pyright does as well."""
    assert checkers.pyright(folder) == ""
