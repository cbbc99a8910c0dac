class Root(ResponseModel):
    numbers: int | None = None
    constants: Literal[1, 2, 3] | None = None
    arrays: list[str | int] | None = None
    texts: str | None = None
    text_or_empty: Literal[""] | str | None = None
    limited: Annotated[str, Field(max_length=9)] | None = None
    anything: Any | None = None
