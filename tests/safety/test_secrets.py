"""No secret gets into the output or into the repository."""

from __future__ import annotations

import getpass
import importlib
import inspect
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.findings import DescriptionError, render
from generator.standard.credentials import SHAPED, hidden
from tests.support.packages import documents_of, write

ROOT = Path(__file__).parents[2]
GENERATED = ROOT / "generated"
KEYS = ROOT / "tests" / "cases" / "S19-texts-that-look-like-keys" / "description.yaml"


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder, what other tools leave there aside."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and path.suffix != ".pyc" and not re.search(r"(^|/)\.", name):
            yield name, path.read_bytes()


# --- S10: keys in addresses ----------------------------------------------------------------------


# --- S18: surroundings ---------------------------------------------------------------------------


@pytest.mark.case("S18")
def test_the_output_tells_nothing_of_a_machine() -> None:
    """No file of generated/ has the path of a checkout, a home, a temporary folder, or a host."""
    places = {str(ROOT), str(Path.home()), "/tmp/", "/home/", "/Users/", "\\Users\\", "/var/"}
    host = socket.gethostname()
    for name, content in files(GENERATED):
        text = content.decode()
        assert [] == [place for place in places if place in text], name
        assert len(host) < 5 or host not in text, name


@pytest.mark.slow
@pytest.mark.case("S18")
def test_the_output_tells_nothing_of_a_run(tmp_path: Path) -> None:
    """User, home, host, folder, time and the values of variables leave no trace in any file, the
    record for quick runs included: not even of those variables that the description names.
    """
    work = tmp_path / "canary-cwd"
    shutil.copytree(ROOT / "spec", work / "spec")
    named = set(re.findall(r"x-environment: (\w+)", "".join(_texts(work / "spec"))))
    assert {"OPENAI_API_KEY", "YC_FOLDER_ID"} <= named
    surroundings = dict.fromkeys(
        (*named, "USER", "LOGNAME", "HOSTNAME", "EMAIL", "SECRET", "GIT_AUTHOR_NAME"),
        "canary-value",
    )
    command = [sys.executable, "-m", "generator", "generate", "spec/openapi.yaml"]
    times = {date.today().isoformat(), str(int(time.time()))[:7]}
    subprocess.run(
        [*command, "--out", "canary-out"],
        cwd=work,
        env={
            **surroundings,
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "HOME": str(work / "canary-home"),
            "HTTPS_PROXY": "http://canary:canary@canary.example:1",
        },
        check=True,
        capture_output=True,
    )
    times.add(date.today().isoformat())
    out = work / "canary-out"
    records = {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in (out / ".compactgen_cache").iterdir()
    }
    made = dict(files(out)) | records
    assert len(made) > 50 and any(name.endswith(".json") for name in records)
    user = getpass.getuser()
    for name, content in made.items():
        text = content.decode()
        assert [] == [trace for trace in ("canary", *times) if trace in text], name
        assert len(user) < 6 or user not in text, name


