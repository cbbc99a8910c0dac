class Root(ResponseModel):
    a: str
    b: str | None
    c: str | None = None
    d: Nullable[str] = None
