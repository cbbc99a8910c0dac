Color: TypeAlias = Literal["red", "green"]


class Root(ResponseModel):
    closed: Literal["b", "a"]
    open: Literal["x", "y z"] | str | None = None
    named: Color | None = None
    named_or_any: Literal["red", "green"] | str | None = None
    two: Literal["a", "b", "c"] | None = None
    numbers: Literal[3, 1] | None = None
    nullable: Nullable[Literal["a"]] = None
    null_never: Annotated[Literal["a", "b"] | None, Field(alias="null never")] = None
