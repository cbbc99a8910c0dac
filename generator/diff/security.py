"""Differences between the credentials that a call may be made with.

Job: hold alternatives against each other by what travels. A credential too many does no harm: a
call that was made with what is asked for and more is as right as before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.api import Credential, Requirement
from generator.spelled import Operation, Provider


def renamed_credentials(old: Provider, new: Provider) -> Mapping[str, str]:
    """Return credentials that only their scheme's name has changed of: it never travels."""
    before = {each.name: each for each in old.credentials}
    after = {each.name: each for each in new.credentials}
    additions = {placed(each): name for name, each in after.items() if name not in before}
    return {
        name: additions[placed(each)]
        for name, each in before.items()
        if name not in after and placed(each) in additions
    }


def placed(credential: Credential) -> str:
    """Return how a credential travels, and where a client fetches it."""
    grant = credential.grant
    source = f", fetched from {grant.token_url} for {' '.join(grant.scopes)}" if grant else ""
    return f"{credential.location} {credential.wire} {credential.prefix}".strip() + source


def security_rules(
    old: Operation, new: Operation, new_names: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Yield what differs in what a call may be made with: rule, old and new."""
    before = [
        tuple(new_names.get(name, name) for name in requirement)
        for requirement in old.security or ((),)
    ]
    after = [*(new.security or ((),))]
    for each in before:
        if not any({*other} <= {*each} for other in after):
            yield "security-tightened", _words(each), ""
    for each in after:
        if not any({*other} <= {*each} for other in before):
            yield "security-loosened", "", _words(each)
    if {*before} == {*after} and before != after:
        yield "security-reordered", _words(before[0]), _words(after[0])


def _words(requirement: Requirement) -> str:
    return " and ".join(requirement) or "no credential"
