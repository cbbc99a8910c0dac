class Root(ResponseModel):
    text: Annotated[str, Field(max_length=64, min_length=1, pattern="^[a-z]+$")]
    count: Annotated[int, Field(ge=0, le=10)]
    score: Annotated[float, Field(gt=0.0, lt=1.5, multiple_of=0.5)]
    flag: bool
    any: Any
    time: str | None = None
    link: str | None = None
    data: str | None = None
