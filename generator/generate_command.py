"""The commands `compactgen generate` and `vendor`: packages brought up to date, or compared.

Job: have the pipeline make what isn't current any more, and say what came of it. Nothing heavy is
imported before it is known to be needed; of the stages it knows `publish` alone: whether there is
anything to do, and how a report reads.
"""

from __future__ import annotations

import argparse
import dataclasses
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from generator import colours, terminal
from generator.exit_codes import DONE, STALE, USE
from generator.findings import DescriptionError, render, summary
from generator.inputs import examples_beside
from generator.job import Job
from generator.job_arguments import in_languages, job_of
from generator.languages import DEFAULT
from generator.memory import Memory, remembered
from generator.progress import Progress
from generator.publish import freshness
from generator.vendoring import vendoring, vendoring_below

if TYPE_CHECKING:
    from generator.descriptions import Descriptions
    from generator.diff.report import Report
    from generator.pipeline import Generated

MOST_CHANGES: Final = 40
"""Changes for callers that are told one by one."""


def generate(options: argparse.Namespace) -> int:
    """Bring the output up to date, or compare it."""
    return _refusing_in_brief(_generate, options)


def vendor(options: argparse.Namespace) -> int:
    """Bring a package in another project up to date, or compare it and what is built on it."""
    return _refusing_in_brief(_vendor, options)


def _refusing_in_brief(
    command: Callable[[argparse.Namespace], int], options: argparse.Namespace
) -> int:
    """Run a command; of a description that it refuses, count the remarks unless they are wanted."""
    try:
        return command(options)
    except DescriptionError as error:
        if options.notes:
            raise
        sys.stderr.write(error.brief)
        return USE


def _generate(options: argparse.Namespace) -> int:
    job, out = job_of(options, options.package), Path(options.out)
    jobs = in_languages(job, options)
    order = remembered(out, jobs[0].folder).providers
    jobs = tuple(dataclasses.replace(each, order=order) for each in jobs)
    code = _output(options, jobs, out)
    if code == DONE:
        progress = Progress(quiet=options.quiet)
        for each in jobs:
            progress.hint(f"{out / each.folder}: a package; its README.md shows the first calls,")
            progress.hint("  and its PROVIDERS.md what each provider has")
        progress.hint(f"{out / 'api.txt'}: what the description means, short enough to review")
        progress.hint(f"{out / 'openapi'}, {out / 'schemas'}: the same for other tools")
    return code


def _vendor(options: argparse.Namespace) -> int:
    folder = Path(options.folder)
    below = options.language not in (None, DEFAULT)
    if options.check and options.description is None and not below:
        _refuse_unreadable(folder)
    before = Memory() if below else remembered(folder, "")
    job = vendoring_below(options) if below else vendoring(options, before)
    code = _output(options, (job,), folder)
    if code != USE:
        _say_providers(before.providers, job.providers, Progress(quiet=options.quiet))
    return code


def _refuse_unreadable(folder: Path) -> None:
    """Refuse to compare a package whose manifest can't be read: it says what it was made from.

    Raises:
        PublishError: it is none.
    """
    from generator.publish.comparison import refuse_unreadable

    refuse_unreadable(folder, "")


def _say_providers(before: tuple[str, ...], after: tuple[str, ...], progress: Progress) -> None:
    """Say which providers join and leave the package, where there was one."""
    leaving = [f"- {name}" for name in before if after and name not in after]
    joining = [f"+ {name}" for name in after if before and name not in before]
    if leaving or joining:
        progress.result(f"providers: {', '.join([*leaving, *joining])}")


def _output(options: argparse.Namespace, jobs: tuple[Job, ...], out: Path) -> int:
    """Bring packages up to date, or compare them; those that are current cost next to nothing.

    What there is to remark isn't remembered: where all of it is asked for, everything is read.
    """
    progress = Progress(quiet=options.quiet)
    anew = options.no_cache or options.notes
    counts = [None if anew else _current(job, out) for job in jobs]
    code = DONE
    for job, count in zip(jobs, counts, strict=True):
        if count is not None:
            progress.summary(f"{out / job.folder}: {count} files, all current")
            code = max(code, _fitting(job, out / job.folder, progress) if options.check else DONE)
    stale = tuple(job for job, count in zip(jobs, counts, strict=True) if count is None)
    return max(code, _generated(options, stale, out, progress) if stale else DONE)


