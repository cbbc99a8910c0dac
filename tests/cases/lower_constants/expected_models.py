class Root(ResponseModel):
    type: Literal["root"] = "root"
    version: Literal[2] = 2
    exact: Literal[True] = True
    object: Literal["thing"] | None = None
    maybe: Nullable[Literal["thing"]] = None
    below: list[Literal[-3]] | None = None
    minus: Literal[-1] = -1
