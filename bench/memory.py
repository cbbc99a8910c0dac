"""What the package needs of memory: at its peak, and as long as an answer is kept.

Every measurement is a Python process of its own, which reads its own figure at its end.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

from bench import loopback, material, packages, processes
from bench.importing import asking
from bench.material import ROOT
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
_KEEPS = {
    "ours": """
from bench import clients
def keep():
    received = bytes(bytearray(body))  # a text of its own, as one from a network is
    return clients.ours(received).responses.compact(model=clients.MODEL, input=[])
""",
    "json.loads": """
def keep():
    return json.loads(body)
""",
}
_MOST = 1.25
"""How many times the memory of its plain values an answer may take."""


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
        yield _kept(bench, body)


def _kept(bench: Bench, body: str) -> Row:
    """Return the row for what an answer takes as long as it is kept, with its text."""
    search = f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n"
    keeps = {side: search + body + keep for side, keep in _KEEPS.items()}
    costs = {s: processes.keeping(program, bench.generated)() for s, program in keeps.items()}
    return Row(
        name=f"kept memory: a response of {bench.scale.output} items / json.loads",
        ours=costs["ours"],
        theirs=costs["json.loads"],
        unit="B",
        target=_MOST,
    )


def _row(bench: Bench, name: str, programs: Mapping[str, str], *, once: bool = False) -> Row:
    there = {k: p for k, p in programs.items() if k == packages.OURS or find_spec(k)}
    contenders = {k: processes.peaking(p, bench.generated) for k, p in there.items()}
    turns = Turns(rounds=1, seconds=0) if once else bench.scale.processes
    costs = turns.best(contenders)
    theirs = costs.get(packages.THEIRS)
    note = packages.MISSING if theirs is None else ""
    return Row(name=name, ours=costs[packages.OURS], theirs=theirs, unit="B", note=note)
