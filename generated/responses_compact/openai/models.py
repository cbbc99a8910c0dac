"""Models that OpenAI has for itself.

Every class keeps fields that it doesn't know; `to_dict()` gives back what was received or set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from .. import models
from .._runtime.model import Model, Nullable, ResponseModel, Unknown
from .._runtime.unions import Rule, Variants


class AdditionalToolsParam(Model):
    """Tools that become available from this place of the conversation on."""

    role: Literal["developer"] = "developer"
    """Always `developer`; no other role may add tools."""
    tools: list[models.Tool]
    """Definitions of the tools."""
    type: Literal["additional_tools"] = "additional_tools"
    """Always `additional_tools`."""
    id: str | None = None
    """Identifier of this item."""


class CompactionTrigger(Model):
    """A wish to compact the conversation at this place. Allowed as the last item of the input
    only; what it would do on this operation is nowhere explained.
    """

    type: Literal["compaction_trigger"] = "compaction_trigger"
    """Always `compaction_trigger`."""


class UnknownInputItem(Unknown):
    """An object of a kind that `InputItem` doesn't list."""

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


InputItem: TypeAlias = Annotated[
    models.EasyInputMessage
    | models.MessageParam
    | models.OutputMessageParam
    | models.FileSearchCall
    | models.ComputerCall
    | models.ComputerCallOutputParam
    | models.WebSearchCall
    | models.FunctionCall
    | models.FunctionCallOutputParam
    | models.ToolSearchCallParam
    | models.ToolSearchOutputParam
    | AdditionalToolsParam
    | models.ReasoningItem
    | models.CompactionItemParam
    | models.ImageGenerationCall
    | models.CodeInterpreterCall
    | models.LocalShellCall
    | models.LocalShellCallOutput
    | models.ShellCallParam
    | models.ShellCallOutputParam
    | models.ApplyPatchCallParam
    | models.ApplyPatchCallOutputParam
    | models.McpListTools
    | models.McpApprovalRequest
    | models.McpApprovalResponseParam
    | models.McpCall
    | models.CustomToolCallOutput
    | models.CustomToolCall
    | CompactionTrigger
    | models.ItemReference
    | UnknownInputItem,
    Variants(
        "type",
        {
            "file_search_call": models.FileSearchCall,
            "computer_call": models.ComputerCall,
            "computer_call_output": models.ComputerCallOutputParam,
            "web_search_call": models.WebSearchCall,
            "function_call": models.FunctionCall,
            "function_call_output": models.FunctionCallOutputParam,
            "tool_search_call": models.ToolSearchCallParam,
            "tool_search_output": models.ToolSearchOutputParam,
            "additional_tools": AdditionalToolsParam,
            "reasoning": models.ReasoningItem,
            "compaction": models.CompactionItemParam,
            "image_generation_call": models.ImageGenerationCall,
            "code_interpreter_call": models.CodeInterpreterCall,
            "local_shell_call": models.LocalShellCall,
            "local_shell_call_output": models.LocalShellCallOutput,
            "shell_call": models.ShellCallParam,
            "shell_call_output": models.ShellCallOutputParam,
            "apply_patch_call": models.ApplyPatchCallParam,
            "apply_patch_call_output": models.ApplyPatchCallOutputParam,
            "mcp_list_tools": models.McpListTools,
            "mcp_approval_request": models.McpApprovalRequest,
            "mcp_approval_response": models.McpApprovalResponseParam,
            "mcp_call": models.McpCall,
            "custom_tool_call_output": models.CustomToolCallOutput,
            "custom_tool_call": models.CustomToolCall,
            "compaction_trigger": CompactionTrigger,
            "item_reference": models.ItemReference,
        },
        UnknownInputItem,
        shared=[
            "message",
        ],
        rules=[
            Rule(
                member=models.EasyInputMessage,
                equals={"type": ("message",)},
                absent=("role", "content"),
            ),
            Rule(member=models.ItemReference, present=("id",), absent=("role", "content")),
            Rule(
                member=models.OutputMessageParam,
                equals={"role": ("assistant",)},
                present=("id",),
                kinds={"content": "array"},
            ),
            Rule(
                member=models.MessageParam,
                equals={"role": ("user", "system", "developer")},
                present=("status",),
                kinds={"content": "array"},
            ),
            Rule(member=models.EasyInputMessage),
        ],
    ),
]
"""One element of the conversation that is sent. Most kinds are told apart by `type`; three
message forms share the value `message`, and `type` may be left out of two of them and of a
reference.
"""


