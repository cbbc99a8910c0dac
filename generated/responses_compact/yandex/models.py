"""Models that YandexAI has for itself.

Every class keeps fields that it doesn't know; `to_dict()` gives back what was received or set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from pydantic import Field, StringConstraints

from .. import models
from .._runtime.model import Model, Nullable, ResponseModel, Unknown
from .._runtime.unions import Rule, Variants


class InputImage(Model):
    """An image that is given to the model, by file identifier or by URL."""

    detail: models.ImageDetail
    """How closely the image is looked at. The field is listed as required although it has a
    default.

    Server default: `"auto"`.
    """
    type: Literal["input_image"] = "input_image"
    """Always `input_image`."""
    file_id: Nullable[str] = None
    """Identifier of an uploaded file with the image."""
    image_url: Nullable[str] = None
    """Where the image is found, or the image itself as a base64 data URL."""


class InputFile(Model):
    """A file that is given to the model. Its content comes from an upload, a URL or the request
    itself.
    """

    type: Literal["input_file"] = "input_file"
    """Always `input_file`."""
    detail: models.FileDetail | None = None
    """How closely the file is looked at.

    Server default: `"low"`.
    """
    file_data: str | None = None
    """The content of the file, in base64."""
    file_id: Nullable[str] = None
    """Identifier of an uploaded file."""
    file_url: str | None = None
    """Where the file can be fetched."""
    filename: str | None = None
    """Name of the file, as the model is told it."""


class UnknownInputContent(Unknown):
    """An object of a kind that `InputContent` doesn't list."""

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


InputContent: TypeAlias = Annotated[
    models.InputText | InputImage | InputFile | UnknownInputContent,
    Variants(
        "type",
        {
            "input_text": models.InputText,
            "input_image": InputImage,
            "input_file": InputFile,
        },
        UnknownInputContent,
    ),
]
"""A part of a message that is given to the model, text, image or file."""


class MessageParam(Model):
    """A message to the model with its parts listed, as the server keeps it."""

    content: list[InputContent]
    """The parts of the message."""
    role: Literal["user", "system", "developer"]
    """Who speaks; answers of the model have a form of their own."""
    status: models.ItemStatus | None = None
    """Filled when the message was returned by the API; there is no need to set it."""
    type: Literal["message"] | None = None
    """Always `message`."""


class OutputMessageParam(Model):
    """An earlier answer of the model that is sent back."""

    id: str
    """Identifier under which the answer was returned."""
    content: list[models.OutputMessageContent]
    """The parts of the answer."""
    role: Literal["assistant"] = "assistant"
    """Always `assistant`."""
    status: models.ItemStatus
    """How far the answer had come."""
    type: Literal["message"] = "message"
    """Always `message`."""
    phase: Nullable[models.MessagePhase] = None
    """Which part of the turn the answer belongs to."""


class FileSearchResult(Model):
    """A passage that was found in a file."""

    attributes: Nullable[
        Annotated[
            dict[
                Annotated[str, StringConstraints(max_length=64)],
                Annotated[str, Field(max_length=512)] | float | bool,
            ],
            Field(max_length=16),
        ]
    ] = None
    """Facts that the owner of the file attached to it. At most 16, with keys of at most 64
    characters and texts of at most 512.
    """
    file_id: str | None = None
    """Identifier of the file."""
    filename: str | None = None
    """Name of the file."""
    score: Annotated[float, Field(ge=0.0, le=1.0)] | None = None
    """How well the passage fits, from 0 to 1."""
    text: str | None = None
    """The passage."""


class FileSearchCall(Model):
    """A search in vector stores that the model carried out."""

    id: str
    """Identifier of this item."""
    queries: list[str]
    """What was searched for."""
    status: Literal["in_progress", "searching", "completed", "incomplete", "failed"]
    """How far the search has come."""
    type: Literal["file_search_call"] = "file_search_call"
    """Always `file_search_call`."""
    results: Nullable[list[FileSearchResult]] = None
    """What was found, when the request asked to include it."""


class SearchAction(Model):
    """Ask a search engine."""

    type: Literal["search"] = "search"
    """Always `search`."""
    queries: list[str] | None = None
    """The queries that were asked."""
    query: str
    """The query that was asked. Optional here; other references require it and yet call it
    outdated, in favour of `queries`.

    Deprecated.
    """
    sources: list[models.WebSearchSource] | None = None
    """The pages that were used."""


class OpenPageAction(Model):
    """Open a page of the results."""

    type: Literal["open_page"] = "open_page"
    """Always `open_page`."""
    url: Nullable[str] = None
    """Address of the page."""


