"""Clients that nobody closes: their connections end with them, and nothing is said about it.

Each story is a process of its own, in which all warnings are shown: whatever it writes to its error
output is noise. While it waits for its input, the server tells whether it has let go.
"""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.certified import AUTHORITY, shown
from tests.support.faults.server import WELL, FaultServer

ROOT = Path(__file__).parents[3]

BEGIN = """
import asyncio, gc, sys, threading
from tests.support.small_api import MAKE, PLAIN, AsyncPlainClient, PlainClient

GIVEN = {"api_key": "key", "base_url": sys.argv[1], "max_retries": 0}

def sync_client():
    return PlainClient(PLAIN, GIVEN)

def async_client():
    return AsyncPlainClient(PLAIN, GIVEN)

def asked(client):
    return client._session.call(MAKE, {"model": "m"})

async def several(client):
    await asyncio.gather(*(asked(client) for _ in range(3)))

def pause():
    print("now", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture(params=["http", "https"])
def server(request: pytest.FixtureRequest) -> Iterator[FaultServer]:
    """A server that answers well, in the clear and behind TLS."""
    with FaultServer(tls=shown("right") if request.param == "https" else None) as server:
        server.plays(WELL)
        yield server


class Child:
    """A process that plays a story."""

    def __init__(self, server: FaultServer, story: str) -> None:
        paths = os.pathsep.join((str(ROOT), str(ROOT / "templates" / "python")))
        kept = {n: v for n, v in os.environ.items() if not n.lower().endswith("_proxy")}
        self._process = subprocess.Popen(
            [sys.executable, "-W", "always", "-c", BEGIN + textwrap.dedent(story), server.url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**kept, "PYTHONPATH": paths, "SSL_CERT_FILE": AUTHORITY},
        )

    def paused(self) -> bool:
        """Return whether it has come to its pause."""
        assert self._process.stdout is not None
        return self._process.stdout.readline() == "now\n"

    def ended(self) -> tuple[int, str]:
        """Let it go on to its end; return its exit code and its noise."""
        _, noise = self._process.communicate("\n", timeout=120)
        return self._process.returncode, noise


STORIES = {
    "a sync client": """
        client = sync_client()
        asked(client)
        del client
        pause()
    """,
    "while the loop runs": """
        async def main():
            client = async_client()
            await several(client)
            del client
            gc.collect()
            pause()

        asyncio.run(main())
    """,
    "after the loop was closed": """
        async def main():
            client = async_client()
            await several(client)
            return client

        client = asyncio.run(main())
        del client
        gc.collect()
        pause()
    """,
    "in another thread than the loop": """
        async def main():
            clients = [async_client()]
            await several(clients[0])

            def forget():
                clients.clear()
                gc.collect()

            await asyncio.to_thread(forget)
            pause()

        asyncio.run(main())
    """,
    "with itself in a cycle": """
        async def main():
            client = async_client()
            client._itself = client
            await several(client)
            del client
            gc.collect()
            pause()

        asyncio.run(main())
    """,
    "after a call was cancelled": """
        async def main():
            client = async_client()
            await several(client)
            calls = [asyncio.create_task(asked(client)) for _ in range(5)]
            await asyncio.sleep(0)
            for call in calls:
                call.cancel()
            await asyncio.wait(calls)
            del client, calls, call
            gc.collect()
            pause()

        asyncio.run(main())
    """,
    "with a call that nobody awaits": """
        async def main():
            client = async_client()
            call = asyncio.create_task(asked(client))
            await asyncio.sleep(0.01)

        asyncio.run(main())
        gc.collect()
        pause()
    """,
    "after it was closed in another loop": """
        client = async_client()
        asyncio.run(several(client))
        asyncio.run(client.close())
        pause()
    """,
    "after it couldn't be made": """
        for kind in (PlainClient, AsyncPlainClient):
            try:
                kind(PLAIN, {**GIVEN, "nonsense": 1})
            except Exception:
                pass
        gc.collect()
        pause()
    """,
}


@pytest.mark.case("N65")
@pytest.mark.parametrize("story", STORIES)
def test_forgotten(server: FaultServer, story: str) -> None:
    """A forgotten client's connections end at once, with no warning and no exception."""
    child = Child(server, STORIES[story])
    paused = child.paused()
    if paused:
        server.until(lambda: not server.open)
    assert (0, "") == child.ended()
    assert paused


ENDS = {
    "a sync client": """
        client = sync_client()
        asked(client)
    """,
    "an async client": """
        client = async_client()
        asyncio.run(several(client))
    """,
    "a client in a thread": """
        client = sync_client()
        kept = [client]
        threads = [threading.Thread(target=asked, args=(client,)) for _ in range(4)]
        for thread in threads:
            thread.start()
    """,
    "clients that know each other": """
        client, other = async_client(), sync_client()
        client._other, other._other = other, client
        asyncio.run(several(client))
        asked(other)
    """,
    "with an exit in the loop": """
        async def main():
            client = async_client()
            await several(client)
            sys.exit(0)

        asyncio.run(main())
    """,
    "with a loop that is still open": """
        client = async_client()
        loop = asyncio.new_event_loop()
        loop.run_until_complete(several(client))
        import atexit
        atexit.register(loop.close)
    """,
}


@pytest.mark.case("N65")
@pytest.mark.parametrize("story", ENDS)
def test_the_end_of_the_interpreter(server: FaultServer, story: str) -> None:
    """A client that is still there when the interpreter ends makes no noise either."""
    assert (0, "") == Child(server, ENDS[story]).ended()
    server.until(lambda: not server.open)
    assert server.requests or server.connections
