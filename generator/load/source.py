"""One file: its text, what it may take, and what is wrong with it.

The guards stand before the parsers: size, encoding and control characters are settled here, so
that ``yaml`` and ``json`` meet ordinary text only. Nothing here knows OpenAPI.
"""

import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.document import Node, Where
from generator.findings import MISTAKES, DescriptionError, Finding
from generator.policy import Kind

SIZE = 32 * 1024 * 1024
"""Bytes of a description, its files together. The largest published one has not half of it."""

LINES = 1_000_000
"""Lines of one file."""

VALUES = 400_000
"""Values of a description, its files together: what takes memory is each of them, not its size."""

POINTER_CHARACTERS = 100_000_000
"""Characters of the pointers of all values: later stages keep them, and long names add up."""

INDEX = 7
"""Characters of an index in a pointer, about."""

MOST = "which is the most that is read"

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
"""What YAML allows nowhere but as an escape."""

CONTROL_IN_JSON = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What RFC 8259 allows nowhere but as an escape."""

SIGNATURES = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
    b"\x1f\x8b": "compressed with gzip",
    b"PK\x03\x04": "an archive of zip",
}
"""The first bytes of files that hold no plain text, and what those are; the longer ones first."""

LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line for a YAML parser and in a frame, and therefore in JSON too."""


@dataclass(slots=True)
class Budget:
    """What the files of a description may still take, all of them together."""

    size: int = SIZE
    values: int = VALUES
    pointer_characters: int = POINTER_CHARACTERS


@dataclass(slots=True)
class Source:
    """One file while it is being read: its name, its text, and what was found wrong so far."""

    file: str
    text: str
    budget: Budget = field(default_factory=Budget)
    findings: list[Finding] = field(default_factory=list[Finding])

    def value(self, node: Node, way: int) -> Node:
        """Count a value that was read, and the length of its pointer."""
        budget = self.budget
        budget.values -= 1
        budget.pointer_characters -= way
        if budget.values < 0:
            raise self.too_many(node.where)
        if budget.pointer_characters < 0:
            raise self.stop(node.where, "", "too many values under too long names")
        return node

    def report(self, where: Where, pointer: str, message: str, kind: Kind | None = None) -> None:
        """Note a finding and read on.

        Raises:
            DescriptionError: there are too many that nothing can be made of.
        """
        self.findings.append(Finding(where, pointer, message, kind=kind))
        if kind is None and len(self.findings) >= MISTAKES:
            raise DescriptionError(self.findings, {self.file: self.text})

    def stop(self, where: Where, pointer: str, message: str) -> DescriptionError:
        """Return the error to raise when reading on makes no sense."""
        self.report(where, pointer, message)
        return DescriptionError(self.findings, {self.file: self.text})

    def too_many(self, where: Where) -> DescriptionError:
        """Return the error to raise at the first value that is one too many."""
        return self.stop(where, "", f"the description has more than {VALUES:,} values, {MOST}")

    def finish(self, root: Node) -> Node:
        """Return the tree of the text.

        Raises:
            DescriptionError: something was found wrong that keeps it from being one.
        """
        if any(finding.kind is None for finding in self.findings):
            raise DescriptionError(self.findings, {self.file: self.text})
        if not isinstance(root.value, Mapping):
            raise self.stop(Where(self.file, 1, 1), "", _not_a_mapping(root))
        return root


def width(name: str) -> int:
    """Return what a name adds to a pointer: characters, or bytes where one takes several."""
    return 1 + (len(name) if name.isascii() else 4 * len(name))


def text_of(path: Path, file: str, budget: Budget) -> str:
    """Return the characters of a file, as UTF-8 and nothing else; a byte order mark is dropped."""
    data = _bytes(path, file, budget)
    for signature, kind in SIGNATURES.items():
        if data.startswith(signature):
            raise _refusal(file, f"the file is {kind}; a description must be plain text in UTF-8")
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise _not_utf8(file, data, error.start) from None
    if _ends(text) >= LINES:
        raise _refusal(file, f"more than {LINES:,} lines, {MOST}")
    control = CONTROL_IN_JSON if path.suffix.lower() == ".json" else CONTROL
    if match := control.search(text):
        raise _control_character(file, text, match.start())
    return text


def _bytes(path: Path, file: str, budget: Budget) -> bytes:
    """Return the bytes of a regular file; devices and pipes could block for ever or never end."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        _require_file(os.stat(path), file)
        with open(os.open(path, flags), "rb") as stream:  # which may be another one by now
            _require_file(os.fstat(stream.fileno()), file)
            data = stream.read(budget.size + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise _refusal(file, f"cannot be read: {reason}") from None
    if len(data) > budget.size:
        raise _refusal(file, f"the description is larger than {SIZE:,} bytes, {MOST}")
    budget.size -= len(data)
    return data


def _require_file(status: os.stat_result, file: str) -> None:
    if not stat.S_ISREG(status.st_mode):
        kind = "a folder" if stat.S_ISDIR(status.st_mode) else "a pipe or a device"
        raise _refusal(file, f"not a regular file, but {kind}")


def _ends(text: str, end: int | None = None) -> int:
    """Return how many lines end in a text, or before a place in it."""
    single = sum(text.count(char, 0, end) for char in "\n\r\x85\u2028\u2029")
    return single - text.count("\r\n", 0, end)


def _not_utf8(file: str, data: bytes, offset: int) -> DescriptionError:
    before = data[:offset].decode("utf-8").removeprefix("\ufeff")
    where = place(file, before, len(before))
    message = f"byte {offset} (0x{data[offset]:02x}) is not UTF-8; save the file as UTF-8"
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    return DescriptionError([Finding(where, "", message)], {file: text})


def _control_character(file: str, text: str, offset: int) -> DescriptionError:
    hint = "write it as an escape in double quotes"
    if text.count("\0") > len(text) // 4:
        hint = "the file looks like UTF-16 or UTF-32; save it as UTF-8"
    message = f"control character U+{ord(text[offset]):04X}; {hint}"
    return DescriptionError([Finding(place(file, text, offset), "", message)], {file: text})


def place(file: str, text: str, offset: int) -> Where:
    """Where a character stands in a text."""
    start = 0
    for char in "\n\r\x85\u2028\u2029":
        start = max(start, text.rfind(char, 0, offset) + 1)
    return Where(file, _ends(text, offset) + 1, offset - start + 1)


def _refusal(file: str, message: str) -> DescriptionError:
    return DescriptionError([Finding(Where(file, 1, 1), "", message)], {})


def _not_a_mapping(root: Node) -> str:
    if root.value is None:
        return "the document is empty"
    if isinstance(root.value, str) and root.value.lstrip().startswith("<"):
        return "this is a page of HTML or XML; a description is YAML or JSON"
    kind = "a list" if isinstance(root.value, tuple) else "a single value"
    return f"the document must be a mapping, not {kind}"
