"""Several files made one: what other files hold moves into the components of the root.

Each target of a reference out of its file lands at ``#/components/<section>/<Name>``, the section
by the position of the reference, the name by the last token of its pointer (the file's stem when
the whole file is meant). In a description of ours every member of a referenced file comes along,
so that a schema nobody uses is seen; of a foreign one only what is referenced, and there a
reference that leads nowhere as it is written leads to what it is meant for. Nodes keep their
places. ``load`` calls this once per description.
"""

from collections.abc import Mapping
from pathlib import Path

from generator.document import Document, Node, join
from generator.findings import Diagnosis, Finding
from generator.load.description_files import DescriptionFiles
from generator.load.meanings import Meanings
from generator.load.moved_components import KINDS, MovedComponents, with_components
from generator.load.references import Target, follow
from generator.load.source import Budget
from generator.policy import Kind
from generator.standard.objects import SECTIONS, entry_type, field_type
from generator.standard.references import ReferenceFault, is_local

PLAIN = len(("components", "section", "name"))
"""Slashes in a reference to a component."""


class Bundle:
    """The root document while other files are moved into it."""

    def __init__(self, path: Path, sources: Mapping[str, str], root: Node, budget: Budget) -> None:
        self.root = root
        self.home = path.name
        self.files = DescriptionFiles(path, sources, root, budget)
        self.findings = self.files.findings
        self.inlining: list[Target] = []
        info = root.get("info")
        self.first_party = info is not None and info.get("x-provider") is not None
        self.components = MovedComponents(self.files, first_party=self.first_party)
        self.meanings = Meanings(root)
        components = root.get("components") or root
        newer = "mediaTypes" in components.members  # of 3.2, and read in all versions
        self.referable = frozenset(SECTIONS) - (frozenset() if newer else {"media type"})

    def document(self) -> tuple[Document | None, Diagnosis]:
        """Return the bundled tree; nothing where a reference between files is at fault."""
        self.components.claim_own(self.root.get("components"))
        root = self._rewritten(self.root, "description", self.home, "")
        contents = {
            slot: self._rewritten(node, KINDS[slot[0]], target.file, target.pointer)
            for slot, target, node in self.components
        }
        diagnosis = Diagnosis(findings=tuple(self.findings), sources=self.files.sources)
        if any(finding.kind is None for finding in self.findings):
            return None, diagnosis
        return Document(root=with_components(root, contents), sources=self.files.sources), diagnosis

    def _rewritten(self, node: Node, kind: str | None, file: str, pointer: str) -> Node:
        """The node with every reference below it pointing into the root."""
        if kind is None or not isinstance(node.value, Mapping | tuple):
            return node
        if isinstance(node.value, tuple):
            return self._rewritten_items(node, kind, file, pointer)
        if kind == "path item" and not is_local(node.text("$ref") or "#"):
            return self._inlined(node, kind, file, pointer)
        if self._is_stray(node, kind) and (content := self._written(node, kind, file, pointer)):
            return content
        members = {
            token: self._rewritten_member(node, token, kind, file, pointer) for token in node.value
        }
        same = all(members[token] is node.value[token] for token in members)
        return node if same else Node(members, node.where, node.key)

    def _is_stray(self, node: Node, kind: str) -> bool:
        """Whether nothing but a reference stands where the standard has none."""
        alone = len(node.members) == 1 and bool(node.text("$ref"))
        return alone and kind not in self.referable and not self.first_party

    def _written(self, node: Node, kind: str, file: str, pointer: str) -> Node | None:
        """What such a reference leads to, in its place; nothing where it has another form."""
        reference = node.members["$ref"]
        try:
            target = follow(str(reference.value), self.files.folder, file)
        except ReferenceFault:
            return None
        if target.file == self.home and self.files.at(target) is None:
            return None
        content = self.files.content(target, reference, join(pointer, "$ref"))
        if content is None or isinstance(content.value, tuple) != (kind[0] == "["):
            return None
        message = "nothing may be referred to here; what it leads to is read in its place"
        self.findings.append(Finding(reference.where, pointer, message, kind=Kind.STRAY))
        return self._inlined(node, kind, file, pointer)

    def _inlined(self, node: Node, kind: str, file: str, pointer: str) -> Node:
        """What is referred to in its place, as a path item of another file.

        3.0 has no components to move those to.
        """
        reference = node.members["$ref"]
        try:
            target = follow(str(reference.value), self.files.folder, file)
        except ReferenceFault as fault:
            self.files.report(reference, join(pointer, "$ref"), str(fault))
            return node
        content = self.files.content(target, reference, join(pointer, "$ref"))
        if content is None or target in self.inlining:
            if content is not None:
                self.files.report(reference, join(pointer, "$ref"), f"the {kind} refers to itself")
            return node
        self.inlining.append(target)
        whole = self._rewritten(content, kind, target.file, target.pointer)
        self.inlining.pop()
        return Node(whole.value, whole.where, node.key)

    def _rewritten_items(self, node: Node, kind: str, file: str, pointer: str) -> Node:
        inner = kind[1:-1] if kind.startswith("[") else None
        items = tuple(
            self._rewritten(item, inner, file, join(pointer, index))
            for index, item in enumerate(node.items)
        )
        same = all(new is old for new, old in zip(items, node.items, strict=True))
        return node if same else Node(items, node.where, node.key)

    def _rewritten_member(self, node: Node, token: str, kind: str, file: str, pointer: str) -> Node:
        member, below = node.members[token], join(pointer, token)
        if kind.startswith(("{", "<")):
            return self._rewritten(member, entry_type(kind, token), file, below)
        if token == "$ref" and kind in SECTIONS:
            return self._rewritten_reference(member, kind, file, below)
        if kind == "schema" and token == "discriminator":
            return self._rewritten_discriminator(member, file, below)
        return self._rewritten(member, field_type(kind, token), file, below)

    def _rewritten_discriminator(self, node: Node, file: str, pointer: str) -> Node:
        """A mapping value is a name unless it looks like a reference."""
        mapping = node.get("mapping")
        if mapping is None or not mapping.members:
            return node
        below = pointer + "/mapping"
        entries = {
            tag: (
                self._rewritten_reference(entry, "schema", file, join(below, tag), is_told=False)
                if isinstance(entry.value, str) and _is_reference(entry.value)
                else entry
            )
            for tag, entry in mapping.members.items()
        }
        rewritten = Node(entries, mapping.where, mapping.key)
        return Node({**node.members, "mapping": rewritten}, node.where, node.key)

    def _rewritten_reference(
        self, node: Node, kind: str, file: str, pointer: str, *, is_told: bool = True
    ) -> Node:
        """Return a reference as it means the same; `is_told` if what is wrong with it is told."""
        text = node.value
        if not isinstance(text, str) or not text:
            return node
        if file == self.home and is_local(text):
            return self._as_meant(node, text, kind, pointer)
        try:
            target = follow(text, self.files.folder, file)
        except ReferenceFault as fault:
            if not is_told:  # `validate` says it
                return node
            reference = self._identified(node, text, kind, pointer) if file == self.home else None
            if reference is not None:
                return reference
            self.files.report(node, pointer, str(fault))
            return node
        target_slot = self.components.reference_to(target, kind, node, pointer)
        return Node(target_slot, node.where, node.key) if target_slot is not None else node

    def _as_meant(self, node: Node, text: str, kind: str, pointer: str) -> Node:
        """A reference within the root file, by what it is meant for where it leads nowhere.

        What is wrong with others is said about the whole tree.
        """
        plain = text.startswith(f"#/components/{SECTIONS[kind]}/") and text.count("/") == PLAIN
        if self.first_party or (
            plain and "%" not in text and self.files.at(Target(self.home, text[1:])) is not None
        ):
            return node
        destination = self.meanings.of(text, kind, pointer.removesuffix("/$ref"))
        if destination is None:
            return node
        if self.meanings.kind_at(destination) is None:
            destination = self.components.pointer_to(Target(self.home, destination), kind)
        return self._read_as(node, pointer, destination)

    def _identified(self, node: Node, text: str, kind: str, pointer: str) -> Node | None:
        """A reference by an identifier of JSON Schema, or by the mere name of a component."""
        destination = self.meanings.identified(text, pointer)
        if destination is None and Target(
            self.home, component := join(f"/components/{SECTIONS[kind]}", text)
        ) == self.components.target((SECTIONS[kind], text)):
            destination = component
        return (
            None
            if destination is None or self.first_party
            else self._read_as(node, pointer, destination)
        )

    def _read_as(self, node: Node, pointer: str, destination: str) -> Node:
        message = f"{node.value!r} is read as {'#' + destination!r}"
        self.findings.append(Finding(node.where, pointer, message, kind=Kind.MEANING))
        return Node("#" + destination.replace("%", "%25"), node.where, node.key)


def _is_reference(text: str) -> bool:
    return "#" in text or "/" in text or text.endswith((".yaml", ".yml", ".json"))
