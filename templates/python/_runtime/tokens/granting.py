"""Answers of a token endpoint (RFC 6749, sections 5.1 and 5.2).

Job: put the token of an answer where the client keeps it, or say in an exception why there is none,
without any secret that the server repeats. `fetching` asks for tokens.
"""

from __future__ import annotations

from typing import Any

from ..response.parsing import parsed
from ..response.wording import refused
from ..transport.headers import problem
from ..transport.protocol import Request, Response
from ..vocabulary.errors import (
    Answer,
    APIError,
    APIResponseValidationError,
    Details,
    error_for_status,
)
from ..vocabulary.pointers import member_at
from .tokens import Tokens

_NOTICE = "no token could be fetched"


def granted(tokens: Tokens, request: Request, response: Response, now: float) -> APIError | None:
    """Keep the token of an answer, or return what is wrong with it."""
    if not 200 <= response.status < 300:
        return _refusal(request, response)
    body: Any = parsed(response.body)[0]
    if not _is_granted(body):
        answer = Answer(status_code=response.status, headers={}, raw=b"")
        reason = f"{_NOTICE}: the answer with status {response.status} holds no bearer token"
        return APIResponseValidationError(reason, answer)
    tokens.keep(member_at(body, "/access_token"), member_at(body, "/expires_in"), now)
    return None


def _is_granted(body: Any) -> bool:
    token, kind = member_at(body, "/access_token"), member_at(body, "/token_type") or "bearer"
    return bool(token) and str(kind).lower() == "bearer" and problem(token, ascii_only=True) is None


def _refusal(request: Request, response: Response) -> APIError:
    raw = request.mask_bytes(response.body)
    headers = {name: request.mask(value) for name, value in response.headers.items()}
    body: Any = parsed(raw)[0]
    answer = Answer(status_code=response.status, headers=headers, raw=raw, body=body)
    code, description = member_at(body, "/error"), member_at(body, "/error_description")
    details = Details(
        code=code if isinstance(code, str) else None,
        message=next((each for each in (description, code) if isinstance(each, str)), None),
        body=body,
    )
    return error_for_status(response.status)(refused(answer, details, _NOTICE), answer, details)
