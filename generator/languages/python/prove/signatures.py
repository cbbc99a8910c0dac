"""Whether a function takes and hands on the arguments that it should, by their names.

Job: one function's keyword arguments, their defaults, and the dictionary that it hands on. It must
not know what they mean.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence


def types_of(found: ast.stmt | None) -> dict[str, ast.expr | None]:
    """Return the annotations of the keyword arguments of a function."""
    return {argument.arg: argument.annotation for argument in _arguments(found)}


def argument_faults(
    meant: Mapping[str, str], options: str, found: ast.stmt | None, marks: Sequence[str] = ()
) -> Iterator[str]:
    """Yield when the arguments or their defaults are others than these, by name.

    `options` is the annotation of what a function takes besides, for `Unpack`; `marks` is what
    stands before it.
    """
    given = getattr(getattr(found, "args", None), "kw_defaults", [])
    pairs = zip(_arguments(found), given, strict=True)
    have = {each.arg: ast.unparse(value) if value else "" for each, value in pairs}
    if found is None or list(have.items()) != list(meant.items()):
        yield f"takes {_shown(have)}, not {_shown(meant)}"
    elif not _is_plain(found, f"Unpack[{options}]"):
        yield f"is more than a method with keyword arguments and {options}"
    elif marked(found) != [*marks]:
        yield f"is marked by {marked(found)}, not {[*marks]}"


def _is_plain(found: ast.stmt, options: str) -> bool:
    """Return whether a function takes no other arguments but `self`."""
    given: ast.arguments | None = getattr(found, "args", None)
    if given is None or given.posonlyargs or given.vararg or given.kwarg is None:
        return False
    if given.kwarg.annotation is None or ast.unparse(given.kwarg.annotation) != options:
        return False
    return [each.arg for each in given.args] == ["self"]


def marked(found: ast.stmt | None) -> list[str]:
    """Return what stands before a function, as code."""
    return [ast.unparse(each) for each in getattr(found, "decorator_list", ())]


def _shown(arguments: Mapping[str, str]) -> list[str]:
    return [f"{name}={default}" if default else name for name, default in arguments.items()]


def _arguments(found: ast.stmt | None) -> list[ast.arg]:
    if isinstance(found, ast.FunctionDef | ast.AsyncFunctionDef):
        return found.args.kwonlyargs
    return []


def options_of(found: ast.stmt | None) -> str | None:
    """Return what a function calls the options that it takes by `Unpack`."""
    given: ast.arguments | None = getattr(found, "args", None)
    return given.kwarg.arg if given is not None and given.kwarg is not None else None


def handed_faults(meant: Sequence[str | None], found: ast.stmt | None) -> Iterator[str]:
    """Yield when a function hands on others than these; under which name isn't asked here.

    `None` stands for the options that it takes besides.
    """
    tables = [node for node in ast.walk(found) if isinstance(node, ast.Dict)] if found else []
    have = [[getattr(key, "value", None) for key in table.keys] for table in tables]
    if have != [list(meant)]:
        yield f"hands on {have}, not {list(meant)}"
