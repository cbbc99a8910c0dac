"""Forms in one line of text (`application/x-www-form-urlencoded`).

Job: write members by their styles, as queries are, and JSON where none is said. `bodies` has found
out which are sent.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..request.styles import form_pieces
from ..request.values import written
from ..vocabulary.operation import Parameter


def body(members: Iterable[tuple[Parameter, Any]]) -> bytes:
    """Return a form as it travels; a member that is null is left out.

    Raises:
        ArgumentError: one holds what has no text.
    """
    pieces = (
        piece
        for parameter, value in members
        if value is not None
        for piece in form_pieces(parameter, written(parameter, value))
    )
    return "&".join(piece for piece in pieces if piece).encode("ascii")
