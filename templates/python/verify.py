"""Whether the files of this package are as they were generated.

Job: hold them against `MANIFEST.json`, which stands beside them, and tell which were modified,
which are missing, and which are of somebody else. Needs Python and nothing more, neither the
generator nor what the package itself needs; run it as `python -m <package>.verify`, or this file by
itself. `_custom.py` is for whoever uses the package, and caches are nobody's business. It must not
write.
"""

from __future__ import annotations

import sys

if __name__ == "__main__" and not __package__ and not sys.flags.safe_path:
    del sys.path[0]  # this folder: a file in it must not be taken for a module of Python's

import argparse
import ast
import hashlib
import io
import json
import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, NoReturn, cast

MANIFEST: Final = "MANIFEST.json"
LARGEST: Final = 256 * 1024 * 1024
"""Bytes of a file, and more than any has that was generated."""
UNMARKED: Final = ("_custom.py", ".DS_Store", "Thumbs.db")
"""Files that no manifest lists and that aren't foreign."""

SOUND, DIFFERS, UNKNOWN = 0, 1, 2

EXIT_CODES: Final = """\
exit codes: 0 all files are as they were generated, 1 some are not, 2 that can't be found out
"""


EXCLUDES: Final = (
    "a formatter has changed how these look, not what they say; generate them again, and have it",
    "leave this folder alone, which is FOLDER here, by one of these:",
    '  .pre-commit-config.yaml  exclude: "^FOLDER/"',
    '  ruff   [tool.ruff]   extend-exclude = ["FOLDER"]',
    '  black  [tool.black]  force-exclude = "/FOLDER/"',
    '  isort  [tool.isort]  extend_skip = ["FOLDER"]',
)
"""What to do about formatters; pyupgrade is told by pre-commit alone."""


class ManifestError(Exception):
    """There is nothing to hold the files against."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What differs from the manifest: paths in the package, sorted."""

    modified: tuple[str, ...] = ()
    reformatted: tuple[str, ...] = ()
    """Modified in nothing but their layout, as formatters do."""
    line_ends: tuple[str, ...] = ()
    """Modified in nothing but their line ends, as git converts them."""
    missing: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    incomplete: bool = False
    """Whether a run of the generator was cut short."""

    @property
    def sound(self) -> bool:
        """Whether nothing differs."""
        return self == Findings()


def verify(package: Path) -> Findings:
    """Return how the files of a package differ from its manifest.

    Raises:
        ManifestError: it has none that can be read.
    """
    listed = _listed(package / MANIFEST)
    there = set(_files(package))
    changes = {p: _change(package / p, listed[p]) for p in sorted(listed.keys() & there)}
    unlisted = sorted(there - listed.keys() - {MANIFEST})
    return Findings(
        modified=tuple(path for path, change in changes.items() if change == "modified"),
        reformatted=tuple(path for path, change in changes.items() if change == "reformatted"),
        line_ends=tuple(path for path, change in changes.items() if change == "line ends"),
        missing=tuple(sorted(listed.keys() - there)),
        foreign=tuple(path for path in unlisted if not _is_unmarked(path, listed)),
        incomplete=any(_is_journal(path) for path in unlisted),
    )


def _listed(manifest: Path) -> dict[str, str]:
    """Return the hashes by path; a manifest is a file that anybody may have edited."""
    try:
        text = _content(manifest)
        if text is None:
            raise ManifestError(f"{manifest}: no plain file of a size that it can have")
        entries = json.loads(text)["files"]
        paths = {str(path): str(value) for path, value in entries.items()}
    except OSError as error:
        raise ManifestError(f"{manifest}: {error.strerror}") from None
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        reason = "not a manifest, or one that a merge has left"
        raise ManifestError(f"{manifest}: {reason}; generate the package again") from None
    for path in paths:
        if not path or {"", ".", ".."} & set(path.split("/")) or set(path) & {"\\", ":", "\0"}:
            raise ManifestError(f"{manifest}: the path {path!r} leads elsewhere")
    return paths


def _files(package: Path) -> Iterator[str]:
    """Yield the paths of all files, links to folders among them, caches aside."""
    for folder, inner, names in os.walk(package):
        links = [name for name in inner if os.path.islink(os.path.join(folder, name))]
        inner[:] = [name for name in inner if name not in links and not _is_cache(name)]
        for name in (*names, *links):
            if not name.endswith((".pyc", ".pyo")):
                yield Path(folder, name).relative_to(package).as_posix()


def _is_cache(folder: str) -> bool:
    return folder == "__pycache__" or re.fullmatch(r"\..+_cache", folder) is not None


def _is_unmarked(path: str, listed: Mapping[str, str]) -> bool:
    """Return whether a file may be there unlisted; copies of what --force overwrote may."""
    saved = re.fullmatch(r"(.+)\.orig\d*", path)
    is_listed = saved is not None and (saved[1] in listed or saved[1] == MANIFEST)
    return path in UNMARKED or is_listed or _is_journal(path)


def _is_journal(path: str) -> bool:
    return path.rpartition("/")[2].startswith(".compactgen-")


