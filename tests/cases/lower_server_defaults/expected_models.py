class Root(ResponseModel):
    a: str | None = None
    """Server default: `"auto"`."""
    b: Nullable[bool] = None
    """Server default: `null`."""
    c: list[str]
    """Server default: `["é"]`."""
    d: dict[str, Any] | None = None
    """Server default: `{}`.

    Deprecated.
    """
