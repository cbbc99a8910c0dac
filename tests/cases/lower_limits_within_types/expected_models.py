class Owner(Model):
    name: str | None = None


class TagsItem(Model):
    tag: str | None = None


Remark: TypeAlias = Annotated[str, Field(max_length=9)] | None


class Root(ResponseModel):
    owner: Annotated[str, Field(max_length=5)] | Owner
    tags: Annotated[list[Annotated[str, Field(min_length=1)]], Field(max_length=3)] | None = None
    tags_item: TagsItem | None = None
    rows: list[Annotated[list[Annotated[int, Field(ge=0)]], Field(max_length=2)]] | None = None
    remark: Nullable[Remark] = None
