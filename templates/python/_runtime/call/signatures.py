"""What the methods of clients take, spelt out for `help`, `inspect.signature` and type hints.

Job: give each method that takes options by `Unpack` a signature that lists them, with defaults, and
a docstring that says what they mean. Type checkers need none of this. It must not change what a
method does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from inspect import Parameter, Signature, signature
from types import FunctionType
from typing import Any, Final

from ..setup.options import DEFAULT_MAX_RETRIES, DEFAULT_TIMEOUT
from ..setup.typed_options import CallOptions, ClientChanges, ClientOptions
from ..vocabulary.omit import omit

_FLAGS: Final = ("retry_unsafe", "strict", "follow_redirects", "allow_insecure_http")

DEFAULTS: Final[Mapping[type[Any], Mapping[str, Any]]] = {
    ClientOptions: {
        "timeout": DEFAULT_TIMEOUT,
        "max_retries": DEFAULT_MAX_RETRIES,
        **dict.fromkeys(_FLAGS, False),
    },
    ClientChanges: dict.fromkeys(ClientChanges.__optional_keys__, omit),
    CallOptions: {"timeout": omit},
}
"""What an option is where it isn't given; `None`, if it isn't listed."""

_SPELT: Final = {f"Unpack[{options.__name__}]": options for options in DEFAULTS}


def spell_out(owner: type[Any]) -> None:
    """Spell out the options of a class's own methods."""
    for method in vars(owner).values():
        own_annotations = method.__annotations__ if isinstance(method, FunctionType) else {}
        for name, annotation in own_annotations.items():
            options = _SPELT.get(annotation) if isinstance(annotation, str) else None
            if options is not None:
                own = {each: text for each, text in own_annotations.items() if each != name}
                method.__signature__ = _signature(method, options)
                method.__doc__ = _documented(method.__doc__ or "", name, options)
                method.__annotations__ = {**own, **options.__annotations__}
                break


def _signature(method: Callable[..., Any], options: type[Any]) -> Signature:
    own = signature(method)
    before = [p for p in own.parameters.values() if p.kind is not Parameter.VAR_KEYWORD]
    return own.replace(parameters=[*before, *_parameters(options)])


def _parameters(options: type[Any]) -> Iterator[Parameter]:
    for name, annotation in options.__annotations__.items():
        default, text = DEFAULTS[options].get(name), annotation.__forward_arg__
        yield Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=text)


def _documented(text: str, name: str, options: type[Any]) -> str:
    """Return a docstring with the options listed in the place of the line that leads to them."""
    descriptions = (options.__doc__ or "").partition("    Args:\n")[2].rstrip()
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if line.lstrip().startswith(f"**{name}: "):
            pad = " " * (len(line) - len(line.lstrip()) - 8)
            lines[number] = "\n".join(f"{pad}{each}".rstrip() for each in descriptions.split("\n"))
    return "\n".join(lines)

