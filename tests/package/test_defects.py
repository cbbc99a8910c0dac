"""An answer that breaks its schema is returned with its defects, or raised for those who ask."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
import responses_compact
from responses_compact import ArgumentTypeError

from tests.package.kinds import OUTPUT_CLASSES, OUTPUT_KINDS
from tests.package.served import PLAIN_ANSWER, PROVIDERS, Provider, received, sent, text
from tests.package.test_growth import message, output_text
from tests.package.test_responses import answer, dumps

TEXT = {"type": "input_text", "text": "t"}
COMPACTION = {"type": "compaction", "id": "c", "encrypted_content": "x"}

MISTAKES: dict[str, tuple[Any, list[str]]] = {
    "no id": (answer() | {"id": None}, ["/id"]),
    "time is a text": (answer(created_at="1790000000"), ["/created_at"]),
    "time is a boolean": (answer(created_at=True), ["/created_at"]),
    "time has a fraction": (answer(created_at=1.5), ["/created_at"]),
    "output is null": (answer() | {"output": None}, ["/output"]),
    "output is an object": (answer() | {"output": {"a": [1.0]}}, ["/output"]),
    "usage is a list": (answer(usage=[]), ["/usage"]),
    "another object": (answer(object="list"), ["/object"]),
    "an item is a text": (answer(COMPACTION, "text"), ["/output/1"]),
    "an item is null": (answer(None), ["/output/0"]),
    "an item without a tag": (answer({"id": "x"}), ["/output/0"]),
    "a tag that is null": (answer({"type": None}), ["/output/0"]),
    "a tag that is a number": (answer({"type": 1.0}), ["/output/0"]),
    "a part without a tag": (answer(message({"text": "t"})), ["/output/0/content/0"]),
    "a part without its text": (
        answer(message({"type": "input_text"})),
        ["/output/0/content/0/text"],
    ),
    "a role that is a number": (answer({**message(TEXT), "role": 5}), ["/output/0/role"]),
    "a status that is null": (answer({**message(TEXT), "status": None}), ["/output/0/status"]),
    "content is a text": (answer({**message(TEXT), "content": "t"}), ["/output/0/content"]),
    "an index that is a text": (
        answer(
            message(
                output_text(
                    annotations=[
                        {"type": "file_citation", "file_id": "f", "filename": "n", "index": "0"}
                    ]
                )
            )
        ),
        ["/output/0/content/0/annotations/0/index"],
    ),
    "two in different places": (
        answer({**COMPACTION, "encrypted_content": 7}, {**message(TEXT), "id": 7.0}),
        ["/output/0/encrypted_content", "/output/1/id"],
    ),
    "an optional field that is null": (
        answer({**COMPACTION, "created_by": None}),
        ["/output/0/created_by"],
    ),
    "a name that needs escaping": (
        answer(
            {
                "type": "file_search_call",
                "id": "f",
                "status": "completed",
                "queries": [],
                "results": [{"file_id": "f", "attributes": {"a/b~c": []}}],
            }
        ),
        ["/output/0/results/0/attributes/a~1b~0c"],
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_by_its_place(provider: Provider, mistake: str) -> None:
    """Each wrong value is one defect with the JSON pointer of its place, and nothing is lost.

    No defect is of our own making: the schema forbids the same values. Who reads strictly has the
    defects from the exception, and the answer as it came.
    """
    value, places = MISTAKES[mistake]
    response = received(provider, value)
    assert places == [defect.pointer for defect in response.defects]
    assert provider.namespace.CompactedResponse is type(response)
    assert [text(value)] * 6 == dumps(response)
    assert [] != provider.faults("CompactedResponse", value)
    with pytest.raises(responses_compact.APIResponseValidationError) as caught:
        received(provider, value, strict=True)
    assert places == [defect.pointer for defect in caught.value.defects]
    assert (json.dumps(value).encode(), 200) == (caught.value.raw, caught.value.status_code)
    assert text(value) == text(caught.value.body)
    assert places[0] in str(caught.value)


@pytest.mark.case("N51")
@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_defect_doesn_t_repeat_the_answer(provider: Provider, mistake: str) -> None:
    """What is wrong is said without the values that were received."""
    secret = {"id": 77777, "text": "77777"}
    value = json.loads(text(MISTAKES[mistake][0]).replace('"t"', '"77777"')) | {"extra": secret}
    assert not [d for d in received(provider, value).defects if "77777" in d.message]


HALVES: dict[str, tuple[Any, list[str]]] = {
    "in a tag": (answer({"type": "message\ud800"}), ["/output/0/type"]),
    "in a tag of a part": (
        answer(message({"type": "\ud800", "\ud800": 1})),
        ["/output/0/content/0/type"],
    ),
    "in a constant": (answer(object="response.compaction\udc00"), ["/object"]),
    "in texts and in names that nobody knows": (answer(id="\ud800") | {"\ud800": "\udc00"}, []),
    "in names of a map": (
        answer(
            {
                "type": "file_search_call",
                "id": "f",
                "status": "completed",
                "queries": [],
                "results": [{"attributes": {"\ud800" * 64: "a", "\udc00" * 65: "b"}}],
            }
        ),
        ["/output/0/results/0/attributes"],
    ),
}


@pytest.mark.parametrize("half", HALVES)
def test_half_a_surrogate_pair_is_text_and_no_name(provider: Provider, half: str) -> None:
    """It is held to the limits of texts; a constant isn't spelt so, and no provider will ever name
    a kind by it. Nothing of it is lost.
    """
    value, places = HALVES[half]
    response = received(provider, value)
    assert places == [d.pointer for d in response.defects]
    assert [text(value)] * 2 == [text(response.to_dict()), text(json.loads(response.to_json()))]


@pytest.mark.parametrize("wrong", [None, True, "t", [None], {"tool_names": "t"}], ids=repr)
def test_a_tool_with_a_wrong_member_is_a_tool(wrong: Any) -> None:
    """A union of a list and an object, three objects deep, names what is neither."""
    tool = {"type": "mcp", "server_label": "s", "allowed_tools": wrong}
    item = {"type": "additional_tools", "id": "a", "role": "developer", "tools": [tool]}
    response = received(PROVIDERS["openai"], answer(item))
    (defect,) = response.defects
    assert defect.pointer.startswith("/output/0/tools/0/allowed_tools")
    assert text(answer(item)) == text(response.to_dict())


@pytest.mark.parametrize(
    ("provider", "kind"),
    [(PROVIDERS[name], kind) for name, kinds in OUTPUT_KINDS.items() for kind in kinds],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_a_known_kind_is_never_taken_for_unknown(provider: Provider, kind: str) -> None:
    """An item of which only the tag is left, or whose fields are all wrong, keeps its class."""
    name = OUTPUT_CLASSES[kind]
    example = provider.examples("response")[kind]["output"][0]
    wrong = dict.fromkeys(example, 0.5) | {"type": kind}
    response = received(provider, answer({"type": kind}, wrong))
    assert [name, name] == [type(item).__name__ for item in response.output]
    assert text(answer({"type": kind}, wrong)) == text(response.to_dict())


@pytest.mark.parametrize(
    ("provider", "kind"),
    [(PROVIDERS[name], kind) for name, kinds in OUTPUT_KINDS.items() for kind in kinds],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_one_wrong_field_is_a_few_errors(provider: Provider, kind: str) -> None:
    """A field of the wrong type is told in a few defects, all at it: one a missing member."""
    example = provider.examples("response")[kind]["output"][0]
    for field in example.keys() - {"type"}:
        for wrong in ([[]], {"a": 0.5}, 0.5):
            value = answer({**deepcopy(example), field: wrong})
            response = received(provider, value)
            found = [d for d in response.defects if d.pointer.startswith(f"/output/0/{field}")]
            assert (field, len(response.defects)) == (field, len(found))
            assert len(found) <= 5, (field, wrong, found)
            assert bool(found) == bool(provider.faults("CompactedResponse", value))
            assert text(value) == text(response.to_dict())


@pytest.mark.parametrize(
    "mistake", [m for m, (v, _) in MISTAKES.items() if v["output"] and m != "output is an object"]
)
def test_what_has_defects_can_be_sent_back(provider: Provider, mistake: str) -> None:
    """What the provider sent goes back to it as it was, right or wrong."""
    value, _ = MISTAKES[mistake]
    items = received(provider, value).output
    assert text(value["output"]) == text(sent(provider, input=items)["input"])


def test_what_is_no_list_cannot_be_sent_back(provider: Provider) -> None:
    """An object in the place of the list is refused by the name of the argument that holds it."""
    value, _ = MISTAKES["output is an object"]
    with pytest.raises(ArgumentTypeError, match="^input has to be"):
        sent(provider, input=received(provider, value).output)


@pytest.mark.parametrize("name", ["id", "created_at", "object", "output", "usage"])
def test_a_missing_field_reads_as_none(provider: Provider, name: str) -> None:
    """A required field that isn't there is a defect, and isn't made up."""
    value = deepcopy(PLAIN_ANSWER)
    del value[name]
    response = received(provider, value)
    assert [(f"/{name}", "is required and missing")] == [
        (defect.pointer, defect.message) for defect in response.defects
    ]
    assert getattr(response, name) is None
    assert [text(value)] * 6 == dumps(response)


@pytest.mark.case("N47")
@pytest.mark.parametrize("raw", [b"1e999", b"-1e999", b"NaN", b"Infinity"], ids=repr)
@pytest.mark.parametrize("place", ["created_at", "extra"])
def test_a_number_that_is_none_is_no_answer(provider: Provider, raw: bytes, place: str) -> None:
    """What can't be kept exactly isn't read at all; the exception has the answer as it came."""
    body = json.dumps(answer() | {place: "HERE"}).encode().replace(b'"HERE"', raw)
    with pytest.raises(responses_compact.APIResponseValidationError) as caught:
        received(provider, body)
    assert body == caught.value.raw


def test_an_answer_that_is_all_defects_has_some_of_them(provider: Provider) -> None:
    """What is wrong in too many places to tell is kept whole, and costs no more than it has to."""
    value = answer(*[5] * 20_000)
    response = received(provider, value)
    told = [*(f"/output/{n}" for n in range(10_000)), ""]
    assert told == [defect.pointer for defect in response.defects]
    assert value == response.to_dict()


def test_a_long_name_is_cut_in_the_text_of_the_exception() -> None:
    """The text stays readable; the defect names the place whole."""
    name = "n" * 100_000
    body = json.dumps(answer()).replace("{", f'{{"{name}":1,"{name}":2,', 1).encode()
    with pytest.raises(responses_compact.APIResponseValidationError) as caught:
        received(PROVIDERS["openai"], body, strict=True)
    assert len(str(caught.value)) < 1000
    assert [f"/{name}"] == [defect.pointer for defect in caught.value.defects]
