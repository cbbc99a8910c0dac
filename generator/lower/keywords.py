"""Which JSON Schema keywords are supported, and in which combinations.

Job: note a finding for every keyword that says what may stand where in a way that no normal form
expresses; of a foreign description a warning, where the keyword only narrows. Annotations, `format`
and the limits that only the server can judge pass: they change no type.
"""

from __future__ import annotations

from typing import Final

from generator.document import join
from generator.lower.findings import Findings
from generator.lower.raw import Raw
from generator.policy import Kind
from generator.standard.keywords import (
    ANNOTATIONS,
    CLOSING,
    KEYWORDS,
    Role,
    is_unsupported,
    limits_of,
    of_role,
)

NARROWING: Final = of_role(Role.NARROWING)
UNSUPPORTED: Final = of_role(Role.SCOPE)
DEFINITIONS: Final = of_role(Role.DEFINITIONS)
_DEFINING: Final = frozenset(of_role(Role.SCOPE, Role.DEFINITIONS))
NOT_HELD: Final = "values aren't held to it"
KEYS: Final = frozenset({"type", *limits_of("string")})


def constrains(raw: Raw, *, but: frozenset[str] = frozenset()) -> list[str]:
    """Return the keywords that limit the values of a schema, those in `but` aside."""
    return [
        key for key in raw if key in KEYWORDS and key not in ANNOTATIONS | CLOSING | but | _DEFINING
    ]


def check(findings: Findings, raw: Raw, pointer: str) -> None:
    """Note what the schema itself says that can't be expressed."""
    if "$ref" in raw:
        return
    for keyword in UNSUPPORTED:
        if keyword in raw:
            message, fallback = is_unsupported(keyword), "it changes nothing"
            findings.unsupported(join(pointer, keyword), message, fallback, strict="error")
    for keyword in DEFINITIONS:
        if keyword in raw:
            findings.add(join(pointer, keyword), is_unsupported(keyword), Kind.DEFINITIONS)
    for keyword in NARROWING:
        if keyword in raw and not (keyword in CLOSING and isinstance(raw[keyword], bool)):
            message = f"`{keyword}` isn't supported"
            findings.unsupported(join(pointer, keyword), message, NOT_HELD)
    _property_names(findings, raw, pointer)


def _property_names(findings: Findings, raw: Raw, pointer: str) -> None:
    names = raw.get("propertyNames", {})
    wrong = constrains(names, but=KEYS) if isinstance(names, dict) else ["false"] * (not names)
    if wrong or ("propertyNames" in raw and raw.get("properties")):
        message = "`propertyNames` is supported for maps, with limits of length and a pattern"
        findings.unsupported(join(pointer, "propertyNames"), message, NOT_HELD)
