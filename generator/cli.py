"""The command line: `compactgen generate`, `validate` and `dump`.

Job: read arguments, call the pipeline, show what came of it, and say how it ended: 0 done, 1 the
output is stale (`--check`), 2 the description or the use of the command is at fault, 3 we are.
Nothing heavy is imported before it is known to be needed. It must not know a stage.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from generator import stamp
from generator.diagnostics import DescriptionError, render
from generator.examples import found as examples_beside
from generator.inputs import located, overlays_beside, package_of
from generator.naming import package_name
from generator.places import SPEC
from generator.progress import Progress
from generator.version import VERSION

if TYPE_CHECKING:
    from generator.job import Job
    from generator.pipeline import Described

DONE: Final = 0
STALE: Final = 1
USE: Final = 2
FAULT: Final = 3
INTERRUPTED: Final = 130

CODES: Final = """\
exit codes: 0 done, 1 --check found a difference, 2 the description or the use of the command is
at fault, 3 compactgen is at fault
"""


class UseError(Exception):
    """The command was used in a way that can't be meant."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    try:
        given = parser().parse_args(arguments)
        run = {"generate": generate, "validate": validate, "dump": dump}[given.command]
        return run(given)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else USE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return _ended(INTERRUPTED, "interrupted")
    except Exception as error:
        return _failed(error)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    result = argparse.ArgumentParser(
        prog="compactgen",
        description="From an OpenAPI description to client packages.",
        epilog=CODES,
    )
    result.add_argument("--version", action="version", version=f"compactgen {VERSION}")
    commands = result.add_subparsers(dest="command", required=True, metavar="COMMAND")
    made = commands.add_parser("generate", help="write the package, schemas and descriptions")
    made.add_argument("--out", metavar="DIR", default="generated", help="folder to write into")
    made.add_argument("--check", action="store_true", help="only tell what differs, as a diff")
    checked = commands.add_parser("validate", help="tell what is wrong with a description")
    dumped = commands.add_parser("dump", help="print what a description means")
    for command in (made, checked, dumped):
        _add_input(command)
    return result


def _add_input(command: argparse.ArgumentParser) -> None:
    """Let a command be told what to read."""
    command.add_argument(
        "description",
        metavar="DESCRIPTION",
        nargs="?",
        help="OpenAPI 3.0 or 3.1 file (default: own)",
    )
    command.add_argument(
        "--overlay",
        metavar="NAME=FILE",
        action="append",
        default=[],
        help="an overlay for the provider NAME, besides those in overlays/ (repeatable)",
    )
    command.add_argument(
        "--provider",
        metavar="NAME",
        action="append",
        default=[],
        help="only this provider (repeatable)",
    )
    command.add_argument("--package", metavar="NAME", help="name of the package")
    command.add_argument("--quiet", action="store_true", help="say nothing but what is wrong")


def generate(given: argparse.Namespace) -> int:
    """Bring the output up to date, or compare it."""
    progress = Progress(quiet=given.quiet)
    job, out = job_of(given), Path(given.out)
    package = out / job.package
    count = None if given.check else stamp.current(package, _options(job), _beside(job))
    if count is not None:
        progress.summary(f"{package}: {count} files, all current")
        return DONE
    return _generated(job, out, progress, check=given.check)


def _generated(job: Job, out: Path, progress: Progress, *, check: bool) -> int:
    from generator import pipeline, publish

    _refuse_use(job, out)
    gc.set_threshold(50_000)  # many trees and hardly any garbage: looking costs a tenth of the run
    report, described = pipeline.generate(job, out, check=check, tell=progress.tell)
    _show(described, "error", "warning")
    sys.stdout.write(report.difference)
    for line in publish.describe(report, checked=check):
        progress.summary(f"{out / job.package}: {line}")
    if check:
        return DONE if report.current else STALE
    read = [located(file, job.description) for file in described.sources]
    stamp.keep(out / job.package, _options(job), {*read, *_beside(job)})
    return DONE


def _beside(job: Job) -> list[Path]:
    """Return the inputs that are found without being read, also for providers not asked for."""
    return [job.description, *job.overlays.values(), *examples_beside(job.description)]


def validate(given: argparse.Namespace) -> int:
    """Tell everything that is wrong, and what else is worth knowing."""
    from generator import pipeline

    progress = Progress(quiet=given.quiet)
    job = job_of(given)
    described = pipeline.describe(job, progress.tell)
    pipeline.meaning(described, job, progress.tell)
    _show(described, *(("error",) if given.quiet else ("error", "warning", "note")))
    names = ", ".join(document.provider for document in described.documents)
    progress.summary(f"{job.description}: no errors, for {names}")
    return DONE


def dump(given: argparse.Namespace) -> int:
    """Print the Api."""
    from generator import pipeline
    from generator.dump import dump as text_of

    progress = Progress(quiet=given.quiet)
    job = job_of(given)
    api = pipeline.meaning(pipeline.describe(job, progress.tell), job, progress.tell)
    sys.stdout.write(text_of(api))
    return DONE


def job_of(given: argparse.Namespace) -> Job:
    """Return what the arguments ask for.

    Raises:
        UseError: they can't be meant.
        DescriptionError: the description can't be read.
    """
    from generator.job import Job

    description = Path(given.description) if given.description else _own()
    package = given.package or package_of(description)
    if not package_name(package):
        raise UseError(f"{package!r} can't be the name of a package; give one with --package")
    return Job(
        description=description,
        package=package,
        overlays=overlays_beside(description) | dict(map(_overlay, given.overlay)),
        providers=tuple(dict.fromkeys(given.provider)),
    )


def _own() -> Path:
    """Return the generator's own description, by the short way when it is below the folder."""
    try:
        return SPEC.relative_to(Path.cwd())
    except ValueError:
        return SPEC


def _overlay(text: str) -> tuple[str, Path]:
    name, sign, path = text.partition("=")
    if not sign or not path or not package_name(name):
        raise UseError(f"--overlay takes NAME=FILE, NAME in lower case, not {text!r}")
    return name, Path(path)


def _options(job: Job) -> dict[str, Any]:
    """Return what decides the output besides the contents of files."""
    return {
        "overlays": list(job.overlays),
        "package": job.package,
        "providers": list(job.providers),
    }


def _refuse_use(job: Job, out: Path) -> None:
    target = (out / job.package).resolve()
    if target in job.description.resolve().parents:
        raise UseError(f"{target} holds the description; choose another --out")


def _show(described: Described, *severities: str) -> None:
    shown = [finding for finding in described.findings if finding.severity in severities]
    sys.stderr.write(render(shown, described.sources))


def _failed(error: Exception) -> int:
    """Say what an exception means for who runs the command."""
    from generator.publish import PublishError

    match error:
        case DescriptionError():
            sys.stderr.write(str(error))
            return USE
        case UseError() | PublishError():
            return _ended(USE, str(error))
        case OSError(filename=str(name)):
            return _ended(USE, f"{name}: {error.strerror}")
        case _:
            traceback.print_exception(error)
            return _ended(FAULT, "this is a fault of compactgen, not of the description")


def _ended(code: int, text: str) -> int:
    print(f"compactgen: {text}", file=sys.stderr)
    return code
