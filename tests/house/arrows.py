"""Counts what a reader of the generator meets: `python tests/house/arrows.py [FOLDER]`.

Prints modules, lines, functions (median and longest, in lines), the arrows of imports between
rooms, how many of them run between stages, and the circles, of rooms and of modules. A room is a
module or a package directly below the folder, or one directly below a language. FOLDER is a
`generator/`; by default, that of this repository.
"""

from __future__ import annotations

import ast
import statistics
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

GENERATOR = Path(__file__).parents[2] / "generator"
STAGES = ("load", "overlay", "validate", "lower", "render", "prove", "format", "publish")

Arrows = Mapping[str, frozenset[str]]
"""What each module or room imports."""


def modules(folder: Path) -> dict[str, ast.Module]:
    """Return the syntax tree of each module, by its path with dots, packages by their own."""
    paths = {path.relative_to(folder).with_suffix(""): path for path in folder.rglob("*.py")}
    return {
        ".".join(name.parts).removesuffix("__init__").rstrip("."): ast.parse(path.read_text())
        for name, path in sorted(paths.items())
    }


def imports(tree: ast.AST, names: frozenset[str]) -> Iterator[str]:
    """Yield the modules that one imports, wherever in it, for types alone too."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.ImportFrom)
            and (node.module or "").partition(".")[0] == "generator"
        ):
            base = (node.module or "").removeprefix("generator").lstrip(".")
            for alias in node.names:
                inner = f"{base}.{alias.name}".lstrip(".")
                yield inner if inner in names else base


def module_arrows(folder: Path) -> Arrows:
    """Return what each module imports of the others."""
    trees = modules(folder)
    names = frozenset(trees)
    return {name: frozenset(imports(tree, names)) - {name} for name, tree in trees.items()}


def room_of(module: str) -> str:
    """Return the room that a module is in; of a language, the room inside."""
    parts = module.split(".")
    return ".".join(parts[:3] if parts[0] == "languages" else parts[:1])


def room_arrows(arrows: Arrows) -> Arrows:
    """Return what each room imports of the others."""
    rooms: dict[str, set[str]] = {}
    for module, others in arrows.items():
        rooms.setdefault(room_of(module), set()).update(map(room_of, others))
    return {room: frozenset(others - {room}) for room, others in rooms.items()}


def circles(arrows: Arrows) -> list[frozenset[str]]:
    """Return the groups whose members all reach each other."""
    reached = {start: _reached(arrows, start) for start in arrows}
    groups = {
        frozenset({start, *(other for other in reached[start] if start in reached.get(other, ()))})
        for start in arrows
    }
    return sorted((group for group in groups if len(group) > 1), key=sorted)


def _reached(arrows: Arrows, start: str) -> set[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        following = arrows.get(waiting.pop(), frozenset()) - reached
        reached |= following
        waiting += following
    return reached - {start}


def _functions(folder: Path) -> list[tuple[int, str]]:
    return sorted(
        ((node.end_lineno or 0) - node.lineno + 1, f"{name}.{node.name}")
        for name, tree in modules(folder).items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    )


def main(folder: Path) -> None:
    """Print the figures."""
    arrows = module_arrows(folder)
    rooms = room_arrows(arrows)
    between = [
        f"{module} -> {other}"
        for module, others in arrows.items()
        for other in sorted(others)
        if {room_of(module), room_of(other)} <= {*STAGES} and room_of(module) != room_of(other)
    ]
    functions = _functions(folder)
    lines = sum(len(path.read_text().splitlines()) for path in folder.rglob("*.py"))
    print(f"modules {len(arrows)}, lines {lines}")
    median = statistics.median(length for length, _ in functions)
    print(f"functions {len(functions)}, median {median:.0f}, longest {functions[-1]}")
    print(f"rooms {len(rooms)}, arrows between rooms {sum(map(len, rooms.values()))}")
    print(f"imports between stages {len(between)}", *between, sep="\n  ")
    for what, every in (("rooms", circles(rooms)), ("modules", circles(arrows))):
        print(f"circles of {what} {len(every)}", *(" ".join(sorted(c)) for c in every), sep="\n  ")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else GENERATOR)
