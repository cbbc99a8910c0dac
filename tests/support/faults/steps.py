"""What a script may hold, and the bytes that it stands for.

    lines: [text, ...]      each with the end of a line that HTTP wants
    send: text              as it is, a character a byte
    repeat: {text, times}   as it is, many times
    answer: {...}           a whole answer: status, headers, body; its length is added
    packed: {...}           a whole answer whose body of zeros is compressed: bytes, codings, cut
    drip: {text, every}     a byte at a time, with so many seconds between
    stall: seconds          nothing for so long; without seconds for ever
    reset, close, again     how it ends: with a reset, with an end, or with the next request

Job: read scripts from the YAML files beside this one. `server` plays them.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

Step = str | Mapping[str, Any]


@dataclass(frozen=True)
class Scene:
    """A script, how it is called, and what the caller has to see."""

    name: str
    case: str
    script: tuple[Step, ...]
    reading: str = "all"
    request: int = 0
    """Bytes to send."""
    timeout: Any = 60
    limits: Mapping[str, int] = field(default_factory=dict)
    lent: bool = True
    """Whether it also holds for a client over a caller's own."""
    expect: Mapping[str, Any] = field(default_factory=dict)


def scenes(file: str) -> list[Scene]:
    """Return the scenes of a file."""
    entries = yaml.safe_load((Path(__file__).parent / f"{file}.yaml").read_text(encoding="utf-8"))
    return [
        Scene(**{"name": name, **entry, "script": tuple(entry["script"])})
        for name, entry in entries.items()
    ]


def bytes_of(kind: str, value: Any) -> bytes:
    """Return what a step sends."""
    match kind:
        case "lines":
            return "".join(f"{line}\r\n" for line in value).encode("latin-1")
        case "send":
            return str(value).encode("latin-1")
        case "repeat":
            return str(value["text"]).encode("latin-1") * int(value["times"])
        case "answer":
            return _answer(**value)
        case "packed":
            return _packed(**value)
    raise ValueError(kind)


def _answer(
    body: Any = "", status: str = "200 OK", headers: Mapping[str, str] | None = None
) -> bytes:
    raw = body.encode("latin-1") if isinstance(body, str) else json.dumps(body).encode()
    lines = [f"{name}: {value}" for name, value in (headers or {}).items()]
    return (
        bytes_of("lines", [f"HTTP/1.1 {status}", *lines, f"Content-Length: {len(raw)}", ""]) + raw
    )


def _packed(codings: str, bytes: int = 0, text: str = "", cut: int = 0, status: str = "200 OK",
            headers: Mapping[str, str] | None = None) -> bytes:  # fmt: skip
    raw = text.encode() if text else b"0" * bytes
    for coding in codings.split(","):
        raw = _compressed(coding.strip(), raw)
    raw = raw[: len(raw) - cut]
    named = {"Content-Encoding": codings, **(headers or {})}
    lines = [f"{name}: {value}" for name, value in named.items()]
    head = bytes_of("lines", [f"HTTP/1.1 {status}", *lines, f"Content-Length: {len(raw)}", ""])
    return head + raw


@cache
def _compressed(coding: str, raw: bytes) -> bytes:
    match coding:
        case "gzip":
            return gzip.compress(raw, 6, mtime=0)
        case "deflate":
            return zlib.compress(raw)
        case "raw-deflate":
            packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
            return packer.compress(raw) + packer.flush()
    return raw
