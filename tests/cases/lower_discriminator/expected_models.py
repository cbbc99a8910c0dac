class Cat(Model):
    type: Literal["cat"] = "cat"
    lives: int | None = None


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


class Root(ResponseModel):
    pet: Pet | None = None
