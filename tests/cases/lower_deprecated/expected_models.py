class Note(ResponseModel):
    """A note."""

    old: Annotated[str | None, Field(deprecated=Deprecation(sunset="2027-01-31"))] = None
    """The old way. May be gone after 2027-01-31.

    Deprecated.
    """
    mood: Annotated[
        Literal["good", "bad", "odd"] | None,
        Field(
            deprecated=Deprecation(
                whole=False,
                values=(
                    "bad",
                    "odd",
                ),
            )
        ),
    ] = None
    """How it reads. Deprecated values: `"bad"`, `"odd"`."""