class CompactRequest(Model):
    """What is sent to have a conversation compacted. Either `input` or `previous_response_id`
    (or both) says which conversation is meant, though neither is listed as required.
    """

    model: models.ModelIds
    """The model that does the compaction, by its identifier."""
    input: str | list[InputItem] | None = None
    """The conversation to compact, as one text or as a list of items. The items that an earlier
    compaction returned can be sent back here untouched.
    """
    instructions: str | None = None
    """System or developer text for this request only. Those that applied to the response named
    by `previous_response_id` are not carried over.
    """
    previous_response_id: str | None = None
    """Identifier of a stored response whose conversation is continued. It excludes a
    `conversation` parameter, which this operation does not offer anyway.
    """
    prompt_cache_key: str | None = None
    """A name under which requests that begin alike share the prompt cache. OpenAI's published
    specification allows up to 64 characters.
    """
    prompt_cache_retention: Literal["in_memory", "24h"] | None = None
    """How long a cached prompt prefix may live. `in_memory` ends with the cache's own eviction,
    `24h` asks for a day.
    """
    service_tier: Literal["auto", "default", "flex", "priority"] | None = None
    """The processing class asked for. It decides on price and speed, not on the result."""


class AdditionalTools(Model):
    """Tools that were added in the middle of the conversation."""

    id: str
    """Identifier of this item."""
    role: models.MessageRole
    """Who added the tools."""
    tools: list[models.Tool]
    """Definitions of the tools."""
    type: Literal["additional_tools"] = "additional_tools"
    """Always `additional_tools`."""


class UnknownOutputItem(Unknown):
    """An object of a kind that `OutputItem` doesn't list."""

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


OutputItem: TypeAlias = Annotated[
    models.Message
    | models.FunctionCall
    | models.ToolSearchCall
    | models.ToolSearchOutput
    | AdditionalTools
    | models.FunctionCallOutput
    | models.FileSearchCall
    | models.WebSearchCall
    | models.ImageGenerationCall
    | models.ComputerCall
    | models.ComputerCallOutput
    | models.ReasoningItem
    | models.CompactionItem
    | models.CodeInterpreterCall
    | models.LocalShellCall
    | models.LocalShellCallOutput
    | models.ShellCall
    | models.ShellCallOutput
    | models.ApplyPatchCall
    | models.ApplyPatchCallOutput
    | models.McpListTools
    | models.McpApprovalRequest
    | models.McpApprovalResponse
    | models.McpCall
    | models.CustomToolCall
    | models.CustomToolCallOutput
    | UnknownOutputItem,
    Variants(
        "type",
        {
            "message": models.Message,
            "function_call": models.FunctionCall,
            "tool_search_call": models.ToolSearchCall,
            "tool_search_output": models.ToolSearchOutput,
            "additional_tools": AdditionalTools,
            "function_call_output": models.FunctionCallOutput,
            "file_search_call": models.FileSearchCall,
            "web_search_call": models.WebSearchCall,
            "image_generation_call": models.ImageGenerationCall,
            "computer_call": models.ComputerCall,
            "computer_call_output": models.ComputerCallOutput,
            "reasoning": models.ReasoningItem,
            "compaction": models.CompactionItem,
            "code_interpreter_call": models.CodeInterpreterCall,
            "local_shell_call": models.LocalShellCall,
            "local_shell_call_output": models.LocalShellCallOutput,
            "shell_call": models.ShellCall,
            "shell_call_output": models.ShellCallOutput,
            "apply_patch_call": models.ApplyPatchCall,
            "apply_patch_call_output": models.ApplyPatchCallOutput,
            "mcp_list_tools": models.McpListTools,
            "mcp_approval_request": models.McpApprovalRequest,
            "mcp_approval_response": models.McpApprovalResponse,
            "mcp_call": models.McpCall,
            "custom_tool_call": models.CustomToolCall,
            "custom_tool_call_output": models.CustomToolCallOutput,
        },
        UnknownOutputItem,
    ),
]
"""One element of the compacted conversation, told apart by `type`."""


class CompactedResponse(ResponseModel):
    """The compacted conversation. Its `output` is the complete next context window, to be sent
    back as it is.
    """

    id: str
    """Identifier of this compaction."""
    created_at: int
    """Time of the compaction, in seconds since 1970-01-01 UTC."""
    object: Literal["response.compaction"] = "response.compaction"
    """Always `response.compaction`."""
    output: list[OutputItem]
    """The items that take the place of the conversation. Neither their number nor the position
    of the compaction item is promised.
    """
    usage: models.ResponseUsage
    """What the compaction itself consumed."""


class ErrorDetail(Model):
    """What went wrong. Programs should look at `code`, since messages may change."""

    message: str
    """What went wrong, in words for people."""
    type: str | None = None
    """The family of the error, such as `invalid_request_error`."""
    param: Nullable[str] = None
    """The part of the request that is at fault, such as `input[1].status`; null when it is not
    one part.
    """
    code: Nullable[str] = None
    """The error as a fixed word, such as `unknown_parameter`; null when it has none."""


class ErrorResponse(Model):
    """The body of every answer that is not a success."""

    error: ErrorDetail
    """What went wrong."""
