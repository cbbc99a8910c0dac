class Note(ResponseModel):
    """A note."""

    old: str | None = None
    """The old way. May be gone after 2027-01-31.

    Deprecated.
    """
    mood: Literal["good", "bad", "odd"] | None = None
    """How it reads. Deprecated values: `"bad"`, `"odd"`."""
