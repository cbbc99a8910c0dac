"""How a failed call is told: one line, or the JSON that says what happened, and an exit code.

Job: say on standard error what the provider said, once, in the form that was asked for, and keep
in sight what came in the place of an answer, since it may have to be paid for. `main` calls this.
"""

from __future__ import annotations

import json
import sys
from typing import Final

from ..vocabulary.errors import (
    APIConnectionError,
    APIError as APIError,
    APIResponseValidationError,
    APIStatusError,
    ArgumentError,
)
from . import display, layout, transform
from .option_parser import ParsedOptions
from .program import ExitCode

_CODES: Final[tuple[tuple[type[APIError], ExitCode], ...]] = (
    (ArgumentError, ExitCode.USAGE),
    (APIStatusError, ExitCode.REFUSED),
    (APIConnectionError, ExitCode.NO_ANSWER),
    (APIResponseValidationError, ExitCode.MISFIT),
)


def told(program: str, error: APIError, options: ParsedOptions) -> ExitCode:
    """Tell of a failed call on standard error, and return the exit code for it.

    A line has what a provider says in refusing. What came otherwise, perhaps half of an answer that
    has to be paid for, follows it.
    """
    form, expression = options.values["format_error"], options.values["transform_error"]
    if form == "text" and not expression:
        display.note(program, "error", f"{type(error).__name__}: {error}")
        if not isinstance(error, APIStatusError):
            failure(error.raw)
    else:
        _as_data(program, error, "json" if form == "text" else form, expression)
    return _code(error)


def _code(error: APIError) -> ExitCode:
    if isinstance(error, APIStatusError) and error.status_code >= 500:
        return ExitCode.FAILED
    return next((code for kind, code in _CODES if isinstance(error, kind)), ExitCode.OURS)


def _as_data(program: str, error: APIError, form: str, expression: str | None) -> None:
    refused = isinstance(error, APIStatusError) and not isinstance(error.body, str | None)
    if form == "raw" and not expression:
        failure(error.raw or _as_json(error))
        return
    raw = error.raw if refused and error.raw else _as_json(error)  # a text isn't JSON
    if expression:
        part = transform.applied(expression, raw)
        if part is None:
            display.note(program, "note", "--transform-error matches nothing in what came")
        raw = raw if part is None else part
    if form == "yaml":
        display.aside(layout.laid_out(raw, "yaml", sys.stderr))
    else:
        failure(raw)


def _as_json(error: APIError) -> bytes:
    members: dict[str, str | None] = {"type": type(error).__name__, "message": str(error)}
    members["request_id"] = error.request_id
    if error.raw is not None:
        members["answer"] = error.raw.decode(errors="replace")
    return json.dumps({"error": members}).encode()


def failure(raw: bytes | None) -> None:
    """Print the body of a failed call to standard error, as it came unless that is a terminal."""
    if not raw:
        return
    if not display.terminal(sys.stderr):
        display.aside(layout.laid_out(raw, "raw", None))
        return
    try:
        json.loads(raw)
    except (ValueError, RecursionError):
        text = display.lines("\n".join(raw.decode(errors="replace").splitlines()))
        display.aside(f"{text}\n".encode(display.encoding(sys.stderr), display.UNSEEN))
    else:
        display.aside(layout.laid_out(raw, "json", sys.stderr))
