"""Which proxy the environment asks for.

Job: read HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY as httpx2 does (on macOS and Windows also
the system's settings), with one difference: what goes to this machine itself never takes a detour,
since plain http is allowed there only because nothing leaves it. A refusal names no value: a
proxy's address can hold a password. `pools` asks once for each origin.
"""

from __future__ import annotations

import ipaddress
import os
import sys
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

from ..vocabulary.dataclass import dataclass, field
from ..vocabulary.errors import ConfigurationError

_SCHEMES: Final = frozenset({"http", "https", "socks5", "socks5h"})


class Hidden(bytes):
    """Bytes that aren't shown, since httpcore2 logs what it greets a SOCKS proxy with."""

    def __repr__(self) -> str:
        return "***"

    __str__ = __repr__


@dataclass(frozen=True)
class Proxy:
    """A proxy and what it is told about us."""

    address: str
    """Without user and password."""
    user: tuple[Hidden, Hidden] | None = field(default=None, repr=False)


def proxy_for(url: str) -> Proxy | None:
    """Return the proxy that requests to `url` take.

    Raises:
        ConfigurationError: the environment names one that can't be used.
    """
    target, settings = urlsplit(url), _settings()
    if not settings or _is_local(target.hostname or ""):
        return None
    if any(_excludes(entry.strip().lower(), target) for entry in settings.get("no", "").split(",")):
        return None
    for kind in (target.scheme, "all"):
        if settings.get(kind):
            return _proxy(settings[kind], f"{kind}_proxy")
    return None


def _is_local(host: str) -> bool:
    network = _network(host)
    return host == "localhost" or (network is not None and network.is_loopback)


def _settings() -> dict[str, str]:
    """Return the settings by scheme; `no` holds the exceptions."""
    anything = any(name.lower().endswith("_proxy") for name in os.environ)
    if not anything and sys.platform not in ("darwin", "win32"):
        return {}
    from urllib.request import getproxies  # here, since it is expensive

    return getproxies()


def _proxy(value: str, origin: str) -> Proxy:
    """Return the proxy that a setting names; without a scheme it is an http one."""
    parts = _parts(value if "://" in value else f"http://{value}")
    if parts is None:
        raise ConfigurationError(f"the environment's {origin} isn't the address of a proxy")
    host = parts.hostname or ""
    port = parts.port or {"https": 443, "http": 80}.get(parts.scheme, 1080)
    address = f"{parts.scheme}://{f'[{host}]' if ':' in host else host}:{port}"
    return Proxy(address, _user(parts))


def _parts(value: str) -> SplitResult | None:
    """Return the parts of a proxy's address, unless it is none."""
    try:
        parts = urlsplit(value)
        is_supported = parts.scheme in _SCHEMES and (parts.port is None or parts.port > 0)
    except ValueError:
        return None
    return parts if is_supported and parts.hostname and parts.hostname.isascii() else None


def _user(parts: SplitResult) -> tuple[Hidden, Hidden] | None:
    if not (parts.username or parts.password):
        return None
    name, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Hidden(name.encode()), Hidden(password.encode())


def _excludes(entry: str, target: SplitResult) -> bool:
    """Return whether an entry of NO_PROXY covers the address."""
    if entry in ("", "*"):
        return entry == "*"
    scheme, _, rest = entry.rpartition("://")
    if scheme not in ("", "all", target.scheme):
        return False
    host = (target.hostname or "").lower()
    network = _network(rest)
    if network is not None:
        return _within(host, network)
    name, port = _split(rest)
    if port is not None and port != (target.port or {"https": 443}.get(target.scheme, 80)):
        return False
    return _covers(name, host, exact=bool(scheme) or name == "localhost")


def _covers(name: str, host: str, *, exact: bool) -> bool:
    """Return whether a name covers a host; a leading dot is for what is below it only."""
    below = host.endswith(f".{name.removeprefix('*').removeprefix('.')}")
    if name.startswith((".", "*.")):
        return below
    return host == name or (below and not exact)


def _split(entry: str) -> tuple[str, int | None]:
    name, colon, port = entry.rpartition(":")
    if colon and port.isdigit() and ":" not in name:
        return name, int(port)
    return entry.strip("[]"), None


def _network(entry: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    try:
        return ipaddress.ip_network(entry.replace("[", "").replace("]", ""), strict=False)
    except ValueError:
        return None


def _within(host: str, network: ipaddress.IPv4Network | ipaddress.IPv6Network) -> bool:
    try:
        return ipaddress.ip_address(host) in network
    except ValueError:
        return False
