"""What a command line can be about: its provider and its operation, found or listed.

Job: pick the provider that is named and the operation that the words begin with, and show what
there is where none is. `main` calls this; nothing of an operation itself is imported here.
"""

from __future__ import annotations

from argparse import Namespace

from . import display
from .inputs import UsageError
from .option_parser import nearest
from .program import EXIT_CODES, ExitCode, OperationCommand, Program, Service

TYPE_CHECKING = False  # as in `typing`, which costs a part of the time in which help is there
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Final

NOTHING: Final = Namespace(help=False, version=False, completion=None, reference=None)
"""What stands in front of an operation where nothing does."""
_HELP: Final = frozenset({"-h", "--help"})


def is_help(argument: str) -> bool:
    """Return whether an argument asks for help."""
    return argument in _HELP


def service_of(program: Program, arguments: list[str]) -> tuple[Service, list[str]]:
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


def operation_of(service: Service, arguments: Sequence[str]) -> OperationCommand | None:
    """Return the operation that the arguments begin with; the longest name wins."""
    words = tuple(argument.replace("_", "-").rstrip("-") for argument in arguments)
    candidates = [entry for entry in service.operations if words[: len(entry.words)] == entry.typed]
    return max(candidates, key=lambda entry: len(entry.words), default=None)


def overview(
    program: Program,
    service: Service,
    leading: Namespace,
    arguments: Sequence[str],
    options: Sequence[str],
) -> int:
    """Show what there is, if that was asked for.

    Raises:
        UsageError: it wasn't, and no operation is named.
    """
    if leading.help or any(map(is_help, arguments)):
        shown_help(program, service, [word for word in arguments if not is_help(word)])
        return ExitCode.DONE
    names = [entry.called for entry in service.operations]
    if not arguments:
        raise UsageError(f"an operation has to be named{_some(names)}")
    if arguments[0].startswith("-"):
        flag = arguments[0].partition("=")[0]
        hint = nearest(flag, options)
        raise UsageError(f"{flag} can't come before the operation{_some(names)}{hint}")
    below = [name for name in names if name.startswith(f"{arguments[0]} ")]
    hint = nearest(" ".join(arguments[:2]), names) or _some(below or names)
    there = _elsewhere(program, arguments)
    one = service.name if len(program.services) > 1 else program.name
    raise UsageError(f"{one} has no operation of this name{there or hint}")


def _elsewhere(program: Program, arguments: Sequence[str]) -> str:
    """Return which other providers have an operation of this name."""
    providers = [each.name for each in program.services if operation_of(each, arguments)]
    return f", {' and '.join(providers)} has (--provider {providers[0]})" if providers else ""


def _some(names: Sequence[str]) -> str:
    """Return what there is, as the end of a sentence."""
    text = " or ".join(names[:4])
    return f" ({text}{f' or {len(names) - 4} others' if len(names) > 4 else ''})"


def version(program: Program) -> int:
    """Show what made the command, and return an exit code."""
    from .versions import versions  # reads files that nothing else needs

    display.text(f"{program.name}, {versions()}\n")
    return ExitCode.DONE


def shown_help(program: Program, service: Service, words: Sequence[str] = ()) -> None:
    """Show the operations of a provider, those that begin with some words alone if any do."""
    below = [o for o in service.operations if o.called.startswith(" ".join(words))]
    display.text(_help(program, service, below or list(service.operations)))


def _help(program: Program, service: Service, operations: Iterable[OperationCommand]) -> str:
    rows = [(o.called, f"{o.doc} {o.notice}".strip()) for o in operations]
    several = len(program.services) > 1
    lines = [
        f"usage: {program.name}{' [--provider NAME]' if several else ''} [options] OPERATION"
        " [options]",
        *("", program.doc),
        *(_providers(program) if several else ()),
        *("", f"operations{f' of {service.name}' if several else ''}:", *_columns(rows)),
        *(
            "",
            "The options of an operation are shown by its own --help. Those about the client and",
            "the call may come before it as well. --version shows what this was made by,",
            "--completion SHELL the line by which a shell completes commands, and --reference",
            "man or markdown everything on one page.",
        ),
    ]
    return "\n".join(lines) + "\n\n" + EXIT_CODES


def _providers(program: Program) -> list[str]:
    names = [(service.name, service.client) for service in program.services]
    title = f"providers ({program.services[0].name} unless another is named):"
    return ["", title, *_columns(names)]


def _columns(rows: Iterable[tuple[str, str]]) -> list[str]:
    rows = list(rows)
    width = max((len(name) for name, _ in rows), default=0)
    return [f"  {name:{width}}  {text}".rstrip() for name, text in rows]
