"""`python -m bench.java`: the Java package beside the vendor's client for Java, on one machine.

Both are in one JVM for reading and writing, by the processor time of the thread in interleaved
rounds; what starts or calls has a process each, by that of the process. The floor is the tree of
Jackson, which the vendor's client stands on. Maven fetches the vendor's jars into `build`, where
they stay; without a JDK nothing is measured, and without Maven or a network ours alone.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench import loopback, material
from bench.row import Row, Unit
from bench.table import table

BUILD = material.ROOT / "build" / "bench-java"
SOURCES = material.ROOT / "bench" / "jvm"
PACKAGE = material.ROOT / "generated" / "java"
ITEMS, ROUNDS, PROCESSES, CALLS = 2000, 200, 3, 40
"""Of the rounds, the vendor's client takes part in the first few: each takes it long."""
JAR = 600_000
"""Bytes that a jar of the package may have."""


def main() -> int:
    """Measure, print the table, and return 0 whatever the times are."""
    if not shutil.which("javac") or not shutil.which("jar"):
        print("There is no JDK here.", file=sys.stderr)
        return 0
    print(table(list(rows(Measure()))), end="")
    return 0


class Measure:
    """The program that measures, compiled beside what it measures."""

    def __init__(self) -> None:
        self.jars = _fetched()
        """The vendor's jars; none where they can't be had."""
        shutil.rmtree(BUILD / "ours", ignore_errors=True)
        shutil.rmtree(BUILD / "measure", ignore_errors=True)
        _run("javac", "--release", "17", "-d", str(BUILD / "ours"), *_sources(PACKAGE))
        _run("jar", "cf", str(BUILD / "ours.jar"), "-C", str(BUILD / "ours"), ".")
        path = [str(BUILD / "ours.jar"), *map(str, self.jars)]
        self._path = ":".join([str(BUILD / "measure"), *path])
        if not self.jars:
            return
        flags = ["--release", "17", "-cp", ":".join(path), "-d", str(BUILD / "measure")]
        _run("javac", *flags, *_sources(SOURCES))

    def asked(self, *arguments: str) -> list[float]:
        """Return the numbers that a run of the program prints."""
        command = ["java", "-XX:+UseSerialGC", "-cp", self._path, "Measure", *arguments]
        return [float(number) for number in _run(*command).split()]

    def best(self, *arguments: str) -> dict[str, float]:
        """Return the least of several processes a side, which take turns."""
        act, *rest = arguments
        turns = [
            (side, self.asked(act, side, *rest)[0])
            for _ in range(PROCESSES)
            for side in ("ours", "theirs")
        ]
        return {name: min(c for n, c in turns if n == name) for name in ("ours", "theirs")}


def rows(measure: Measure) -> Iterator[Row]:
    """Yield the rows, or one that says why there are none."""
    ours = (BUILD / "ours.jar").stat().st_size
    theirs = sum(jar.stat().st_size for jar in measure.jars)
    yield Row(name="jars", ours=ours, theirs=theirs or None, unit="B", limit=JAR)
    if not measure.jars:
        yield Row(name="the rest", note="the vendor's jars can't be had here")
        return
    body = BUILD / "answer.json"
    body.write_bytes(material.response(ITEMS))
    warm = f"{ITEMS} items, warm"
    for act, name, floor in (
        ("parse", "read, with the kind of each item", 1.3),
        ("read", "and each of its members read", 1.3),
        ("check", "and every member at any depth checked", None),
        ("write", "written", 1.1),
    ):
        mine, other, tree = measure.asked("warm", act, str(body), str(ROUNDS))
        yield Row(name=f"{warm}: {name} / Jackson's tree", ours=mine, theirs=tree, target=floor)
        yield Row(name=f"{warm}: {name} / vendor", ours=mine, theirs=other)
    yield _row(f"first answer of {ITEMS} items", measure.best("first", str(body)), 0.05)
    memory = measure.best("memory", str(body))
    yield _row(f"memory of an answer of {ITEMS} items", memory, 0.5, unit="B")
    with loopback.serving(material.small_response()) as address:
        yield _row("start to first answer, http", measure.best("start", address), 0.08)
        yield _row("a warm call on loopback", measure.best("call", address, str(CALLS)), 0.25)


def _row(name: str, costs: dict[str, float], target: float, unit: Unit = "s") -> Row:
    return Row(name=name, ours=costs["ours"], theirs=costs["theirs"], target=target, unit=unit)


def _fetched() -> list[Path]:
    """Return the vendor's jars, fetched once."""
    jars = BUILD / "jars"
    if not jars.is_dir() and shutil.which("mvn"):
        pom = str(SOURCES / "pom.xml")
        goal = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"
        command = ["mvn", "-q", "-B", "-f", pom, goal, f"-DoutputDirectory={jars}"]
        subprocess.run(command, capture_output=True)  # whether it worked is seen by its jars
    return sorted(jars.glob("*.jar"))


def _sources(folder: Path) -> list[str]:
    return sorted(str(path) for path in folder.rglob("*.java"))


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[:3])} ...\n{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    raise SystemExit(main())
