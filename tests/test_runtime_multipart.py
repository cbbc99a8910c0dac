"""Bodies of several parts, read by another reader: the e-mail package of the standard library."""

from __future__ import annotations

import io
import os
import threading
from email.message import Message
from email.parser import BytesParser
from email.policy import HTTP
from pathlib import Path
from typing import Any

import pytest
from _runtime.request.multipart import CHUNK, Multipart, Part, file_part
from _runtime.vocabulary.errors import ArgumentError, ArgumentTypeError
from hypothesis import given
from hypothesis import strategies as st

BOUNDARY = "~boundary~0123456789~"


def parsed(body: Multipart) -> list[Message]:
    """Return the parts, as the e-mail package reads the body."""
    head = f"Content-Type: {body.content_type}\r\n\r\n".encode()
    message = BytesParser(policy=HTTP).parsebytes(head + b"".join(body))
    assert message.is_multipart() and not message.defects
    return list(message.iter_parts())  # type: ignore[attr-defined]


def disposition(part: Message, parameter: str) -> Any:
    return part.get_param(parameter, header="content-disposition")


@pytest.mark.parametrize("form", ["bytes", "path", "open", "named", "whole"])
def test_each_form_of_a_file(form: str, tmp_path: Path) -> None:
    """Bytes, a path, an open file, and a tuple each make a part with the bytes, a name and a type."""
    content = bytes(range(256)) * 3 + b"\r\n--"
    path = tmp_path / "picture.png"
    path.write_bytes(content)
    with path.open("rb") as opened:
        given_as: dict[str, tuple[Any, str, str]] = {
            "bytes": (content, "file", "application/octet-stream"),
            "path": (path, "picture.png", "application/octet-stream"),
            "open": (opened, "picture.png", "application/octet-stream"),
            "named": (("a.txt", content), "a.txt", "application/octet-stream"),
            "whole": (("b.txt", path, "text/plain"), "b.txt", "text/plain"),
        }
        value, filename, media = given_as[form]
        (part,) = parsed(body := Multipart([file_part("file", value)], BOUNDARY))
        assert body.length == len(b"".join(body))
    assert part.get_payload(decode=True) == content
    assert disposition(part, "filename") == filename
    assert part.get_content_type() == media


def test_the_type_that_the_description_says() -> None:
    """The description's media type holds, unless the caller says another."""
    assert file_part("f", b"", "image/png").content_type == "image/png"
    assert file_part("f", (None, b"", "image/gif"), "image/png").content_type == "image/gif"


@pytest.mark.parametrize("value", ["text", 5, None, {"a": b""}, ("a", b"", "b", "c"), [b""], object()])
def test_what_is_no_file(value: object) -> None:
    """A text is no file: whether it was meant as a path or as content, nobody can know."""
    with pytest.raises(ArgumentTypeError):
        file_part("file", value)


@given(
    name=st.text(st.characters(exclude_categories=["Cs"])),
    filename=st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
)
def test_no_name_makes_a_header(name: str, filename: str) -> None:
    """Whatever a name holds, the part has its two headers and the body one part."""
    body = b"".join(Multipart([file_part(name, (filename, b"content"))], BOUNDARY))
    lines = body.split(b"\r\n")
    assert lines[0] == f"--{BOUNDARY}".encode()
    assert lines[1].startswith(b'Content-Disposition: form-data; name="')
    assert lines[2:] == [
        *(b"Content-Type: application/octet-stream", b"", b"content"),
        *(f"--{BOUNDARY}--".encode(), b""),
    ]
    assert b"\n" not in lines[1] and b"\r" not in lines[1] and lines[1].count(b'"') == 4


@pytest.mark.parametrize("media", ["", "text", "a/b\r\nX: y", "a/b\n", "é/x", "a b/c", "text/plain\0"])
def test_no_media_type_makes_a_header(media: str) -> None:
    """What isn't a media type is refused before anything is sent."""
    with pytest.raises(ArgumentError):
        Multipart([Part(name="a", content=b"", content_type=media)], BOUNDARY)


def test_half_a_character_is_refused() -> None:
    """A name that UTF-8 can't hold is refused, not replaced."""
    with pytest.raises(ArgumentError, match="half a surrogate pair"):
        Multipart([file_part("a", ("\ud800", b""))], BOUNDARY)


def test_a_file_is_never_held_whole(tmp_path: Path) -> None:
    """No piece of a large file is larger than a chunk, and its length is told beforehand."""
    path = tmp_path / "large"
    size = 5 * 1024 * 1024 + 17
    with path.open("wb") as opened:
        opened.truncate(size)
    body = Multipart([file_part("f", path)], BOUNDARY)
    sizes = [len(piece) for piece in body]
    assert max(sizes) <= CHUNK
    assert sum(sizes) == body.length


def test_an_open_file_is_sent_from_where_it_stands_and_again() -> None:
    """A file that can go back is sent a second time from the same place; one that can't isn't."""
    opened = io.BytesIO(b"abcdef")
    opened.seek(2)
    body = Multipart([file_part("f", ("n", opened))], BOUNDARY)
    assert body.again and b"".join(body) == b"".join(body)
    (part,) = parsed(body)
    assert part.get_payload(decode=True) == b"cdef"


def test_a_pipe_has_no_length_and_no_second_time() -> None:
    """A pipe is sent once, piece by piece, without a length."""
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as opened:
        body = Multipart([file_part("f", ("n", opened))], BOUNDARY)
        assert (body.again, body.length) == (False, None)
        with os.fdopen(writing, "wb") as end:
            sender = threading.Thread(target=end.write, args=(b"x" * 1000,))
            sender.start()
            sender.join()
        assert b"x" * 1000 in b"".join(body)


def test_a_file_opened_for_text_is_refused(tmp_path: Path) -> None:
    """Text has no bytes before somebody chooses an encoding: that isn't ours to choose."""
    path = tmp_path / "t"
    path.write_text("text")
    with path.open() as opened, pytest.raises(ArgumentTypeError, match="'rb'"):
        file_part("f", opened)
