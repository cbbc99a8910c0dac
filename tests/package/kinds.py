"""What the vendors' documents say the kinds of items are, written down by hand."""

from __future__ import annotations

OUTPUT_CLASSES = {
    "message": "Message",
    "function_call": "FunctionCall",
    "tool_search_call": "ToolSearchCall",
    "tool_search_output": "ToolSearchOutput",
    "additional_tools": "AdditionalTools",
    "function_call_output": "FunctionCallOutput",
    "file_search_call": "FileSearchCall",
    "web_search_call": "WebSearchCall",
    "image_generation_call": "ImageGenerationCall",
    "computer_call": "ComputerCall",
    "computer_call_output": "ComputerCallOutput",
    "reasoning": "ReasoningItem",
    "compaction": "CompactionItem",
    "code_interpreter_call": "CodeInterpreterCall",
    "local_shell_call": "LocalShellCall",
    "local_shell_call_output": "LocalShellCallOutput",
    "shell_call": "ShellCall",
    "shell_call_output": "ShellCallOutput",
    "apply_patch_call": "ApplyPatchCall",
    "apply_patch_call_output": "ApplyPatchCallOutput",
    "mcp_list_tools": "McpListTools",
    "mcp_approval_request": "McpApprovalRequest",
    "mcp_approval_response": "McpApprovalResponse",
    "mcp_call": "McpCall",
    "custom_tool_call": "CustomToolCall",
    "custom_tool_call_output": "CustomToolCallOutput",
    "program": "ProgramItem",
    "program_output": "ProgramOutput",
}
"""The class of each kind of output item."""

_OPENAI_ALONE = ("additional_tools", "program", "program_output")

_YANDEX = (
    "message",
    "file_search_call",
    "web_search_call",
    "image_generation_call",
    "reasoning",
    "compaction",
    "code_interpreter_call",
    "mcp_list_tools",
    "mcp_approval_request",
    "mcp_approval_response",
    "mcp_call",
)

OUTPUT_KINDS = {
    "openai": tuple(OUTPUT_CLASSES),
    "azure": tuple(kind for kind in OUTPUT_CLASSES if kind not in _OPENAI_ALONE),
    "yandex": _YANDEX,
}
"""The kinds of output items of each provider."""
