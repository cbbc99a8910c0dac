"""What a text may consist of, whatever it says.

Job: the byte rules. One encoding, one kind of line end, no character that a reader can't see; in
Python no comment but those that the templates are known to have, so that no directive for a tool
hides in one. It must not know a syntax tree.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Categories of characters that have no shape of their own."""

COMMENTS: Final = frozenset({"# type: ignore[import-not-found, unused-ignore]"})
"""The comments of the templates: one, where a file is imported that need not be there.

None may ever hold text of a description.
"""

_QUOTED: Final = re.compile(
    r'''"""[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*+"""|'''
    r"""'''[^'\\]*+(?:(?:\\.|'(?!''))[^'\\]*+)*+'''|"""
    r""""[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"|'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+'|#[^\n]*+""",
    re.DOTALL,
)
"""A string of Python, or a comment, whichever begins first; there are no f-strings (`syntax`)."""

HEAD: Final = re.compile(r'"""[A-Z][\w ,.:;`\'-]*(?:""")?\n(?:\n|\Z)', re.ASCII)
"""How a module begins: a line of ours and an empty one, with no room for an encoding."""


def faults(path: str, text: str) -> Iterator[str]:
    """Yield what is wrong with the characters of a file that was rendered."""
    unseen = {char for char in set(text) if unicodedata.category(char) in INVISIBLE} - {"\n"}
    for number, line in enumerate(text.split("\n") if unseen else (), 1):
        bad = sorted(unseen.intersection(line))
        if bad:
            names = ", ".join(f"U+{ord(char):04X}" for char in bad)
            yield f"{path}:{number}: characters that nobody sees: {names}"
    if text and not text.endswith("\n"):
        yield f"{path}: the last line has no end"
    if path.endswith(".py"):
        yield from _python_faults(path, text)


def _python_faults(path: str, text: str) -> Iterator[str]:
    if text.endswith("\n\n"):
        yield f"{path}: empty lines at the end"
    if text and not HEAD.match(text):
        yield f"{path}: the first lines are not a docstring of ours, with no room for an encoding"
    for number, comment in _comments(text) if "#" in text else ():
        if comment not in COMMENTS:
            yield f"{path}:{number}: a comment that no template has: {comment!r}"


def _comments(text: str) -> Iterator[tuple[int, str]]:
    """Yield what stands behind a `#` outside of strings, of which none is formatted."""
    for match in _QUOTED.finditer(text):
        if match[0].startswith("#"):
            yield text.count("\n", 0, match.start()) + 1, match[0]
