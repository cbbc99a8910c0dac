"""Who serves the API: what the client's constructor takes, and what errors look like.

Job: read servers, security schemes, client parameters and the extensions that are documented in
the description's README. Without any of them a client still comes out: the first server, no
credential where no security is declared, and a plain bearer or API key where one is.
"""

from __future__ import annotations

from typing import Any

from generator.api import (
    ClientParameter,
    Credential,
    ErrorCode,
    Errors,
    Operation,
    Provider,
    Server,
    ServerVariable,
)
from generator.document import Document, join
from generator.lower.problems import Problems
from generator.naming import argument_name, class_name

Schema = dict[str, Any]


class Providing:
    """The provider's part of one description."""

    def __init__(self, document: Document, problems: Problems) -> None:
        self._plain: dict[str, Any] = document.plain()
        self._problems = problems
        self._name = document.provider

    def lowered(self, operations: tuple[Operation, ...], client: str) -> Provider:
        """Return the provider; `client` is the class name that it gets when it names none."""
        info = self._plain["info"]
        return Provider(
            name=self._name,
            client=info.get("x-client", client),
            doc=info.get("description", ""),
            server=self._server(),
            credentials=tuple(self._credentials()),
            anonymous={} in self._security(),
            parameters=tuple(self._parameters()),
            request_id_headers=tuple(self._plain.get("x-request-id-headers", ())),
            errors=_errors(self._plain.get("x-errors", {})),
            operations=operations,
        )

    def _server(self) -> Server | None:
        servers = self._plain.get("servers", [])
        if not servers:
            return None
        first = servers[0]
        variables = tuple(
            ServerVariable(
                name=name,
                argument=argument_name(found.get("x-argument", name)),
                environment=found.get("x-environment"),
                required=bool(found.get("x-required", False)),
                default=str(found.get("default", "")),
                doc=found.get("description", ""),
            )
            for name, found in first.get("variables", {}).items()
        )
        return Server(url=first["url"], environment=first.get("x-environment"), variables=variables)

    def _credentials(self) -> list[Credential]:
        schemes = self._plain.get("components", {}).get("securitySchemes", {})
        names = [name for wanted in self._security() for name in wanted]
        found = []
        for name in dict.fromkeys(names):
            credential = self._credential(name, schemes[name])
            if credential is not None:
                found.append(credential)
        return found

    def _security(self) -> list[dict[str, Any]]:
        """Return the security requirements of the description and of its operations, in order."""
        wanted = list(self._plain.get("security", []))
        for number, requirement in enumerate(wanted):
            if len(requirement) > 1:
                pointer = join("/security", str(number))
                self._problems.add(pointer, "several credentials at once aren't supported")
        for item in self._plain.get("paths", {}).values():
            for operation in item.values():
                if isinstance(operation, dict):
                    wanted += [r for r in operation.get("security", []) if r not in wanted]
        return wanted

    def _credential(self, name: str, scheme: Schema) -> Credential | None:
        match scheme:
            case {"type": "http", "scheme": str(kind)} if kind.lower() == "bearer":
                header, prefix = "Authorization", "Bearer "
            case {"type": "apiKey", "in": "header", "name": str(header)}:
                prefix = scheme.get("x-prefix", "")
            case {"type": "oauth2" | "openIdConnect"}:
                header, prefix = "Authorization", "Bearer "
            case _:
                pointer = join("/components/securitySchemes", name)
                self._problems.add(pointer, "only bearer tokens and keys in a header are supported")
                return None
        given = scheme.get("x-argument", "api_key")
        arguments = (given,) if isinstance(given, str) else tuple(given)
        return Credential(
            arguments=tuple(argument_name(argument) for argument in arguments),
            environment=scheme.get("x-environment"),
            header=header,
            prefix=prefix,
            doc=scheme.get("description", ""),
        )

    def _parameters(self) -> list[ClientParameter]:
        """Return the parameters of all operations that are given once, to the client."""
        found: dict[str, ClientParameter] = {}
        for item in self._plain.get("paths", {}).values():
            holders = [item, *(part for part in item.values() if isinstance(part, dict))]
            for parameter in (p for holder in holders for p in holder.get("parameters", ())):
                parameter = self._target(parameter)
                if "x-argument" in parameter and parameter["in"] in ("header", "query"):
                    argument = argument_name(parameter["x-argument"])
                    found.setdefault(argument, _client_parameter(argument, parameter))
        return list(found.values())

    def _target(self, found: Schema) -> Schema:
        while "$ref" in found:
            section, name = found["$ref"].split("/")[-2:]
            found = self._plain["components"][section][name]
        return found


def _client_parameter(argument: str, found: Schema) -> ClientParameter:
    return ClientParameter(
        argument=argument,
        environment=found.get("x-environment"),
        place=found["in"],
        name=found["name"],
        doc=found.get("description", ""),
    )


def _errors(found: Schema) -> Errors:
    codes = tuple(
        ErrorCode(
            code=code,
            exception=class_name(entry["exception"]),
            base=entry["base"],
            retry=bool(entry.get("retry", False)),
            doc=entry.get("description", ""),
        )
        for code, entry in found.get("codes", {}).items()
    )
    return Errors(
        code=tuple(found.get("code", ())),
        message=tuple(found.get("message", ())),
        param=tuple(found.get("param", ())),
        type=tuple(found.get("type", ())),
        codes=codes,
    )
