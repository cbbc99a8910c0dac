"""Two states of a small description, made from a case."""

from __future__ import annotations

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from generator.document import Where
from generator.inputs import overlays_beside
from generator.languages import LANGUAGE
from generator.names_lock import Entry, NamesLock, locked
from generator.spelled import Api
from tests.support.refusing import load, provided, spelled

BASE = yaml.safe_load((Path(__file__).parent / "base.yaml").read_text("utf-8"))
BETA = [
    {"target": "$.info", "update": {"x-provider": "beta", "x-client": "Beta"}},
]


def edited(tree: Any, case: dict[str, Any]) -> Any:
    """A description with the changes of a case."""
    result = copy.deepcopy(tree)
    text = json.dumps(result)
    for old, new in case.get("rename", {}).items():
        text = text.replace(f'schemas/{old}"', f'schemas/{new}"').replace(f'"{old}"', f'"{new}"')
    for old, new in case.get("rename_path", {}).items():
        text = text.replace(f'"{old}"', f'"{new}"')
    result = json.loads(text)
    for pointer, value in case.get("set", {}).items():
        put(result, pointer, value)
    for pointer in case.get("remove", []):
        put(result, pointer, None)
    return result


def put(tree: Any, pointer: str, value: Any) -> None:
    """Set a member of a tree, or take it away."""
    *way, last = [t.replace("~1", "/").replace("~0", "~") for t in pointer.split("/")[1:]]
    for token in way:
        tree = tree[int(token)] if isinstance(tree, list) else tree[token]
    if isinstance(tree, list):
        tree[int(last) : int(last) + 1] = [value]
    elif value is None:
        del tree[last]
    else:
        tree[last] = value


def at(tree: Any, pointer: str) -> Any:
    """A member of a tree."""
    for token in pointer.split("/")[1:]:
        tree = tree[token]
    return tree


def states(case: dict[str, Any], folder: Path) -> tuple[Api, Api]:
    """The Apis before and after the change of a case."""
    if not case:
        return _unchanged(), _unchanged()
    if locks := case.get("locks"):
        sides = states({key: value for key, value in case.items() if key != "locks"}, folder)
        old, new = (
            _locked(side, locks[at]) for side, at in zip(sides, ("old", "new"), strict=True)
        )
        return old, new
    joins = case.get("joins", [])
    first, second = BASE, edited(BASE, case)
    if any(key in case for key in ("then", "then_remove", "then_rename", "first")):
        more = {
            "set": case.get("then", {}),
            "remove": case.get("then_remove", []),
            "rename": case.get("then_rename", {}),
        }
        first, second = second, edited(second, more)
    for pointer, members in case.get("first", {}).items():
        put(second, pointer, members | at(second, pointer))
    actions = [
        *BETA,
        *(
            {"target": _target(pointer), "update": {pointer.rpartition("/")[2]: value}}
            for pointer, value in case.get("beta", {}).items()
        ),
    ]
    return (
        (
            _unchanged()
            if first is BASE and not joins
            else _api(folder / "old", first, BETA if "old" in joins else None)
        ),
        _api(folder / "new", second, actions if "new" in joins else None),
    )


def _locked(api: Api, lines: list[str]) -> Api:
    """What it means by the names of a lock, which says nothing that isn't so."""
    result, diagnosis = locked(api, lock_of(lines), whole=True)
    assert (diagnosis.findings, LANGUAGE.misspelt(result)) == ((), ())
    return result


def lock_of(lines: list[str]) -> NamesLock:
    """A lock with some lines, all of which are right."""
    entries: list[Entry] = []
    for line in lines:
        address, names, providers = line.split()
        name, *former = names.split(",")
        entries.append(
            Entry(
                address=address,
                name=name,
                former=tuple(former),
                providers=tuple(providers.split(",")),
                where=Where("names.lock", len(entries) + 1, 1),
            )
        )
    return NamesLock(file="names.lock", text="\n".join(lines), entries=tuple(entries))


@cache
def _unchanged() -> Api:
    return meaning(Path(__file__).parent / "base.yaml")


def _target(pointer: str) -> str:
    return "$" + "".join(f"['{token}']" for token in pointer.split("/")[1:-1])


def _api(folder: Path, tree: Any, actions: Any) -> Api:
    folder.mkdir()
    path = folder / "openapi.json"
    path.write_text(json.dumps(tree), "utf-8")
    if actions is not None:
        (folder / "overlays").mkdir()
        overlay = {"overlay": "1.1.0", "info": {"title": "b", "version": "1"}, "actions": actions}
        (folder / "overlays" / "beta.json").write_text(json.dumps(overlay), "utf-8")
    return meaning(path)


def meaning(path: Path) -> Api:
    """What a description means; that it is in order is shown elsewhere."""
    return spelled(provided(load(path), overlays_beside(path), ()).documents, "notes")
