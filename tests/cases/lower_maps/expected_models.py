class Value(Model):
    y: int | None = None


class RootInlineValue(Model):
    x: int | None = None


class RootClosed(Model):
    pass


class Root(ResponseModel):
    free: dict[str, Any] | None = None
    free_too: dict[str, Any] | None = None
    texts: dict[str, str] | None = None
    bounded: (
        Annotated[
            dict[Annotated[str, StringConstraints(max_length=64)], int | None], Field(max_length=16)
        ]
        | None
    ) = None
    models_: Annotated[dict[str, Value] | None, Field(alias="models")] = None
    inline: dict[str, RootInlineValue] | None = None
    closed: RootClosed | None = None
