"""Objects that can be sent.

They are dictionaries in wire form, for type checkers to check; models and plain dictionaries do as
well in their place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NotRequired, TypeAlias, TypedDict

from ..params import (
    Annotation as Annotation,
    CodeInterpreterCall as CodeInterpreterCall,
    CodeInterpreterImage as CodeInterpreterImage,
    CodeInterpreterLogs as CodeInterpreterLogs,
    CodeInterpreterOutput as CodeInterpreterOutput,
    CompactionItem as CompactionItem,
    ComputerScreenshotContent as ComputerScreenshotContent,
    ContainerFileCitation as ContainerFileCitation,
    FileCitation as FileCitation,
    FileDetail as FileDetail,
    FilePathAnnotation as FilePathAnnotation,
    FindInPageAction as FindInPageAction,
    FunctionCall as FunctionCall,
    ImageDetail as ImageDetail,
    ImageGenerationCall as ImageGenerationCall,
    InputText as InputText,
    ItemStatus as ItemStatus,
    McpApprovalRequest as McpApprovalRequest,
    MessagePhase as MessagePhase,
    MessageRole as MessageRole,
    OutputMessageContent as OutputMessageContent,
    OutputText as OutputText,
    ReasoningText as ReasoningText,
    Refusal as Refusal,
    SummaryText as SummaryText,
    TextContent as TextContent,
    TokenLogprob as TokenLogprob,
    TopLogprob as TopLogprob,
    UrlCitation as UrlCitation,
    WebSearchSource as WebSearchSource,
)


class InputImage(TypedDict):
    """An image that is given to the model, by file identifier or by URL."""

    detail: ImageDetail
    """How closely the image is looked at. The field is listed as required although it has a
    default.
    """
    type: Literal["input_image"]
    """Always `input_image`."""
    file_id: NotRequired[str | None]
    """Identifier of an uploaded file with the image."""
    image_url: NotRequired[str | None]
    """Where the image is found, or the image itself as a base64 data URL."""


class InputFile(TypedDict):
    """A file that is given to the model. Its content comes from an upload, a URL or the request
    itself.
    """

    type: Literal["input_file"]
    """Always `input_file`."""
    detail: NotRequired[FileDetail]
    """How closely the file is looked at."""
    file_data: NotRequired[str]
    """The content of the file, in base64."""
    file_id: NotRequired[str | None]
    """Identifier of an uploaded file."""
    file_url: NotRequired[str]
    """Where the file can be fetched."""
    filename: NotRequired[str]
    """Name of the file, as the model is told it."""


InputContent: TypeAlias = InputText | InputImage | InputFile
"""A part of a message that is given to the model, text, image or file."""


class MessageParam(TypedDict):
    """A message to the model with its parts listed, as the server keeps it."""

    content: Sequence[InputContent]
    """The parts of the message."""
    role: Literal["user", "system", "developer"]
    """Who speaks; answers of the model have a form of their own."""
    status: NotRequired[ItemStatus]
    """Filled when the message was returned by the API; there is no need to set it."""
    type: NotRequired[Literal["message"]]
    """Always `message`."""


class OutputMessageParam(TypedDict):
    """An earlier answer of the model that is sent back."""

    id: str
    """Identifier under which the answer was returned."""
    content: Sequence[OutputMessageContent]
    """The parts of the answer."""
    role: Literal["assistant"]
    """Always `assistant`."""
    status: ItemStatus
    """How far the answer had come."""
    type: Literal["message"]
    """Always `message`."""
    phase: NotRequired[MessagePhase | None]
    """Which part of the turn the answer belongs to."""


class FileSearchResult(TypedDict):
    """A passage that was found in a file."""

    attributes: NotRequired[Mapping[str, str | float | bool] | None]
    """Facts that the owner of the file attached to it. At most 16, with keys of at most 64
    characters and texts of at most 512.
    """
    file_id: NotRequired[str]
    """Identifier of the file."""
    filename: NotRequired[str]
    """Name of the file."""
    score: NotRequired[float]
    """How well the passage fits, from 0 to 1."""
    text: NotRequired[str]
    """The passage."""


class FileSearchCall(TypedDict):
    """A search in vector stores that the model carried out."""

    id: str
    """Identifier of this item."""
    queries: list[str]
    """What was searched for."""
    status: Literal["in_progress", "searching", "completed", "incomplete", "failed"]
    """How far the search has come."""
    type: Literal["file_search_call"]
    """Always `file_search_call`."""
    results: NotRequired[Sequence[FileSearchResult] | None]
    """What was found, when the request asked to include it."""


class SearchAction(TypedDict):
    """Ask a search engine."""

    type: Literal["search"]
    """Always `search`."""
    queries: NotRequired[list[str]]
    """The queries that were asked."""
    query: str
    """The query that was asked. Optional here; other references require it and yet call it
    outdated, in favour of `queries`.
    """
    sources: NotRequired[Sequence[WebSearchSource]]
    """The pages that were used."""


class OpenPageAction(TypedDict):
    """Open a page of the results."""

    type: Literal["open_page"]
    """Always `open_page`."""
    url: NotRequired[str | None]
    """Address of the page."""


WebSearchAction: TypeAlias = SearchAction | OpenPageAction | FindInPageAction
"""A step of a search on the web."""


class WebSearchCall(TypedDict):
    """A search on the web, or a step of one, that the model carried out."""

    id: str
    """Identifier of this item."""
    action: WebSearchAction
    """What was done."""
    status: Literal["in_progress", "searching", "completed", "failed"]
    """How far the search has come."""
    type: Literal["web_search_call"]
    """Always `web_search_call`."""


class InputImageParam(TypedDict):
    """An image in the answer of a function. Unlike in messages, `detail` may be left out."""

    type: Literal["input_image"]
    """Always `input_image`."""
    detail: NotRequired[ImageDetail | None]
    """How closely the image is looked at."""
    file_id: NotRequired[str | None]
    """Identifier of an uploaded file with the image."""
    image_url: NotRequired[str | None]
    """Where the image is found, or the image itself as a base64 data URL."""


class InputFileParam(TypedDict):
    """A file in the answer of a function."""

    type: Literal["input_file"]
    """Always `input_file`."""
    detail: NotRequired[FileDetail]
    """How closely the file is looked at."""
    file_data: NotRequired[str | None]
    """The content of the file, in base64."""
    file_id: NotRequired[str | None]
    """Identifier of an uploaded file."""
    file_url: NotRequired[str | None]
    """Where the file can be fetched."""
    filename: NotRequired[str | None]
    """Name of the file, as the model is told it."""


InputContentParam: TypeAlias = InputText | InputImageParam | InputFileParam
"""A part of the answer of a function, text, image or file."""


class FunctionCallOutputParam(TypedDict):
    """What a function of the caller returned, given to the model."""

    call_id: str
    """The `call_id` of the call that is answered. OpenAI's published specification allows 1 to
    64 characters.
    """
    output: str | Sequence[InputContentParam]
    """The result, as text (usually JSON) or as a list of parts."""
    type: Literal["function_call_output"]
    """Always `function_call_output`."""
    id: NotRequired[str | None]
    """Identifier of this item, when the API gave it one."""
    status: NotRequired[ItemStatus | None]
    """Filled when the item was returned by the API."""


class ReasoningItem(TypedDict):
    """What the model thought before it answered. To be sent back with the items that followed
    it.
    """

    id: str
    """Identifier of this item."""
    summary: Sequence[SummaryText]
    """The thoughts in short."""
    type: Literal["reasoning"]
    """Always `reasoning`."""
    content: NotRequired[Sequence[ReasoningText]]
    """The thoughts at length."""
    encrypted_content: NotRequired[str | None]
    """The thoughts in a form that only the API can read. Filled when the request asked to
    include `reasoning.encrypted_content`.
    """
    status: NotRequired[ItemStatus]
    """How far the thoughts have come."""


class CompactionItemParam(TypedDict):
    """A compacted part of the conversation that is sent back."""

    encrypted_content: str
    """The compacted part, readable for the API alone. It must not be altered. OpenAI's published
    specification allows up to 20971520 characters.
    """
    type: Literal["compaction"]
    """Always `compaction`."""
    id: NotRequired[str | None]
    """Identifier of this item."""


class McpListedTool(TypedDict):
    """A tool of an MCP server."""

    input_schema: Mapping[str, object]
    """JSON Schema of the arguments."""
    name: str
    """Name of the tool."""
    annotations: NotRequired[Mapping[str, object] | None]
    """What else the server says about the tool."""
    description: NotRequired[str | None]
    """What the tool does, in the server's words."""


