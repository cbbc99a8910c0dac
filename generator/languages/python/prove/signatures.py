"""Whether a function takes and hands on the arguments that it should, by their names.

Job: one function's keyword arguments, their defaults, and the dictionary that it hands on. It must
not know what they mean.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence

from generator.languages.python.prove.trees import tables_of


def types_of(node: ast.stmt | None) -> dict[str, ast.expr | None]:
    """Return the annotations of the keyword arguments of a function."""
    return {argument.arg: argument.annotation for argument in _arguments(node)}


def argument_faults(
    defaults: Mapping[str, str], options: str, node: ast.stmt | None, marks: Sequence[str] = ()
) -> Iterator[str]:
    """Yield when the arguments or their defaults are others than these, by name.

    `options` is the annotation of what a function takes besides, for `Unpack`; `marks` is what
    stands before it.
    """
    values = getattr(getattr(node, "args", None), "kw_defaults", [])
    pairs = zip(_arguments(node), values, strict=True)
    have = {each.arg: ast.unparse(value) if value else "" for each, value in pairs}
    if node is None or list(have.items()) != list(defaults.items()):
        yield f"takes {_texts(have)}, not {_texts(defaults)}"
    elif not _is_plain(node, f"Unpack[{options}]"):
        yield f"is more than a method with keyword arguments and {options}"
    elif marked(node) != [*marks]:
        yield f"is marked by {marked(node)}, not {[*marks]}"


def _is_plain(node: ast.stmt, options: str) -> bool:
    """Return whether a function takes no other arguments but `self`."""
    arguments: ast.arguments | None = getattr(node, "args", None)
    if arguments is None or arguments.posonlyargs or arguments.vararg or arguments.kwarg is None:
        return False
    if arguments.kwarg.annotation is None or ast.unparse(arguments.kwarg.annotation) != options:
        return False
    return [each.arg for each in arguments.args] == ["self"]


def marked(node: ast.stmt | None) -> list[str]:
    """Return what stands before a function, as code."""
    return [ast.unparse(each) for each in getattr(node, "decorator_list", ())]


def _texts(arguments: Mapping[str, str]) -> list[str]:
    return [f"{name}={default}" if default else name for name, default in arguments.items()]


def _arguments(node: ast.stmt | None) -> list[ast.arg]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return node.args.kwonlyargs
    return []


def options_of(node: ast.stmt | None) -> str | None:
    """Return what a function calls the options that it takes by `Unpack`."""
    arguments: ast.arguments | None = getattr(node, "args", None)
    return arguments.kwarg.arg if arguments is not None and arguments.kwarg is not None else None


def handed_faults(names: Sequence[str | None], function: ast.stmt | None) -> Iterator[str]:
    """Yield when a function hands on others than these; under which name isn't asked here.

    `None` stands for the options that it takes besides.
    """
    have = [[getattr(key, "value", None) for key in each.keys] for each in tables_of(function)]
    if have != [list(names)]:
        yield f"hands on {have}, not {list(names)}"
