"""The root of all exceptions, by the names that the clients give it."""

from __future__ import annotations

import pytest
import responses_compact


@pytest.mark.parametrize("name", ["OpenAIError", "AzureOpenAIError", "YandexAIError"])
def test_the_name_catches_all_that_leaves_a_call(name: str) -> None:
    """It is the class at the top of the tree, which also stands above what a constructor raises."""
    root = getattr(responses_compact, name)
    assert root is responses_compact.APIError
    with pytest.raises(root):
        responses_compact.OpenAI(api_key="sk-1\n")
