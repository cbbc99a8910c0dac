class Options(Model):
    inner: Sort | None = None


Combination: TypeAlias = Annotated[str, Field(pattern="^S")] | Literal[1, 2] | Options


Sort: TypeAlias = Combination | list[Combination]


Length: TypeAlias = Literal["none"] | Annotated[int, Field(ge=1)]


class Root(ResponseModel):
    sort: Sort | None = None
    length: Length | None = None
    halves: int | None = None
    threes: Annotated[int, Field(multiple_of=3)] | None = None
