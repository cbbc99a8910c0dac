"""Which of the answers that an operation may get is the one that came.

Job: by its status first, then by its media type, and where the server leaves that out or says
another one, by what comes closest. `outcome` reads what came as that.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ..vocabulary.operation import Answer, Operation

EVENTS: Final = "text/event-stream"
_NOTHING: Final = Answer(status="default")


def promise(
    operation: Operation[Any], status: int, headers: Mapping[str, str], *, empty: bool
) -> Answer:
    """Return the answer that a success is to be read as; `empty` says that it has no body."""
    if not operation.answers:
        if operation.response is None:
            return _NOTHING
        return Answer(status="default", content="json", read=operation.response)
    likely = _of_status(operation.answers, status)
    # Where nothing may come, an empty body is that, with whatever status.
    if empty and (nothing := _nothing(likely) or _nothing(operation.answers)) is not None:
        return nothing
    with_content = tuple(answer for answer in likely if answer.content is not None)
    return _of_media(with_content or likely, headers.get("content-type", ""))


def _nothing(answers: tuple[Answer, ...]) -> Answer | None:
    return next((answer for answer in answers if answer.content is None), None)


def _of_status(answers: tuple[Answer, ...], status: int) -> tuple[Answer, ...]:
    """Return the answers of a status: its own, else those of its range, the default, or all."""
    for pattern in (str(status), f"{status // 100}XX", "default"):
        likely = tuple(answer for answer in answers if answer.status == pattern)
        if likely:
            return likely
    return answers


def _of_media(answers: tuple[Answer, ...], content_type: str) -> Answer:
    """Return the answer whose media type is nearest to what came."""
    came = bare(content_type)
    return max(answers, key=lambda answer: _nearness(answer, came))


def _nearness(answer: Answer, came: str) -> int:
    media = bare(answer.media)
    if media == came:
        return 4
    if media.endswith("/*") and media != "*/*" and came.startswith(media[:-1]):
        return 3
    return 2 if answer.content == _content_of(came) else 0


def _content_of(media: str) -> str:
    """Return how a media type is usually read."""
    if media.endswith(("/json", "+json")):
        return "json"
    return "text" if media.startswith("text/") else "binary" if media else ""


def bare(media: str) -> str:
    """Return a media type without its parameters."""
    return media.partition(";")[0].strip().lower()


def text_of(raw: bytes, content_type: str) -> str:
    """Return a text in the encoding that its media type says; what isn't in it is replaced."""
    _, mark, rest = content_type.lower().partition("charset=")
    name = rest.partition(";")[0].strip().strip("\"'") if mark else "utf-8"
    try:
        return raw.decode(name, "replace")
    except (LookupError, ValueError):  # no encoding of that name, or none of texts
        return raw.decode("utf-8", "replace")
