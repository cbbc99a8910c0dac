"""Forms of several parts: files beside values, by RFC 7578.

Job: turn members into parts of one body, of which files are read while it is sent. Names, names of
files and media types come from callers and from other people's disks: none of them can begin a
header or a part of its own. `form` has found out which are sent.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any, Final, TypeAlias, TypeGuard, cast

from ..request.styles import form_pairs
from ..request.values import encoded, written
from ..setup.url import scalar
from ..transport.headers import checked, problem
from ..vocabulary.dataclass import dataclass, replace
from ..vocabulary.errors import ArgumentError, ArgumentTypeError
from ..vocabulary.operation import Parameter
from .pieces import BinaryContent, Pieces, piece

FileContent: TypeAlias = bytes | os.PathLike[str] | IO[bytes]
"""What a file holds: bytes, a path to be read, or a file that is open for reading bytes."""
File: TypeAlias = (
    FileContent
    | tuple[str | None, FileContent]
    | tuple[str | None, FileContent, str | None]
    | tuple[str | None, FileContent, str | None, Mapping[str, str]]
)
"""A file as it is given: its content, alone or after its name and before its media type, and behind
that headers of its own."""

BINARY: Final = "application/octet-stream"
_JSON: Final = "application/json"
_OF_FORMS: Final = frozenset({"content-disposition", "content-type"})
_MEDIA_TYPE: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+/[ -~]+")
_ESCAPED: Final = {'"': "%22", "\r": "%0D", "\n": "%0A"}


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of a body."""

    name: str
    content: BinaryContent
    filename: str | None = None
    content_type: str | None = None
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def head(self) -> bytes:
        """Its headers, as they travel.

        Raises:
            ArgumentError: its media type is none, or its name has no UTF-8.
        """
        disposition = f'Content-Disposition: form-data; name="{_quoted(self.name)}"'
        if self.filename is not None:
            disposition += f'; filename="{_quoted(self.filename)}"'
        lines = [disposition]
        if self.content_type is not None:
            if not _MEDIA_TYPE.fullmatch(self.content_type):
                raise ArgumentError(f"the media type of {self.name} isn't one")
            lines.append(f"Content-Type: {self.content_type}")
        lines += [f"{name}: {value}" for name, value in self.headers]
        try:
            return ("\r\n".join(lines) + "\r\n\r\n").encode()
        except UnicodeEncodeError:
            problem = f"{self.name} has half a surrogate pair in its name or the name of its file"
        raise ArgumentError(problem)


def body(members: Iterable[tuple[Parameter, Any]]) -> tuple[bytes | Pieces, str]:
    """Return a body of parts, and its media type with the boundary between them.

    Raises:
        ArgumentError: a member can't be sent.
    """
    return joined([part for each in members for part in parts(*each)], os.urandom(16).hex())


def joined(parts: Iterable[Part], boundary: str) -> tuple[bytes | Pieces, str]:
    """Return parts as one body, and its media type; the boundary must occur in none of them.

    Raises:
        ArgumentError: a part can't be sent.
    """
    pieces: list[BinaryContent] = []
    for part in parts:
        pieces += [f"--{boundary}\r\n".encode() + part.head, part.content, b"\r\n"]
    pieces.append(f"--{boundary}--\r\n".encode())
    media = f"multipart/form-data; boundary={boundary}"
    texts = [each for each in pieces if isinstance(each, bytes)]
    return (b"".join(texts) if len(texts) == len(pieces) else Pieces(pieces)), media


def parts(parameter: Parameter, value: Any) -> Iterator[Part]:
    """Yield the parts of a member: one for each file or item, none for null.

    Raises:
        ArgumentError: it can't be sent.
    """
    for part in _parts(parameter, value):
        own = {name.lower() for name, _ in part.headers}
        fixed = tuple((n, text) for n, text in parameter.headers if n.lower() not in own)
        yield replace(part, headers=(*fixed, *part.headers)) if fixed else part


