"""A client with more methods than one file has: callers see one client, readers short files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator.files import File
from generator.languages.java.language import Java
from generator.languages.java.plan.sections import MOST
from generator.languages.java.prove import ProofError, prove
from tests.languages.java.described import MANY
from tests.languages.java.test_package import ran
from tests.support.packages import foreign_api
from tests.support.stub import Reply, Stub

JAVA = Java("acme.many")


def test_calls_are_those_of_one_client(classes: Path) -> None:
    """Whatever file a method stands in, it is called by the same types, and calls its path."""
    calls = ["r1", "r60", "r61", "t1", "t60", "t70", "t121", "p1"]
    calls += ["r1", "r60", "r61", "t1", "t121", "p1"]
    with Stub() as stub:
        json_type = {"content-type": "application/json"}
        stub.plays(*(Reply(200, json.dumps(f"{each} ").encode(), json_type) for each in calls))
        lines = ran(classes, "Many", stub.url)
        paths = [received.target for received in stub.received]
    assert ["r1 r60 r61 ", "t1 t60 t70 t121 ", "p1 ", "r1 r60 r61 ", "t1 t121 ", "p1 "] == lines
    folders = {"r": "/root", "t": "/things", "p": "/things/parts"}
    assert [f"{folders[each[0]]}/{each[1:]}" for each in calls] == paths


def test_no_file_has_more_methods_than_can_be_read(many: Path) -> None:
    """A file of calls or of operations has at most sixty of them."""
    texts = [path.read_text() for path in many.rglob("*Many*.java")]
    assert len(texts) > 30
    for text in texts:
        assert len(re.findall(r"Raw\(RequestOptions options\)", text)) <= MOST
        assert text.count("/** An operation. */") <= MOST


FIRST, SECOND = "ManyClientThingsFromTtMethods", "ManyClientThingsFromT2Methods"
CHANGES = (
    ("ManyClient.java", f"{FIRST},", ""),
    ("ManyClient.java", "extends ManyClientFromRtMethods,", "extends"),
    ("ManyClientCalls.java", "ManyClientThingsFromT7MethodsCalls", f"{SECOND}Calls"),
    (f"{FIRST}.java", f"{FIRST} {{", f"{FIRST} extends ManyClientFromRtMethods {{"),
    (f"{SECOND}Calls.java", f"extends {FIRST}Calls", ""),
    (f"{FIRST}AsyncCalls.java", "Tables.THINGS_T1,", "Tables.THINGS_T10,"),
    (f"{SECOND}.java", "String t61(RequestOptions", "byte[] t61(RequestOptions"),
    ("internal/ManyClientFromRtMethodsTables.java", '"/root/1"', '"/root/2"'),
    ("internal/ManyClientFromRtMethodsTables.java", " R1 = r1();", " R1 = r10();"),
)  # fmt: skip


@pytest.mark.parametrize(("path", "old", "new"), CHANGES)
def test_what_was_changed_is_found(path: str, old: str, new: str, tmp_path: Path) -> None:
    """Files beside a client's own are proved as that is, and so is that it has their methods."""
    (tmp_path / "many.json").write_text(MANY)
    api = foreign_api(tmp_path / "many.json", "many")
    plan = JAVA.plan(api)
    files = JAVA.formatted(JAVA.render(plan))
    assert prove(files, api, plan) == files
    text = files[f"acme/many/{path}"].text
    assert old in text
    changed = {**files, f"acme/many/{path}": File(text.replace(old, new, 1))}
    with pytest.raises(ProofError):
        prove(changed, api, plan)
