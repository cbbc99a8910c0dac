"""Formats that name a type of Python's are words about a text: no value is ever made a date."""

from __future__ import annotations

import importlib
import json
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.packages import documents_of, write

FORMATS = {
    "string": ("date-time", "date", "time", "duration", "uuid", "byte", "binary", "decimal"),
    "number": ("float", "double", "unixtime"),
    "integer": ("int32", "int64", "unixtime"),
}
FIELDS = {
    f"{kind}_{name.replace('-', '_')}": {"type": kind, "format": name}
    for kind, names in FORMATS.items()
    for name in names
}
TEXTS = [name for name in FIELDS if name.startswith("string")]
NUMBERS = [name for name in FIELDS if not name.startswith("string")]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A package whose one object has a field of each format, and is sent and answered with."""
    folder = tmp_path_factory.mktemp("formats")
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Dated"}}}
    operation = {
        "operationId": "echo",
        "requestBody": {"required": True, "content": content},
        "responses": {"200": {"description": "It.", "content": content}},
    }
    description = {
        "openapi": "3.1.0",
        "info": {"title": "Dates", "version": "1"},
        "servers": [{"url": "https://dates.example"}],
        "paths": {"/echo": {"post": operation}},
        "components": {"schemas": {"Dated": {"type": "object", "properties": FIELDS}}},
    }
    path = folder / "openapi.json"
    path.write_text(json.dumps(description))
    write(documents_of(path), "dated_values", folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        importlib.import_module("dated_values.testing")
        yield importlib.import_module("dated_values")


HOSTILE = [
    *("Infinity", "-Infinity", "inf", "NaN", "nan", "1e999", "-1e999", "9" * 100_000),
    *("0001-01-01T00:00:00-24:00", "99999-12-31", "2024-02-30", "0000-00-00T99:99:99Z"),
    *("P1e999Y", "1970-01-01T00:00:00." + "0" * 100_000 + "Z", "", " ", "\x00", "none"),
]


@pytest.mark.case("N48")
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:24]))
def test_a_date_is_a_text(package: Any, text: str) -> None:
    """No text in a date's field is read as a date, so none can loop, overflow or be an error."""
    dated = dict.fromkeys(TEXTS, text)
    fake = package.testing.FakeTransport(dated)
    began = time.perf_counter()
    read = package.DatedValues(http_client=fake, strict=True).echo(**dated)
    assert time.perf_counter() - began < 30
    assert [text] * len(TEXTS) == [getattr(read, field) for field in TEXTS]
    assert dated == read.to_dict() == fake.last.json
    assert () == read.defects == fake.last.defects


@pytest.mark.case("N48")
@pytest.mark.parametrize("raw", [b"Infinity", b"-Infinity", b"NaN", b"1e999", b"-1e999"])
@pytest.mark.parametrize("field", NUMBERS)
def test_a_time_in_numbers_is_finite(package: Any, field: str, raw: bytes) -> None:
    """A number of seconds that is none is refused with the whole answer, at once."""
    body = b'{"%s": %s}' % (field.encode(), raw)
    fake = package.testing.FakeTransport(package.testing.Reply(body))
    told = "is out of range" if raw.endswith(b"999") else "is not JSON"
    with pytest.raises(package.APIResponseValidationError, match=told) as caught:
        package.DatedValues(http_client=fake).echo()
    assert body == caught.value.raw


@pytest.mark.case("N48")
def test_the_classes_say_so(package: Any) -> None:
    """What type checkers see is a text or a number, never a class of `datetime` or `decimal`."""
    models = importlib.import_module("dated_values.models")
    annotations = {f: str(field.annotation) for f, field in models.Dated.model_fields.items()}
    assert set(FIELDS) == set(annotations)
    plain = {"str | None", "int | None", "float | None"}
    assert plain == set(annotations.values())
