"""Objects that can be sent.

They are dictionaries in wire form, for type checkers to check; models and plain dictionaries do as
well in their place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NotRequired, TypeAlias, TypedDict

from .. import params as shared_params


class OutputMessageAliasParam(TypedDict):
    """An earlier answer of the model under the tag `output_message`, which Azure lists beside
    `message`. The usual form does as well; answers never come back under this tag.
    """

    id: str
    """Identifier under which the answer was returned."""
    content: Sequence[shared_params.OutputMessageContent]
    """The parts of the answer."""
    role: Literal["assistant"]
    """Always `assistant`."""
    status: shared_params.ItemStatus
    """How far the answer had come."""
    type: Literal["output_message"]
    """Always `output_message`."""
    phase: NotRequired[shared_params.MessagePhase]
    """Which part of the turn the answer belongs to."""


InputItem: TypeAlias = (
    shared_params.EasyInputMessage
    | shared_params.MessageParam
    | shared_params.OutputMessageParam
    | shared_params.FileSearchCall
    | shared_params.ComputerCall
    | shared_params.ComputerCallOutputParam
    | shared_params.WebSearchCall
    | shared_params.FunctionCall
    | shared_params.FunctionCallOutputParam
    | shared_params.ToolSearchCallParam
    | shared_params.ToolSearchOutputParam
    | shared_params.ReasoningItem
    | shared_params.CompactionItemParam
    | shared_params.ImageGenerationCall
    | shared_params.CodeInterpreterCall
    | shared_params.LocalShellCall
    | shared_params.LocalShellCallOutput
    | shared_params.ShellCallParam
    | shared_params.ShellCallOutputParam
    | shared_params.ApplyPatchCallParam
    | shared_params.ApplyPatchCallOutputParam
    | shared_params.McpListTools
    | shared_params.McpApprovalRequest
    | shared_params.McpApprovalResponseParam
    | shared_params.McpCall
    | shared_params.CustomToolCallOutput
    | shared_params.CustomToolCall
    | shared_params.ItemReference
    | OutputMessageAliasParam
)
"""One element of the conversation that is sent. Most kinds are told apart by `type`; three
message forms share the value `message`, and `type` may be left out of two of them and of a
reference.
"""


class CompactRequest(TypedDict):
    """What is sent to have a conversation compacted. Either `input` or `previous_response_id`
    (or both) says which conversation is meant, though neither is listed as required.
    """

    model: shared_params.ModelIds | None
    """The name of the deployment that does the compaction."""
    input: NotRequired[str | Sequence[InputItem] | None]
    """The conversation to compact, as one text or as a list of items. The items that an earlier
    compaction returned can be sent back here untouched.
    """
    instructions: NotRequired[str | None]
    """System or developer text for this request only. Those that applied to the response named
    by `previous_response_id` are not carried over.
    """
    previous_response_id: NotRequired[str | None]
    """Identifier of a stored response whose conversation is continued. It excludes a
    `conversation` parameter, which this operation does not offer anyway.
    """
    prompt_cache_key: NotRequired[str | None]
    """A name under which requests that begin alike share the prompt cache. OpenAI's published
    specification allows up to 64 characters.
    """
    prompt_cache_retention: NotRequired[Literal["in_memory", "24h"]]
    """How long a cached prompt prefix may live. `in_memory` ends with the cache's own eviction,
    `24h` asks for a day.
    """
    service_tier: NotRequired[Literal["auto", "default", "flex", "priority"]]
    """The processing class asked for. It decides on price and speed, not on the result."""


OutputItem: TypeAlias = (
    shared_params.Message
    | shared_params.FunctionCall
    | shared_params.ToolSearchCall
    | shared_params.ToolSearchOutput
    | shared_params.FunctionCallOutput
    | shared_params.FileSearchCall
    | shared_params.WebSearchCall
    | shared_params.ImageGenerationCall
    | shared_params.ComputerCall
    | shared_params.ComputerCallOutput
    | shared_params.ReasoningItem
    | shared_params.CompactionItem
    | shared_params.CodeInterpreterCall
    | shared_params.LocalShellCall
    | shared_params.LocalShellCallOutput
    | shared_params.ShellCall
    | shared_params.ShellCallOutput
    | shared_params.ApplyPatchCall
    | shared_params.ApplyPatchCallOutput
    | shared_params.McpListTools
    | shared_params.McpApprovalRequest
    | shared_params.McpApprovalResponse
    | shared_params.McpCall
    | shared_params.CustomToolCall
    | shared_params.CustomToolCallOutput
)
"""One element of the compacted conversation, told apart by `type`."""
