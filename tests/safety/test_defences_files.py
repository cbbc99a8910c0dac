"""P21 for files: no defence of what is read, published, selected or printed is spare."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator import overlay, terminal
from generator.document import Where
from generator.files import File
from generator.findings import DescriptionError
from generator.languages.python import naming
from generator.load import reading, references, source, yaml
from generator.overlay import selecting
from generator.publish import (
    comparison,
    destination,
    freshness,
    journal,
    lock,
    manifest,
    publish,
    transaction,
)
from generator.publish.destination import PublishError
from generator.standard import references as standard_references
from generator.validate import survey, validate
from generator.validate.rules import examples
from tests.safety.test_defences import disarm, nothing
from tests.support import refusing
from tests.support.refusing import load, load_overlay

pytestmark = pytest.mark.usefixtures("unmarked")

HEAD = "openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths: {}\n"
HASH = "0" * 64


def refused(text: str | bytes, folder: Path, name: str = "a.yaml") -> None:
    """A description of this text isn't read."""
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(DescriptionError):
        load(folder / name)


def files(text: str = "a = 1\n", generator: str = "0") -> dict[str, File]:
    """A package of one file."""
    made: dict[str, File] = {"thing/a.py": File(text)}
    about = manifest.manifest(made, "thing", generator=generator, inputs={}, options={})
    return dict(manifest.complete(made, "thing", about))


def quick_reading(folder: Path) -> None:
    """What is no text, no single thing or too much isn't read."""
    refused(f"{HEAD}x-a: \x01\n", folder)
    refused(HEAD.encode() + b"# \xff\n", folder)
    refused(f"{HEAD}x-a: &a 1\n", folder)
    (folder / "d.yaml").write_text(f"{HEAD}x-a: [{'1,' * 100}]\n")
    for allowance in (source.Budget(values=50), source.Budget(pointer_characters=50)):
        with pytest.raises(DescriptionError):
            reading.read(folder / "d.yaml", "d.yaml", allowance)
    refused('{"openapi": "3.1.0", "x-a": "\\ud800"}', folder, "a.json")
    (folder / "e.json").write_text(f'{{"{"k" * 2000}": 1}}')
    with pytest.raises(DescriptionError):
        reading.read(folder / "e.json", "e.json", source.Budget(pointer_characters=1000))
    os.mkfifo(folder / "c.yaml")
    status = (folder / "c.yaml").stat()
    with pytest.raises(DescriptionError):
        source._require_file(status, "c.yaml")
    counted = source.Source("x.yaml", "")
    with pytest.raises(DescriptionError):
        for _ in range(source.MISTAKES):
            counted.report(Where("x.yaml", 1, 1), "", "wrong")


def quick_references(folder: Path) -> None:
    """No reference leads out of the folder, by whatever way."""
    (folder / "in").mkdir()
    (folder / "out.yaml").write_text("A: {}\n")
    (folder / "in/link.yaml").symlink_to(folder / "out.yaml")
    for reference in ("../out.yaml#/A", "link.yaml#/A", "#/a~2", "#/%zz"):
        with pytest.raises(references.ReferenceFault):
            references.follow(reference, folder / "in", "x.yaml")


def quick_work(folder: Path) -> None:
    """What would come to too much is refused, or left."""
    with pytest.MonkeyPatch.context() as lowered:
        lowered.setattr(selecting, "STEPS", 5000)
        lowered.setattr(examples, "EFFORT", 1000)
        _work(folder)


def _work(folder: Path) -> None:
    web = "".join(f"    S{n}: {{anyOf: [{_to(n)}, {_to(n)}]}}\n" for n in range(20))
    (folder / "web.yaml").write_text(f"{HEAD}components:\n  schemas:\n{web}    S20: {{}}\n")
    assert [d for d in validate(load(folder / "web.yaml")) if "written out" in d.message]
    listed = json.dumps([{"a": n} for n in range(400)])
    schema = f"{{type: array, uniqueItems: true, example: {listed}}}"
    (folder / "many.yaml").write_text(f"{HEAD}components:\n  schemas:\n    A: {schema}\n")
    assert [d for d in validate(load(folder / "many.yaml")) if "too many" in d.message]
    for action in ("{target: '$..*..*', update: {}}", "{target: $.x.a, copy: $.x}"):
        (folder / "o.yaml").write_text(
            "overlay: 1.1.0\ninfo: {title: a, version: '1'}\nactions:\n" + f"- {action}\n" * 110
        )
        (folder / "a.yaml").write_text(f"{HEAD}x: {{a: {{}}}}\nx-b: {'[' * 60}{']' * 60}\n")
        with pytest.raises(DescriptionError, match="look at more|adds more|nested deeper"):
            refusing.overlay(load(folder / "a.yaml"), load_overlay(folder / "o.yaml"))


def _to(number: int) -> str:
    return f"{{$ref: '#/components/schemas/S{number + 1}'}}"


def quick_ground(folder: Path) -> None:
    """Nothing is written where it shouldn't be."""
    home, out = folder / "home", folder / "out"
    home.mkdir()
    (home / "a.yaml").write_text(HEAD)
    with pytest.raises(PublishError):
        destination.refuse_folder(home, home / "a.yaml", [])
    (folder / "loop").symlink_to("loop")
    with pytest.raises(PublishError):
        destination.resolved(folder / "loop")
    (out / "thing").mkdir(parents=True)
    (out / "thing/a.py").symlink_to(home / "a.yaml")
    with pytest.raises(PublishError):
        publish(files(), out, "thing", force=True)
    (out / "thing/a.py").unlink()
    (out / "thing/A.py").touch()
    with pytest.raises(PublishError):
        publish(files(), out, "thing", force=True)
    (out / "thing/A.py").rename(out / "thing/a.py")
    with pytest.raises(PublishError):
        publish(files("b = 1\n"), out, "thing")
    (out / "thing/a.py").unlink()
    publish(files(generator="999"), out, "thing")
    with pytest.raises(PublishError):
        publish(files(generator="0"), out, "thing")
    anchor = home.stat()
    step = transaction.Step("a.py", None, b"")
    plan = journal.Journal(files={})
    with pytest.raises(OSError, match="moved or replaced"):
        transaction.Transaction(out, plan, (step,), (), anchor).carry_out()
    with lock.exclusive(out), pytest.raises(PublishError), lock.exclusive(out, patience=0.1):
        pass


