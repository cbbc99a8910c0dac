"""Mutates answers until time is up, each time others: `make fuzz`.

Run it as `python -m tests.fuzz.answers SECONDS [FIRST]`. It begins with a number of its own, which
it tells, or with `FIRST`, and ends with 1 at the first answer of which a claim isn't true;
that number alone shows it again, as does the file that it names. A terminal is told the count as it
goes; whatever ends a run, its last line is how many answers every claim was true of.
"""

from __future__ import annotations

import sys
import time
from itertools import count
from pathlib import Path

from tests.fuzz.claims import Subject, each_subject

FOUND = Path("answer.json")
INTERRUPTED = 130


class Tally:
    """How many answers every claim was true of, told to a terminal once a second."""

    def __init__(self) -> None:
        self.count = 0
        self._begin = time.monotonic()
        self._next = self._begin

    def add(self) -> None:
        """Count one more."""
        self.count += 1
        if sys.stderr.isatty() and time.monotonic() >= self._next:
            self._next = time.monotonic() + 1
            print(f"\r{self}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Tell how many they were."""
        if sys.stderr.isatty():
            print("\r\033[K", end="", file=sys.stderr, flush=True)
        print(f"every claim was true of {self}", flush=True)

    def __str__(self) -> str:
        seconds = time.monotonic() - self._begin
        rate = self.count / (seconds or 1)
        return f"{self.count:,} answers in {seconds:,.0f} s, {rate:.0f} a second"


def main(seconds: float, first: int) -> int:
    """Return the exit code."""
    print(f"mutating answers for {seconds:.0f} s, from number {first} on", flush=True)
    tally = Tally()
    with each_subject() as subjects:
        try:
            _mutate(subjects, first, time.monotonic() + seconds, tally)
        except KeyboardInterrupt:
            return INTERRUPTED
        finally:
            tally.end()
    return 0


def _mutate(subjects: list[Subject], first: int, end: float, tally: Tally) -> None:
    for number in count(first):
        if time.monotonic() > end:
            return
        subject, body = subjects[number % len(subjects)].numbered(number)
        try:
            subject.check(body)
        except Exception:
            FOUND.write_bytes(body)
            print(f"number {number} ({subject.provider.name}) is in {FOUND.resolve()}")
            raise
        tally.add()


if __name__ == "__main__":
    start = int(sys.argv[2]) if len(sys.argv) > 2 else time.time_ns() // 10**6
    sys.exit(main(float(sys.argv[1]), start))
