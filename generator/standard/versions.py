"""The versions of OpenAPI that a description can be written in."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

from generator.document import Document


class Version(Enum):
    """A version, without its patch number, which changes nothing."""

    V3_0 = "3.0"
    """Its schemas have keywords of their own (`nullable`), and `$ref` stands alone."""
    V3_1 = "3.1"
    """Its schemas are those of JSON Schema 2020-12."""
    V3_2 = "3.2"
    """It has more methods, and media types among the components."""


SUPPORTED: Final = ", ".join(f"{version.value}.x" for version in [*Version][:-1]) + (
    f" and {[*Version][-1].value}.x"
)

_WRITTEN: Final = re.compile(rf"({'|'.join(re.escape(v.value) for v in Version)})\.\d+")


def version_of(document: Document) -> Version:
    """Return the version that a description is written in; ``load`` has refused any other."""
    return version_named(document.root.text("openapi") or "") or Version.V3_1


def version_named(text: str) -> Version | None:
    """Return the version that the field `openapi` means; `None` for one that isn't supported."""
    match = _WRITTEN.fullmatch(text)
    return Version(match[1]) if match else None


def version_spelt(value: object) -> Version | None:
    """Return the version that people mean: a number, without a patch number, or a candidate."""
    match = re.match(r"(3\.[0-9]+)(?![0-9])", str(value))
    by_minor = {version.value: version for version in Version}
    return by_minor.get(match[1]) if match is not None and not isinstance(value, bool) else None
