"""Expressions by which values are read, as texts, and the types of what they read."""

from __future__ import annotations

import re

READINGS = {"String": "TEXT", "Long": "WHOLE", "long": "WHOLE", "Double": "REAL"} | {
    "double": "REAL",
    "Boolean": "FLAG",
    "boolean": "FLAG",
    "JsonValue": "ANY",
}


def written(how: object) -> str:
    """Return an expression of a table as it was written."""
    if isinstance(how, tuple):
        return f"{how[0]}({', '.join(map(written, how[1:]))})"
    return "null" if how is None else str(how)


def spelt(how: str) -> str:
    """Return the type of what a reading reads; of null around it nothing is said."""
    if inner := re.fullmatch(r"Reading\.nullable\((.*)\)", how):
        return spelt(inner[1])
    return _spelt(how)


def _spelt(how: str) -> str:
    if inner := re.fullmatch(r"Reading\.(list|map|nullable)\((.*)\)", how):
        outer = {"list": "List<", "map": "Map<String, ", "nullable": "Optional<"}[inner[1]]
        return f"{outer}{_spelt(inner[2])}>"
    plain = {"Reading.TEXT": "String", "Reading.WHOLE": "Long", "Reading.REAL": "Double"}
    plain |= {"Reading.FLAG": "Boolean", "Reading.ANY": "JsonValue"}
    return plain.get(how, how.removesuffix(".READING"))


def reading(text: str) -> str:
    """Return the expression by which values of a type are read."""
    if inner := re.fullmatch(r"(List|Map|Optional)<(?:String, )?(?:\? extends )?(.*)>", text):
        name = {"List": "list", "Map": "map", "Optional": "nullable"}[inner[1]]
        is_text = text == "List<String>" or text == "Optional<String>"
        return f"Reading.{name}({reading('String' if is_text else inner[2])})"
    return f"Reading.{READINGS[text]}" if text in READINGS else f"{text}.READING"
