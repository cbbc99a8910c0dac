"""What every client, every copy of one and every call can be told, as type checkers see it.

Job: list the arguments that no description adds, once, with their types and what they mean; methods
take them by `Unpack` (PEP 692). `call.signatures` shows them to whoever asks a function what it
takes. Which values can't work is for `options` and `building` to say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from ..lazy import LazyModule
from ..transport.protocol import Limits
from ..vocabulary.omit import Omit
from ..vocabulary.typed_dicts import TypedDict
from .events import RequestHook, ResponseHook, RetryHook

if TYPE_CHECKING:
    import httpx2
else:
    httpx2 = LazyModule("httpx2")  # annotations are texts, which `typing.get_type_hints` can read


class ClientOptions(TypedDict, total=False):
    """What every client can be told when it is made.

    Args:
        base_url: Replaces the provider's address.
        timeout: Seconds that a call may take as a whole, with all tries and the waits between
            them; `None` for no limit, 600 by default. An `httpx2.Timeout` bounds each phase, and
            the call by the sum of its phases.
        max_retries: How often a call that failed without harm is tried again; 2 by default.
        retry_unsafe: Also try again when the connection failed after the request was sent. The
            provider may then do, and charge for, the same call twice.
        strict: Raise for an answer that breaks its schema, instead of listing its defects.
        follow_redirects: Follow redirects (307 and 308) inside the provider's own origin.
        allow_insecure_http: Accept plain http for other hosts than this machine.
        limits: How large an answer may be.
        default_headers: Headers that are sent with every call; `None` leaves out one that would
            be sent otherwise.
        default_query: Query parameters that are sent with every call.
        on_request: Called with a `RequestEvent` before each request.
        on_response: Called with a `ResponseEvent` after each answer.
        on_retry: Called with a `RetryEvent` before each wait for another try. What a hook raises
            is logged and doesn't touch the call.
    """

    base_url: str | httpx2.URL | None
    timeout: float | httpx2.Timeout | None
    max_retries: int
    retry_unsafe: bool
    strict: bool
    follow_redirects: bool
    allow_insecure_http: bool
    limits: Limits | None
    default_headers: Mapping[str, str | None | Omit] | None
    default_query: Mapping[str, object] | None
    on_request: RequestHook | None
    on_response: ResponseHook | None
    on_retry: RetryHook | None


class ClientChanges(TypedDict, total=False):
    """What a copy of a client can be told.

    Args:
        set_default_headers: The headers that are sent with every call, in place of all others.
        set_default_query: The query parameters that are sent with every call, in place of all
            others.
    """

    base_url: str | httpx2.URL | None | Omit
    timeout: float | httpx2.Timeout | None | Omit
    max_retries: int | Omit
    retry_unsafe: bool | Omit
    strict: bool | Omit
    follow_redirects: bool | Omit
    allow_insecure_http: bool | Omit
    limits: Limits | None | Omit
    default_headers: Mapping[str, str | None | Omit] | None | Omit
    default_query: Mapping[str, object] | None | Omit
    set_default_headers: Mapping[str, str | None | Omit] | None | Omit
    set_default_query: Mapping[str, object] | None | Omit
    on_request: RequestHook | None | Omit
    on_response: ResponseHook | None | Omit
    on_retry: RetryHook | None | Omit


class CallOptions(TypedDict, total=False):
    """What a single call can be told.

    Args:
        extra_headers: Headers for this call alone; they win over all others, and `None` leaves a
            header out.
        extra_query: Query parameters for this call alone.
        extra_body: Members that are added to the JSON object that is sent, as they are.
        timeout: Seconds that this call may take, in place of the client's.
    """

    extra_headers: Mapping[str, str | None | Omit] | None
    extra_query: Mapping[str, object] | None
    extra_body: Mapping[str, object] | None
    timeout: float | httpx2.Timeout | None | Omit


def refuse_unknown(function: str, names: Iterable[str], parameters: Collection[str]) -> None:
    """Refuse arguments that a function doesn't take, as Python does for those that it knows of.

    Raises:
        TypeError: one of `names` isn't among `parameters`. The message names what may be meant.
    """
    for name in names:
        if name not in parameters:
            from difflib import get_close_matches  # of no use to code that is right

            close = get_close_matches(name, parameters, n=1)
            hint = f". Did you mean {close[0]!r}?" if close else ""
            raise TypeError(f"{function}() got an unexpected keyword argument {name!r}{hint}")
