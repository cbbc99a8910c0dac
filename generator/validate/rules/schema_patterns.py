"""Patterns that no engine here knows, and those that only others than the output's do."""

import re
import warnings
from collections.abc import Iterator

from generator.document import join
from generator.findings import Finding
from generator.mending import left_out, replaced
from generator.policy import Kind
from generator.standard.objects import StandardObject
from generator.standard.patterns import LONGEST, enforceable
from generator.validate.survey import Survey, finding

TOO_LONG = f"a pattern of more than {LONGEST:,} characters isn't supported"

LITERAL = re.compile(r"/(?P<pattern>\^.*|.*(?<!\\)\$)/(?P<flags>[dgimsuvy]{0,7})", re.DOTALL)
"""What no text can have: a slash before its beginning, or behind its end."""


def check(survey: Survey) -> Iterator[Finding]:
    """All findings about patterns."""
    for place in survey.effective_schemas:
        yield from _patterns_of_names(place)
        pattern = place.node.text("pattern")
        if pattern is not None:
            yield from _pattern(place, pattern)


def _patterns_of_names(place: StandardObject) -> Iterator[Finding]:
    patterns = place.node.get("patternProperties")
    for pattern, member in patterns.members.items() if patterns else ():
        pointer = join(join(place.pointer, "patternProperties"), pattern)
        where = member.key or member.where
        if len(pattern) > LONGEST:
            yield Finding(where, pointer, TOO_LONG, kind=Kind.EXCESS, mend=left_out(pointer))
        elif not _compiles(pattern):
            message = f"{pattern!r} is not a regular expression"
            yield Finding(where, pointer, message, kind=Kind.PATTERN)


def _pattern(place: StandardObject, pattern: str) -> Iterator[Finding]:
    if len(pattern) > LONGEST:
        mend = left_out(join(place.pointer, "pattern"))
        yield finding(place, "pattern", TOO_LONG, Kind.EXCESS, mend)
    elif (literal := LITERAL.fullmatch(pattern)) is not None:
        yield _literal(place, literal)
    elif enforceable(pattern):
        return
    elif not _compiles(pattern):
        message = f"{pattern!r} is not a regular expression"
        yield finding(place, "pattern", message, Kind.PATTERN)
    else:
        message = f"{pattern!r} is left to the server: no linear engine knows it"
        yield finding(place, "pattern", message, "note")


def _literal(place: StandardObject, literal: re.Match[str]) -> Finding:
    """A regular expression as JavaScript's sources have it: slashes around it, and flags."""
    pointer = join(place.pointer, "pattern")
    plain = set(literal["flags"]) <= {"g", "u"}
    mend = replaced(pointer, literal["pattern"]) if plain else left_out(pointer)
    message = f"{literal[0]!r} is a literal of JavaScript; its slashes are no part of the pattern"
    return finding(place, "pattern", message, Kind.PATTERN, mend)


def _compiles(pattern: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # they would be told without a place
            re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return False
    return True
