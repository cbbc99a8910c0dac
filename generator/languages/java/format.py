"""The look of generated Java: google-java-format's in the style of AOSP, without a JVM.

Job: templates are written in that style, a statement a line; here imports are sorted, those that
nothing needs are dropped, and lines that are too long are broken where that tool would break them.
It knows the few forms of statements that templates write, and refuses a tab or anything else than
ASCII. Comments are made at their width.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from generator.files import File, Files
from generator.languages.java.expressions import broken, split

WIDTH: Final = 100
STEP: Final = 8
_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_WORD: Final = re.compile(r"\w+")
_LINK: Final = re.compile(r"(?:\{@link|@throws) (\w+)")
_IMPORT: Final = re.compile(r"import [\w.]+\.(\w+);")
_HEAD: Final = re.compile(
    r"(?P<head>(?:\w+ )*?(?:class|interface|record) \w+(?:\(.*?\))?)"
    r"(?P<extends> extends [^{]*?)??(?P<implements> implements [^{]*?)?"
    r"(?P<permits> permits [^{]*?)? \{(?P<end>\}?)"
)
_METHOD: Final = re.compile(r"(?P<head>[\w<>\[\]?,. ]+\()(?P<arguments>.*)(?P<end>\) ?[{;])")
_AND: Final = re.compile(r'("(?:[^"\\]|\\.)*")| && ')
_ASSIGNMENT: Final = re.compile(r"(?P<head>[\w<>\[\]?,. ]+ =) (?P<value>.*;)")


def format_files(files: Files) -> Files:
    """Return the files, the generated Java among them in its final look."""
    return {
        path: (
            File(format_source(file.text)) if path.endswith(".java") and not file.copied else file
        )
        for path, file in files.items()
    }


def format_source(source: str) -> str:
    """Return a file in its final look.

    Raises:
        ValueError: it holds a tab or a character outside of ASCII.
    """
    if not source.isascii() or "\t" in source:
        raise ValueError("generated Java has to be ASCII without tabs")
    lines = [line.rstrip() for line in source.split("\n")]
    imports = sorted({line for line in lines if _IMPORT.fullmatch(line)})
    rest = [*_closed(line for line in lines if not _IMPORT.fullmatch(line))]
    words = _words(rest)
    needed_imports = [line for line in imports if line.rpartition(".")[2][:-1] in words]
    body = list(_spaced(_laid_out(rest[1:])))
    return "\n".join([rest[0], "", *_grouped(needed_imports), *body]) + "\n"


def _grouped(imports: list[str]) -> Iterator[str]:
    """Yield imports, an empty line behind those of others and behind the platform's."""
    groups = [line for line in imports if not line.startswith("import java")]
    platform = [line for line in imports if line.startswith("import java.")]
    extensions = [line for line in imports if line.startswith("import javax.")]
    for group in (groups, platform, extensions):
        yield from group
        yield from [""] if group else []


def _closed(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines, a block without any closed on the line that opens it."""
    opening: list[str] = []
    for line in lines:
        if opening and line.strip() == "}":
            yield f"{opening[0]}}}"
            opening = []
            continue
        if line:
            yield from opening
            opening = []
        if opening or line.endswith("{"):
            opening.append(line)
        else:
            yield line
    yield from opening


def _words(lines: list[str]) -> set[str]:
    """Return the words of code, and those that comments link to."""
    comments = [line for line in lines if line.lstrip().startswith(("*", "/**"))]
    code = _STRING.sub('""', "\n".join(line for line in lines if line.lstrip()[:1] not in "*/"))
    return {*_WORD.findall(code), *_LINK.findall("\n".join(comments))}


def _spaced(lines: Iterator[str]) -> Iterator[str]:
    """Yield lines without empty ones at the beginning, before a closing brace, or in a row."""
    was_empty = True
    for line in lines:
        if line:
            if was_empty is None and line.strip() != "}":
                yield ""
            yield line
            was_empty = False
        elif was_empty is False:
            was_empty = None  # type: ignore[assignment]


def _laid_out(lines: list[str]) -> Iterator[str]:
    for line in lines:
        is_code = not line.lstrip().startswith(("*", "/**"))
        if len(line) > WIDTH and is_code:
            yield from _broken(line)
        else:
            yield line


def _broken(line: str) -> Iterator[str]:
    """Yield the lines of one that is too long."""
    indent = len(line) - len(line.lstrip())
    text, pad = line.strip(), " " * indent
    if head := _HEAD.fullmatch(text):
        yield from _headed(head, pad)
    elif text.startswith(("return ", "case ")):
        first, _, value = text.partition(" ")
        yield from _statement(f"{pad}{first} ", value, indent)
    elif (assignment := _ASSIGNMENT.fullmatch(text)) and not text.startswith("if "):
        yield f"{pad}{assignment['head']}"
        yield from _statement(" " * (indent + STEP), assignment["value"], indent + STEP)
    elif text.startswith(("if (", "} else if (")):
        yield from _condition(text, pad)
    elif (method := _METHOD.fullmatch(text)) and text.endswith((" {", ");")):
        yield from _signature(method, pad)
    else:
        yield line


def _headed(head: re.Match[str], pad: str) -> Iterator[str]:
    """Yield the head of a type, whose lists of names stand on lines of their own."""
    inner = f"{pad}{' ' * STEP}"
    clauses = [head[n].strip() for n in ("extends", "implements", "permits") if head[n]]
    first = head["head"]
    if clauses and clauses[0].startswith("extends") and "," not in clauses[0]:
        first, clauses = f"{first} {clauses[0]}", clauses[1:]
    lines = [f"{pad}{first}"]
    for clause in clauses:
        word, _, names = clause.partition(" ")
        one, items = f"{inner}{word} {names}", split(names)
        if len(one) + 2 <= WIDTH or len(items) == 1:
            lines.append(one)
            continue
        lines.append(f"{inner}{word} {items[0]},")
        lines += [f"{inner}{' ' * STEP}{name}," for name in items[1:-1]]
        lines.append(f"{inner}{' ' * STEP}{items[-1]}")
    lines[-1] += f" {{{head['end']}"
    yield from lines


def _statement(lead: str, value: str, indent: int) -> Iterator[str]:
    yield from broken(value, lead, indent, WIDTH)


def _condition(text: str, pad: str) -> Iterator[str]:
    """Yield a condition, each of its parts on a line."""
    head, _, condition = text.partition("(")
    first, *others = _AND.sub(lambda m: m[1] or "\0", condition).split("\0")
    indent = len(pad) + (STEP if others else 0)
    yield from broken(first, f"{pad}{head}(", indent, WIDTH)
    for each in others:
        yield from broken(each, f"{pad}{' ' * STEP}&& ", len(pad) + STEP, WIDTH)


def _signature(method: re.Match[str], pad: str) -> Iterator[str]:
    """Yield the head of a method or a call, its parameters on lines of their own."""
    inner = f"{pad}{' ' * STEP}"
    one = f"{inner}{method['arguments']}{method['end']}"
    yield f"{pad}{method['head']}"
    if len(one) <= WIDTH:
        yield one
        return
    parts = split(method["arguments"])
    for n, part in enumerate(parts):
        ending = "," if n < len(parts) - 1 else method["end"]
        yield from broken(f"{part}{ending}", inner, len(inner), WIDTH)
