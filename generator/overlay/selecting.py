"""What the paths of an overlay select: JSONPath by RFC 9535, and an end to the work.

A short path can visit each place of a description many times over, and its regular expressions
would run by an engine that one of them can stop for ever. Here the places that all paths of an
overlay look at are counted, as the values are asked for what they hold, and patterns are matched by
the engine of the output. ``overlay`` is the only caller.
"""

from collections.abc import ItemsView, Iterable, Iterator, Mapping
from typing import Any

import jsonpath
from jsonpath.function_extensions import ExpressionType, FilterFunction
from jsonpath.segments import JSONPathChildSegment
from jsonpath.selectors import NameSelector

from generator.document import Value

STEPS = 500_000
"""Places that the paths of one overlay look at; a path of names alone looks at one a name."""


PATTERN = 10_000
"""Places that could be looked at in the time that making a pattern ready may take."""

LONGEST = 4_000
"""Characters of a path: the library recurses in C for each name, and no place is that deep."""


class PathFault(Exception):
    """The text selects nothing that could be found; the message says why."""


class Allowance:
    """How many places may still be looked at."""

    def __init__(self) -> None:
        self.steps = STEPS

    def take(self, steps: int) -> None:
        """Count steps, and one for asking; `PathFault` when there are none left."""
        self.steps -= 1 + steps
        if self.steps < 0:
            raise PathFault(f"the paths of this overlay look at more than {STEPS:,} places")


class _Pattern(FilterFunction):
    """``match`` and ``search``: whether a text has a pattern, in time that grows with the text."""

    @property
    def arg_types(self) -> list[ExpressionType]:
        return [ExpressionType.VALUE, ExpressionType.VALUE]

    @property
    def return_type(self) -> ExpressionType:
        return ExpressionType.LOGICAL

    def __init__(self, form: str, allowance: Allowance) -> None:
        self.form = form
        self.allowance = allowance

    def __call__(self, text: object, pattern: object) -> bool:
        from generator.standard.patterns import enforceable, made, matches

        if not isinstance(text, str) or not isinstance(pattern, str):
            return False
        whole, before = self.form.format(pattern), made()
        is_match = enforceable(whole) and matches(whole, text)
        self.allowance.take(len(text) // 100 + PATTERN * (made() - before))
        return is_match


class _Object(dict[str, Value]):
    """An object that counts how much of it is looked at."""

    __slots__ = ("_allowance",)

    def __init__(self, members: Mapping[str, Value], allowance: Allowance) -> None:
        super().__init__(members)
        self._allowance = allowance

    def items(self) -> ItemsView[str, Value]:  # type: ignore[override]
        self._allowance.take(len(self))
        return super().items()

    def __eq__(self, other: object) -> bool:
        self._allowance.take(len(self))
        return super().__eq__(other)


class _Array(list[Value]):
    """An array that counts how much of it is looked at."""

    __slots__ = ("_allowance",)

    def __init__(self, items: Iterable[Value], allowance: Allowance) -> None:
        super().__init__(items)
        self._allowance = allowance

    def __iter__(self) -> Iterator[Value]:
        self._allowance.take(len(self))
        return super().__iter__()

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            self._allowance.take(len(range(*index.indices(len(self)))))
        return super().__getitem__(index)

    def __eq__(self, other: object) -> bool:
        self._allowance.take(len(self))
        return super().__eq__(other)


class Paths(jsonpath.JSONPathEnvironment):
    """The paths of one overlay; what only this library understands is refused."""

    def __init__(self) -> None:
        self.allowance = Allowance()
        super().__init__(strict=True)

    def object(self, members: Mapping[str, Value]) -> dict[str, Value]:
        """Return an object, for paths to look at."""
        return _Object(members, self.allowance)

    def array(self, items: Iterable[Value]) -> list[Value]:
        """Return an array, for paths to look at."""
        return _Array(items, self.allowance)

    def setup_function_extensions(self) -> None:
        """Have `match` and `search` use the patterns of descriptions."""
        super().setup_function_extensions()
        self.function_extensions["match"] = _Pattern("^(?:{})$", self.allowance)
        self.function_extensions["search"] = _Pattern("{}", self.allowance)

    def selected(self, path: str, value: Value) -> list[tuple[str | int, ...]]:
        """Return the places that a path selects, each once.

        Raises:
            PathFault: it is no path, or looks at too much.
        """
        if len(path) > LONGEST:
            raise PathFault(f"a path of more than {LONGEST:,} characters isn't supported")
        try:
            matches: Any = self.finditer(path, value)
            return list(dict.fromkeys(match.parts for match in matches))
        except jsonpath.JSONPathError as error:
            reason = str(error).splitlines()[0]
            raise PathFault(f"not a JSONPath of RFC 9535: {reason}") from None
        except RecursionError:
            raise PathFault("this path has too many steps") from None

    def missing(self, path: str, value: Value) -> tuple[str, tuple[str, ...]]:
        """Return the name at which a path that selects nothing ends, and those that are there.

        Both are empty where a path isn't made of names up to that point.
        """
        query = self.compile(path)
        for segment in query.segments if isinstance(query, jsonpath.JSONPath) else ():
            match segment.selectors:
                case (NameSelector(name=name),) if isinstance(segment, JSONPathChildSegment):
                    if not isinstance(value, dict):
                        break
                    if name not in value:
                        return name, tuple(value)
                    value = value[name]
                case _:
                    break
        return "", ()
