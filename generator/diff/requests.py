"""Differences between requests: how a call travels, but for its arguments.

Job: hold the method, the address and the media type of two calls against each other, by what
travels: a part of a path that a server has now is the same address.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.diff.arguments import sent_as
from generator.diff.namespace import Namespace
from generator.diff.paths import HOLE, renamed_holes, server
from generator.spelled import Operation


def request_rules(
    old: Operation, new: Operation, before: Namespace, after: Namespace
) -> Iterator[tuple[str, str, str]]:
    """Yield what differs in how two operations of two sides are called: rule, old and new."""
    holes = renamed_holes(old, new)
    paths = [HOLE.sub("{}", each.path) if holes else each.path for each in (old, new)]
    own = _own_server(old), _own_server(new)
    servers = server(old, before.provider), server(new, after.provider)
    if f"{servers[0]}{paths[0]}" == f"{servers[1]}{paths[1]}":
        paths[0] = paths[1]  # the server's part of it is the provider's matter
    elif own[0] != own[1]:
        yield "server-changed", *own
    common = _client_parameters(before) & _client_parameters(after)
    bare = old.body is None or new.body is None
    one, other = (
        _request(operation, path, common, bare=bare)
        for operation, path in zip((old, new), paths, strict=True)
    )
    if one != other:
        yield "request-changed", one, other


def _client_parameters(side: Namespace) -> frozenset[str]:
    return frozenset(each.argument for each in side.provider.parameters)


def _request(
    operation: Operation, path: str, client_parameters: frozenset[str], *, bare: bool
) -> str:
    """Return how a call travels, but for its arguments.

    Args:
        operation: what is called.
        path: what is said of its path.
        client_parameters: those of the client's that are named.
        bare: whether nothing is said of a body, since not both sides have one.
    """
    body = None if bare else operation.body
    words = [operation.method, path]
    if body is not None:
        fixed = (f"{name}={json.dumps(value)}" for name, value in body.fixed)
        words += [f"with {sent_as(body)}", *fixed]
    words += [f"and {name}" for name in operation.client_parameters if name in client_parameters]
    return " ".join(words)


def _own_server(operation: Operation) -> str:
    """Return the address that an operation alone is sent to."""
    return operation.server or "the address of all"
