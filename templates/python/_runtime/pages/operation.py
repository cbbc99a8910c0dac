"""Operations whose answers are pages of a list.

Job: be the table of such an operation, and make its calls. What carries them out is imported with
the first of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any, Generic, TypeVar, Unpack

from ..call.availability import announce
from ..request.ready import importing
from ..vocabulary.dataclass import dataclass
from ..vocabulary.operation import Operation
from ..vocabulary.tracebacks import of_assertions
from .pagination import Pagination

if TYPE_CHECKING:
    from ..call.session import SyncSession
    from ..call.session_async import AsyncSession
    from ..setup.typed_options import CallOptions
    from ..transport.protocol import Request
    from .page import AsyncPage, Page

R_co = TypeVar("R_co", covariant=True)
T_co = TypeVar("T_co", covariant=True)

__tracebackhide__ = of_assertions


@dataclass(frozen=True, kw_only=True)
class PagedOperation(Operation[R_co], Generic[R_co, T_co]):
    """An operation whose answers are pages of a list of `T_co`."""

    pagination: Pagination

    def pages(
        self, session: SyncSession, arguments: Mapping[str, Any], **options: Unpack[CallOptions]
    ) -> Page[R_co, T_co]:
        """Call it and return the page that it is answered with; raw, for a twin."""
        announce(session.reader.configuration.provider, self, arguments)
        with importing():  # before anything is sent
            from . import asking
        return asking.page(session, self, self.pagination, arguments, options)

    async def pages_async(
        self, session: AsyncSession, arguments: Mapping[str, Any], **options: Unpack[CallOptions]
    ) -> AsyncPage[R_co, T_co]:
        """Call it and return the page that it is answered with; raw, for a twin."""
        announce(session.reader.configuration.provider, self, arguments)
        with importing():
            from . import asking
        first = asking.page_async(session, self, self.pagination, arguments, options)
        return await first

    def items_of(
        self,
        session: SyncSession,
        draft: Request,
        arguments: Mapping[str, Any],
        options: CallOptions,
    ) -> AbstractContextManager[Any]:
        """Return the items of all pages, of which each is asked for when it is wanted."""
        return nullcontext(self.pages(session, arguments, **options))