def quick_records(folder: Path) -> None:
    """A manifest and a journal are believed about paths below the folder and about hashes."""
    for path in ("../a", "/a", "a/../b", "a\\b", "C:a"):
        assert not manifest.inside(path)
        entry = {"generator": "0", "options": {}, "inputs": {}, "beside": {}, "files": {path: HASH}}
        with pytest.raises(manifest.ManifestError):
            manifest.read(json.dumps(entry))
        assert journal.read(json.dumps({"run": "0" * 16, "files": {path: [HASH]}})) is None
    assert journal.read(json.dumps({"run": "0" * 16, "files": {"a": ["x"]}})) is None
    assert journal.read(json.dumps({"run": "../../a", "files": {}})) is None
    (folder / "dear").write_text("dear")
    (folder / "link").symlink_to(folder / "dear")
    with pytest.raises(FileExistsError):
        transaction.write(folder / "link", b"")
    assert transaction.content(folder / "link") is None
    (folder / "elsewhere").mkdir()
    (folder / freshness.FOLDER).symlink_to(folder / "elsewhere")
    freshness._put(folder / freshness.FOLDER / "package.json", b"")
    assert [*(folder / "elsewhere").iterdir()] == []


def quick_words(folder: Path) -> None:
    """What is printed doesn't steer, and no package hides a module."""
    assert terminal.lines("a\x1b\tb\nc") == "a\\x1b\tb\nc"
    assert "\n" not in terminal.line("a\nb")
    assert naming.hides("json") and naming.hides("pydantic")


QUICK = (
    quick_words,
    quick_records,
    quick_references,
    quick_ground,
    quick_work,
    quick_reading,
)


def same(value: Any, *_: Any, **__: Any) -> Any:
    """A defence that lets everything through."""
    return value


DEFENCES: dict[str, tuple[Any, str, Callable[..., Any]]] = {
    "source._require_file": (source, "_require_file", nothing),
    "source.Source.value": (source.Source, "value", lambda _, node, *__: node),
    "source.Source.report": (source.Source, "report", nothing),
    "source.width": (source, "width", lambda _: 0),
    "source._control_character": (source, "_control_character", lambda *_: ValueError()),
    "source._not_utf8": (source, "_not_utf8", lambda *_: ValueError()),
    "yaml._refuse_properties": (yaml._Builder, "_refuse_properties", nothing),
    "references._file": (references, "_file", lambda path, *_: path),
    "references.local_pointer": (standard_references, "local_pointer", same),
    "survey.oversized": (survey.Survey, "_sized", nothing),
    "examples._cost": (examples, "_cost", lambda *_: 0),
    "selecting.Allowance": (selecting.Allowance, "take", nothing),
    "overlay._excess": (overlay._Application, "_excess", lambda *_: ""),
    **{
        f"destination.{name}": (destination, name, nothing)
        for name in ("refuse_folder", "refuse_paths", "refuse_twins")
    },
    "destination.resolved": (destination, "resolved", same),
    **{
        f"comparison.{name}": (comparison, name, nothing)
        for name in ("_refuse", "refuse_manifest", "refuse_conflicting")
    },
    "manifest.inside": (manifest, "inside", lambda _: True),
    "manifest.is_digest": (manifest, "is_digest", lambda _: True),
    "manifest._hashes": (manifest, "_hashes", dict),
    "journal.read": (journal, "read", lambda _: journal.Journal(files={})),
    "lock.exclusive": (lock, "exclusive", lambda *_, **__: contextlib.nullcontext()),
    "transaction._require_place": (transaction.Transaction, "_require_place", nothing),
    "transaction.content": (transaction, "content", lambda path: path.read_bytes()),
    "transaction.write": (transaction, "write", lambda path, data, *_: path.write_bytes(data)),
    "freshness._put": (freshness, "_put", lambda path, data: path.write_bytes(data)),
    "terminal.line": (terminal, "line", same),
    "terminal.lines": (terminal, "lines", same),
    "naming.hides": (naming, "hides", lambda _: False),
}


@pytest.mark.case("P21")
def test_quick_checks_of_files_pass(tmp_path: Path) -> None:
    """With all defences in place nothing is found."""
    for check in QUICK:
        (tmp_path / check.__name__).mkdir()
        check(tmp_path / check.__name__)


@pytest.mark.case("P21")
@pytest.mark.parametrize("name", DEFENCES)
def test_no_defence_of_files_is_spare(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    """With one defence taken away, a check fails."""
    holder, attribute, instead = DEFENCES[name]
    if isinstance(holder, type):
        monkeypatch.setattr(holder, attribute, instead)
    else:
        disarm(monkeypatch, holder, attribute, instead)
    for check in QUICK:
        (tmp_path / check.__name__).mkdir()
        try:
            check(tmp_path / check.__name__)
        except BaseException:  # noqa: BLE001  # whatever it is, somebody noticed
            return
    pytest.fail(f"nobody misses {name}")