class UnknownWebSearchAction(Unknown):
    """An object of a kind that `WebSearchAction` doesn't list."""

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


WebSearchAction: TypeAlias = Annotated[
    SearchAction | OpenPageAction | models.FindInPageAction | UnknownWebSearchAction,
    Variants(
        "type",
        {
            "search": SearchAction,
            "open_page": OpenPageAction,
            "find_in_page": models.FindInPageAction,
        },
        UnknownWebSearchAction,
    ),
]
"""A step of a search on the web."""


class WebSearchCall(Model):
    """A search on the web, or a step of one, that the model carried out."""

    id: str
    """Identifier of this item."""
    action: WebSearchAction
    """What was done."""
    status: Literal["in_progress", "searching", "completed", "failed"]
    """How far the search has come."""
    type: Literal["web_search_call"] = "web_search_call"
    """Always `web_search_call`."""


class InputImageParam(Model):
    """An image in the answer of a function. Unlike in messages, `detail` may be left out."""

    type: Literal["input_image"] = "input_image"
    """Always `input_image`."""
    detail: Nullable[models.ImageDetail] = None
    """How closely the image is looked at.

    Server default: `"auto"`.
    """
    file_id: Nullable[str] = None
    """Identifier of an uploaded file with the image."""
    image_url: Nullable[str] = None
    """Where the image is found, or the image itself as a base64 data URL."""


class InputFileParam(Model):
    """A file in the answer of a function."""

    type: Literal["input_file"] = "input_file"
    """Always `input_file`."""
    detail: models.FileDetail | None = None
    """How closely the file is looked at.

    Server default: `"low"`.
    """
    file_data: Nullable[str] = None
    """The content of the file, in base64."""
    file_id: Nullable[str] = None
    """Identifier of an uploaded file."""
    file_url: Nullable[str] = None
    """Where the file can be fetched."""
    filename: Nullable[str] = None
    """Name of the file, as the model is told it."""


class UnknownInputContentParam(Unknown):
    """An object of a kind that `InputContentParam` doesn't list."""

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


InputContentParam: TypeAlias = Annotated[
    models.InputText | InputImageParam | InputFileParam | UnknownInputContentParam,
    Variants(
        "type",
        {
            "input_text": models.InputText,
            "input_image": InputImageParam,
            "input_file": InputFileParam,
        },
        UnknownInputContentParam,
    ),
]
"""A part of the answer of a function, text, image or file."""


class FunctionCallOutputParam(Model):
    """What a function of the caller returned, given to the model."""

    call_id: str
    """The `call_id` of the call that is answered. OpenAI's published specification allows 1 to
    64 characters.
    """
    output: str | list[InputContentParam]
    """The result, as text (usually JSON) or as a list of parts."""
    type: Literal["function_call_output"] = "function_call_output"
    """Always `function_call_output`."""
    id: Nullable[str] = None
    """Identifier of this item, when the API gave it one."""
    status: Nullable[models.ItemStatus] = None
    """Filled when the item was returned by the API."""


class ReasoningItem(Model):
    """What the model thought before it answered. To be sent back with the items that followed
    it.
    """

    id: str
    """Identifier of this item."""
    summary: list[models.SummaryText]
    """The thoughts in short."""
    type: Literal["reasoning"] = "reasoning"
    """Always `reasoning`."""
    content: list[models.ReasoningText] | None = None
    """The thoughts at length."""
    encrypted_content: Nullable[str] = None
    """The thoughts in a form that only the API can read. Filled when the request asked to
    include `reasoning.encrypted_content`.
    """
    status: models.ItemStatus | None = None
    """How far the thoughts have come."""


class CompactionItemParam(Model):
    """A compacted part of the conversation that is sent back."""

    encrypted_content: str
    """The compacted part, readable for the API alone. It must not be altered. OpenAI's published
    specification allows up to 20971520 characters.
    """
    type: Literal["compaction"] = "compaction"
    """Always `compaction`."""
    id: Nullable[str] = None
    """Identifier of this item."""


class McpListedTool(Model):
    """A tool of an MCP server."""

    input_schema: dict[str, Any]
    """JSON Schema of the arguments."""
    name: str
    """Name of the tool."""
    annotations: Nullable[dict[str, Any]] = None
    """What else the server says about the tool."""
    description: Nullable[str] = None
    """What the tool does, in the server's words."""


