"""Text of a description as Javadoc comments, and back.

Job: comments in which nothing is markup, or the end of a comment, whatever the text holds. All that
is written is ASCII. What a comment says is read back by the proof.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from generator.languages.text import Code, paragraphs

WIDTH: Final = 100
OPEN: Final = "\x01"
CLOSE: Final = "\x02"
"""What stands for the marks of code until a comment is written."""
_CODE: Final = re.compile(r"[\w .,:;=+()\[\]'\"$#!?%^|~/-]+", re.ASCII)
"""Code in which nothing needs an entity, which would show as it is."""
_MARKUP: Final = frozenset("&<>@\\{}")
"""What Javadoc or the compiler may take for something else than a letter."""


@lru_cache(maxsize=4_096)
def javadoc(text: str, indent: int = 0, pad: int | None = None, *, deprecated: str = "") -> Code:
    """Return text of a description as a Javadoc comment, for a place `indent` columns in.

    `pad` says how far its later lines are moved here, where the rest follows when it is in place;
    `deprecated` is what is said of its being so.
    """
    pieces = [list(map(shown, _marked(words))) for words in paragraphs(text) if words]
    pieces = pieces or [["Not", "described."]]
    tags = [["@deprecated", *deprecated.split()]] if deprecated else []
    return Code(_comment(pieces, tags, indent, indent if pad is None else pad))


def _comment(pieces: list[list[str]], tags: list[list[str]], indent: int, margin: int) -> str:
    one = " ".join(pieces[0])
    pad = " " * margin
    if len(pieces) == 1 and not tags and indent + len(one) + len("/** */") + 1 <= WIDTH:
        return f"/** {one} */"
    lines: list[str] = []
    for n, words in enumerate(pieces):
        lines += [""] if n else []
        lines += _lines([f"<p>{words[0]}", *words[1:]] if n else words, WIDTH - indent - 3)
    lines += ["", *(" ".join(tag) for tag in tags)] if tags else []
    body = "".join(f"\n{pad} *{' ' if line else ''}{line}" for line in lines)
    return f"/**{body}\n{pad} */"


def _lines(words: list[str], width: int) -> list[str]:
    """Return words in lines that are as full as they can be."""
    lines = [words[0]]
    for word in words[1:]:
        if len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _marked(words: list[str]) -> list[str]:
    """Return the words of a paragraph; code between backticks is marked where it can be."""
    line = "".join(" " if c < " " else c for c in " ".join(words))
    parts = re.split(r"`([^`]+)`", line)
    pieces = (
        f"{OPEN} {part.strip()}{CLOSE}" if n % 2 and _CODE.fullmatch(part.strip()) else part
        for n, part in enumerate(parts)
    )
    return "".join(pieces).split() or ["-"]


def shown(word: str) -> str:
    """Return a word as it stands in a comment: nothing in it is markup, or the end of it."""
    if word.isalnum() and word.isascii():
        return word
    signs = (_entity(c) if c in _MARKUP or not " " <= c <= "~" else c for c in word)
    text = "".join(signs).replace("*/", "*&#47;").replace("/*", "/&#42;")
    for sign in "*/":
        text = f"{_entity(sign)}{text[1:]}" if text.startswith(sign) else text
        text = f"{text[:-1]}{_entity(sign)}" if text.endswith(sign) else text
    return text.replace(OPEN, "{@code").replace(CLOSE, "}")


def _entity(char: str) -> str:
    if char in (OPEN, CLOSE):
        return char
    is_letter = char >= "\xa0" and not "\ud800" <= char <= "\udfff" or " " < char <= "~"
    return f"&#{ord(char) if is_letter else 0xFFFD};"


def read_javadoc(source: str) -> list[list[str]]:
    """Return the words of each paragraph of a comment, tags left out, entities resolved."""
    body = source.removeprefix("/**").removesuffix("*/")
    lines = [re.sub(r"^ *\* ?", "", line) for line in body.split("\n")]
    text = "\n".join(lines).strip().partition("\n\n@")[0]
    pieces = re.split(r"\n\n<p>", text)
    plain = (re.sub(r"\{@code\s([^}]*)\}", r"\1", piece) for piece in pieces)
    return [[re.sub("&#([0-9]+);", _char, word) for word in piece.split()] for piece in plain]


def _char(entity: re.Match[str]) -> str:
    return chr(int(entity[1]))
