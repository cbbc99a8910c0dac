class User(Model):
    name: str | None = None


Version: TypeAlias = Literal["II2"] | None
"""The version to use."""


class Root(ResponseModel):
    state: Nullable[Literal["new", "sent", ""]] = None
    owner: Nullable[User] = None
    keeper: Nullable[User] = None
    version: Nullable[Version] = None
    nothing: Any | None = None


State: TypeAlias = Literal["new", "sent"]


Blank: TypeAlias = Literal[""]
