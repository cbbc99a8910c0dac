"""Variables of the environment, which an overlay doesn't take over for another origin in silence.

Job: hold the address of an overlay's provider against that of the description, and refuse what
would send it values that are meant for the other one: credentials, addresses, parameters of the
client. An overlay means it when it names the variable itself. Part of the stage `overlay`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from generator.document import Document, Node, Where, join
from generator.findings import Finding
from generator.standard.objects import standard_objects

_HOLE: Final = re.compile(r"\{([^{}]*)\}")
_ORIGIN: Final = re.compile(r"(?:[^/{}]+://|\{[^{}]*\}://)?[^/]*")
_PORTS: Final = {"https": "443", "http": "80"}
_KEY: Final = "x-environment"


class Origin(NamedTuple):
    """Where requests go: scheme, host and port, with what may stand in each of their holes."""

    text: str
    holes: tuple[object, ...] = ()

    def __str__(self) -> str:
        return self.text or "an address that the caller gives"


def faults(base: Document, document: Document, overlay: Where) -> Iterator[Finding]:
    """Yield the variables that an overlay takes over from a description with another origin.

    Args:
        base: the description.
        document: the effective one.
        overlay: the place of the overlay.
    """
    origin, theirs = _origin(document.root), _origin(base.root)
    if origin == theirs:
        return
    for pointer, node in _variables(document.root):
        if node.where.file != overlay.file:
            yield Finding(
                _place(document.root, overlay),
                pointer,
                f"{node.value} is named for {theirs}, and would be read for {origin}: say in an"
                f" action of this overlay which {_KEY} is meant here, or remove it",
            )


def _origin(root: Node) -> Origin:
    server = _server(root)
    url = (server and server.text("url")) or ""
    if server is None or url.startswith(("/", ".")):
        return Origin("")
    match = _ORIGIN.match(url)
    text = match[0] if match else ""
    scheme, _, authority = text.rpartition("://")
    host, _, port = authority.rpartition(":")
    if host and port == _PORTS.get(scheme.lower()):
        text = f"{scheme}://{host}"
    variables = server.get("variables")
    holes = (variables.get(name) if variables else None for name in _HOLE.findall(text))
    return Origin(text.lower(), tuple(map(_filling, holes)))


def _filling(variable: Node | None) -> object:
    """Return what may stand in a hole, whatever is said about it."""
    if variable is None:
        return None
    parts = (variable.get(name) for name in ("default", "enum", "x-required"))
    return tuple(str(part and part.plain()) for part in parts)


def _server(root: Node) -> Node | None:
    """Return the server that clients use."""
    servers = root.get("servers")
    return next(iter(servers.items if servers else ()), None)


def _variables(root: Node) -> Iterator[tuple[str, Node]]:
    """Yield the names of variables that a client reads, each with its pointer."""
    for pointer, holder in _holders(root):
        node = holder.get(_KEY)
        if node is not None:
            yield join(pointer, _KEY), node


def _holders(root: Node) -> Iterator[tuple[str, Node]]:
    server = _server(root)
    if server is not None:
        yield "/servers/0", server
        variables = server.get("variables")
        for name, variable in (variables.members if variables else {}).items():
            yield join("/servers/0/variables", name), variable
    for place in standard_objects(root):
        if place.object_type == "security scheme" or (
            place.object_type == "parameter" and "x-argument" in place.node.members
        ):
            yield place.pointer, place.node


def _place(root: Node, overlay: Where) -> Where:
    """Return where the overlay changes the address, or the overlay itself."""
    server = _server(root)
    url = server and server.get("url")
    return url.where if url is not None and url.where.file == overlay.file else overlay
