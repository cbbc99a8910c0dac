"""Large bodies of async calls: built and read beside the event loop, with the same results."""

from __future__ import annotations

import asyncio
import threading
from contextvars import ContextVar
from typing import Any

import pytest
from _runtime.call.clients import AsyncClient
from _runtime.model.model import ResponseModel
from _runtime.process.worker import Worker, large, snapshot
from _runtime.testing.fake_transport import FakeTransport, Reply
from _runtime.vocabulary.errors import APIResponseValidationError
from _runtime.vocabulary.operation import Operation

from tests.support.small_api import GOOD, KEY, MAKE, PLAIN, Part, Thing

COUNT = 5000
NOTE: ContextVar[str] = ContextVar("NOTE", default="")


class Parts(ResponseModel):
    """A large answer."""

    parts: list[Part]


READ_ALL: Operation[Parts] = Operation(
    name="read_all", method="POST", path="/all", body=MAKE.body, response=lambda: Parts
)


def client(*answers: Any, **more: Any) -> AsyncClient:
    """Return an async client over the transport for tests."""
    given = {"api_key": KEY, **more}
    return AsyncClient(PLAIN, given, http_client=FakeTransport(*answers, validate=False))


def parts(**more: Any) -> dict[str, Any]:
    """Return the value of a large answer."""
    return {"parts": [{"text": "t" * 100, **more} for _ in range(COUNT)]}


def test_the_loop_goes_on_while_a_large_answer_is_read() -> None:
    """Another task has turns between the arrival of the bytes and the result."""
    arrived = threading.Event()
    turns = []

    async def main() -> Parts:
        made = client(parts(), on_response=lambda event: arrived.set())
        call = asyncio.ensure_future(made._session.call(READ_ALL, {"model": "m"}))
        while not call.done():
            await asyncio.sleep(0)
            turns.append(arrived.is_set() and not call.done())
        return await call

    assert COUNT == len(asyncio.run(main()).parts)
    assert sum(turns) > 1


def test_the_loop_goes_on_while_a_large_request_is_built() -> None:
    """Another task has turns before the request is sent."""
    turns, sent = [], threading.Event()
    items = [Part(text="t" * 100) for _ in range(COUNT)]

    async def main() -> None:
        made = client(GOOD, on_request=lambda event: sent.set())
        call = asyncio.ensure_future(made._session.call(MAKE, {"model": "m", "input": items}))
        while not call.done():
            await asyncio.sleep(0)
            turns.append(not sent.is_set())
        await call

    asyncio.run(main())
    assert sum(turns) > 1


def test_a_large_call_is_as_a_small_one() -> None:
    """What is sent and what is returned don't depend on the size; the caller's list may grow."""
    items = [{"text": str(n)} for n in range(COUNT)]

    async def main() -> list[Any]:
        fake = FakeTransport(parts(extra=1.0))
        made = AsyncClient(PLAIN, {"api_key": KEY}, http_client=fake)
        call = asyncio.ensure_future(made._session.call(READ_ALL, {"model": "m", "input": items}))
        await asyncio.sleep(0)
        items.append({"text": "late"})
        return [await call, fake.last.json]

    answer, sent = asyncio.run(main())
    assert parts(extra=1.0) == answer.to_dict() and () == answer.defects
    assert {"model": "m", "input": items[:-1]} == sent


@pytest.mark.parametrize("kind", ["not JSON", "defects"])
def test_failures_are_the_same(kind: str) -> None:
    """A large answer that is no answer raises what a small one does."""
    reply = Reply(b"<p>" + b" " * 200_000) if kind == "not JSON" else Reply(parts(note=7))

    async def main() -> Any:
        with pytest.raises(APIResponseValidationError) as caught:
            await client(reply, strict=True)._session.call(READ_ALL, {"model": "m"})
        return caught.value

    error = asyncio.run(main())
    assert 1 == error.attempts and error.raw is not None and len(error.raw) > 200_000
    assert len(error.defects) == (0 if kind == "not JSON" else COUNT)


def test_what_cannot_be_sent_is_refused_the_same() -> None:
    """An item without a JSON form is a TypeError, in a large request too."""
    items = [{"text": "t"}] * COUNT + [{"text": object()}]

    async def main() -> None:
        with pytest.raises(TypeError, match="can't be sent as JSON"):
            await client(GOOD)._session.call(MAKE, {"model": "m", "input": items})

    asyncio.run(main())


