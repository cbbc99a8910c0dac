"""A project's own code with both packages: what is right with the old one and wrong with the new.

Job: have mypy check the types of some paths, and pytest run the tests in them, with each package by
its real name. What fails with the old one already is the project's matter.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from generator.job import UseError
from generator.spelled import Api
from generator.two_packages import checked_types, process, refuse_without, write_package

TEST: Final = re.compile(r"(?:FAILED|ERROR) (\S+)")


def failures(paths: list[Path], old: Api, new: Api) -> tuple[str, ...]:
    """Return what of a project's code fails with the new package alone, a line each.

    Raises:
        UseError: a path isn't there, or what it is tried with isn't installed.
    """
    for path in paths:
        if not path.exists():
            raise UseError(f"--with {path}: there is no such file or folder")
    refuse_without("mypy", "--with")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary).resolve()
        write_package(folder / "old", old)
        write_package(folder / "new", new)
        before, after = ({*_wrong(folder, side, paths)} for side in ("old", "new"))
    return tuple(sorted(after - before))


def _wrong(folder: Path, side: str, paths: list[Path]) -> Iterator[str]:
    """Yield what fails with the package of a side."""
    here = Path.cwd()
    names = [str(path) for path in paths]
    output = checked_types(folder, side, names, here)
    yield from (line for line in output.splitlines() if ": error: " in line)
    if any(_has_tests(path) for path in paths):
        refuse_without("pytest", "--with")
        options = ["-q", "-rfE", "--tb=no", "-p", "no:cacheprovider"]
        output = process(folder, side, ["-B", "-m", "pytest", *options, *names], here)
        failures = filter(None, map(TEST.match, output.splitlines()))
        yield from (f"{match[1]}: the test fails" for match in failures)


def _has_tests(path: Path) -> bool:
    names = (path.name,) if path.is_file() else (p.name for p in path.rglob("*.py"))
    return any(re.fullmatch(r"test_.*\.py|.*_test\.py", name) for name in names)
