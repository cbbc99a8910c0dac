"""What tests of the command of our package give it, and what it left behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.stub import Stub

GENERATED = Path(__file__).parents[2] / "generated"


KEY = "sk-0123456789abcdef"


ITEM = b'{"id":"cmp_1","type":"compaction","encrypted_content":"gAAA"}'


ANSWER = (
    b'{"id": "resp_1",  "object":"response.compaction","created_at":1.0e0,"output":['
    + ITEM
    + b'],"usage":{"input_tokens":1,"input_tokens_details":'
    + b'{"cached_tokens":0,"cache_write_tokens":0},'
    b'"output_tokens":2,"output_tokens_details":{"reasoning_tokens":0},"total_tokens":3}}'
)


SENT_TO = {
    "openai": {"OPENAI_API_KEY": KEY},
    "azure": {"AZURE_OPENAI_API_KEY": KEY},
    "yandex": {"YC_API_KEY": KEY},
}


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: bytes
    err: str


Call = Callable[..., Outcome]
Command = Callable[..., Outcome]


def compacted(*items: str, usage: str = '{"input_tokens":200,"output_tokens":50}') -> bytes:
    """Return an answer with these items, each the text of one."""
    listed = ", ".join(items)
    return (
        f'{{"id": "r",  "object":"response.compaction","created_at":1.0e0,"output":[{listed}],'
        f'"usage":{usage}}}'
    ).encode()


def process(
    *arguments: str, stub: Stub | None = None, **options: Any
) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own, with no settings of this machine."""
    known = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("OPENAI_", "AZURE_", "YC_", "PYTHON", "COLUMNS"))
    }
    known |= {"PYTHONPATH": str(GENERATED), "OPENAI_API_KEY": KEY, "COLUMNS": "80"}
    known |= {"OPENAI_BASE_URL": f"{stub.url}/v1"} if stub is not None else {}
    known |= options.pop("env", {})
    line = [sys.executable, "-m", "responses_compact", *arguments]
    options = {"capture_output": True, **options}
    return subprocess.run(line, env=known, timeout=120, check=False, **options)


def long_answer(size: int = 8, text: str = "g") -> bytes:
    """Return an answer with one item, which holds a text so many times."""
    item = {"id": "cmp_1", "type": "compaction", "encrypted_content": text * size}
    counts: dict[str, Any] = {"input_tokens": 1, "output_tokens": 2, "total_tokens": 3}
    counts["input_tokens_details"] = {"cached_tokens": 0, "cache_write_tokens": 0}
    counts["output_tokens_details"] = {"reasoning_tokens": 0}
    answer = {"id": "r", "object": "response.compaction", "created_at": 1, "output": [item]}
    return json.dumps({**answer, "usage": counts}, ensure_ascii=False).encode()


def command_line(*options: str) -> list[str]:
    """Return what starts a call in a process, with these options."""
    words = ["responses", "compact", "--model=m", "--max-retries=0", *options]
    return [sys.executable, "-m", "responses_compact", *words]


def run(
    environment: dict[str, str], *options: str, redirected: str = "", **more: Any
) -> subprocess.CompletedProcess[bytes]:
    """Run a call to its end, with the redirections of a shell."""
    line = ["sh", "-c", f'exec "$@" {redirected}', "sh", *command_line(*options)]
    more = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
    return subprocess.run(line, env=environment, timeout=120, check=False, **more)


def is_one_line(err: bytes) -> bool:
    """Return whether all that a command said is one line about what went wrong."""
    return err.startswith(b"responses-compact: error: ") and err.count(b"\n") == 1
