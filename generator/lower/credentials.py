"""Who may call: the credentials that a client takes, and those that each operation is sent.

Job: read the security schemes and, for each operation, its requirements: its own where it has
some, else those of the description. Requirements are alternatives, each of credentials that are
sent together. What can't be expressed is a finding where nothing else will do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final, Literal

from generator.api import Credential, Grant, Requirement, Security
from generator.document import join
from generator.lower.findings import Findings
from generator.lower.paths import At, Call, Paths
from generator.standard.headers import WRITTEN, is_sendable

Schema = dict[str, Any]
Place = Literal["header", "query", "cookie"]
Argument = Callable[[str, str, str], str]
"""Returns the name of a constructor's argument: of the wanted one, a pointer and a fallback."""

SCHEMES: Final = "/components/securitySchemes"
_OF_ALL: Final = "/security"
_ALTERNATIVES: Final = "the alternatives to it are"
_LEFT_OUT: Final = "the call is sent no credential, unless its caller adds a header"
_PAIR: Final = ("username", "password")
_CLIENT: Final = ("client_id", "client_secret")
_TOKEN_URL: Final = re.compile(r"(?:https?:/)?/[^\s{}\\#?@]+(?:\?[^\s{}\\#@]*)?")
"""An address of tokens: its scheme is looked at where it is asked."""
_CHALLENGES: Final = frozenset({"digest", "hoba", "mutual", "negotiate", "scram-sha-1"})
"""Schemes of HTTP whose credentials answer what the server asks (IANA's registry)."""


@dataclass(frozen=True, slots=True)
class Slot:
    """How a credential is sent: where, what it is called there, and what stands before it."""

    place: Place
    wire: str
    prefix: str
    pair: bool = False
    """Whether it is a user's name and password."""


class SecurityRequirements:
    """What the operations of one description require of who calls them."""

    def __init__(self, plain: Schema, paths: Paths, findings: Findings) -> None:
        self._plain = plain
        self._paths = paths
        self._findings = findings
        self._operations = paths.operations()
        self._unsent: dict[tuple[str, str], bool] = {}
        """Why something can't be sent, by place and reason; whether nothing else will do."""
        by_pointer = {
            where: requirements for requirements, where in map(self._written, self._operations)
        }
        self._known = {
            where: self._security(requirements, where) for where, requirements in by_pointer.items()
        }
        for (pointer, reason), is_needed in self._unsent.items():
            findings.unsupported(pointer, reason, _LEFT_OUT if is_needed else _ALTERNATIVES)

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

    def _security(self, requirements: list[Schema], where: str) -> Security:
        """Return the alternatives that can be expressed; none where no credential is asked for."""
        places = {
            join(where, number): self._sendable(one) for number, one in enumerate(requirements)
        }
        faults = {place: self._faults(one, place) for place, one in places.items()}
        is_needed = all(faults.values())
        for fault in (fault for every in faults.values() for fault in every):
            self._unsent[fault] = self._unsent.get(fault, False) or is_needed
        alternatives = dict.fromkeys(one for place, one in places.items() if not faults[place])
        return tuple(alternatives) if any(alternatives) else ()

    def _sendable(self, requirement: Iterable[str]) -> Requirement:
        """Return the names without those of certificates, which the network shows by itself."""
        return tuple(name for name in requirement if _carrier(self._scheme(name)[0]) is not None)

    def _faults(self, requirement: Requirement, place: str) -> list[tuple[str, str]]:
        """Return what can't be sent of a requirement, each with its place and the reason."""
        slots = {name: _carrier(self._scheme(name)[0]) for name in requirement}
        faults = [(self._scheme(n)[1], why) for n, why in slots.items() if isinstance(why, str)]
        places = [(s.place, s.wire.lower()) for s in slots.values() if isinstance(s, Slot)]
        if len(set(places)) < len(places):
            faults.append((place, "credentials that are sent together need a place each"))
        return faults

    def _scheme(self, name: str) -> At:
        schemes = self._plain.get("components", {}).get("securitySchemes", {})
        return self._paths.target(schemes[name], join(SCHEMES, name))

    def _credential(self, name: str, argument: Argument) -> Credential:
        scheme, pointer = self._scheme(name)
        slot = _carrier(scheme)
        assert isinstance(slot, Slot)  # no requirement that can be expressed names another
        names = _arguments(scheme, name, pair=slot.pair)
        return Credential(
            name=name,
            arguments=tuple(argument(each, pointer, instead) for each, instead in names),
            environment=scheme.get("x-environment"),
            location=slot.place,
            wire=slot.wire,
            prefix=slot.prefix,
            pair=slot.pair,
            grant=self._grant(name, argument),
            doc=scheme.get("description") or _doc(slot),
        )

    def _grant(self, name: str, argument: Argument) -> Grant | None:
        """Return how a client fetches the token itself, where its id and secret are enough."""
        scheme, pointer = self._scheme(name)
        flow = scheme.get("flows", {}).get("clientCredentials")
        if scheme["type"] != "oauth2" or not flow:
            return None
        url = str(flow.get("tokenUrl", ""))
        if not _TOKEN_URL.fullmatch(url):
            place = join(join(join(pointer, "flows"), "clientCredentials"), "tokenUrl")
            message = "no token can be fetched there: it has to be an address with https"
            self._findings.unsupported(place, message, "a token is given to the client")
            return None
        names = [(each, f"{name}_{each}") for each in _CLIENT]
        user, secret = (argument(each, pointer, instead) for each, instead in names)
        return Grant(token_url=url, arguments=(user, secret), scopes=self._scopes(name))

    def _scopes(self, name: str) -> tuple[str, ...]:
        """Return the scopes that operations ask for under a scheme."""
        every = (one for call in self._operations for one in self._written(call)[0])
        scopes = (scope for one in every for scope in one.get(name) or ())
        return tuple(dict.fromkeys(scopes))


