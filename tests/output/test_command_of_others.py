"""The command of a package that was made of somebody else's description, as a process."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from email import message_from_bytes
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.support.packages import documents_of, write
from tests.support.stub import Received, Reply, Stub, reply

CASE = Path(__file__).parents[1] / "cases" / "lower_arguments_of_commands" / "openapi.yaml"
KEY = "key-0123456789abcdef"
PLANTS = [{"id": 1, "name": "Oak of the hill"}, {"id": 2}]
PHOTO = b"\x89PNG\r\n\x1a\n\0\xff"

Ended = subprocess.CompletedProcess[bytes]
Run = Callable[..., Ended]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the package `garden`."""
    folder = tmp_path_factory.mktemp("garden")
    write(documents_of(CASE), "garden", folder)
    return folder


@pytest.fixture
def run(package: Path, stub: Stub, tmp_path: Path) -> Run:
    """Run its command in a folder of its own, which has a photo and the key in files."""
    (tmp_path / "photo; 1.png").write_bytes(PHOTO)
    (tmp_path / "key").write_text(KEY)
    stub.plays(reply(PLANTS))
    known = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    env = {**known, "PYTHONPATH": str(package), "COLUMNS": "80"}

    def command(*words: str, program: str = "", stdin: bytes = b"") -> Ended:
        address = [f"--base-url={stub.url}", "--api-key-file=key"] if not program else []
        line = [sys.executable, *([program] if program else ["-m", "garden"]), *address, *words]
        return subprocess.run(
            line, cwd=tmp_path, env=env, input=stdin, capture_output=True, check=False, timeout=120
        )

    return command


def query(received: Received) -> list[tuple[str, str]]:
    """The parameters of a request, in their order."""
    return parse_qsl(urlsplit(received.target).query, keep_blank_values=True)


def parts(received: Received) -> list[tuple[str, str | None, str, object]]:
    """Name, file name, media type and content of each part of a form."""
    head = b"Content-Type: " + received.headers["content-type"].encode() + b"\r\n\r\n"
    form = message_from_bytes(head + received.body)
    return [
        (
            str(part.get_param("name", header="content-disposition")),
            part.get_filename(),
            part.get_content_type() if part["content-type"] else "",
            part.get_payload(decode=True),
        )
        for part in form.walk()
        if not part.is_multipart()
    ]


def test_every_item_of_a_list_is_sent(run: Run, stub: Stub) -> None:
    """An option of a list is given once for each item, and its twin takes JSON."""
    done = run("plants", "list", "--colours=red", "--colours", "a,b", "--rows=1", "--rows=2")
    assert done.returncode == 0, done.stderr
    expected = [("colours", "red"), ("colours", "a,b"), ("rows", "1"), ("rows", "2")]
    assert query(stub.last) == expected
    assert b"a,b isn't known, only red, green" in done.stderr
    done = run("plants", "list", '--colours-json=["green"]', "--rows-json=[3]")
    assert query(stub.last) == [("colours", "green"), ("rows", "3")] and not done.stderr


def test_numbers_and_objects_of_an_address(run: Run, stub: Stub) -> None:
    """A number keeps its spelling, an object is JSON or given by its members."""
    done = run("plants", "list", "--most=07", "--height=1.50")
    assert done.returncode == 2 and b"--most takes a number" in done.stderr and not stub.received
    near = ("--near", '{"place": "hill"}', "--near.metres=5")
    assert run("plants", "list", "--height=1.50", "--edible=true", *near).returncode == 0
    rest = [("near[place]", "hill"), ("near[metres]", "5")]
    assert query(stub.last) == [("height", "1.50"), ("edible", "true"), *rest]
    done = run("plants", "list", "--rows=1", "--rows=x", "--edible=yes")
    assert done.returncode == 2 and b"--rows takes a number" in done.stderr


def test_files_are_sent_from_the_disk(run: Run, stub: Stub) -> None:
    """`@` names the file of a part, and of a whole body; anything else but `-` is refused."""
    stub.plays(reply(PLANTS[0]))
    words = ("plants", "photo", "update", "--id=3", "--caption=@key", '--place={"row":2}')
    assert run(*words, "--photo=@photo; 1.png").returncode == 0
    assert stub.last.target == "/plants/3/photo"
    assert parts(stub.last) == [
        ("photo", "photo; 1.png", "image/png", PHOTO),
        ("caption", None, "", KEY.encode()),
        ("place", None, "application/json", b'{"row":2}'),
    ]
    assert run(*words, "--photo=-", stdin=b"\0\1").returncode == 0
    assert parts(stub.last)[0] == ("photo", "photo", "application/octet-stream", b"\0\1")
    stub.plays(Reply(204, b""))
    assert run("plants", "scan", "--id=3", "--body=@photo; 1.png").returncode == 0
    assert stub.last.body == PHOTO
    sent = len(stub.received)
    for option in ("--photo=photo; 1.png", "--photo=@nothing.png"):
        done = run(*words, option)
        assert done.returncode == 2 and b"--photo" in done.stderr
    assert run("plants", "scan", "--id=3", "--body=photo").returncode == 2
    assert len(stub.received) == sent


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
def test_curl_sends_the_same_form(run: Run, stub: Stub, tmp_path: Path) -> None:
    """The command for curl sends parts of the same names, files, types and contents."""
    stub.plays(reply(PLANTS[0]))
    options = ("--photo=@photo; 1.png", '--caption="a";b', '--place={"at":"x;\\"y"}')
    assert run("plants", "photo", "update", "--id=3", *options).returncode == 0
    ours = stub.last
    shown = run(
        "plants", "photo", "update", "--id=3", *options, "--dry-run", "--format=curl"
    ).stdout.decode()
    line = [word for word in shlex.split(shown.replace('"${API_KEY}"', KEY)) if word != "\n"]
    subprocess.run([*line, "--silent"], cwd=tmp_path, check=True, capture_output=True)
    theirs = stub.last
    assert theirs is not ours and parts(theirs) == parts(ours)
    assert (theirs.method, theirs.target) == (ours.method, ours.target)
    assert theirs.headers["authorization"] == ours.headers["authorization"]


