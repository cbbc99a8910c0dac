"""A call in Python that does what a command does.

Job: write the same call of the package's client, to go on from in a program. Credentials are those
of the environment, or stand where their values are to be filled in. `invocation` calls this for
`--dry-run --format python`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from pprint import pformat
from textwrap import indent
from typing import Any, Final

from ..vocabulary.dataclass import dataclass
from ..vocabulary.operation import Fields, Operation, Whole
from . import pieces
from .options import BODY, Source

_WIDTH: Final = 80


@dataclass(frozen=True)
class Snippet:
    """A call by the arguments of the client, those of the method, and what is sent besides."""

    source: Source
    settings: Mapping[str, Any]
    arguments: Mapping[str, Any]
    extras: Mapping[str, Any]

    def text(self) -> str:
        """Return the lines of a program."""
        client = self.source.service.client
        method = f"client.{'.'.join(self.source.entry.words)}"
        package = self.source.program.package or self.source.program.name.replace("-", "_")
        files = "Path(" in (arguments := "".join(_arguments({**self._named(), **self.extras})))
        head = ["from pathlib import Path\n"] if files else []
        head += [f"from {package} import {client}\n"]
        settings = "".join(_arguments(self.settings))
        constructor = f"{client}(\n{settings})" if settings else f"{client}()"
        call = f"{method}(\n{arguments})" if arguments else f"{method}()"
        body = self._printed(call)
        return "\n".join(head) + f"\nwith {constructor} as client:\n{indent(body, '    ')}"

    def _printed(self, call: str) -> str:
        if self.source.call.streams:
            return f"for item in {call}:\n    print(item)\n"
        response_class = self.source.operation.response
        expression = (
            "answer.to_json()"
            if response_class and hasattr(response_class(), "to_json")
            else "answer"
        )
        return f"answer = {call}\nprint({expression})\n"

    def _named(self) -> dict[str, Any]:
        """Return the arguments of the method, those of a whole body by their names."""
        arguments, operation = dict(self.arguments), self.source.operation
        if BODY not in arguments:
            return arguments
        body = arguments.pop(BODY)
        return arguments | _of_body(operation, body)


def _of_body(operation: Operation[Any], body: Any) -> dict[str, Any]:
    if isinstance(operation.body, Fields) and pieces.is_object(body):
        names = {field.wire: field.argument for field in operation.body.fields}
        members = {names[name]: value for name, value in body.items() if name in names}
        extra = {name: value for name, value in body.items() if name not in names}
        return members | ({"extra_body": extra} if extra else {})
    name = operation.body.argument if isinstance(operation.body, Whole) else "extra_body"
    return {name: body}


def _arguments(arguments: Mapping[str, Any]) -> Iterator[str]:
    for name, value in arguments.items():
        yield indent(f"{name}={_literal(value)},\n", "    ")


def _literal(value: Any) -> str:
    if isinstance(value, PurePath):
        return f"Path({str(value)!r})"
    items = pieces.items_of(value)
    if any(isinstance(each, PurePath) for each in items):
        return f"[{', '.join(map(_literal, items))}]"
    return pformat(value, width=_WIDTH, sort_dicts=False)
