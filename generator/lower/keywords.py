"""Which JSON Schema keywords are supported, and in which combinations.

Job: note a finding for every keyword that says what may stand where in a way that no normal form
expresses; of a foreign description a warning, where the keyword only narrows. Annotations, `format`
and the limits that only the server can judge pass: they change no type.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from generator.document import join
from generator.lower.findings import Findings
from generator.lower.raw import Raw
from generator.standard.keywords import (
    ANNOTATIONS,
    CLOSING,
    UNIONS,
    Role,
    is_unsupported,
    limits_of,
    of_role,
)
from generator.standard.versions import Version

NARROWING: Final = of_role(Role.NARROWING)
UNSUPPORTED: Final = of_role(Role.SCOPE, Role.DEFINITIONS)
NOT_HELD: Final = "values aren't held to it"
KEYS: Final = frozenset({"type", *limits_of("string")})
_BESIDE_UNIONS: Final = frozenset({"type", "discriminator", "nullable"})


def constrains(raw: Raw, *, but: frozenset[str] = frozenset()) -> list[str]:
    """Return the keywords that limit the values of a schema, those in `but` aside."""
    return [
        key for key in raw if key not in ANNOTATIONS | CLOSING | but and not key.startswith("x-")
    ]


def check(findings: Findings, version: Version, raw: Raw, pointer: str) -> None:
    """Note what the schema itself says that can't be expressed."""
    if "$ref" in raw:
        ignored = version is Version.V3_0
        _beside(findings, pointer, "$ref", () if ignored else constrains(raw))
        return
    for keyword in UNSUPPORTED:
        if keyword in raw:
            findings.add(join(pointer, keyword), is_unsupported(keyword))
    for keyword in NARROWING:
        if keyword in raw and not (keyword in CLOSING and isinstance(raw[keyword], bool)):
            message = f"`{keyword}` isn't supported"
            findings.unsupported(join(pointer, keyword), message, NOT_HELD)
    union = next((keyword for keyword in UNIONS if keyword in raw), None)
    if union is not None:
        _beside(findings, pointer, union, constrains(raw, but=_BESIDE_UNIONS))
    elif "discriminator" in raw:
        message = "a discriminator without `oneOf` or `anyOf` isn't supported: list the members"
        findings.add(join(pointer, "discriminator"), message)
    _property_names(findings, raw, pointer)


def _beside(findings: Findings, pointer: str, main: str, others: Iterable[str]) -> None:
    for other in others:
        if other != main:
            message = f"`{other}` beside `{main}` isn't supported"
            findings.add(join(pointer, other), message)


def _property_names(findings: Findings, raw: Raw, pointer: str) -> None:
    names = raw.get("propertyNames", {})
    wrong = constrains(names, but=KEYS) if isinstance(names, dict) else ["false"] * (not names)
    if wrong or ("propertyNames" in raw and raw.get("properties")):
        message = "`propertyNames` is supported for maps, with limits of length and a pattern"
        findings.unsupported(join(pointer, "propertyNames"), message, NOT_HELD)