def _texts(folder: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.yaml"))]


# --- S19: keys in a description ------------------------------------------------------------------


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The package of a description that has something like a key wherever one can be written."""
    folder = tmp_path_factory.mktemp("keys")
    write(documents_of(KEYS), "keyed_things", folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        importlib.import_module("keyed_things.testing")
        yield importlib.import_module("keyed_things")


@pytest.mark.case("S19")
def test_no_key_of_a_description_is_a_default(package: Any) -> None:
    """What identifies the caller has no default, whatever examples and defaults it has."""
    for kind in (package.KeyedThings, package.AsyncKeyedThings):
        parameters = inspect.signature(kind).parameters
        assert {None} == {parameters[name].default for name in ("api_key", "caller_token")}
        with pytest.raises(package.ConfigurationError, match="needs a credential"):
            kind()


@pytest.mark.case("S19")
def test_no_key_of_a_description_is_sent(package: Any) -> None:
    """A call sends the credential that the client was given, and nothing that was shown as one."""
    fake = package.testing.FakeTransport({}, validate=False)
    sent: list[Any] = []
    plain = fake.sync_transport
    fake.sync_transport = lambda: _Listening(plain(), sent)
    package.KeyedThings(api_key="given", http_client=fake).list_things()
    (request,) = sent
    assert ("Authorization", "Api-Key given") in request.headers
    told = [request.url, request.body or "", *(f"{n}: {v}" for n, v in request.headers)]
    assert not [text for text in told[1:] if "EXAMPLE" in str(text)]


class _Listening:
    """A transport that notes what is sent with all that it holds."""

    def __init__(self, transport: Any, sent: list[Any]) -> None:
        self._transport, self._sent = transport, sent

    def send(self, request: Any, *given: Any) -> Any:
        self._sent.append(request)
        return self._transport.send(request, *given)


@pytest.mark.case("S19")
def test_no_diagnostic_repeats_a_key(tmp_path: Path) -> None:
    """Whatever else is wrong where a key stands, neither message nor source line shows it."""
    path = tmp_path / "openapi.yaml"
    text = KEYS.read_text(encoding="utf-8").replace(
        "{type: string, default: ", "{type: 5, default: "
    )
    path.write_text(text.replace("- key: []", "- sk-EXAMPLE-0000000000000000: []"))
    with pytest.raises(DescriptionError) as caught:
        documents_of(path)
    shown = render(caught.value.findings, caught.value.sources)
    assert "default: ****" in shown and "EXAMPLE" not in shown.replace("\\nEXAMPLE", "")


# --- S20: keys in the repository -----------------------------------------------------------------

NAMED = re.compile(
    r"(?i)(?:key|token|secret|password|authorization)\w*[\"']?\s*[:=]\s*[\"']?[0-9a-f]{32,}"
)
"""A long hexadecimal number that is called a secret."""

FAKE = re.compile(r"EXAMPLE|0123456789abcdef|\.\.\.")
"""What every value has that is shaped like a key and is none."""

OF_TESTS = {
    f"tests/support/faults/tls/{name}.pem" for name in ("expired", "right", "self_signed", "wrong")
}
"""Private keys of certificates for loopback, made for the tests and trusted by nobody else."""

MADE_UP = tuple(
    beginning + rest
    for beginning, rest in (
        *(("sk-", "proj-Zx81hhTT0aPqLm3R"), ("AKIA", "Z7Q2M4N8R1S5T9V3")),
        *(("AQVN", "zx81hhTT0aPqLm3R77"), ("t1.9", "euelZrKx81hhTT0aPqLm3R")),
        *(("ghp_", "Zx81hhTT0aPqLm3R77"), ("glpat-", "Zx81hhTT0aPqLm3R")),
        *(("xoxb-", "1234567890-Zx81"), ("AIza", "Zx81hhTT0aPqLm3R77Zx81hhTT0aPqL")),
        *(("eyJ", "hbGciOiJI.eyJzdWIiOiIx.c2lnbmF0dXJl"), ("-----BEGIN ", "RSA PRIVATE KEY-----")),
    )
)
"""What the search is for, put together here so that it doesn't find itself."""


def tracked() -> list[Path]:
    """The files that the repository holds."""
    command = ["git", "ls-files", "-z"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("this is no repository")
    return [ROOT / name for name in done.stdout.split("\0") if name]


def found(text: str) -> list[str]:
    """What in the text is shaped like a key and isn't made up for all to see."""
    shaped = [match.group() for pattern in (SHAPED, NAMED) for match in pattern.finditer(text)]
    return [each for each in shaped if not FAKE.search(each)]


@pytest.mark.case("S20")
def test_the_repository_holds_no_keys() -> None:
    """No tracked file has anything shaped like a key, but for values that say they are none."""
    for path in tracked():
        name = path.relative_to(ROOT).as_posix()
        if path.is_file() and not path.is_symlink() and name not in OF_TESTS:
            assert [] == found(path.read_text(encoding="utf-8", errors="replace")), name


@pytest.mark.case("S20")
@pytest.mark.parametrize("key", MADE_UP)
def test_the_search_finds_keys(key: str) -> None:
    """A key of any form is found between other words, and hidden where it would be shown."""
    for text in (key, f'"{key}"', f"Bearer {key}.", f"api_key={key}\n"):
        assert [key] == [each.rstrip(".") for each in found(text)][:1]
        assert key not in hidden(text) and len(text) == len(hidden(text))


@pytest.mark.case("S20")
@pytest.mark.parametrize("name", ["api_key", "AZURE_KEY", '"token"', "password"])
def test_a_number_that_is_called_a_key_is_found(name: str) -> None:
    """A long hexadecimal number is a hash, unless it is called a secret."""
    number = "d41d8cd98f00b204e9800998ecf8427e"
    assert [] == found(f"sha256: {number}") and 1 == len(found(f'{name} = "{number}"'))


@pytest.mark.case("S20")
@pytest.mark.parametrize("text", ["sk-your-key", "task-1234567890abcdefgh", "risk-free-options"])
def test_words_are_no_keys(text: str) -> None:
    """What only begins like a key isn't taken for one."""
    assert [] == found(text) and text == hidden(text)
