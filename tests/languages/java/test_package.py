"""The Java package of this project: it compiles, reads, writes, and is what the page promises."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.languages.java.conftest import OWN, QUICK, ROOT

EXAMPLES = ROOT / "spec" / "examples"


def ran(classes: Path, name: str, *arguments: str, **environment: str) -> list[str]:
    """The lines that a Java program prints."""
    kept = {n: v for n, v in os.environ.items() if not n.lower().endswith("_proxy")}
    command = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", str(classes)]
    done = subprocess.run(
        [*command, f"check.{name}", *arguments],
        capture_output=True,
        text=True,
        env={**kept, **environment},
        timeout=60,
    )
    assert (0, "") == (done.returncode, done.stderr)
    return done.stdout.splitlines()


def test_answers_are_read_and_written_byte_for_byte(classes: Path, tmp_path: Path) -> None:
    """Each answer of the examples has no defect, its kinds are known, and it goes back as it is."""
    paths = sorted(EXAMPLES.glob("*.response.*.json"))
    for path in paths:
        value = json.loads(path.read_text())
        compact = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
        (tmp_path / path.name).write_text(compact)
    assert len(paths) >= 20
    assert ran(classes, "Answers", str(tmp_path)) == [f"read {len(paths)}"]


def test_what_stands_in_a_member(classes: Path) -> None:
    """Absent, null, known, unknown and of another type look as the page of the package says."""
    rows = ran(classes, "Table")
    wrong = "Message: /phase should be a string"
    assert rows[0] == " | empty | none | []"
    assert rows[1].startswith("null | empty | JsonNull | [Defect[pointer=/phase, message=")
    assert rows[2] == '"commentary" | COMMENTARY commentary | JsonString | []'
    assert rows[3] == '"later" | _UNKNOWN later | JsonString | []'
    assert rows[4].startswith(f"7 | {wrong} | JsonNumber | [Defect[pointer=/phase, message=")
    assert rows[5] == "Message: /id is required and missing"
    assert rows[6:] == ["5", "Message[]"]


def test_a_builder_says_what_is_missing(classes: Path) -> None:
    """All that is missing is named at once, as callers write it; so are null references and limits.

    What came and breaks a limit has a defect, and can be taken over all the same.
    """
    missing, null, other, limit, defects, kept, made, changed, same = ran(classes, "Unset")
    assert missing == "CompactionItem: required and missing: id, encryptedContent"
    assert (null, other) == ("id", "encryptedContent")
    wrong = "/score_threshold should be less than or equal to 1.0"
    assert limit == f"FileSearchRankingOptions: {wrong}"
    assert "pointer=/score_threshold, message=should be less than or equal to 1.0" in defects
    assert kept == '{"score_threshold":7}'
    assert made == '{"id":"c","encrypted_content":"x","type":"compaction"}'
    assert changed == '{"id":"d","encrypted_content":"x","type":"compaction"}'
    assert same == "true"


def test_what_is_unknown_is_kept_and_not_shown(classes: Path) -> None:
    """Values of unknown kinds and of one JSON type are records that show their class alone.

    They equal what holds equal JSON, and deconstruction gives that (`newest/Exhaustive.java`).
    """
    item, whole, *kinds, text, is_record, equal, different, known, later = ran(classes, "Unknown")
    assert (item, text) == ("UnknownOutputItem", "OfString")
    assert whole == '{"type":"hologram","said":"secret"}'
    assert kinds == ["true", "false", "true", "true"]
    assert (is_record, equal, different) == ("true", "true", "false")
    assert (known, later) == ("true", "true")


def test_calls_equal_each_other_by_all_that_they_send(classes: Path) -> None:
    """Files, headers and parameters count as well as the members of the body."""
    same = ["true"] * 3
    assert [*same, *["false"] * 3, "true", "false"] == ran(classes, "Equal")


@contextmanager
def served(answer: Mapping[str, Any]) -> Iterator[tuple[str, list[tuple[str, str, bytes]]]]:
    """A server on loopback with one answer; its address, and what it was sent."""
    sent: list[tuple[str, str, bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:  # the library's name
            body = self.rfile.read(int(self.headers["Content-Length"]))
            sent.append((self.path, self.headers["Authorization"], body))
            data = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *arguments: Any) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/v1", sent
        finally:
            server.shutdown()
            thread.join()


def test_the_example_of_the_vendors_reference_runs(classes: Path) -> None:
    """It compiles and calls with nothing changed but its package and its import lines."""
    answer = json.loads((EXAMPLES / "openai.response.compacted.json").read_text())
    with served(answer) as (address, sent):
        assert ran(classes, "Main", OPENAI_BASE_URL=address, OPENAI_API_KEY="k") == []
    assert sent == [("/v1/responses/compact", "Bearer k", b'{"model":"gpt-5.4"}')]


PRELUDE = """\
import java.util.*;
import responsescompact.*;
import responsescompact.models.*;
class {name} {{
    static void run(OpenAIClient a, AzureOpenAIClient b, YandexAIClient c, CompactedResponse d,
            AzureCompactedResponse e, YandexCompactedResponse f, List<InputItem> g) {{
        {code}
    }}
}}
"""
COMPILE = (
    'ResponseCompactParams.builder().input(d.output()).input(g).input("text").build();',
    'AzureResponseCompactParams.builder().input(e.output()).model("mine").build();',
    "YandexResponseCompactParams.builder().input(f.output()).instructionsNull();",
    "FunctionCall one = null; InputItem two = one; AzureOutputItem three = one;",
    "OutputItem one = null; if (one instanceof CompactionItem x) { x.encryptedContent(); }",
    'ResponseCompactParams.Model one = ResponseCompactParams.Model.of("other");',
    "a.async().responses().compact(null).cancel(true);",
    "RawResponse<CompactedResponse> one = a.responses().compactRaw(null, RequestOptions.none());",
)
REFUSED = (
    "ResponseCompactParams.builder().input(f.output());",
    "YandexResponseCompactParams.builder().input(d.output());",
    "a.responses().compact(AzureResponseCompactParams.builder().build());",
    "YandexResponseCompactParams.builder().serviceTier(null);",
    "AdditionalTools one = null; AzureOutputItem two = one;",
    "CompactionItem one = new CompactionItem(null);",
    "new Message(null);",
    "class Mine implements OutputItem {}",
    'YandexAIClient.builder().organization("o");',
    "ResponseCompactParams.builder().model(7);",
)


def test_providers_differ_in_what_compiles(jdk: str, classes: Path, tmp_path: Path) -> None:
    """What a provider has compiles with its types, and what it hasn't doesn't."""
    for kind, codes in (("Fine", COMPILE), ("Wrong", REFUSED)):
        for n, code in enumerate(codes):
            name = f"{kind}{n}"
            (tmp_path / f"{name}.java").write_text(PRELUDE.format(name=name, code=code))
    sources = sorted(map(str, tmp_path.glob("*.java")))
    command = [jdk, *QUICK, "-Xmaxerrs", "1000", "-cp", str(classes), "-d", str(tmp_path), *sources]
    done = subprocess.run(command, capture_output=True, text=True)
    failed = set(re.findall(r"(\w+)\.java:7: error", done.stderr))
    assert failed == {f"Wrong{n}" for n in range(len(REFUSED))}


def test_the_example_has_other_imports_and_nothing_else() -> None:
    """What the reference prints is what stands in the program, line by line."""
    lines = [line.strip() for line in (OWN / "check" / "Main.java").read_text().splitlines()]
    told = [
        *("public final class Main {", "private Main() {}"),
        "public static void main(String[] args) {",
        "OpenAIClient client = OpenAIOkHttpClient.fromEnv();",
        "ResponseCompactParams params = ResponseCompactParams.builder()",
        ".model(ResponseCompactParams.Model.GPT_5_4)",
        ".build();",
        "CompactedResponse compactedResponse = client.responses().compact(params);",
    ]
    assert [line for line in lines if line not in ("", "}") and " check;" not in line][4:] == told


def _add(package: Path) -> None:
    (package / "Foreign.java").write_text("")


def _change(package: Path) -> None:
    text = (package / "models" / "Message.java").read_bytes()
    (package / "models" / "Message.java").write_bytes(text.replace(b"Who said it", b"who said it"))


def _move(package: Path) -> None:
    package.rename(package.with_name("moved"))


MOVED = "moved     package responsescompact, of which the folder isn't"
DIFFERENCES: tuple[tuple[Callable[[Path], object], int, str], ...] = (
    (_change, 1, "modified  models/Message.java"),
    (lambda package: (package / "RateLimit.java").unlink(), 1, "missing   RateLimit.java"),
    (_add, 1, "foreign   Foreign.java"),
    (_move, 1, MOVED),
    (lambda package: None, 0, "all files are as they were generated"),
)
"""What somebody does to the folder of a package, and how that ends and is told."""


@pytest.mark.parametrize(("change", "code", "told"), DIFFERENCES)
def test_what_differs_is_told(
    classes: Path, tmp_path: Path, change: Callable[[Path], object], code: int, told: str
) -> None:
    """A byte, a file less, a file more, another folder: each is told, and nothing else is."""
    package = tmp_path / "responsescompact"
    shutil.copytree(ROOT / "generated" / "java" / "responsescompact", package)
    change(package)
    folder = next(tmp_path.iterdir())
    command = ["java", "-Xshare:auto", "-cp", str(classes), "responsescompact.Verify", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (code, f"{told}\n", "")


def test_nothing_has_to_be_compiled_for_that(jdk: str, tmp_path: Path) -> None:
    """`java Verify.java` finds the folder that it stands in."""
    package = tmp_path / "responsescompact"
    package.mkdir()
    for name in ("Verify.java", "MANIFEST.json", "Limits.java"):
        shutil.copy(ROOT / "generated" / "java" / "responsescompact" / name, package)
    command = ["java", "-XX:TieredStopAtLevel=1", "Verify.java"]
    done = subprocess.run(command, cwd=package, capture_output=True, text=True, timeout=60)
    told = {*done.stdout.splitlines()}
    assert (done.returncode, done.stderr) == (1, "")
    assert "missing   RateLimit.java" in told
    assert all(f"missing   {name}" not in told for name in ("Limits.java", "Verify.java"))
