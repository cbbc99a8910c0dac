"""The READMEs: what they show works, what they name exists, and their tables are tables."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.support.packages import documents_of, write
from tests.support.stub import Reply, Stub

ROOT = Path(__file__).parents[2]
GENERATED = ROOT / "generated"
PACKAGE = GENERATED / "responses_compact"

from responses_compact import UnsupportedOperationWarning
from responses_compact._runtime.call import availability
from responses_compact._runtime.network import pools

from generator.commandline import parse  # needs no path when installed
from generator.descriptions import describe
from generator.job import Job
from generator.pipeline import meaning

DOCUMENTS = (ROOT / "README.md", PACKAGE / "README.md", PACKAGE / "PROVIDERS.md")
ANSWER = (ROOT / "spec/examples/openai.response.compacted.json").read_bytes()
PLACES = {
    "OpenAI": "https://api.openai.com/v1/responses/compact",
    "AsyncOpenAI": "https://api.openai.com/v1/responses/compact",
    "AzureOpenAI": "https://my-resource.openai.azure.com/openai/v1/responses/compact",
    "YandexAI": "https://ai.api.cloud.yandex.net/v1/responses/compact",
}


def _blocks(document: Path, language: str) -> list[str]:
    text = document.read_text()
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


PYTHON = [
    pytest.param(document, block, id=f"{document.parent.name}-{number}")
    for document in DOCUMENTS
    for number, block in enumerate(_blocks(document, "python"))
    if "testing" not in block
]
COMMANDS = [
    line
    for block in _blocks(ROOT / "README.md", "sh")
    for line in block.replace("\\\n", " ").splitlines()
]
CALLS = [line for line in COMMANDS if line.startswith("responses-compact ")]


@pytest.fixture
def asked(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that are asked for; the stub answers in place of all of them."""
    addresses: list[str] = []
    prepared = pools.prepared

    def to_stub(request: Any, *rest: Any) -> Any:
        addresses.append(request.url)
        return prepared(replace(request, url=stub.url + urlsplit(request.url).path), *rest)

    monkeypatch.setattr(pools, "prepared", to_stub)
    for name in ("OPENAI_API_KEY", "AZURE_OPENAI_API_KEY", "YC_API_KEY"):
        monkeypatch.setenv(name, "key-0123456789")
    for name in ("OPENAI_BASE_URL", "AZURE_OPENAI_AD_TOKEN", "YC_IAM_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    stub.plays(Reply(body=ANSWER))
    return addresses


@pytest.mark.parametrize(("document", "block"), PYTHON)
def test_what_is_shown_runs(
    document: Path, block: str, asked: list[str], stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every Python block makes its call, at the provider's address, and gets its answer."""
    monkeypatch.setattr(availability, "_announced", set())
    # The package's README has dots where a reader puts an address.
    runnable = block.replace(
        'azure_endpoint="..."', f'azure_endpoint="https://{"my-resource"}.openai.azure.com"'
    )
    (client,) = re.findall(r"^from responses_compact import (\w+)$", block, re.MULTILINE)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        exec(compile(runnable, str(document), "exec"), {"__name__": "__main__"})
    assert {PLACES[client]} == set(asked)
    expected = [UnsupportedOperationWarning] if client == "YandexAI" else []
    assert expected == [w.category for w in caught if w.category is not ResourceWarning]


def test_the_transport_for_tests_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """The block that sets up a client without a network makes one whose calls it answers."""
    (block,) = (b for b in _blocks(PACKAGE / "README.md", "python") if "testing" in b)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    made: dict[str, Any] = {}
    exec(compile(block, "README.md", "exec"), made)
    answer = made["client"].responses.compact(model="m")
    assert () == answer.defects and [] == answer.output
    assert ["POST", "POST"] == [sent.method for sent in made["fake"].requests]


def test_every_provider_is_shown() -> None:
    """Both READMEs have a block for each client; the front door has an asynchronous one too."""
    shown = {
        document: {
            name
            for block in _blocks(document, "python")
            for name in re.findall(r"^from responses_compact import (\w+)$", block, re.MULTILINE)
        }
        for document in DOCUMENTS[:2]
    }
    every = {"OpenAI", "AzureOpenAI", "YandexAI"}
    assert {ROOT / "README.md": every | {"AsyncOpenAI"}, PACKAGE / "README.md": every} == shown


def test_compacted_output_is_replayed_as_it_came(asked: list[str], stub: Stub) -> None:
    """The asynchronous block sends the output back unchanged, with the question behind it."""
    import json

    (block,) = (b for b in _blocks(ROOT / "README.md", "python") if "asyncio" in b)
    exec(compile(block, "README.md", "exec"), {"__name__": "__main__"})
    received = json.loads(ANSWER)["output"]
    assert [*received, {"role": "user", "content": "And then?"}] == stub.last.json["input"]


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_that_is_shown_exists(line: str, tmp_path: Path) -> None:
    """Make targets are targets; `compactgen` knows the words and options that it is given."""
    program, *words = shlex.split(line, comments=True)
    if program == "make":
        targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
        assert set(words) <= set(targets)
    elif program == "compactgen":
        parse([word.strip("[]") for word in words])
    else:
        assert line in CALLS


@pytest.mark.parametrize("line", CALLS)
def test_a_call_that_is_shown_works(
    line: str, asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command ends well as it is printed, given the files that it names and a key."""
    from responses_compact.__main__ import main

    monkeypatch.chdir(tmp_path)
    Path("conversation.txt").write_text("A long conversation ...")
    Path("conversation.json").write_text('[{"role": "user", "content": "A long conversation"}]')
    Path("request.json").write_text('{"model": "my-deployment", "input": "A long conversation"}')
    assert 0 == main(shlex.split(line)[1:])
    written = Path("conversation.json.before" if "--window" in line else "compacted.json")
    assert "--dry-run" in line or (asked and written.read_bytes())


def test_targets_in_the_text_exist() -> None:
    """`make x` in the running text is a target."""
    text, makefile = (ROOT / "README.md").read_text(), (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)`", text)) <= targets


@pytest.mark.parametrize("document", DOCUMENTS[:2], ids=lambda path: path.parent.name)
def test_what_is_linked_is_there(document: Path) -> None:
    """Links lead to files, and the map of the repository names paths that exist."""
    text = document.read_text()
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (document.parent / target).exists(), target
    _, _, below = text.partition("## What is where")
    for path in re.findall(r"`((?:\.ci|\w+)/[\w./]*)`", below):
        assert (ROOT / path).exists(), path


# --- tables --------------------------------------------------------------------------------------


def _cells(line: str) -> list[str]:
    """Return the cells of a row; an escaped bar, or one in code behind a backslash, is text."""
    return re.split(r"(?<!\\)\|", line.strip())[1:-1]


def _tables(text: str) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for line in re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE).splitlines():
        if line.startswith("|"):
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [table for table in found if table]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_tables_are_well_formed(document: Path) -> None:
    """Each has a head, a line below it, at least one row, and as many cells in every row."""
    text = document.read_text()
    tables = _tables(text)
    assert tables
    for table in tables:
        head, line, *rows = table
        assert rows, head
        assert re.fullmatch(r"\|(-{3,}\|)+", line), line
        assert {len(_cells(head))} == {len(_cells(row)) for row in (line, *rows)}, head
        assert all(row.endswith("|") and not row.endswith("\\|") for row in table), head
        assert all(cell.strip() for row in rows for cell in _cells(row)), head
    for before, row in zip(text.splitlines(), text.splitlines()[1:], strict=False):
        assert not (row.startswith("|") and before and not before.startswith("|")), row


def test_headings_and_empty_lines_are_tidy() -> None:
    """Headings stand free, no level is skipped, and no two empty lines follow each other."""
    for document in DOCUMENTS:
        text = re.sub(r"^```.*?^```$", "x", document.read_text(), flags=re.DOTALL | re.MULTILINE)
        assert "\n\n\n" not in text, document
        level = 0
        for before, line, after in re.findall(r"(.*)\n(#+ .*)\n(.*)", "\n" + text):
            assert "" == before == after, line
            deep = line.index(" ")
            assert deep <= level + 1, line
            level = deep


@pytest.mark.parametrize(
    ("section", "row"),
    [
        (
            "Errors",
            [
                "ContentFilterError",
                "–",
                "content_filter (final), ResponsibleAIPolicyViolation (final)",
                "–",
            ],
        ),
        ("Errors", ["DeadlineExceededError", "–", "–", "4, DEADLINE_EXCEEDED"]),
        ("responses.compact", ["service_tier", "yes", "yes", "–"]),
        ("responses.compact", ["(the operation)", "available", "available", "unsupported"]),
        ("OutputItem", ["additional_tools", "AdditionalTools", "–", "–"]),
        ("OutputItem", ["function_call", "FunctionCall", "FunctionCall", "–"]),
        ("InputItem", ["compaction_trigger", "CompactionTrigger", "–", "–"]),
        ("ReasoningItem", ["encrypted_content", "yes", "yes", "yes"]),
        ("Schemas", ["ToolSearchTool", "yes", "yes", "–"]),
    ],
)
def test_the_tables_tell_the_differences(section: str, row: list[str]) -> None:
    """Fields, kinds and schemas that the documents give to some providers only are told."""
    text = (PACKAGE / "PROVIDERS.md").read_text()
    pattern = rf"^##+ (?:Arguments of `)?{section}.*?(?=^##|\Z)"
    found = re.search(pattern, text, re.DOTALL | re.MULTILINE)
    assert found is not None
    rows = [[cell.strip() for cell in _cells(line)] for line in _tables(found[0])[0]]
    (told,) = (cells for cells in rows if cells[0] == row[0])
    shown = [
        "yes" if "yes" == want and have != "–" else have
        for have, want in zip(told, row, strict=True)
    ]
    assert row == shown


def test_columns_are_the_providers_in_their_order() -> None:
    """Every table of differences has the same columns; a legend and what one lacks have two."""
    tables = _tables((PACKAGE / "PROVIDERS.md").read_text())
    tables = [table for table in tables if len(_cells(table[0])) > 2]
    assert {("openai", "azure", "yandex")} == {
        tuple(cell.strip() for cell in _cells(table[0])[1:]) for table in tables
    }


def test_credentials_that_are_needed_together_are_told_together(tmp_path: Path) -> None:
    """Two that a call needs at once are joined by "and", two of which one is enough by "or"."""
    schemes = {
        name: {"type": "apiKey", "in": "header", "name": f"X-{name}", "x-environment": name}
        for name in ("KEY", "TENANT", "TOKEN")
    }
    description = {
        "openapi": "3.1.0",
        "info": {"title": "Two", "version": "1"},
        "servers": [{"url": "https://two.example"}],
        "security": [{"KEY": [], "TENANT": []}, {"TOKEN": []}],
        "components": {"securitySchemes": schemes},
        "paths": {"/a": {"get": {"operationId": "a", "responses": {"204": {"description": "."}}}}},
    }
    (tmp_path / "two.json").write_text(json.dumps(description), encoding="utf-8")
    write(documents_of(tmp_path / "two.json"), "two", tmp_path)
    text = (tmp_path / "two" / "README.md").read_text(encoding="utf-8")
    assert "Credentials come from `KEY` and `TENANT` or `TOKEN`, or are given to the client" in text


# --- further tries -------------------------------------------------------------------------------


def test_the_numbers_of_further_tries_are_told() -> None:
    """Statuses, waits and the budget that the package's README names are those that it keeps to."""
    from responses_compact._runtime.call import budget, redirects, retry
    from responses_compact._runtime.setup.options import DEFAULT_MAX_RETRIES, DEFAULT_TIMEOUT

    text = " ".join((PACKAGE / "README.md").read_text().split())
    *early, last = sorted(retry.RETRIED)
    assert f"the statuses {', '.join(map(str, early))} and {last}" in text
    first, longest = f"{retry.FIRST:.0f}", f"{retry.LONGEST:.0f}"
    waits = f"from nothing to {first} second, then 2, 4 and so on up to {longest}."
    assert waits in text
    assert f"A wait of more than {retry.LONGEST_HINT:.0f} seconds" in text
    assert f"share {budget.CAPACITY} tokens" in text
    timeout = f"`timeout` ({DEFAULT_TIMEOUT:.0f} seconds)"
    assert f"{timeout}, `max_retries` ({DEFAULT_MAX_RETRIES})" in text
    assert 5 == redirects.MOST and "five in a row are followed" in text


def test_the_overlay_that_is_shown_makes_a_provider(tmp_path: Path) -> None:
    """Beside the description, as it stands there, it is a provider with variables of its own."""
    (text,) = (b for b in _blocks(ROOT / "README.md", "yaml") if "ExampleAI" in b)
    spec = tmp_path / "spec"
    shutil.copytree(ROOT / "spec", spec)
    (spec / "overlays" / "example.yaml").write_text(text)
    job = Job(
        description=spec / "openapi.yaml",
        package="responses_compact",
        overlays={"example": spec / "overlays" / "example.yaml"},
        providers=("example",),
    )
    api, _, _ = meaning(describe(job, lambda *_: None), [job], lambda *_: None)
    (provider,) = api.providers
    assert ("example", "ExampleAI") == (provider.name, provider.client)
    assert "OPENAI" not in str([provider.server, *provider.credentials])
