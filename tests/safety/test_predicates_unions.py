"""P21 for single conditions of the proof about unions.

Each fault was found by taking a condition away: without it nothing tells.
"""

from __future__ import annotations

import ast

import pytest

from generator.languages.python.prove import unions as variants
from tests.languages.python.test_prove import THING

SPELLING = {("", "Circle"): "Circle", ("", "Square"): "Square"}
ALIAS = """Annotated[
    Circle | Square | UnknownThing,
    Variants(
        "type",
        {"circle": Circle},
        UnknownThing,
        shared=["box"],
        rules=[
            Rule(member=Circle, equals={"mode": ["a"]}, present=("radius",), absent=("side",), \
kinds={"names": "array"}),
            Rule(member=Square),
        ],
    ),
]"""
CLASS_OF_UNKNOWN = '''class UnknownThing(Unknown):
    """Others."""

    if TYPE_CHECKING:
        type: str
'''
UNKNOWN = "the class for objects of unknown kinds"
WRONG_UNIONS = [
    ("Annotated[", "Other[", "is not Annotated[..., Variants(...)]"),
    ("Variants(", "Variant(", "is not Annotated[..., Variants(...)]"),
    ("Circle | Square | U", "Circle + Square | U", "its members are"),
    ("Circle | Square", "Square | Circle", "its members are"),
    ('"type",', '"kind",', "is told apart by 'kind'"),
    ('"type",', "", "isn't given a tag, a mapping and a class"),
    ("    UnknownThing,\n        shared", "    shared", "isn't given a tag, a mapping and a class"),
    ("        UnknownThing,\n        shared", "        Square,\n        shared", "become Square"),
    ('"circle": C', '"cycle": C', "differs: [('cycle', 'Circle'), ('circle', 'Circle')]"),
    ('"circle": C', '"circle": Square, "circle": C', "differs: [('circle', 'Square')]"),
    ('"circle": Circle', "", "differs: [('circle', 'Circle')]"),
    ('"circle": C', '"circle": Circle, "circle": C', "differs: another order"),
    ("shared=", "strict=True, shared=", "Variants is given ['rules', 'shared', 'strict']"),
    ('["box"]', '["bax"]', "share are not"),
    ("Rule(member=Square),", "Role(member=Square),", "its rules differ"),
    ("Rule(member=Square),", "Rule(1, member=Square),", "its rules differ"),
    ("Rule(member=Square),", "Rule(),", "its rules differ"),
    ("Rule(member=Square),", "Rule(member=Square), x,", "its rules differ"),
    ('"mode":', '"more":', "its rules differ"),
    ('["a"]', '["b"]', "its rules differ"),
    ("rules=[", "rules={", "its rules differ"),
    ("(Unknown)", "(Unknown, frozen=1)", UNKNOWN),
    ("(Unknown)", "(Model)", UNKNOWN),
    ("class U", "@final\nclass U", UNKNOWN),
    ("type: str", "kind: str", UNKNOWN),
    ("type: str", "type: str = 'x'", UNKNOWN),
    ("type: str\n", "type: str\n        more: str\n", UNKNOWN),
    ("type: str\n", "type: str\n    else:\n        type: int\n", UNKNOWN),
    ("if TYPE_CHECKING", "if DEBUGGING", UNKNOWN),
    ("if TYPE_CHECKING", "if not TYPE_CHECKING", UNKNOWN),
    ("    if", "    print(1)\n\n    if", UNKNOWN),
]


def union_faults(old: str, new: str) -> str:
    """What is told of the union and its class when one text in them is another."""
    if "rules={" in new:
        new, old = ALIAS.replace("rules=[", "rules={").replace("],\n    )", "},\n    )"), ALIAS
    written = ast.parse(ALIAS.replace(old, new, 1), mode="eval").body
    (unknown,) = ast.parse(CLASS_OF_UNKNOWN.replace(old, new, 1)).body
    return "\n".join(variants.faults(THING, written, unknown, SPELLING))


@pytest.mark.case("P21")
@pytest.mark.parametrize(("old", "new", "told"), [("", "", ""), *WRONG_UNIONS])
def test_unions(old: str, new: str, told: str) -> None:
    """A union has the members, tags and rules of the Api, each in its place."""
    assert old in ALIAS + CLASS_OF_UNKNOWN
    found = union_faults(old, new)
    assert told in found and bool(told) == bool(found)
