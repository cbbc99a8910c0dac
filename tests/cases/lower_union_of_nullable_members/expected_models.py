Value: TypeAlias = bool | float | None


class Cat(Model):
    lives: int


class Dog(Model):
    bark: str


class RootObject1(Model):
    eggs: int


class UnknownRootObject(Unknown):
    """An object of a kind that `RootObject` doesn't list."""


RootObject: TypeAlias = Annotated[
    Cat | Dog | RootObject1 | UnknownRootObject,
    Variants(
        "",
        {},
        UnknownRootObject,
        rules=[
            Rule(member=Cat, present=("lives",)),
            Rule(member=Dog, present=("bark",)),
            Rule(member=RootObject1, present=("eggs",)),
        ],
    ),
]


class Root(ResponseModel):
    may: Nullable[Value] = None
    inline: Nullable[str | int | list[str]] = None
    object: Nullable[RootObject] = None
    must: str | int | None
