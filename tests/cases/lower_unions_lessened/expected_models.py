Pet: TypeAlias = dict[str, Any]
"""A cat or a dog."""


RootEither: TypeAlias = dict[str, Any]


RootOne: TypeAlias = dict[str, Any]


class Root(ResponseModel):
    pet: Pet | None = None
    pets: list[Any] | None = None
    either: str | RootEither | None = None
    one: RootOne | None = None


class Cat(Model):
    name: str
    lives: int | None = None


class Dog(Model):
    name: str


RootOne1: TypeAlias = dict[str, str]
