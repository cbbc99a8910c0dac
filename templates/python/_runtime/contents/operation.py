"""Bodies that are not JSON, as the tables of operations have them.

Job: be such a body, and have it written. What writes it is imported with the first of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..request.ready import importing
from ..vocabulary.dataclass import dataclass
from ..vocabulary.operation import Content, Form, Operation, Whole

if TYPE_CHECKING:
    from ..request.bodies import Body, Extra
    from .multipart import Part


@dataclass(frozen=True, kw_only=True)
class FormBody(Form):
    """A form whose members are arguments."""

    def encode(
        self, operation: Operation[Any], arguments: Mapping[str, Any], extra: Extra
    ) -> Body:
        """Return the body and its media type.

        Raises:
            ArgumentTypeError: a required argument is left out, or one isn't what is sent there.
            ArgumentError: the value of an argument can't be sent.
        """
        with importing():  # before anything is sent
            from .form import body_of_form
        return body_of_form(self, operation, arguments, extra)

    def parts(self, arguments: Mapping[str, Any]) -> Iterator[Part]:
        """Yield the parts that arguments make.

        Raises:
            ArgumentError: one can't be sent.
        """
        from .multipart import parts

        for field in self.fields:
            yield from parts(field, arguments.get(field.argument))


@dataclass(frozen=True, kw_only=True)
class WholeContent(Whole, Content):
    """A single argument: a form, a text, bytes, or items one after the other."""

    def encode(
        self, operation: Operation[Any], arguments: Mapping[str, Any], extra: Extra
    ) -> Body:
        """Return the body and its media type.

        Raises:
            ArgumentTypeError: the argument is required and left out, or isn't what is sent there.
            ArgumentError: it can't be sent.
        """
        with importing():
            from .form import body_of_whole
        return body_of_whole(self, operation, arguments, extra)
