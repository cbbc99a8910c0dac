"""P13, H60-H65: what refusing a bomb takes: less time than a person notices, and little memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SECONDS = 4.0
"""Of processor time: twice what is promised, for machines that are half as fast, or shared."""
MEGABYTES = 512
OUTPUT = 60_000

if sys.platform != "linux":
    pytest.skip("the peak of a process is told in other units elsewhere", allow_module_level=True)


@pytest.mark.parametrize("group", ["reading", "meaning", "deep"])
def test_P13_H60_H61_H62_H63_H64_H65_bombs(group: str) -> None:
    """P13: each is refused at a place, within 2 seconds and 512 MiB, in a report of two pages."""
    program = Path(__file__).with_name("explode.py")
    done = subprocess.run(
        [sys.executable, str(program), group],
        cwd=program.parents[2],
        env={"PYTHONPATH": str(program.parents[2]), "PATH": ""},
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) > 15
    assert [one["name"] for one in found if not _refused(one)] == [], found
    assert [one for one in found if one["megabytes"] > MEGABYTES] == []
    assert [one for one in found if one["seconds"] > SECONDS] == []


def _refused(one: dict[str, object]) -> bool:
    said = str(one["said"])
    located = ": error: " in said or ": warning: " in said
    plain = all(char.isprintable() or char == "\n" for char in said)
    return one["code"] == 2 and located and plain and int(str(one["length"])) < OUTPUT
