"""`python -m bench.corpus DIR`: what becomes of descriptions that nobody here wrote.

Each of the folder is generated in a process of its own; the package is imported module by module,
type-checked, and its operations are held against those that a plain reading of the file counts.
Nothing of the generator is asked what it made. As many are worked on at once as there are
processors; each has a folder for what comes out, at the same place and with the same memory of mypy
every time, so that httpx2 and the runtime of the packages are type-checked once.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import yaml

from generator.signals import undoing

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
HEADINGS = (
    *("description", "generated", "made/has", "modules", "longest", "import", "ms"),
    *("mypy", "seconds", "MB"),
)
PACKAGE = "corpus_client"

_PROBE = """
import importlib, inspect, json, pkgutil, sys, time
began = time.process_time()
package = importlib.import_module(sys.argv[1])
for name in package.__all__:
    made = getattr(package, name)
    if inspect.isclass(made) and hasattr(made, "with_options"):
        break
used = time.process_time() - began
failed, operations, modules = [], [], 0
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    if module.name.endswith("__main__"):
        continue
    modules += 1
    try:
        held = vars(importlib.import_module(module.name))
    except Exception as error:
        failed.append(f"{module.name}: {type(error).__name__}: {error}")
        continue
    if ".operations" in module.name:
        tables = [v for v in held.values() if "Operation" in (t.__name__ for t in type(v).__mro__)]
        operations += [[table.method, table.path] for table in tables]
told = {"failed": failed, "operations": operations, "modules": modules, "import": used}
print(json.dumps(told))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one description."""

    name: str
    has: int
    """Operations, by a plain reading of the file."""
    made: int = 0
    """Operations of the package."""
    modules: int = 0
    longest: int = 0
    """Lines of its longest module."""
    failed: tuple[str, ...] = ()
    """Modules that can't be imported."""
    milliseconds: float = 0.0
    """Processor time until a client's class is there, from bytecode."""
    lacking: tuple[str, ...] = ()
    """Operations without a method."""
    type_errors: int | None = None
    """Errors of `mypy --strict`; None where it wasn't asked."""
    seconds: float = 0.0
    """Processor time of the generation."""
    megabytes: int = 0
    """Its peak memory."""
    said: str = ""
    """Why there is no package."""

    @property
    def whole(self) -> bool:
        """Whether each operation has a method, and everything imports and type-checks."""
        return self.made >= self.has and not (self.said or self.failed or self.type_errors)

    @property
    def cells(self) -> tuple[str, ...]:
        """A cell for each heading."""
        return (
            self.name,
            "no" if self.said else "yes",
            f"{self.made}/{self.has}",
            str(self.modules),
            str(self.longest),
            str(len(self.failed)) if self.failed else "-" if self.said else "ok",
            f"{self.milliseconds:.0f}",
            "-" if self.type_errors is None else str(self.type_errors),
            f"{self.seconds:.1f}",
            str(self.megabytes),
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; return 1 if a description isn't served whole."""
    options = _parser().parse_args(arguments)
    outcomes = []
    print(_line(HEADINGS), flush=True)
    paths = [*descriptions(options.folder, options.only)]
    for each in outcomes_of(paths, options.jobs, types=not options.no_types):
        outcomes.append(each)
        print(_line(each.cells), flush=True)
        lacking = "\n".join(f"no method: {operation}" for operation in outcomes[-1].lacking)
        for reason in (outcomes[-1].said, *outcomes[-1].failed, lacking):
            for line in reason.splitlines()[: options.lines]:
                print(f"    {line}", flush=True)
    print(_total(outcomes))
    return 0 if outcomes and all(each.whole for each in outcomes) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bench.corpus", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("folder", type=Path, help="a folder of OpenAPI descriptions")
    parser.add_argument(
        "--only", action="append", metavar="NAME", help="only this one (repeatable)"
    )
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count() or 1, help="descriptions at once"
    )
    parser.add_argument("--no-types", action="store_true", help="without mypy")
    parser.add_argument("--lines", type=int, default=4, help="lines of a reason that are shown")
    return parser


def descriptions(folder: Path, only: Sequence[str] | None) -> Iterator[Path]:
    """Yield the descriptions of a folder, or those that are named."""
    for path in sorted(folder.iterdir()):
        if path.suffix in (".json", ".yaml", ".yml") and (only is None or path.stem in only):
            yield path


