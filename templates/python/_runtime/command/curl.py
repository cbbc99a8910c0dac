"""A request as a command for curl.

Job: write what sends the same, quoted for a shell, with a variable where a secret would be, so that
it can be kept and shown. `invocation` calls this for `--dry-run --format curl`.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..call.session import SyncSession
from ..transport import headers
from ..transport.bodies import Streamed
from ..transport.protocol import Request
from ..vocabulary.dataclass import dataclass
from ..vocabulary.operation import Form, Operation
from ..vocabulary.provider import Credential, CredentialValue, Provider
from . import display
from .requests import MASK


@dataclass(frozen=True)
class Command:
    """A request, and the credentials that it would be sent."""

    operation: Operation[Any]
    request: Request
    arguments: Mapping[str, Any]
    credentials: tuple[Credential, ...]

    def text(self) -> str:
        """Return the command, an option a line."""
        request = self.request.authorized(
            tuple(
                CredentialValue(place=each.place, wire=each.wire, text=each.prefix + _mark(each))
                for each in self.credentials
                if not each.pair
            )
        )
        lines = [f"curl --request {request.method} {self._quoted(request.url)}"]
        lines += [f'--user "${{{_variable(c)}}}"' for c in self.credentials if c.pair]
        lines += self._headers(request)
        lines += self._parts() if self._has_parts else self._body(request.body)
        return " \\\n  ".join(lines) + "\n"

    @property
    def _has_parts(self) -> bool:
        body = self.operation.body
        return isinstance(body, Form) and body.multipart

    def _headers(self, request: Request) -> Iterator[str]:
        for name, value in request.headers:
            if self._has_parts and name.lower() == "content-type":
                continue  # curl draws the boundary itself
            secret = headers.sensitive([(name, value)]) and not self._marks.search(value)
            yield f"--header {self._quoted(f'{name}: {MASK if secret else value}')}"

    @property
    def _marks(self) -> re.Pattern[str]:
        """What stands for a credential until it is quoted."""
        return re.compile("|".join(f"({re.escape(_mark(c))})" for c in self.credentials) or "(?!)")

    def _quoted(self, text: str) -> str:
        """Return text for a shell, with the variables of credentials outside of its quotes."""
        line, end = display.one_line(text), 0
        pieces: list[str] = []
        for match in self._marks.finditer(line):
            variable = _variable(self.credentials[(match.lastindex or 1) - 1])
            pieces += [shlex.quote(line[end : match.start()]), f'"${{{variable}}}"']
            end = match.end()
        rest = line[end:]
        return "".join([*pieces, shlex.quote(rest) if rest or not pieces else ""])

    def _body(self, body: bytes | Streamed | None) -> list[str]:
        if body is None:
            return []
        if isinstance(body, bytes):
            return [f"--data-raw {shlex.quote(body.decode(errors='backslashreplace'))}"]
        paths = [value for value in self.arguments.values() if isinstance(value, Path)]
        return [f"--data-binary {shlex.quote(f'@{path}')}" for path in paths]

    def _parts(self) -> Iterator[str]:
        body = self.operation.body
        yield from map(_part, body.parts(self.arguments) if isinstance(body, Form) else ())


def _part(part: Any) -> str:
    """Return the option for a part, with what it is sent with in a request of the package."""
    content = part.content
    if isinstance(content, bytes) and part.filename is None:
        text = content.decode(errors="backslashreplace")
        if part.content_type is None and not part.headers:
            return f"--form-string {shlex.quote(f'{part.name}={text}')}"
        value = _framed(text)
    else:
        value = f"@{_framed(str(content))}" if isinstance(content, Path) else "@-"
    attributes = [f";type={part.content_type}"] if part.content_type else []
    if part.filename is not None:
        attributes.append(f";filename={_framed(part.filename)}")
    attributes += [f";headers={_framed(f'{name}: {text}')}" for name, text in part.headers]
    return f"--form {shlex.quote(''.join([f'{part.name}={value}', *attributes]))}"


def _framed(text: str) -> str:
    """Return text in the quotes that keep curl from reading `;` and `,` in it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def credentials(
    session: SyncSession, provider: Provider, operation: Operation[Any]
) -> tuple[Credential, ...]:
    """Return the credentials that are held and sent, or else those that are preferred."""
    by_name = {each.name: each for each in provider.credentials}
    ways = [[by_name[name] for name in names if name in by_name] for names in operation.security]
    secrets = session.configuration.keyring.chosen(operation.security)
    masks = {secret.masked() for secret in secrets or ()}
    for way in ways:
        if masks == {CredentialValue(c.place, c.wire, f"{c.prefix}{MASK}") for c in way}:
            return tuple(way)
    return tuple(ways[0]) if ways else ()


def _variable(credential: Credential) -> str:
    return credential.environment or credential.arguments[0].upper()


def _mark(credential: Credential) -> str:
    """Return what stands for a credential until it is quoted; an address leaves it as it is."""
    return f"__{_variable(credential)}__"
