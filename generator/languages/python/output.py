"""What the output is made from, once the engine has written the models."""

from __future__ import annotations

from dataclasses import dataclass

from generator.api import Api, ErrorCode, Provider
from generator.languages.python.plan.clients import PREFIXES, root_error
from generator.languages.python.plan.params import borrowed, params


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """The Api, the classes of each namespace as source code, and the runtime's exceptions."""

    api: Api
    models: dict[str, str]
    errors: tuple[str, ...]
    without: frozenset[str] = frozenset()
    """Rooms of the runtime that the package goes without."""

    def provider(self, namespace: str) -> Provider:
        """Return the provider of a namespace."""
        return next(p for p in self.api.providers if p.name == namespace)

    @property
    def codes(self) -> tuple[ErrorCode, ...]:
        """The error codes with an exception class of their own, one for each class."""
        found = {c.exception: c for p in self.api.providers for c in p.errors.codes}
        return tuple(found.values())

    @property
    def roots(self) -> tuple[str, ...]:
        """The names after the clients that `APIError` has as well, without those that are taken."""
        clients = {f"{prefix}{p.client}" for prefix in PREFIXES for p in self.api.providers}
        taken = {*self.errors, *(code.exception for code in self.codes), *clients}
        return tuple(n for n in map(root_error, self.api.providers) if n not in taken)

    def own(self, namespace: str) -> dict[str, bool]:
        """Return which modules there are besides the one of `namespace` that is being written."""
        return {
            "own_models": bool(namespace) and namespace in self.models,
            "shared_models": "" in self.models,
            "own_params": bool(namespace)
            and bool(params(self.api, namespace) or borrowed(self.api, namespace)),
            "shared_params": bool(params(self.api, "")),
        }
