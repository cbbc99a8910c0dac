"""What an overlay document itself must look like, before anything is applied.

The fields of Overlay 1.0 and 1.1 and no others, ``x-`` extensions aside. ``overlay`` asks this
first and applies nothing when there is a finding.
"""

import re
from collections.abc import Iterator, Mapping

from generator.document import Document, Node, join
from generator.findings import Finding
from generator.quoting import nearest

VERSION = re.compile(r"1\.[01]\.\d+")
FIELDS: Mapping[str, type] = {"overlay": str, "info": Mapping, "extends": str, "actions": tuple}
INFO: Mapping[str, type] = {"title": str, "version": str, "description": str}
ACTION: Mapping[str, type] = {
    "target": str,
    "description": str,
    "update": object,
    "remove": bool,
    "copy": str,
}
MODIFIERS = ("update", "remove", "copy")
DESCRIPTION_INFO = ("x-provider", "x-client", "x-package")
"""What stands in the ``info`` of a description, and is read there alone."""

NAMES = {str: "a string", bool: "true or false", tuple: "a list", Mapping: "a mapping"}


def faults(changes: Document) -> Iterator[Finding]:
    """Yield everything that is wrong with the form of an overlay."""
    root = changes.root
    yield from _fields(root, "", FIELDS, required=("overlay", "info", "actions"))
    yield from _version(root)
    info, actions = root.get("info"), root.get("actions")
    if info is not None:
        yield from _fields(info, "/info", INFO, required=("title", "version"))
        yield from _misplaced(info)
    if actions is not None and actions.value == ():
        yield Finding(actions.where, "/actions", "an overlay has at least one action")
    for index, action in enumerate(actions.items if actions else ()):
        yield from _action(action, join("/actions", index))


def _version(root: Node) -> Iterator[Finding]:
    version = root.get("overlay")
    if version is None or not isinstance(version.value, str):
        return
    if not VERSION.fullmatch(version.value):
        message = f"Overlay {version.value!r} is not supported; supported are 1.0.x and 1.1.x"
        yield Finding(version.where, "/overlay", message)


def _misplaced(info: Node) -> Iterator[Finding]:
    """Yield what was meant for the description, and stands in the overlay's own ``info``."""
    for name in DESCRIPTION_INFO:
        member = info.get(name)
        if member is not None:
            message = (
                f"{name!r} is about the description, and an overlay changes that by its actions "
                f"alone: {{target: $.info, update: {{{name}: ...}}}}"
            )
            yield Finding(member.key or member.where, join("/info", name), message)


def _fields(
    node: Node, pointer: str, types: Mapping[str, type], required: tuple[str, ...]
) -> Iterator[Finding]:
    """Yield missing fields, unknown ones and fields of the wrong type."""
    if not isinstance(node.value, Mapping):
        yield Finding(node.where, pointer, "must be a mapping")
        return
    for name in required:
        if name not in node.value:
            yield Finding(node.where, pointer, f"{name!r} is missing")
    for name, member in node.value.items():
        place = member.key or member.where
        if name not in types and not name.startswith("x-"):
            message = f"unknown field {name!r}{nearest(name, types)}"
            yield Finding(place, join(pointer, name), message)
        elif not isinstance(member.value, types.get(name, object)):
            message = f"{name!r} must be {NAMES[types[name]]}"
            yield Finding(member.where, join(pointer, name), message)


def _action(action: Node, pointer: str) -> Iterator[Finding]:
    yield from _fields(action, pointer, ACTION, required=("target",))
    present = [name for name in MODIFIERS if name in action.members]
    if isinstance(action.value, Mapping) and len(present) != 1:
        what = " and ".join(repr(name) for name in present) or "none"
        message = f"an action has one of 'update', 'remove' and 'copy'; this has {what}"
        yield Finding(action.where, pointer, message)
    remove = action.get("remove")
    if remove is not None and remove.value is False:
        message = "'remove: false' does nothing; leave the action out"
        yield Finding(remove.where, join(pointer, "remove"), message)
