"""Descriptions that are small or plain to write and dear to read or to work on.

Job: have a name for each and write it into a folder. `explode` validates them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

HEAD = "openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths: {}\n"
JSON = '{"openapi": "3.1.0", "info": {"title": "a", "version": "1"}, "paths": {}, '
OVERLAY = "overlay: 1.1.0\ninfo: {title: a, version: '1'}\nactions:\n"
MEGABYTE = 1024 * 1024

Text = str | bytes
Bomb = Callable[[Path], Text]
"""Writes what stands beside the description, and returns that."""


def schemas(text: str) -> str:
    """A description in JSON with these schemas, the first of which is used."""
    used = '"content": {"application/json": {"schema": {"$ref": "#/components/schemas/S0"}}}'
    answer = f'"responses": {{"200": {{"description": "a", {used}}}}}'
    paths = f'"paths": {{"/a": {{"get": {{{answer}}}}}}}'
    head = JSON.replace('"paths": {}', paths)
    return f'{head}"components": {{"schemas": {{{text}}}}}}}'


def web(keyword: str, last: str, *, depth: int = 40) -> str:
    """Schemas each of which names the next one three times."""
    lines = [f'"S{n}": {{"{keyword}": [{", ".join([_to(n + 1)] * 3)}]}}' for n in range(depth)]
    return schemas(", ".join([*lines, f'"S{depth}": {last}']))


def _to(number: int) -> str:
    return f'{{"$ref": "#/components/schemas/S{number}"}}'


def reading() -> Iterator[tuple[str, str, Bomb]]:
    """What is refused before anybody asks what it means: name, kind of file, text."""
    fan = "".join(f"x-{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9))
    yield "aliases that multiply", "yaml", lambda _: f"{HEAD}x-0: &a0 [1]\n{fan}"
    yield "a million aliases", "yaml", lambda _: f"{HEAD}x-a: &a 1\nx-b: [{'*a,' * 10**6}]\n"
    yield "a million anchors", "yaml", lambda _: f"{HEAD}x-b: [{'&a 1,' * 10**6}]\n"
    yield "a million tags", "yaml", lambda _: f"{HEAD}x-b: [{'!a 1,' * 10**6}]\n"
    tags = f"{HEAD}x-{'k' * 900}: [{'!a 1,' * 10**6}]\n"
    yield "a million tags under a long name", "yaml", lambda _: tags
    yield "merge keys", "yaml", lambda _: f"{HEAD}x-b: [{'{<<: {a: 1}},' * 10**5}]\n"
    yield "one key a million times", "json", lambda _: JSON + '"x": {' + '"k": 1,' * 10**6
    yield "a million keys", "json", lambda _: JSON + '"x": {' + ",".join(
        f'"k{n}":1' for n in range(10**6)
    )
    yield "a million lines", "yaml", lambda _: f"{HEAD}x-b:\n" + "  k: 1\n" * 10**6
    yield "32 MB of empty lines", "yaml", lambda _: HEAD + "\n" * (31 * MEGABYTE)
    yield "32 MB of empty lines", "json", lambda _: JSON + "\n" * (31 * MEGABYTE) + "*"
    yield "32 MB of line separators", "yaml", lambda _: HEAD + "\u2028" * (10 * MEGABYTE) + "*"
    yield "32 MB of comments", "yaml", lambda _: HEAD + "#\n" * (15 * MEGABYTE) + "*"
    yield "32 MB of items", "yaml", lambda _: f"{HEAD}x-b: [" + "1," * (15 * MEGABYTE)
    yield "32 MB of items", "json", lambda _: JSON + '"x": [' + "1," * (15 * MEGABYTE)
    yield "32 MB of objects", "json", lambda _: JSON + '"x": [' + "{}," * (10 * MEGABYTE)
    yield "32 MB in one line, with 1000 faults", "yaml", lambda _: _long_line()
    yield "more than 32 MB", "yaml", lambda _: HEAD + "#" * (32 * MEGABYTE)
    yield "not UTF-8 after 32 MB", "yaml", lambda _: HEAD.encode() + b"#" * (
        31 * MEGABYTE
    ) + b"\xff"
    yield "a control character after 32 MB", "yaml", lambda _: HEAD + "#😀" * (
        6 * MEGABYTE
    ) + "\x01"
    for opening in ("[", "{a: ", "- ", "? "):
        yield f"nested by {opening}", "yaml", partial(_nested, opening)
    for opening in ("[", '{"a":'):
        yield f"nested by {opening}", "json", partial(_opened, opening)
    yield "a text of 30 MB", "yaml", lambda _: f"{HEAD}x-b: {'a' * 30 * MEGABYTE}\n*"
    yield "a text of 30 MB without an end", "yaml", lambda _: f'{HEAD}x-b: "{"a" * 30 * MEGABYTE}'
    yield "a text of 30 MB without an end", "json", lambda _: f'{JSON}"x": "{"a" * 30 * MEGABYTE}'
    yield "a text of 30 MB beyond the BMP", "json", lambda _: f'{JSON}"x": "{"😀" * 7 * MEGABYTE}"'
    yield "a text of escapes", "json", lambda _: f'{JSON}"x": "' + "\\n" * (8 * MEGABYTE) + "\\"
    yield "a number of 30 MB", "json", lambda _: f'{JSON}"x": {"1" * 30 * MEGABYTE}}}'
    yield "a number of 30 MB", "yaml", lambda _: f"{HEAD}x-b: {'1' * 30 * MEGABYTE}\n"
    yield "a name of 30 MB", "json", lambda _: f'{JSON}"{"k" * 30 * MEGABYTE}": 1'
    yield "a tag of 30 MB", "yaml", lambda _: f"{HEAD}x-b: !{'k' * 30 * MEGABYTE} 1\n"
    yield "a million keys", "yaml", lambda _: f"{HEAD}x-b: {{" + ",".join(
        f"k{n}: 1" for n in range(10**6)
    )
    yield "400,000 lines of keys", "json", lambda _: JSON + '"x": {' + ",\n".join(
        f'"k{n}": "a"' for n in range(400_001)
    )
    yield "objects in a list", "yaml", lambda _: f"{HEAD}x-b: [" + "{a: {}}, " * 10**6
    yield "keys of escapes", "json", lambda _: JSON + '"x": {' + ",".join(
        f'"\\u006b{n}":1' for n in range(10**6)
    )
    yield "integers", "json", lambda _: JSON + '"x": [' + f'{"1" * 399},' * 75_000 + "y"
    yield "an exponent of 10 MB", "yaml", lambda _: f"{HEAD}x-b: 1e-{'9' * 10 * MEGABYTE}\n*"
    yield "tag directives", "yaml", lambda _: "".join(
        f"%TAG !{n}! tag:a\n" for n in range(300_000)
    ) + HEAD
    yield "documents", "yaml", lambda _: HEAD + "---\n" * 900_000
    yield "byte order marks", "yaml", lambda _: "\ufeff" * (10 * MEGABYTE) + HEAD
    yield "UTF-16", "json", lambda _: (JSON + " " * (15 * MEGABYTE)).encode("utf-16")
    yield "anchors within anchors", "yaml", lambda _: f"{HEAD}x-b: " + "&a [ " * 10**6
    yield "aliases as keys", "yaml", lambda _: f"{HEAD}x-b: {{&a k: 1, " + "*a : 1, " * 10**6
    yield "a text of a million lines", "yaml", lambda _: f"{HEAD}x-b: >\n" + "  a\n" * 900_000 + "*"
    named = f'{JSON}"{"k" * MEGABYTE}": ['
    yield "long names above much", "json", lambda _: named + "1," * MEGABYTE


def _nested(opening: str, _: Path) -> str:
    return f"{HEAD}x-b:\n  {opening * (6 * MEGABYTE)}"


def _opened(opening: str, _: Path) -> str:
    return JSON + '"x": ' + opening * (6 * MEGABYTE)


def _web(keyword: str, last: str, _: Path) -> str:
    return web(keyword, last)


def _web_with_default(keyword: str, last: str, _: Path) -> str:
    return web(keyword, last).replace('"S0": {', '"S0": {"default": 1, ')


def _long_line() -> str:
    return f"{HEAD}x-b: {{{'a: b, ' * 10**5}x: '{'é' * 10 * MEGABYTE}'"


def meaning() -> Iterator[tuple[str, str, Bomb]]:
    """What can be read, and would come to more than it is when somebody works on it."""
    last = '{"type": "object", "required": ["a"], "not": {}}'
    for keyword in ("allOf", "anyOf", "oneOf"):
        yield f"a web of {keyword}", "json", partial(_web, keyword, last)
        bomb = partial(_web_with_default, keyword, last)
        yield f"a web of {keyword} with a default", "json", bomb
    entries = ", ".join(f'"p{n}": {_to(1)}' for n in range(2000))
    yield "a web of properties", "json", lambda _: schemas(
        ", ".join(
            f'"S{n}": {{"type": "object", "properties": {{"a": {_to(n + 1)}, "b": {_to(n + 1)}}}}}'
            for n in range(60)
        )
    )
    links = (f'"S{n}": {{"allOf": [{_to(n + 1)}, {{"title": "a"}}]}}' for n in range(1000))
    yield "a chain of allOf", "json", lambda _: schemas(
        ", ".join([*links, '"S1000": {"type": "x"}'])
    )
    yield "many dangling references", "json", lambda _: schemas(
        f'"S0": {{"type": "object", "properties": {{{entries.replace("S1", "T1")}}}}}, '
        + ", ".join(f'"U{n}": {{"type": "string"}}' for n in range(2000))
    )
    fields = ", ".join(f'"f{n}": 1' for n in range(100_000))
    yield "100,000 fields that no description has", "json", lambda _: f"{JSON}{fields}}}"
    old = JSON.replace("3.1.0", "3.0.3").replace(
        '"paths": {}', f'"paths": {{"/a": {{"get": {{{fields}}}}}}}'
    )
    yield "100,000 fields that no operation has", "json", lambda _: f'{old}"x-a": 1}}'
    values = ", ".join(f'"v{n}"' for n in range(100_000))
    yield "an enum of 100,000", "json", lambda _: schemas(f'"S0": {{"enum": [{values}, "v0"]}}')
    numbers = ", ".join(map(str, range(100_000)))
    yield "an enum of the wrong type", "json", lambda _: schemas(
        f'"S0": {{"type": "string", "enum": [{numbers}]}}'
    )
    listed = ", ".join(f'{{"a": {n}}}' for n in range(20_000))
    yield "unique items in an example", "json", lambda _: schemas(
        f'"S0": {{"type": "x", "uniqueItems": true, "examples": [[{listed}]]}}'
    )
    text = "a" * 100_000
    yield "a text with a hard pattern", "json", lambda _: schemas(
        f'"S0": {{"type": "string", "pattern": "^(a|a)*(a|a)*b$", "default": "{text}"}}'
    )
    yield "enums of 390,000", "json", lambda _: schemas(
        f'"S0": {{"enum": [{", ".join([f"{n}" for n in range(390_000)])}, "v0"]}}'
    )
    yield "a long reference", "json", lambda _: schemas(
        f'"S0": {{"$ref": "#/{"a/" * (10 * MEGABYTE)}"}}'
    )
    yield "a reference of escapes", "json", lambda _: schemas(
        f'"S0": {{"$ref": "#/{"%41" * (10 * MEGABYTE)}"}}'
    )
    yield "a long way to a file", "json", lambda _: schemas(
        f'"S0": {{"$ref": "{"a/" * (10 * MEGABYTE)}b.yaml#/A"}}'
    )
    yield "a long pattern", "json", lambda _: schemas(
        f'"S0": {{"type": "string", "pattern": "{"a|" * (10 * MEGABYTE)}"}}'
    )
    yield "patterns of ten megabytes each", "json", lambda _: schemas(
        ", ".join(
            f'"S{n}": {{"type": "strin", "pattern": "(a{{{100 + n}}}){{900}}"}}' for n in range(50)
        )
    )
    yield "a number beyond doubles", "json", lambda _: schemas(
        f'"S0": {{"type": "strin", "multipleOf": 5e-324, "default": {"9" * 399}}}'
    )
    yield "many files", "yaml", _many_files
    yield "many large files", "yaml", _many_large_files
    for name, action in (
        ("that multiplies", "- {target: \"$.x-a['a', 'b']\", copy: $.x-a}\n" * 60),
        ("that nests", "- {target: $.x-a.a, copy: $.x-a}\n" * 2000),
        ("that walks for ever", "- {target: '$..*..*..*..*..*..*', update: {}}\n"),
        ("of a deep path", f"- {{target: $.x-a{'.a' * 10**5}, update: {{}}}}\n"),
        ("of a path of brackets", f"- {{target: '$.x-a{'[*]' * 1200}', update: {{}}}}\n"),
        ("of parentheses", f"- {{target: '$[?{'(' * 1500}@.a{')' * 1500}]', update: {{}}}}\n"),
        ("of slices", f"- {{target: '$.x-l[{'::, ' * 900}0]', update: 1}}\n"),
        ("of itself in itself", "- {target: '$.x-l[?$.x-l == $.x-l]', update: 1}\n"),
        ("of an array each", "- {target: '$.x-l[*]', update: 1}\n"),
        ("of an array often", "- {target: $.x-l, update: 1}\n" * 3000),
        ("of removals", "- {target: '$.x-l[0]', remove: true}\n" * 3000),
        ("of 30,000 actions", "- {target: $.x-a, update: {c: 1}}\n" * 30_000),
        ("of 30,000 faults", "- {target: $.x-q, update: {c: 1}}\n" * 30_000),
        ("of patterns", "- {target: \"$.x-p[?match('a', @)]\", update: 1}\n"),
        ("with a hard pattern", "- {target: \"$[?search(@.t, '(a|a)*(a|a)*b')]\", update: {}}\n"),
    ):
        yield f"an overlay {name}", "yaml", _overlaid(action)


LEVELS: dict[str, str] = {
    "references": "{next}",
    "nullable references": '{{"anyOf": [{next}, {{"type": "null"}}]}}',
    "unions with lists": '{{"anyOf": [{next}, {{"type": "array", "items": {next}}}]}}',
    "unions beside lists": '{{"anyOf": [{{"type": "string"}}, '
    '{{"type": "array", "items": {next}}}]}}',
    "parts": '{{"allOf": [{next}, {{"type": "object", "properties": {{"p{n}": {{}}}}}}]}}',
    "annotated parts": '{{"allOf": [{next}], "description": "a"}}',
    "lists": '{{"type": "array", "items": {next}}}',
    "maps": '{{"type": "object", "additionalProperties": {next}}}',
    "unions in unions": '{{"oneOf": [{next}, {{"type": "object", "properties": {{"k": {{}}}}}}]}}',
    "a mixture": '{{"allOf": [{{"anyOf": [{{"type": "array", "items": {next}}}]}}]}}',
}
"""A schema that holds the next one, by what there is many of."""


def deep() -> Iterator[tuple[str, str, Bomb]]:
    """What stands within each other, and enumerations that nobody could read."""
    for name, level in LEVELS.items():
        yield f"120 {name}", "json", _levels(level, 120)
    yield "1500 of a mixture", "json", _levels(LEVELS["a mixture"], 1500)
    yield "3,000 references", "json", _levels(LEVELS["references"], 3000)
    values = ", ".join(f'"v{n}"' for n in range(30_000))
    yield "an enumeration of 30,000", "json", lambda _: schemas(f'"S0": {{"enum": [{values}]}}')
    listed = ", ".join(f'"v{n}"' for n in range(12_000))
    parameter = f'{{"name": "q", "in": "query", "schema": {{"enum": [{listed}]}}}}'
    yield "an argument of 12,000 values", "json", lambda _: schemas('"S0": {}').replace(
        '"responses"', f'"parameters": [{parameter}], "responses"', 1
    )


def _levels(level: str, count: int) -> Bomb:
    every = [f'"S{n}": {level.format(next=_to(n + 1), n=n)}' for n in range(count)]
    text = schemas(", ".join([*every, f'"S{count}": {{"type": "string"}}']))
    return lambda _: text


def _many_files(folder: Path) -> str:
    for number in range(1000):
        (folder / f"f{number}.yaml").write_text("A: {items: {$ref: '#/B'}}\n", encoding="utf-8")
    return _referring(1000)


def _many_large_files(folder: Path) -> str:
    for number in range(20):
        text = "A:\n  type: strin\n" + "#" * (8 * MEGABYTE)
        (folder / f"f{number}.yaml").write_text(text, encoding="utf-8")
    return _referring(20)


def _referring(count: int) -> str:
    lines = "".join(f"    S{n}: {{$ref: 'f{n}.yaml#/A'}}\n" for n in range(count))
    used = ", ".join(f"s{n}: {{$ref: '#/components/schemas/S{n}'}}" for n in range(count))
    schema = f"{{type: object, properties: {{{used}}}}}"
    answer = f"{{description: a, content: {{application/json: {{schema: {schema}}}}}}}"
    head = HEAD.replace("paths: {}", f"paths: {{/a: {{get: {{responses: {{'200': {answer}}}}}}}}}")
    return f"{head}components:\n  schemas:\n{lines}"


def _overlaid(actions: str) -> Callable[[Path], str]:
    def written(folder: Path) -> str:
        (folder / "overlays").mkdir()
        (folder / "overlays/other.yaml").write_text(OVERLAY + actions, encoding="utf-8")
        nested = "[" * 60 + "]" * 60
        patterns = ", ".join(f"'(a{{900}}){{{n % 90 + 1}}}b{n}'" for n in range(1000))
        return (
            f"{HEAD}x-a: {{t: {'a' * 5000}, a: {{}}, b: {{}}}}\nx-b: {nested}\nx-c: wrong\n"
            f"x-l: [{'[1], ' * 20_000}]\nx-p: [{patterns}]\n"
        )

    return written
