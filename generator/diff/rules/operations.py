"""Rules about operations: their methods, arguments, results and credentials."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from generator.diff.effects import Verdict
from generator.diff.rules.rule import (
    BREAKS,
    HEALED,
    MINOR,
    NAME_GOES,
    NOTE,
    OK,
    PATCH,
    REFUSED,
    SILENT,
    Rule,
    row,
)

OPERATIONS: Final[Mapping[str, Rule]] = {
    "operation-added": Rule(
        says="is new, {new}",
        mirror="operation-removed",
        counted="operation",
        rows={"client": MINOR},
        waiver="a method belongs to code",
    ),
    "operation-removed": Rule(
        says="{old} is gone",
        mirror="operation-added",
        rows={"client": REFUSED},
        waiver="a method belongs to code",
    ),
    "method-moved": Rule(
        says="is called {new} in code, and was {old}",
        mirror="method-moved",
        fix="say the old place with `x-method`",
        rows={"client": NAME_GOES},
        waiver="a method belongs to code",
    ),
    "request-changed": Rule(
        says="travels as {new}, and did as {old}",
        mirror="request-changed",
        rows={"sent": HEALED},
        heals=True,
        waiver="a request is only sent",
    ),
    "reserved-allowed": Rule(
        says="may hold reserved characters of addresses as they are",
        mirror="reserved-encoded",
        rows={"sent": PATCH},
        waiver="a request is only sent",
    ),
    "reserved-encoded": Rule(
        says="has reserved characters of addresses encoded now",
        mirror="reserved-allowed",
        rows={"sent": row(NOTE, OK, OK)},
        waiver="a request is only sent",
    ),
    "argument-added": Rule(
        says="is new",
        mirror="argument-removed",
        counted="argument",
        rows={"sent": row(OK, OK, NOTE, Verdict.MINOR)},
        waiver="arguments are only sent",
    ),
    "argument-removed": Rule(
        says="is gone",
        mirror="argument-added",
        fix="keep it in the description as deprecated for one more release",
        rows={"sent": REFUSED},
        waiver="arguments are only sent",
    ),
    "required-argument-added": Rule(
        says="is new, and required",
        mirror="argument-removed",
        fix="make it optional in the description until callers send it",
        rows={"sent": REFUSED},
        waiver="arguments are only sent",
    ),
    "argument-became-required": Rule(
        says="is required now",
        mirror="argument-became-optional",
        fix="leave it optional in the description until callers send it",
        rows={"sent": REFUSED},
        waiver="arguments are only sent",
    ),
    "argument-became-optional": Rule(
        says="isn't required any more",
        mirror="argument-became-required",
        rows={"sent": MINOR},
        waiver="arguments are only sent",
    ),
    "argument-renamed": Rule(
        says="is called {new} in code, and was {old}",
        mirror="argument-renamed",
        fix="lock the old name in names.lock, or put it behind the new one there",
        rows={"sent": NAME_GOES},
        waiver="arguments are only sent",
    ),
    "body-gathered": Rule(
        says="is one argument now, and was one for each of its properties",
        mirror="body-spread",
        rows={"sent": NAME_GOES},
        waiver="a body is only sent",
    ),
    "body-spread": Rule(
        says="is an argument for each of its properties now, and was one",
        mirror="body-gathered",
        rows={"sent": NAME_GOES},
        waiver="a body is only sent",
    ),
    "replay-added": Rule(
        says="takes items of {new} as they are",
        mirror="replay-removed",
        rows={"sent": MINOR},
        waiver="what is replayed is only sent",
    ),
    "replay-removed": Rule(
        says="doesn't take items of {old} as they are any more",
        mirror="replay-added",
        rows={"sent": row(BREAKS, OK, BREAKS)},
        waiver="what is replayed is only sent",
    ),
    "result-added": Rule(
        says="may return {new} too",
        mirror="result-removed",
        rows={"received": row(NOTE, NOTE, BREAKS)},
        waiver="results are only received",
    ),
    "result-removed": Rule(
        says="can't return {old} any more",
        mirror="result-added",
        rows={"received": PATCH},
        waiver="results are only received",
    ),
    "result-form-changed": Rule(
        says="returns {new}, and returned {old}",
        mirror="result-form-changed",
        rows={"received": row(BREAKS, BREAKS, BREAKS)},
        waiver="results are only received",
    ),
    "content-added": Rule(
        says="returns {new}, and returned nothing",
        mirror="content-removed",
        rows={"received": row(OK, NOTE, NOTE, Verdict.MINOR)},
        waiver="results are only received",
    ),
    "content-removed": Rule(
        says="returns nothing any more, and returned {old}",
        mirror="content-added",
        rows={"received": row(BREAKS, BREAKS, BREAKS)},
        waiver="results are only received",
    ),
    "media-type-changed": Rule(
        says="comes as {new}, and came as {old}",
        mirror="media-type-changed",
        rows={"received": row(NOTE, NOTE, OK, Verdict.MINOR)},
        waiver="what comes back is only received",
    ),
    "pagination-added": Rule(
        says="leads from page to page, by {new}",
        mirror="pagination-removed",
        rows={"client": MINOR},
        waiver="walking through pages is for code",
    ),
    "pagination-removed": Rule(
        says="doesn't lead from page to page any more, as it did by {old}",
        mirror="pagination-added",
        rows={"client": row(OK, BREAKS, BREAKS)},
        waiver="walking through pages is for code",
    ),
    "pagination-changed": Rule(
        says="leads from page to page by {new}, and did by {old}",
        mirror="pagination-changed",
        rows={"client": row(NOTE, NOTE, NOTE, Verdict.MINOR)},
        waiver="walking through pages is for code",
    ),
    "error-type-added": Rule(
        says="holds {new}, as is said now",
        mirror="error-type-removed",
        rows={"received": row(OK, NOTE, NOTE, Verdict.MINOR)},
        waiver="errors are only received",
    ),
    "error-type-removed": Rule(
        says="held {old}, and nothing is said of it any more",
        mirror="error-type-added",
        rows={"received": row(OK, NOTE, BREAKS)},
        waiver="errors are only received",
    ),
    "security-tightened": Rule(
        says="can't be called with {old} any more",
        mirror="security-loosened",
        rows={"sent": row(BREAKS, BREAKS, OK)},
        waiver="credentials are only sent",
    ),
    "security-loosened": Rule(
        says="can be called with {new}",
        mirror="security-tightened",
        rows={"sent": MINOR},
        waiver="credentials are only sent",
    ),
    "security-reordered": Rule(
        says="prefers {new}, and preferred {old}",
        mirror="security-reordered",
        rows={"sent": SILENT},
        waiver="credentials are only sent",
    ),
    "availability-changed": Rule(
        says="is {new}, and was {old}",
        mirror="availability-changed",
        rows={"client": row(NOTE, NOTE, OK, Verdict.MINOR)},
        waiver="a warning belongs to code",
    ),
}