def test_who_is_cancelled_does_not_wait() -> None:
    """A call that is cancelled while its answer is read ends at once, and the next one works."""
    worker, begun, released = Worker(), threading.Event(), threading.Event()

    def work() -> str:
        begun.set()
        released.wait(30)
        return "done"

    async def main() -> str:
        first = asyncio.ensure_future(worker.run(work))
        while not begun.is_set():
            await asyncio.sleep(0)
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
        assert not released.is_set()
        released.set()
        return await worker.run(lambda: "next")

    assert "next" == asyncio.run(main())


def test_context_variables_apply() -> None:
    """The work sees the context of who asked for it."""

    async def main() -> str:
        NOTE.set("here")
        return await Worker().run(NOTE.get)

    assert "here" == asyncio.run(main())


def test_without_an_event_loop_of_asyncio_the_work_is_done_in_place() -> None:
    """Under another kind of loop nothing is lost but the thread."""
    run = Worker().run(threading.get_ident)
    with pytest.raises(StopIteration) as stopped:
        run.send(None)
    assert threading.get_ident() == stopped.value.value


def test_a_forked_child_starts_a_thread_of_its_own() -> None:
    """After a fork the thread isn't there; the child doesn't wait for it."""
    worker = Worker()
    asyncio.run(worker.run(int))
    before = worker._executor
    worker.start_over()
    assert 0 == asyncio.run(worker.run(int))
    assert before is not worker._executor


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("short", False),
        ("t" * 3_000_000, True),
        ([{"a": 1}] * 100, False),
        ([{"a": 1}] * 1001, True),
        ([[[1] * 1000] * 2], True),
        ([Part(text="t")] * 1001, True),
        (iter([1]), False),
    ],
    ids=["text", "long text", "few", "many", "deep", "models", "iterator"],
)
def test_what_is_large(value: Any, expected: bool) -> None:
    """Many values are large however they are nested, and so are long texts."""
    assert expected is large([value, None])


def test_what_contains_itself_is_large() -> None:
    """Looking for the size comes to an end; the request is then refused as ever."""
    value: list[Any] = []
    value.append(value)
    assert large([value])


def test_a_snapshot_copies_lists_alone() -> None:
    """Lists are copied one level deep; all else is what it was."""
    inner = {"a": 1}
    given = {"items": [inner], "model": "m"}
    copy = snapshot(given)
    assert given == copy and given["items"] is not copy["items"] and inner is copy["items"][0]


def test_small_calls_use_no_thread_but_for_the_first_answer() -> None:
    """What imports and builds classes is done beside the loop; a usual call stays where it is."""
    names: list[str] = []

    class Watching(Thing):
        """Notes the thread that reads it."""

        def model_post_init(self, context: Any, /) -> None:
            """Note the thread."""
            names.append(threading.current_thread().name)

    operation: Operation[Watching] = Operation(
        name="w", method="POST", path="/w", body=MAKE.body, response=lambda: Watching
    )

    async def main() -> None:
        made = client(GOOD, GOOD, GOOD)
        await asyncio.gather(*(made._session.call(operation, {"model": "m"}) for _ in range(2)))
        await made._session.call(operation, {"model": "m"})

    asyncio.run(main())
    here = threading.main_thread().name
    assert here != names[0] and here == names[2]


def test_who_comes_while_it_is_done_for_the_first_time_waits_beside_the_loop() -> None:
    """Nobody blocks the loop by waiting for what another call is importing."""
    worker, begun, released = Worker(), threading.Event(), threading.Event()

    def work() -> int:
        begun.set()
        assert released.wait(60)
        return threading.get_ident()

    async def main() -> list[int]:
        first = asyncio.ensure_future(worker.do("kind", work))
        while not begun.is_set():
            await asyncio.sleep(0)
        second = asyncio.ensure_future(worker.do("kind", threading.get_ident))
        await asyncio.sleep(0)
        assert not second.done()
        released.set()
        return [await first, await second, await worker.do("kind", threading.get_ident)]

    first, second, third = asyncio.run(main())
    assert first == second != third == threading.get_ident()


def test_what_fails_for_the_first_time_is_known_too() -> None:
    """A refused request has imported what the next one needs."""
    worker = Worker()

    async def main() -> int:
        with pytest.raises(ValueError, match="invalid literal"):
            await worker.do("kind", lambda: int("one"))
        return await worker.do("kind", threading.get_ident)

    assert threading.get_ident() == asyncio.run(main())
