"""P13, H60-H65: refusing or mending a bomb takes little memory; `make bench` says what else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.safety.explode import MOST_SAID

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
MEGABYTES = 512
LOCATED = "description.json:"

if sys.platform != "linux":
    pytest.skip("the peak of a process is told in other units elsewhere", allow_module_level=True)


@pytest.mark.case("P13", "H60", "H61", "H62", "H63", "H64", "H65")
@pytest.mark.parametrize("group", ["reading", "meaning", "deep"])
def test_bombs(group: str) -> None:
    """Each is refused or mended at a place, within 512 MiB, in a report of a page or two.

    One that runs away is ended by the processor limit of `explode`, and so is neither. What can't
    be read at all is refused; what is merely too much is mended, and that is remarked on.
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
    assert [one["name"] for one in found if not _settled(one, group)] == [], found
    assert [one for one in found if one["megabytes"] > MEGABYTES] == []


def _settled(one: dict[str, object], group: str) -> bool:
    said = str(one["said"])
    refused = one["code"] == 2 and (": error: " in said or ": warning: " in said)
    large = ": warning: the number is too large" in said  # it is read as the largest one
    located = large if group == "reading" else f"{LOCATED}1:" in said
    mended = one["code"] == 0 and located
    plain = all(char.isprintable() or char == "\n" for char in said)
    return (refused or mended) and plain and int(str(one["length"])) < MOST_SAID
