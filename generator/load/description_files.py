"""The files of a description, each read when something in another refers into it.

Job: lead a target to what stands there, and say why where nothing does. Part of `bundling`.
"""

from collections.abc import Mapping
from pathlib import Path

from generator.document import Node, child, join, split
from generator.findings import DescriptionError, Finding
from generator.load.reading import read
from generator.load.references import Target, follow
from generator.load.source import Budget
from generator.quoting import nearest
from generator.standard.references import ReferenceFault


class DescriptionFiles:
    """What has been read of a description, and what is wrong with it, file by file."""

    def __init__(self, path: Path, sources: Mapping[str, str], root: Node, budget: Budget) -> None:
        self.folder = path.parent
        self.home = path.name
        self.sources = dict(sources)
        self.findings: list[Finding] = []
        self._budget = budget
        self._roots = {self.home: root}

    def root(self, file: str) -> Node:
        """Return the whole of a file that has been read."""
        return self._roots[file]

    def content(self, target: Target, node: Node, pointer: str) -> Node | None:
        """Return the node behind a target, read on first use; a finding when there is none."""
        self._read(target.file, node, pointer)
        if self._roots[target.file].value is None:
            return None
        content = self.at(target)
        if content is None:
            self.report(node, pointer, self._dangling(target))
        return content

    def end(self, target: Target, node: Node) -> Target:
        """Return where a target leads in the end, at which `node` stands: past mere references."""
        trail = {target}
        while len(node.members) == 1 and (reference := node.text("$ref")):
            try:
                further = follow(reference, self.folder, target.file)
            except ReferenceFault:
                return target
            self._read(further.file, node.members["$ref"], join(target.pointer, "$ref"))
            content = self.at(further)
            if content is None or further in trail:
                return target
            trail.add(further)
            target, node = further, content
        return target

    def _read(self, file: str, node: Node, pointer: str) -> None:
        """Read a file on first use; `node` is the reference that leads there."""
        if file in self._roots:
            return
        try:
            path = self.folder / file
            text, self._roots[file], remarks = read(path, path.as_posix(), self._budget)
            self.sources[path.as_posix()] = text
            self.findings += remarks
        except DescriptionError as error:
            self._roots[file] = Node(None, node.where)
            self._report_unreadable(error, file, node, pointer)

    def _report_unreadable(
        self, error: DescriptionError, file: str, node: Node, pointer: str
    ) -> None:
        """What is wrong in a file is said there; that it is no text is said at the reference."""
        if error.sources:
            self.findings.extend(error.findings)
            self.sources.update(error.sources)
            return
        for finding in error.findings:
            self.report(node, pointer, f"the file {file!r}: {finding.message}")

    def at(self, target: Target) -> Node | None:
        """Return what stands at a target in a file that has been read; or nothing."""
        node: Node | None = self._roots[target.file]
        for token in split(target.pointer):
            node = child(node, token) if node else None
        return node

    def _dangling(self, target: Target) -> str:
        """What is missing, with the nearest name that the last known node has."""
        node, absent_token = self._roots[target.file], ""
        for token in split(target.pointer):
            below = child(node, token)
            if below is None:
                absent_token = token
                break
            node = below
        hint = nearest(absent_token, node.members)
        return f"the file {target.file!r} has nothing at {target.pointer!r}{hint}"

    def report(self, node: Node, pointer: str, message: str) -> None:
        """Note what is wrong at a place."""
        self.findings.append(Finding(node.where, pointer, message))
