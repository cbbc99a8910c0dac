"""Objects of the package in other people's pydantic models, as FastAPI takes and answers them."""

from __future__ import annotations

import json
import subprocess
import sys
import typing
from functools import partial
from typing import Any, NotRequired

import pytest
import responses_compact
from jsonschema import Draft202012Validator
from responses_compact import openai

from tests.package.served import ROOT, Provider

pydantic = pytest.importorskip("pydantic")

PART = {"text": "t", "type": "input_text", "new": 1.5}
HEAD = {"type": "message", "id": "m", "role": "user", "status": "completed"}
ITEM = {**HEAD, "content": [PART], "x": None}
WRONG = [5, [], {}, {**ITEM, "id": 5}, {**ITEM, "content": [{"text": 5}]}]


class Job(pydantic.BaseModel):  # type: ignore[name-defined, misc]
    """A body as a service declares it."""

    item: openai.Message
    output: list[openai.OutputItem] = []
    detail: openai.ReasoningItem | None = None


def test_a_field_takes_objects_and_mappings() -> None:
    """Either becomes an object of its class; unknown kinds are those of the union."""
    item = openai.Message.from_dict(ITEM)
    job = Job(item=item, output=[ITEM, {"type": "hologram"}])
    assert item is job.item
    assert [openai.Message, openai.UnknownOutputItem] == [type(each) for each in job.output]
    assert item == job.output[0]


def test_a_field_is_written_in_wire_form() -> None:
    """Order, unknown members and null as they are, in each of pydantic's ways to write."""
    job = Job.model_validate_json(json.dumps({"item": ITEM, "output": [ITEM]}))
    expected = {"item": ITEM, "output": [ITEM], "detail": None}
    assert expected == job.model_dump() == job.model_dump(mode="json")
    assert json.dumps(expected, separators=(",", ":")) == job.model_dump_json()


@pytest.mark.parametrize("wrong", WRONG)
def test_what_breaks_the_schema_is_an_error_of_theirs(wrong: Any) -> None:
    """At the field, with the place in what it was given."""
    with pytest.raises(pydantic.ValidationError) as caught:
        Job(item=wrong)
    (error,) = caught.value.errors()
    assert (("item",), "schema") == (error["loc"], error["type"])


@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_the_json_schema_agrees_with_that_of_the_description(provider: Provider, mode: Any) -> None:
    """Examples fit it, and an item with a required member less doesn't, as in the description's."""
    schema = pydantic.TypeAdapter(provider.namespace.CompactedResponse).json_schema(mode=mode)
    Draft202012Validator.check_schema(schema)
    judge = Draft202012Validator(schema)
    for example in provider.examples("response").values():
        assert judge.is_valid(example)
        for name in provider.schemas["CompactedResponse"]["required"]:
            assert not judge.is_valid({k: v for k, v in example.items() if k != name})


def test_a_class_that_contains_itself_is_described() -> None:
    """Filters of filters refer to themselves by name."""
    schema = openai.CompactRequest.model_json_schema()
    names = set(schema["$defs"])
    texts = json.dumps(schema)
    assert all(f'"#/$defs/{name}"' in texts for name in names)
    assert "CompoundFilter" not in names or '"#/$defs/CompoundFilter"' in texts


def test_nothing_imports_pydantic() -> None:
    """A call, its answer, each of its objects and methods, defects and building do without."""
    code = (
        "import sys; sys.modules['pydantic'] = sys.modules['pydantic_core'] = None\n"
        "from responses_compact import OpenAI, openai, ValidationError\n"
        "from responses_compact.testing import FakeTransport, build\n"
        "fake = FakeTransport(build(openai.CompactedResponse, output=[{'type': 'new'}]))\n"
        "client = OpenAI(api_key='any text', http_client=fake)\n"
        "answer = client.responses.compact(model='m', input='x')\n"
        "client = client.with_options(strict=True)\n"
        "print(answer.defects, repr(answer.output), answer.model_dump(exclude={'id'})['output'])\n"
        "try: openai.InputText(text=5)\n"
        "except ValidationError as error: print(error.errors())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT / "generated",
        capture_output=True,
        text=True,
        check=True,
    )
    told = "[{'type': 'schema', 'loc': ('text',), 'msg': 'should be a valid string'}]"
    assert f"() [UnknownOutputItem(type='new')] [{{'type': 'new'}}]\n{told}\n" == done.stdout


def test_the_methods_that_callers_know() -> None:
    """They mean what they mean in pydantic, in wire form."""
    item = openai.Message.model_validate(ITEM)
    assert item == openai.Message.model_validate_json(json.dumps(ITEM))
    assert item is openai.Message.model_validate(item)
    assert {"x": None} == item.model_extra
    assert {"type", "id", "role", "status", "content", "x"} == item.model_fields_set
    assert item.model_dump() == ITEM == json.loads(item.model_dump_json())
    copy = item.model_copy(update={"role": "assistant"})
    assert ("assistant", "user") == (copy.role, item.role)
    assert openai.Message.model_construct(id=5).id == 5
    assert issubclass(responses_compact.ValidationError, ValueError)


DICTS = [
    found
    for module in (responses_compact.params, openai.params, responses_compact.azure.params)
    for found in map(partial(getattr, module), dir(module))
    if typing.is_typeddict(found)
]


@pytest.mark.parametrize("kind", dict.fromkeys(DICTS), ids=lambda kind: kind.__name__)
def test_typed_dicts_stand_in_models(kind: Any) -> None:
    """Each is taken by pydantic on every Python, with its members as they are required."""
    schema = pydantic.TypeAdapter(kind).json_schema()
    name = schema.get("$ref", "").rpartition("/")[2]
    schema = schema["$defs"][name] if name else schema
    hints = typing.get_type_hints(kind, include_extras=True)
    needed = {n for n, hint in hints.items() if typing.get_origin(hint) is not NotRequired}
    assert set(schema["properties"]) == set(hints)
    assert set(schema.get("required", ())) == needed


def test_calls_are_checked_by_pydantic() -> None:
    """A method is one that `validate_call` takes, options included."""
    client = responses_compact.OpenAI(api_key="sk-0001")
    assert callable(pydantic.validate_call(client.responses.compact))
