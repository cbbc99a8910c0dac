"""From a file to its text and its tree, strictly: what could be read in two ways is refused.

The guards stand before the parsers: size, encoding and control characters are settled here, so
that ``yaml_reading`` and ``json_reading`` meet ordinary text only. Nothing here knows OpenAPI.
``load`` calls this for each file of a description.
"""

import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.diagnostics import DescriptionError, Diagnostic
from generator.document import Node, Where

SIZE = 32 * 1024 * 1024
"""Bytes of one file. The largest published descriptions have a tenth of it."""

DEPTH = 100
"""Levels of nesting. Later stages recurse, and Python's own limit must never be what stops them."""

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


@dataclass(slots=True)
class Reading:
    """One file while it is being read: its name, its text, and what was found wrong so far."""

    file: str
    text: str
    findings: list[Diagnostic] = field(default_factory=list[Diagnostic])

    def report(self, where: Where, pointer: str, message: str) -> None:
        """Note a finding and read on."""
        self.findings.append(Diagnostic(where, pointer, message))

    def stop(self, where: Where, pointer: str, message: str) -> DescriptionError:
        """The error to raise when reading on makes no sense."""
        self.report(where, pointer, message)
        return DescriptionError(self.findings, {self.file: self.text})

    def finish(self, root: Node) -> Node:
        """The tree, if nothing was found wrong."""
        if self.findings:
            raise DescriptionError(self.findings, {self.file: self.text})
        if not isinstance(root.value, Mapping):
            raise self.stop(Where(self.file, 1, 1), "", _not_a_mapping(root))
        return root


def read(path: Path, file: str) -> tuple[str, Node]:
    """The text and the tree of a file that diagnostics call ``file``."""
    from generator.load.json_reading import read_json
    from generator.load.yaml_reading import read_yaml

    reading = Reading(file, _text(path, file))
    root = read_json(reading) if path.suffix.lower() == ".json" else read_yaml(reading)
    return reading.text, reading.finish(root)


def _text(path: Path, file: str) -> str:
    """The characters of a file, as UTF-8 and nothing else; a byte order mark is dropped."""
    data = _bytes(path, file)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise _refusal(file, "the file is UTF-16; a description must be UTF-8")
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise _not_utf8(file, data, error.start) from None
    found = CONTROL.search(text)
    if found:
        raise _control_character(file, text, found.start())
    return text


def _bytes(path: Path, file: str) -> bytes:
    """The bytes of a regular file; devices and pipes could block for ever or never end."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _refusal(file, "not a regular file")
        if status.st_size > SIZE:
            raise _refusal(file, f"larger than {SIZE:,} bytes, the most that is read")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise _refusal(file, f"cannot be read: {reason}") from None


def _not_utf8(file: str, data: bytes, offset: int) -> DescriptionError:
    before = data[:offset].decode("utf-8").removeprefix("\ufeff")
    where = _place(file, before, len(before))
    message = f"byte {offset} (0x{data[offset]:02x}) is not UTF-8"
    return DescriptionError([Diagnostic(where, "", message)], {})


def _control_character(file: str, text: str, offset: int) -> DescriptionError:
    message = f"control character U+{ord(text[offset]):04X}; write it as an escape in double quotes"
    return DescriptionError([Diagnostic(_place(file, text, offset), "", message)], {file: text})


def _place(file: str, text: str, offset: int) -> Where:
    lines = (text[:offset] + "x").splitlines()
    return Where(file, len(lines), len(lines[-1]))


def _refusal(file: str, message: str) -> DescriptionError:
    return DescriptionError([Diagnostic(Where(file, 1, 1), "", message)], {})


def _not_a_mapping(root: Node) -> str:
    if root.value is None:
        return "the document is empty"
    kind = "a list" if isinstance(root.value, tuple) else f"a {type(root.value).__name__}"
    return f"the document must be a mapping, not {kind}"
