class Root(ResponseModel):
    a: str | None = None
    """Server default: `"auto"`."""
    b: Nullable[bool] = None
    """Server default: `null`."""
    c: list[str]
    """Server default: `["é"]`."""
    d: Annotated[dict[str, Any] | None, Field(deprecated=Deprecation())] = None
    """Server default: `{}`.

    Deprecated.
    """
