"""The id that a client gives each of its requests.

Job: find one, or check the caller's, and put it on each try. It lets the provider's support find
calls that never got an answer; no provider takes it for a promise not to do a thing twice.
`attempts` asks here, and only where the provider's table names a header for it.
"""

from __future__ import annotations

import re
from typing import Final

from ..transport.protocol import Request
from ..transport.sources import Sources
from ..vocabulary.dataclass import dataclass
from ..vocabulary.errors import ArgumentError
from ..vocabulary.provider import ClientRequestId

_TEXT: Final = r"[ -~]{1,512}"
_UUID: Final = r"(?i:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"


@dataclass(frozen=True)
class CallId:
    """The id of one call."""

    rule: ClientRequestId
    text: str
    from_caller: bool
    """Whether the caller gave it, so that it is sent as it is."""

    def of(self, attempt: int) -> str:
        """Return the id of a try: one of its own where the provider wants each to be unique."""
        return (
            self.text if self.from_caller or self.rule.form == "uuid" else f"{self.text}-{attempt}"
        )


def call_id(rule: ClientRequestId | None, draft: Request, sources: Sources) -> CallId | None:
    """Return the id of the call that the draft is for; a header of the caller's decides.

    Raises:
        ArgumentError: the provider would refuse the caller's.
    """
    if rule is None or rule.header.lower() in draft.dropped:
        return None
    values = [value for name, value in draft.headers if name.lower() == rule.header.lower()]
    if not values:
        return CallId(rule, sources.unique(), from_caller=False)
    form, form_name = (
        (_UUID, "a UUID") if rule.form == "uuid" else (_TEXT, "1 to 512 ASCII characters")
    )
    if not re.fullmatch(form, values[0]):
        raise ArgumentError(f"the header {rule.header} has to be {form_name}")
    return CallId(rule, values[0], from_caller=True)