def outcomes_of(paths: Sequence[Path], jobs: int, *, types: bool) -> Iterator[Outcome]:
    """Yield what becomes of each description, in their order, so many being worked on at once."""
    rooms: SimpleQueue[Path] = SimpleQueue()

    def in_a_room(path: Path) -> Outcome:
        room = rooms.get()
        try:
            return outcome(path, room, types=types)
        finally:
            rooms.put(room)

    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(jobs) as pool:
        for number in range(jobs):
            rooms.put(Path(folder) / str(number))
        yield from pool.map(in_a_room, paths)


def outcome(path: Path, room: Path, *, types: bool) -> Outcome:
    """Return what becomes of a description; `room` is where things may be left for the next one."""
    listed = operations(path)
    out = room / "out"
    shutil.rmtree(out, ignore_errors=True)
    seconds, megabytes, said = _generated(path, out)
    generated = Outcome(name=path.stem, has=len(listed), seconds=seconds, megabytes=megabytes)
    if said:
        return replace(generated, said=said)
    _run(["-m", "compileall", "-q", PACKAGE], out)
    probe = json.loads(_run(["-c", _PROBE, PACKAGE], out).stdout)
    made = {(method.lower(), where) for method, where in probe["operations"]}
    return replace(
        generated,
        made=len(made),
        modules=probe["modules"],
        longest=max(len(p.read_bytes().splitlines()) for p in out.rglob("*.py")),
        milliseconds=1000 * probe["import"],
        lacking=tuple(f"{m.upper()} {where}" for m, where in listed if (m, where) not in made),
        failed=tuple(probe["failed"]),
        type_errors=_type_errors(out, room / "mypy") if types else None,
    )


def operations(path: Path) -> list[tuple[str, str]]:
    """Return method and path of each operation, by a reading that knows nothing but path items."""
    root = parsed(path)
    items = (root.get("paths") or {}).items()
    return [(m, where) for where, item in items for m in METHODS if m in _resolved(root, item)]


class _Loader(yaml.CSafeLoader):
    """YAML 1.1, but for numbers such as `1e-05`, which are texts there."""


_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"[-+]?[0-9]+(\.[0-9]*)?[eE][-+]?[0-9]+$"),
    [*"-+0123456789"],
)


def parsed(path: Path) -> Any:
    """Return a description as plain values."""
    text = path.read_bytes()
    return json.loads(text) if path.suffix == ".json" else yaml.load(text, _Loader)


def _resolved(root: Any, item: Any) -> Any:
    reference = item.get("$ref", "") if isinstance(item, dict) else ""
    if not reference.startswith("#/"):
        return item if isinstance(item, dict) else {}
    for name in reference[2:].split("/"):
        root = root.get(name.replace("~1", "/").replace("~0", "~"), {})
    return root


def _generated(path: Path, out: Path) -> tuple[float, int, str]:
    """Return processor seconds, megabytes, and why it failed, if it did."""
    command = ["-m", "generator", "generate", str(path), "--out", str(out), "--package", PACKAGE]
    before = time.monotonic()
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen([sys.executable, *command], stdout=said, stderr=said)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read().decode("utf-8", "replace")
    seconds = used.ru_utime + used.ru_stime
    why = f"exit {child.returncode} after {time.monotonic() - before:.0f} s\n{text}"
    return seconds, used.ru_maxrss // 1024, why if child.returncode else ""


def _type_errors(out: Path, cache: Path) -> int:
    done = _run(["-m", "mypy", "--strict", "--cache-dir", str(cache), PACKAGE], out)
    return sum(": error:" in line for line in done.stdout.splitlines())


def _run(arguments: Sequence[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def _line(cells: Sequence[str]) -> str:
    first, *others = cells
    return f"{first:28} " + " ".join(f"{cell:>10}" for cell in others)


def _total(outcomes: Sequence[Outcome]) -> str:
    whole = sum(each.whole for each in outcomes)
    has, made = sum(o.has for o in outcomes), sum(o.made for o in outcomes)
    errors = sum(o.type_errors or 0 for o in outcomes)
    seconds, most = (
        sum(o.seconds for o in outcomes),
        max((o.megabytes for o in outcomes), default=0),
    )
    return (
        f"{whole} of {len(outcomes)} whole; {made} of {has} operations have a method; "
        f"{errors} errors of mypy --strict; {seconds:.0f} s; at most {most} MB"
    )


if __name__ == "__main__":
    with undoing():
        sys.exit(main())
