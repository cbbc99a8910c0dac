"""What a person sees while the pipeline runs.

On a terminal one line a stage, with what came out and how long it took; anywhere else nothing but
the summary; with `--quiet` not even that. Nothing here knows what a stage does.
"""

from __future__ import annotations

import sys
import time
from typing import TextIO

from generator.terminal import line


class Progress:
    """Writes stages as they are done; the errors' stream, so that a pipe gets results only."""

    def __init__(self, *, quiet: bool, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self.is_quiet = quiet
        self._live = not quiet and self._stream.isatty()
        self._start = self._last = time.monotonic()

    def tell(self, stage: str, result: str) -> None:
        """Say that a stage is done."""
        now = time.monotonic()
        if self._live:
            print(f"  {stage:<10} {result:<24} {now - self._last:6.2f} s", file=self._stream)
        self._last = now

    def result(self, text: str) -> None:
        """Say a part of what came out."""
        if not self.is_quiet:
            print(line(text), file=sys.stdout)

    def hint(self, text: str) -> None:
        """Say on a terminal what to look at next."""
        if self._live:
            print(f"  {line(text)}", file=self._stream)

    def summary(self, text: str) -> None:
        """Say what the whole came to."""
        if not self.is_quiet:
            print(f"{line(text)} ({time.monotonic() - self._start:.2f} s)", file=sys.stdout)
