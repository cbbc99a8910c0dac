"""Names of a description that Python can't have, each with its place.

Job: say which providers and clients can't be called as the description calls them. Anything else
that means something else in Python gets a sign or a number behind it; these are in the open choice
of who writes the description, and callers type them.
"""

from __future__ import annotations

import keyword
from collections.abc import Iterator

from generator.languages.language import Refusal
from generator.languages.python.class_names import LANGUAGE
from generator.languages.python.naming import RESERVED_MODULES, can_be_client
from generator.spelled import Api, Provider


def refusals(api: Api) -> Iterator[Refusal]:
    """Yield what can't be a name."""
    clients, plain = set[str](), set[str]()
    for provider in api.providers:
        name, client = provider.name, provider.client
        if name in RESERVED_MODULES or keyword.iskeyword(name):
            yield Refusal(name, "/info/x-provider", f"{name!r} can't be a provider's name")
        if not can_be_client(client):
            yield Refusal(name, _place(provider), f"{client!r} can't be a client's name")
        if client not in plain and not clients.isdisjoint((client, f"Async{client}")):
            message = f"another provider has the client {client}: give it an `x-client`"
            yield Refusal(name, "/info", message)
        plain.add(client)
        clients |= {client, f"Async{client}"}


def _place(provider: Provider) -> str:
    """Return where a client's name is written."""
    return "/info/x-names/python" if LANGUAGE in dict(provider.called) else "/info/x-client"
