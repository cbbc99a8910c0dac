"""Whether the names of a plan can be names, and whether they are the only thing that it adds.

Job: hold the spelled Api of a plan against the Api: everything else in it is the same, and what the
Api says in words is spelled by them. Whether they can be names is `misspelt`'s. It must not choose
a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator import api as vocabulary
from generator.api import Ref
from generator.languages.python.prove.facts import declarations, values_of
from generator.languages.python.prove.misspelt import misspelt
from generator.spelled import Api, Declaration, Model, Operation

SPELLED: Final[Mapping[str, re.Pattern[str]]] = {
    "client": re.compile("(Schema)?(Api)?"),
    "exception": re.compile("(Schema)?"),
    "arguments": re.compile("_*([0-9]+)?"),
    "argument": re.compile("_*([0-9]+)?"),
    "attributes": re.compile("_*"),
    "client_parameters": re.compile("_*([0-9]+)?"),
}
"""The fields that the Api has in words, and what a name may have behind them."""


def faults(api: vocabulary.Api, spelled_api: Api) -> Iterator[str]:
    """Yield what a spelled Api has otherwise than the Api, and what can't be a name in it."""
    yield from _differences(api, spelled_api, "the plan")
    yield from misspelt(spelled_api)
    by_ref = declarations(spelled_api)
    for words, provider in zip(api.providers, spelled_api.providers, strict=False):
        for one, operation in zip(words.operations, provider.operations, strict=False):
            yield from _pages(one.pagination, operation, by_ref)


def _differences(value: Any, other_value: Any, place: str) -> Iterator[str]:
    """Yield what isn't the same, but for names."""
    if value is other_value:
        return
    if (
        isinstance(value, tuple)
        and isinstance(other_value, tuple)
        and len(value) == len(other_value)
    ):
        for one, other in zip(value, other_value, strict=True):
            yield from _differences(one, other, _place(place, one))
    elif (fields := getattr(value, "__dataclass_fields__", ())) and isinstance(
        other_value, type(value)
    ):
        for name in fields:
            one, other = getattr(value, name), getattr(other_value, name)
            if name == "client":
                yield from _misspellings(name, _client(value), other, place)
            elif name in SPELLED and not isinstance(value, vocabulary.Pagination):
                yield from _misspellings(name, one, other, place)
            elif name not in SPELLED:
                yield from _differences(one, other, place)
    elif type(value) is not type(other_value) or value != other_value:
        yield f"{place}: has {other_value!r} where the Api has {value!r}"


def _client(provider: Any) -> str:
    """Return the words of a client: those that the description has for Python go before others."""
    names = [name for language, name in provider.called if language == "python"]
    return "".join(names[0].split(".")) if names else provider.client


def _place(place: str, value: Any) -> str:
    name = getattr(value, "id", getattr(value, "name", None))
    return f"{place}, {name}" if isinstance(name, str) else place


def _misspellings(field: str, words: Any, names: Any, place: str) -> Iterator[str]:
    """Yield the names that aren't spelled by their words."""
    pairs = [(words, names)]
    if isinstance(words, tuple):
        pairs = [*zip(words, names, strict=False)]
        if len(words) != len(names):
            yield f"{place}: has {names!r} where the Api has {words!r}"
    for word, name in pairs:
        if word != name and not _is_spelling(field, word, name):
            yield f"{place}: {name!r} isn't how {word!r} is spelled"


def _is_spelling(field: str, word: str | None, name: str | None) -> bool:
    if word is None or name is None:
        return False
    return name.startswith(word) and SPELLED[field].fullmatch(name[len(word) :]) is not None


def _pages(
    words: vocabulary.Pagination | None, operation: Operation, by_ref: Mapping[Ref, Declaration]
) -> Iterator[str]:
    """Yield what of pages is called otherwise than the arguments and properties that are meant."""
    pages = operation.pagination
    if pages is None or words is None:
        return
    if pages.argument != _argument(words.argument, operation):
        yield f"{operation.id}: takes {words.argument!r} of its pages as {pages.argument!r}"
    kind = operation.response
    for name in pages.items:
        models = [by_ref[each] for each in values_of(by_ref, kind) if isinstance(each, Ref)]
        properties = [p for model in models if isinstance(model, Model) for p in model.properties]
        property_ = next((each for each in properties if each.name == name), None)
        if property_ is None:
            yield f"{operation.id}: no property {name.identifier!r} leads to its items"
            return
        kind = property_.type


def _argument(wire: str | None, operation: Operation) -> str | None:
    """Return what a parameter is called, or else a property of the body."""
    properties = operation.body.properties if operation.body is not None else None
    names = [*(p.name for p in operation.parameters), *(p.name for p in properties or ())]
    return next((name.identifier for name in names if name.wire == wire), None)
