"""Who imports whom in the generator: stages know nouns and the ground, and never each other."""

from __future__ import annotations

from arrows import GENERATOR, STAGES, circles, module_arrows, room_arrows, room_of

NOUNS = {
    *("api", "document", "dump", "files", "findings", "naming", "places", "rooms"),
    *("standard", "version"),
}
ALLOWED = {
    ("overlay", "load"),  # overlays and examples are files, too
    ("overlay", "inputs"),  # how example files are called
    ("prove", "render"),  # the names that the writer has chosen
}
"""Rooms that a stage knows beside nouns and ground."""


def test_stages_import_nouns_and_the_ground_alone() -> None:
    """No stage knows another stage, or what puts stages in their order."""
    rooms = room_arrows(module_arrows(GENERATOR))
    known = {(room, other) for room in STAGES for other in rooms.get(room, ())}
    strange = {arrow for arrow in known if arrow[1] not in NOUNS} - ALLOWED
    assert strange == set()


def test_nouns_and_the_ground_know_no_stage() -> None:
    """What all stages stand on is below them."""
    rooms = room_arrows(module_arrows(GENERATOR))
    assert {noun for noun in NOUNS if not rooms[noun] <= NOUNS} == set()


def test_nothing_runs_in_a_circle() -> None:
    """No module is part of a circle of imports, whether for types alone or inside of a function."""
    arrows = module_arrows(GENERATOR)
    assert [group for group in circles(arrows) if {room_of(m) for m in group} != {"lower"}] == []
    assert circles(room_arrows(arrows)) == []
