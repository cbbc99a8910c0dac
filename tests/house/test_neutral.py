"""Nothing in the generator or the templates is written for the API that this project describes.

The words are taken from spec/: names of providers, operations, kinds of items, and schemas whose
names have two words or more. Each is looked for as a whole word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from tests.support.refusing import load, load_overlay, overlay

ROOT = Path(__file__).parents[2]
SPEC = ROOT / "spec"
TEXTS = (".java", ".py", ".jinja", ".jinja2", ".md", ".json", ".toml", "")

ALLOWED: dict[str, str] = {
    "ErrorDetails": "what exceptions of the Java runtime are made with",
    "json_schema": "what pydantic calls it in methods",
}
"""Words that may occur all the same, with the reason."""


def described() -> Iterator[Any]:
    """The descriptions, before and after each overlay."""
    base = load(SPEC / "openapi.yaml")
    yield base.plain()
    for file in sorted((SPEC / "overlays").glob("*.yaml")):
        yield overlay(base, load_overlay(file)).plain()


def several(word: str) -> bool:
    """Whether a name has two words or more."""
    humps = re.findall(r"[A-Z]+(?=[A-Z][a-z])|[A-Z][a-z0-9]+", word)
    return "_" in word.strip("_") or len(humps) > 1


def tags(value: Any) -> Iterator[str]:
    """The values by which objects are told apart anywhere in a description."""
    if isinstance(value, dict):
        for key in ("discriminator", "x-variants"):
            if isinstance(value.get(key), dict):
                yield from value[key].get("mapping", {})
        for inner in value.values():
            yield from tags(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from tags(inner)


def named(description: Any) -> Iterator[str]:
    """The words of a description that are its own."""
    info = description["info"]
    yield from (info["x-provider"], info["x-client"])
    for item in description["paths"].values():
        for operation in item.values():
            yield from (operation["operationId"], operation["x-method"])
    yield from filter(several, description["components"]["schemas"])
    yield from filter(several, tags(description))


@cache
def words() -> tuple[str, ...]:
    """All words that are looked for."""
    found = {word for description in described() for word in named(description)}
    return tuple(sorted(found))


def sources() -> list[Path]:
    """The files of the generator and the templates."""
    files = [*(ROOT / "generator").rglob("*"), *(ROOT / "templates").rglob("*")]
    return sorted(
        file
        for file in files
        if file.is_file()
        and file.suffix in TEXTS
        and not any(part.startswith((".", "__pycache__", "_data")) for part in file.parts)
    )


def test_the_words_are_found() -> None:
    """The list below is not empty by accident."""
    expected = {"openai", "azure", "yandex", "YandexAI", "responses.compact", "InputText"}
    assert expected | {"function_call", "CompactedResponse", "apply_patch_call"} <= set(words())
    assert len(words()) > 200


def test_no_source_knows_anything_of_the_api() -> None:
    """No word of the description occurs in a file that has to work for any description."""
    words_of = {word.casefold() for word in words()} - {word.casefold() for word in ALLOWED}
    strange = {}
    for file in sources():
        text = file.read_text(encoding="utf-8").casefold()
        tokens = set(re.findall(r"\w+(?:\.\w+)*|\w+", text)) | set(re.findall(r"\w+", text))
        if words_of & tokens:
            strange[file.relative_to(ROOT).as_posix()] = sorted(words_of & tokens)
    assert {} == strange


def test_every_allowance_is_needed() -> None:
    """A word that is allowed but no longer occurs is taken off the list."""
    text = "\n".join(file.read_text(encoding="utf-8") for file in sources()).casefold()
    assert [] == [word for word in ALLOWED if not re.search(rf"\b{re.escape(word)}\b", text, re.I)]