@pytest.mark.parametrize(
    "words",
    [
        ("plants", "list", "--colours=red", "--rows=2", "--near.place=x", "--edible=false"),
        ("plants", "photo", "update", "--id=3", "--photo=@photo; 1.png", "--caption=c"),
        ("plants", "scan", "--id=3", "--body=@photo; 1.png"),
    ],
    ids=lambda words: words[1],
)
def test_a_program_in_python_sends_the_same(
    run: Run, stub: Stub, tmp_path: Path, words: tuple[str, ...]
) -> None:
    """What `--format python` prints runs with its credential, and asks for the same."""
    stub.plays(reply(PLANTS if "list" in words else PLANTS[0]))
    assert run(*words).returncode == 0
    ours = stub.last
    program = run(*words, "--dry-run", "--format=python").stdout.decode()
    (tmp_path / "program.py").write_text(program.replace("'...'", repr(KEY), 1))
    done = run(program="program.py")
    assert done.returncode == 0, program + done.stderr.decode()
    theirs = stub.last
    assert theirs is not ours and (theirs.method, theirs.target) == (ours.method, ours.target)
    if "photo" in words:
        assert parts(theirs) == parts(ours)
    else:
        assert theirs.body == ours.body


def test_programs_are_shown_with_the_credentials_to_fill_in(run: Run, package: Path) -> None:
    """No variable could hold them: a program without would fail before it sends anything."""
    readme = (package / "garden" / "README.md").read_text()
    assert 'with Garden(api_key="...") as client:' in readme


def test_what_a_method_does_stands_beside_it(tmp_path: Path) -> None:
    """The summary of an operation, else its first sentence, is in the table of methods."""
    words = {"/a": {"summary": "One _word_.", "description": "All of it."}, "/c": {}}
    words["/b"] = {"description": f"First. {'Second. ' * 90}"}
    answers = {"responses": {"204": {"description": "Done."}}}
    paths = {path: {"get": {**said, **answers}} for path, said in words.items()}
    document = {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": paths}
    (tmp_path / "openapi.json").write_text(json.dumps(document))
    write(documents_of(tmp_path / "openapi.json"), "told", tmp_path)
    rows = (tmp_path / "told" / "README.md").read_text().splitlines()
    cells = [row.split(" | ")[1:] for row in rows if row.startswith("| `") and " GET /" in row]
    assert [
        [r"One \_word\_.", "GET /a |"],
        ["", "GET /c |"],
        ["First.", "GET /b |"],
    ] == cells


def test_the_help_of_one_provider_names_none(run: Run) -> None:
    """Where nobody can choose a provider, no option and no list asks for one."""
    shown = run("--help").stdout.decode()
    assert shown.startswith("usage: garden [options] OPERATION [options]\n")
    assert "provider" not in shown.partition("exit codes")[0] and "\noperations:\n" in shown
    told = " ".join(run("plants", "list", "--help").stdout.decode().split())
    assert "--rows NUMBER In these. May be repeated." in told
    assert "--edible true|false" in told and "One of red, green. May be repeated." in told
    assert "A token, sent in the header `Authorization` after `Bearer`." in told


def test_what_says_itself_that_it_is_deprecated(tmp_path: Path) -> None:
    """A description that says no more than the mark of what is to go is told once, and proved."""
    old = {"name": "old", "in": "query", "deprecated": True, "schema": {"type": "string"}}
    call = {"parameters": [{**old, "description": "Deprecated. Use new."}]}
    call |= {"operationId": "read", "responses": {"204": {"description": "Done."}}}
    description = {
        "openapi": "3.1.0",
        "info": {"title": "Old", "version": "1"},
        "servers": [{"url": "https://old.example"}],
        "paths": {"/old": {"get": call}},
    }
    path = tmp_path / "old.json"
    path.write_text(json.dumps(description))
    write(documents_of(path), "old_api", tmp_path)
    texts = [each.read_text() for each in (tmp_path / "old_api").rglob("command*.py")]
    assert sum(text.count('doc="Deprecated."') for text in texts) == 1