class McpListTools(Model):
    """The tools that an MCP server offers, as it listed them."""

    id: str
    """Identifier of this item."""
    server_label: str
    """Which MCP server it was."""
    tools: list[McpListedTool]
    """The tools."""
    type: Literal["mcp_list_tools"] = "mcp_list_tools"
    """Always `mcp_list_tools`."""
    error: Nullable[str] = None
    """Why the list could not be had."""


class McpApprovalResponseParam(Model):
    """The caller's yes or no to calling a tool of an MCP server."""

    approval_request_id: str
    """Identifier of the question."""
    approve: bool
    """Whether the tool may be called."""
    type: Literal["mcp_approval_response"] = "mcp_approval_response"
    """Always `mcp_approval_response`."""
    id: Nullable[str] = None
    """Identifier of this item, when the API gave it one."""
    reason: Nullable[str] = None
    """Why it was decided so."""


class McpCall(Model):
    """A call of a tool of an MCP server that the API made."""

    id: str
    """Identifier of this item."""
    arguments: str
    """The arguments as JSON text."""
    name: str
    """Name of the tool."""
    server_label: str
    """Which MCP server it was."""
    type: Literal["mcp_call"] = "mcp_call"
    """Always `mcp_call`."""
    approval_request_id: Nullable[str] = None
    """Identifier of the approval that is waited for, to be repeated in the answer to it."""
    error: Nullable[str] = None
    """Why the call failed."""
    output: Nullable[str] = None
    """What the tool returned."""
    status: Literal["in_progress", "completed", "incomplete", "calling", "failed"] | None = None
    """How far the call has come."""


class ItemReference(Model):
    """Stands for an item that the server already keeps, so that it need not be sent again."""

    id: str
    """Identifier of the item that is meant."""
    type: Nullable[Literal["item_reference"]] = None
    """Always `item_reference`, or null."""


class UnknownInputItem(Unknown):
    """An object of a kind that `InputItem` doesn't list."""

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


InputItem: TypeAlias = Annotated[
    MessageParam
    | OutputMessageParam
    | FileSearchCall
    | WebSearchCall
    | models.FunctionCall
    | FunctionCallOutputParam
    | ReasoningItem
    | CompactionItemParam
    | models.ImageGenerationCall
    | models.CodeInterpreterCall
    | McpListTools
    | models.McpApprovalRequest
    | McpApprovalResponseParam
    | McpCall
    | ItemReference
    | UnknownInputItem,
    Variants(
        "type",
        {
            "file_search_call": FileSearchCall,
            "web_search_call": WebSearchCall,
            "function_call": models.FunctionCall,
            "function_call_output": FunctionCallOutputParam,
            "reasoning": ReasoningItem,
            "compaction": CompactionItemParam,
            "image_generation_call": models.ImageGenerationCall,
            "code_interpreter_call": models.CodeInterpreterCall,
            "mcp_list_tools": McpListTools,
            "mcp_approval_request": models.McpApprovalRequest,
            "mcp_approval_response": McpApprovalResponseParam,
            "mcp_call": McpCall,
            "item_reference": ItemReference,
        },
        UnknownInputItem,
        shared=[
            "message",
        ],
        rules=[
            Rule(member=OutputMessageParam, equals={"role": ("assistant",)}),
            Rule(member=MessageParam, equals={"type": ("message",)}),
            Rule(member=ItemReference, present=("id",), absent=("role", "content")),
            Rule(member=MessageParam),
        ],
    ),
]
"""One element of the conversation that is sent. Most kinds are told apart by `type`; two message
forms share the value `message`. `type` may be left out of one of them, and be left out or
null in a reference.
"""


class CompactRequest(Model):
    """What is sent to have a conversation compacted. Either `input` or `previous_response_id`
    (or both) says which conversation is meant, though neither is listed as required.
    """

    model: str | None
    """The model that does the compaction, as a URI of the form `gpt://<folder>/<model>/latest`.
    `rc` may stand in place of `latest`, or nothing. The folder has to be the one of the
    credential.
    """
    input: Nullable[str | list[InputItem]] = None
    """The conversation to compact, as one text or as a list of items. The items that an earlier
    compaction returned can be sent back here untouched.
    """
    instructions: Nullable[str] = None
    """System or developer text for this request only. Those that applied to the response named
    by `previous_response_id` are not carried over.
    """
    previous_response_id: Nullable[str] = None
    """Identifier of a stored response whose conversation is continued. It excludes a
    `conversation` parameter, which this operation does not offer anyway.
    """
    prompt_cache_key: Nullable[str] = None
    """A name under which requests that begin alike share the prompt cache. OpenAI's published
    specification allows up to 64 characters.
    """
    prompt_cache_retention: Nullable[Literal["in_memory", "24h"]] = None
    """How long a cached prompt prefix may live. `in_memory` ends with the cache's own eviction,
    `24h` asks for a day.
    """


