"""Who serves the API: what the client's constructor takes, and what errors look like.

Job: read client parameters and the extensions that are documented in the description's README;
`servers` reads where calls go, `credentials` who may call. Without any of them a client still comes
out: the first server, no credential where no security is declared, and a plain bearer or API key
where one is.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

from generator.api import (
    Change,
    ClientParameter,
    Declaration,
    Errors,
    Migration,
    Operation,
    Provider,
    Snippet,
)
from generator.document import Document, join
from generator.lower.annotations import names, x_names
from generator.lower.credentials import SecurityRequirements
from generator.lower.error_bodies import inferred_errors
from generator.lower.error_tables import client_request_id, error_table, rate_limits
from generator.lower.findings import Findings
from generator.lower.paths import Call, Paths
from generator.lower.servers import Servers
from generator.words import distinct, snake_case

Schema = dict[str, Any]


class DescribedProvider:
    """The provider's part of one description."""

    def __init__(self, document: Document, findings: Findings, package: str) -> None:
        self._plain: Schema = dict(document.plain())
        self._paths = Paths(self._plain)
        self._findings = findings
        self._name = document.provider
        self._arguments = set[str]()
        info: Any = self._plain["info"]
        self.client: str = info.get("x-client") or package

    def lowered(
        self, operations: tuple[Operation, ...], declarations: tuple[Declaration, ...]
    ) -> Provider:
        """Return the provider, with its operations, whose types the declarations tell of."""
        servers = Servers(self._plain, self._paths, self._findings)
        server = servers.of_client(self._argument)
        required = SecurityRequirements(self._plain, self._paths, self._findings)
        credentials = required.credentials(self._argument)
        self._check_headers(
            frozenset(c.wire.lower() for c in credentials if c.location == "header")
        )
        parameters = self._parameters()
        return Provider(
            name=self._name,
            client=self.client,
            doc=self._plain["info"].get("description", ""),
            server=server,
            credentials=credentials,
            exclusive=self._findings.first_party or len(credentials) < 2,
            parameters=tuple(parameters.values()),
            request_id_headers=tuple(self._plain.get("x-request-id-headers", ())),
            client_request_id=client_request_id(self._plain.get("x-client-request-id")),
            rate_limits=rate_limits(self._plain.get("x-rate-limit-headers", {})),
            errors=self._errors(operations, declarations),
            operations=tuple(self._bound(operations, required, servers, parameters)),
            migration=_migration(self._plain.get("x-migration")),
            called=x_names(self._plain["info"]),
            aliases=names(self._plain["info"], "x-alias"),
        )

    def _errors(
        self, operations: tuple[Operation, ...], declarations: tuple[Declaration, ...]
    ) -> Errors:
        if "x-errors" in self._plain:
            return error_table(self._plain["x-errors"])
        return inferred_errors(operations, declarations)

    def _bound(
        self,
        operations: tuple[Operation, ...],
        required: SecurityRequirements,
        servers: Servers,
        parameters: Mapping[str, ClientParameter],
    ) -> Iterator[Operation]:
        """Yield operations with what they need of the client and of the server."""
        calls, own_servers = self._paths.operations(), servers.own()
        rows = zip(operations, required.lowered(), calls, own_servers, strict=True)
        for operation, security, call, server in rows:
            yield dataclasses.replace(
                operation,
                security=security,
                client_parameters=_sent_with(call, parameters),
                server=server,
            )

    def _check_headers(self, secret: frozenset[str]) -> None:
        """What is sent with each call leaves the headers of credentials to them."""
        message = "a credential is sent in this header"
        request_id = self._plain.get("x-client-request-id", {})
        if request_id.get("header", "").lower() in secret:
            self._findings.add("/x-client-request-id/header", message)
        for operation in self._paths.operations():
            for parameter, pointer in operation.parameters:
                of_client = "x-argument" in parameter and parameter["in"] == "header"
                if of_client and parameter["name"].lower() in secret:
                    self._findings.add(join(pointer, "name"), message)

    def _argument(self, preferred: str, pointer: str, instead: str = "") -> str:
        """Return the name of a setting of the client, which nothing else may have.

        `instead` is the name to fall back on where the description didn't choose `preferred`.
        """
        name = snake_case(preferred)
        if name in self._arguments and instead:
            name = distinct([("", snake_case(instead))], self._arguments)[""]
        elif name in self._arguments:
            self._findings.add(pointer, f"the client has an argument {name!r} already")
        self._arguments.add(name)
        return name

    def _parameters(self) -> dict[str, ClientParameter]:
        """Return the parameters that are given once, to the client, by their `x-argument`."""
        parameters: dict[str, ClientParameter] = {}
        every = [place for o in self._paths.operations() for place in o.parameters]
        for parameter, pointer in every:
            if "x-argument" not in parameter:
                continue
            if parameter["in"] not in ("header", "query"):
                where = join(pointer, "x-argument")
                self._findings.add(where, "only headers and query parameters can be the client's")
                continue
            key = snake_case(parameter["x-argument"])
            former = parameters.get(key)
            if former is None:
                parameters[key] = self._client_parameter(self._argument(key, pointer), parameter)
            elif former != self._client_parameter(former.argument, parameter):
                self._findings.add(pointer, f"the client has another argument {key!r}")
        return parameters

    def _client_parameter(self, argument: str, raw: Schema) -> ClientParameter:
        return ClientParameter(
            argument=argument,
            environment=raw.get("x-environment"),
            location=raw["in"],
            name=raw["name"],
            values=_values(self._paths.target(raw.get("schema", {}), "")[0]),
            doc=raw.get("description", ""),
        )


def _sent_with(call: Call, parameters: Mapping[str, ClientParameter]) -> tuple[str, ...]:
    """Return the arguments of the client's parameters that an operation or its path lists."""
    arguments = (p["x-argument"] for p, _ in call.parameters if "x-argument" in p)
    keys = dict.fromkeys(map(snake_case, arguments))
    return tuple(parameters[key].argument for key in keys if key in parameters)


def _values(schema: Schema) -> tuple[str, ...]:
    """Return the only texts that a schema allows, if it lists any."""
    return tuple(value for value in schema.get("enum", ()) if isinstance(value, str))


def _migration(raw: Schema | None) -> Migration | None:
    if raw is None:
        return None
    return Migration(
        package=raw["package"],
        unchanged=tuple(Snippet(**piece) for piece in raw.get("unchanged", ())),
        changes=tuple(Change(**{"before": "", **each}) for each in raw.get("changes", ())),
    )
