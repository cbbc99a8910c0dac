"""Pages of a generated client: `x-pagination`, against a server on loopback.

The server has seven things and gives three at a time, in each of the styles.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

CASE = "lower_pagination"
PACKAGE = "pages_case"
SIZE, COUNT = 3, 7
KEY = "key-0123456789"


class Shelf:
    """A server with seven things, which remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, str], Any, str | None]] = []
        self.override: Any = None
        """What it answers instead, headers first."""
        shelf = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                shelf.answer(self)

            def do_POST(self) -> None:
                shelf.answer(self)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer a request."""
        parts = urlsplit(handler.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        length = int(handler.headers.get("content-length", 0))
        body = json.loads(handler.rfile.read(length)) if length else None
        self.asked.append((parts.path, query, body, handler.headers.get("authorization")))
        headers, value = self.override or self.page(parts.path, query, body)
        text = json.dumps(value).encode()
        handler.send_response(200)
        for name, each in {"Content-Type": "application/json", **headers}.items():
            handler.send_header(name, each)
        handler.send_header("Content-Length", str(len(text)))
        handler.end_headers()
        handler.wfile.write(text)

    def page(self, path: str, query: dict[str, str], body: Any) -> tuple[dict[str, str], Any]:
        """The headers and the JSON of a page."""
        marks = [query.get(name) for name in ("page-after", "after", "offset", "mark")]
        begun = int(next((mark for mark in marks if mark), 0))
        if path == "/searches":
            begun = int(body.get("start_cursor") or 0)
        if path in ("/pages", "/links"):
            begun = SIZE * int(query.get("page", 0))
        rows = [{"id": number + 1} for number in range(begun, min(begun + SIZE, COUNT))]
        more = begun + SIZE < COUNT
        if path == "/pages":
            return {}, rows
        if path == "/links":
            here = int(query.get("page", 0))
            link = f'<{self.url}/links?page=0>; rel="first", </links?page={here + 1}>; rel=next'
            return {"Link": link} if more else {}, [str(row["id"]) for row in rows]
        mark: Any = str(begun + SIZE) if more else None
        if path == "/urls" and more:
            mark = f"?mark={mark}#there"
        return {}, {"data": rows, "meta": {"next": mark, "has_more": more, "total": COUNT}}


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    """The server."""
    running = Shelf()
    yield running
    running.server.shutdown()
    running.server.server_close()


Walk = Callable[..., list[Any]]


@pytest.fixture(params=["sync", "async", "raw", "async raw"])
def walk(package: Any, shelf: Shelf, request: pytest.FixtureRequest, direct: None) -> Walk:
    """Return the items of all pages of a method, as plain JSON."""
    kind = request.param

    def walking(name: str, **arguments: Any) -> list[Any]:
        if kind.startswith("async"):
            return asyncio.run(awaited(name, arguments))
        with package.PagesCase(base_url=shelf.url, api_key=KEY) as client:
            if kind == "raw":
                return plain(getattr(client.with_raw_response, name)(**arguments).parse())
            return plain(getattr(client, name)(**arguments))

    async def awaited(name: str, arguments: dict[str, Any]) -> list[Any]:
        async with package.AsyncPagesCase(base_url=shelf.url, api_key=KEY) as client:
            if kind.endswith("raw"):
                page = (await getattr(client.with_raw_response, name)(**arguments)).parse()
            else:
                page = await getattr(client, name)(**arguments)
            return plain([item async for item in page])

    return walking


def plain(items: Any) -> list[Any]:
    """Items as what tells them apart."""
    return [item if isinstance(item, str) else item.id for item in items]


EVERY = [1, 2, 3, 4, 5, 6, 7]
STYLES: dict[str, tuple[dict[str, Any], list[Any]]] = {
    "list_cursors": ({"limit": 3}, [("limit", "3")]),
    "list_lasts": ({}, []),
    "search": ({"words": "a"}, []),
    "list_offsets": ({}, []),
    "list_urls": ({}, []),
}


@pytest.mark.parametrize("name", STYLES)
def test_all_pages(walk: Walk, shelf: Shelf, name: str) -> None:
    """Iterating walks all pages, each asked for once with the same arguments and credential."""
    arguments, kept = STYLES[name]
    assert walk(name, **arguments) == EVERY
    assert len(shelf.asked) == 3
    assert {key for _, _, _, key in shelf.asked} == {f"Bearer {KEY}"}
    for _, query, body, _ in shelf.asked:
        assert {*kept} <= {*query.items()}
        assert body is None or body["words"] == "a"


def test_pages_without_an_end(walk: Walk, shelf: Shelf) -> None:
    """Where an answer doesn't say that it is the last one, the first empty page is the end."""
    assert walk("list_pages") == EVERY
    assert [query for _, query, _, _ in shelf.asked] == [{}, *({"page": f"{n}"} for n in (1, 2, 3))]


def test_links(walk: Walk, shelf: Shelf) -> None:
    """The header `Link` leads on, at the same origin and nowhere else."""
    assert walk("list_links") == [str(number) for number in EVERY]
    assert [query.get("page") for _, query, _, _ in shelf.asked] == [None, "1", "2"]


def test_beginning_in_the_midst(walk: Walk, shelf: Shelf) -> None:
    """What the caller says of the first page counts."""
    assert walk("list_offsets", offset=5) == [6, 7]
    assert walk("list_pages", page=2) == [7]