def _parts(parameter: Parameter, value: Any) -> Iterator[Part]:
    if value is None:
        return
    if parameter.file or _is_file(value) or (_is_list(value) and any(map(_is_file, value))):
        for each in value if _is_list(value) and not _is_file(value) else (value,):
            yield file_part(parameter.wire, each, parameter.media)
    elif parameter.media is not None and _is_json(parameter.media):
        yield _text_part(parameter.wire, written(parameter, value), parameter.media)
    elif parameter.style is not None:
        for name, text in form_pairs(parameter, written(parameter, value)):
            yield _text_part(name, text)
    else:
        plain = written(replace(parameter, media=None), value)
        for item in plain if _is_list(plain) else (plain,):
            yield from _value_part(parameter.wire, item, parameter.media)


def _is_json(media: str) -> bool:
    name = media.partition(";")[0].strip().lower()
    return name in (_JSON, "text/json") or name.endswith("+json")


def _value_part(name: str, item: Any, media: str | None) -> Iterator[Part]:
    if isinstance(item, Mapping) or _is_list(item):
        yield _text_part(name, encoded(item, name).decode(), _JSON)
    elif item is not None:
        yield _text_part(name, scalar(name, item), media)


def _text_part(name: str, text: str, content_type: str | None = None) -> Part:
    try:
        return Part(name=name, content=text.encode(), content_type=content_type)
    except UnicodeEncodeError:
        problem = f"{name} holds half a surrogate pair"
    raise ArgumentError(problem)


def _is_list(value: Any) -> TypeGuard[list[Any] | tuple[Any, ...]]:
    return isinstance(value, list | tuple)


def _is_file(value: Any) -> bool:
    """Return whether a value can be nothing but a file."""
    content = _unpacked(value)[1]
    return isinstance(content, bytes | bytearray | os.PathLike) or hasattr(content, "read")


def file_part(name: str, value: Any, content_type: str | None = None) -> Part:
    """Return the part that a file makes; `content_type` holds where the caller says none.

    Raises:
        ArgumentTypeError: it isn't a file in one of the forms that a file is given in.
    """
    filename, content, own, headers = _unpacked(value)
    if not _is_file(value):
        forms = "(name, content, media type, headers)"
        accepted = f"bytes, a path, a file opened in mode 'rb', or {forms}"
        raise ArgumentTypeError(f"{name} has to be {accepted}")
    filename = filename or _basename(content) or name
    return Part(
        name=name,
        content=piece(name, content),
        filename=filename,
        content_type=own or content_type or _guessed(filename),
        headers=tuple(_own_headers(name, headers)),
    )


def _own_headers(name: str, headers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the headers of a file that its caller gives.

    Raises:
        ArgumentError: one can't be sent, or says what the form says.
    """
    for each, value in checked(headers, name).items():
        if each.lower() in _OF_FORMS:
            raise ArgumentError(f"{name}: the header {each} of a part is written by the form")
        if value is None or problem(value, ascii_only=True) is not None:
            raise ArgumentError(f"{name}: the value of the header {each} can't be sent")
        yield each, value


def _unpacked(value: Any) -> tuple[str | None, Any, str | None, Mapping[str, str]]:
    """Return name, content, media type and headers of a file as it is given."""
    match value:
        case (str() | None as filename, content):
            return filename, content, None, {}
        case (str() | None as filename, content, str() | None as content_type):
            return filename, content, content_type, {}
        case (str() | None as filename, content, str() | None as content_type, more):
            return filename, content, content_type, cast("Mapping[str, str]", more)
        case _:
            return None, value, None, {}


def _basename(content: Any) -> str | None:
    where: Any = getattr(content, "name", None)  # of a path the last part, of a file its path
    if hasattr(content, "__fspath__"):
        where = os.fspath(cast("os.PathLike[str]", content))
    return os.path.basename(where) or None if isinstance(where, str) else None


def _guessed(filename: str) -> str:
    """Return the media type that a name suggests, by what Python knows, not the computer."""
    from mimetypes import MimeTypes  # only who sends files needs it

    return MimeTypes().guess_type(filename)[0] or BINARY


def _quoted(text: str) -> str:
    """Return a name as browsers write it: what could end it stands by its number."""
    return "".join(_ESCAPED.get(char, char) for char in text)
