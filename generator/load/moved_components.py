"""The components that other files' contents become, each in a section under a name of its own.

Job: give a name to each target of a reference out of its file, and keep what it holds until it is
rewritten. In a description of ours two things of one name are an error; in another's the second
gets another name. Part of `bundling`.
"""

from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import PurePosixPath

from generator.document import Node, join, split
from generator.findings import Finding
from generator.load.description_files import DescriptionFiles
from generator.load.references import Target
from generator.standard.objects import SECTIONS
from generator.standard.references import is_local

Slot = tuple[str, str]
"""A section of the components and a name in it."""

KINDS = {section: kind for kind, section in SECTIONS.items()}
"""What a component of a section is."""


class MovedComponents:
    """The components of the root, while those of other files come to stand beside them."""

    def __init__(self, files: DescriptionFiles, *, first_party: bool) -> None:
        self._files = files
        self._findings = files.findings
        self._home = files.home
        self._first_party = first_party
        self._slots: dict[Slot, Target] = {}
        self._names: dict[tuple[str, Target], str] = {}
        """What targets are called that have a name of their own, by their sections."""
        self._waiting: list[tuple[Slot, Node]] = []
        self._complete_files: set[str] = set()
        """Files of which each member is a component."""

    def __iter__(self) -> Iterator[tuple[Slot, Target, Node]]:
        """Yield what moves, until nothing waits any more: its slot, where it stands, and it."""
        while self._waiting:
            slot, node = self._waiting.pop(0)
            yield slot, self._slots[slot], node

    def target(self, slot: Slot) -> Target | None:
        """Return what a component is made of; nothing where there is none."""
        return self._slots.get(slot)

    def claim_own(self, components: Node | None) -> None:
        """Let the components of the root have their names before any other file asks for one."""
        for section, entries in components.members.items() if components else ():
            for name, entry in entries.members.items():
                pointer = join(join("/components", section), name)
                self._slots[section, name] = Target(self._home, pointer)
                if not self._first_party and section in KINDS:
                    self._claim_alias((section, name), entry)

    def _claim_alias(self, slot: Slot, entry: Node) -> None:
        """Put what has the name in another file in place of a component that only refers there."""
        if is_local(entry.text("$ref") or "#"):
            return
        target = self._files.end(self._slots[slot], entry)
        content = self._files.at(target)
        if content is not None and target.file != self._home and _name(target) == slot[1]:
            self._names[slot[0], target] = slot[1]
            self._slots[slot] = target
            self._waiting.append((slot, content))

    def pointer_to(self, target: Target, kind: str) -> str:
        """Return the pointer of a component made of what stands where the standard has nothing."""
        section, last_token = SECTIONS[kind], split(target.pointer)[-1]
        name, number = last_token, 1
        while self._slots.get((section, name), target) != target:
            number += 1
            name = f"{last_token}{number}"
        if (section, name) not in self._slots:
            self._slots[section, name] = target
            self._waiting.append(
                ((section, name), self._files.at(target) or self._files.root(self._home))
            )
        return join(join("/components", section), name)

    def reference_to(self, target: Target, kind: str, node: Node, pointer: str) -> str | None:
        """Return the local reference that now means the target; nothing where it is at fault."""
        if target.file == self._home:
            return "#" + target.pointer
        content = self._files.content(target, node, pointer)
        if content is None:
            return None
        if not self._first_party:
            return self._named(target, content, kind)
        tokens = split(target.pointer)
        if kind == "schema" and len(tokens) == 1:
            self._bring_siblings(target.file, kind)
        slot = SECTIONS[kind], _name(target)
        if not self._claim(slot, target, content, node, pointer):
            return None
        return "#" + join(join("/components", slot[0]), slot[1])

    def _named(self, target: Target, content: Node, kind: str) -> str:
        """The local reference to what somebody else's description has in another file."""
        end = self._files.end(target, content)
        target = end if _name(end) == _name(target) else target
        if target.file == self._home:
            return "#" + target.pointer
        section = SECTIONS[kind]
        if (section, target) not in self._names:
            name = next(n for n in _candidates(target) if (section, n) not in self._slots)
            self._names[section, target] = name
            self._slots[section, name] = target
            self._waiting.append(((section, name), self._files.at(target) or content))
        return "#" + join(join("/components", section), self._names[section, target])

    def _bring_siblings(self, file: str, kind: str) -> None:
        if file in self._complete_files or not self._first_party:
            return
        self._complete_files.add(file)
        for name, member in self._files.root(file).members.items():
            pointer = join("", name)
            self._claim((SECTIONS[kind], name), Target(file, pointer), member, member, pointer)

    def _claim(self, slot: Slot, target: Target, content: Node, node: Node, pointer: str) -> bool:
        """Take a name for a target; two targets of one name cannot live side by side."""
        if slot not in self._slots:
            self._slots[slot] = target
            self._waiting.append((slot, content))
        elif self._slots[slot] != target:
            other = self._files.at(self._slots[slot])
            place = f"; the other one is at {other.key or other.where}" if other else ""
            message = f"two different {slot[0]} are named {slot[1]!r}{place}"
            self._findings.append(Finding(content.key or content.where, target.pointer, message))
            return False
        return True


def with_components(root: Node, targets: Mapping[Slot, Node]) -> Node:
    """Return the root with more components."""
    if not targets:
        return root
    components = root.get("components") or Node({}, root.where)
    sections = dict(components.members)
    for (section, name), node in targets.items():
        own = sections.get(section) or Node({}, node.where)
        sections[section] = Node({**own.members, name: node}, own.where, own.key)
    more = Node(sections, components.where, components.key)
    return Node({**root.members, "components": more}, root.where, root.key)


def _name(target: Target) -> str:
    """Return what a target is called where it stands: a whole file by its stem."""
    tokens = split(target.pointer)
    return tokens[-1] if tokens else PurePosixPath(target.file).stem


def _candidates(target: Target) -> Iterator[str]:
    """Yield names for a target: its own, with that of its folder before it, and with a number."""
    name, folder = _name(target), PurePosixPath(target.file).parent.name
    yield name
    if folder:
        yield f"{folder}_{name}"
    yield from (f"{name}{number}" for number in count(2))
