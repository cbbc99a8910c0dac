"""The names after the clients that the root of all exceptions has."""

from __future__ import annotations

import pytest

from generator.api import ErrorCode, Errors
from generator.languages.python.plan.package import plan
from generator.spelled import Api, Provider

RUNTIME = ("APIError", "NotFoundError")


def provider(client: str, *exceptions: str) -> Provider:
    """A provider with that client, and those exceptions of codes."""
    codes = tuple(
        ErrorCode(code=name, exception=name, base="BadRequestError", retry=False)
        for name in exceptions
    )
    return Provider(
        name=client.lower(),
        client=client,
        doc="",
        server=None,
        credentials=(),
        parameters=(),
        request_id_headers=(),
        errors=Errors(codes=codes),
        operations=(),
    )


@pytest.mark.parametrize(
    ("providers", "roots"),
    [
        pytest.param(
            [provider("Plain"), provider("Other")], ["PlainError", "OtherError"], id="two"
        ),
        pytest.param([provider("API"), provider("NotFound")], [], id="classes of the runtime"),
        pytest.param([provider("Plain", "PlainError")], [], id="an exception of a code"),
        pytest.param(
            [provider("Plain"), provider("Far", "PlainError")], ["FarError"], id="another's"
        ),
        pytest.param(
            [provider("Plain"), provider("PlainError")], ["PlainErrorError"], id="a client"
        ),
    ],
)
def test_a_name_that_means_something_else_keeps_its_meaning(
    providers: list[Provider], roots: list[str]
) -> None:
    """Each client has a name for the root, unless the package has another thing of that name."""
    api = Api(package="p", title="t", providers=tuple(providers), declarations=())
    assert tuple(roots) == plan(api, RUNTIME).exceptions.roots
