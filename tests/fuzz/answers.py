"""Mutates answers until time is up, each time others: `make fuzz`.

Run it as `python -m tests.fuzz.answers SECONDS [FIRST]`. It begins with a number of its own, which
it tells, or with `FIRST`, and ends with 1 at the first answer of which a claim isn't true;
that number alone shows it again, as does the file that it names.
"""

from __future__ import annotations

import sys
import time
from itertools import count
from pathlib import Path

from tests.fuzz.claims import each_subject

FOUND = Path("answer.json")


def main(seconds: float, first: int) -> int:
    """Return the exit code."""
    print(f"mutating answers for {seconds:.0f} s, from number {first} on", flush=True)
    end = time.monotonic() + seconds
    with each_subject() as subjects:
        for number in count(first):
            if time.monotonic() > end:
                break
            subject, body = subjects[number % len(subjects)].numbered(number)
            try:
                subject.check(body)
            except BaseException:
                FOUND.write_bytes(body)
                print(f"number {number} ({subject.provider.name}) is in {FOUND.resolve()}")
                raise
    print(f"{number - first} answers, every claim true")
    return 0


if __name__ == "__main__":
    start = int(sys.argv[2]) if len(sys.argv) > 2 else time.time_ns() // 10**6
    sys.exit(main(float(sys.argv[1]), start))
