"""Where requests go: the address of the client, and those that operations have of their own.

Job: read the first server of the description, or the one that most operations name where it has
none, and for each operation what differs from it. Addresses that are relative to the place of the
description itself are no more than none at all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urljoin

from generator.api import Server, ServerVariable
from generator.document import join
from generator.lower.findings import Findings
from generator.lower.paths import Call, Paths

Schema = dict[str, Any]
Argument = Callable[[str, str, str], str]
"""Returns the name of a constructor's argument: of the wanted one, a pointer and a fallback."""

_HOLE: Final = re.compile(r"\{([^{}]+)\}")


class Servers:
    """The addresses of one description."""

    def __init__(self, plain: Schema, paths: Paths, findings: Findings) -> None:
        self._findings = findings
        self._calls = paths.operations()
        servers = plain.get("servers", [])
        self._first: Schema | None = next(iter(servers), None) or self._most_named()
        self._pointer = "/servers/0" if servers else ""

    def _most_named(self) -> Schema | None:
        """Return the first server of operations that most of them name."""
        own = [servers[0] for call in self._calls if (servers := call.servers)]
        counts = Counter(server["url"] for server in own if _is_absolute(server["url"]))
        most = max(counts.values(), default=0)
        return next((s for s in own if counts[s["url"]] == most and most), None)

    def of_client(self, argument: Argument) -> Server | None:
        """Return the address of the client; None where callers have to give it."""
        first = self._first
        if first is None or not _is_absolute(first["url"]):
            return None
        variables = first.get("variables", {})
        return Server(
            url=first["url"],
            environment=first.get("x-environment"),
            variables=tuple(
                self._variable(name, variable, argument)
                for name, variable in variables.items()
                if f"{{{name}}}" in first["url"]
            ),
        )

    def _variable(self, name: str, variable: Schema, argument: Argument) -> ServerVariable:
        pointer = join(join(self._pointer, "variables"), name) if self._pointer else ""
        instead = "" if "x-argument" in variable else f"server_{name}"
        return ServerVariable(
            name=name,
            argument=argument(variable.get("x-argument", name), pointer, instead),
            environment=variable.get("x-environment"),
            required=bool(variable.get("x-required", False)),
            default=str(variable.get("default", "")),
            doc=variable.get("description", ""),
        )

    def own(self) -> tuple[str | None, ...]:
        """Return the address of each operation where that isn't the client's."""
        return tuple(map(self._own, self._calls))

    def _own(self, call: Call) -> str | None:
        if not call.servers:
            return None
        server, base = call.servers[0], self._first["url"] if self._first else ""
        url = _filled(server, self._first or {})
        if not _is_absolute(url) and base.startswith("http"):
            url = urljoin(f"{base.rstrip('/')}/", url)
        if not _is_absolute(url):
            message = "an address that is relative to nothing isn't known here"
            fallback = "the call goes to the client's"
            self._findings.unsupported(join(call.servers_pointer, "servers"), message, fallback)
            return None
        return url if url != base else None


def _is_absolute(url: str) -> bool:
    return not url.startswith(("/", ".")) and ("://" in url or url.startswith("{"))


def _filled(server: Schema, of_client: Schema) -> str:
    """Return an address with the defaults of its variables, but for those that a client has."""
    variables, client_variables = server.get("variables", {}), of_client.get("variables", {})

    def value(hole: re.Match[str]) -> str:
        variable = variables.get(hole[1])
        return (
            hole[0]
            if hole[1] in client_variables or variable is None
            else str(variable.get("default", ""))
        )

    return _HOLE.sub(value, server["url"])
