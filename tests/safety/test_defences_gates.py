"""P21 for the proof: each of its gates, whatever its name, has a planted fault that it alone tells.

The gates aren't listed: every function of `prove` that yields faults is one, so that a new one
without a planted fault fails here.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from generator.languages.python import prove
from generator.languages.python.prove import spelling
from generator.languages.python.prove.stages import disagreements
from tests.languages.python.test_spelling import WRONG, Apis, apis
from tests.safety.test_gates import (
    PLANTED,
    PLANTED_IN_DIVIDED,
    PLANTED_IN_PARTS,
    Output,
    output,
    output_divided,
    output_in_parts,
    with_fault,
)

__all__ = ["apis", "output", "output_divided", "output_in_parts"]

WRAPPERS = {
    "generator.languages.python.prove.stages.disagreements": "is the whole",
    "generator.languages.python.prove.tables._flat": "yields no faults",
    "generator.languages.python.prove.names._settings": "yields no faults",
    "generator.languages.python.prove.names._operations": "yields no faults",
    "generator.languages.python.prove.names._python": "yields no faults",
    "generator.languages.python.prove.clients._docs": "yields no faults",
    "generator.languages.python.prove.misspelt._arguments": "yields no faults",
}
"""What yields text and is no gate."""


def gates() -> dict[str, Callable[..., Iterator[str]]]:
    """Every function of the proof that yields faults."""
    found = {}
    for info in pkgutil.iter_modules(prove.__path__, "generator.languages.python.prove."):
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            own = inspect.isfunction(value) and value.__module__ == info.name
            if own and inspect.signature(value).return_annotation == "Iterator[str]":
                found[f"{info.name}.{name}"] = value
    return {name: gate for name, gate in found.items() if name not in WRAPPERS}


@pytest.mark.case("P21")
def test_each_gate_tells_a_planted_fault(
    monkeypatch: pytest.MonkeyPatch,
    output: Output,
    output_in_parts: Output,
    output_divided: Output,
    apis: Apis,
) -> None:
    """No gate is spare: each yields something for a fault that is planted."""
    told: set[str] = set()
    known = gates()
    assert len(known) > 20
    for name, gate in known.items():
        _watch(monkeypatch, name, gate, told)
    planted = (
        (output, PLANTED),
        (output_in_parts, PLANTED_IN_PARTS),
        (output_divided, PLANTED_IN_DIVIDED),
    )
    for (api, plan, files), faults in planted:
        for path, old, new, _ in faults:
            list(disagreements(with_fault(files, path, old, new), api, plan))
    for change, _ in WRONG.values():
        list(spelling.faults(apis[0], change(apis[1])))
    assert sorted(known.keys() - told) == []


def _watch(
    monkeypatch: pytest.MonkeyPatch, name: str, gate: Callable[..., Iterator[str]], told: set[str]
) -> None:
    def watched(*given: Any, **named: Any) -> Iterator[str]:
        for fault in gate(*given, **named):
            told.add(name)
            yield fault

    for module in list(sys.modules.values()):
        if getattr(module, "__name__", "").startswith("generator"):
            for attribute, value in list(vars(module).items()):
                if value is gate:
                    monkeypatch.setattr(module, attribute, watched)
