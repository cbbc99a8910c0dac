"""What a run touches, and what importing its output does: told by the interpreter's own hooks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.safety.hostile import CANARY, changed, documents, everything, made, texts

ROOT = Path(__file__).parents[2]

WATCH = """
import json, sys
seen = []
def watch(event, args):
    if event in WATCHED or event.startswith(("socket.", "subprocess.", "os.exec", "os.spawn")):
        seen.append([event, *[str(a) for a in args[:2]]])
    if event == "open":
        mode = args[1] if isinstance(args[1], str) else ""
        write = any(c in mode for c in "wax+") or bool((args[2] or 0) & 3)
        seen.append(["write" if write else "read", str(args[0])])
sys.addaudithook(watch)
""".replace(
    "WATCHED",
    repr(("os.system", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink")),
)


def watched(code: str, folder: Path, *options: str) -> list[list[str]]:
    """What a program did, as the interpreter's audit events tell it."""
    script = f"{WATCH}\n{code}\nprint(json.dumps(seen))\n"
    done = subprocess.run(
        [sys.executable, *options, "-B", "-c", script],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(folder / "home")},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: list[list[str]] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package that a hostile description becomes."""
    folder = tmp_path_factory.mktemp("package")
    description = changed(everything(), list(texts(everything())), lambda _: CANARY)
    for path, file in made(documents(folder / "from", description)).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(file.text, encoding="utf-8")
    return folder


@pytest.mark.case("P7")
def test_importing_does_nothing(package: Path) -> None:
    """Importing every module writes nothing, starts nothing and reaches nobody."""
    code = (
        "import importlib, pkgutil, pydantic, httpx2, asyncio, ssl, select\n"
        f"sys.path.insert(0, {str(package)!r})\n"
        "seen.clear()\n"
        "import thing\n"
        "for found in pkgutil.walk_packages(thing.__path__, 'thing.'):\n"
        "    if not found.name.endswith('__main__'):\n"
        "        module = importlib.import_module(found.name)\n"
        "        [getattr(module, name) for name in getattr(module, '__all__', ())]\n"
    )
    events = watched(code, package, "-W", "error")
    harmless = ("read",)
    assert [event for event in events if event[0] not in harmless] == []
    outside = [
        e
        for e in events
        if e[0] == "read" and not e[1].startswith((str(package), sys.prefix, sys.base_prefix))
    ]
    assert outside == []


@pytest.mark.case("P9", "H21", "H50")
def test_a_run_stays_where_it_belongs(tmp_path: Path) -> None:
    """A run reads its description and itself, writes below its output, and reaches nobody."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.json").write_text(json.dumps(everything()))
    code = (
        "sys.argv = ['x', 'generate', 'source/a.json', '--out', 'out']\n"
        "from generator.cli import main\n"
        "assert main(sys.argv[1:]) == 0\n"
    )
    events = watched(code, tmp_path)
    kinds = {event[0] for event in events}
    started = {tuple(event[1:]) for event in events if event[0] == "subprocess.Popen"}
    assert {Path(names[0]).name for names in started} <= {"ruff"}  # the formatter, and nothing else
    assert not [kind for kind in kinds if kind.startswith(("socket.", "os.exec"))]
    assert "os.system" not in kinds
    inside = str((tmp_path / "out").resolve())
    for event in events:
        if event[0] == "write":
            path = event[1]
            own = os.path.abspath(os.path.join(tmp_path, path)).startswith((inside, "/dev/"))
            assert own or path.isdigit(), event
    known = (
        str(tmp_path),
        str(ROOT),
        sys.prefix,
        sys.base_prefix,
        "/proc/",
        "/usr/",
        "/etc/",
        "/dev/",
    )
    for event in events:
        if event[0] == "read" and event[1].startswith("/"):
            assert event[1].startswith(known), event


@pytest.mark.case("P9", "H48", "H49")
def test_references_read_nothing_outside(tmp_path: Path) -> None:
    """A reference to the outside is refused before anything there is opened."""
    (tmp_path / "secret.yaml").write_text("A: {type: string}\n")
    source = tmp_path / "source"
    source.mkdir()
    description = everything()
    for number, target in enumerate(
        ("../secret.yaml#/A", f"{tmp_path}/secret.yaml#/A", "file:///etc/hostname", "https://a.b/c")
    ):
        description["components"]["schemas"][f"Out{number}"] = {"$ref": target}
    (source / "a.json").write_text(json.dumps(description))
    code = (
        "from generator.cli import main\n"
        "assert main(['generate', 'source/a.json', '--out', 'out']) == 2\n"
    )
    events = watched(code, tmp_path)
    assert not [e for e in events if e[1].endswith(("secret.yaml", "/etc/hostname"))]
    assert not [e for e in events if e[0].startswith("socket.")]
    assert not (tmp_path / "out").exists()
