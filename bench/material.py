"""What is sent and received while measuring: the examples of the description, shuffled.

The choice is seeded, so that every run measures the same. Nothing is made up here: each item comes
from `spec/examples`.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "spec" / "examples"
KINDS = "openai.response.*.json"
SMALL = EXAMPLES / "openai.response.compacted.json"
SEED = 2026

Item = dict[str, Any]


def items(count: int) -> list[Item]:
    """Return that many output items: each kind once, as far as they go, then a seeded choice."""
    known = _each_kind()
    more = random.Random(SEED).choices(known, k=max(count - len(known), 0))
    chosen = (known + more)[:count]
    random.Random(SEED).shuffle(chosen)
    return chosen


def _each_kind() -> list[Item]:
    files = sorted(EXAMPLES.glob(KINDS))
    every = [item for file in files for item in json.loads(file.read_bytes())["output"]]
    by_text = {json.dumps(item, sort_keys=True): item for item in every}
    return list(by_text.values())


def response(count: int) -> bytes:
    """Return the body of a response with that many items."""
    return json.dumps(json.loads(SMALL.read_bytes()) | {"output": items(count)}).encode()


def bodies(count: int) -> dict[str, bytes]:
    """Return responses with that many items, by what they hold: all kinds, some, or a chat."""
    some = sorted({item["type"] for item in items(count)})[:12]
    chosen = [item for item in items(3 * count) if item["type"] in some][:count]
    text = "The quick brown fox jumps over the lazy dog. " * 10
    message = {
        "type": "message",
        "id": "msg_1",
        "role": "user",
        "status": "completed",
        "content": [{"type": "input_text", "text": text}],
    }
    last = {"type": "compaction", "id": "cmp_1", "encrypted_content": "g" * 4000}
    chat: list[Item] = [message] * (count - 1) + [last]
    outputs = {"all kinds": items(count), "12 kinds": chosen, "chat": chat}
    answer = json.loads(SMALL.read_bytes())
    return {name: json.dumps(answer | {"output": each}).encode() for name, each in outputs.items()}


def defective_response(count: int) -> bytes:
    """Return the same body with one required field missing."""
    body = json.loads(response(count))
    body["output"][count // 2].pop("type")
    return json.dumps(body).encode()


def small_response() -> bytes:
    """Return the body of a response as it usually is."""
    return SMALL.read_bytes()
