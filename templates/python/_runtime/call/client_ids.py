"""The id that a client gives each of its requests.

Job: find one, or check the caller's, and put it on each try. It lets the provider's support find
calls that never got an answer; no provider takes it for a promise not to do a thing twice.
`attempts` asks here, and only where the provider's table names a header for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ..transport.protocol import Request
from ..transport.sources import Sources
from ..vocabulary.errors import ArgumentError
from ..vocabulary.provider import ClientRequestId

_TEXT: Final = re.compile(r"[ -~]{1,512}")
_UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CallId:
    """The id of one call."""

    known: ClientRequestId
    text: str
    given: bool
    """By the caller, so that it is sent as it is."""

    def of(self, attempt: int) -> str:
        """Return the id of a try: one of its own where the provider wants each to be unique."""
        return self.text if self.given or self.known.form == "uuid" else f"{self.text}-{attempt}"


def call_id(known: ClientRequestId | None, draft: Request, sources: Sources) -> CallId | None:
    """Return the id of the call that the draft is for; a header of the caller's decides.

    Raises:
        ArgumentError: the provider would refuse the caller's.
    """
    if known is None or known.header.lower() in draft.dropped:
        return None
    given = [value for name, value in draft.headers if name.lower() == known.header.lower()]
    if not given:
        return CallId(known, sources.unique(), given=False)
    form, told = (_UUID, "a UUID") if known.form == "uuid" else (_TEXT, "1 to 512 ASCII characters")
    if not form.fullmatch(given[0]):
        raise ArgumentError(f"the header {known.header} has to be {told}")
    return CallId(known, given[0], given=True)
