"""Parameters: values that travel beside a body, each written in a style."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal as Choice, TypeAlias

from generator.api.types import Name, Type

Style: TypeAlias = Choice[
    "matrix", "label", "form", "simple", "spaceDelimited", "pipeDelimited", "deepObject"
]
"""How a value is written outside of JSON, in the standard's words."""

STYLES: Final[Mapping[str, Style]] = {
    "path": "simple",
    "query": "form",
    "header": "simple",
    "cookie": "form",
}
"""The style of a parameter that says none, by its location."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A value that travels in the path, the query, a header or a cookie."""

    name: Name
    location: Choice["path", "query", "header", "cookie"]
    type: Type
    required: bool
    doc: str = ""
    style: Style = "form"
    explode: bool = False
    """Whether items and members travel as parameters of their own, where the style has that."""
    reserved: bool = False
    """Whether reserved characters of URLs travel as they are."""
    segments: bool = False
    """Whether its value may be several segments of the path, with slashes between them."""
    content_type: str | None = None
    """The media type that the value is written in, where it has one in place of a style."""
    default: str | None = None
    """What the server takes in its absence, as JSON text; told in the docs and never sent."""
    deprecated: bool = False
    sunset: str = ""
    """The day after which it may be gone, as ISO 8601 has it; the docs say it as well."""
    deprecated_values: tuple[str, ...] = ()
    """Values that are deprecated, as JSON text; the docs say them as well."""

    @property
    def has_standard_style(self) -> bool:
        """Whether it is written as parameters of its location are that say nothing."""
        style = STYLES[self.location]
        return self.style == style and self.explode == (style == "form") and not self.reserved
