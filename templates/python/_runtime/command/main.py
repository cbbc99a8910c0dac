"""The command line of a generated package: options in, one call, an answer or an exit code out.

Job: find the provider and the operation that are meant, make the request that the options ask for,
send it unless it is only to be shown, and say what came of it. It must not know any provider or
operation (`program` lists them, their tables are data), and what isn't used is not imported:
`--help` needs neither models nor network. `__main__` comes before; `option_parser` reads options,
`invocation` calls, `display` prints.
"""

from __future__ import annotations

import importlib
import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from typing import Any, Final

from ..vocabulary.errors import (
    APIConnectionError,
    APIError,
    APIResponseValidationError,
    APIStatusError,
    ArgumentError,
)
from . import display, streams
from .general import leading_parser
from .inputs import UsageError
from .option_parser import ParsedOptions, nearest
from .options import Source
from .program import EXIT_CODES, ExitCode, Listed, Program, Service
from .streams import OutputError

_NOTHING: Final = Namespace(help=False, version=False)
_HELP: Final = frozenset({"-h", "--help"})
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
        display.note(program.name, "error", f"{error} (see {error.command or program.name} --help)")
        return ExitCode.USAGE
    except OutputError as error:
        display.note(program.name, "error", str(error))
        display.failure(error.answer)
        return ExitCode.UNWRITTEN
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        return ExitCode.CLOSED
    except Exception as error:  # noqa: BLE001  # a bug is reported without a traceback
        display.fault(program.name, error)
        return ExitCode.OURS


def _failed(error: APIError) -> ExitCode:
    if isinstance(error, APIStatusError) and error.status_code >= 500:
        return ExitCode.FAILED
    return next((code for kind, code in _FAILURES if isinstance(error, kind)), ExitCode.OURS)


def _chosen(program: Program, arguments: list[str]) -> int:
    service, arguments = _service(program, arguments)
    if not arguments or arguments[0] in _HELP:
        display.text(_help(program, service))
        return ExitCode.DONE if arguments else ExitCode.USAGE
    if arguments[0] == "--version":
        return _version(program)
    leading, rest, options = _NOTHING, arguments, list[str]()
    if arguments[0].startswith("-"):
        parser = leading_parser(service, _tables(program, service).PROVIDER)
        leading, rest = parser.leading(arguments)
        options = parser.known()
    listed = _operation(service, rest)
    if listed is None:
        return _overview(program, service, leading, rest, options)
    module = _tables(program, service)
    source = Source(
        service=service,
        listed=listed,
        provider=module.PROVIDER,
        operation=getattr(module, listed.constant),
    )
    return _called_with(program, source, leading, rest[len(listed.words) :])


def _tables(program: Program, service: Service) -> Any:
    return importlib.import_module(service.module, program.package)


def _called_with(
    program: Program, source: Source, leading: Namespace, arguments: Sequence[str]
) -> int:
    command = f"{_prefix(program, source.service)} {_called(source.listed)}"
    parser = source.parser(command, EXIT_CODES)
    try:
        options = parser.read(leading, arguments)
        if options.values["help"]:
            display.text(parser.format_help())
            return ExitCode.DONE
        if options.values["version"]:
            return _version(program)
        return _invoked(program, source, options)
    except UsageError as error:
        error.command = command
        raise


def _invoked(program: Program, source: Source, options: ParsedOptions) -> int:
    from .invocation import invoke  # brings in what only a call needs

    try:
        return invoke(program.name, source, options)
    except APIError as error:
        display.refusal(program.name, error, options.values["format_error"])
        return _failed(error)


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
    names = [service.name for service in program.services]
    raise UsageError(f"--provider is one of {', '.join(names)}{nearest(name, names)}")


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


def _overview(
    program: Program,
    service: Service,
    leading: Namespace,
    arguments: Sequence[str],
    options: Sequence[str],
) -> int:
    """Show what there is, if that was asked for."""
    if leading.help or set(arguments) & _HELP:
        display.text(_help(program, service))
        return ExitCode.DONE
    if leading.version:
        return _version(program)
    known = [_called(listed) for listed in service.operations]
    if not arguments:
        raise UsageError(f"an operation has to be named: {' or '.join(known)}")
    if arguments[0].startswith("-"):
        flag = arguments[0].partition("=")[0]
        hint = nearest(flag, options)
        raise UsageError(f"{flag} can't come before the operation ({' or '.join(known)}){hint}")
    words = " ".join(arguments[:2])
    hint = nearest(words, known) or f"; there is {' and '.join(known)}"
    raise UsageError(f"{service.name} has no operation of this name{hint}")


def _version(program: Program) -> int:
    from .versions import versions  # reads files that nothing else needs

    display.text(f"{program.name}, {versions()}\n")
    return ExitCode.DONE


def _help(program: Program, service: Service) -> str:
    first = program.services[0].name
    services = [(s.name, s.client) for s in program.services]
    operations = [(_called(o), f"{o.doc} {o.notice}".strip()) for o in service.operations]
    lines = [
        f"usage: {program.name} [--provider NAME] [options] OPERATION [options]",
        *("", program.doc),
        *("", f"providers ({first} unless another is named):", *_columns(services)),
        *("", f"operations of {service.name}:", *_columns(operations)),
        *(
            "",
            "The options of an operation are shown by its own --help. Those about the client and",
            "the call may come before it as well. --version shows what this was made by.",
        ),
    ]
    return "\n".join(lines) + "\n\n" + EXIT_CODES


def _columns(rows: Iterable[tuple[str, str]]) -> list[str]:
    rows = list(rows)
    width = max((len(name) for name, _ in rows), default=0)
    return [f"  {name:{width}}  {text}".rstrip() for name, text in rows]
