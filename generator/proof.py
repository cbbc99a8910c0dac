"""The proof of a report: somebody who uses all of the old package meets the new one.

Job: write both packages and the exhaustive user of the old one (`languages.python.user`), have a
type checker and the interpreter go through it with each, and hold what fails against what the rules
say. What fails with the old package as well is no witness. A break that nothing witnesses is marked
as unproven and is never major; a failure that no rule explains is a fault of ours.
"""

from __future__ import annotations

import dataclasses
import json
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.api import Api
from generator.diff.change import Change, Difference
from generator.diff.effects import Effect, Verdict
from generator.diff.namespace import namespace
from generator.diff.report import Report
from generator.document import split
from generator.languages.python.render import rendered_user
from generator.languages.python.user import Probe, User, user
from generator.places import TEMPLATES
from generator.two_packages import checked_types, process, refuse_without, write, write_package

PACKAGE: Final = "subject"
"""What both packages are called while they are compared."""

RUNNER: Final = """\
import importlib, json, sys
failures = {}
for name in sys.argv[1:]:
    module = importlib.import_module(name)
    for key in sorted(k for k in dir(module) if k.startswith("probe_")):
        try:
            getattr(module, key)()
        except Exception as error:
            failures[f"{name}.{key}"] = f"{type(error).__name__}: {error}"[:300]
print(json.dumps(failures))
"""

ERROR: Final = re.compile(r"(?P<module>user_\w+)\.py:(?P<line>\d+): error: (?P<message>.*)")

FUNCTION: Final = re.compile(r"def (probe_\d+)\(")


class ProofError(Exception):
    """A rule says that all is well where code fails."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What of the old code fails on the new package."""

    provider: str
    probe: Probe
    question: str
    message: str


def proved(report: Report, old: Api, new: Api) -> Report:
    """Return a report whose breaks say whether code was seen to fail.

    Raises:
        ProofError: code fails where no rule says so.
        UseError: there is nothing to check types with.
    """
    refuse_without("mypy", "--prove")
    if not report.changes:
        return report
    failures = tuple(_failures(old, new))
    _refuse_unexplained(report, failures)
    return dataclasses.replace(
        report, changes=tuple(_judged(change, failures) for change in report.changes)
    )


def _failures(old: Api, new: Api) -> Iterator[Failure]:
    """Yield what fails with the new package and doesn't with the old one."""
    names = [p.name for p in old.providers if p.name in {other.name for other in new.providers}]
    old, new = (dataclasses.replace(api, package=PACKAGE) for api in (old, new))
    users = [_user(old, name, _same(old, new, name)) for name in names]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for one in users:
            write(folder / f"user_{one.provider}.py", rendered_user(one, TEMPLATES))
        write(folder / "runner.py", RUNNER)
        for side, api in (("old", old), ("new", new)):
            write_package(folder / side, api)
        tasks = [(folder, side, ask) for side in ("new", "old") for ask in (_checked, _run)]
        with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
            jobs = [pool.submit(ask, where, side, users) for where, side, ask in tasks]
            checked, run, checked_before, run_before = (job.result() for job in jobs)
    yield from _new(users, "checks", checked, checked_before)
    yield from _new(users, "", run, run_before)


def _user(api: Api, name: str, same: frozenset[str]) -> User:
    provider = next(each for each in api.providers if each.name == name)
    return user(api, provider, dict(namespace(api, provider).travels), same)


def _same(old: Api, new: Api, name: str) -> frozenset[str]:
    """Return the components and operations that are equal on both sides, whatever rules say."""
    parts = [
        {d.name: d for d in api.declarations if name in d.providers}
        | {o.id: o for p in api.providers if p.name == name for o in p.operations}
        for api in (old, new)
    ]
    return frozenset(key for key, part in parts[0].items() if parts[1].get(key) == part)


Messages = Mapping[str, str]
"""What failed, by module and function."""


def _checked(folder: Path, side: str, users: Iterable[User]) -> Messages:
    """Return what a type checker says of the user with the package of a side."""
    modules = [f"user_{one.provider}" for one in users]
    said = checked_types(folder, side, [f"{name}.py" for name in modules])
    functions = {name: _functions(folder / f"{name}.py") for name in modules}
    return {
        f"{found['module']}.{functions[found['module']][int(found['line'])]}": found["message"]
        for found in map(ERROR.match, said.splitlines())
        if found is not None
    }


def _functions(path: Path) -> list[str]:
    """Return the function that each line of a module is of, the first line being none's."""
    result, name = [""], ""
    for line in path.read_text(encoding="utf-8").splitlines():
        started = FUNCTION.match(line)
        name = started[1] if started else name
        result.append(name)
    return result


def _run(folder: Path, side: str, users: Iterable[User]) -> Messages:
    """Return what the user raises with the package of a side."""
    modules = [f"user_{one.provider}" for one in users]
    said = process(folder, side, ["-B", "runner.py", *modules])
    messages: dict[str, str] = json.loads(said)
    return messages


def _new(users: list[User], question: str, now: Messages, before: Messages) -> Iterator[Failure]:
    for one in users:
        for probe in one.every:
            key = f"user_{one.provider}.{probe.function}"
            if key in now and key not in before:
                yield Failure(one.provider, probe, question or probe.question, now[key])


def _key(difference: Difference) -> str:
    """Return what probes call the place of a difference."""
    tokens = split(difference.pointer)
    if tokens[:2] == ("components", "schemas") and len(tokens) > 2:
        return ".".join([tokens[2], *tokens[4:5]])
    return re.split(r"[\[{]|\(result\)|\(error\)", difference.address)[0]


def _about(failure: Failure, change: Change) -> bool:
    """Return whether a failure is of what a change is about, or of what holds it."""
    key, address = _key(change.difference), failure.probe.address
    same = address == key or address.startswith(f"{key}.") or key.startswith(f"{address}.")
    named = failure.probe.name != "" and failure.probe.name == change.difference.old
    return failure.provider in change.providers and (same or named)


def _judged(change: Change, failures: tuple[Failure, ...]) -> Change:
    """Return a change with its proof; what nothing witnesses isn't major."""
    effects = change.effects
    broken = {q for q in ("stay", "runs", "checks") if getattr(effects, q) is Effect.BREAKS}
    if not broken or change.difference.rule == "provider-removed":
        return change
    witness = next((f for f in failures if f.question in broken and _about(f, change)), None)
    if witness is not None:
        return dataclasses.replace(change, proof="proven", witness=witness.message)
    return dataclasses.replace(change, proof="unproven", verdict=min(change.verdict, Verdict.MINOR))


def _refuse_unexplained(report: Report, failures: tuple[Failure, ...]) -> None:
    """Refuse a report that says nothing of what code fails at."""
    unexplained = [
        f"{failure.provider}: {failure.probe.address} ({failure.question}): {failure.message}"
        for failure in failures
        if not any(_explains(change, failure) for change in report.changes)
    ]
    if unexplained:
        raise ProofError("no rule explains why this fails:\n" + "\n".join(unexplained))


def _explains(change: Change, failure: Failure) -> bool:
    """Return whether a change breaks something, as far as the place of a failure may tell."""
    effects = change.effects
    broken = Effect.BREAKS in (effects.stay, effects.runs, effects.checks)
    noted = getattr(effects, failure.question) is not Effect.OK
    return (broken or noted) and failure.provider in change.providers
