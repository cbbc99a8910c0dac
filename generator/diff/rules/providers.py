"""Rules about providers: clients, credentials, addresses and errors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from generator.diff.effects import Verdict
from generator.diff.rules.rule import BREAKS, HEALED, MINOR, NAME_GOES, NOTE, OK, SILENT, Rule, row

PROVIDERS: Final[Mapping[str, Rule]] = {
    "provider-added": Rule(
        says="is new",
        mirror="provider-removed",
        counted="provider",
        rows={"client": MINOR},
        waiver="a namespace belongs to code",
    ),
    "provider-removed": Rule(
        says="is gone",
        mirror="provider-added",
        rows={"client": NAME_GOES},
        waiver="a namespace belongs to code",
    ),
    "client-renamed": Rule(
        says="the client is {new}, and was {old}",
        mirror="client-renamed",
        fix="say the old name with `x-client`",
        rows={"client": NAME_GOES},
        waiver="a class of clients belongs to code",
    ),
    "client-argument-added": Rule(
        says="is new",
        mirror="client-argument-removed",
        counted="client option",
        rows={"client": MINOR},
        waiver="constructors belong to code",
    ),
    "client-argument-removed": Rule(
        says="is gone",
        mirror="client-argument-added",
        rows={"client": NAME_GOES},
        waiver="constructors belong to code",
    ),
    "client-argument-became-required": Rule(
        says="is required now",
        mirror="client-argument-became-optional",
        rows={"client": row(OK, BREAKS, OK)},
        waiver="constructors belong to code",
    ),
    "client-argument-became-optional": Rule(
        says="isn't required any more",
        mirror="client-argument-became-required",
        rows={"client": MINOR},
        waiver="constructors belong to code",
    ),
    "environment-added": Rule(
        says="is read from the environment, for {new}",
        mirror="environment-removed",
        counted="variable",
        rows={"client": row(OK, NOTE, OK, Verdict.MINOR)},
        waiver="variables belong to code",
    ),
    "environment-removed": Rule(
        says="isn't read from the environment any more, for {old}",
        mirror="environment-added",
        rows={"client": row(OK, BREAKS, OK)},
        waiver="variables belong to code",
    ),
    "credential-changed": Rule(
        says="travels in {new}, and did in {old}",
        mirror="credential-changed",
        rows={"sent": HEALED},
        heals=True,
        waiver="credentials are only sent",
    ),
    "client-parameter-changed": Rule(
        says="travels in {new}, and did in {old}",
        mirror="client-parameter-changed",
        rows={"sent": HEALED},
        heals=True,
        waiver="what a client is given is only sent",
    ),
    "client-value-added": Rule(
        says="may be {new}",
        mirror="client-value-removed",
        counted="value",
        rows={"client": MINOR},
        waiver="constructors belong to code",
    ),
    "client-value-removed": Rule(
        says="can't be {old} any more",
        mirror="client-value-added",
        fix="leave the value in the description while the server takes it",
        rows={"client": row(BREAKS, BREAKS, OK)},
        waiver="constructors belong to code",
    ),
    "client-values-opened": Rule(
        says="may be other values than those listed",
        mirror="client-values-closed",
        rows={"client": MINOR},
        waiver="constructors belong to code",
    ),
    "client-values-closed": Rule(
        says="can't be other values than those listed any more",
        mirror="client-values-opened",
        rows={"client": row(BREAKS, BREAKS, OK)},
        waiver="constructors belong to code",
    ),
    "server-changed": Rule(
        says="calls go to {new}, and went to {old}",
        mirror="server-changed",
        rows={"sent": row(NOTE, NOTE, OK, Verdict.MINOR)},
        heals=True,
        waiver="addresses are for what is sent",
    ),
    "request-id-changed": Rule(
        says="ids of requests are in {new}, and were in {old}",
        mirror="request-id-changed",
        rows={"received": row(NOTE, NOTE, OK)},
        waiver="the ids of the caller's have a rule of their own",
    ),
    "client-request-id-changed": Rule(
        says="ids of the caller's travel in {new}, and did in {old}",
        mirror="client-request-id-changed",
        rows={"sent": row(NOTE, NOTE, OK, Verdict.MINOR)},
        waiver="the ids of the server's have a rule of their own",
    ),
    "rate-limit-added": Rule(
        says="is new",
        mirror="rate-limit-removed",
        counted="rate limit",
        rows={"received": MINOR},
        waiver="limits of rates are only received",
    ),
    "rate-limit-removed": Rule(
        says="is gone",
        mirror="rate-limit-added",
        rows={"received": row(OK, BREAKS, OK)},
        waiver="limits of rates are only received",
    ),
    "rate-limit-changed": Rule(
        says="is in {new}, and was in {old}",
        mirror="rate-limit-changed",
        rows={"received": row(NOTE, OK, OK)},
        waiver="limits of rates are only received",
    ),
    "error-place-changed": Rule(
        says="of an error is at {new}, and was at {old}",
        mirror="error-place-changed",
        rows={"received": row(NOTE, NOTE, OK)},
        waiver="errors are only received",
    ),
    "error-code-added": Rule(
        says="raises {new}",
        mirror="error-code-removed",
        counted="error code",
        rows={"received": MINOR},
        waiver="errors are only received",
    ),
    "error-code-removed": Rule(
        says="doesn't raise {old} any more",
        mirror="error-code-added",
        fix="keep the code: a class that nothing raises hurts nobody",
        rows={"received": NAME_GOES},
        waiver="errors are only received",
    ),
    "error-class-changed": Rule(
        says="raises {new}, and raised {old}",
        mirror="error-class-changed",
        rows={"received": NAME_GOES},
        waiver="errors are only received",
    ),
    "retry-added": Rule(
        says="is tried again",
        mirror="retry-removed",
        rows={"received": SILENT},
        waiver="errors are only received",
    ),
    "retry-removed": Rule(
        says="isn't tried again any more",
        mirror="retry-added",
        rows={"received": SILENT},
        waiver="errors are only received",
    ),
}
