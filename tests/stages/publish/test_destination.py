"""Where output is put, who else is there, and how a run ends: the cases beside `publish` itself."""

from __future__ import annotations

import errno
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from shlex import quote
from typing import Any

import pytest

from generator import cli, descriptions, lower, pipeline, publish as publishing
from generator.files import File, Files
from generator.languages.python.language import Python
from generator.places import PACKAGE, TEMPLATES
from generator.publish import check, lock, publish, transaction
from generator.publish.destination import PublishError, refuse_folder, resolved
from generator.publish.lock import exclusive
from generator.publish.manifest import complete, manifest
from generator.version import VERSION

pytestmark = pytest.mark.usefixtures("unmarked")

ROOT = Path(__file__).parents[3]
FIRST = {"thing/a.py": "a = 1\n", "thing/sub/b.py": "b = 1\n", "schemas/x.json": "{}\n"}
SECOND = {**FIRST, "thing/a.py": "a = 2\n", "thing/sub/b.py": "b = 2\n"}
THINGS = """\
openapi: 3.1.0
info: {title: Things, version: '1'}
servers: [{url: https://things.example}]
paths:
  /things:
    get:
      operationId: readThings
      responses:
        '200':
          description: Them.
          content: {application/json: {schema: {$ref: '#/components/schemas/AllThings'}}}
components:
  schemas:
    AllThings: {type: object, properties: {size: {type: integer}}}
"""


def output(texts: dict[str, str], generator: str = VERSION) -> Files:
    """Files with their manifest."""
    files = {path: File(text) for path, text in texts.items()}
    about = manifest(files, "thing", generator=generator, inputs={}, options={})
    return complete(files, "thing", about)


def contents(folder: Path) -> dict[str, str]:
    """Every file with its text, the manifest and caches aside."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in found
        if path.name != "MANIFEST.json" and not {"__pycache__", ".compactgen_cache"} & {*path.parts}
    }


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a description, which is where the command runs."""
    (tmp_path / "things.yaml").write_text(THINGS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> int:
    """Run the command in this process."""
    return cli.main(arguments)


# --- the folder ----------------------------------------------------------------------------------


def refused(out: Path, said: str) -> None:
    """Publishing there is refused, and nothing is written."""
    with pytest.raises(PublishError, match=said):
        publish(output(FIRST), out, "thing")


@pytest.mark.case("F07")
def test_a_read_only_folder_costs_no_work(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What can't be written to is told before anything is made for it."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(pipeline, "meaning", None)
    assert run("generate", "things.yaml") == 2
    assert "can't be written to" in capsys.readouterr().err
    assert not (home / "generated").exists()


@pytest.mark.case("F10")
def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """An output folder that is a file is refused."""
    (tmp_path / "out").write_text("mine")
    refused(tmp_path / "out", "not a folder")
    assert (tmp_path / "out").read_text() == "mine"


@pytest.mark.case("F11")
def test_folders_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the folder is in is made as well, and is gone again when nothing came to be in it."""
    with monkeypatch.context() as patch:
        patch.setattr(transaction, "write", _refused)
        with pytest.raises(OSError, match="No space"):
            publish(output(FIRST), tmp_path / "a/b/c", "thing")
    assert list(tmp_path.iterdir()) == []
    publish(output(FIRST), tmp_path / "a/b/c", "thing")
    assert contents(tmp_path / "a/b/c") == FIRST
    (tmp_path / "file").touch()
    refused(tmp_path / "file/b", "no folder")


def _refused(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.case("F12")
def test_folders_that_hold_something_dearer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The description and its parts, the generator, templates, homes, the root and repositories."""
    spec = tmp_path / "spec/openapi.yaml"
    part = tmp_path / "spec/schemas/items.yaml"
    part.parent.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path / "home/me"))
    for folder in ("home/me", "repository/.git/objects", "spec/made", "elsewhere"):
        (tmp_path / folder).mkdir(parents=True)
    for name, said in (
        ("spec", "holds the description"),
        (".", "holds the description"),
        ("spec/schemas", "holds the description"),
        ("spec/schemas/made", "inside of the description"),
        ("home", "home"),
        ("home/me", "home"),
        ("repository", "repository"),
        ("repository/.git/objects", "repository"),
    ):
        with pytest.raises(PublishError, match=said):
            refuse_folder((tmp_path / name).resolve(), spec, [part])
    for folder in (Path("/"), PACKAGE, PACKAGE / "x", TEMPLATES, ROOT):
        with pytest.raises(PublishError):
            refuse_folder(folder, spec, [part])
    for name in ("spec/made", "elsewhere", "repository/src", "home/me/project"):
        refuse_folder(tmp_path / name, spec, [part])


