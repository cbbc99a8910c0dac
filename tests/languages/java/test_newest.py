"""The newest Java with long support that is there, beside the one that packages are made for."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.languages.java.conftest import GENERATED, OWN, QUICK
from tests.languages.java.test_package import EXAMPLES, served

NEWEST = Path(__file__).parent / "newest"


def versions(jdk: str) -> Iterator[tuple[int, Path]]:
    """The versions with long support that stand beside a compiler's, each with its folder."""
    for release in Path(jdk).resolve().parents[2].glob("*/release"):
        version = re.search(r'^JAVA_VERSION="(\d+)', release.read_text(), re.MULTILINE)
        if version and int(version[1]) >= 17 and int(version[1]) % 4 == 1:
            yield int(version[1]), release.parent


@pytest.fixture(scope="module")
def home(jdk: str) -> tuple[str, Path]:
    """The newest version and its folder, if it is newer than that which packages are made for."""
    version, folder = max(versions(jdk), default=(17, Path()))
    if version == 17:
        pytest.skip("there is no newer Java with long support")
    return str(version), folder / "bin"


@pytest.fixture(scope="module")
def newer(
    home: tuple[str, Path],
    contents: Path,
    forms: Path,
    streams: Path,
    many: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """All that `classes` has, and code of a later version beside it, compiled for that version."""
    folder = tmp_path_factory.mktemp("newer")
    roots = (GENERATED, OWN, contents, forms, streams, many, NEWEST)
    sources = (p for root in roots for p in root.rglob("*.java"))
    command = [str(home[1] / "javac"), *QUICK, "--release", home[0], "-Xlint:all", "-Werror"]
    done = subprocess.run(
        [*command, "-d", str(folder), *map(str, sources)], capture_output=True, text=True
    )
    assert (0, "") == (done.returncode, done.stdout + done.stderr)
    services = folder / "META-INF" / "services"
    services.mkdir(parents=True)
    (services / "java.net.spi.InetAddressResolverProvider").write_text("Names\n")
    return folder


def ran(home: tuple[str, Path], classes: Path, name: str, **environment: str) -> str:
    """What a program prints that ends by itself, without a word on its errors."""
    command = [str(home[1] / "java"), "-XX:TieredStopAtLevel=1", "-cp", str(classes), name]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=50)
    assert (0, "") == (done.returncode, done.stderr)
    return done.stdout


def test_the_example_runs(home: tuple[str, Path], newer: Path) -> None:
    """A switch needs no default there, nothing is deprecated, and a call is answered."""
    answer = json.loads((EXAMPLES / "openai.response.compacted.json").read_text())
    with served(answer) as (address, sent):
        assert "" == ran(home, newer, "check.Main", OPENAI_BASE_URL=address, OPENAI_API_KEY="k")
    assert sent == [("/v1/responses/compact", "Bearer k", b'{"model":"gpt-5.4"}')]


def test_a_name_that_nobody_resolves(home: tuple[str, Path], newer: Path) -> None:
    """The call ends in time, nothing was sent, and the process doesn't wait for the name."""
    assert "timeout, sent false, in time true\n" == ran(home, newer, "Names")
