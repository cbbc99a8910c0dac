"""How much trying again a client may do while its calls keep failing.

Job: hold tokens that tries after the first cost and that successes bring back, shared by all calls
of a client and of its copies, from any thread. When a provider is down, calls soon fail at once
instead of multiplying the load. `retry` knows the costs, `attempts` pays.
"""

from __future__ import annotations

from threading import Lock
from typing import Final

from ..process import fork

CAPACITY: Final = 500
REFUND: Final = 1


class Budget:
    """Tokens, from `CAPACITY` down to none."""

    __slots__ = ("__weakref__", "_lock", "_tokens")

    def __init__(self) -> None:
        self._lock = Lock()
        self._tokens = CAPACITY
        fork.register(self)

    @property
    def tokens(self) -> int:
        """How many are left."""
        return self._tokens

    def take(self, cost: int) -> bool:
        """Take the tokens that a try costs; return whether there were enough."""
        with self._lock:
            if cost > self._tokens:
                return False
            self._tokens -= cost
            return True

    def give(self, tokens: int = REFUND) -> None:
        """Give tokens back after a success: what the last try cost, or a little for a first one."""
        with self._lock:
            self._tokens = min(CAPACITY, self._tokens + tokens)

    def start_over(self) -> None:
        """Forget a lock that another thread held when this process was forked."""
        self._lock = Lock()
