"""Where output is put, who else is there, and how a run ends: the cases beside `publish` itself."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import pytest

from generator import pipeline
from generator.places import PACKAGE, TEMPLATES
from generator.publish import check, publish, transaction
from generator.publish.destination import PublishError, refuse_folder, resolved
from tests.support.published import (
    FIRST,
    ROOT,
    SECOND,
    THINGS,
    contents,
    output,
    refused,
    run,
)

pytestmark = pytest.mark.usefixtures("unmarked")


# --- the folder ----------------------------------------------------------------------------------


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
