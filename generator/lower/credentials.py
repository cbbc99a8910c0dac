"""Who may call: the credentials that a client takes, and those that each operation is sent.

Job: read the security schemes and, for each operation, its requirements: its own where it has
some, else those of the description. Requirements are alternatives, each of credentials that are
sent together. What can't be expressed is a finding where nothing else will do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from generator.api import Credential, Requirement, Security
from generator.document import join
from generator.lower.findings import Findings
from generator.lower.paths import At, Call, Paths

Schema = dict[str, Any]
Argument = Callable[[str, str, str], str]
"""Returns the name of a constructor's argument: of the wanted one, a pointer and a fallback."""

SCHEMES: Final = "/components/securitySchemes"
_OF_ALL: Final = "/security"
_IN_ADDRESSES: Final = (
    "a key in the query isn't supported, since addresses are logged everywhere;"
    " bearer tokens and keys in a header are"
)


class SecurityRequirements:
    """What the operations of one description require of who calls them."""

    def __init__(self, plain: Schema, paths: Paths, findings: Findings) -> None:
        self._plain = plain
        self._paths = paths
        self._operations = tuple(paths.operations())
        self._unsent: dict[tuple[str, str], bool] = {}
        """Why something can't be sent, by place and reason; whether nothing else will do."""
        written = {where: wanted for wanted, where in map(self._written, self._operations)}
        self._known = {where: self._security(wanted, where) for where, wanted in written.items()}
        for (pointer, reason), needed in self._unsent.items():
            if needed:
                findings.add(pointer, reason)
            else:
                findings.unsupported(pointer, reason, "the alternatives to it are")

    def lowered(self) -> tuple[Security, ...]:
        """Return what each operation requires, in the order of the description."""
        return tuple(self._known[self._written(operation)[1]] for operation in self._operations)

    def credentials(self, argument: Argument) -> tuple[Credential, ...]:
        """Return the credentials that operations are sent, those of the whole description first."""
        places = sorted(self._known, key=lambda where: where != _OF_ALL)
        requirements = (one for where in places for one in self._known[where])
        names = dict.fromkeys(name for requirement in requirements for name in requirement)
        return tuple(self._credential(name, argument) for name in names)

    def _written(self, operation: Call) -> tuple[list[Schema], str]:
        """Return the requirements that hold for an operation, and where they are written."""
        if "security" in operation.operation:
            return operation.operation["security"], join(operation.pointer, "security")
        return self._plain.get("security", []), _OF_ALL

    def _security(self, wanted: list[Schema], where: str) -> Security:
        """Return the alternatives that can be expressed; none where no credential is asked for."""
        found = {join(where, number): tuple(one) for number, one in enumerate(wanted)}
        faults = {place: self._faults(one, place) for place, one in found.items()}
        needed = all(faults.values())
        for fault in (fault for every in faults.values() for fault in every):
            self._unsent[fault] = self._unsent.get(fault, False) or needed
        known = dict.fromkeys(one for place, one in found.items() if not faults[place])
        return tuple(known) if any(known) else ()

    def _faults(self, requirement: Requirement, place: str) -> list[tuple[str, str]]:
        """Return what can't be sent of a requirement, each with its place and the reason."""
        sent = {name: _sent(self._scheme(name)[0]) for name in requirement}
        faults = [(self._scheme(n)[1], why) for n, why in sent.items() if isinstance(why, str)]
        headers = [found[0].lower() for found in sent.values() if not isinstance(found, str)]
        if len(set(headers)) < len(headers):
            faults.append((place, "credentials that are sent together need a header each"))
        return faults

    def _scheme(self, name: str) -> At:
        schemes = self._plain.get("components", {}).get("securitySchemes", {})
        return self._paths.target(schemes[name], join(SCHEMES, name))

    def _credential(self, name: str, argument: Argument) -> Credential:
        scheme, pointer = self._scheme(name)
        sent = _sent(scheme)
        assert not isinstance(sent, str)  # no requirement that can be expressed names such a scheme
        wanted = scheme.get("x-argument", "api_key")
        instead = "" if "x-argument" in scheme else name
        arguments = (wanted,) if isinstance(wanted, str) else tuple(wanted)
        return Credential(
            name=name,
            arguments=tuple(argument(each, pointer, instead) for each in arguments),
            environment=scheme.get("x-environment"),
            header=sent[0],
            prefix=sent[1],
            doc=scheme.get("description", ""),
        )


def _sent(scheme: Schema) -> tuple[str, str] | str:
    """Return the header and the prefix of a credential, or why it can't be sent."""
    match scheme:
        case {"type": "http", "scheme": str(kind)} if kind.lower() == "bearer":
            return "Authorization", "Bearer "
        case {"type": "apiKey", "in": "header", "name": str(header)}:
            return header, scheme.get("x-prefix", "")
        case {"type": "oauth2" | "openIdConnect"}:
            return "Authorization", "Bearer "
        case {"type": "apiKey", "in": "query"}:
            return _IN_ADDRESSES
    return "only bearer tokens and keys in a header are supported"