def _current(job: Job, out: Path) -> int | None:
    """Return how many files there are when all of them are what a run would make."""
    return freshness.current(out, job.folder, _options(job), _beside(job))


def _generated(
    options: argparse.Namespace, jobs: tuple[Job, ...], out: Path, progress: Progress
) -> int:
    """Make packages, and say what came of it."""
    from generator import pipeline

    def show(job: Job, effect: Report) -> None:
        if job.package_only and effect.changes and not options.quiet:
            _show_effect(dataclasses.replace(effect, old="the package", new="what is made now"))

    every = pipeline.generate(
        jobs, out, check=options.check, force=options.force, tell=progress.tell, show=show
    )
    _remark(options, every[0].descriptions)
    code = DONE
    for job, result in zip(jobs, every, strict=True):
        _say_left_out(result, progress)
        if options.check:
            code = max(code, _checked(job, out / job.folder, result, progress))
        else:
            _say(out / job.folder, result, progress, is_check=False)
            _keep(job, out, result)
    return code


def _say_left_out(result: Generated, progress: Progress) -> None:
    """Say which operations a language can't have."""
    for line in () if progress.is_quiet else result.left_out:
        print(terminal.line(line), file=sys.stderr)


def _keep(job: Job, out: Path, result: Generated) -> None:
    """Remember what a package was made from."""
    texts = {Path(file): text for file, text in result.descriptions.sources.items()}
    order = tuple(document.provider for document in result.descriptions.documents)
    next_time = dataclasses.replace(job, order=order)  # which the manifest has from now on
    freshness.keep(out, job.folder, _options(next_time), texts, _beside(job))


def _show_effect(effect: Report) -> None:
    """Say what becomes of the callers of a package."""
    from generator.diff.render.text import text

    terminal.write_coloured(sys.stderr, text(effect, coloured=colours.wanted(sys.stderr)))


def _checked(job: Job, package: Path, result: Generated, progress: Progress) -> int:
    sys.stdout.write(result.report.difference)
    _say(package, result, progress, is_check=True)
    code = _fitting(job, package, progress)
    if not result.names_current:
        progress.result(f"{job.names}: names would be added")
    return code if result.report.current and result.names_current else STALE


def _fitting(job: Job, package: Path, progress: Progress) -> int:
    """Say what of a project doesn't fit its package any more."""
    unfit = job.language.misfits(package, progress.summary) if job.package_only else []
    sys.stdout.writelines(f"{terminal.line(one)}\n" for one in unfit)
    return STALE if unfit else DONE


def _say(package: Path, result: Generated, progress: Progress, *, is_check: bool) -> None:
    from generator.publish.report import describe

    for change in result.changes[:MOST_CHANGES]:
        progress.result(f"  {change}")
    if len(result.changes) > MOST_CHANGES:
        progress.result(f"  ... and {len(result.changes) - MOST_CHANGES} more")
    for line in describe(result.report, checked=is_check):
        progress.summary(f"{package}: {line}")


def _beside(job: Job) -> list[Path]:
    """Return the inputs that are found without being read, also for providers not asked for."""
    names = [job.names] if job.names is not None and job.names.is_file() else []
    return [job.description, *names, *job.overlays.values(), *examples_beside(job.description)]


def _options(job: Job) -> dict[str, Any]:
    """Return what decides the output besides the contents of files."""
    return {
        "overlays": list(job.overlays),
        "package": job.package,
        "alone": job.package_only or job.is_alone,
        "providers": list(job.providers),
        "order": list(job.order),
        "told": dict(job.remembered),
        "strict": job.strict,
        "names": job.writes_names,
    }


def _remark(options: argparse.Namespace, descriptions: Descriptions) -> None:
    """Say what there is to remark: each finding that is asked for, or a line for each kind."""
    if options.notes:
        sys.stderr.write(render(descriptions.findings, descriptions.sources, limit=None))
        return
    findings, lines = summary(descriptions.findings)
    sys.stderr.write(render(findings, descriptions.sources))
    for text in () if options.quiet else lines:
        print(terminal.line(text), file=sys.stderr)
