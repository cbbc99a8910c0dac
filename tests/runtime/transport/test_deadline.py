"""Deadlines and content codings, which need no network."""

from __future__ import annotations

import gzip
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from _runtime.testing.fake_clock import FakeClock
from _runtime.transport.content_codings import CodingError, Decoder
from _runtime.transport.incoming import Incoming, TooLarge
from _runtime.transport.protocol import Limits
from _runtime.vocabulary.deadline import Deadline, DeadlineExceeded
from hypothesis import given, strategies as st


def test_a_deadline_counts_down() -> None:
    """What is left shrinks with the clock and never below nothing."""
    clock = FakeClock()
    deadline = Deadline.after(5, clock)
    assert 5 == deadline.left() and not deadline.expired
    clock.sleep(4.5)
    assert 0.5 == deadline.left() == deadline.bounded(None) == deadline.bounded(3)
    assert 0.25 == deadline.bounded(0.25)
    clock.sleep(60)
    assert 0 == deadline.left() and deadline.expired
    with pytest.raises(DeadlineExceeded):
        deadline.bounded(3)


def test_no_deadline() -> None:
    """Without a timeout only single waits are bounded."""
    deadline = Deadline.after(None)
    assert deadline.left() is None and not deadline.expired
    assert deadline.bounded(None) is None and 3 == deadline.bounded(3)


@pytest.mark.case("P16")
@given(st.floats(0, 1e6), st.lists(st.floats(0, 1e3), max_size=8), st.floats(0.001, 1e6))
def test_no_wait_goes_beyond_the_deadline(
    seconds: float, passing: list[float], wait: float
) -> None:
    """Whatever time passes, a wait ends by the deadline."""
    clock = FakeClock()
    deadline = Deadline.after(seconds, clock)
    for each in passing:
        clock.sleep(each)
        try:
            bounded = deadline.bounded(wait)
        except DeadlineExceeded:
            assert clock.now() >= seconds
        else:
            assert bounded is not None and deadline.at is not None
            assert 0 < bounded <= wait and clock.now() + bounded <= deadline.at + 1e-6


def packed(codings: tuple[str, ...], raw: bytes) -> bytes:
    """Return the bytes in these codings, the first one applied first."""
    for coding in codings:
        if coding == "gzip":
            raw = gzip.compress(raw, mtime=0)
        elif coding == "deflate":
            raw = zlib.compress(raw)
        else:
            bare = zlib.compressobj(wbits=-15)
            raw = bare.compress(raw) + bare.flush()
    return raw


CODINGS = st.lists(st.sampled_from(["gzip", "deflate", "bare"]), max_size=3).map(tuple)


@pytest.mark.case("N38")
@given(st.binary(max_size=5000), CODINGS, st.integers(1, 600))
def test_codings_come_undone_however_the_bytes_arrive(
    raw: bytes, codings: tuple[str, ...], size: int
) -> None:
    """Cut anywhere, a compressed body becomes what it was."""
    wire = packed(codings, raw)
    decoder = Decoder(", ".join("deflate" if c == "bare" else c for c in codings), 5000)
    parts = [wire[start : start + size] for start in range(0, len(wire), size)]
    assert raw == b"".join(piece for part in parts for piece in decoder.feed(part))
    assert decoder.whole


@pytest.mark.case("N38")
@given(st.binary(min_size=1, max_size=500), st.integers(1, 30))
def test_a_cut_body_is_not_whole(raw: bytes, cut: int) -> None:
    """A compressed body that lacks its end never counts as whole."""
    wire = packed(("gzip",), raw)[:-cut]
    decoder = Decoder("gzip", 1000)
    list(decoder.feed(wire))
    assert not decoder.whole or not wire


@pytest.mark.case("N38")
@given(st.binary(max_size=300))
def test_nonsense_is_an_error_of_ours(raw: bytes) -> None:
    """Bytes that are in no coding end in our error, or in nothing that is whole."""
    for coding in ("gzip", "deflate"):
        decoder = Decoder(coding, 1000)
        try:
            list(decoder.feed(raw))
        except CodingError:
            continue
        assert not decoder.whole or not raw or _is_whole(raw)


def _is_whole(raw: bytes) -> bool:
    """Return whether zlib itself finds the end of a stream in some bytes."""
    for window in (zlib.MAX_WBITS | 16, zlib.MAX_WBITS, -zlib.MAX_WBITS):
        decompression = zlib.decompressobj(window)
        with suppress(zlib.error):
            decompression.decompress(raw)
            if decompression.eof:
                return True
    return False


@pytest.mark.case("N38")
def test_what_follows_the_end() -> None:
    """A further member of gzip belongs to the body; anything else behind it doesn't."""
    decoder = Decoder("gzip", 1000)
    both = packed(("gzip",), b"one") + packed(("gzip",), b"two")
    assert b"onetwo" == b"".join(decoder.feed(both))
    assert b"one" == b"".join(Decoder("x-gzip", 1000).feed(packed(("gzip",), b"one") + b"\0\0\0"))


@pytest.mark.case("N37")
def test_pieces_stay_small() -> None:
    """Decompressing never makes more at once than a fixed amount, so that the limit holds."""
    wire = packed(("gzip", "gzip"), bytes(50_000_000))
    assert 256 * 1024 >= max(len(piece) for piece in Decoder("gzip, gzip", 50_000_000).feed(wire))
    incoming = Incoming(Limits(decoded=1000))
    incoming.begin(200, [(b"Content-Encoding", b"gzip, gzip")])
    with pytest.raises(TooLarge):
        incoming.take(wire)
    assert 1000 == len(incoming.response().body)


def test_an_answer_is_complete_with_its_last_byte() -> None:
    """The announced length tells when nothing more can come."""
    incoming = Incoming(Limits())
    incoming.begin(200, [(b"Content-Length", b"4")])
    incoming.take(b"abc")
    assert not incoming.complete
    incoming.take(b"d")
    assert incoming.complete


FLOORS = {"h11": (0, 16), "httpcore2": (2, 16), "httpx2": (2, 16), "pydantic": (2, 11)}


@pytest.mark.case("N73")
@pytest.mark.parametrize("package", FLOORS)
def test_dependencies_are_not_below_their_floor(package: str) -> None:
    """What is tested is locked to versions without the known defects."""
    lock = (Path(__file__).parents[3] / "requirements.lock").read_text(encoding="utf-8")
    (line,) = (line for line in lock.splitlines() if line.startswith(f"{package}=="))
    version = line.partition("==")[2].split()[0].split(".")
    assert FLOORS[package] <= (int(version[0]), int(version[1]))
