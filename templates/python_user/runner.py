"""Runs all functions of the exhaustive user, and reads all payloads: `runner.py SIDE MODULE...`.

Prints as JSON what failed, by module and function, and by the number of a payload.
"""

import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def main(side: str, *modules: str) -> None:
    """Print what fails with the package that can be imported."""
    json.dump(dict([*_failed(modules), *_refused(side)]), sys.stdout)


def _failed(modules: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in modules:
        module = importlib.import_module(name)
        for key in sorted(each for each in dir(module) if each.startswith("probe_")):
            try:
                getattr(module, key)()
            except Exception as error:  # noqa: BLE001  # whatever it is, that is what is asked
                yield f"{name}.{key}", _told(error)


def _refused(side: str) -> Iterator[tuple[str, str]]:
    rows: list[Any] = json.loads(Path("payloads.json").read_text(encoding="utf-8"))
    for number, (provider, classes, value) in enumerate(rows):
        models = importlib.import_module(f"subject.{provider}.models")
        try:
            getattr(models, classes[side]).from_dict(value)
        except Exception as error:  # noqa: BLE001  # whatever it is, that is what is asked
            yield str(number), _told(error)


def _told(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]


if __name__ == "__main__":
    main(*sys.argv[1:])
