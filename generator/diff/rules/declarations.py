"""Rules about names: of classes, kinds and aliases, and which class a value is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from generator.diff.effects import Verdict
from generator.diff.rules.rule import BREAKS, MINOR, NAME_GOES, NOTE, OK, PATCH, REFUSED, Rule, row

DECLARATIONS: Final[Mapping[str, Rule]] = {
    "class-added": Rule(
        says="is new",
        mirror="class-removed",
        counted="name",
        rows={"both": MINOR},
        waiver="a name is there or not, whichever way its values travel",
    ),
    "class-removed": Rule(
        says="{old} is gone",
        mirror="class-added",
        fix="keep the component, as deprecated",
        rows={"both": NAME_GOES},
        waiver="a name is there or not, whichever way its values travel",
    ),
    "class-renamed": Rule(
        says="is called {new} in code, and was {old}",
        mirror="class-renamed",
        fix="lock the old name in names.lock, or put it behind the new one there",
        rows={"both": NAME_GOES},
        waiver="the name is the same whichever way the value travels",
    ),
    "name-deprecated": Rule(
        says="is called {new} in code now, and {old} is deprecated",
        mirror="name-deprecated",
        rows={"both": row(OK, NOTE, NOTE, Verdict.MINOR)},
        waiver="the name is the same whichever way the value travels",
    ),
    "former-name-added": Rule(
        says="may be called {new} as well, which is deprecated",
        mirror="former-name-removed",
        rows={"both": MINOR},
        waiver="the name is the same whichever way the value travels",
    ),
    "former-name-removed": Rule(
        says="can't be called {old} any more",
        mirror="former-name-added",
        fix="keep the name behind the present one in names.lock",
        rows={"both": NAME_GOES},
        waiver="the name is the same whichever way the value travels",
    ),
    "class-replaced": Rule(
        says="the name {old} means something else now",
        mirror="class-replaced",
        fix="lock the name for the component that had it in names.lock",
        rows={"both": NAME_GOES},
        waiver="the name is the same whichever way the value travels",
    ),
    "declaration-form-changed": Rule(
        says="is {new}, and was {old}",
        mirror="declaration-form-changed",
        rows={"sent": REFUSED, "received": row(NOTE, BREAKS, BREAKS)},
    ),
    "union-collapsed": Rule(
        says="is {new} alone now, and was a union",
        mirror="union-formed",
        rows={"sent": NAME_GOES, "received": NAME_GOES},
    ),
    "union-formed": Rule(
        says="is a union now, and was {old} alone",
        mirror="union-collapsed",
        rows={"sent": NAME_GOES, "received": row(NOTE, BREAKS, BREAKS)},
    ),
    "answer-gained": Rule(
        says="is an answer now, with the id of its request",
        mirror="answer-lost",
        rows={"received": MINOR},
        waiver="answers aren't sent",
    ),
    "answer-lost": Rule(
        says="is no answer any more, and has no id of a request",
        mirror="answer-gained",
        rows={"received": NAME_GOES},
        waiver="answers aren't sent",
    ),
    "shared-type-split": Rule(
        says="is no longer {old}: `isinstance` with that turns False without an error",
        mirror="shared-type-joined",
        fix="change it for all providers that share it",
        rows={"both": NAME_GOES},
        waiver="a class is one object, whichever way its values travel",
    ),
    "shared-type-joined": Rule(
        says="is {new} now: `isinstance` with that turns True",
        mirror="shared-type-split",
        rows={"both": row(OK, NOTE, OK)},
        waiver="a class is one object, whichever way its values travel",
    ),
    "member-added": Rule(
        says="is a new kind, {new}",
        mirror="member-removed",
        counted="kind",
        rows={"sent": MINOR, "received": row(OK, NOTE, NOTE, Verdict.MINOR)},
    ),
    "member-removed": Rule(
        says="the kind {old} is gone",
        mirror="member-added",
        fix="keep the kind in the description as deprecated while the server takes it",
        rows={
            "sent": row(BREAKS, OK, BREAKS),
            "received": row(OK, NOTE, NOTE, Verdict.MINOR),
        },
    ),
    "member-replaced": Rule(
        says="is read as {new}, and was as {old}",
        mirror="member-replaced",
        rows={"sent": row(NOTE, OK, BREAKS), "received": row(NOTE, BREAKS, BREAKS)},
    ),
    "discrimination-changed": Rule(
        says="members are told apart by {new}, and were by {old}",
        mirror="discrimination-changed",
        rows={"sent": row(NOTE, OK, OK), "received": row(NOTE, NOTE, OK)},
    ),
}


TEXTS: Final[Mapping[str, Rule]] = {
    "value-deprecated": Rule(
        says="has deprecated values, {new}",
        mirror="value-undeprecated",
        rows={"both": row(OK, NOTE, NOTE, Verdict.MINOR)},
        waiver="a remark is for who writes code, whichever way the value travels",
    ),
    "value-undeprecated": Rule(
        says="has values that aren't deprecated any more, {old}",
        mirror="value-deprecated",
        rows={"both": PATCH},
        waiver="a remark is for who writes code, whichever way the value travels",
    ),
    "sunset-changed": Rule(
        says="may be gone after {new}, and was to be after {old}",
        mirror="sunset-changed",
        rows={"both": row(NOTE, OK, OK)},
        waiver="a remark is for who writes code, whichever way the value travels",
    ),
    "deprecated": Rule(
        says="is deprecated{new}",
        mirror="undeprecated",
        rows={"both": row(OK, NOTE, NOTE, Verdict.MINOR)},
        waiver="a remark is for who writes code, whichever way the value travels",
    ),
    "undeprecated": Rule(
        says="isn't deprecated any more",
        mirror="deprecated",
        rows={"both": PATCH},
        waiver="a remark is for who writes code, whichever way the value travels",
    ),
    "class-deprecated": Rule(
        says="is deprecated{new}",
        mirror="class-undeprecated",
        rows={"both": MINOR},
        waiver="a remark is for who writes code, whichever way the value travels",
    ),
    "class-undeprecated": Rule(
        says="isn't deprecated any more",
        mirror="class-deprecated",
        rows={"both": PATCH},
        waiver="a remark is for who writes code, whichever way the value travels",
    ),
    "text-changed": Rule(
        says="is described in other words",
        mirror="text-changed",
        counted="text",
        rows={"both": PATCH},
        waiver="a text is for who reads, whichever way the value travels",
    ),
}
