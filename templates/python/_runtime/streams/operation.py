"""Operations whose answers come item by item.

Job: be the table of such an operation, and make its calls. What carries them out is imported with
the first of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, TypeVar, Unpack

from ..call.availability import announce
from ..request.ready import importing
from ..vocabulary.dataclass import dataclass
from ..vocabulary.operation import Operation
from ..vocabulary.tracebacks import of_assertions

if TYPE_CHECKING:
    from ..call.session import SyncSession
    from ..call.session_async import AsyncSession
    from ..setup.typed_options import CallOptions
    from ..transport.protocol import Request
    from .stream import AsyncStream, Stream

R_co = TypeVar("R_co", covariant=True)

__tracebackhide__ = of_assertions


@dataclass(frozen=True, kw_only=True)
class StreamedOperation(Operation[R_co]):
    """An operation with a stream of `R_co`."""

    def stream(
        self, session: SyncSession, arguments: Mapping[str, Any], **options: Unpack[CallOptions]
    ) -> Stream[R_co]:
        """Call it and return the items of its answer as they come; bytes, for a twin."""
        announce(session.reader.configuration.provider, self, arguments)
        with importing():  # before anything is sent
            from . import opening
        return opening.stream(session, self, arguments, options)

    async def stream_async(
        self, session: AsyncSession, arguments: Mapping[str, Any], **options: Unpack[CallOptions]
    ) -> AsyncStream[R_co]:
        """Call it and return the items of its answer as they come; bytes, for a twin."""
        announce(session.reader.configuration.provider, self, arguments)
        with importing():
            from . import opening
        return await opening.stream_async(session, self, arguments, options)

    def items_of(
        self,
        session: SyncSession,
        draft: Request,
        arguments: Mapping[str, Any],
        options: CallOptions,
    ) -> AbstractContextManager[Any]:
        """Return the items of the answer to a request, which come as they are asked for."""
        with importing():
            from . import opening
        return opening.open_stream(session, self, draft)
