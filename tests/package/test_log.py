"""The variable of the environment that shows the log of the package."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import responses_compact

from tests.package.served import ROOT

PACKAGE = Path(responses_compact.__file__).parent
CALL = """
import json
import logging
{before}
from {name} import OpenAI
from {name}.testing import FakeTransport, Reply
answer = json.load(open({answer!r}))
fake = FakeTransport(Reply({{}}, status=503, headers={{"retry-after-ms": "1"}}), answer)
OpenAI(api_key="key-0123456789", http_client=fake).responses.compact(model="m", input="words")
"""
ANSWER = str(ROOT / "spec/examples/openai.response.message.json")
OWN = 'logging.basicConfig(format="own: %(message)s", level=logging.INFO)'


def logged(
    place: Path, name: str = "responses_compact", before: str = "", **variables: str
) -> list[str]:
    """What a call that is tried twice writes to standard error, line by line."""
    kept = {key: value for key, value in os.environ.items() if not key.endswith("_LOG")}
    done = subprocess.run(
        [sys.executable, "-c", CALL.format(name=name, before=before, answer=ANSWER)],
        env={**kept, **variables, "PYTHONPATH": str(place)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "key-0123456789" not in done.stderr and "words" not in done.stderr
    return done.stderr.splitlines()


@pytest.mark.parametrize(
    ("value", "lines", "level"),
    [("debug", 5, " DEBUG "), (" Info ", 1, " INFO "), ("", 0, ""), ("loud", 1, " WARNING ")],
)
def test_the_variable_shows_the_log(value: str, lines: int, level: str) -> None:
    """Requests, answers and further tries at "debug", further tries at "info"; other values are
    told of once.
    """
    shown = logged(PACKAGE.parent, RESPONSES_COMPACT_LOG=value)
    assert lines == len(shown)
    assert all("responses_compact: " in line for line in shown)
    assert not shown or level in shown[0]


def test_lines_are_not_shown_twice() -> None:
    """Where the application has set up logging, its handlers alone get them."""
    shown = logged(PACKAGE.parent, before=OWN, RESPONSES_COMPACT_LOG="info")
    assert [True] == [line.startswith("own: responses.compact: try 1 failed") for line in shown]


def test_the_variable_has_the_name_of_the_imported_package(tmp_path: Path) -> None:
    """A copy under another name listens to a variable of its own, and to no other's."""
    shutil.copytree(PACKAGE, tmp_path / "app" / "my_client")
    (tmp_path / "app" / "__init__.py").touch()
    here = (tmp_path, "app.my_client")
    assert [] == logged(*here, RESPONSES_COMPACT_LOG="info", MY_CLIENT_LOG="info")
    (line,) = logged(*here, APP_MY_CLIENT_LOG="info")
    assert " INFO app.my_client: responses.compact: try 1 failed" in line
