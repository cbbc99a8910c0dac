"""P13, H60-H65: refusing a bomb takes little memory; what else it takes, `make bench` says."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
MEGABYTES = 512
OUTPUT = 60_000

if sys.platform != "linux":
    pytest.skip("the peak of a process is told in other units elsewhere", allow_module_level=True)


@pytest.mark.case("P13", "H60", "H61", "H62", "H63", "H64", "H65")
@pytest.mark.parametrize("group", ["reading", "meaning", "deep"])
def test_bombs(group: str) -> None:
    """Each is refused at a place, within 512 MiB, in a report of a page or two.

    One that runs away is ended by the processor limit of `explode`, and so isn't refused.
    """
    done = subprocess.run(
        [sys.executable, "-m", "tests.safety.explode", group],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) > 12
    assert [one["name"] for one in found if not _refused(one)] == [], found
    assert [one for one in found if one["megabytes"] > MEGABYTES] == []


def _refused(one: dict[str, object]) -> bool:
    said = str(one["said"])
    located = ": error: " in said or ": warning: " in said
    plain = all(char.isprintable() or char == "\n" for char in said)
    return one["code"] == 2 and located and plain and int(str(one["length"])) < OUTPUT