def _doc(slot: Slot) -> str:
    """Return what a credential is, where its description doesn't say it."""
    if slot.pair:
        return "A user's name and password, sent by HTTP's Basic scheme."
    if slot.prefix.strip():
        return f"A token, sent in the {slot.place} `{slot.wire}` after `{slot.prefix.strip()}`."
    return f"A key, sent in the {slot.place} `{slot.wire}`."


def _arguments(scheme: Schema, name: str, *, pair: bool) -> list[tuple[str, str]]:
    """Return what the arguments are called, each with what to fall back on if that is taken."""
    own = scheme.get("x-argument")
    if own is not None:
        return [(each, "") for each in ((own,) if isinstance(own, str) else own)]
    if pair:
        return [(each, f"{name}_{each}") for each in _PAIR]
    return [("api_key", name)]


def _carrier(scheme: Schema) -> Slot | str | None:
    """Return how a credential is sent, or why it can't be; None for a certificate's."""
    match scheme:
        case {"type": "http", "scheme": str(kind)}:
            return _in_authorization(kind)
        case {
            "type": "apiKey",
            "in": "header",
            "name": str(wire),
        } if wire.lower() in WRITTEN or not is_sendable("header", wire):
            return f"the header {wire!r} can't be sent"
        case {"type": "apiKey", "in": "header" | "query" | "cookie" as place, "name": str(wire)}:
            return Slot(place, wire, scheme.get("x-prefix", ""))
        case {"type": "oauth2" | "openIdConnect"}:
            return Slot("header", "Authorization", "Bearer ")
        case {"type": "mutualTLS"}:
            return None
    return "only tokens, keys, and user names with passwords are supported"


def _in_authorization(scheme: str) -> Slot | str:
    """Return how a credential of a scheme of HTTP is sent (RFC 9110, section 11.6.2)."""
    match scheme.lower():
        case "basic":
            return Slot("header", "Authorization", "Basic ", pair=True)
        case "bearer":
            return Slot("header", "Authorization", "Bearer ")
        case challenge if challenge in _CHALLENGES:
            return f"{scheme} answers what a server asks first, which isn't supported"
    return Slot("header", "Authorization", f"{scheme} ")
