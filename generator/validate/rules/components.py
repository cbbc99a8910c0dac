"""Components that nothing uses: litter in a description of ours, a remark about a foreign one."""

from collections.abc import Iterator

from generator.findings import Finding
from generator.policy import Kind
from generator.standard.uses import unused
from generator.validate.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Yield all components that nothing outside of them leads to."""
    for pointer in unused(survey.document, survey.objects):
        node = survey.document.at(pointer)
        message = "nothing uses this component"
        yield Finding(node.key or node.where, pointer, message, kind=Kind.UNUSED, follows=True)
