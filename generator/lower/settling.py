"""What is true of a schema only together with those that it refers to.

Job: two facts, each settled once over all schemas: nothing contains itself but through an object,
and the members of a choice differ in their JSON type (`merging`). Comes after `normal`.
"""

from __future__ import annotations

from dataclasses import replace

from generator.lower.findings import Findings
from generator.lower.merging import Merger
from generator.lower.recursion import ENDLESS, endless
from generator.schema import Free, Schema, Schemas


class Settled:
    """Schemas of which these facts hold."""

    def __init__(self, schemas: Schemas, findings: Findings) -> None:
        finite = _finite(schemas, findings, lists=False)
        self._merger = Merger(finite, findings)
        merged_schemas = {name: self._merger.named(name) for name in finite}
        self.schemas = _finite(merged_schemas, findings, lists=True)

    def settled(self, schema: Schema) -> Schema:
        """Return a schema without a name of which they hold as well."""
        return self._merger.merged(schema)


def _finite(schemas: Schemas, findings: Findings, *, lists: bool) -> Schemas:
    """Return the schemas with those broken that contain themselves, which are findings."""
    result = dict(schemas)
    for name in endless(schemas, lists=lists):
        pointer = schemas[name].pointer
        findings.unsupported(pointer, ENDLESS, "any JSON stands here instead", strict="error")
        result[name] = replace(schemas[name], shape=Free(), nullable=False)
    return result
