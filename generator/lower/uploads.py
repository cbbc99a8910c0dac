"""Uploads: calls that send files where others of the same operation send JSON.

Job: make two operations of one whose body is JSON or a form with files, since only one of the forms
takes each argument as it is described. Part of `operations`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from generator.api import Binary, Body, Operation, Type, leaves
from generator.lower.bodies import upload_body
from generator.lower.declarations import Declarations
from generator.lower.findings import Findings
from generator.lower.operations import OperationRoot
from generator.lower.streams import Attributes, beside


def uploads(
    roots: tuple[OperationRoot, ...],
    declarations: Declarations,
    findings: Findings,
) -> dict[int, Body]:
    """Return the forms with files that stand beside JSON, by the positions of their operations."""
    forms: dict[int, Body] = {}
    for number, root in enumerate(roots):
        form = upload_body(root.body, declarations)
        if form is None or root.body is None or root.body.upload is None:
            continue
        # A form whose members aren't listed may hold anything, files among it.
        if form.properties is None or any(
            _has_file(property_.type) for property_ in form.properties
        ):
            forms[number] = form
        else:
            medium = root.body.upload.medium
            message = f"{medium.name} isn't sent: {root.body.medium.name} says the same"
            findings.add(medium.pointer, message, "note")
    return forms


def _has_file(kind: Type) -> bool:
    return any(isinstance(each, Binary) for each in leaves(kind))


def with_uploads(
    operations: tuple[Operation, ...], forms: Mapping[int, Body]
) -> tuple[Operation, ...]:
    """Return the operations, and behind each that takes files as well another one that does.

    That has the same name with `_upload` behind it.
    """
    occupied = {operation.attributes for operation in operations}
    return tuple(
        each
        for number, operation in enumerate(operations)
        for each in _both(operation, forms.get(number), occupied)
    )


def _both(operation: Operation, form: Body | None, occupied: Attributes) -> Iterator[Operation]:
    yield operation
    if form is not None:
        yield dataclasses.replace(beside(operation, occupied, "upload"), body=form)
