"""Python's search for garbage is put off while a large answer is read, and is as it was after."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator

import pytest
from _runtime.collection import COLLECTION, Collection
from runtime_case import GOOD, KEY, LIST, PLAIN, Driver
from stub import Reply, Stub, reply

LARGE = 1024 * 1024


@pytest.fixture(autouse=True)
def searching() -> Iterator[None]:
    """The search is on before each test, and after it."""
    gc.enable()
    yield
    gc.enable()


def test_it_is_off_for_large_answers_only() -> None:
    """A small text isn't worth it."""
    with COLLECTION.put_off(1000):
        assert gc.isenabled()
    with COLLECTION.put_off(LARGE):
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_stays_off_where_it_was() -> None:
    """A process that has the search off isn't given it back."""
    gc.disable()
    with COLLECTION.put_off(LARGE):
        assert not gc.isenabled()
    assert not gc.isenabled()


def test_one_reader_at_a_time_puts_it_off() -> None:
    """Readers that overlap without end don't keep it off: it is on as soon as the first has read."""
    first, second = COLLECTION.put_off(LARGE), COLLECTION.put_off(LARGE)
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert gc.isenabled()
    with COLLECTION.put_off(LARGE):
        assert not gc.isenabled()
    second.__exit__(None, None, None)
    assert gc.isenabled()


def test_another_copy_of_the_package_reads_meanwhile() -> None:
    """Two vendored copies know nothing of each other, and leave the search on."""
    first, second = COLLECTION.put_off(LARGE), Collection().put_off(LARGE)
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    second.__exit__(None, None, None)
    assert gc.isenabled()


@pytest.mark.parametrize("body", [b'[{"id": ' + b" " * LARGE, b'{"error": 1}' + b" " * LARGE])
def test_it_is_on_after_an_answer_that_cannot_be_read(
    driver: Driver, stub: Stub, body: bytes
) -> None:
    """An exception leaves nothing behind."""
    stub.plays(Reply(200, body))
    client = driver.client(PLAIN, api_key=KEY, base_url=stub.url)
    driver.fails(Exception, driver.call, client, LIST, {})
    assert gc.isenabled()


def test_it_is_on_after_a_large_answer(driver: Driver, stub: Stub) -> None:
    """A call that ends well leaves nothing behind either."""
    stub.plays(reply([GOOD] * 5000))
    client = driver.client(PLAIN, api_key=KEY, base_url=stub.url)
    assert 5000 == len(driver.call(client, LIST, {}))
    assert gc.isenabled()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_child_that_is_forked_meanwhile_searches() -> None:
    """The thread that was reading isn't in the child, so nobody else would switch it on."""
    with COLLECTION.put_off(LARGE):
        child = os.fork()
        if not child:
            os._exit(0 if gc.isenabled() else 1)
        assert not gc.isenabled()
        assert 0 == os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
