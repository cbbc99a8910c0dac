"""Differences between providers: their clients, credentials, addresses, headers and errors.

Job: compare what is in no schema and decides at run time all the same. Each fact has a key, by
which both sides are held against each other.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from generator.api import ClientParameter, ErrorCode, RateLimit
from generator.diff.differences import Differences
from generator.diff.security import placed
from generator.spelled import Provider


class ProviderComparison:
    """One provider on both sides."""

    def __init__(self, old: Provider, new: Provider, differences: Differences) -> None:
        self._old = old
        self._new = new
        self._differences = differences

    def compare(self) -> None:
        """Note what differs."""
        old, new = self._old, self._new
        self._text("client-renamed", new.name, old.client, new.client, "/info")
        self._text("text-changed", new.name, old.doc, new.doc, "/info")
        required = _required(old) | _required(new)
        before, after = (_server(each, required) for each in (old, new))
        self._text("server-changed", new.name, before, after, "/servers")
        before, after = (_request_ids(each) for each in (old, new))
        self._text("request-id-changed", new.name, before, after, "/x-request-id-headers")
        before, after = (_client_request_id(each) for each in (old, new))
        self._text("client-request-id-changed", new.name, before, after, "/x-client-request-id")
        self._options()
        self._environment()
        self._credentials()
        self._parameters()
        self._rate_limits()
        self._errors()

    def _text(self, rule: str, address: str, old: str, new: str, pointer: str) -> None:
        if old != new:
            self._differences.add(rule, address, old=old, new=new, pointer=pointer)

    def _added_and_removed(
        self, what: str, old: Mapping[str, str], new: Mapping[str, str], pointer: str
    ) -> None:
        """Note what one side alone has, by its name."""
        for name in dict.fromkeys([*old, *new]):
            if name not in new:
                self._differences.add(f"{what}-removed", name, old=old[name], pointer=pointer)
            elif name not in old:
                self._differences.add(f"{what}-added", name, new=new[name], pointer=pointer)

    def _options(self) -> None:
        before, after = _options(self._old), _options(self._new)
        old, new = (
            {f"{self._new.client}({name})": name for name in options} for options in (before, after)
        )
        self._added_and_removed("client-argument", old, new, "/components")
        for name in after:
            if name in before and before[name] != after[name]:
                word = "required" if after[name] else "optional"
                address = f"{self._new.client}({name})"
                self._differences.add(f"client-argument-became-{word}", address, pointer="/servers")

    def _environment(self) -> None:
        old, new = _environment(self._old), _environment(self._new)
        self._added_and_removed("environment", old, new, "/components")

    def _credentials(self) -> None:
        before = {each.name: each for each in self._old.credentials}
        for new in self._new.credentials:
            old, pointer = before.get(new.name), f"/components/securitySchemes/{new.name}"
            if old is not None:
                self._text("credential-changed", new.name, placed(old), placed(new), pointer)
                self._text("text-changed", new.name, old.doc, new.doc, pointer)

    def _parameters(self) -> None:
        before = {each.argument: each for each in self._old.parameters}
        for new in self._new.parameters:
            old, address = before.get(new.argument), f"{self._new.client}({new.argument})"
            if old is not None:
                places = _sent_in(old), _sent_in(new)
                self._text("client-parameter-changed", address, *places, "/components/parameters")
                self._text("text-changed", address, old.doc, new.doc, "/components/parameters")
                self._values(address, old, new)

    def _values(self, address: str, old: ClientParameter, new: ClientParameter) -> None:
        removals = [json.dumps(value) for value in old.values if value not in new.values]
        additions = [json.dumps(value) for value in new.values if value not in old.values]
        pointer = "/components/parameters"
        if removals and new.values:
            self._text("client-value-removed", address, " | ".join(removals), "", pointer)
        if additions and old.values:
            self._text("client-value-added", address, "", " | ".join(additions), pointer)
        if bool(old.values) != bool(new.values):
            rule = "client-values-closed" if new.values else "client-values-opened"
            self._differences.add(rule, address, pointer=pointer)

    def _rate_limits(self) -> None:
        before, after = (
            {each.name: _headers(each) for each in side.rate_limits}
            for side in (self._old, self._new)
        )
        self._added_and_removed("rate-limit", before, after, "/x-rate-limit-headers")
        for name in after:
            if name in before:
                old, new = before[name], after[name]
                self._text("rate-limit-changed", name, old, new, "/x-rate-limit-headers")

    def _errors(self) -> None:
        is_inferred = self._old.errors.is_inferred and self._new.errors.is_inferred
        for part in () if is_inferred else ("code", "message", "param", "type"):
            old, new = (getattr(side.errors, part) for side in (self._old, self._new))
            first, second = (", ".join(pointers) or "no place" for pointers in (old, new))
            self._text("error-place-changed", part, first, second, f"/x-errors/{part}")
        before, after = (
            {each.code: each for each in side.errors.codes} for side in (self._old, self._new)
        )
        old_classes, new_classes = (
            {code: _raised(each) for code, each in codes.items()} for codes in (before, after)
        )
        self._added_and_removed("error-code", old_classes, new_classes, "/x-errors/codes")
        for code in after:
            if code in before:
                self._error(code, before[code], after[code])

    def _error(self, code: str, old: ErrorCode, new: ErrorCode) -> None:
        pointer = f"/x-errors/codes/{code}"
        self._text("error-class-changed", code, _raised(old), _raised(new), pointer)
        self._text("text-changed", code, old.doc, new.doc, pointer)
        if old.retry != new.retry:
            self._differences.add(
                "retry-added" if new.retry else "retry-removed", code, pointer=pointer
            )


def _options(provider: Provider) -> dict[str, bool]:
    """Return the arguments of a client, and whether each has to be given in some way."""
    variables = provider.server.variables if provider.server else ()
    return {
        **{argument: False for each in provider.credentials for argument in each.every_argument},
        **{each.argument: each.required for each in variables},
        **{each.argument: False for each in provider.parameters},
    }


def _environment(provider: Provider) -> dict[str, str]:
    """Return the variables of the environment, and what each is read for."""
    server = provider.server
    address = {server.environment: "base_url"} if server and server.environment else {}
    variables = server.variables if server else ()
    return {
        **address,
        **{each.environment: each.argument for each in variables if each.environment},
        **{c.environment: c.arguments[0] for c in provider.credentials if c.environment},
        **{p.environment: p.argument for p in provider.parameters if p.environment},
    }


def _required(provider: Provider) -> set[str]:
    """Return the variables of a server that have to be given: their defaults mean nothing."""
    variables = provider.server.variables if provider.server else ()
    return {each.name for each in variables if each.required}


def _server(provider: Provider, required: set[str]) -> str:
    server = provider.server
    if server is None:
        return "no address"
    defaults = (f"{v.name}={v.default}" for v in server.variables if v.name not in required)
    return " ".join([server.url, *defaults])


def _request_ids(provider: Provider) -> str:
    return ", ".join(provider.request_id_headers) or "no header"


def _client_request_id(provider: Provider) -> str:
    header = provider.client_request_id
    return f"{header.header} as a {header.form}" if header else "no header"


def _sent_in(parameter: ClientParameter) -> str:
    return f"{parameter.location} {parameter.name}"


def _headers(limit: RateLimit) -> str:
    return ", ".join(each for each in (limit.limit, limit.remaining, limit.reset) if each)


def _raised(code: ErrorCode) -> str:
    return f"{code.exception}, a {code.base}"