def test_a_page(package: Any, shelf: Shelf, direct: None) -> None:
    """A page has its answer, its items, its headers, and the way to the next one."""
    with package.PagesCase(base_url=shelf.url, api_key=KEY) as client:
        page = client.list_offsets()
        assert type(page.answer) is package.models.Things
        assert [type(item) for item in page.items] == [package.models.Thing] * 3
        assert page.has_next_page and page.response.headers["content-type"] == "application/json"
        second = page.next_page()
        assert plain(second.items) == [4, 5, 6]
        third = second.next_page()
        assert (third.has_next_page, third.next_page()) == (False, None)
        assert [plain(each.items) for each in page.pages()] == [[1, 2, 3], [4, 5, 6], [7]]
        assert not hasattr(client.list_whole(), "next_page")


@pytest.mark.parametrize(
    "there",
    [
        "https://elsewhere.example/urls",
        "http://127.0.0.1:1/urls",
        "//elsewhere.example/",
        "https://user@elsewhere.example",
        "\\\\elsewhere.example",
        "file:///x",
    ],
)
def test_another_origin(package: Any, shelf: Shelf, direct: None, there: str) -> None:
    """An address at another origin is refused, and nothing is sent."""
    shelf.override = {}, {"data": [{"id": 1}], "meta": {"next": there}}
    with package.PagesCase(base_url=shelf.url, api_key=KEY) as client:
        walked = []
        with pytest.raises(
            package.APIResponseValidationError, match="isn't at its origin"
        ) as caught:
            for item in client.list_urls():
                walked.append(item.id)
    assert (walked, len(shelf.asked)) == ([1], 1)
    assert KEY not in f"{caught.value!r} {vars(caught.value)}"
    assert caught.value.request.url.startswith(shelf.url)


@pytest.mark.parametrize(
    ("name", "meta", "given", "asked"),
    [
        ("list_cursors", {"next": "3"}, {}, 2),
        ("list_cursors", {"next": "3"}, {"page_after": "3"}, 1),
        ("list_urls", {"next": "/urls?mark=3"}, {}, 2),
        ("list_lasts", {"has_more": True}, {}, 2),
    ],
)
def test_a_cursor_that_repeats(
    walk: Walk, package: Any, shelf: Shelf, name: str, meta: Any, given: Any, asked: int
) -> None:
    """A server that leads round in a circle ends in an exception of the package's."""
    shelf.override = {}, {"data": [{"id": 1}], "meta": meta}
    with pytest.raises(package.APIResponseValidationError, match="was there before"):
        walk(name, **given)
    assert len(shelf.asked) == asked


@pytest.mark.parametrize(
    "value", [{}, {"data": None}, {"data": 5, "meta": 7}, {"data": [], "meta": []}]
)
def test_answers_without_a_list(walk: Walk, shelf: Shelf, value: Any) -> None:
    """An answer that has no list, though it should, is a page without items, and the last one."""
    shelf.override = {}, value or {"meta": {}}
    assert walk("list_cursors") == []
    assert len(shelf.asked) == 1


def test_a_refusal_on_the_way(package: Any, shelf: Shelf, direct: None) -> None:
    """What a later page fails with reaches the caller, and the page before can be asked again."""
    with package.PagesCase(base_url=shelf.url, api_key=KEY) as client:
        page = client.list_cursors()
        shelf.override = {}, []
        with pytest.raises(package.APIResponseValidationError):
            page.next_page()
        shelf.override = None
        assert plain(page.next_page().items) == [4, 5, 6]


# --- the command line ---------------------------------------------------------------------------


@pytest.fixture
def command(
    package: Any, shelf: Shelf, direct: None, capfdbinary: pytest.CaptureFixture[bytes]
) -> Callable[..., tuple[int, list[Any]]]:
    """Run a command and return its exit code with the JSON of each line that it prints."""
    main = importlib.import_module("pages_case.__main__").main

    def run(*words: str, stdin: bytes = b"") -> tuple[int, list[Any]]:
        code = main([*words, f"--base-url={shelf.url}", "--api-key", KEY])
        out = capfdbinary.readouterr().out
        return code, [json.loads(line) for line in out.splitlines()]

    return run


def test_the_command_prints_one_page_or_all(
    command: Callable[..., tuple[int, list[Any]]], shelf: Shelf
) -> None:
    """Without an option it is the answer as it came; with `--all` a line for each item."""
    code, lines = command("list-cursors", "--limit=3")
    assert (code, len(shelf.asked), lines[0]["data"]) == (0, 1, [{"id": 1}, {"id": 2}, {"id": 3}])
    assert command("list-cursors", "--format=jsonl") == (0, lines[0]["data"])
    for name in ("list-cursors", "list-offsets", "list-urls", "list-pages"):
        assert command(name, "--all") == (0, [{"id": number} for number in EVERY])
    assert command("list-links", "--all")[1] == [str(number) for number in EVERY]


def test_the_command_asks_for_no_more_pages_than_it_prints(
    command: Callable[..., tuple[int, list[Any]]], shelf: Shelf
) -> None:
    """`--max-items` ends the walk; a part of each item can be chosen."""
    assert command("list-cursors", "--all", "--max-items=4", "--transform=id") == (0, [1, 2, 3, 4])
    assert len(shelf.asked) == 2
    assert command("list-whole", "--all")[0] == 2
