"""A conversation that is kept in a file, and gives way to what a call makes of it.

Job: read the stored items, and put those of an answer in their place: at once or not at all, with
the old file kept beside, and no character of an item changed. The file holds a list of items, or an
answer whose member is one. It must not know which operation does that, nor any kind of item.
"""

from __future__ import annotations

import os
from typing import Any, Final

from ..vocabulary.dataclass import dataclass
from . import pieces, streams
from .destination import OutputFile, kept
from .inputs import Inputs, UsageError
from .options import WINDOW
from .program import Window
from .streams import OutputError

_BESIDE: Final = ".before"


@dataclass(frozen=True)
class Stored:
    """A file of items as it was read."""

    window: Window
    path: str
    raw: bytes
    items: list[Any]

    def check(self) -> None:
        """Find out whether the file can be replaced, before anything is sent.

        Raises:
            OutputError: it can't.
        """
        for path in (self.path, self.path + _BESIDE):
            try:
                OutputFile(path).check()
            except (OSError, ValueError) as error:
                message = f"{path} can't be written: {streams.reason(error)}; nothing was sent"
                raise OutputError(message) from None

    def replace(self, answer: bytes) -> str:
        """Put the items of an answer in the place of those that are stored, and say what changed.

        Raises:
            OutputError: that isn't possible, or the file isn't what it was; it names the file that
                holds the answer.
        """
        text = answer.decode("utf-8-sig")
        items = pieces.items(text, self.window.items)
        if not items:
            raise self._failed(answer, f"the answer has no items: {self.path} stays as it was")
        if _bytes(self.path) != self.raw:
            raise self._failed(answer, f"{self.path} was changed meanwhile, and stays as it is")
        try:
            OutputFile(self.path + _BESIDE).write(self.raw)
            OutputFile(self.path).write(self._written(items).encode(errors="surrogatepass"))
        except (OSError, ValueError) as error:
            message = f"{self.path} can't be written: {streams.reason(error)}"
            raise self._failed(answer, message) from None
        return self._told(len(items), text)

    def _failed(self, answer: bytes, message: str) -> OutputError:
        path = kept(answer)
        if path is None:
            return OutputError(f"{message}; the answer follows", answer)
        return OutputError(f"{message}; the answer is in {path}")

    def _written(self, items: list[str]) -> str:
        """Return the file's new text: a list, or what it held with another list in it."""
        array = "[\n" + ",\n".join(items) + "\n]"
        text = self.raw.decode("utf-8-sig")
        member = pieces.member(text, self.window.items)
        if member is None:
            return array + "\n"
        return text[: member.start] + array + text[member.end :]

    def _told(self, count: int, answer: str) -> str:
        summary = f"{self.path}: {len(self.items)} items became {count}"
        counts = self._counts(answer)
        if counts is None:
            return summary
        before, after = counts
        ratio = f", {after / before:.0%}" if before else ""
        name = self.window.counts[1].partition("_")[2].replace("_", " ")
        return f"{summary}, {before:g} {name} {after:g}{ratio}"

    def _counts(self, answer: str) -> tuple[float, float] | None:
        """Return the size of the old conversation and that of the new, if the answer tells."""
        import json

        if not self.window.counts:
            return None
        member, before, after = self.window.counts
        sizes = pieces.members_of(json.loads(answer).get(member))
        old, new = sizes.get(before), sizes.get(after)
        return (old, new) if isinstance(old, int | float) and isinstance(new, int | float) else None


def stored(window: Window, path: str, inputs: Inputs) -> Stored:
    """Return the items that a file holds.

    Raises:
        UsageError: it holds none.
    """
    raw, value = inputs.json(WINDOW, f"@{path}")
    items = pieces.items_of(pieces.members_of(value).get(window.items, value))
    if not items:
        demand = f"has to hold a list of items, or an object with one as {window.items}"
        raise UsageError(f"{WINDOW}: {path} {demand}")
    return Stored(window=window, path=os.fspath(path), raw=_bytes(path) or raw, items=items)


def _bytes(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return None
