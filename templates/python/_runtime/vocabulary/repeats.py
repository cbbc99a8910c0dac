"""Members that a JSON object names more than once.

Job: make the dictionaries of a parsed text, in which the last member of a name counts, and know
where one got lost by that. `json_text` has `json` call this for every object.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from .json_types import Holder, Json
from .pointers import join

Way = tuple[()] | tuple[Any, str | int]
"""The names and numbers on the way to a value: none, or those to its holder and one more."""


class Repeats:
    """What the objects of one text name more than once."""

    def __init__(self) -> None:
        # The objects are kept beside their ids, so that no id is used anew meanwhile.
        self._found: dict[int, tuple[dict[str, Any], list[str]]] = {}

    def mapping(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """Return the object with these members."""
        result = dict(pairs)
        if len(result) != len(pairs):
            self._note(result, pairs)
        return result

    def _note(self, result: dict[str, Any], pairs: list[tuple[str, Any]]) -> None:
        earlier: set[str] = set()
        again = [name for name, _ in pairs if name in earlier or earlier.add(name)]  # type: ignore[func-returns-value]
        self._found[id(result)] = (result, list(dict.fromkeys(again)))

    def pointers(self, root: Any) -> Iterator[str]:
        """Yield the JSON pointer of each such member below `root`, in the order of the text."""
        waiting: list[tuple[Way, Holder]] = [((), root)] if self._found else []
        while waiting:
            way, value = waiting.pop()
            _, names = self._found.get(id(value), (value, ()))
            yield from (_pointer((way, name)) for name in names)
            inner: Iterable[tuple[str | int, Json]]
            inner = value.items() if isinstance(value, dict) else enumerate(value)
            below = [((way, token), each) for token, each in inner if isinstance(each, dict | list)]
            waiting += reversed(below)


def _pointer(way: Way) -> str:
    """Return the pointer; only what is told gets one, since long names make long pointers."""
    tokens: list[str | int] = []
    while way:
        way, token = way
        tokens.append(token)
    return "".join(join("", token) for token in reversed(tokens))