def _change(path: Path, value: str) -> str:
    """Return what happened to a file, if anything did."""
    content = _content(path)
    if content is None:
        return "modified"
    whole, _, digest = value.partition(" ")
    if _hash(content) == whole:
        return ""
    if _hash(content.replace(b"\r\n", b"\n")) == whole:
        return "line ends"
    return "reformatted" if digest and form(content) == digest else "modified"


def _content(path: Path) -> bytes | None:
    """Return what a plain file holds; nothing for a link, a pipe, a device or a giant."""
    if not stat.S_ISREG(os.lstat(path).st_mode):
        return None
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags | getattr(os, "O_NOFOLLOW", 0)), "rb") as opened:
        status = os.fstat(opened.fileno())  # which may be of another one by now
        plain = stat.S_ISREG(status.st_mode) and status.st_size <= LARGEST
        return opened.read(LARGEST) if plain else None


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def form(content: bytes) -> str | None:
    """Return the hash of what a module says, whatever it looks like; nothing if it isn't Python.

    Layout, comments, the blanks in docstrings, and the order of imports that follow each other
    don't count. It is the same for all versions of Python that can read the module.
    """
    try:
        tree = ast.parse(content)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return form_of(tree)


def form_of(tree: ast.Module) -> str:
    """Return the same of a module that was read."""
    lines: list[str] = []
    waiting: list[object] = [tree]
    while waiting:  # nothing here recurses: expressions may be deep
        part = waiting.pop()
        if isinstance(part, ast.AST):
            lines.append(f"({type(part).__name__}")
            waiting.append(")")
            waiting += reversed(_parts(part))
        elif isinstance(part, str):
            lines.append(f"str {part!r};")
        elif isinstance(part, list):
            waiting.append("]")
            waiting += reversed(_ordered(cast("list[object]", part)))
            waiting.append("[")
        else:
            lines.append(f"{type(part).__name__} {_spelt(part)};")
    return _hash("".join(lines).encode("utf-8", "surrogatepass"))


def _parts(node: ast.AST) -> list[object]:
    """Return what a node consists of, without what is nothing, and what only some versions have."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        text = node.value.value
        return [" ".join(text.split()) if isinstance(text, str) else text]
    if isinstance(node, ast.JoinedStr):  # 3.12 has empty texts in some
        return [each for each in node.values if getattr(each, "value", None) != ""]
    if isinstance(node, ast.Delete):  # whether or not it has brackets
        inner = (t.elts if isinstance(t, ast.Tuple) else [t] for t in node.targets)
        return [target for targets in inner for target in targets]
    parts: list[object] = []
    for name in node._fields:
        value = getattr(node, name, None)
        if value is not None and value != [] and name not in ("ctx", "kind", "type_comment"):
            parts += (name, value)
    return parts


def _ordered(statements: list[Any]) -> list[object]:
    """Return statements, each run of imports as one sorted list of what it imports."""
    if not any(isinstance(each, ast.Import | ast.ImportFrom) for each in statements):
        return statements
    result: list[object] = []
    run: list[str] = []
    for each in statements:
        if isinstance(each, ast.Import | ast.ImportFrom):
            source = f"{getattr(each, 'level', '')} {getattr(each, 'module', '')}"
            run += [f"{source} {alias.name} {alias.asname}" for alias in each.names]
        else:
            result += [*sorted({*run}), each]
            run = []
    return [*result, *sorted({*run})]


def _spelt(value: object) -> str:
    return (
        hex(value) if type(value) is int else repr(value)
    )  # the digits of an integer have a limit


def _lines(findings: Findings) -> Iterator[str]:
    """Yield what was found, for a person."""
    kinds = ("modified", findings.modified), ("missing", findings.missing)
    for kind, paths in (*kinds, ("foreign", findings.foreign)):
        yield from (f"{kind:8}  {path}" for path in paths)
    yield from (f"reformatted {path}" for path in findings.reformatted)
    if findings.reformatted:
        yield from EXCLUDES
    yield from (f"line ends {path}" for path in findings.line_ends)
    if findings.line_ends:
        yield (
            "git has converted line ends: have `* text eol=lf` in a .gitattributes beside this "
            "package, and check the files out anew"
        )
    if findings.incomplete:
        yield "incomplete: the generator was cut short; run it again"


def _plain(text: str) -> str:
    """Return text as a single line without anything that could steer a terminal."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are a single line, whatever the arguments hold."""

    def error(self, message: str) -> NoReturn:
        """Tell of wrong use, and exit."""
        super().error(_plain(message))


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out the command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    parser = _Parser(
        prog=f"python -m {__package__}.verify" if __package__ else "verify.py",
        description="Tell which files of this package aren't as they were generated.",
        epilog=EXIT_CODES,
    )
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")
    options = parser.parse_args(arguments)
    try:
        findings = verify(Path(__file__).resolve().parent)
    except (ManifestError, OSError) as error:
        print(_plain(str(error)), file=sys.stderr)
        return UNKNOWN
    if options.json:
        report: dict[str, Any] = {"ok": findings.sound, **asdict(findings)}
        print(json.dumps(report, indent=1))
    else:
        print("\n".join(map(_plain, _lines(findings))) or "all files are as they were generated")
    return SOUND if findings.sound else DIFFERS


if __name__ == "__main__":
    raise SystemExit(main())
