"""What holds nothing up: pipes, endless devices and giants where files of ours are expected."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from generator import cli
from generator.files import digest
from generator.publish import PublishError, check, publish
from generator.publish.manifest import NAME
from tests.stages.publish.test_publish import FIRST, output

THINGS = "openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths: {}\n"


def pipe(path: Path) -> None:
    """Put a pipe there, which nobody writes to."""
    os.mkfifo(path)


def endless(path: Path) -> None:
    """Put a link to a device there, which never ends."""
    path.symlink_to("/dev/zero")


def linked_pipe(path: Path) -> None:
    """Put a link to a pipe there."""
    os.mkfifo(path.with_name("a_pipe"))
    path.symlink_to("a_pipe")


def giant(path: Path) -> None:
    """Put a file there that is larger than this machine's memory, and takes no room."""
    with path.open("wb") as file:
        file.truncate(1 << 42)


REFUSED = (PublishError, OSError)
OBSTACLES = (pipe, endless, linked_pipe, giant)
Obstacle = Callable[[Path], None]


@pytest.fixture(scope="module")
def vendored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a package that was vendored from a description of nothing."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "things.yaml").write_text(THINGS)
    assert vendor(folder / "things") == 0
    return folder


@pytest.fixture
def made(vendored: Path, tmp_path: Path) -> Path:
    """The package in a copy of that project."""
    return shutil.copytree(vendored, tmp_path / "project") / "things"


def vendor(package: Path, *options: str) -> int:
    """Run the command."""
    return cli.main(["vendor", str(package), str(package.parent / "things.yaml"), *options])


@pytest.mark.parametrize("put", OBSTACLES)
@pytest.mark.parametrize("name", [NAME, "a.py", "sub/b.py", "gone.py"])
def test_in_the_place_of_a_file_of_ours(tmp_path: Path, put: Obstacle, name: str) -> None:
    """A run and `check` refuse it at once, or leave it where it is when it isn't asked for."""
    publish(output({**FIRST, "thing/gone.py": "gone = 1\n"}), tmp_path, "thing")
    place = tmp_path / "thing" / name
    place.unlink()
    put(place)
    for run in (publish, check):
        with suppress(PublishError, OSError) if name == "gone.py" else pytest.raises(REFUSED):
            run(output(FIRST), tmp_path, "thing")
    assert os.path.lexists(place)


@pytest.mark.parametrize("put", OBSTACLES)
@pytest.mark.parametrize("name", [".compactgen-journal", ".compactgen_cache/package.json"])
def test_in_the_place_of_what_a_run_left(made: Path, put: Obstacle, name: str) -> None:
    """It isn't waited for: a journal that can't be one is told or refused, a cache made anew."""
    (made / name).unlink(missing_ok=True)
    put(made / name)
    assert vendor(made, "--check") in (0, 1, 2)
    assert vendor(made) in (0, 2)


@pytest.mark.parametrize("put", OBSTACLES)
def test_in_the_place_of_what_a_project_adds(made: Path, put: Obstacle) -> None:
    """`_custom.py` is read by `--check` as any module: never from a pipe, nor without end."""
    put(made / "_custom.py")
    assert vendor(made, "--check") in (0, 1)


@pytest.mark.parametrize("put", OBSTACLES)
@pytest.mark.parametrize(
    "name", ["things.yaml", "overlays/x.yaml", "examples/default.response.x.json"]
)
def test_in_the_place_of_what_is_read(made: Path, put: Obstacle, name: str) -> None:
    """A description, an overlay or an example that is none of these is refused or passed over."""
    place = made.parent / name
    place.parent.mkdir(exist_ok=True)
    place.unlink(missing_ok=True)
    put(place)
    assert vendor(made) in (0, 2)
    assert vendor(made, "--check") in (0, 2)


