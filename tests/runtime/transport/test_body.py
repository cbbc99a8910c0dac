"""Answers while they arrive: what they may take of memory and time, whatever they hold."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib

import pytest
from _runtime.transport.incoming import AnswerProblem, Incoming, TooLarge
from _runtime.transport.protocol import Limits

EMPTY_BLOCK = b"\0\0\0\xff\xff"
"""Deflate that stands for nothing, and isn't its end."""


def incoming(codings: str, **limits: int) -> Incoming:
    """Return an answer in these codings whose body is about to come."""
    made = Incoming(Limits(**limits))
    made.begin(200, [(b"Content-Encoding", codings.encode())])
    return made


def packed(raw: bytes, times: int = 1) -> bytes:
    """Return what gzip makes of the bytes, one time after the other."""
    for _ in range(times):
        raw = gzip.compress(raw, mtime=0)
    return raw


@pytest.mark.case("N37")
def test_small_pieces_take_no_more_memory_than_large_ones() -> None:
    """A body that comes in pieces of two bytes takes what it is long, and not many times that."""
    answer = incoming("")
    tracemalloc.start()
    for _ in range(100_000):
        answer.take(bytes(bytearray(b"ab")))  # each of its own
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert 200_000 == len(answer.response().body)
    assert 600_000 > taken


@pytest.mark.case("N37")
@pytest.mark.parametrize("pieces", [1, 2, 9])
def test_what_came_up_to_the_limit_is_kept(pieces: int) -> None:
    """What is kept of a body that is too large doesn't depend on how it is cut on its way."""
    answer = incoming("", wire=1000)
    with pytest.raises(TooLarge):
        for _ in range(pieces):
            answer.take(b"a" * (1800 // pieces))
    assert b"a" * 1000 == answer.response().body


@pytest.mark.case("N37")
@pytest.mark.parametrize("layers", [1, 2])
def test_what_is_nothing_in_the_end_counts_on_its_way(layers: int) -> None:
    """A bomb whose last coding makes nothing of it ends at the limit all the same."""
    answer = incoming("deflate" + ", gzip" * layers, decoded=1_000_000)
    bomb = packed(EMPTY_BLOCK * 1_000_000, layers)
    with pytest.raises(TooLarge, match="between its content codings"):
        answer.take(bomb)


@pytest.mark.case("N37")
def test_members_without_end() -> None:
    """A body of very many members of gzip, which take long each, ends early."""
    answer = incoming("gzip")
    with pytest.raises(TooLarge, match="members of gzip"):
        answer.take(packed(b"") * 11_000)


@pytest.mark.case("N38")
def test_several_members_of_gzip_are_one_body() -> None:
    """As many as tools make of a large body are fine."""
    answer = incoming("gzip")
    answer.take(b"".join(packed(b"%d," % number) for number in range(2_000)))
    answer.end()
    assert b"".join(b"%d," % number for number in range(2_000)) == answer.response().body


@pytest.mark.case("N38")
@pytest.mark.parametrize("size", [0, 1, 1_000, 1_000_000])
@pytest.mark.parametrize("codings", ["gzip, gzip", "deflate, gzip, deflate"])
def test_a_body_at_the_limit_passes_all_its_codings(size: int, codings: str) -> None:
    """What can't be compressed grows in each coding, and is no excess."""
    body = raw = bytes((number * number * 31 >> 3) % 251 for number in range(size))
    for coding in codings.split(", "):
        raw = zlib.compress(raw, 0) if coding == "deflate" else gzip.compress(raw, 0, mtime=0)
    answer = incoming(codings, decoded=size, wire=len(raw))
    answer.take(raw)
    answer.end()
    assert body == answer.response().body


@pytest.mark.parametrize("cut", [1, 9, 20])
def test_what_came_of_a_broken_body_is_kept(cut: int) -> None:
    """What was read before a coding broke is what the answer has."""
    answer = incoming("gzip, gzip", decoded=100)
    with pytest.raises(AnswerProblem):
        answer.take(packed(packed(b"x" * 1000)))
        answer.take(b"y" * cut)
    assert b"x" * 100 == answer.response().body


def test_pieces_keep_their_order() -> None:
    """Whatever the sizes of its pieces, a body is what came, however often it is asked for."""
    answer, came = incoming(""), b""
    for size in (1, 1023, 1024, 5000, 3, 2048, 2048, 7, 7):
        piece = bytes(size % 251 for _ in range(size))
        answer.take(piece)
        came += piece
        assert came == answer.response().body
