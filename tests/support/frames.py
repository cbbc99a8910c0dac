"""What tools show of an exception: its chain, and the locals of its frames."""

from __future__ import annotations

import traceback
from collections.abc import Iterator

WORDS = "words-of-the-conversation"


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """Every exception that hangs on this one."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def frames(error: BaseException) -> str:
    """What a tool that prints the locals of each frame of ours would show."""
    return "\n".join(
        repr(frame.f_locals)
        for frame, _ in traceback.walk_tb(error.__traceback__)
        if "_runtime" in frame.f_code.co_filename
    )
