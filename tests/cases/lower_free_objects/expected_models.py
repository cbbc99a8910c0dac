B: TypeAlias = dict[str, Any]
"""Free."""


C: TypeAlias = Annotated[dict[str, Any], Field(max_length=3)]


D: TypeAlias = dict[str, Any]


E: TypeAlias = dict[str, Any]


F: TypeAlias = dict[str, Any] | None


class A(ResponseModel):
    b: B | None = None
    c: C | None = None
    d: D | None = None
    e: E | None = None
    f: Nullable[F] = None
