"""`python -m bench.java`: the Java package beside the vendor's client for Java, on one machine.

Both are in one JVM for reading and writing, by the processor time of the thread in interleaved
rounds; what starts or calls has a process each, by that of the process; what generating Java takes
besides Python is the time of the command, into a new folder. The floor is the tree of Jackson,
which the vendor's client stands on. Maven fetches the vendor's jars into `build`, where they stay;
without a JDK nothing is measured, and without Maven or a network ours alone.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench import loopback, material, processes
from bench.row import Row, Unit
from bench.table import table
from bench.timing import Turns, wall
from generator.signals import undoing

BUILD = material.ROOT / "build" / "bench-java"
SOURCES = material.ROOT / "bench" / "jvm"
PACKAGE = material.ROOT / "generated" / "java"
JAR = 600_000
"""Bytes that a jar of the package may have."""
GENERATING = 0.4
"""Seconds that generating Java may take besides Python."""
PASSWORD = "measured"  # of a key that no other server has


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured."""

    items: int
    """Of the answer."""
    rounds: int
    """In one JVM; the vendor's client takes part in the first few: each takes it long."""
    processes: int
    """Of each side."""
    calls: int


FULL = Scale(items=2000, rounds=200, processes=3, calls=40)
QUICK = Scale(items=20, rounds=3, processes=1, calls=2)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, and return 0 whatever the times are."""
    parser = argparse.ArgumentParser(prog="bench.java", description="Measure ours beside theirs.")
    parser.add_argument("--quick", action="store_true", help="only see that measuring works")
    scale = QUICK if parser.parse_args(arguments).quick else FULL
    if not shutil.which("javac") or not shutil.which("jar"):
        print("There is no JDK here.", file=sys.stderr)
        return 0
    print(table(list(rows(Measure(scale)))), end="")
    return 0


class Measure:
    """The program that measures, compiled beside what it measures."""

    def __init__(self, scale: Scale) -> None:
        self.scale = scale
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

    def asked(self, *arguments: str, flags: Sequence[str] = ()) -> list[float]:
        """Return the numbers that a run of the program prints."""
        command = ["java", "-XX:+UseSerialGC", *flags, "-cp", self._path, "Measure", *arguments]
        return [float(number) for number in _run(*command).split()]

    def best(self, *arguments: str, flags: Sequence[str] = ()) -> dict[str, float]:
        """Return the least of several processes a side, which take turns."""
        act, *rest = arguments
        turns = [
            (side, self.asked(act, side, *rest, flags=flags)[0])
            for _ in range(self.scale.processes)
            for side in ("ours", "theirs")
        ]
        return {name: min(c for n, c in turns if n == name) for name in ("ours", "theirs")}

    @contextmanager
    def serving_tls(self, body: bytes) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the address of a server with a key of its own, and what has a JVM trust it."""
        (BUILD / "small.json").write_bytes(body)
        keys = str(_keys())
        command = ["java", "-cp", self._path, "Serve", keys, PASSWORD, str(BUILD / "small.json")]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, text=True, stdin=pipe, stdout=pipe) as server:
            assert server.stdin is not None and server.stdout is not None
            port = int(server.stdout.readline())
            properties = {"trustStore": keys, "trustStorePassword": PASSWORD}
            flags = (f"-Djavax.net.ssl.{name}={value}" for name, value in properties.items())
            yield f"https://127.0.0.1:{port}/v1", tuple(flags)
            server.stdin.close()


def rows(measure: Measure) -> Iterator[Row]:
    """Yield the rows, or one that says why there are none."""
    ours = (BUILD / "ours.jar").stat().st_size
    theirs = sum(jar.stat().st_size for jar in measure.jars)
    yield Row(name="jars", ours=ours, theirs=theirs or None, unit="B", limit=JAR)
    yield _generating(measure.scale)
    if not measure.jars:
        yield Row(name="the rest", note="the vendor's jars can't be had here")
        return
    body = BUILD / "answer.json"
    scale = measure.scale
    body.write_bytes(material.response(scale.items))
    warm = f"{scale.items} items, warm"
    for act, name, floor in (
        ("parse", "read, with the kind of each item", 1.3),
        ("read", "and each of its members read", 1.3),
        ("check", "and every member at any depth checked", None),
        ("write", "written", 1.1),
    ):
        mine, other, tree = measure.asked("warm", act, str(body), str(scale.rounds))
        yield Row(name=f"{warm}: {name} / Jackson's tree", ours=mine, theirs=tree, target=floor)
        yield Row(name=f"{warm}: {name} / vendor", ours=mine, theirs=other)
    yield _row(f"first answer of {scale.items} items", measure.best("first", str(body)), 0.05)
    memory = measure.best("memory", str(body))
    yield _row(f"memory of an answer of {scale.items} items", memory, 0.5, unit="B")
    with loopback.serving(material.small_response()) as address:
        yield _row("start to first answer, http", measure.best("start", address), 0.08)
        yield _row("a warm call on loopback", measure.best("call", address, str(scale.calls)), 0.25)
    with measure.serving_tls(material.small_response()) as (address, trust):
        yield _row("start to first answer, TLS", measure.best("start", address, flags=trust), 0.35)


def _generating(scale: Scale) -> Row:
    """Return what the command takes for Java besides what it takes for Python."""
    languages = {"python": ["python"], "both": ["python", "java"]}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:

        def generated(name: str) -> None:
            chosen = [f"--language={language}" for language in languages[name]]
            out = tempfile.mkdtemp(dir=folder)
            options = ["--no-cache", "--quiet", f"--out={out}/new"]
            processes.run(["-m", "generator", "generate", *chosen, *options], material.ROOT)

        turns = Turns(rounds=scale.processes, seconds=120)
        costs = turns.best({name: wall(partial(generated, name)) for name in languages})
    more = costs["both"] - costs["python"]
    return Row(name="generating Java besides Python, cold", ours=more, limit=GENERATING)


def _keys() -> Path:
    """Return a store with a new key for this machine."""
    store = BUILD / "keys.p12"
    store.unlink(missing_ok=True)
    own = ["-alias", "own", "-dname", "CN=localhost", "-ext", "SAN=ip:127.0.0.1"]
    kept = ["-keystore", str(store), "-storetype", "PKCS12", "-storepass", PASSWORD]
    _run("keytool", "-genkeypair", "-keyalg", "EC", "-validity", "2", *own, *kept)
    return store


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
    with undoing():
        sys.exit(main())
