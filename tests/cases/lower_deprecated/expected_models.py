State: TypeAlias = Literal["new", "old"]
"""What something is. Deprecated values: `"old"`."""


class Mark(Model):
    """A mark. May be gone after 2027-01-31. Deprecated."""

    colour: str | None = None


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
    state: Annotated[State | None, Field(deprecated=Deprecation(whole=False, values=("old",)))] = (
        None
    )
    """What it is."""
    mark: Mark | None = None
    """How it is marked."""
    kind: Annotated[
        Literal["long", "short"] | str | None,
        Field(deprecated=Deprecation(whole=False, values=("long",))),
    ] = None
    """Of which kind it is."""