class UnknownMessageContent(Unknown):
    """An object of a kind that `MessageContent` doesn't list."""

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


MessageContent: TypeAlias = Annotated[
    models.InputText
    | models.OutputText
    | models.TextContent
    | models.SummaryText
    | models.ReasoningText
    | models.Refusal
    | InputImage
    | models.ComputerScreenshotContent
    | InputFile
    | UnknownMessageContent,
    Variants(
        "type",
        {
            "input_text": models.InputText,
            "output_text": models.OutputText,
            "text": models.TextContent,
            "summary_text": models.SummaryText,
            "reasoning_text": models.ReasoningText,
            "refusal": models.Refusal,
            "input_image": InputImage,
            "computer_screenshot": models.ComputerScreenshotContent,
            "input_file": InputFile,
        },
        UnknownMessageContent,
    ),
]
"""A part of a message that was returned."""


class Message(Model):
    """A message kept by the compaction, whoever said it. User messages come back in this form
    too.
    """

    id: str
    """Identifier of the message."""
    content: list[MessageContent]
    """The parts of the message. Nine kinds occur, those of input messages among them."""
    role: models.MessageRole
    """Who said it."""
    status: models.ItemStatus
    """How far the message had come."""
    type: Literal["message"] = "message"
    """Always `message`."""
    phase: Nullable[models.MessagePhase] = None
    """Only on assistant messages."""


class McpApprovalResponse(Model):
    """A yes or no to calling a tool of an MCP server, as the compaction kept it."""

    id: str
    """Identifier of this item."""
    approval_request_id: str
    """Identifier of the question."""
    approve: bool
    """Whether the tool might be called."""
    type: Literal["mcp_approval_response"] = "mcp_approval_response"
    """Always `mcp_approval_response`."""
    reason: Nullable[str] = None
    """Why it was decided so."""


class UnknownOutputItem(Unknown):
    """An object of a kind that `OutputItem` doesn't list."""

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


OutputItem: TypeAlias = Annotated[
    Message
    | FileSearchCall
    | WebSearchCall
    | models.ImageGenerationCall
    | ReasoningItem
    | models.CompactionItem
    | models.CodeInterpreterCall
    | McpListTools
    | models.McpApprovalRequest
    | McpApprovalResponse
    | McpCall
    | UnknownOutputItem,
    Variants(
        "type",
        {
            "message": Message,
            "file_search_call": FileSearchCall,
            "web_search_call": WebSearchCall,
            "image_generation_call": models.ImageGenerationCall,
            "reasoning": ReasoningItem,
            "compaction": models.CompactionItem,
            "code_interpreter_call": models.CodeInterpreterCall,
            "mcp_list_tools": McpListTools,
            "mcp_approval_request": models.McpApprovalRequest,
            "mcp_approval_response": McpApprovalResponse,
            "mcp_call": McpCall,
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


ErrorDetails: TypeAlias = list[Any] | None
"""Whatever else the server says about an error."""


class ErrorDetail(Model):
    """What went wrong, with the members of OpenAI's style or of Yandex's own. Messages change;
    programs should look at the numbers.
    """

    message: Nullable[str] = None
    """What went wrong, in words for people."""
    type: Nullable[str] = None
    """The family of the error."""
    param: Nullable[str] = None
    """The part of the request that is at fault."""
    code: Nullable[str | int] = None
    """The error itself, as a word or as a number."""
    grpc_code: Annotated[Nullable[int], Field(alias="grpcCode")] = None
    """Number of the gRPC status."""
    http_code: Annotated[Nullable[int], Field(alias="httpCode")] = None
    """The HTTP status once more."""
    http_status: Annotated[Nullable[str], Field(alias="httpStatus")] = None
    """The HTTP status in words."""
    details: Nullable[ErrorDetails] = None
    """Whatever else the server says."""


class ErrorResponse(Model):
    """The body of an answer that is not a success, if it has one. Either `error` is there, or
    the three members of a gRPC status are.
    """

    error: str | ErrorDetail | None = None
    """What went wrong, as an object or in words."""
    code: Nullable[int] = None
    """Number of the gRPC status."""
    message: Nullable[str] = None
    """What went wrong, in words for people."""
    details: Nullable[ErrorDetails] = None
    """Whatever else the server says."""
