"""The headers of an answer, for those who read them.

Job: find a header whatever the case of its name (RFC 9110, section 5.1). Names are kept in lower
case. It depends on nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


class Headers(dict[str, str]):
    """Header values by name; `headers["X-Name"]` and `headers["x-name"]` are the same."""

    def __init__(self, headers: Mapping[str, str] | Iterable[tuple[str, str]] = ()) -> None:
        super().__init__({name.lower(): value for name, value in dict(headers).items()})

    def __getitem__(self, name: str) -> str:
        return super().__getitem__(name.lower())

    def __contains__(self, name: object) -> bool:
        return super().__contains__(name.lower() if isinstance(name, str) else name)

    def get(self, name: str, default: Any = None) -> Any:
        """Return the value of a header, or the default."""
        return super().get(name.lower(), default)
