"""What generating costs, beside generators that make models or a client only.

Every run is a process and writes into a fresh folder, as it does for who types the command. Ours
makes models, clients, documents and the proof of them for all providers in one run; the other
reads one description a run, so that its runs are added up.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path

from bench import processes
from bench.material import ROOT
from bench.packages import OURS
from bench.row import Row
from bench.scale import Bench
from bench.timing import wall

FULL, AGAIN, MODELS, CLIENT = "full", "again", "models", "client"
_CLIENTS = "openapi_python_client"


def measure(bench: Bench) -> Iterator[Row]:
    """Yield the rows of generating."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        runs = Runs(bench, Path(folder))
        bench.tell("generating")
        runs.ours(runs.kept)
        said = runs.refusal(runs.client)
        contenders = {FULL: runs.full, AGAIN: runs.again, MODELS: runs.models}
        if not said:
            contenders[CLIENT] = runs.client
        costs = bench.scale.processes.best({k: wall(run) for k, run in contenders.items()})
    yield from _rows(costs, len(bench.scale.providers), said)


def _rows(costs: dict[str, float], providers: int, said: str) -> Iterator[Row]:
    described = "1 description" if providers == 1 else f"{providers} descriptions"
    yield Row(
        name=f"generate from {described} / datamodel-codegen on the same",
        ours=costs[FULL],
        theirs=costs[MODELS],
        target=0.5,
    )
    yield Row(
        name="generate again, nothing changed / our full run",
        ours=costs[AGAIN],
        theirs=costs[FULL],
        target=0.15,
    )
    yield Row(
        name=f"generate from {described} / openapi-python-client on 1",
        ours=costs[FULL],
        theirs=costs.get(CLIENT),
        note=said,
    )


class Runs:
    """The commands that are compared, each a method that runs one to its end."""

    def __init__(self, bench: Bench, folder: Path) -> None:
        self._providers = bench.scale.providers
        self._folder = folder
        self._numbers = count()
        self._descriptions = bench.generated / "openapi"
        self.kept = folder / "kept"
        """Where our output is kept for a run that finds nothing to do."""

    def full(self) -> None:
        """Generate all we generate, into a fresh folder."""
        self.ours(self._fresh())

    def again(self) -> None:
        """Generate where all is current."""
        self.ours(self.kept)

    def ours(self, out: Path) -> None:
        """Run our own command."""
        chosen = [f"--provider={name}" for name in self._providers]
        options = [f"--package={OURS}", f"--out={out}", "--quiet"]
        processes.run(["-m", "generator", "generate", *chosen, *options], ROOT)

    def models(self) -> None:
        """Run plain datamodel-codegen, one description after the other."""
        out = self._fresh()
        out.mkdir()
        for name in self._providers:
            source = ["--input", self._description(name), "--input-file-type", "openapi"]
            kind = ["--output-model-type", "pydantic_v2.BaseModel"]
            target = ["--output", str(out / f"{name}.py")]
            processes.run(["-m", "datamodel_code_generator", *source, *kind, *target], ROOT)

    def client(self) -> None:
        """Run openapi-python-client on the first description."""
        source = ["--path", self._description(self._providers[0]), "--meta", "none"]
        target = ["--output-path", str(self._fresh())]
        processes.run(["-m", _CLIENTS, "generate", *source, *target], ROOT)

    def refusal(self, run: Callable[[], None]) -> str:
        """Return why a run can't be measured, in the last line it says; empty when it can."""
        if find_spec(_CLIENTS) is None:
            return "openapi-python-client is not installed; `make bench` installs it"
        try:
            run()
        except RuntimeError as error:
            return f"it said: {str(error).strip().splitlines()[-1]}"
        return ""

    def _description(self, provider: str) -> str:
        return str(self._descriptions / f"{provider}.json")

    def _fresh(self) -> Path:
        return self._folder / str(next(self._numbers))
