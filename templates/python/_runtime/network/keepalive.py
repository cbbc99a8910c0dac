"""TCP keep-alive probes: what tells a silent connection from a dead one.

Job: the socket options of every connection. A call can be silent for minutes, while gateways forget
a connection after one; a probe is traffic to them, and an unanswered one ends the wait.
"""

from __future__ import annotations

import socket
from typing import Final

Option = tuple[int, int, int]

IDLE_SECONDS: Final = 30
INTERVAL_SECONDS: Final = 15
PROBES: Final = 4


def _options() -> tuple[Option, ...]:
    # Each platform knows some of these names; macOS calls the first one differently.
    idle = getattr(socket, "TCP_KEEPIDLE", getattr(socket, "TCP_KEEPALIVE", None))
    options = (
        (idle, IDLE_SECONDS),
        (getattr(socket, "TCP_KEEPINTVL", None), INTERVAL_SECONDS),
        (getattr(socket, "TCP_KEEPCNT", None), PROBES),
    )
    timing = tuple((socket.IPPROTO_TCP, name, value) for name, value in options if name is not None)
    return ((socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1), *timing)


OPTIONS: Final = _options()
