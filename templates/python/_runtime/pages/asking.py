"""Calls whose answers are pages.

Job: ask for a page, the first one or another, and make of its answer what leads to the next. A
session whose answers aren't read gives back the answer; its pages behind the first are read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from ..call.session import SyncSession
from ..call.session_async import AsyncSession
from ..response.raw import RawResponse
from ..setup.typed_options import CallOptions
from ..vocabulary.operation import Operation
from ..vocabulary.tracebacks import of_assertions
from .page import AsyncPage, Page, Turn
from .pagination import Pagination

R = TypeVar("R")
T = TypeVar("T")

__tracebackhide__ = of_assertions


def page(
    session: SyncSession,
    operation: Operation[R],
    pagination: Pagination,
    arguments: Mapping[str, Any],
    options: CallOptions,
) -> Page[R, Any]:
    """Return the first page."""
    turn: Turn[R, Any] = Turn(
        operation=operation, pagination=pagination, arguments=dict(arguments), options=options
    )
    return session.read(operation, _ask(session.reader, turn))


def _ask(session: SyncSession, turn: Turn[R, T]) -> RawResponse[Page[R, T]]:
    """Ask for a page, the first one or another."""

    def ask(following: Turn[R, T]) -> Page[R, T]:
        return session.read(turn.operation, _ask(session, following))

    raw = session.ask(turn.operation, turn.arguments, turn.options, turn.address)
    return raw.read_as(lambda answer: Page(ask, turn, answer, raw))


async def page_async(
    session: AsyncSession,
    operation: Operation[R],
    pagination: Pagination,
    arguments: Mapping[str, Any],
    options: CallOptions,
) -> AsyncPage[R, Any]:
    """Return the first page."""
    turn: Turn[R, Any] = Turn(
        operation=operation, pagination=pagination, arguments=dict(arguments), options=options
    )
    return await session.read(operation, await _ask_async(session.reader, turn))


async def _ask_async(session: AsyncSession, turn: Turn[R, T]) -> RawResponse[AsyncPage[R, T]]:
    async def ask(following: Turn[R, T]) -> AsyncPage[R, T]:
        return await session.read(turn.operation, await _ask_async(session, following))

    raw = await session.ask(turn.operation, turn.arguments, turn.options, turn.address)
    return raw.read_as(lambda answer: AsyncPage(ask, turn, answer, raw))
