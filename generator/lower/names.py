"""Names of declarations: those of the components, and those that inline schemas get."""

from __future__ import annotations

from collections.abc import Iterable

from generator.languages.python.naming import class_name
from generator.words import distinct


class Names:
    """The names that one provider's schemas have, and what a class for each is called."""

    def __init__(self, components: Iterable[str], taken: Iterable[str]) -> None:
        classes = ((name, class_name(name)) for name in components)
        self._classes = distinct(classes, taken, sign="")
        self._taken = {name.casefold() for name in (*taken, *self._classes.values())}

    def fresh(self, wanted: str) -> str:
        """Return a name that nothing has yet: the wanted one, or it with a number."""
        name, count = wanted, 1
        while class_name(name).casefold() in self._taken or name in self._classes:
            count += 1
            name = f"{wanted}{count}"
        self._taken.add(class_name(name).casefold())
        self._classes[name] = class_name(name)
        return name

    def class_of(self, name: str) -> str:
        """Return what the class for a schema is called."""
        return self._classes[name]

    def unknown(self, name: str) -> str:
        """Return what the class for unknown members of a union is called, which is new."""
        python = distinct([("", f"Unknown{self._classes[name]}")], self._taken, sign="")[""]
        self._taken.add(python.casefold())
        return python
