"""The effective description of each provider says what its vendor's document says.

`facts/` holds the documents' facts as data, those of newer documents as what they change and add.
What a provider's document leaves open has to be as in the base description. Every deviation stands
with its reason in `facts/exceptions.json`; one that is missing there fails, and so does one that is
no longer needed.
"""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator.overlay import prune
from tests.facts.compare import deviations, document, names_of, objects, read, undocumented
from tests.facts.described import ENDS, Description
from tests.support.refusing import load, load_overlay, overlay

SPEC = Path(__file__).parents[2] / "spec"
PROVIDERS = ("openai", "azure", "yandex")


@cache
def effective(provider: str) -> dict[str, Any]:
    document = load(SPEC / "openapi.yaml")
    if provider != "openai":
        document = overlay(document, load_overlay(SPEC / "overlays" / f"{provider}.yaml"))
    plain: Any = prune(document).plain()
    return dict(plain)


def listed(provider: str) -> list[tuple[str, Any, Any]]:
    return [
        (row["fact"], row["document"], row["description"])
        for row in read("exceptions.json")["deviations"]
        if row["provider"] == provider
    ]


@pytest.mark.parametrize("provider", PROVIDERS)
def test_description_deviates_only_where_it_is_listed(provider: str) -> None:
    """Each fact holds, save for the listed exceptions, and each of those is needed."""
    found = deviations(provider, effective(provider), effective("openai"))
    rows = [(deviation.fact, deviation.expected, deviation.described) for deviation in found]
    assert [
        row for row in rows if row not in listed(provider)
    ] == [], "mend spec/, or list the deviation with its reason in tests/facts/exceptions.json"
    assert [
        row for row in listed(provider) if row not in rows
    ] == [], "no longer needed in tests/facts/exceptions.json"


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_schema_is_held_against_facts(provider: str) -> None:
    """No schema with properties escapes the comparison, save for the listed ones."""
    names = names_of(provider, effective(provider), effective("openai"))
    compared = {*names.values(), *ENDS.values()}
    assert undocumented(provider) == objects(effective(provider)) - compared


def test_every_exception_has_a_reason() -> None:
    """An exception without a reason would be a mistake that was only written down."""
    exceptions = read("exceptions.json")
    reasons = [row["reason"] for row in exceptions["deviations"]]
    reasons += [reason for rows in exceptions["undocumented"].values() for reason in rows.values()]
    assert [] == [reason for reason in reasons if len(reason.split()) < 4]


@pytest.mark.parametrize(
    ("provider", "sent", "received"), [("openai", 31, 28), ("azure", 27, 25), ("yandex", 14, 11)]
)
def test_kinds_are_as_many_as_stated(provider: str, sent: int, received: int) -> None:
    """The fact files were not thinned out: they list as many kinds as the documents count."""
    kinds = document(provider)["kinds"]
    assert (sent, received) == (len(set(kinds["input"])), len(set(kinds["output"])))


def test_azure_keeps_every_form_of_the_kinds_it_lists() -> None:
    """Its document counts values of `type` only, so a lost form would not change the count."""
    base, azure = Description(effective("openai")), Description(effective("azure"))
    for end, field in (("request", "input"), ("response", "output")):
        kept = azure.items(end, field)
        listed_kinds = azure.kinds(kept)
        due = [item for item in base.items(end, field) if base.kinds([item]) <= listed_kinds]
        assert [item for item in due if item not in kept] == []
