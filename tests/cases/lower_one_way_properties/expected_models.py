class Cat(Model):
    type: Literal["cat"] = "cat"


class Dog(Model):
    type: Literal["dog"] = "dog"


class UnknownPet(Unknown):
    """An object of a kind that `Pet` doesn't list."""

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


Pet: TypeAlias = Annotated[
    Cat | Dog | UnknownPet,
    Variants(
        "type",
        {
            "cat": Cat,
            "dog": Dog,
        },
        UnknownPet,
    ),
]


Number: TypeAlias = int


class Owner(Model):
    name: str | None = None


class Root(ResponseModel):
    """It travels in both directions."""

    id: str | None = None
    kind: Literal["root"] | None = None
    secret: str | None = None
    created: str | None = None
    name: str
    pet: Pet | None = None
    number: Number | None = None
    mark: Number | None = None
    """It is the server's."""
    owner: Owner | None = None


class Created(ResponseModel):
    """It is read alone."""

    id: str
    secret: str | None = None


class Login(Model):
    """It is sent alone."""

    id: str | None = None
    secret: str
