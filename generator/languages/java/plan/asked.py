"""Which of the answers that an operation may get its calls ask for, and by which media types.

Job: leave out what says the same in another way. A client that has an object of a status as JSON
has no use for its bytes in a form that it can't read, so it doesn't ask for them.
"""

from __future__ import annotations

from generator.api import (
    Alias,
    Answer,
    Api,
    Array,
    Map,
    Model,
    Nullable,
    Operation,
    Ref,
    Type,
    TypeUnion,
    Union,
)

JSON = "application/json"


def asked(api: Api, operation: Operation) -> tuple[Answer, ...]:
    """Return the answers that calls of an operation ask for, in the order of the description."""
    as_json = {
        answer.status
        for answer in operation.answers
        if answer.content == "json" and answer.type is not None and _is_whole(api, answer.type)
    }
    return tuple(
        answer for answer in operation.answers if answer.is_json or answer.status not in as_json
    )


def _is_whole(api: Api, kind: Type) -> bool:
    """Return whether all values of a type are objects or lists: what JSON alone can hold."""
    match kind:
        case Nullable(type=inner):
            return _is_whole(api, inner)
        case TypeUnion(members=members):
            return all(_is_whole(api, member) for member in members)
        case Ref():
            declaration = api.declared(kind)
            is_object = isinstance(declaration, Model | Union)
            return is_object or (
                isinstance(declaration, Alias) and _is_whole(api, declaration.type)
            )
        case _:
            return isinstance(kind, Array | Map)


def accepted(api: Api, operation: Operation) -> str:
    """Return the media types that are asked for: JSON before all others, where there is any."""
    asked_for = asked(api, operation)
    others = dict.fromkeys(answer.media_type for answer in asked_for if not answer.is_json)
    names = operation.json_media
    if others and not names:
        return ", ".join(others)
    return ", ".join((*(names or (JSON,)), *(f"{name};q=0.9" for name in others)))
