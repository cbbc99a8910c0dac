"""Byte-level fuzzing of the loader, guided by what the code does: `make fuzz`.

The first byte chooses the format, the rest is a file. Run it as
`python -m tests.fuzz.atheris_load [CORPUS] [-max_total_time=SECONDS]`; what it finds
it writes into the working folder.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris  # type: ignore[import-not-found]

with atheris.instrument_imports(include=["generator", "yaml"]):
    from tests.fuzz import totality

CASES = Path(__file__).parents[1] / "cases"


def once(data: bytes) -> None:
    """Try some bytes."""
    totality.read(data[1:], ".json" if data[:1] < b"\x80" else ".yaml")


def seed(corpus: Path) -> None:
    """Put the descriptions of the cases into the corpus, to begin with."""
    corpus.mkdir(parents=True, exist_ok=True)
    for path in sorted(CASES.glob("*/*.yaml")) + sorted(CASES.glob("*/*.json")):
        sign = b"\x00" if path.suffix == ".json" else b"\xff"
        (corpus / f"{path.parent.name}-{path.name}").write_bytes(sign + path.read_bytes())


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        if not argument.startswith("-"):
            seed(Path(argument))
    atheris.Setup(sys.argv, once)
    atheris.Fuzz()