@pytest.mark.case("F13")
def test_a_link_to_the_description(home: Path) -> None:
    """An output path that is a link to the description is refused, and the description stays."""
    (home / "out").symlink_to("things.yaml")
    assert run("generate", "things.yaml", "--out", "out") == 2
    assert (home / "things.yaml").read_text() == THINGS


@pytest.mark.case("F14")
def test_files_that_are_links(tmp_path: Path) -> None:
    """A link where a file would be written is refused; what it leads to isn't touched."""
    (tmp_path / "target.py").write_text("mine\n")
    (tmp_path / "out/thing").mkdir(parents=True)
    (tmp_path / "out/thing/a.py").symlink_to(tmp_path / "target.py")
    for force in (False, True):
        with pytest.raises(PublishError, match="a link"):
            publish(output(FIRST), tmp_path / "out", "thing", force=force)
    assert (tmp_path / "target.py").read_text() == "mine\n"
    assert contents(tmp_path / "out") == {}


@pytest.mark.case("F15")
def test_the_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    """A link to a folder means that folder, settled once."""
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to("real")
    publish(output(FIRST), tmp_path / "out", "thing")
    assert contents(tmp_path / "real") == FIRST
    assert resolved(tmp_path / "out") == (tmp_path / "real").resolve()


@pytest.mark.case("F16")
def test_folders_that_are_links_are_refused_for_deleting_too(tmp_path: Path) -> None:
    """A folder of ours that has become a link is neither written nor deleted through."""
    publish(output(FIRST), tmp_path / "out", "thing")
    (tmp_path / "out/thing/sub").rename(tmp_path / "elsewhere")
    (tmp_path / "out/thing/sub").symlink_to(tmp_path / "elsewhere")
    for files in (FIRST, SECOND, {"thing/a.py": "a = 1\n"}):
        with pytest.raises(PublishError, match="a link"):
            publish(output(files), tmp_path / "out", "thing", force=True)
    assert contents(tmp_path / "elsewhere") == {"b.py": "b = 1\n"}


@pytest.mark.case("F17")
def test_links_that_lead_nowhere(tmp_path: Path) -> None:
    """Dangling links and loops are refused, as the folder and as a file."""
    (tmp_path / "gone").symlink_to(tmp_path / "nothing")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for name in ("gone", "loop"):
        refused(tmp_path / name, "leads nowhere")
    (tmp_path / "out/thing").mkdir(parents=True)
    (tmp_path / "out/thing/a.py").symlink_to("a.py")
    refused(tmp_path / "out", "a link")


@pytest.mark.case("F18")
def test_a_twin_keeps_its_content(tmp_path: Path) -> None:
    """A hard link to a file of ours is not changed with it."""
    publish(output(FIRST), tmp_path / "out", "thing")
    os.link(tmp_path / "out/thing/a.py", tmp_path / "twin.py")
    publish(output(SECOND), tmp_path / "out", "thing")
    assert (tmp_path / "twin.py").read_text() == "a = 1\n"
    assert contents(tmp_path / "out") == SECOND


