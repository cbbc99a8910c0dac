"""P13 for one description: files that stand the proof, or located diagnostics; nothing else.

Job: the oracle that both fuzzers ask. It must not know how a description was made.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from generator.document import Document
from generator.findings import DescriptionError, errors
from generator.languages import LANGUAGE
from generator.languages.python.format import format_files
from generator.languages.python.prove import prove
from generator.load import load
from generator.lower import lower
from generator.names_lock import NamesLock
from generator.validate import validate
from generator.verify import verify

RUNAWAY = 30.0
"""Seconds of processor time in which reading and judging end on any machine, whatever is read."""


def read(data: bytes, suffix: str) -> Document | None:
    """Return the valid description that bytes are; `None` when they are refused as they should."""
    started = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"description{suffix}"
        path.write_bytes(data)
        try:
            document, diagnosis = load(path)
            found = validate(document) if document is not None else ()
        finally:
            assert time.process_time() - started < RUNAWAY, "reading takes for ever"
    if document is None:
        _located(diagnosis.refusal())
    return None if errors(found) else document


def _located(error: DescriptionError) -> None:
    found = errors(error.findings)
    assert found, "refused without an error"
    for each in found:
        assert each.where.line >= 1, each
        assert each.where.column >= 1, each
        assert each.message, each
    text = str(error)
    assert all(char.isprintable() or char == "\n" for char in text), "a message that isn't plain"


def whole(data: bytes, suffix: str) -> bool:
    """Return whether a proved package comes of some bytes."""
    document = read(data, suffix)
    if document is None:
        return False
    api, diagnosis = lower((document,), "thing")
    if diagnosis.errors:
        _located(diagnosis.refusal())
        return False
    named, _ = LANGUAGE.spelled(verify(api), NamesLock())
    plan = LANGUAGE.plan(named)
    prove(format_files(LANGUAGE.render(plan)), api, plan)
    return True
