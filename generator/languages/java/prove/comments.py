"""Whether comments say what the description says, letter for letter."""

from __future__ import annotations

import re

from generator.languages.java.javadoc import read_javadoc
from generator.languages.text import paragraphs

_REPLACED = re.compile("[\x7f-\x9f\ud800-\udfff]")
_UNSEEN = re.compile("[\x00- `]+")


def says(comment: str, doc: str, default: str | None = None) -> bool:
    """Return whether a comment says what the description says, letter for letter."""
    doc_letters = letters(" ".join(word for piece in paragraphs(doc) for word in piece))
    comment_letters = letters(" ".join(word for piece in read_javadoc(comment) for word in piece))
    if not doc_letters:
        return bool(comment_letters)
    return (
        comment_letters.startswith(doc_letters)
        if default is not None
        else comment_letters == doc_letters
    )


def letters(text: str) -> str:
    """Return what is to be seen of a text, but for blanks and the marks of code."""
    return _UNSEEN.sub("", _REPLACED.sub("\ufffd", text))
