"""The command line of a generated package: options in, one call, an answer or an exit code out.

Job: find the provider and the operation that are meant, make the request that the options ask for,
send it unless it is only to be shown, and say what came of it. It must not know any provider or
operation (`program` lists them, their tables are data), and what isn't used is not imported: `--help`
needs neither models nor network. `__main__` comes before; `options` reads, `invocation` calls,
`display` prints.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Final

from . import display, streams
from .errors import (
    APIConnectionError,
    APIError,
    APIResponseValidationError,
    APIStatusError,
    ArgumentError,
)
from .inputs import UsageError
from .options import Source
from .program import EXIT_CODES, ExitCode, Listed, Program, Service
from .streams import OutputError

_FAILURES: Final[tuple[tuple[type[APIError], ExitCode], ...]] = (
    (ArgumentError, ExitCode.USAGE),
    (APIStatusError, ExitCode.REFUSED),
    (APIConnectionError, ExitCode.NO_ANSWER),
    (APIResponseValidationError, ExitCode.MISFIT),
)


def run(program: Program, arguments: Sequence[str] | None = None) -> int:
    """Carry out the command and return its exit code."""
    streams.reserve()
    try:
        return _chosen(program, list(sys.argv[1:] if arguments is None else arguments))
    except UsageError as error:
        display.note(program.name, "error", f"{error} (see {program.name} --help)")
        return ExitCode.USAGE
    except APIError as error:
        display.note(program.name, "error", f"{type(error).__name__}: {error}")
        display.failure(error.raw)
        return _failed(error)
    except OutputError as error:
        display.note(program.name, "error", str(error))
        display.failure(error.answer)
        return ExitCode.UNWRITTEN
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        return ExitCode.CLOSED
    except Exception as error:
        display.fault(program.name, error)
        return ExitCode.OURS


def _failed(error: APIError) -> ExitCode:
    if isinstance(error, APIStatusError) and error.status_code >= 500:
        return ExitCode.FAILED
    return next((code for kind, code in _FAILURES if isinstance(error, kind)), ExitCode.OURS)


def _chosen(program: Program, arguments: list[str]) -> int:
    service, arguments = _service(program, arguments)
    listed = _operation(service, arguments)
    if listed is None:
        return _overview(program, service, arguments)
    module = importlib.import_module(service.module, program.package)
    source = Source(
        service=service,
        listed=listed,
        provider=module.PROVIDER,
        operation=getattr(module, listed.constant),
    )
    parser = source.parser(_prefix(program, service), EXIT_CODES)
    options = parser.read(arguments[len(listed.words) :])
    if options.values["help"]:
        display.text(parser.format_help())
        return ExitCode.DONE
    from .invocation import invoke  # brings in what only a call needs

    return invoke(program.name, source, options)


def _service(program: Program, arguments: list[str]) -> tuple[Service, list[str]]:
    """Return the provider that is named, and the arguments without its name."""
    name, rest = program.services[0].name, list[str]()
    unread = iter(arguments)
    for argument in unread:
        if argument == "--provider":
            name = next(unread, "")
        elif argument.startswith("--provider="):
            name = argument.partition("=")[2]
        else:
            rest.append(argument)
    for service in program.services:
        if service.name == name:
            return service, rest
    raise UsageError(f"--provider is one of {', '.join(s.name for s in program.services)}")


def _operation(service: Service, arguments: Sequence[str]) -> Listed | None:
    """Return the operation that the arguments begin with; the longest name wins."""
    words = tuple(argument.replace("-", "_") for argument in arguments)
    named = [listed for listed in service.operations if words[: len(listed.words)] == listed.words]
    return max(named, key=lambda listed: len(listed.words), default=None)


def _prefix(program: Program, service: Service) -> str:
    """Return the beginning of a command for a provider."""
    named = "" if service is program.services[0] else f" --provider {service.name}"
    return program.name + named


def _called(listed: Listed) -> str:
    return " ".join(word.replace("_", "-") for word in listed.words)


def _overview(program: Program, service: Service, arguments: Sequence[str]) -> int:
    """Show what there is, if that was asked for."""
    if not arguments or set(arguments) & {"-h", "--help"}:
        display.text(_help(program, service))
        return ExitCode.DONE if arguments else ExitCode.USAGE
    known = [_called(listed) for listed in service.operations]
    if arguments[0].startswith("-"):
        raise UsageError(f"options come after the operation: {' or '.join(known)}")
    close = get_close_matches(" ".join(arguments[:2]), known, n=1)
    hint = f"is {close[0]!r} meant?" if close else f"there is {' and '.join(known)}"
    raise UsageError(f"{service.name} has no operation of this name; {hint}")


def _help(program: Program, service: Service) -> str:
    first = program.services[0].name
    services = [(s.name, s.client) for s in program.services]
    operations = [(_called(o), f"{o.doc} {o.notice}".strip()) for o in service.operations]
    lines = [
        f"usage: {program.name} [--provider NAME] OPERATION [options]",
        *("", program.doc),
        *("", f"providers ({first} unless another is named):", *_columns(services)),
        *("", f"operations of {service.name}:", *_columns(operations)),
        *("", "The options of an operation are shown by its own --help."),
    ]
    return "\n".join(lines) + "\n\n" + EXIT_CODES


def _columns(rows: Iterable[tuple[str, str]]) -> list[str]:
    rows = list(rows)
    width = max((len(name) for name, _ in rows), default=0)
    return [f"  {name:{width}}  {text}".rstrip() for name, text in rows]
