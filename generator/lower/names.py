"""Names of schemas: those of the components, and those that inline schemas get."""

from __future__ import annotations

from collections.abc import Collection

from generator.words import distinct, pascal_case


class Names:
    """The names that one provider's schemas have."""

    def __init__(self, components: Collection[str]) -> None:
        self._names = {*components}
        # What languages call those of the same words: a number behind them isn't free either.
        names = distinct(((name, pascal_case(name)) for name in components), sign="")
        self._class_names = {name.casefold() for name in names.values()}

    def fresh(self, preferred: str) -> str:
        """Return a name whose words nothing has yet: the wanted one, or it with a number."""
        name, count = preferred, 1
        while pascal_case(name).casefold() in self._class_names or name in self._names:
            count += 1
            name = f"{preferred}{count}"
        self._class_names.add(pascal_case(name).casefold())
        self._names.add(name)
        return name
