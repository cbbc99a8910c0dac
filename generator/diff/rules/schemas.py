"""Rules about objects: their properties, and the types of values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from generator.diff.effects import Verdict
from generator.diff.rules.rule import BREAKS, MINOR, NAME_GOES, NOTE, OK, PATCH, REFUSED, Rule, row

PROPERTIES: Final[Mapping[str, Rule]] = {
    "property-added": Rule(
        says="is new",
        mirror="property-removed",
        counted="field",
        rows={"sent": MINOR, "received": MINOR},
    ),
    "property-removed": Rule(
        says="is gone",
        mirror="property-added",
        fix="keep it in the description as deprecated for one more release",
        rows={"sent": REFUSED, "received": NAME_GOES},
    ),
    "required-property-added": Rule(
        says="is new, and required",
        mirror="required-property-removed",
        counted="field",
        fix="make it optional in the description until callers send it",
        rows={"sent": REFUSED, "received": row(OK, OK, NOTE, Verdict.MINOR)},
    ),
    "required-property-removed": Rule(
        says="is gone, and was required",
        mirror="required-property-added",
        fix="keep it in the description as deprecated for one more release",
        rows={"sent": REFUSED, "received": row(NOTE, BREAKS, BREAKS)},
    ),
    "property-became-optional": Rule(
        says="isn't required any more",
        mirror="property-became-required",
        rows={"sent": MINOR, "received": row(NOTE, OK, BREAKS)},
    ),
    "property-became-required": Rule(
        says="is required now",
        mirror="property-became-optional",
        fix="leave it optional in the description until callers send it",
        rows={"sent": REFUSED, "received": row(OK, OK, NOTE)},
    ),
    "nullable-became-optional": Rule(
        says="isn't required any more, and could be null before",
        mirror="nullable-became-required",
        rows={"sent": MINOR, "received": row(NOTE, OK, OK)},
    ),
    "nullable-became-required": Rule(
        says="is required now, and may be null",
        mirror="nullable-became-optional",
        fix="leave it optional in the description until callers send it",
        rows={"sent": REFUSED, "received": PATCH},
    ),
    "property-renamed": Rule(
        says="is called {new} in code, and was {old}",
        mirror="property-renamed",
        fix="lock the old name in names.lock, or put it behind the new one there",
        rows={"both": NAME_GOES},
        waiver="the name is the same whichever way the value travels",
    ),
    "property-name-deprecated": Rule(
        says="is called {new} in code now, and {old} is deprecated",
        mirror="property-name-deprecated",
        rows={
            "sent": row(OK, NOTE, BREAKS, Verdict.MINOR),
            "received": row(OK, NOTE, NOTE, Verdict.MINOR),
        },
    ),
    "constant-opened": Rule(
        says="was always {old}, and may be {new} now",
        mirror="constant-fixed",
        fix="leave the constant in the description until callers write it",
        rows={"sent": row(OK, BREAKS, BREAKS), "received": row(NOTE, OK, NOTE, Verdict.MINOR)},
    ),
    "constant-fixed": Rule(
        says="is always {new} now, and was {old}",
        mirror="constant-opened",
        rows={"sent": row(NOTE, OK, OK, Verdict.MINOR), "received": PATCH},
    ),
    "constant-changed": Rule(
        says="is always {new}, and was always {old}",
        mirror="constant-changed",
        rows={"sent": REFUSED, "received": row(NOTE, NOTE, BREAKS)},
    ),
    "default-changed": Rule(
        says="defaults to {new} on the server, and to {old} before",
        mirror="default-changed",
        rows={"both": row(NOTE, NOTE, OK)},
        waiver="a default is the server's, whoever reads the value",
    ),
}


TYPES: Final[Mapping[str, Rule]] = {
    "null-added": Rule(
        says="may be null now",
        mirror="null-removed",
        rows={"sent": MINOR, "received": row(NOTE, OK, BREAKS)},
    ),
    "null-removed": Rule(
        says="can't be null any more",
        mirror="null-added",
        fix="leave null in the description while the server takes it",
        rows={"sent": REFUSED, "received": PATCH},
    ),
    "optional-null-added": Rule(
        says="may be null now, and could be absent before",
        mirror="optional-null-removed",
        rows={"sent": MINOR, "received": row(NOTE, OK, OK)},
    ),
    "optional-null-removed": Rule(
        says="can't be null any more, and may be absent",
        mirror="optional-null-added",
        fix="leave null in the description while the server takes it",
        rows={"sent": REFUSED, "received": PATCH},
    ),
    "type-added": Rule(
        says="may be {new} too",
        mirror="type-removed",
        rows={"sent": MINOR, "received": row(NOTE, OK, BREAKS)},
    ),
    "type-removed": Rule(
        says="can't be {old} any more",
        mirror="type-added",
        fix="leave the type in the description while the server takes it",
        rows={"sent": REFUSED, "received": PATCH},
    ),
    "type-written-alike": Rule(
        says="can't be {old} in code any more, and what it was written as is right still",
        mirror="type-written-alike",
        rows={"sent": row(OK, OK, BREAKS)},
        waiver="what is received is JSON, which tells types apart",
    ),
    "unwritten-null-added": Rule(
        says="may be null now, which is the same as leaving it out",
        mirror="unwritten-null-removed",
        rows={"sent": PATCH},
        waiver="what is received is JSON, which has a null",
    ),
    "unwritten-null-removed": Rule(
        says="can't be null any more, which was the same as leaving it out",
        mirror="unwritten-null-added",
        rows={"sent": PATCH},
        waiver="what is received is JSON, which has a null",
    ),
    "class-became-any": Rule(
        says="is {new}, and was {old}",
        mirror="any-became-class",
        rows={"sent": MINOR, "received": row(NOTE, BREAKS, BREAKS)},
    ),
    "any-became-class": Rule(
        says="is {new}, and was {old}",
        mirror="class-became-any",
        rows={"sent": REFUSED, "received": row(OK, BREAKS, BREAKS)},
    ),
    "form-changed": Rule(
        says="is {new}, and was {old}",
        mirror="form-changed",
        rows={"sent": REFUSED, "received": row(NOTE, BREAKS, BREAKS)},
    ),
    "class-exchanged": Rule(
        says="is {new}, with the same members, and was {old}",
        mirror="class-exchanged",
        rows={"sent": NAME_GOES, "received": NAME_GOES},
    ),
    "value-added": Rule(
        says="may be {new}",
        mirror="value-removed",
        counted="value",
        rows={"sent": MINOR, "received": row(OK, OK, NOTE, Verdict.MINOR)},
    ),
    "value-removed": Rule(
        says="can't be {old} any more",
        mirror="value-added",
        fix="leave the value in the description while the server takes it",
        rows={"sent": row(BREAKS, OK, BREAKS), "received": row(OK, OK, NOTE)},
    ),
    "single-value-opened": Rule(
        says="may be other than {old} now: {new}",
        mirror="single-value-fixed",
        rows={"sent": MINOR, "received": row(NOTE, OK, NOTE, Verdict.MINOR)},
    ),
    "single-value-fixed": Rule(
        says="can be {new} alone now, and could be {old}",
        mirror="single-value-opened",
        fix="leave the values in the description while the server takes them",
        rows={"sent": REFUSED, "received": row(OK, OK, NOTE)},
    ),
    "values-opened": Rule(
        says="may be other values than those listed",
        mirror="values-closed",
        rows={"sent": MINOR, "received": row(OK, OK, NOTE, Verdict.MINOR)},
    ),
    "values-closed": Rule(
        says="can't be other values than those listed any more",
        mirror="values-opened",
        rows={"sent": row(BREAKS, OK, BREAKS), "received": PATCH},
    ),
    "limit-loosened": Rule(
        says="is held to {new}, and was to {old}",
        mirror="limit-tightened",
        rows={"sent": PATCH, "received": row(NOTE, OK, OK)},
    ),
    "limit-tightened": Rule(
        says="is held to {new}, and was to {old}",
        mirror="limit-loosened",
        rows={"sent": row(NOTE, NOTE, OK, Verdict.MINOR), "received": PATCH},
    ),
    "pattern-changed": Rule(
        says="has to match {new}, and had to match {old}",
        mirror="pattern-changed",
        rows={"sent": row(NOTE, NOTE, OK, Verdict.MINOR), "received": row(NOTE, OK, OK)},
    ),
}
