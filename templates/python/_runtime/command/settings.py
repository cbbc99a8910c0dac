"""What the client of a command is set up with: settings and credentials, as they were typed.

Job: read them from options and files, warn of what others can see, find out whether a credential is
there at all, and say what is wrong with any of them by their options. `invocation` calls this.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

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
    names = {name for requirement in source.operation.security for name in requirement}
    usable = [each for each in source.provider.credentials if each.name in names]
    ways = [f"set {credential.environment}" for credential in usable if credential.environment]
    ways += [f"give {options.flag('key', credential.arguments[0])}" for credential in usable]
    return f"{source.provider.client} needs a credential: {' or '.join(ways)}"


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
