"""What the text of an exception says about an answer.

Job: tell status, reason and request id on one line, with nothing in it that could upset a terminal
or a log, whatever the answer holds, and none of it at any length. `outcome` finds the parts.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from ..vocabulary.errors import Answer, Details

_NOT_MODIFIED: Final = 304
"""The status in 3xx that leads nowhere: what the caller has is what there is."""
_EXCERPT: Final = 300
"""Characters of a body that stand for its message where it has none."""
_WORDS: Final = 2000
"""Characters of a message in the text of an exception; `message` has it whole."""


def refused(answer: Answer, details: Details, notice: str = "") -> str:
    """Return the text of a refusal, with a notice of ours behind it, if there is one.

    It begins with "Error code" and the status, which searches through logs go by.
    """
    if answer.status_code == _NOT_MODIFIED:
        says = "nothing has changed since the answer that the request names, and nothing came"
    elif 300 <= answer.status_code < 400:
        way = f"a redirect{_way(answer.headers.get('location', ''))}, which isn't followed"
        says = f"the answer is {way}: it could carry the request elsewhere"
    else:
        says = said(details) or "the answer says nothing"
    sentence = f"{says} [{notice}]" if notice else says
    return _finished(f"Error code: {answer.status_code} - {sentence}", answer)


def said(details: Details) -> str:
    """Return the provider's code and message; nothing where it gave no message."""
    code = f"{cut(details.code)}: " if details.code else ""
    return f"{code}{cut(details.message, _WORDS)}" if details.message else ""


def _way(location: str) -> str:
    """Return where a redirect leads: the host, since the rest may be somebody's secret."""
    try:
        host = urlsplit(location).netloc.rpartition("@")[2]
    except ValueError:
        return ""
    return f" to {cut(host)}" if host else ""


def described(answer: Answer, reason: str) -> str:
    """Return the text for a success that can't be used, on one line, for support to go by."""
    return _finished(f"the answer with status {answer.status_code} {reason}", answer)


def _finished(text: str, answer: Answer) -> str:
    content = answer.headers.get("content-type", "no content type")
    text += f" ({content})" if answer.body is None and answer.raw else ""
    return _plain(text + (f" [request id {answer.request_id}]" if answer.request_id else ""))


def excerpt(raw: bytes) -> str:
    """Return the beginning of a body, for want of better words."""
    return cut(_plain(raw[: 4 * _EXCERPT].decode(errors="replace")))


def cut(text: str, most: int = _EXCERPT) -> str:
    """Return the text, or the beginning of a long one."""
    return text if len(text) <= most else text[:most] + "…"


def _plain(text: str) -> str:
    """Return the text on one line, with nothing in it that could upset a terminal or a log."""
    line = " ".join(text.split())
    if line.isprintable():
        return line
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)
