"""The command line of a generated package: options in, one call, an answer or an exit code out.

Job: find the provider and the operation that are meant, make the request that the options ask for,
send it unless it is only to be shown, and say what came of it. It must not know any provider or
operation (`program` lists them, their tables are data), and what isn't used is not imported:
`--help` needs neither models nor network, nor anything that describes requests and errors.
`__main__` comes before; `listing` finds what is meant, `options` says what may be typed,
`invocation` calls, `display` prints.
"""

from __future__ import annotations

import os
import sys

from . import display, streams
from .general import leading_parser
from .inputs import UsageError
from .listing import NOTHING, is_help, operation_of, overview, service_of, shown_help, version
from .program import EXIT_CODES, ExitCode, Program
from .streams import OutputError

TYPE_CHECKING = False  # as in `typing`, which costs a part of the time in which help is there
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from .option_parser import ParsedOptions
    from .options import Source


def run(program: Program, arguments: Sequence[str] | None = None) -> int:
    """Carry out the command and return its exit code."""
    streams.reserve()
    try:
        if arguments is None and "_ARGCOMPLETE" in os.environ:
            from .completion import complete  # a shell asks, not a person

            return complete(program)
        return _chosen(program, list(sys.argv[1:] if arguments is None else arguments))
    except UsageError as error:
        display.note(program.name, "error", f"{error} (see {error.command or program.name} --help)")
        return ExitCode.USAGE
    except OutputError as error:
        display.note(program.name, "error", str(error))
        return _unwritten(error.answer)
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        return ExitCode.CLOSED
    except Exception as error:  # noqa: BLE001  # a bug is reported without a traceback
        display.fault(program.name, error)
        return ExitCode.OURS


def _unwritten(answer: bytes | None) -> ExitCode:
    """Print what came and can't be kept elsewhere to standard error."""
    if answer:
        from .failures import failure  # help can do without

        failure(answer)
    return ExitCode.UNWRITTEN


def _chosen(program: Program, arguments: list[str]) -> int:
    service, arguments = service_of(program, arguments)
    if not arguments or is_help(arguments[0]):
        shown_help(program, service)
        return ExitCode.DONE if arguments else ExitCode.USAGE
    leading, rest, options = NOTHING, arguments, list[str]()
    if arguments[0].startswith("-"):
        parser = leading_parser(service)
        leading, rest = parser.leading(arguments)
        options = parser.known()
    if leading.version:
        return version(program)
    if leading.completion or leading.reference:
        from .reference import print_asked  # what hardly anybody asks for

        return print_asked(program, service, leading)
    entry = operation_of(service, rest)
    if entry is None:
        return overview(program, service, leading, rest, options)
    from .options import Source

    source = Source(program, service, entry)
    return _called_with(source, leading, rest[len(entry.words) :])


def _called_with(source: Source, leading: Namespace, arguments: Sequence[str]) -> int:
    parser = source.parser(EXIT_CODES)
    try:
        options = parser.read(leading, arguments, source.elsewhere)
        if options.values["help"]:
            display.text(parser.format_help())
            return ExitCode.DONE
        if options.values["version"]:
            return version(source.program)
        return _invoked(source, options)
    except UsageError as error:
        error.command = source.command
        raise


def _invoked(source: Source, options: ParsedOptions) -> int:
    from . import failures, invocation  # bring in what only a call needs

    try:
        return invocation.invoke(source, options)
    except failures.APIError as error:
        return failures.told(source.program.name, error, options)
