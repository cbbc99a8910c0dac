"""P21 for single conditions of reading, formatting and printing: each limit at its very edge.

Each was found by taking a condition away, or moving it by one.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.document import Where
from generator.files import File
from generator.findings import DescriptionError
from generator.languages.python.filters import literal
from generator.languages.python.format import FormatError, format_files
from generator.languages.text import Code, finalize
from generator.load import source
from generator.load.reading import read
from generator.load.source import Budget

TREE = {"a.json": '{"abc": [1, 2]}', "a.yaml": "abc: [1, 2]"}
"""Four values, at the pointers "", /abc, /abc/0 and /abc/1."""


@pytest.mark.case("P21")
@pytest.mark.parametrize("name", TREE)
@pytest.mark.parametrize(
    ("left", "told"),
    [
        (Budget(values=4), ""),
        (Budget(values=3), "more than 400,000 values"),
        (Budget(size=15), ""),
        (Budget(size=10), "larger than 33,554,432 bytes"),
    ],
)
def test_allowances(tmp_path: Path, name: str, left: Budget, told: str) -> None:
    """What a description may take is allowed to the last bit, and no further."""
    (tmp_path / name).write_text(TREE[name])
    allowance = Budget(size=left.size, values=left.values)
    if not told:
        read(tmp_path / name, name, allowance)
        assert (allowance.values, allowance.size) == (
            left.values - 4,
            left.size - len(TREE[name]),
        )
        return
    with pytest.raises(DescriptionError, match=told):
        read(tmp_path / name, name, allowance)


@pytest.mark.case("P21")
@pytest.mark.parametrize("name", TREE)
def test_ways(tmp_path: Path, name: str) -> None:
    """The characters of pointers are counted, and the last one too many is one too many."""
    (tmp_path / name).write_text(TREE[name])
    allowance = Budget()
    read(tmp_path / name, name, allowance)
    taken = Budget().pointer_characters - allowance.pointer_characters
    assert taken >= len("/abc/abc/0/abc/1")
    read(tmp_path / name, name, Budget(pointer_characters=taken))
    with pytest.raises(DescriptionError, match="too many values under too long names"):
        read(tmp_path / name, name, Budget(pointer_characters=taken - 1))


@pytest.mark.case("P21")
@pytest.mark.parametrize(("name", "taken"), [("", 1), ("abc", 4), ("ä", 5), ("aä", 9), ("😀", 5)])
def test_width(name: str, taken: int) -> None:
    """A name takes its slash and its characters, each for four where one isn't ASCII."""
    assert source.width(name) == taken


@pytest.mark.case("P21")
def test_json_is_read_as_json(tmp_path: Path) -> None:
    """What is called JSON isn't read as YAML, which is called anything else."""
    for name in ("a.json", "b.JSON", "c.yaml", "d"):
        (tmp_path / name).write_text('{"a": 1,}')
    for name in ("a.json", "b.JSON"):
        with pytest.raises(DescriptionError):
            read(tmp_path / name, name)
    for name in ("c.yaml", "d"):
        text, root, *_ = read(tmp_path / name, name)
        assert (text, list(root.members)) == ('{"a": 1,}', ["a"])


@pytest.mark.case("P21")
@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a: 1\nb: 2\nc: 3", 3),
        ("a: 1\r\nb: 2", 2),
        ("a: 1 # \x85\n", 3),
        ("a: ' \u2028 \u2029'", 3),
    ],
)
def test_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, lines: int) -> None:
    """Lines are counted whatever ends them; as many as are allowed are read."""
    (tmp_path / "a.yaml").write_bytes(text.replace("\x85", "x\x85#").encode())
    monkeypatch.setattr(source, "LINES", lines)
    read(tmp_path / "a.yaml", "a.yaml")
    monkeypatch.setattr(source, "LINES", lines - 1)
    with pytest.raises(DescriptionError, match="more than"):
        read(tmp_path / "a.yaml", "a.yaml")


@pytest.mark.case("P21")
def test_mistakes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file isn't read on after so many findings; all of them are told."""
    monkeypatch.setattr(source, "MISTAKES", 3)
    counted = source.Source("a.yaml", "text")
    counted.report(Where("a.yaml", 1, 1), "", "first")
    counted.report(Where("a.yaml", 1, 1), "", "second")
    with pytest.raises(DescriptionError) as caught:
        counted.report(Where("a.yaml", 1, 1), "", "third")
    assert [each.message for each in caught.value.findings] == ["first", "second", "third"]


@pytest.mark.case("P21")
@pytest.mark.parametrize("sign", "\0\x08\x0b\x0c\x0e\x1f\x7f\x84\x86\x9f\ufffe\uffff")
def test_control_characters(tmp_path: Path, sign: str) -> None:
    """Each control character is refused where it stands, the edges of each range included."""
    (tmp_path / "a.yaml").write_text(f"a: 1\nb: 'x{sign}'\n")
    with pytest.raises(DescriptionError, match=f"U\\+{ord(sign):04X}") as caught:
        read(tmp_path / "a.yaml", "a.yaml")
    assert caught.value.findings[0].where == Where("a.yaml", 2, 6)


