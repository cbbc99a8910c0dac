Text: TypeAlias = str | None


Wrapped: TypeAlias = Text


Colour: TypeAlias = Literal["red"] | None


class CatObject(Model):
    kind: Literal["cat"] = "cat"
    lives: int | None = None


class Dog(Model):
    kind: Literal["dog"] = "dog"


class UnknownRootByMember(Unknown):
    """An object of a kind that `RootByMember` doesn't list."""

    if TYPE_CHECKING:
        kind: Literal["(unknown)"]


RootByMember: TypeAlias = Annotated[
    CatObject | Dog | UnknownRootByMember,
    Variants(
        "kind",
        {
            "cat": CatObject,
            "dog": Dog,
        },
        UnknownRootByMember,
    ),
]


class UnknownRootByPartOfMember(Unknown):
    """An object of a kind that `RootByPartOfMember` doesn't list."""

    if TYPE_CHECKING:
        kind: Literal["(unknown)"]


RootByPartOfMember: TypeAlias = Annotated[
    CatObject | Dog | UnknownRootByPartOfMember,
    Variants(
        "kind",
        {
            "cat": CatObject,
            "dog": Dog,
        },
        UnknownRootByPartOfMember,
    ),
]


class RootByBothParts(Model):
    kind: Literal["cat"] = "cat"
    lives: int | None = None
    name: str | None = None


class RootByThePartWithAType(Model):
    kind: Literal["cat"] = "cat"
    lives: int


class Root(ResponseModel):
    by_type: Nullable[Text] = None
    by_all_of: Nullable[Wrapped] = None
    by_enum: Nullable[Colour] = None
    inline_enum: Nullable[Literal["red"]] = None
    in_a_union: Nullable[Colour | int] = None
    by_enum_of_null: Nullable[str] = None
    by_constant: Nullable[str] = None
    by_member: Nullable[RootByMember] = None
    by_part_of_member: Nullable[RootByPartOfMember] = None
    by_both_parts: Nullable[RootByBothParts] = None
    by_the_part_with_a_type: Nullable[RootByThePartWithAType] = None
    never_by_one_part: Dog | None = None
    never_by_the_whole: CatObject | None = None
    never_beside_a_union: Literal["x"] | str | None = None


Cat: TypeAlias = CatObject | None