@pytest.mark.case("F19")
@pytest.mark.parametrize("kind", ["fifo", "socket", "folder", "device"])
def test_what_is_no_file(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe, a socket, a device or a folder in the place of a file is refused without waiting."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "out/thing").mkdir(parents=True)
    place = tmp_path / "out/thing/a.py"
    match kind:
        case "fifo":
            os.mkfifo(place)
        case "socket":
            socket.socket(socket.AF_UNIX).bind("out/thing/a.py")
        case "device":
            place.symlink_to("/dev/zero")
        case _:
            place.mkdir()
    refused(tmp_path / "out", r"a\.py: a link or no file")
    with pytest.raises(PublishError, match="no file"):
        check(output(FIRST), tmp_path / "out", "thing")


@pytest.mark.case("F19")
@pytest.mark.parametrize(
    "name", ["MANIFEST.json", ".compactgen-journal", ".compactgen-journal.new"]
)
def test_pipes_in_place_of_our_own_records(tmp_path: Path, name: str) -> None:
    """A manifest or journal that is a pipe is not waited for."""
    (tmp_path / "thing").mkdir()
    os.mkfifo(tmp_path / "thing" / name)
    if name == "MANIFEST.json":
        refused(tmp_path, "no file")
    else:
        publish(output(FIRST), tmp_path, "thing")
        assert contents(tmp_path) == FIRST


# --- the manifest --------------------------------------------------------------------------------


@pytest.mark.case("F23")
@pytest.mark.parametrize("path", ["../x", "/etc/x", "a/../../x", "..\\x", "C:/x", "a\0b"])
@pytest.mark.parametrize("table", ["files", "beside"])
def test_paths_that_lead_elsewhere(tmp_path: Path, table: str, path: str) -> None:
    """A manifest with such a path is refused as a whole, and nothing is deleted."""
    publish(output(FIRST), tmp_path / "out", "thing")
    place = tmp_path / "out/thing/MANIFEST.json"
    found = json.loads(place.read_text())
    found[table][path] = found["files"]["a.py"]
    place.write_text(json.dumps(found))
    (tmp_path / "x").write_text("a = 1\n")
    refused(tmp_path / "out", "not a manifest")
    assert contents(tmp_path) == {"x": "a = 1\n", **{f"out/{p}": t for p, t in FIRST.items()}}


@pytest.mark.case("F23")
def test_a_wrong_hash_deletes_nothing(tmp_path: Path) -> None:
    """A file that the manifest lists with another content is somebody's work."""
    publish(output(FIRST), tmp_path, "thing")
    (tmp_path / "thing/mine.py").write_text("mine\n")
    (tmp_path / "thing/_custom.py").write_text("mine\n")
    place = tmp_path / "thing/MANIFEST.json"
    found = json.loads(place.read_text())
    found["files"].update({"mine.py": "0" * 64, "_custom.py": manifest_hash("mine\n")})
    place.write_text(json.dumps(found))
    publish(output(FIRST), tmp_path, "thing")
    assert contents(tmp_path) == {
        **FIRST,
        "thing/mine.py": "mine\n",
        "thing/_custom.py": "mine\n",
    }


def manifest_hash(text: str) -> str:
    """The hash of a text, as manifests have it."""
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.case("F24", "F49")
@pytest.mark.parametrize("version", ["99.0.0", "0.1.1", "0.1.0.1", "1"])
def test_a_newer_generator_has_been_here(tmp_path: Path, version: str) -> None:
    """A folder of a newer version is left alone, with advice; force goes back."""
    publish(output(FIRST, version), tmp_path, "thing", force=True)
    refused(tmp_path, f"compactgen {version}.*--force")
    publish(output(FIRST), tmp_path, "thing", force=True)
    assert VERSION in (tmp_path / "thing/MANIFEST.json").read_text()


@pytest.mark.case("F24")
def test_files_without_a_manifest(tmp_path: Path) -> None:
    """What is there without a manifest is adopted when asked for, or when it is the same."""
    publish(output(FIRST), tmp_path, "thing")
    (tmp_path / "thing/MANIFEST.json").unlink()
    publish(output(FIRST), tmp_path, "thing")
    (tmp_path / "thing/MANIFEST.json").unlink()
    with pytest.raises(PublishError, match=r"not written by compactgen.*--force(?s:.*)a\.py"):
        publish(output(SECOND), tmp_path, "thing")
    publish(output(SECOND), tmp_path, "thing", force=True)
    assert contents(tmp_path)["thing/a.py.orig"] == "a = 1\n"


@pytest.mark.case("F25")
def test_two_packages_share_a_folder(tmp_path: Path) -> None:
    """Each has a manifest of its own; what both would write is refused, the sibling untouched."""
    publish(output(FIRST), tmp_path, "thing")
    texts = {"other/a.py": "other\n", "schemas/y.json": "{}\n"}
    files = {path: File(text) for path, text in texts.items()}
    about = manifest(files, "other", generator=VERSION, inputs={}, options={})
    publish(complete(files, "other", about), tmp_path, "other")
    publish(output({"thing/a.py": "a = 1\n"}), tmp_path, "thing")
    assert contents(tmp_path) == {**texts, "thing/a.py": "a = 1\n"}
    refused_files = {**files, "thing/a.py": File("other\n")}
    with pytest.raises(PublishError, match="not written by"):
        publish(complete(refused_files, "other", about), tmp_path, "other")


# --- more than one run ---------------------------------------------------------------------------


@pytest.mark.case("F26")
def test_two_runs_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second waits for the first; the result is that of one run, a hundred times."""
    monkeypatch.setattr(os, "fsync", lambda _: None)  # or a slow disk could use up their patience
    failures: list[BaseException] = []

    def repeat(texts: dict[str, str]) -> None:
        try:
            for _ in range(25):
                publish(output(texts), tmp_path, "thing")
        except BaseException as error:  # noqa: BLE001  # a thread's failure has to reach the test
            failures.append(error)

    threads = [threading.Thread(target=repeat, args=(t,)) for t in (FIRST, SECOND, FIRST, SECOND)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert contents(tmp_path) in (FIRST, SECOND)


@pytest.mark.case("F26")
def test_waiting_has_an_end(tmp_path: Path) -> None:
    """A run that never comes to its end is told of, and nothing is written."""
    refusal = pytest.raises(PublishError, match="another run")
    with exclusive(tmp_path), refusal, exclusive(tmp_path, patience=0.1):
        raise AssertionError("both have it")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.case("F28")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_the_lock_of_a_killed_run_is_free(tmp_path: Path) -> None:
    """The lock is the system's: it goes with its holder."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        with exclusive(tmp_path):
            os.write(writer, b"x")
            time.sleep(60)
        os._exit(0)
    os.read(reader, 1)
    with pytest.raises(PublishError), exclusive(tmp_path, patience=0.1):
        pass
    os.kill(child, 9)
    os.waitpid(child, 0)
    with exclusive(tmp_path, patience=30):
        pass


@pytest.mark.case("F29")
def test_a_file_system_without_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be locked a run goes on without."""

    def unknown(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock.fcntl, "flock", unknown)
    publish(output(FIRST), tmp_path, "thing")
    assert contents(tmp_path) == FIRST


@pytest.mark.case("F27")
def test_a_reader_sees_whole_files(tmp_path: Path) -> None:
    """Whoever reads while files are published gets an old or a new one, never a part."""
    long = {"thing/a.py": "a" * 300_000 + "\n", "thing/sub/b.py": "b = 2\n"}
    publish(output(FIRST), tmp_path, "thing")
    seen: set[str] = set()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.add((tmp_path / "thing/a.py").read_text())

    reader = threading.Thread(target=read)
    reader.start()
    for texts in (long, FIRST) * 20:
        publish(output(texts), tmp_path, "thing")
    done.set()
    reader.join()
    assert seen <= {FIRST["thing/a.py"], long["thing/a.py"]}


# --- names and temporary files -------------------------------------------------------------------


@pytest.mark.case("F37")
def test_names_that_differ_in_case_alone(tmp_path: Path) -> None:
    """They are refused on every system, among what is generated and beside what is there."""
    refused_files = {**FIRST, "thing/A.py": ""}
    with pytest.raises(PublishError, match="the same for some"):
        publish(output(refused_files), tmp_path / "out", "thing")
    (tmp_path / "out/Thing").mkdir(parents=True)
    refused(tmp_path / "out", "in case alone")
    assert contents(tmp_path) == {}


@pytest.mark.case("F38", "F39")
@pytest.mark.parametrize("name", ["con", "aux", "nul", "com1", "lpt9", "a:b", "a.", "x" * 256])
def test_names_that_a_system_refuses(home: Path, name: str) -> None:
    """A name of a package or provider that some system can't have is refused on every system."""
    assert run("generate", "things.yaml", "--package", name) == 2
    (home / "o.yaml").write_text("overlay: 1.1.0\ninfo: {title: O, version: '1'}\nactions: []\n")
    assert run("generate", "things.yaml", "--overlay", f"{name}=o.yaml") == 2
    assert not (home / "generated").exists()


@pytest.mark.case("F41", "F42")
def test_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They lie beside their targets, have names that nobody guesses, and are never opened twice."""
    opened: list[tuple[str, int]] = []
    replaced: list[tuple[Path, Path]] = []
    real_open, real_replace = os.open, os.replace

    def noted(path: Any, flags: int, *more: Any, **rest: Any) -> int:
        if flags & os.O_CREAT:
            opened.append((str(path), flags))
        return real_open(path, flags, *more, **rest)

    def moved(source: Any, target: Any) -> None:
        replaced.append((Path(source), Path(target)))
        real_replace(source, target)

    monkeypatch.setattr(os, "open", noted)
    monkeypatch.setattr(os, "replace", moved)
    publish(output(FIRST), tmp_path, "thing")
    publish(output(SECOND), tmp_path, "thing")
    assert {path for path, _ in opened} == {str(source) for source, _ in replaced}
    assert all(flags & os.O_EXCL and flags & os.O_NOFOLLOW for _, flags in opened)
    assert all(source.parent == target.parent for source, target in replaced)
    files = [source.name for source, target in replaced if target.name == "a.py"]
    assert len({*files}) == 2
    assert all(len(name.split("-")[1]) == 16 for name in files)


@pytest.mark.case("F41")
def test_a_link_in_the_place_of_a_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever guesses a name all the same doesn't have a file written elsewhere."""
    publish(output(FIRST), tmp_path / "out", "thing")
    (tmp_path / "mine").write_text("mine")
    monkeypatch.setattr(os, "urandom", bytes)
    name = publishing.Journal(files={}).temporary("thing/a.py")
    (tmp_path / "out" / name).symlink_to(tmp_path / "mine")
    with pytest.raises(FileExistsError):
        publish(output(SECOND), tmp_path / "out", "thing")
    assert (tmp_path / "mine").read_text() == "mine"


# --- how a run ends ------------------------------------------------------------------------------

STAGES = ("load", "provided", "lower", "verify", "plan", "render", "formatted", "prove")


def planted(monkeypatch: pytest.MonkeyPatch, stage: str, instead: Callable[..., Any]) -> None:
    """Put something in the place of a stage: of the pipeline's own, or of the language's."""
    holders = (pipeline, descriptions, lower, Python)
    monkeypatch.setattr(next(each for each in holders if hasattr(each, stage)), stage, instead)


@pytest.mark.case("F44", "F45", "F46")
@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize(
    ("error", "code"),
    [(RuntimeError, 3), (MemoryError, 3), (KeyboardInterrupt, 130)],
)
def test_a_stage_that_breaks(
    home: Path, monkeypatch: pytest.MonkeyPatch, stage: str, error: type[BaseException], code: int
) -> None:
    """Whatever breaks before the disk, the formatter included, nothing is written."""

    def broken(*_: object, **__: object) -> None:
        raise error("planted")

    planted(monkeypatch, stage, broken)
    assert run("generate", "things.yaml", "--quiet") == code
    assert not (home / "generated").exists()


@pytest.mark.case("F44")
@pytest.mark.parametrize("stage", STAGES[2:])
def test_what_is_too_deep_for_a_stage_is_refused(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], stage: str
) -> None:
    """A description that is deeper than Python can follow is at fault, and nothing is written."""

    def deep(*_: object, **__: object) -> None:
        raise RecursionError("planted")

    planted(monkeypatch, stage, deep)
    assert run("generate", "things.yaml", "--quiet") == 2
    assert "things.yaml:1:1: error: " in capsys.readouterr().err
    assert not (home / "generated").exists()


