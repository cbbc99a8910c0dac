Value: TypeAlias = bool | float | None


class Root(ResponseModel):
    may: Nullable[Value] = None
    inline: Nullable[str | int | list[str]] = None
    must: str | int | None
