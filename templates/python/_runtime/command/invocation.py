"""One call of the command line: from options that were read to an answer that is printed.

Job: make a client and a request of what the options say, send the request or only show it, and
print what came. A failure is raised, for `main` to name. The steps are those of any call:
nothing is retried, checked or decoded here that a client doesn't do itself.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import Any, Final

from ..call.session import SyncSession
from ..model.wire import encode
from ..request.building import Extras
from ..transport import headers
from ..transport.bodies import Streamed
from ..transport.protocol import Request
from ..vocabulary.errors import ArgumentError
from ..vocabulary.operation import Operation
from . import destination, display
from .answer import Answer
from .arguments import Arguments
from .destination import Destination, StandardOutput, deliver
from .inputs import Inputs, UsageError, joined, listed, pairs
from .option_parser import ParsedOptions
from .options import BODY, Source
from .program import ExitCode
from .waiting import Waiting

_MASK: Final = "***"
_KINDS: Final = ("set", "secret", "text", "json")
"""The destinations that name an argument, before the way in which it is given by another."""

Given = Mapping[str, Any]


def invoke(program: str, source: Source, options: ParsedOptions) -> ExitCode:
    """Make the call, or show it, and print what it brings.

    Raises:
        UsageError: an option's value can't be used.
        OutputError: what came can't be written; before the call where that is known.
        APIError: the call failed.
    """
    try:
        return _invoked(program, source, options)
    except ArgumentError as error:
        raise UsageError(_own_words(str(error), options)) from None


def _invoked(program: str, source: Source, options: ParsedOptions) -> ExitCode:
    inputs = Inputs()
    warn = partial(display.note, program, "warning")
    settings = _settings(options, inputs, warn)
    operation, arguments, raw = Arguments(source, options, inputs, warn).content()
    provider = source.provider
    if options.values["dry_run"]:
        provider = replace(provider, security=())  # to look at the rest of the request
    elif not _has_credentials(source, settings):
        raise UsageError(_missing_credential(source, options))
    waiting = Waiting(program)
    with closing(SyncSession(provider, {**settings, "on_retry": waiting.again})) as session:
        draft = _draft(session, operation, arguments, options)
        draft = draft if raw is None else replace(draft, body=raw)
        place = destination.destination(options.values["output"])
        destination.check(place)
        if options.values["dry_run"]:
            deliver(place, _shown(session, operation, draft, options, place))
            return ExitCode.DONE
        if operation.availability is not None:
            warn(operation.availability.note)
        if operation.streams and isinstance(place, StandardOutput):
            return _streamed(session, operation, draft, place)
        with waiting:
            response = session.send(operation, draft)
        return Answer(program, source, response, options, place).handed_on()


def _streamed(
    session: SyncSession, operation: Operation[Any], draft: Request, place: StandardOutput
) -> ExitCode:
    """Print the items of a stream as they come: a line of JSON each, and bytes as they are."""
    with session.opened(operation, draft) as stream:
        for item in stream:
            deliver(place, item if isinstance(item, bytes) else encode(item) + b"\n")
    return ExitCode.DONE


def _settings(
    options: ParsedOptions, inputs: Inputs, warn: Callable[[str], None]
) -> dict[str, Any]:
    """Return the arguments of the client that were given."""
    general = ("base_url", "timeout", "max_retries", "strict", "allow_insecure_http")
    named = {name: options.values[name] for name in general if name in options.values}
    settings = {n: value for n, value in named.items() if value is not None or n == "timeout"}
    files, secrets = options.given("key"), options.given("secret")
    for argument in files.keys() & secrets.keys():
        both = f"{options.flag('secret', argument)} and {options.flag('key', argument)}"
        raise UsageError(f"{both} exclude each other")
    for argument, file in files.items():
        settings[argument] = inputs.secret(options.flag("key", argument), file)
    for argument, typed in secrets.items():
        settings[argument] = _secret(argument, typed, options, inputs, warn)
    return settings | options.given("set")


def _secret(
    argument: str, typed: str, options: ParsedOptions, inputs: Inputs, warn: Callable[[str], None]
) -> str:
    flag = options.flag("secret", argument)
    if typed == "-":
        return inputs.secret(flag, typed)
    file = options.flag("key", argument)
    warn(f"others on this machine can see the value of {flag}: {file} or {flag} - hides it")
    return typed


def _has_credentials(source: Source, settings: Given) -> bool:
    held = {
        credential.name
        for credential in source.provider.credentials
        if os.environ.get(credential.environment or "")
        or not settings.keys().isdisjoint(credential.every_argument)
    }
    required = source.operation.security
    return not required or any(held.issuperset(names) for names in required)


def _missing_credential(source: Source, options: ParsedOptions) -> str:
    known = source.credentials
    ways = [f"set {credential.environment}" for credential in known if credential.environment]
    ways += [f"give {options.flag('key', credential.arguments[0])}" for credential in known]
    return f"{source.provider.client} needs a credential: {' or '.join(ways)}"


def _own_words(message: str, options: ParsedOptions) -> str:
    """Return what is wrong with an argument as a command line says it: by the option for it."""
    flags = {"default_query": "--query", "extra_query": "--query"}
    flags |= {"default_headers": "--header", "extra_headers": "--header", "extra_body": BODY}
    for place, flag in options.flags.items():
        kind, _, name = place.partition(" ")
        flags.setdefault(name if kind in _KINDS else kind, flag)
    for name, flag in flags.items():
        # A name of one word may be a word of the sentence, but not where an argument stands.
        before = r"(?<![\w-])" if "_" in name else "^|(?<=from )|(?<=pass )"
        message = re.sub(rf"(?:{before}){re.escape(name)}(?:=True)?(?![\w-])", flag, message)
    return message.replace("pass --", "give --").replace("as an argument", "as an option")


def _draft(
    session: SyncSession, operation: Operation[Any], arguments: Given, options: ParsedOptions
) -> Request:
    extra = pairs("--header", options.values["header"], ":")
    for name, _ in extra:
        if headers.sensitive([(name, _MASK)]):
            raise UsageError(f"--header {name}: a secret on the command line can be read by others")
    query = pairs("--query", options.values["query"], "=")
    extras = Extras(headers=joined(extra), query=listed(query))
    try:
        return session.draft(operation, arguments, extras)
    except ArgumentError:
        raise
    except (TypeError, ValueError, RecursionError) as error:
        raise UsageError(str(error)) from None


def _shown(
    session: SyncSession,
    operation: Operation[Any],
    request: Request,
    options: ParsedOptions,
    place: Destination,
) -> bytes:
    """Return the request as text, with a mask where secrets would be."""
    shown = [(n, _MASK if headers.sensitive([(n, v)]) else v) for n, v in request.headers]
    secrets = session.configuration.keyring.chosen(operation.security) or ()
    request = replace(request, headers=tuple(shown)).authorized(
        tuple(secret.masked() for secret in secrets)
    )
    lines = [
        f"{request.method} {request.url}",
        *(f"{name}: {value}" for name, value in request.headers),
    ]
    head = "\n".join(display.one_line(line) for line in lines) + "\n\n"
    body = b"(a body that is read while it is sent)\n"
    if not isinstance(request.body, Streamed):
        layout = options.layout if operation.sends_json else "bytes"
        body = display.laid_out(request.body or b"", layout, place.stream)
    return head.encode(display.encoding(place.stream), "backslashreplace") + body
