"""`python -m bench.roulette DIR`: calls with drawn values, judged by Prism.

For each description of the folder a package is generated, and Prism serves the description. Calls
of its operations go out with values drawn from the schemas and come back: Prism says whether
method, path, query, headers and body are as described, and what is read has to equal what came.
Streams are left out: their answers can't be had as they came.
Needs `npm ci --prefix tests/prism --ignore-scripts`.
"""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from bench import prism
from bench.corpus import descriptions, parsed
from bench.drawing import BYTES, Drawing, Nothing, at
from generator.signals import undoing

KINDS: Final = ("right", "defect", "no value", "refused", "unread", "changed", "failed")
"""What becomes of a call. `defect`: right, and the answer breaks its own schema; `refused`: Prism
objects to the request; `unread`: our exception for the answer; `failed`: any other exception."""


@dataclass(slots=True)
class Tally:
    """What became of the calls of one description."""

    name: str
    kinds: Counter[str] = field(default_factory=Counter[str])
    told: list[str] = field(default_factory=list[str])

    def note(self, kind: str, operation: str, said: str = "") -> None:
        """Count a call, and keep what was said of it."""
        self.kinds[kind] += 1
        if kind not in ("right", "defect"):
            self.told.append(f"{kind}: {operation}: {' '.join(said.split())[:300]}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line for each description; return 1 if any call went wrong."""
    options = _parser().parse_args(arguments)
    print(f"{'description':28} " + " ".join(f"{kind:>9}" for kind in KINDS), flush=True)
    every = []
    for number, path in enumerate(descriptions(options.folder, options.only)):
        tally = roulette(path, f"roulette_{number}", options.calls, random.Random(options.seed))
        every.append(tally)
        cells = " ".join(f"{tally.kinds[kind]:>9}" for kind in KINDS)
        print(f"{tally.name:28} {cells}", flush=True)
        for line in tally.told[: options.lines]:
            print(f"    {line}", flush=True)
    total = sum((tally.kinds for tally in every), Counter[str]())
    print(f"{'total':28} " + " ".join(f"{total[kind]:>9}" for kind in KINDS))
    return 1 if any(total[kind] for kind in KINDS[3:]) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bench.roulette", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("folder", type=Path, help="a folder of OpenAPI descriptions")
    parser.add_argument("--only", action="append", metavar="NAME", help="only this (repeatable)")
    parser.add_argument("--calls", type=int, default=25, help="operations of each that are called")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--lines", type=int, default=5, help="wrong calls that are shown")
    return parser


def roulette(path: Path, package: str, calls: int, chance: random.Random) -> Tally:
    """Return what became of the calls of a description's operations."""
    tally, root = Tally(path.stem), parsed(path)
    with tempfile.TemporaryDirectory() as folder:
        command = ["-m", "generator", "generate", str(path), "--out", f"{folder}/out"]
        made = subprocess.run(
            [sys.executable, *command, "--package", package], capture_output=True, text=True
        )
        if made.returncode:
            tally.note("failed", "generate", made.stderr or made.stdout)
            return tally
        sys.path.insert(0, f"{folder}/out")
        try:
            with served(root, Path(folder)) as address:
                _called(root, package, address, calls, chance, tally)
        except TimeoutError as error:
            tally.note("failed", "Prism", str(error))
        finally:
            sys.path.remove(f"{folder}/out")
    return tally


def _called(
    root: Any, package: str, address: str, calls: int, chance: random.Random, tally: Tally
) -> None:
    operations = importlib.import_module(f"{package}.default.operations")
    client_class = getattr(importlib.import_module(package), operations.PROVIDER.client)
    listed = [each for each in _tables(operations) if not each.streams]
    chosen = listed if len(listed) <= calls else chance.sample(listed, calls)
    drawing = Drawing(root, chance)
    for operation in chosen:
        try:
            arguments = Arguments(root, drawing, chance, operation).drawn()
        except Nothing as error:
            tally.note("no value", operation.name, str(error))
            continue
        keys = _keys(operations.PROVIDER, operation)
        with client_class(base_url=address, max_retries=0, timeout=60, **keys) as client:
            tally.note(*_outcome(client, operation, arguments))


def _tables(operations: ModuleType) -> Iterator[Any]:
    """Yield the tables of all operations: a module, or one for each resource of a large client."""
    below = getattr(operations, "__path__", ())
    for _, name, _ in pkgutil.iter_modules(below, f"{operations.__name__}."):
        yield from _tables(importlib.import_module(name))
    kinds = ((v, type(v).__mro__) for v in vars(operations).values())
    yield from (v for v, above in kinds if "Operation" in (kind.__name__ for kind in above))


def _keys(provider: Any, operation: Any) -> dict[str, str]:
    """Return arguments of the client for what an operation requires; some key where it doesn't."""
    first = [*operation.security, *(way for some in provider.security for way in some), ()]
    wanted = [each for each in provider.credentials if each.name in first[0]]
    wanted = wanted or [*provider.credentials[:1]]
    return {
        name: "key-0123456789"
        for each in wanted
        for name in each.arguments[: 2 if each.pair else 1]
    }


class Arguments:
    """Draws the arguments of one operation, by what its description says at its place."""

    def __init__(self, root: Any, drawing: Drawing, chance: random.Random, operation: Any) -> None:
        self._drawing, self._chance, self._operation = drawing, chance, operation
        path = operation.path.replace("~", "~0").replace("/", "~1")
        self._item, above = self._followed(root["paths"][operation.path], f"/paths/{path}")
        self._pointer = f"{above}/{operation.method.lower()}"
        self._written = self._item[operation.method.lower()]

    def drawn(self) -> dict[str, Any]:
        """Return the arguments: those that have to be there, and some of the others."""
        found: dict[str, Any] = {}
        for parameter in self._operation.parameters:
            if parameter.required or self._chance.random() < 0.5:
                schema, pointer = self._parameter(parameter)
                found[parameter.argument] = self._drawing.value(schema, pointer)
        return {**found, **self._body()}

    def _parameter(self, parameter: Any) -> tuple[Any, str]:
        path = self._pointer.rpartition("/")[0]
        for item, above in ((self._written, self._pointer), (self._item, path)):
            for number, written in enumerate(item.get("parameters", ())):
                holder, pointer = self._followed(written, f"{above}/parameters/{number}")
                if (holder["name"], holder["in"]) == (parameter.wire, parameter.place):
                    return self._schema(holder, pointer)
        raise Nothing(f"{parameter.wire} isn't described")

    def _followed(self, written: Any, pointer: str) -> tuple[Any, str]:
        while "$ref" in written:
            pointer = written["$ref"].removeprefix("#")
            written = at(self._drawing.root, pointer)
        return written, pointer

    def _schema(self, holder: Any, pointer: str, media: str | None = None) -> tuple[Any, str]:
        if "schema" in holder:
            return holder["schema"], f"{pointer}/schema"
        content: dict[str, Any] = holder["content"]
        chosen = media if media is not None and media in content else next(iter(content))
        inside = content[chosen].get("schema", {})
        name = chosen.replace("~", "~0").replace("/", "~1")
        place = f"{pointer}/content/{name}"
        return inside, f"{place}/schema" if "schema" in content[chosen] else place

    def _body(self) -> dict[str, Any]:
        body = self._operation.body
        if body is None:
            return {}
        written = self._written["requestBody"]
        holder, pointer = self._followed(written, f"{self._pointer}/requestBody")
        schema, where = self._schema(holder, pointer, self._operation.media)
        plain = {"text": "a text", "binary": BYTES}.get(getattr(body, "content", ""))
        value = plain or self._drawing.value(schema, where)
        if hasattr(body, "argument"):
            return {body.argument: value}
        if not isinstance(value, Mapping):
            raise Nothing(where)
        fields = {each.wire: each for each in body.fields if each.wire in value}
        return {each.argument: _sent(each, value[wire]) for wire, each in fields.items()}


def _sent(field: Any, value: Any) -> Any:
    """Return a file in place of the text that was drawn for a member, where it takes one."""
    if not getattr(field, "file", False):
        return value
    return [BYTES for _ in value] if isinstance(value, list) else BYTES


def _outcome(client: Any, operation: Any, arguments: Mapping[str, Any]) -> tuple[str, str, str]:
    """Return what became of a call: its kind, its name, and what there is to say."""
    method: Any = client.with_raw_response
    for name in operation.name.split("."):
        method = getattr(method, name)
    name = f"{operation.method} {operation.path}"
    try:
        raw = method(**arguments)
        wrong = raw.headers.get("sl-violations", "")
        if '"request"' in wrong:
            return "refused", name, wrong
        value, received = raw.parse(), raw.content
    except Exception as error:  # noqa: BLE001  # whatever it is, it is what became of the call
        kind = _kind_of(error, operation)
        wrong = getattr(error, "headers", {}).get("sl-violations", getattr(error, "body", ""))
        return kind, name, f"{type(error).__name__}: {error} {wrong}"
    if _plain(value) != _came(value, received):
        return "changed", name, f"{_plain(value)!r} of {received!r}"
    return "defect" if getattr(value, "defects", ()) else "right", name, ""


def _kind_of(error: Exception, operation: Any) -> str:
    names = {kind.__name__ for kind in type(error).__mro__}
    if "RedirectError" in names and operation.response is None and not operation.answers:
        return "right"  # the answer that is described, where nothing else is
    if "APIStatusError" in names:
        return "refused"
    return "unread" if "APIError" in names else "failed"


def _plain(value: Any) -> Any:
    if hasattr(value, "to_dict"):
        return value.to_dict()
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value


def _came(value: Any, received: bytes) -> Any:
    match value:
        case None if not received:
            return None
        case bytes():
            return received
        case str() if not received.startswith(b'"'):
            return received.decode()
    return json.loads(received)


@contextmanager
def served(root: Any, folder: Path) -> Iterator[str]:
    """Serve a description, and yield the address.

    Raises:
        TimeoutError: Prism didn't start.
    """
    description = prism.answerable(prism.without_servers(deepcopy(root)))
    with _listening(deepcopy(description), folder) as address:
        if address:
            yield address
            return
    with _listening(prism.shallow(description), folder) as address:
        if not address:
            raise TimeoutError("Prism didn't start, with answers of few references either")
        yield address


@contextmanager
def _listening(description: Any, folder: Path) -> Iterator[str]:
    """Start Prism, and yield its address; an empty one where it doesn't listen in time."""
    server = prism.start(description, "served", folder)
    try:
        yield _address(server, folder)
    finally:
        server.kill()
        server.wait()


def _address(server: subprocess.Popen[bytes], folder: Path) -> str:
    try:
        return prism.address(server, "served", folder)
    except TimeoutError:
        return ""


if __name__ == "__main__":
    with undoing():
        sys.exit(main())
