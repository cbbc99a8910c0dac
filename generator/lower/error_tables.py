"""What answers of a provider carry beside their content: errors, ids of requests, rate limits.

Job: read the extensions `x-errors`, `x-client-request-id` and `x-rate-limit-headers`, which
`validate` has found to be as the description's README says.
"""

from __future__ import annotations

from typing import Any

from generator.api import ClientRequestId, ErrorCode, Errors, RateLimit
from generator.words import pascal_case

Schema = dict[str, Any]


def client_request_id(extension: Schema | None) -> ClientRequestId | None:
    """Return the header that takes an id of the client's; `None` where no extension names one."""
    return (
        ClientRequestId(header=extension["header"], form=extension["form"]) if extension else None
    )


def rate_limits(extension: Schema) -> tuple[RateLimit, ...]:
    """Return the headers that tell how much may still be asked for."""
    return tuple(
        RateLimit(
            name=name,
            limit=headers.get("limit"),
            remaining=headers.get("remaining"),
            reset=headers.get("reset"),
        )
        for name, headers in extension.items()
    )


def error_table(extension: Schema) -> Errors:
    """Return where the bodies of errors keep their parts, and what each code means."""
    codes = tuple(
        ErrorCode(
            code=code,
            exception=pascal_case(entry["exception"]),
            base=entry["base"],
            retry=bool(entry.get("retry", False)),
            doc=entry.get("description", ""),
        )
        for code, entry in extension.get("codes", {}).items()
    )
    return Errors(
        code=tuple(extension.get("code", ())),
        message=tuple(extension.get("message", ())),
        param=tuple(extension.get("param", ())),
        type=tuple(extension.get("type", ())),
        codes=codes,
    )
