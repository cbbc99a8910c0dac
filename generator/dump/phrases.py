"""What is said of several kinds of things in the same words."""

from __future__ import annotations

from generator.api import Called, Declaration, Operation, Parameter, Property


def elsewhere(names_: Called) -> str:
    """Return what something is called in some languages."""
    names = ", ".join(f"{name} in {language}" for language, name in names_)
    return f" ({names})" if names else ""


def from_environment(variable: str | None) -> str:
    """Return which variable of the environment something is read from."""
    return f" (${variable})" if variable else ""


def defaulted(item: Parameter | Property) -> str:
    """Return what the server takes in the place of something."""
    return f", server default {item.default}" if item.default is not None else ""


def old(item: Operation | Parameter | Property | Declaration, values: tuple[str, ...] = ()) -> str:
    """Return what will be gone of something."""
    phrase = ", deprecated" if item.deprecated else ""
    phrase += f" until {item.sunset}" if item.sunset else ""
    return phrase + (f", deprecated values {' | '.join(values)}" if values else "")
