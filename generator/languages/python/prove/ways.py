"""Whether the attributes of a client lead to its operations, read and as they came.

Job: follow attributes as a caller does, from class to class, whatever those are called; find
methods in the classes that one derives from, as Python does; and hold what the classes for raw
answers are made of against the attributes. It must not look at methods.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from generator.languages.python.prove.trees import members_of
from generator.spelled import Operation

Classes: TypeAlias = Mapping[str, ast.stmt]
Path: TypeAlias = tuple[str, ...]

RAW = "with_raw_response"


def class_at(classes: Classes, client: str, path: Sequence[str]) -> str:
    """Return the class that attributes lead to; "" where one of them leads nowhere."""
    for attribute in path:
        client = leads_to(classes, client, attribute)
    return client


def leads_to(classes: Classes, holder: str, attribute: str) -> str:
    """Return the class that an attribute of a class is annotated with; "" if there is none."""
    return _property(classes, holder, attribute)[0]


def member(classes: Classes, holder: str, name: str) -> tuple[str, ast.stmt | None]:
    """Return the class that has a method of a class, that itself or a part of it, and the method.

    Where none has it, that is the class itself.
    """
    for owner in (holder, *parts(classes, holder)):
        method = members_of(classes.get(owner)).get(name)
        if method is not None:
            return owner, method
    return holder, None


def parts(classes: Classes, holder: str) -> Sequence[str]:
    """Return the classes that have methods of one that derives from them, in Python's order."""
    return [ast.unparse(base) for base in getattr(classes.get(holder), "bases", [])[1:]]


def base_faults(classes: Classes, name: str, base: str) -> Iterator[str]:
    """Yield what a class derives from besides of `base`, which comes first, and its parts."""
    bases = [ast.unparse(each) for each in getattr(classes.get(name), "bases", [])]
    strange = [part for part in bases[1:] if getattr(classes.get(part), "bases", [part])]
    if bases[:1] != [base] or strange:
        yield f"{name} is below {bases}, not {base}"


def _property(classes: Classes, holder: str, attribute: str) -> tuple[str, str]:
    """Return the class of a property, and the expression that it gives back."""
    match members_of(classes.get(holder)).get(attribute):
        case ast.FunctionDef(
            decorator_list=[ast.Name(id="CachedProperty")],
            returns=ast.Name(id=name) | ast.Attribute(value=ast.Name(), attr=name) as place,
            body=[ast.Expr(), ast.Return(value=ast.expr() as value)],
        ):
            return name, ast.unparse(value).replace(f"{ast.unparse(place)}(", f"{name}(")
        case _:
            return "", ""


def faults(
    operations: Sequence[Operation], classes: Classes, client: str, kind: str
) -> Iterator[str]:
    """Yield attributes that don't lead on; `kind` is how names of the runtime's classes begin."""
    for path, inner in _attributes(operations).items():
        holder = class_at(classes, client, path)
        raw, call = _property(classes, holder, RAW)
        arguments = "".join(f", self.{each}.{RAW}" for each in inner)
        if call != f"{raw}(self._session{arguments})" or not raw:
            yield f"{holder}.{RAW} isn't made of {list(inner)}"
        for each in inner:
            name, value = _property(classes, holder, each)
            if value != f"{name}(self._session)" or not name:
                yield f"{holder}.{each} leads to {value or 'nothing'}"
        twins = {each: leads_to(classes, leads_to(classes, holder, each), RAW) for each in inner}
        yield from _raw_faults(classes, raw, twins, f"{kind}Session")
        for each in [raw, *([holder] if path else [])]:
            yield from base_faults(classes, each or client, f"{kind}Namespace")


def _raw_faults(
    classes: Classes, raw: str, twins: Mapping[str, str], session: str
) -> Iterator[str]:
    """Yield what is wrong with a class for raw answers that holds others of its kind."""
    for attribute, name in twins.items():
        if _property(classes, raw, attribute) != (name, f"self._raw_{attribute}"):
            yield f"{raw}.{attribute} doesn't lead to {name}"
    constructor = members_of(classes.get(raw)).get("__init__")
    parameters = "".join(f", _raw_{attribute}: {name}" for attribute, name in twins.items())
    assignments = [f"self._raw_{attribute} = _raw_{attribute}" for attribute in twins]
    have = constructor and (
        _bare(getattr(constructor, "args")),
        [*map(ast.unparse, getattr(constructor, "body"))],
    )
    if twins and have != (
        f"self, session: {session}{parameters}",
        ["super().__init__(session)", *assignments],
    ):
        yield f"{raw} isn't made of {list(twins)}"


def _bare(arguments: ast.arguments) -> str:
    """Return arguments with the classes of other modules by their bare names."""
    places = [
        each.annotation for each in arguments.args if isinstance(each.annotation, ast.Attribute)
    ]
    text = ast.unparse(arguments)
    for place in places:
        text = text.replace(f": {ast.unparse(place)}", f": {place.attr}")
    return text


def _attributes(operations: Sequence[Operation]) -> dict[Path, tuple[str, ...]]:
    """Return the attributes that lead on from each place, those of the client at ()."""
    paths = [operation.attributes[:-1] for operation in operations]
    every: dict[Path, dict[str, None]] = {(): {}}
    for path in paths:
        for length, attribute in enumerate(path):
            every.setdefault(path[:length], {})[attribute] = None
            every.setdefault(path[: length + 1], {})
    return {path: tuple(inner) for path, inner in every.items()}