@pytest.mark.case("P21")
@pytest.mark.parametrize("sign", "\0\x08\x0b\x0c\x0e\x1f")
def test_control_characters_in_json(tmp_path: Path, sign: str) -> None:
    """Those that RFC 8259 doesn't allow in a string are refused where they stand."""
    (tmp_path / "a.json").write_text(f'{{"a": 1,\n "b": "x{sign}"}}')
    with pytest.raises(DescriptionError, match=f"U\\+{ord(sign):04X}") as caught:
        read(tmp_path / "a.json", "a.json")
    assert caught.value.findings[0].where == Where("a.json", 2, 9)


@pytest.mark.case("P21")
@pytest.mark.parametrize("sign", "\x7f\x84\x86\x9f\ufffe\uffff")
def test_other_signs_in_json(tmp_path: Path, sign: str) -> None:
    """What RFC 8259 allows in a string is read as it stands there."""
    (tmp_path / "a.json").write_text(f'{{"b": "x{sign}"}}')
    _, root, _ = read(tmp_path / "a.json", "a.json")
    assert root.text("b") == f"x{sign}"


@pytest.mark.case("P21")
@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\xff\xfea\0", "UTF-16"),
        (b"\xfe\xff\0a", "UTF-16"),
        (b"a: \xff\n", r"byte 3 \(0xff\) is not UTF-8"),
        (b"\xef\xbb\xbfa: 1\n", ""),
        ("a: '\t\x85\xa0\ue000\ufffd'\n".encode(), ""),
    ],
)
def test_encodings(tmp_path: Path, data: bytes, told: str) -> None:
    """UTF-8 is read, with a byte order mark or without, and nothing else."""
    (tmp_path / "a.yaml").write_bytes(data)
    if not told:
        read(tmp_path / "a.yaml", "a.yaml")
        return
    with pytest.raises(DescriptionError, match=told):
        read(tmp_path / "a.yaml", "a.yaml")


@pytest.mark.case("P21")
@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x85", "\u2028", "\u2029"])
def test_a_line_that_ends_at_once_is_a_line(tmp_path: Path, end: str) -> None:
    """The line end that a file begins with is counted, of whatever sort it is."""
    (tmp_path / "a.yaml").write_bytes(f"{end}\x01".encode())
    with pytest.raises(DescriptionError) as caught:
        read(tmp_path / "a.yaml", "a.yaml")
    assert caught.value.findings[0].where == Where("a.yaml", 2, 1)


@pytest.mark.case("P21")
@pytest.mark.parametrize(("name", "told"), [("a\0b", "null"), ("nothing", "No such file")])
def test_what_can_not_be_read_is_told(tmp_path: Path, name: str, told: str) -> None:
    """A name that no system takes is refused like one that isn't there, and says why."""
    with pytest.raises(DescriptionError, match=f"cannot be read: .*{told}"):
        read(tmp_path / name, "a.yaml")


@pytest.mark.case("P21")
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
def test_a_pipe_that_has_come_in_the_place_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pipe isn't opened; one that has come since is looked at again, and not waited for."""
    os.mkfifo(tmp_path / "a.yaml")
    with monkeypatch.context() as before:
        before.delattr(os, "open")
        with pytest.raises(DescriptionError, match="not a regular file"):
            read(tmp_path / "a.yaml", "a.yaml")
    (tmp_path / "b.yaml").write_text("a: 1\n")
    plain = os.stat(tmp_path / "b.yaml")
    with monkeypatch.context() as before:
        before.setattr(os, "stat", lambda *_, **__: plain)
        with pytest.raises(DescriptionError, match="not a regular file"):
            read(tmp_path / "a.yaml", "a.yaml")


@pytest.mark.case("P21")
def test_formatting() -> None:
    """Rendered Python is formatted; what is copied, or isn't Python, stays as it is."""
    text = "x=1\n"
    files = {
        "a.py": File(text),
        "b.py": File(text, copied=True),
        "c.md": File(text),
    }
    made = format_files(files)
    assert {path: file.text for path, file in made.items()} == {
        "a.py": "x = 1\n",
        "b.py": text,
        "c.md": text,
    }
    for wrong in ("x = (\n", "x = 1 1\n"):
        with pytest.raises(FormatError, match=r"^a\.py: what was rendered is not Python"):
            format_files({"a.py": File(wrong)})


@pytest.mark.case("P21", "H43")
def test_only_code_is_printed() -> None:
    """A template prints what a filter made, as it is, and nothing else."""
    made = literal("x")
    assert finalize(made) is made and isinstance(made, Code)
    for bare in ("x", "", None, 1, True, ["x"], b"x"):
        with pytest.raises(TypeError, match="without a filter"):
            finalize(bare)
