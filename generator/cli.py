"""The command line: `compactgen generate`, `vendor`, `validate`, `dump` and `diff`.

Job: call the pipeline with what the arguments (`commandline`) ask for, show what came of it, and
say how it ended: 0 done, 1 the output is stale (`--check`), 2 the description, the folder or the
use of the command is at fault, 3 we are. Nothing heavy is imported before it is known to be needed.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator import terminal
from generator.commandline import complete, parse
from generator.exit_codes import DONE, FAULT, INTERRUPTED, STALE, USE
from generator.findings import SEVERITIES, DescriptionError, render
from generator.job import UseError
from generator.job_arguments import job_of
from generator.progress import Progress
from generator.signals import EndedBySignal, undoing

if TYPE_CHECKING:
    from generator.descriptions import Descriptions


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    if arguments is None and "_ARGCOMPLETE" in os.environ:
        complete()
    with terminal.plain_streams():
        return _run(arguments)


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = _commanded(arguments)
        sys.stdout.flush()
        return code
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else USE
    except BrokenPipeError:
        _silence()
        return DONE
    except EndedBySignal as end:
        return _ended(end.exit_code, str(end))
    except KeyboardInterrupt:
        return _ended(INTERRUPTED, "interrupted")
    except Exception as error:  # noqa: BLE001  # none is shown as a traceback
        return _failed(error)


def _commanded(arguments: Sequence[str] | None) -> int:
    commands = {
        "generate": generate,
        "vendor": vendor,
        "validate": validate,
        "dump": dump,
        "diff": diff,
    }
    options = parse(arguments)
    gc.set_threshold(50_000)  # many trees and hardly any garbage: looking costs a tenth
    with undoing():
        return commands[options.command](options)


def generate(options: argparse.Namespace) -> int:
    """Bring the output up to date, or compare it."""
    from generator import generate_command

    return generate_command.generate(options)


def vendor(options: argparse.Namespace) -> int:
    """Bring a package in another project up to date, or compare it and what is built on it."""
    from generator import generate_command

    return generate_command.vendor(options)


def validate(options: argparse.Namespace) -> int:
    """Tell everything that is wrong, and what else is worth knowing."""
    from generator import pipeline
    from generator.descriptions import describe

    progress = Progress(quiet=options.quiet)
    job = job_of(options, options.package)
    descriptions = describe(job, progress.tell)
    _, _, descriptions = pipeline.meaning(descriptions, [job], progress.tell)
    _show(descriptions, *(("error",) if options.quiet else SEVERITIES))
    names = ", ".join(document.provider for document in descriptions.documents)
    progress.summary(f"{job.description}: no errors, for {names}")
    return DONE


def dump(options: argparse.Namespace) -> int:
    """Print the Api."""
    from generator import pipeline
    from generator.descriptions import describe
    from generator.dump import dump as text_of

    progress = Progress(quiet=options.quiet)
    job = job_of(options, options.package)
    api, _, _ = pipeline.meaning(describe(job, progress.tell), [job], progress.tell)
    sys.stdout.write(text_of(api))
    return DONE


def diff(options: argparse.Namespace) -> int:
    """Tell what a change of the description does; fail where it does more than is allowed."""
    from generator import diff_command

    return DONE if diff_command.run(options) else STALE


def _show(descriptions: Descriptions, *severities: str) -> None:
    findings = [finding for finding in descriptions.findings if finding.severity in severities]
    sys.stderr.write(render(findings, descriptions.sources, limit=None))


def _failed(error: Exception) -> int:
    """Say what an exception means for who runs the command."""
    from generator.publish.destination import PublishError

    match error:
        case DescriptionError():
            sys.stderr.write(str(error))
            return USE
        case PublishError():
            return _ended(USE, *error.lines)
        case UseError():
            return _ended(USE, str(error))
        case OSError(filename=str() | Path() as name):
            return _ended(USE, f"{name}: {error.strerror}")
        case OSError(errno=int()):
            _silence()
            return _ended(USE, f"the output can't be written: {error.strerror}")
        case _:
            traceback.print_exception(error)
            return _ended(FAULT, "this is a fault of compactgen, not of the description")


def _silence() -> None:
    """Have Python not try once more, at its end, to write what can't be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _ended(code: int, *lines: str) -> int:
    """Say how it ended; a line end within a line comes from a name."""
    print("compactgen:", "\n".join(map(terminal.line, lines)), file=sys.stderr)
    return code
