"""Whether a failed try is followed by another one, and after how long.

Job: decide that from values alone. There is no I/O, clock, randomness or state in here: `attempts`
brings them along and carries the decision out. The rules, in the order in which they stop:

- There are no tries left.
- Trying again can't help: the status isn't one of `RETRIED`, the provider's code of the error says
  so, or the server could not prove who it is.
- The request may have been carried out without an answer, and nobody said that doing it twice
  (and paying twice) is fine.
- The server asks for a longer wait than `LONGEST_HINT`, or than the deadline allows.
- Too many calls of the client fail: its budget (`budget`) is used up.

Waits grow from `FIRST` by doubling up to `LONGEST` seconds and are drawn evenly from nothing to
there ("full jitter"), so that clients that failed together don't come back together. A server's
hint is kept to, with a little added for the same reason.
"""

from __future__ import annotations

from typing import Final

from ..vocabulary.dataclass import dataclass

RETRIED: Final = frozenset({408, 409, 429, 500, 502, 503, 504})
FIRST: Final = 1.0
LONGEST: Final = 20.0
LONGEST_HINT: Final = 120.0
_SPREAD: Final = 0.1  # of a hint, and never more than a second
_COST: Final = 14
_THROTTLED_COST: Final = 5  # whoever limits rates is well, and has said so


@dataclass(frozen=True, kw_only=True)
class Policy:
    """What the caller wants."""

    max_retries: int
    unsafe: bool = False
    """Also try again what may have been carried out."""


@dataclass(frozen=True, kw_only=True)
class Failure:
    """A failed try, as far as it matters here."""

    status: int | None = None
    """`None` where no answer came."""
    sent: bool = False
    """No answer came, and the request may have been carried out."""
    final: bool = False
    """Known not to be helped by trying again."""
    hint: float | None = None
    """Seconds after which the server wants to be asked again."""


@dataclass(frozen=True)
class Wait:
    """Try again after so many seconds, for so many tokens of the budget."""

    seconds: float
    cost: int


@dataclass(frozen=True)
class Stop:
    """Leave it at that."""

    reason: str


def decide(
    policy: Policy,
    failure: Failure,
    attempt: int,
    *,
    tokens: int,
    seconds_left: float | None,
    chance: float,
) -> Wait | Stop:
    """Return what follows a failed try.

    Args:
        policy: what the caller wants.
        failure: how the try ended.
        attempt: its number; the first is 1.
        tokens: what is left of the client's budget.
        seconds_left: seconds until the deadline; `None` where there is none.
        chance: a random number from 0 to 1, drawn for this decision.
    """
    reason = _hopeless(policy, failure, attempt)
    if reason is not None:
        return Stop(reason)
    seconds = _seconds(failure, attempt, chance)
    if seconds_left is not None and seconds >= seconds_left:
        return Stop("the time that is left is too short")
    cost = _THROTTLED_COST if failure.status == 429 else _COST
    if cost > tokens:
        return Stop("too many calls of this client fail")
    return Wait(seconds, cost)


def _hopeless(policy: Policy, failure: Failure, attempt: int) -> str | None:
    if attempt > policy.max_retries:
        return "there are no tries left"
    if failure.final or (failure.status is not None and failure.status not in RETRIED):
        return "trying again can't help"
    if failure.sent and not policy.unsafe:
        return "the request may have been carried out"
    if failure.hint is not None and failure.hint > LONGEST_HINT:
        return "the server asks for too long a wait"
    return None


def _seconds(failure: Failure, attempt: int, chance: float) -> float:
    if failure.hint is not None:
        return failure.hint + chance * min(_SPREAD * failure.hint, 1.0)
    doublings = min(attempt - 1, 32)  # a power without bounds would overflow
    return chance * min(LONGEST, FIRST * 2.0**doublings)