@pytest.mark.parametrize("put", OBSTACLES)
@pytest.mark.parametrize("name", [NAME, "LICENSE", "unlisted"])
def test_verify_waits_for_nothing(made: Path, put: Obstacle, name: str) -> None:
    """A manifest that is no file ends `verify` with 2, any other is told as modified or foreign."""
    (made / name).unlink(missing_ok=True)
    put(made / name)
    command = [sys.executable, "-I", str(made / "verify.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == (2 if name == NAME else 1), done
    assert name in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


# --- manifests that somebody changed -------------------------------------------------------------

MINE = "mine = 1\n"


def listing(out: Path, path: str, text: str) -> None:
    """Have the manifest list a file with its own hash."""
    place = out / "thing" / NAME
    about = json.loads(place.read_text())
    about["files"][path] = digest(text.encode())
    place.write_text(json.dumps(about))


@pytest.mark.parametrize(
    "path",
    [
        *(
            "../mine.py",
            "/mine.py",
            "a/../../mine.py",
            "..\\mine.py",
            "C:\\mine.py",
            "//host/mine.py",
        ),
        *(
            "./mine.py",
            "mine.py/",
            "sub//mine.py",
            ".git/config",
            "mine.py.",
            "mine.py ",
            "MINE~1.PY",
        ),
    ],
)
def test_paths_that_no_run_has_written(tmp_path: Path, path: str) -> None:
    """A manifest with one of them is none, for `publish` and for `verify`; nothing is deleted."""
    publish(output(FIRST), tmp_path, "thing")
    (tmp_path / "mine.py").write_text(MINE)
    listing(tmp_path, path, MINE)
    with pytest.raises(PublishError, match="not a manifest"):
        publish(output(FIRST), tmp_path, "thing")
    assert (tmp_path / "mine.py").read_text() == MINE


def test_paths_through_a_link(tmp_path: Path) -> None:
    """A folder of the package that has become a link is refused, not followed."""
    publish(output(FIRST), tmp_path / "out", "thing")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/mine.py").write_text(MINE)
    (tmp_path / "out/thing/folder").symlink_to(tmp_path / "elsewhere")
    listing(tmp_path / "out", "folder/mine.py", MINE)
    with pytest.raises(PublishError, match="a link"):
        publish(output(FIRST), tmp_path / "out", "thing")
    assert (tmp_path / "elsewhere/mine.py").read_text() == MINE


def test_a_path_that_differs_in_case_alone(tmp_path: Path) -> None:
    """What some file systems can't tell from a file of ours is never deleted in its place."""
    publish(output(FIRST), tmp_path, "thing")
    listing(tmp_path, "A.PY", FIRST["thing/a.py"])
    assert check(output(FIRST), tmp_path, "thing").deleted == ()


# --- the mark ------------------------------------------------------------------------------------

MARKED = "# @generated by compactgen\n"


@pytest.mark.parametrize("path", ["gone.py", "a.py", "py.typed"])
def test_a_hash_alone_makes_no_file_ours(tmp_path: Path, path: str) -> None:
    """A manifest that names somebody's file, hash and all, has it neither deleted nor replaced."""
    files = {**FIRST, "thing/py.typed": ""}
    publish(output(files), tmp_path, "thing")
    (tmp_path / "thing" / path).write_text(MINE)
    listing(tmp_path, path, MINE)
    with suppress(PublishError) if path == "gone.py" else pytest.raises(PublishError):
        publish(output(files), tmp_path, "thing")
    assert (tmp_path / "thing" / path).read_text() == MINE


def test_with_the_mark_it_is(tmp_path: Path) -> None:
    """What was generated and isn't any more goes; a mark without the hash keeps an edit."""
    more = {"thing/gone.py": MARKED, "thing/edited.py": MARKED}
    publish(output({**FIRST, **more}), tmp_path, "thing")
    (tmp_path / "thing/edited.py").write_text(MARKED + MINE)
    report = publish(output(FIRST), tmp_path, "thing")
    assert (report.deleted, report.kept) == (("thing/gone.py",), ("thing/edited.py",))