@pytest.mark.case("F45")
def test_a_formatter_that_changes_the_code(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the formatter makes of the models is held against the plan."""
    real = Python.formatted

    def changed(python: Python, files: Files) -> Files:
        known = real(python, files)
        return {p: File(f.text.replace("size: int", "size: str")) for p, f in known.items()}

    monkeypatch.setattr(Python, "formatted", changed)
    assert run("generate", "things.yaml", "--quiet") == 3
    assert not (home / "generated").exists()


@pytest.mark.case("F03")
@pytest.mark.parametrize(("number", "code"), [(2, 130), (15, 143)], ids=["SIGINT", "SIGTERM"])
@pytest.mark.parametrize("at", [0, 3, 6])
def test_signals(tmp_path: Path, number: int, code: int, at: int) -> None:
    """A signal in the middle of publishing leaves what was there, and no temporary file."""
    (tmp_path / "things.yaml").write_text(THINGS)
    program = f"""
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in jobs that a shell left behind
sys.path.insert(0, {str(ROOT)!r})
from generator import cli, publish
real, left = os.replace, {at}
def replace(*paths):
    global left
    left -= 1
    if left == -1:
        os.kill(os.getpid(), {number})
    real(*paths)
os.replace = replace
sys.exit(cli.main(["generate", "things.yaml"]))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == code, done.stderr
    assert contents(tmp_path) == {"things.yaml": THINGS}
    assert not (tmp_path / "generated").exists()


@pytest.mark.case("F30")
def test_an_edit_during_the_run(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The manifest tells of the text that was read, and the next run sees the other."""
    real = lower.lower
    later = THINGS.replace("size", "length")

    def edited(*arguments: Any, **more: Any) -> Any:
        (home / "things.yaml").write_text(later)
        return real(*arguments, **more)

    with monkeypatch.context() as patch:
        patch.setattr(lower, "lower", edited)
        assert run("generate", "things.yaml", "--quiet") == 0
    about = json.loads((home / "generated/things/MANIFEST.json").read_text())
    assert about["inputs"]["things.yaml"] == manifest_hash(THINGS)
    assert "size" in (home / "generated/things/models.py").read_text()
    assert run("generate", "things.yaml", "--quiet") == 0
    assert "length" in (home / "generated/things/models.py").read_text()


WATCH = """
import os, sys
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
EVENTS, arguments, formats = {events!r}, {arguments!r}, []
def watch(event, given):
    if event == "subprocess.Popen" and [*given[1][1:]] == ["server"]:
        return formats.append(given[1][0])
    if event == "os.posix_spawn" and given[0] in formats:
        return None
    if event == "open" and isinstance(given[0], int):
        return None  # a pipe to the formatter
    if "open" in EVENTS and event == "open" and given[2] & WRITING and given[0] != os.devnull:
        raise SystemExit(f"wrote {{given[0]}}")
    if event != "open" and event.startswith(EVENTS):
        raise SystemExit(f"did {{event}} {{given}}")
sys.dont_write_bytecode = True
sys.path.insert(0, {root!r})
import socket, subprocess, tempfile
sys.addaudithook(watch)
from generator import cli
sys.exit(cli.main(arguments))
"""
CHILDREN = ("subprocess.", "os.fork", "os.posix_spawn", "os.exec", "os.system", "os.spawn")
CHANGES = (
    *("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink"),
    *("os.chmod", "os.truncate", "os.utime", "shutil.", "socket.", "fcntl.", "tempfile."),
)


def watched(events: tuple[str, ...], *arguments: str) -> int:
    """Run the command where nothing of this may happen, and nobody has a home."""
    program = WATCH.format(events=events, arguments=list(arguments), root=str(ROOT))
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
    )
    for said in ("wrote", "did", "Traceback"):
        assert said not in done.stderr, done.stderr
    return done.returncode


@pytest.mark.case("F02")
def test_no_process_is_started(home: Path) -> None:
    """Everything happens in one process but for the formatter, which ends with its input."""
    assert watched(CHILDREN, "generate", "things.yaml") == 0
    assert (home / "generated/things/models.py").is_file()


@pytest.mark.case("F35")
def test_check_only_looks(home: Path) -> None:
    """--check opens nothing for writing, needs no home, and tells its outcomes apart."""

    def checked() -> int:
        return watched((*CHANGES, *CHILDREN), "generate", "things.yaml", "--check")

    assert checked() == 1
    assert run("generate", "things.yaml", "--quiet") == 0
    assert checked() == 0
    (home / "generated/things/models.py").write_text("")
    assert checked() == 1
    (home / "things.yaml").write_text("openapi: 1")
    assert checked() == 2


@pytest.mark.case("F01")
def test_check_says_incomplete(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A journal that was left behind is told of, and the next run takes it away."""
    assert run("generate", "things.yaml", "--quiet") == 0
    journal = home / "generated/things/.compactgen-journal"
    journal.write_text(publishing.Journal(files={}).text())
    assert run("generate", "things.yaml", "--check") == 1
    assert "incomplete" in capsys.readouterr().out
    assert run("generate", "things.yaml") == 0
    assert not journal.exists()
    assert run("generate", "things.yaml", "--check") == 0


@pytest.mark.case("F48")
@pytest.mark.parametrize(
    ("prepare", "code"),
    [("nothing", 0), ("stale", 1), ("description", 2), ("disk", 2), ("ours", 3)],
)
def test_exit_codes(home: Path, monkeypatch: pytest.MonkeyPatch, prepare: str, code: int) -> None:
    """0 done, 1 stale, 2 description, folder or use, 3 ours."""

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def broken(*_: object, **__: object) -> None:
        raise AssertionError

    more = ["--check"] if prepare == "stale" else []
    match prepare:
        case "description":
            (home / "things.yaml").write_text("{}")
        case "disk":
            monkeypatch.setattr(transaction.os, "write", full)
        case "ours":
            monkeypatch.setattr(pipeline, "verify", broken)
    assert run("generate", "things.yaml", "--quiet", *more) == code


@pytest.mark.case("F47")
def test_a_reader_that_is_gone(home: Path) -> None:
    """A closed standard output, or one that can't spell everything, is no crash."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"}
    command = f"{quote(sys.executable)} -m generator generate things.yaml >&-"
    done = subprocess.run(["sh", "-c", command], env=surroundings, capture_output=True, text=True)
    assert "Traceback" not in done.stderr
    assert (home / "generated/things/MANIFEST.json").is_file()