class McpListTools(TypedDict):
    """The tools that an MCP server offers, as it listed them."""

    id: str
    """Identifier of this item."""
    server_label: str
    """Which MCP server it was."""
    tools: Sequence[McpListedTool]
    """The tools."""
    type: Literal["mcp_list_tools"]
    """Always `mcp_list_tools`."""
    error: NotRequired[str | None]
    """Why the list could not be had."""


class McpApprovalResponseParam(TypedDict):
    """The caller's yes or no to calling a tool of an MCP server."""

    approval_request_id: str
    """Identifier of the question."""
    approve: bool
    """Whether the tool may be called."""
    type: Literal["mcp_approval_response"]
    """Always `mcp_approval_response`."""
    id: NotRequired[str | None]
    """Identifier of this item, when the API gave it one."""
    reason: NotRequired[str | None]
    """Why it was decided so."""


class McpCall(TypedDict):
    """A call of a tool of an MCP server that the API made."""

    id: str
    """Identifier of this item."""
    arguments: str
    """The arguments as JSON text."""
    name: str
    """Name of the tool."""
    server_label: str
    """Which MCP server it was."""
    type: Literal["mcp_call"]
    """Always `mcp_call`."""
    approval_request_id: NotRequired[str | None]
    """Identifier of the approval that is waited for, to be repeated in the answer to it."""
    error: NotRequired[str | None]
    """Why the call failed."""
    output: NotRequired[str | None]
    """What the tool returned."""
    status: NotRequired[Literal["in_progress", "completed", "incomplete", "calling", "failed"]]
    """How far the call has come."""


