"""The values of arguments: what stands for nothing, and what each is as JSON.

Job: tell an argument that is left out from one that is null, and turn values into plain ones, or
into JSON text. `building` and `bodies` put them where they belong.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from json import loads
from typing import Any

from ..vocabulary.errors import ArgumentError, ArgumentTypeError
from ..vocabulary.omit import omit
from ..vocabulary.operation import Field, Parameter, Whole
from ..vocabulary.signals import interrupts
from .ready import importing

Arguments = Mapping[str, Any]


def value_of(argument: Field | Parameter | Whole, arguments: Arguments) -> Any:
    """Return the argument's value, or `omit`: for `None` too, where it can't stand for null.

    Raises:
        ArgumentTypeError: it is required, and isn't there.
    """
    value = arguments.get(argument.argument, omit)
    if value is None and not argument.nullable:
        if argument.required:
            raise ArgumentTypeError(f"{argument.argument} may not be None")
        return omit
    if value is omit and argument.required:
        raise ArgumentTypeError(f"{argument.argument} is required")
    return value


def written(parameter: Parameter, value: Any) -> Any:
    """Return the plain value of a parameter; its JSON text, where it travels as JSON.

    Raises:
        ArgumentError: it has no JSON form.
    """
    if isinstance(value, Enum):
        value = value.value
    if parameter.media is not None:
        return encoded(value, parameter.argument).decode()
    if isinstance(value, str | int | float):
        return value
    return loads(encoded(value, parameter.argument))


def encoded(value: Any, name: str = "the body") -> bytes:
    """Return a value as JSON text.

    Raises:
        ArgumentError: it has none.
    """
    with importing():  # of what a client without calls can do without
        from ..model.wire import encode

    kind: type[ArgumentError] = ArgumentError
    try:
        return encode(value)
    except RecursionError:
        reason = "it is nested too deeply"
    except (TypeError, ValueError) as error:
        if interrupts(error):
            raise
        kind = ArgumentTypeError if isinstance(error, TypeError) else ArgumentError
        reason = str(error)
    raise kind(f"{name} can't be written as JSON: {reason}")
