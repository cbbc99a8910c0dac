"""Who imports whom in the generator: stages know nouns and the ground, and never each other."""

from __future__ import annotations

from tests.house.arrows import GENERATOR, STAGES, circles, module_arrows, room_arrows

NOUNS = {
    *("api", "document", "dump", "files", "findings", "mending", "method_names"),
    *("named_call", "names_lock", "operation_filter", "places", "policy", "quoting", "samples"),
    *("renamed_pages", "schema", "spelled", "standard", "syntax_trees", "version", "words"),
}
ALLOWED = {
    ("overlay", "inputs"),  # how example files are called
    ("languages.python.custom_code", "publish"),
}
"""Rooms that a stage knows beside nouns and ground."""

ROOMS = room_arrows(module_arrows(GENERATOR))


def test_stages_import_nouns_and_the_ground_alone() -> None:
    """No stage knows another stage, or what puts stages in their order."""
    known = {(room, other) for room in STAGES for other in ROOMS.get(room, ())}
    assert {arrow for arrow in known if arrow[1] not in NOUNS} - ALLOWED == set()


def test_languages_import_nouns_and_themselves_alone() -> None:
    """What writes a language knows no stage before it, and no other language."""
    pages = {
        f"languages.{name}"
        for name in ("differences", "documents", "examples", "intervals", "language", "text")
    }
    for room, others in ROOMS.items():
        if room.startswith("languages."):
            strange = {other for other in others if room.rpartition(".")[0] not in other}
            assert {(room, other) for other in strange - NOUNS - pages} - ALLOWED == set()


def test_nouns_and_the_ground_know_no_stage() -> None:
    """What all stages stand on is below them."""
    assert {} == {noun: ROOMS[noun] - NOUNS for noun in NOUNS if not ROOMS[noun] <= NOUNS}


def test_nothing_runs_in_a_circle() -> None:
    """No module outside of the languages is part of a circle, not even for types alone."""
    every = [*circles(module_arrows(GENERATOR)), *circles(ROOMS)]
    assert [group for group in every if not any("languages" in name for name in group)] == []
