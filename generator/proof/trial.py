"""The trial: both packages on the disk, and processes that use each as the old one was used.

Job: write the packages, the exhaustive user of the old one and the payloads, have a type checker
and the interpreter go through them with each package, and tell what fails with the new one alone.
"""

from __future__ import annotations

import dataclasses
import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

from generator.languages.python.render import rendered_user
from generator.languages.python.user import Probe, User, user
from generator.places import TEMPLATES
from generator.proof.evidence import Failure, Question
from generator.proof.payloads import Payload, payloads, refused
from generator.proof.sides import Names
from generator.spelled import Api
from generator.two_packages import answer, checked_types, ended_with_us, write, write_package

PACKAGE: Final = "subject"
"""What both packages are called while they are compared."""

DOUBLE: Final = "BadRequestBodyError"
"""Raised by the transport for tests, of a body that breaks its schema: a server may refuse it."""

ERROR: Final = re.compile(
    r"(?:\w+/)?(?P<module>user_\w+)\.py:(?P<line>\d+): error: (?P<message>.+)"
)

AGAIN: Final = "again"
"""The folder of the functions that a type checker has something against."""

FUNCTION: Final = re.compile(r"def (probe_\d+)\(")

Messages = Mapping[str, str]
"""What failed, by module and function, or by the number of a payload."""


def failures(
    old: Api,
    new: Api,
    names: Mapping[str, Names],
    answers: Mapping[str, Mapping[str, Sequence[Any]]],
) -> list[Failure]:
    """Return what fails with the new package and doesn't with the old one.

    Raises:
        ProcessError: a process that was to find out broke off.
    """
    old, new = (dataclasses.replace(api, package=PACKAGE) for api in (old, new))
    same = {name: _same(old, new, name) for name in names}
    users = [_user(old, names[name], same[name], answers.get(name, {})) for name in names]
    samples = [each for name in names for each in payloads(old, new, names[name], same[name])]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        _write(folder, users, samples)
        for side, api in (("old", old), ("new", new)):
            write_package(folder / side, api)
        with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
            types = pool.submit(_checked_both, folder, users)
            runs = [pool.submit(_run, folder, side, users) for side in ("new", "old")]
            with ended_with_us([types, *runs]):
                run, run_before = (job.result() for job in runs)
                new_errors, checked_before = types.result()
    return [
        *_new(users, "checks", new_errors, checked_before),
        *_new(users, None, run, run_before),
        *refused(samples, run_before, run),
    ]


def _write(folder: Path, users: Sequence[User], samples: Sequence[Payload]) -> None:
    for one in users:
        write(folder / f"user_{one.provider}.py", rendered_user(one, TEMPLATES))
    runner = TEMPLATES / "python_user" / "runner.py"
    write(folder / "runner.py", runner.read_text(encoding="utf-8"))
    rows = [[each.provider, each.classes, each.value] for each in samples]
    write(folder / "payloads.json", json.dumps(rows))


def _user(
    api: Api, names: Names, same: frozenset[str], answers: Mapping[str, Sequence[Any]]
) -> User:
    provider = next(each for each in api.providers if each.name == names.old.provider.name)
    return user(api, provider, names.old.travels, same, answers)


def _same(old: Api, new: Api, name: str) -> frozenset[str]:
    """Return the components and operations that are equal on both sides, whatever rules say."""
    before, after = (_parts(api, name) for api in (old, new))
    return frozenset(key for key, part in before.items() if after.get(key) == part)


def _parts(api: Api, name: str) -> dict[str, list[Any]]:
    operations = [o for p in api.providers if p.name == name for o in p.operations]
    result: dict[str, list[Any]] = {d.name: [d] for d in api.declarations if name in d.providers}
    for operation in operations:
        result.setdefault(operation.id, []).append(operation)
    return result


def _checked_both(folder: Path, users: Sequence[User]) -> tuple[Messages, Messages]:
    """Return what a type checker says with the new package, and of that what it says with the old.

    The old one is asked of nothing else: it takes as long as there is code.
    """
    now = _checked(folder, "new", "", users)
    failing = [_only(one, now) for one in users]
    some = [one for one in failing if one.every]
    for one in some:
        write(folder / AGAIN / f"user_{one.provider}.py", rendered_user(one, TEMPLATES))
    return now, _checked(folder, "old", AGAIN, some) if some else {}


def _only(one: User, messages: Messages) -> User:
    """Return a user with the functions that something is said of."""
    rows = {
        kind: [probe for probe in probes if f"user_{one.provider}.{probe.function}" in messages]
        for kind, probes in one.rows.items()
    }
    return dataclasses.replace(one, rows=rows)


def _checked(folder: Path, side: str, place: str, users: Sequence[User]) -> Messages:
    """Return what a type checker says of users in a folder with the package of a side."""
    files = {f"user_{one.provider}": Path(place, f"user_{one.provider}.py") for one in users}
    output = checked_types(folder, side, [file.as_posix() for file in files.values()])
    functions = {name: _functions(folder / file) for name, file in files.items()}
    return {
        f"{match['module']}.{functions[match['module']][int(match['line'])]}": match["message"]
        for match in map(ERROR.match, output.splitlines())
        if match is not None
    }


def _functions(path: Path) -> list[str]:
    """Return the function that each line of a module is of, the first line being none's."""
    result, name = [""], ""
    for line in path.read_text(encoding="utf-8").splitlines():
        heading = FUNCTION.match(line)
        name = heading[1] if heading else name
        result.append(name)
    return result


def _run(folder: Path, side: str, users: Sequence[User]) -> Messages:
    """Return what the user raises, and which payloads are refused, with the package of a side."""
    modules = [f"user_{one.provider}" for one in users]
    output = answer(folder, side, ["-B", "runner.py", side, *modules])
    messages: dict[str, str] = json.loads(output)
    return messages


def _new(
    users: Sequence[User], question: Question | None, now: Messages, before: Messages
) -> Iterator[Failure]:
    for one in users:
        for probe in one.every:
            key = f"user_{one.provider}.{probe.function}"
            if key in now and key not in before:
                yield Failure(
                    provider=one.provider,
                    address=probe.address,
                    touches=probe.touches,
                    question=question or _question(probe, now[key]),
                    message=now[key],
                    name=probe.name,
                    direction=probe.direction,
                )


def _question(probe: Probe, message: str) -> Question:
    """Return which question it answers that a function fails."""
    return "stay" if probe.question == "stay" or message.startswith(DOUBLE) else "runs"
