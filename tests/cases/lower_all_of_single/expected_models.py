class Other(Model):
    x: str | None = None


Named: TypeAlias = Other
"""Another name."""


class Root(ResponseModel):
    annotated: Other | None = None
    """Said here.

    Server default: `{"x": "a"}`.
    """
    in_parts: Other | None = None
    twice: Annotated[str, Field(min_length=1)] | None = None
    named: Named | None = None
