"""What the client of a command is set up with: settings and credentials, as they were typed.

Job: read them from options and files, warn of what others can see, find out whether a credential is
there at all, and say what is wrong with any of them by their options. `invocation` calls this.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain, product
from typing import Any, Final

from ..vocabulary.provider import Credential
from .inputs import Inputs, UsageError
from .option_parser import ParsedOptions
from .options import BODY, Source

_KINDS: Final = ("set", "secret", "text", "json")
"""The destinations that name an argument, before the way in which it is given by another."""
_GENERAL: Final = ("base_url", "timeout", "max_retries", "strict", "allow_insecure_http")


def settings_of(
    options: ParsedOptions, inputs: Inputs, warn: Callable[[str], None]
) -> dict[str, Any]:
    """Return the arguments of the client that were given."""
    general = {name: options.values[name] for name in _GENERAL if name in options.values}
    settings = {n: value for n, value in general.items() if value is not None or n == "timeout"}
    files, secrets = options.given("key"), options.given("secret")
    for argument in files.keys() & secrets.keys():
        both = f"{options.flag('secret', argument)} and {options.flag('key', argument)}"
        raise UsageError(f"{both} exclude each other")
    for argument, file in files.items():
        settings[argument] = inputs.secret(options.flag("key", argument), file)
    for argument, raw in secrets.items():
        settings[argument] = _secret(argument, raw, options, inputs, warn)
    return settings | options.given("set")


def _secret(
    argument: str, raw: str, options: ParsedOptions, inputs: Inputs, warn: Callable[[str], None]
) -> str:
    flag = options.flag("secret", argument)
    if raw == "-":
        return inputs.secret(flag, raw)
    file = options.flag("key", argument)
    warn(f"others on this machine can see the value of {flag}: {file} or {flag} - hides it")
    return raw


def has_credentials(source: Source, settings: Mapping[str, Any]) -> bool:
    """Return whether what the operation requires was given, or is in the environment."""
    available = {
        credential.name
        for credential in source.provider.credentials
        if os.environ.get(credential.environment or "")
        or not settings.keys().isdisjoint(credential.every_argument)
    }
    required = source.operation.security
    return not required or any(available.issuperset(names) for names in required)


def missing_credential(source: Source, options: ParsedOptions) -> str:
    """Return what would give the operation a credential."""
    by_name = {credential.name: credential for credential in source.provider.credentials}
    required = [[by_name[name] for name in way] for way in source.operation.security]
    ways = [
        f"set {' and '.join(c.environment or '' for c in way)}"
        for way in required
        if all(credential.environment for credential in way)
    ]
    ways += [
        f"give {' and '.join(options.flag('key', name) for name in arguments)}"
        for way in required
        for arguments in _fillings(way)
    ]
    return f"{source.provider.client} needs a credential: {' or '.join(ways)}"


def _fillings(way: list[Credential]) -> Iterator[list[str]]:
    """Yield the arguments that fill the credentials of an alternative, for each way to do so."""
    fillings = (
        [c.arguments if c.pair else c.arguments[:1], *([c.grant.arguments] if c.grant else [])]
        for c in way
    )
    for arguments in product(*fillings):
        yield list(chain.from_iterable(arguments))


def placeholders(source: Source, settings: Mapping[str, Any]) -> dict[str, str]:
    """Return the credentials that a program has to be given, with "..." for their values.

    They are those that were given and that no variable of the environment could hold; where none
    was, and no variable could let the call in, those of the first way to do so.
    """
    credentials = [each for each in source.provider.credentials if not each.environment]
    arguments = [name for each in credentials for name in each.every_argument if name in settings]
    plain = {credential.name for credential in credentials}
    required = source.operation.security
    if not arguments and required and all(plain.intersection(way) for way in required):
        first = [each for each in credentials if each.name in required[0]]
        arguments = next(_fillings(first))
    return dict.fromkeys(arguments, "...")


def own_words(message: str, options: ParsedOptions) -> str:
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
