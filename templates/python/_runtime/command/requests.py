"""A request that isn't sent, as text.

Job: show what a call would send, with nothing secret in it, so that it can be looked at. `curl` and
`snippet` show the same for other ways to send it; `invocation` calls this for `--dry-run`.
"""

from __future__ import annotations

from typing import Any, Final

from ..call.session import SyncSession
from ..transport import headers
from ..transport.bodies import Streamed
from ..transport.protocol import Request
from ..vocabulary.dataclass import replace
from ..vocabulary.operation import Operation
from . import display, layout
from .destination import Destination

MASK: Final = "***"


def as_text(
    session: SyncSession,
    operation: Operation[Any],
    request: Request,
    form: str,
    place: Destination,
) -> bytes:
    """Return the request as text, with a mask where secrets would be."""
    masked = [(n, MASK if headers.sensitive([(n, v)]) else v) for n, v in request.headers]
    secrets = session.configuration.keyring.chosen(operation.security) or ()
    request = replace(request, headers=tuple(masked)).authorized(
        tuple(secret.masked() for secret in secrets)
    )
    lines = [
        f"{request.method} {request.url}",
        *(f"{name}: {value}" for name, value in request.headers),
    ]
    head = "\n".join(display.one_line(line) for line in lines) + "\n\n"
    body = b"(a body that is read while it is sent)\n"
    if not isinstance(request.body, Streamed):
        form = form if operation.sends_json else "bytes"
        body = layout.laid_out(request.body or b"", form, place.stream)
    return head.encode(display.encoding(place.stream), display.UNSEEN) + body