class ItemReference(TypedDict):
    """Stands for an item that the server already keeps, so that it need not be sent again."""

    id: str
    """Identifier of the item that is meant."""
    type: NotRequired[Literal["item_reference"] | None]
    """Always `item_reference`, or null."""


InputItem: TypeAlias = (
    MessageParam
    | OutputMessageParam
    | FileSearchCall
    | WebSearchCall
    | FunctionCall
    | FunctionCallOutputParam
    | ReasoningItem
    | CompactionItemParam
    | ImageGenerationCall
    | CodeInterpreterCall
    | McpListTools
    | McpApprovalRequest
    | McpApprovalResponseParam
    | McpCall
    | ItemReference
)
"""One element of the conversation that is sent. Most kinds are told apart by `type`; two message
forms share the value `message`. `type` may be left out of one of them, and be left out or
null in a reference.
"""


class CompactRequest(TypedDict):
    """What is sent to have a conversation compacted. Either `input` or `previous_response_id`
    (or both) says which conversation is meant, though neither is listed as required.
    """

    model: str | None
    """The model that does the compaction, as a URI of the form `gpt://<folder>/<model>/latest`.
    `rc` may stand in place of `latest`, or nothing. The folder has to be the one of the
    credential.
    """
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
    prompt_cache_retention: NotRequired[Literal["in_memory", "24h"] | None]
    """How long a cached prompt prefix may live. `in_memory` ends with the cache's own eviction,
    `24h` asks for a day.
    """


MessageContent: TypeAlias = (
    InputText
    | OutputText
    | TextContent
    | SummaryText
    | ReasoningText
    | Refusal
    | InputImage
    | ComputerScreenshotContent
    | InputFile
)
"""A part of a message that was returned."""


class Message(TypedDict):
    """A message kept by the compaction, whoever said it. User messages come back in this form
    too.
    """

    id: str
    """Identifier of the message."""
    content: Sequence[MessageContent]
    """The parts of the message. Nine kinds occur, those of input messages among them."""
    role: MessageRole
    """Who said it."""
    status: ItemStatus
    """How far the message had come."""
    type: Literal["message"]
    """Always `message`."""
    phase: NotRequired[MessagePhase | None]
    """Only on assistant messages."""


class McpApprovalResponse(TypedDict):
    """A yes or no to calling a tool of an MCP server, as the compaction kept it."""

    id: str
    """Identifier of this item."""
    approval_request_id: str
    """Identifier of the question."""
    approve: bool
    """Whether the tool might be called."""
    type: Literal["mcp_approval_response"]
    """Always `mcp_approval_response`."""
    reason: NotRequired[str | None]
    """Why it was decided so."""


OutputItem: TypeAlias = (
    Message
    | FileSearchCall
    | WebSearchCall
    | ImageGenerationCall
    | ReasoningItem
    | CompactionItem
    | CodeInterpreterCall
    | McpListTools
    | McpApprovalRequest
    | McpApprovalResponse
    | McpCall
)
"""One element of the compacted conversation, told apart by `type`."""
