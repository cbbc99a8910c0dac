"""What the package needs of memory at its peak, everything included that a process needs.

Every measurement is a Python process of its own, which reads its own peak at its end.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

from bench import loopback, material, packages, processes
from bench.importing import asking
from bench.row import Row
from bench.scale import Bench
from bench.timing import Turns

_BODY = """
import json, pathlib
body = pathlib.Path({file!r}).read_bytes()
"""
_PARSES = {
    packages.OURS: """
from responses_compact._runtime.model import decode
from responses_compact._runtime.vocabulary import json_text
from responses_compact.openai import CompactedResponse
kept = decode.decode(CompactedResponse, json_text.loads(body))
""",
    packages.THEIRS: """
from openai._models import construct_type
from openai.types.responses import CompactedResponse
kept = construct_type(type_=CompactedResponse, value=json.loads(body))
""",
}


def measure(bench: Bench) -> Iterator[Row]:
    """Yield the rows of memory."""
    bench.tell("peak memory")
    with loopback.serving(material.small_response()) as address:
        asks = {package: asking(package, address) for package in _PARSES}
        yield _row(bench, "peak memory: import, client, first answer", asks)
    huge = material.response(bench.scale.huge)
    with loopback.serving(huge) as address:
        asks = {package: asking(package, address) for package in _PARSES}
        size = f"{bench.scale.huge} items, {len(huge) / 1000:.0f} kB"
        yield _row(bench, f"peak memory: a call with an answer of {size}", asks, once=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        file = Path(folder, "response.json")
        file.write_bytes(material.response(bench.scale.output))
        body = _BODY.format(file=str(file))
        parses = {package: body + parse for package, parse in _PARSES.items()}
        yield _row(bench, f"peak memory: a response of {bench.scale.output} items", parses)


def _row(bench: Bench, name: str, programs: Mapping[str, str], *, once: bool = False) -> Row:
    there = {k: p for k, p in programs.items() if k == packages.OURS or find_spec(k)}
    contenders = {k: processes.peaking(p, bench.generated) for k, p in there.items()}
    turns = Turns(rounds=1, seconds=0) if once else bench.scale.processes
    costs = turns.best(contenders)
    theirs = costs.get(packages.THEIRS)
    note = packages.MISSING if theirs is None else ""
    return Row(name=name, ours=costs[packages.OURS], theirs=theirs, unit="B", note=note)
