class Cat(Model):
    name: str
    lives: int | None = None


class Dog(Model):
    name: str


class UnknownPet(Unknown):
    """An object of a kind that `Pet` doesn't list."""


Pet: TypeAlias = Annotated[
    Cat | Dog | UnknownPet,
    Variants(
        "",
        {},
        UnknownPet,
        rules=[
            Rule(member=Cat, some=("lives",)),
            Rule(member=Cat),
            Rule(member=Dog),
        ],
    ),
]
"""A cat or a dog."""


class UnknownRootEither(Unknown):
    """An object of a kind that `RootEither` doesn't list."""


RootEither: TypeAlias = Annotated[
    Cat | Dog | UnknownRootEither,
    Variants(
        "",
        {},
        UnknownRootEither,
        rules=[
            Rule(member=Cat, some=("lives",)),
            Rule(member=Cat),
            Rule(member=Dog),
        ],
    ),
]


class UnknownRootOne(Unknown):
    """An object of a kind that `RootOne` doesn't list."""


RootOne: TypeAlias = Annotated[
    Cat | UnknownRootOne,
    Variants(
        "",
        {},
        UnknownRootOne,
        rules=[
            Rule(member=Cat, present=("name",)),
        ],
    ),
]


class Root(ResponseModel):
    pet: Pet | None = None
    pets: list[Any] | None = None
    either: str | RootEither | None = None
    one: RootOne | None = None


RootOne1: TypeAlias = dict[str, str]
