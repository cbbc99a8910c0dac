"""Ruff as a server: one process that formats many modules.

Job: talk to ruff as editors do (Language Server Protocol) and apply the edits that it answers with.
A process for each module would take ten times as long. All goes through pipes, so that a run that
is killed leaves no files. No configuration has a say but what is said here. Part of `format`.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

LINE_LENGTH: Final = 100

_SETTINGS: Final = {
    "configurationPreference": "editorOnly",
    "configuration": {"line-length": LINE_LENGTH, "target-version": "py311"},
    "lint": {"enable": False},
}
_ABOUT: Final = {
    "processId": None,
    "rootUri": None,
    "capabilities": {"general": {"positionEncodings": ["utf-32"]}},  # as Python counts
    "initializationOptions": {"settings": _SETTINGS},
}
_STYLE: Final = {"tabSize": 4, "insertSpaces": True}
_LINE_END: Final = re.compile(r"\r\n|\r|\n")


class Formatter:
    """A server at work."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None and process.stdout is not None
        self._input, self._output = process.stdin, process.stdout
        self._count = 0
        self._ask("initialize", _ABOUT)
        self._tell("initialized", {})

    def formatted(self, text: str) -> str:
        """Return a module, which Python can read, as ruff writes it.

        Raises:
            ValueError: ruff can't; the message is its own.
        """
        document = {"uri": f"untitled:{self._count}.py"}
        text_document = {**document, "languageId": "python", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": text_document})
        request = {"textDocument": document, "options": _STYLE}
        edits = self._ask("textDocument/formatting", request) or ()
        self._tell("textDocument/didClose", {"textDocument": document})
        return _edited(text, edits)

    def end(self) -> None:
        """Let the process end."""
        self._ask("shutdown", None)
        self._tell("exit", None)

    def _ask(self, method: str, parameters: Any) -> Any:
        self._count += 1
        self._send({"id": self._count, "method": method, "params": parameters})
        answer = next(each for each in self._messages() if each.get("id") == self._count)
        if "error" in answer:
            raise ValueError(answer["error"].get("message"))
        return answer["result"]

    def _tell(self, method: str, parameters: Any) -> None:
        self._send({"method": method, "params": parameters})

    def _send(self, message: Mapping[str, Any]) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._input.write(b"Content-Length: %d\r\n\r\n%b" % (len(content), content))
        self._input.flush()

    def _messages(self) -> Iterator[dict[str, Any]]:
        """Yield what the server says, notices among it.

        Raises:
            ValueError: it has ended.
        """
        while True:
            length = 0
            while line := self._output.readline().strip():
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            if not length:
                raise ValueError("ruff has ended")
            yield json.loads(self._output.read(length))


def _edited(text: str, edits: Any) -> str:
    """Return the text with edits made, which don't overlap and come in order."""
    starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

    def offset(place: Mapping[str, int]) -> int:
        line = min(place["line"], len(starts) - 1)
        return starts[line] + place["character"]

    for edit in reversed(edits):
        first, last = offset(edit["range"]["start"]), offset(edit["range"]["end"])
        text = text[:first] + edit["newText"] + text[last:]
    return text


@contextmanager
def formatter() -> Iterator[Formatter]:
    """Yield a server, whose process ends with the context."""
    import ruff  # type: ignore[import-untyped]

    program = Path(os.fsdecode(ruff.find_ruff_bin()))
    process = subprocess.Popen(
        [str(program), "server"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=program.parent,
        env={k: v for k, v in os.environ.items() if not k.startswith("RUFF_")},
    )
    with process:
        try:
            server = Formatter(process)
            yield server
            server.end()
        except BaseException:
            process.kill()
            raise
