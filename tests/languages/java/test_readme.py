"""The page of a package in Java: its first call compiles, and no text of others is markup."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from generator.languages.text import markdown
from tests.languages.java.conftest import QUICK

PROGRAM = """\
import java.util.List;
import traps.within.*;
import traps.within.json.JsonValue;
import traps.within.models.*;

class Example {{
    static void run() {{
{code}    }}
}}
"""


def test_the_first_call_compiles(jdk: str, classes: Path, hostile: Path, tmp_path: Path) -> None:
    """It is given a credential that no variable holds, and all that the call can't do without."""
    readme = (hostile / "traps" / "within" / "README.md").read_text()
    (code,) = re.findall(r"```java\n(.*?)```", readme, re.DOTALL)
    assert '.builder().apiKey("...").build()' in code
    (tmp_path / "Example.java").write_text(PROGRAM.format(code=code))
    command = [jdk, *QUICK, "-cp", str(classes), "-d", str(tmp_path), "Example.java"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (0, "") == (done.returncode, done.stdout + done.stderr)


def test_what_a_method_does_stands_beside_it(hostile: Path) -> None:
    """The summary of an operation is in the table of calls, and every sign of it is a letter."""
    readme = (hostile / "traps" / "within" / "README.md").read_text()
    (row,) = (line for line in readme.splitlines() if line.startswith("| `async_2` |"))
    bare = re.sub(r"\\.|`.*?`", "", row)
    assert bare.count("|") == 4
    assert not set("_~[<") & set(bare)


def test_signs_of_markdown_are_letters() -> None:
    """What would set a text in italics or strike it out shows as it is; names stay as they are."""
    assert r"\_a\_ b_c \_" == markdown("_a_ b_c _")
    assert r"\~\~a\~\~ \*b\* \<i> `_a_`".replace(">", r"\>") == markdown("~~a~~ *b* <i> `_a_`")
