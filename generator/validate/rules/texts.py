"""Texts for people: how long one may be.

What goes through the tools of others takes time that grows faster than the text does.
"""

from collections.abc import Iterator
from typing import Final

from generator.document import Node, join
from generator.findings import Finding
from generator.mending import Mend
from generator.policy import Kind
from generator.validate.survey import Survey, finding

LONGEST: Final = 100_000
"""Characters of a text; a whole published description is seldom longer."""


def check(survey: Survey) -> Iterator[Finding]:
    """Yield all findings about texts, wherever they stand."""
    for place in survey.objects:
        for key in ("description", "summary", "title"):
            if _is_long(place.node.get(key)):
                yield finding(place, key, _message(), Kind.EXCESS, _shorter(place.pointer, key))
    info = survey.document.root.get("info")
    for key in ("description", "summary", "title"):
        node = info.get(key) if info else None
        if node is not None and _is_long(node):
            mend = _shorter("/info", key)
            yield Finding(node.where, join("/info", key), _message(), kind=Kind.EXCESS, mend=mend)


def _is_long(node: Node | None) -> bool:
    return node is not None and isinstance(node.value, str) and len(node.value) > LONGEST


def _shorter(pointer: str, key: str) -> Mend:
    """Return the mend that cuts a text where it is too long."""

    def change(node: Node) -> Node:
        return Node(str(node.value)[:LONGEST], node.where, node.key)

    return Mend(join(pointer, key), change)


def _message() -> str:
    return f"a text of more than {LONGEST:,} characters isn't supported"
