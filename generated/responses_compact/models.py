"""Models.

Every class keeps fields that it doesn't know; `to_dict()` gives back what was received or set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from pydantic import Field, StringConstraints

from ._runtime.model import Model, Unknown
from ._runtime.unions import Variants


class InputText(Model):
    """A text that is given to the model."""

    text: str
    """The text."""
    type: Literal["input_text"] = "input_text"
    """Always `input_text`."""


ImageDetail: TypeAlias = Literal["low", "high", "auto", "original"]
"""How closely an image is looked at. `original` keeps its resolution, `low` costs the fewest
tokens.
"""


class InputImage(Model):
    """An image that is given to the model, by file identifier or by URL."""

    detail: ImageDetail
    """How closely the image is looked at. The field is listed as required although it has a
    default.

    Server default: `"auto"`.
    """
    type: Literal["input_image"] = "input_image"
    """Always `input_image`."""
    file_id: str | None = None
    """Identifier of an uploaded file with the image."""
    image_url: str | None = None
    """Where the image is found, or the image itself as a base64 data URL."""


FileDetail: TypeAlias = Literal["low", "high"]
"""How closely the pages of a file are looked at."""


class InputFile(Model):
    """A file that is given to the model. Its content comes from an upload, a URL or the request
    itself.
    """

    type: Literal["input_file"] = "input_file"
    """Always `input_file`."""
    detail: FileDetail | None = None
    """How closely the file is looked at.

    Server default: `"low"`.
    """
    file_data: str | None = None
    """The content of the file, in base64."""
    file_id: str | None = None
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
    InputText | InputImage | InputFile | UnknownInputContent,
    Variants(
        "type",
        {
            "input_text": InputText,
            "input_image": InputImage,
            "input_file": InputFile,
        },
        UnknownInputContent,
    ),
]
"""A part of a message that is given to the model, text, image or file."""


MessagePhase: TypeAlias = Literal["commentary", "final_answer"]
"""Whether an assistant message is a remark on the way (`commentary`) or the closing answer. It
has to be sent back unchanged with the message.
"""


class EasyInputMessage(Model):
    """A message in its short form, a role and what it says. It fits every role that may be sent
    and needs neither identifier nor status.
    """

    content: str | list[InputContent]
    """What is said, as one text or as a list of parts."""
    role: Literal["user", "assistant", "system", "developer"]
    """Who speaks. `developer` and `system` outrank `user`; `assistant` marks earlier answers of
    the model.
    """
    phase: MessagePhase | None = None
    """Only for assistant messages."""
    type: Literal["message"] | None = None
    """Always `message`."""


ItemStatus: TypeAlias = Literal["in_progress", "completed", "incomplete"]
"""How far an item has come. `incomplete` means that it was cut off before its end."""


class MessageParam(Model):
    """A message to the model with its parts listed, as the server keeps it."""

    content: list[InputContent]
    """The parts of the message."""
    role: Literal["user", "system", "developer"]
    """Who speaks; answers of the model have a form of their own."""
    status: ItemStatus | None = None
    """Filled when the message was returned by the API; there is no need to set it."""
    type: Literal["message"] | None = None
    """Always `message`."""


class FileCitation(Model):
    """A file that the text rests on."""

    file_id: str
    """Identifier of the file."""
    filename: str
    """Name of the file."""
    index: int
    """Position of the file among the files, counted from 0."""
    type: Literal["file_citation"] = "file_citation"
    """Always `file_citation`."""


class UrlCitation(Model):
    """A web page that a stretch of the text rests on."""

    end_index: int
    """Where the stretch ends, as a character index into the text."""
    start_index: int
    """Where the stretch begins, as a character index into the text."""
    title: str
    """Title of the page."""
    type: Literal["url_citation"] = "url_citation"
    """Always `url_citation`."""
    url: str
    """Address of the page."""


class ContainerFileCitation(Model):
    """A file inside a container that a stretch of the text rests on."""

    container_id: str
    """Identifier of the container that holds the file."""
    end_index: int
    """Where the stretch ends, as a character index into the text."""
    file_id: str
    """Identifier of the file."""
    filename: str
    """Name of the file."""
    start_index: int
    """Where the stretch begins, as a character index into the text."""
    type: Literal["container_file_citation"] = "container_file_citation"
    """Always `container_file_citation`."""


class FilePathAnnotation(Model):
    """A file that the text points to."""

    file_id: str
    """Identifier of the file."""
    index: int
    """Position of the file among the files, counted from 0."""
    type: Literal["file_path"] = "file_path"
    """Always `file_path`."""


class UnknownAnnotation(Unknown):
    """An object of a kind that `Annotation` doesn't list."""

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


Annotation: TypeAlias = Annotated[
    FileCitation | UrlCitation | ContainerFileCitation | FilePathAnnotation | UnknownAnnotation,
    Variants(
        "type",
        {
            "file_citation": FileCitation,
            "url_citation": UrlCitation,
            "container_file_citation": ContainerFileCitation,
            "file_path": FilePathAnnotation,
        },
        UnknownAnnotation,
    ),
]
"""A source or file that a text refers to."""


class TopLogprob(Model):
    """A token that was a candidate for a place, and how likely it was."""

    token: str
    """The token as text."""
    bytes: list[int]
    """The token as UTF-8 bytes, one number each."""
    logprob: float
    """Natural logarithm of the token's probability."""


class TokenLogprob(Model):
    """A token of the text and how likely it was."""

    token: str
    """The token as text."""
    bytes: list[int]
    """The token as UTF-8 bytes, one number each. Needed when a character is spread over several
    tokens.
    """
    logprob: float
    """Natural logarithm of the token's probability."""
    top_logprobs: list[TopLogprob]
    """The likeliest tokens at this place."""


class OutputText(Model):
    """A text that the model wrote."""

    annotations: list[Annotation]
    """The sources and files that the text refers to."""
    logprobs: list[TokenLogprob]
    """How likely the tokens of the text were; empty when nobody asked for it."""
    text: str
    """The text."""
    type: Literal["output_text"] = "output_text"
    """Always `output_text`."""


class Refusal(Model):
    """The words with which the model declined."""

    refusal: str
    """What the model said instead of an answer."""
    type: Literal["refusal"] = "refusal"
    """Always `refusal`."""


class UnknownOutputMessageContent(Unknown):
    """An object of a kind that `OutputMessageContent` doesn't list."""

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


OutputMessageContent: TypeAlias = Annotated[
    OutputText | Refusal | UnknownOutputMessageContent,
    Variants(
        "type",
        {
            "output_text": OutputText,
            "refusal": Refusal,
        },
        UnknownOutputMessageContent,
    ),
]
"""A part of an answer of the model, text or a refusal."""


class OutputMessageParam(Model):
    """An earlier answer of the model that is sent back."""

    id: str
    """Identifier under which the answer was returned."""
    content: list[OutputMessageContent]
    """The parts of the answer."""
    role: Literal["assistant"] = "assistant"
    """Always `assistant`."""
    status: ItemStatus
    """How far the answer had come."""
    type: Literal["message"] = "message"
    """Always `message`."""
    phase: MessagePhase | None = None
    """Which part of the turn the answer belongs to."""


class FileSearchResult(Model):
    """A passage that was found in a file."""

    attributes: (
        Annotated[
            dict[
                Annotated[str, StringConstraints(max_length=64)],
                Annotated[str, Field(max_length=512)] | float | bool,
            ],
            Field(max_length=16),
        ]
        | None
    ) = None
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
    results: list[FileSearchResult] | None = None
    """What was found, when the request asked to include it."""


class ComputerSafetyCheck(Model):
    """A warning about what the model is about to do."""

    id: str
    """Identifier of the warning."""
    code: str | None = None
    """What sort of warning it is."""
    message: str | None = None
    """The warning in words."""


class ClickAction(Model):
    """Press and release a mouse button."""

    button: Literal["left", "right", "wheel", "back", "forward"]
    """Which mouse button."""
    type: Literal["click"] = "click"
    """Always `click`."""
    x: int
    """Pixels from the left edge."""
    y: int
    """Pixels from the top edge."""
    keys: list[str] | None = None
    """Keys held down meanwhile."""


class DoubleClickAction(Model):
    """Click twice in quick succession."""

    keys: list[str]
    """Keys held down meanwhile. Required here, unlike in the other actions."""
    type: Literal["double_click"] = "double_click"
    """Always `double_click`."""
    x: int
    """Pixels from the left edge."""
    y: int
    """Pixels from the top edge."""


class DragPoint(Model):
    """A point of a mouse path."""

    x: int
    """Pixels from the left edge."""
    y: int
    """Pixels from the top edge."""


class DragAction(Model):
    """Move the mouse along a path with its button held down."""

    path: list[DragPoint]
    """The points of the path, in order."""
    type: Literal["drag"] = "drag"
    """Always `drag`."""
    keys: list[str] | None = None
    """Keys held down meanwhile."""


class KeypressAction(Model):
    """Press keys together."""

    keys: list[str]
    """The keys of the combination."""
    type: Literal["keypress"] = "keypress"
    """Always `keypress`."""


class MoveAction(Model):
    """Move the mouse."""

    type: Literal["move"] = "move"
    """Always `move`."""
    x: int
    """Pixels from the left edge."""
    y: int
    """Pixels from the top edge."""
    keys: list[str] | None = None
    """Keys held down meanwhile."""


class ScreenshotAction(Model):
    """Take a picture of the screen."""

    type: Literal["screenshot"] = "screenshot"
    """Always `screenshot`."""


class ScrollAction(Model):
    """Turn the wheel while the mouse is at a point."""

    scroll_x: int
    """How far to scroll sideways, in pixels."""
    scroll_y: int
    """How far to scroll up or down, in pixels."""
    type: Literal["scroll"] = "scroll"
    """Always `scroll`."""
    x: int
    """Pixels from the left edge to the mouse."""
    y: int
    """Pixels from the top edge to the mouse."""
    keys: list[str] | None = None
    """Keys held down meanwhile."""


class TypeAction(Model):
    """Enter text at the keyboard."""

    text: str
    """The text."""
    type: Literal["type"] = "type"
    """Always `type`."""


class WaitAction(Model):
    """Do nothing for a moment."""

    type: Literal["wait"] = "wait"
    """Always `wait`."""


class UnknownComputerAction(Unknown):
    """An object of a kind that `ComputerAction` doesn't list."""

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


ComputerAction: TypeAlias = Annotated[
    ClickAction
    | DoubleClickAction
    | DragAction
    | KeypressAction
    | MoveAction
    | ScreenshotAction
    | ScrollAction
    | TypeAction
    | WaitAction
    | UnknownComputerAction,
    Variants(
        "type",
        {
            "click": ClickAction,
            "double_click": DoubleClickAction,
            "drag": DragAction,
            "keypress": KeypressAction,
            "move": MoveAction,
            "screenshot": ScreenshotAction,
            "scroll": ScrollAction,
            "type": TypeAction,
            "wait": WaitAction,
        },
        UnknownComputerAction,
    ),
]
"""Something to be done at a computer."""


class ComputerCall(Model):
    """The model's wish to operate a computer. A call holds one action or a list of them."""

    id: str
    """Identifier of this item."""
    call_id: str
    """Ties this call to the screenshot that answers it."""
    pending_safety_checks: list[ComputerSafetyCheck]
    """Warnings that somebody has to acknowledge before the actions are carried out."""
    status: ItemStatus
    """How far the call has come."""
    type: Literal["computer_call"] = "computer_call"
    """Always `computer_call`."""
    action: ComputerAction | None = None
    """The action, when there is a single one."""
    actions: list[ComputerAction] | None = None
    """The actions to be carried out one after another."""


class ComputerScreenshot(Model):
    """A picture of the screen, by file identifier or by URL."""

    type: Literal["computer_screenshot"] = "computer_screenshot"
    """Always `computer_screenshot`."""
    file_id: str | None = None
    """Identifier of an uploaded file with the picture."""
    image_url: str | None = None
    """Where the picture is found."""


class ComputerCallOutputParam(Model):
    """The screen after the actions, given to the model."""

    call_id: str
    """The `call_id` of the call that is answered."""
    output: ComputerScreenshot
    """The screenshot."""
    type: Literal["computer_call_output"] = "computer_call_output"
    """Always `computer_call_output`."""
    id: str | None = None
    """Identifier of this item, when the API gave it one."""
    acknowledged_safety_checks: list[ComputerSafetyCheck] | None = None
    """The warnings that somebody has accepted."""
    status: ItemStatus | None = None
    """Filled when the item was returned by the API."""


class WebSearchSource(Model):
    """A page that a search used."""

    type: Literal["url"] = "url"
    """Always `url`."""
    url: str
    """Address of the page."""


class SearchAction(Model):
    """Ask a search engine."""

    type: Literal["search"] = "search"
    """Always `search`."""
    queries: list[str] | None = None
    """The queries that were asked."""
    query: str | None = None
    """The query that was asked. Optional here; other references require it and yet call it
    outdated, in favour of `queries`.
    """
    sources: list[WebSearchSource] | None = None
    """The pages that were used."""


class OpenPageAction(Model):
    """Open a page of the results."""

    type: Literal["open_page"] = "open_page"
    """Always `open_page`."""
    url: str | None = None
    """Address of the page."""


class FindInPageAction(Model):
    """Look for a text inside a page."""

    pattern: str
    """What to look for."""
    type: Literal["find_in_page"] = "find_in_page"
    """Always `find_in_page`."""
    url: str
    """Address of the page."""


class UnknownWebSearchAction(Unknown):
    """An object of a kind that `WebSearchAction` doesn't list."""

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


WebSearchAction: TypeAlias = Annotated[
    SearchAction | OpenPageAction | FindInPageAction | UnknownWebSearchAction,
    Variants(
        "type",
        {
            "search": SearchAction,
            "open_page": OpenPageAction,
            "find_in_page": FindInPageAction,
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


class FunctionCall(Model):
    """The model's wish to have one of the caller's functions run. The same shape travels in both
    directions.
    """

    arguments: str
    """The arguments as JSON text. Nothing ensures that it parses or fits the function's schema."""
    call_id: str
    """Ties this call to the item with its result."""
    name: str
    """Name of the function."""
    type: Literal["function_call"] = "function_call"
    """Always `function_call`."""
    id: str | None = None
    """Identifier of this item."""
    namespace: str | None = None
    """The namespace that the function belongs to."""
    status: ItemStatus | None = None
    """How far the call has come."""


class InputImageParam(Model):
    """An image in the answer of a function. Unlike in messages, `detail` may be left out."""

    type: Literal["input_image"] = "input_image"
    """Always `input_image`."""
    detail: ImageDetail | None = None
    """How closely the image is looked at.

    Server default: `"auto"`.
    """
    file_id: str | None = None
    """Identifier of an uploaded file with the image."""
    image_url: str | None = None
    """Where the image is found, or the image itself as a base64 data URL."""


class InputFileParam(Model):
    """A file in the answer of a function."""

    type: Literal["input_file"] = "input_file"
    """Always `input_file`."""
    detail: FileDetail | None = None
    """How closely the file is looked at.

    Server default: `"low"`.
    """
    file_data: str | None = None
    """The content of the file, in base64."""
    file_id: str | None = None
    """Identifier of an uploaded file."""
    file_url: str | None = None
    """Where the file can be fetched."""
    filename: str | None = None
    """Name of the file, as the model is told it."""


class UnknownInputContentParam(Unknown):
    """An object of a kind that `InputContentParam` doesn't list."""

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


InputContentParam: TypeAlias = Annotated[
    InputText | InputImageParam | InputFileParam | UnknownInputContentParam,
    Variants(
        "type",
        {
            "input_text": InputText,
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
    id: str | None = None
    """Identifier of this item, when the API gave it one."""
    status: ItemStatus | None = None
    """Filled when the item was returned by the API."""


ToolExecution: TypeAlias = Literal["server", "client"]
"""Who runs the search for tools, the API (`server`) or the caller (`client`)."""


class ToolSearchCallParam(Model):
    """A search for tools that is sent back. Only its arguments are obligatory."""

    arguments: Any
    """What was searched for. Any JSON value, since the caller may have set the schema."""
    type: Literal["tool_search_call"] = "tool_search_call"
    """Always `tool_search_call`."""
    id: str | None = None
    """Identifier of this item."""
    call_id: str | None = None
    """Ties the search to the item with its result."""
    execution: ToolExecution | None = None
    """Who ran the search."""
    status: ItemStatus | None = None
    """How far the search had come."""


class FunctionTool(Model):
    """A function of the caller."""

    name: str
    """Name by which the model calls the function."""
    parameters: dict[str, Any]
    """JSON Schema of the arguments."""
    strict: bool
    """Whether the arguments are forced to fit the schema. The field is listed as required
    although it has a default.

    Server default: `true`.
    """
    type: Literal["function"] = "function"
    """Always `function`."""
    defer_loading: bool | None = None
    """Whether the function stays out of the context until a tool search brings it up."""
    description: str | None = None
    """What the function does, for the model to decide when to call it."""


class ComparisonFilter(Model):
    """Compare an attribute of a file with a value."""

    key: str
    """Name of the attribute."""
    type: Literal["eq", "ne", "gt", "gte", "lt", "lte", "in", "nin"]
    """How to compare. `in` and `nin` ask whether the attribute is, or is not, one of a list."""
    value: str | float | bool | list[str | float]
    """What to compare with; a list goes with `in` and `nin`."""


class CompoundFilter(Model):
    """Join several conditions. They may be joined ones themselves."""

    filters: list[SearchFilter]
    """The conditions that are joined."""
    type: Literal["and", "or"]
    """Whether all of the conditions (`and`) or one of them (`or`) must hold."""


class UnknownSearchFilter(Unknown):
    """An object of a kind that `SearchFilter` doesn't list."""

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


SearchFilter: TypeAlias = Annotated[
    ComparisonFilter | CompoundFilter | UnknownSearchFilter,
    Variants(
        "type",
        {
            "eq": ComparisonFilter,
            "ne": ComparisonFilter,
            "gt": ComparisonFilter,
            "gte": ComparisonFilter,
            "lt": ComparisonFilter,
            "lte": ComparisonFilter,
            "in": ComparisonFilter,
            "nin": ComparisonFilter,
            "and": CompoundFilter,
            "or": CompoundFilter,
        },
        UnknownSearchFilter,
    ),
]
"""A condition on the attributes of files, simple or combined."""


class HybridSearchOptions(Model):
    """Weights of the two ways of searching that are merged."""

    embedding_weight: float
    """Weight of the search by meaning."""
    text_weight: float
    """Weight of the search by words."""


class FileSearchRankingOptions(Model):
    """How the findings of a file search are ordered and cut off."""

    hybrid_search: HybridSearchOptions | None = None
    """Weights for searching by meaning and by words at once."""
    ranker: Literal["auto", "default-2024-11-15"] | None = None
    """Which ranker puts the findings in order."""
    score_threshold: Annotated[float, Field(ge=0.0, le=1.0)] | None = None
    """The least score a finding needs, from 0 to 1. A value near 1 leaves only the best."""


class FileSearchTool(Model):
    """Search in files that were put into vector stores."""

    type: Literal["file_search"] = "file_search"
    """Always `file_search`."""
    vector_store_ids: list[str]
    """Identifiers of the vector stores."""
    filters: SearchFilter | None = None
    """Only files whose attributes fit are searched."""
    max_num_results: Annotated[int, Field(ge=1, le=50)] | None = None
    """How many findings to return at most, from 1 to 50."""
    ranking_options: FileSearchRankingOptions | None = None
    """How findings are ordered and cut off."""


class ComputerTool(Model):
    """Operate a computer."""

    type: Literal["computer"] = "computer"
    """Always `computer`."""


class ComputerUsePreviewTool(Model):
    """Operate a computer, in the form of the preview model."""

    display_height: int
    """Height of the screen in pixels."""
    display_width: int
    """Width of the screen in pixels."""
    environment: Literal["windows", "mac", "linux", "ubuntu", "browser"]
    """What sort of computer it is."""
    type: Literal["computer_use_preview"] = "computer_use_preview"
    """Always `computer_use_preview`."""


class WebSearchFilters(Model):
    """What a search is confined to."""

    allowed_domains: list[str] | None = None
    """Domains, with their subdomains, that findings may come from. All are allowed when the list
    is absent.
    """


SearchContextSize: TypeAlias = Literal["low", "medium", "high"]
"""How much of the context window the findings of a search may take."""


class WebSearchLocation(Model):
    """Roughly where the user is, so that findings suit the place."""

    city: str | None = None
    """City, in plain words."""
    country: str | None = None
    """Two letters of ISO 3166-1."""
    region: str | None = None
    """Region, in plain words."""
    timezone: str | None = None
    """Name of a time zone of the IANA database."""
    type: Literal["approximate"] | None = None
    """Always `approximate`. It may be left out here."""


class WebSearchTool(Model):
    """Search the web."""

    type: Literal["web_search", "web_search_2025_08_26"]
    """Name of the tool, with or without a date."""
    filters: WebSearchFilters | None = None
    """What the search is confined to."""
    search_context_size: SearchContextSize | None = None
    """How much of the context window the findings may take.

    Server default: `"medium"`.
    """
    user_location: WebSearchLocation | None = None
    """Roughly where the user is."""


class McpToolFilter(Model):
    """A choice among the tools of an MCP server."""

    read_only: bool | None = None
    """Whether only tools that change nothing are chosen. It rests on what the server says about
    itself.
    """
    tool_names: list[str] | None = None
    """Names of the tools chosen."""


McpToolApprovalSetting: TypeAlias = Literal["always", "never"]
"""One rule on approval for all the tools of an MCP server."""


class McpToolApprovalFilter(Model):
    """Which tools of an MCP server need approval and which do not."""

    always: McpToolFilter | None = None
    """Tools that need approval at each call."""
    never: McpToolFilter | None = None
    """Tools that need no approval."""


class McpTool(Model):
    """Tools of an MCP server. One of `server_url` and `connector_id` has to say where it is."""

    server_label: str
    """A label for the server, repeated in each call of its tools."""
    type: Literal["mcp"] = "mcp"
    """Always `mcp`."""
    allowed_tools: list[str] | McpToolFilter | None = None
    """The tools that may be used, by name or by a filter."""
    authorization: str | None = None
    """OAuth access token for the server. Getting and renewing it is up to the caller."""
    connector_id: (
        Literal[
            "connector_dropbox",
            "connector_gmail",
            "connector_googlecalendar",
            "connector_googledrive",
            "connector_microsoftteams",
            "connector_outlookcalendar",
            "connector_outlookemail",
            "connector_sharepoint",
        ]
        | None
    ) = None
    """One of the services that are connected without a server of the caller's own."""
    defer_loading: bool | None = None
    """Whether the tools stay out of the context until a tool search brings them up."""
    headers: dict[str, str] | None = None
    """HTTP headers for every request to the server, such as those that authenticate."""
    require_approval: McpToolApprovalSetting | McpToolApprovalFilter | None = None
    """Which calls need approval."""
    server_description: str | None = None
    """What the server is for, in words for the model."""
    server_url: str | None = None
    """Address of the server."""


ContainerMemoryLimit: TypeAlias = Literal["1g", "4g", "16g", "64g"]
"""How much memory a container gets."""


class ContainerNetworkPolicyDisabled(Model):
    """Nothing can be reached."""

    type: Literal["disabled"] = "disabled"
    """Always `disabled`."""


class ContainerNetworkPolicyDomainSecret(Model):
    """A secret that is put into requests to a domain, out of sight of the code that runs."""

    domain: str
    """The domain."""
    name: str
    """Name of the secret."""
    value: str
    """The secret itself."""


class ContainerNetworkPolicyAllowlist(Model):
    """Only some domains can be reached."""

    allowed_domains: list[str]
    """The domains that can be reached."""
    type: Literal["allowlist"] = "allowlist"
    """Always `allowlist`."""
    domain_secrets: list[ContainerNetworkPolicyDomainSecret] | None = None
    """Secrets that are put into requests to some of the domains."""


class UnknownContainerNetworkPolicy(Unknown):
    """An object of a kind that `ContainerNetworkPolicy` doesn't list."""

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


ContainerNetworkPolicy: TypeAlias = Annotated[
    ContainerNetworkPolicyDisabled
    | ContainerNetworkPolicyAllowlist
    | UnknownContainerNetworkPolicy,
    Variants(
        "type",
        {
            "disabled": ContainerNetworkPolicyDisabled,
            "allowlist": ContainerNetworkPolicyAllowlist,
        },
        UnknownContainerNetworkPolicy,
    ),
]
"""What a container may reach on the network."""


class CodeInterpreterContainer(Model):
    """A new container for running code."""

    type: Literal["auto"] = "auto"
    """Always `auto`."""
    file_ids: list[str] | None = None
    """Identifiers of uploaded files to put into it."""
    memory_limit: ContainerMemoryLimit | None = None
    """How much memory it gets."""
    network_policy: ContainerNetworkPolicy | None = None
    """What it may reach on the network."""


class CodeInterpreterTool(Model):
    """Run Python code."""

    container: str | CodeInterpreterContainer
    """Where the code runs, an existing container by its identifier or a new one."""
    type: Literal["code_interpreter"] = "code_interpreter"
    """Always `code_interpreter`."""


class ImageGenerationMask(Model):
    """Which part of a picture is to be painted anew."""

    file_id: str | None = None
    """Identifier of an uploaded file with the mask."""
    image_url: str | None = None
    """The mask itself, as a base64 data URL."""


ImageGenerationModel: TypeAlias = Literal["gpt-image-1", "gpt-image-1-mini", "gpt-image-1.5"] | str
"""Model that makes pictures. Other names than those listed are accepted."""


ImageGenerationSize: TypeAlias = Literal["1024x1024", "1024x1536", "1536x1024", "auto"] | str
"""Width and height of a picture in pixels, or `auto`. Which sizes are possible depends on the
model, so other texts are accepted.
"""


class ImageGenerationTool(Model):
    """Make pictures."""

    type: Literal["image_generation"] = "image_generation"
    """Always `image_generation`."""
    action: Literal["generate", "edit", "auto"] | None = None
    """Whether to make a new picture or to edit one.

    Server default: `"auto"`.
    """
    background: Literal["transparent", "opaque", "auto"] | None = None
    """What lies behind the subject.

    Server default: `"auto"`.
    """
    input_fidelity: Literal["high", "low"] | None = None
    """How closely to keep to the features of the pictures that are given. `gpt-image-1-mini`
    does not know it.

    Server default: `"low"`.
    """
    input_image_mask: ImageGenerationMask | None = None
    """Which part of a picture is to be painted anew."""
    model: ImageGenerationModel | None = None
    """The model that makes the pictures.

    Server default: `"gpt-image-1"`.
    """
    moderation: Literal["auto", "low"] | None = None
    """How strictly pictures are moderated.

    Server default: `"auto"`.
    """
    output_compression: int | None = None
    """Compression of the output, in per cent.

    Server default: `100`.
    """
    output_format: Literal["png", "webp", "jpeg"] | None = None
    """File format of the picture.

    Server default: `"png"`.
    """
    partial_images: Annotated[int, Field(ge=0, le=3)] | None = None
    """How many unfinished pictures to stream on the way, from 0 to 3.

    Server default: `0`.
    """
    quality: Literal["low", "medium", "high", "auto"] | None = None
    """How much effort goes into the picture.

    Server default: `"auto"`.
    """
    size: ImageGenerationSize | None = None
    """Width and height of the picture."""


class LocalShellTool(Model):
    """Run commands on the caller's machine."""

    type: Literal["local_shell"] = "local_shell"
    """Always `local_shell`."""


class SkillReference(Model):
    """A skill that was uploaded before."""

    skill_id: str
    """Identifier of the skill."""
    type: Literal["skill_reference"] = "skill_reference"
    """Always `skill_reference`."""
    version: str | None = None
    """Number of the version as a text, or `latest`. The default version is taken when it is
    absent.
    """


class InlineSkillSource(Model):
    """The files of a skill, as a zip archive."""

    data: str
    """The archive in base64."""
    media_type: Literal["application/zip"] = "application/zip"
    """Always `application/zip`."""
    type: Literal["base64"] = "base64"
    """Always `base64`."""


class InlineSkill(Model):
    """A skill that is sent along."""

    description: str
    """What the skill is good for."""
    name: str
    """Name of the skill."""
    source: InlineSkillSource
    """The files of the skill."""
    type: Literal["inline"] = "inline"
    """Always `inline`."""


class UnknownContainerSkill(Unknown):
    """An object of a kind that `ContainerSkill` doesn't list."""

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


ContainerSkill: TypeAlias = Annotated[
    SkillReference | InlineSkill | UnknownContainerSkill,
    Variants(
        "type",
        {
            "skill_reference": SkillReference,
            "inline": InlineSkill,
        },
        UnknownContainerSkill,
    ),
]
"""A skill for a container, kept at the API or sent along."""


class ContainerAuto(Model):
    """A container that is set up for the request."""

    type: Literal["container_auto"] = "container_auto"
    """Always `container_auto`."""
    file_ids: list[str] | None = None
    """Identifiers of uploaded files to put into it."""
    memory_limit: ContainerMemoryLimit | None = None
    """How much memory it gets."""
    network_policy: ContainerNetworkPolicy | None = None
    """What it may reach on the network."""
    skills: list[ContainerSkill] | None = None
    """The skills at hand inside it."""


class LocalSkill(Model):
    """A skill that lies on the caller's machine."""

    description: str
    """What the skill is good for."""
    name: str
    """Name of the skill."""
    path: str
    """The directory of the skill."""


class LocalEnvironment(Model):
    """The caller's own machine."""

    type: Literal["local"] = "local"
    """Always `local`."""
    skills: list[LocalSkill] | None = None
    """The skills at hand on it."""


class ContainerReference(Model):
    """A container that exists already."""

    container_id: str
    """Identifier of the container."""
    type: Literal["container_reference"] = "container_reference"
    """Always `container_reference`."""


class UnknownShellEnvironment(Unknown):
    """An object of a kind that `ShellEnvironment` doesn't list."""

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


ShellEnvironment: TypeAlias = Annotated[
    ContainerAuto | LocalEnvironment | ContainerReference | UnknownShellEnvironment,
    Variants(
        "type",
        {
            "container_auto": ContainerAuto,
            "local": LocalEnvironment,
            "container_reference": ContainerReference,
        },
        UnknownShellEnvironment,
    ),
]
"""Where the commands of a shell run."""


class ShellTool(Model):
    """Run commands in a shell."""

    type: Literal["shell"] = "shell"
    """Always `shell`."""
    environment: ShellEnvironment | None = None
    """Where the commands run."""


class TextFormat(Model):
    """Any text."""

    type: Literal["text"] = "text"
    """Always `text`."""


class GrammarFormat(Model):
    """Text that follows a grammar."""

    definition: str
    """The grammar."""
    syntax: Literal["lark", "regex"]
    """The language the grammar is written in."""
    type: Literal["grammar"] = "grammar"
    """Always `grammar`."""


class UnknownCustomToolInputFormat(Unknown):
    """An object of a kind that `CustomToolInputFormat` doesn't list."""

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


CustomToolInputFormat: TypeAlias = Annotated[
    TextFormat | GrammarFormat | UnknownCustomToolInputFormat,
    Variants(
        "type",
        {
            "text": TextFormat,
            "grammar": GrammarFormat,
        },
        UnknownCustomToolInputFormat,
    ),
]
"""What the text for a custom tool has to look like."""


class CustomTool(Model):
    """A tool of the caller that takes free text instead of JSON arguments."""

    name: str
    """Name by which the model calls the tool."""
    type: Literal["custom"] = "custom"
    """Always `custom`."""
    defer_loading: bool | None = None
    """Whether the tool stays out of the context until a tool search brings it up."""
    description: str | None = None
    """What the tool does, for the model to decide when to call it."""
    format: CustomToolInputFormat | None = None
    """What the text has to look like. Anything goes when it is absent."""


class NamespaceFunctionTool(Model):
    """A function inside a namespace. Unlike a function of its own, it needs only a name."""

    name: str
    """Name by which the model calls the function."""
    type: Literal["function"] = "function"
    """Always `function`."""
    defer_loading: bool | None = None
    """Whether the function stays out of the context until a tool search brings it up."""
    description: str | None = None
    """What the function does, for the model to decide when to call it."""
    parameters: Any | None = None
    """JSON Schema of the arguments, as any JSON value."""
    strict: bool | None = None
    """Whether the arguments are forced to fit the schema."""


class UnknownNamespaceMember(Unknown):
    """An object of a kind that `NamespaceMember` doesn't list."""

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


NamespaceMember: TypeAlias = Annotated[
    NamespaceFunctionTool | CustomTool | UnknownNamespaceMember,
    Variants(
        "type",
        {
            "function": NamespaceFunctionTool,
            "custom": CustomTool,
        },
        UnknownNamespaceMember,
    ),
]
"""A tool of a namespace, a function or a custom tool."""


class NamespaceTool(Model):
    """Functions and custom tools under a common name."""

    description: str
    """What the tools have in common, in words for the model."""
    name: str
    """Name of the namespace."""
    tools: list[NamespaceMember]
    """The tools of the namespace."""
    type: Literal["namespace"] = "namespace"
    """Always `namespace`."""


class ToolSearchTool(Model):
    """Search for tools that were not loaded at the start."""

    type: Literal["tool_search"] = "tool_search"
    """Always `tool_search`."""
    description: str | None = None
    """What a search of the caller's own does, in words for the model."""
    execution: ToolExecution | None = None
    """Who runs the search."""
    parameters: Any | None = None
    """JSON Schema of the arguments of a search of the caller's own, as any JSON value."""


class WebSearchPreviewLocation(Model):
    """Roughly where the user is, for the preview form of the tool."""

    type: Literal["approximate"] = "approximate"
    """Always `approximate`. It is required here."""
    city: str | None = None
    """City, in plain words."""
    country: str | None = None
    """Two letters of ISO 3166-1."""
    region: str | None = None
    """Region, in plain words."""
    timezone: str | None = None
    """Name of a time zone of the IANA database."""


class WebSearchPreviewTool(Model):
    """Search the web, in the earlier preview form."""

    type: Literal["web_search_preview", "web_search_preview_2025_03_11"]
    """Name of the tool, with or without a date."""
    search_content_types: list[Literal["text", "image"]] | None = None
    """What kinds of content to look for."""
    search_context_size: SearchContextSize | None = None
    """How much of the context window the findings may take.

    Server default: `"medium"`.
    """
    user_location: WebSearchPreviewLocation | None = None
    """Roughly where the user is."""


class ApplyPatchTool(Model):
    """Change files by patches."""

    type: Literal["apply_patch"] = "apply_patch"
    """Always `apply_patch`."""


class UnknownTool(Unknown):
    """An object of a kind that `Tool` doesn't list."""

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


Tool: TypeAlias = Annotated[
    FunctionTool
    | FileSearchTool
    | ComputerTool
    | ComputerUsePreviewTool
    | WebSearchTool
    | McpTool
    | CodeInterpreterTool
    | ImageGenerationTool
    | LocalShellTool
    | ShellTool
    | CustomTool
    | NamespaceTool
    | ToolSearchTool
    | WebSearchPreviewTool
    | ApplyPatchTool
    | UnknownTool,
    Variants(
        "type",
        {
            "function": FunctionTool,
            "file_search": FileSearchTool,
            "computer": ComputerTool,
            "computer_use_preview": ComputerUsePreviewTool,
            "web_search": WebSearchTool,
            "web_search_2025_08_26": WebSearchTool,
            "mcp": McpTool,
            "code_interpreter": CodeInterpreterTool,
            "image_generation": ImageGenerationTool,
            "local_shell": LocalShellTool,
            "shell": ShellTool,
            "custom": CustomTool,
            "namespace": NamespaceTool,
            "tool_search": ToolSearchTool,
            "web_search_preview": WebSearchPreviewTool,
            "web_search_preview_2025_03_11": WebSearchPreviewTool,
            "apply_patch": ApplyPatchTool,
        },
        UnknownTool,
    ),
]
"""A tool that the model may use, told apart by `type`."""


class ToolSearchOutputParam(Model):
    """The tools that a search brought up, given to the model."""

    tools: list[Tool]
    """Definitions of the tools found."""
    type: Literal["tool_search_output"] = "tool_search_output"
    """Always `tool_search_output`."""
    id: str | None = None
    """Identifier of this item."""
    call_id: str | None = None
    """The `call_id` of the search that is answered."""
    execution: ToolExecution | None = None
    """Who ran the search."""
    status: ItemStatus | None = None
    """How far the search had come."""


class SummaryText(Model):
    """A summary of what the model did so far."""

    text: str
    """The summary."""
    type: Literal["summary_text"] = "summary_text"
    """Always `summary_text`."""


class ReasoningText(Model):
    """A thought of the model."""

    text: str
    """The thought."""
    type: Literal["reasoning_text"] = "reasoning_text"
    """Always `reasoning_text`."""


class ReasoningItem(Model):
    """What the model thought before it answered. To be sent back with the items that followed
    it.
    """

    id: str
    """Identifier of this item."""
    summary: list[SummaryText]
    """The thoughts in short."""
    type: Literal["reasoning"] = "reasoning"
    """Always `reasoning`."""
    content: list[ReasoningText] | None = None
    """The thoughts at length."""
    encrypted_content: str | None = None
    """The thoughts in a form that only the API can read. Filled when the request asked to
    include `reasoning.encrypted_content`.
    """
    status: ItemStatus | None = None
    """How far the thoughts have come."""


class CompactionItemParam(Model):
    """A compacted part of the conversation that is sent back."""

    encrypted_content: str
    """The compacted part, readable for the API alone. It must not be altered. OpenAI's published
    specification allows up to 20971520 characters.
    """
    type: Literal["compaction"] = "compaction"
    """Always `compaction`."""
    id: str | None = None
    """Identifier of this item."""


class ImageGenerationCall(Model):
    """A picture that the model had made."""

    id: str
    """Identifier of this item."""
    result: str | None
    """The picture in base64; null until it is there."""
    status: Literal["in_progress", "completed", "generating", "failed"]
    """How far the picture has come."""
    type: Literal["image_generation_call"] = "image_generation_call"
    """Always `image_generation_call`."""


class CodeInterpreterLogs(Model):
    """Text that code printed."""

    logs: str
    """The text."""
    type: Literal["logs"] = "logs"
    """Always `logs`."""


class CodeInterpreterImage(Model):
    """A picture that code made."""

    type: Literal["image"] = "image"
    """Always `image`."""
    url: str
    """Where the picture is found."""


class UnknownCodeInterpreterOutput(Unknown):
    """An object of a kind that `CodeInterpreterOutput` doesn't list."""

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


CodeInterpreterOutput: TypeAlias = Annotated[
    CodeInterpreterLogs | CodeInterpreterImage | UnknownCodeInterpreterOutput,
    Variants(
        "type",
        {
            "logs": CodeInterpreterLogs,
            "image": CodeInterpreterImage,
        },
        UnknownCodeInterpreterOutput,
    ),
]
"""Something that code produced."""


class CodeInterpreterCall(Model):
    """Code that the model ran in a container."""

    id: str
    """Identifier of this item."""
    code: str | None
    """The code; null when it is not to be had."""
    container_id: str
    """Identifier of the container that it ran in."""
    outputs: list[CodeInterpreterOutput] | None
    """What the code produced; null when nothing was recorded or asked for."""
    status: Literal["in_progress", "completed", "incomplete", "interpreting", "failed"]
    """How far the run has come."""
    type: Literal["code_interpreter_call"] = "code_interpreter_call"
    """Always `code_interpreter_call`."""


class LocalShellAction(Model):
    """A command and its surroundings."""

    command: list[str]
    """The program and its arguments, one element each."""
    env: dict[str, str]
    """Environment variables that the command gets, by name."""
    type: Literal["exec"] = "exec"
    """Always `exec`."""
    timeout_ms: int | None = None
    """After how many milliseconds to give up."""
    user: str | None = None
    """Account under which the command runs."""
    working_directory: str | None = None
    """Directory that the command starts in."""


class LocalShellCall(Model):
    """The model's wish to have a command run on the caller's machine."""

    id: str
    """Identifier of this item."""
    action: LocalShellAction
    """The command and its surroundings."""
    call_id: str
    """Ties this call to its result."""
    status: ItemStatus
    """How far the call has come."""
    type: Literal["local_shell_call"] = "local_shell_call"
    """Always `local_shell_call`."""


class LocalShellCallOutput(Model):
    """What a command on the caller's machine brought."""

    id: str
    """Identifier of the call that is answered. There is no `call_id` in this kind."""
    output: str
    """The result as JSON text."""
    type: Literal["local_shell_call_output"] = "local_shell_call_output"
    """Always `local_shell_call_output`."""
    status: ItemStatus | None = None
    """How far the item has come."""


class ShellActionParam(Model):
    """Commands and the limits they run under."""

    commands: list[str]
    """The commands, to be run in order."""
    max_output_length: int | None = None
    """How many characters of output to keep."""
    timeout_ms: int | None = None
    """After how many milliseconds to give up."""


class UnknownShellCallEnvironmentParam(Unknown):
    """An object of a kind that `ShellCallEnvironmentParam` doesn't list."""

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


ShellCallEnvironmentParam: TypeAlias = Annotated[
    LocalEnvironment | ContainerReference | UnknownShellCallEnvironmentParam,
    Variants(
        "type",
        {
            "local": LocalEnvironment,
            "container_reference": ContainerReference,
        },
        UnknownShellCallEnvironmentParam,
    ),
]
"""Where the commands of a call run, on the caller's machine or in a container."""


class ShellCallParam(Model):
    """Commands for a shell that are sent back."""

    action: ShellActionParam
    """The commands and their limits."""
    call_id: str
    """Ties this call to its result."""
    type: Literal["shell_call"] = "shell_call"
    """Always `shell_call`."""
    id: str | None = None
    """Identifier of this item, when the API gave it one."""
    environment: ShellCallEnvironmentParam | None = None
    """Where the commands run."""
    status: ItemStatus | None = None
    """How far the call had come."""


class TimeoutOutcome(Model):
    """The command ran out of time."""

    type: Literal["timeout"] = "timeout"
    """Always `timeout`."""


class ExitOutcome(Model):
    """The command came to its end."""

    exit_code: int
    """Exit code of the command; 0 stands for success."""
    type: Literal["exit"] = "exit"
    """Always `exit`."""


class UnknownShellOutcome(Unknown):
    """An object of a kind that `ShellOutcome` doesn't list."""

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


ShellOutcome: TypeAlias = Annotated[
    TimeoutOutcome | ExitOutcome | UnknownShellOutcome,
    Variants(
        "type",
        {
            "timeout": TimeoutOutcome,
            "exit": ExitOutcome,
        },
        UnknownShellOutcome,
    ),
]
"""How a command ended."""


class ShellOutputChunkParam(Model):
    """What a command brought and how it ended."""

    outcome: ShellOutcome
    """How the command ended."""
    stderr: str
    """What it wrote to its error stream."""
    stdout: str
    """What it wrote to its output stream."""


class ShellCallOutputParam(Model):
    """What commands for a shell brought, given to the model."""

    call_id: str
    """The `call_id` of the call that is answered."""
    output: list[ShellOutputChunkParam]
    """What each command brought."""
    type: Literal["shell_call_output"] = "shell_call_output"
    """Always `shell_call_output`."""
    id: str | None = None
    """Identifier of this item, when the API gave it one."""
    max_output_length: int | None = None
    """How many characters of output were kept."""
    status: ItemStatus | None = None
    """How far the item had come."""


class CreateFileOperation(Model):
    """Make a new file."""

    diff: str
    """The content of the file, written as a diff."""
    path: str
    """Path of the file, from the root of the workspace."""
    type: Literal["create_file"] = "create_file"
    """Always `create_file`."""


class DeleteFileOperation(Model):
    """Remove a file."""

    path: str
    """Path of the file, from the root of the workspace."""
    type: Literal["delete_file"] = "delete_file"
    """Always `delete_file`."""


class UpdateFileOperation(Model):
    """Change a file that exists."""

    diff: str
    """The change, written as a diff."""
    path: str
    """Path of the file, from the root of the workspace."""
    type: Literal["update_file"] = "update_file"
    """Always `update_file`."""


class UnknownApplyPatchOperation(Unknown):
    """An object of a kind that `ApplyPatchOperation` doesn't list."""

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


ApplyPatchOperation: TypeAlias = Annotated[
    CreateFileOperation | DeleteFileOperation | UpdateFileOperation | UnknownApplyPatchOperation,
    Variants(
        "type",
        {
            "create_file": CreateFileOperation,
            "delete_file": DeleteFileOperation,
            "update_file": UpdateFileOperation,
        },
        UnknownApplyPatchOperation,
    ),
]
"""A change to a single file."""


ApplyPatchCallStatus: TypeAlias = Literal["in_progress", "completed"]
"""Whether a patch is still being made."""


class ApplyPatchCallParam(Model):
    """A change to a file that is sent back."""

    call_id: str
    """Ties this call to its result."""
    operation: ApplyPatchOperation
    """The change."""
    status: ApplyPatchCallStatus
    """How far the call had come."""
    type: Literal["apply_patch_call"] = "apply_patch_call"
    """Always `apply_patch_call`."""
    id: str | None = None
    """Identifier of this item, when the API gave it one."""


ApplyPatchOutputStatus: TypeAlias = Literal["completed", "failed"]
"""Whether a patch could be applied."""


class ApplyPatchCallOutputParam(Model):
    """What became of a change to a file, given to the model."""

    call_id: str
    """The `call_id` of the call that is answered."""
    status: ApplyPatchOutputStatus
    """Whether the change could be made."""
    type: Literal["apply_patch_call_output"] = "apply_patch_call_output"
    """Always `apply_patch_call_output`."""
    id: str | None = None
    """Identifier of this item, when the API gave it one."""
    output: str | None = None
    """Words about the outcome, such as why it failed."""


class McpListedTool(Model):
    """A tool of an MCP server."""

    input_schema: Any
    """JSON Schema of the arguments. Taken over from the server as any JSON value."""
    name: str
    """Name of the tool."""
    annotations: Any | None = None
    """What else the server says about the tool, as any JSON value."""
    description: str | None = None
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
    error: str | None = None
    """Why the list could not be had."""


class McpApprovalRequest(Model):
    """The question whether a tool of an MCP server may be called."""

    id: str
    """Identifier of this item, which the answer has to name."""
    arguments: str
    """The arguments as JSON text."""
    name: str
    """Name of the tool."""
    server_label: str
    """Which MCP server it is."""
    type: Literal["mcp_approval_request"] = "mcp_approval_request"
    """Always `mcp_approval_request`."""


class McpApprovalResponseParam(Model):
    """The caller's yes or no to calling a tool of an MCP server."""

    approval_request_id: str
    """Identifier of the question."""
    approve: bool
    """Whether the tool may be called."""
    type: Literal["mcp_approval_response"] = "mcp_approval_response"
    """Always `mcp_approval_response`."""
    id: str | None = None
    """Identifier of this item, when the API gave it one."""
    reason: str | None = None
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
    approval_request_id: str | None = None
    """Identifier of the approval that is waited for, to be repeated in the answer to it."""
    error: str | None = None
    """Why the call failed."""
    output: str | None = None
    """What the tool returned."""
    status: Literal["in_progress", "completed", "incomplete", "calling", "failed"] | None = None
    """How far the call has come."""


class CustomToolCallOutput(Model):
    """What a custom tool returned. The same shape travels in both directions."""

    call_id: str
    """The `call_id` of the call that is answered."""
    output: str | list[InputContent]
    """The result, as text or as a list of parts."""
    type: Literal["custom_tool_call_output"] = "custom_tool_call_output"
    """Always `custom_tool_call_output`."""
    id: str | None = None
    """Identifier of this item."""


class CustomToolCall(Model):
    """The model's wish to have a custom tool run, with free text in place of JSON arguments."""

    call_id: str
    """Ties this call to the item with its result."""
    input: str
    """The text for the tool, in whatever format the tool asks for."""
    name: str
    """Name of the custom tool."""
    type: Literal["custom_tool_call"] = "custom_tool_call"
    """Always `custom_tool_call`."""
    id: str | None = None
    """Identifier of this item."""
    namespace: str | None = None
    """The namespace that the tool belongs to."""


class ItemReference(Model):
    """Stands for an item that the server already keeps, so that it need not be sent again."""

    id: str
    """Identifier of the item that is meant."""
    type: Literal["item_reference"] | None = None
    """Always `item_reference`."""


class TextContent(Model):
    """A text without annotations, whoever wrote it."""

    text: str
    """The text."""
    type: Literal["text"] = "text"
    """Always `text`."""


class ComputerScreenshotContent(Model):
    """A screenshot of a computer as part of a message."""

    detail: ImageDetail
    """How closely the screenshot is looked at.

    Server default: `"auto"`.
    """
    file_id: str | None
    """Identifier of an uploaded file with the screenshot; null when there is only a URL."""
    image_url: str | None
    """Where the screenshot is found; null when there is only a file."""
    type: Literal["computer_screenshot"] = "computer_screenshot"
    """Always `computer_screenshot`."""


class UnknownMessageContent(Unknown):
    """An object of a kind that `MessageContent` doesn't list."""

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


MessageContent: TypeAlias = Annotated[
    InputText
    | OutputText
    | TextContent
    | SummaryText
    | ReasoningText
    | Refusal
    | InputImage
    | ComputerScreenshotContent
    | InputFile
    | UnknownMessageContent,
    Variants(
        "type",
        {
            "input_text": InputText,
            "output_text": OutputText,
            "text": TextContent,
            "summary_text": SummaryText,
            "reasoning_text": ReasoningText,
            "refusal": Refusal,
            "input_image": InputImage,
            "computer_screenshot": ComputerScreenshotContent,
            "input_file": InputFile,
        },
        UnknownMessageContent,
    ),
]
"""A part of a message that was returned."""


MessageRole: TypeAlias = Literal[
    "unknown", "user", "assistant", "system", "critic", "discriminator", "developer", "tool"
]
"""Who speaks. Beside the familiar roles there are some that only the server hands out."""


class Message(Model):
    """A message kept by the compaction, whoever said it. User messages come back in this form
    too.
    """

    id: str
    """Identifier of the message."""
    content: list[MessageContent]
    """The parts of the message. Nine kinds occur, those of input messages among them."""
    role: MessageRole
    """Who said it."""
    status: ItemStatus
    """How far the message had come."""
    type: Literal["message"] = "message"
    """Always `message`."""
    phase: MessagePhase | None = None
    """Only on assistant messages."""


class ToolSearchCall(Model):
    """A search for tools that were not loaded at the start."""

    id: str
    """Identifier of this item."""
    arguments: Any
    """What is searched for, as any JSON value."""
    call_id: str
    """Ties the search to the item with its result."""
    execution: ToolExecution
    """Who runs the search."""
    status: ItemStatus
    """How far the search has come."""
    type: Literal["tool_search_call"] = "tool_search_call"
    """Always `tool_search_call`."""
    created_by: str | None = None
    """Identifier of whoever caused the item."""


class ToolSearchOutput(Model):
    """The tools that a search brought up, as the compaction kept them."""

    id: str
    """Identifier of this item."""
    call_id: str
    """The `call_id` of the search that was answered."""
    execution: ToolExecution
    """Who ran the search."""
    status: ItemStatus
    """How far the search has come."""
    tools: list[Tool]
    """Definitions of the tools found."""
    type: Literal["tool_search_output"] = "tool_search_output"
    """Always `tool_search_output`."""
    created_by: str | None = None
    """Identifier of whoever caused the item."""


class FunctionCallOutput(Model):
    """What a function returned, as the compaction kept it."""

    call_id: str
    """The `call_id` of the call that was answered."""
    output: str | list[InputContent]
    """The result, as text or as a list of parts."""
    type: Literal["function_call_output"] = "function_call_output"
    """Always `function_call_output`."""
    id: str | None = None
    """Identifier of this item."""
    status: ItemStatus | None = None
    """How far the item has come."""


class ComputerCallOutput(Model):
    """The screen after the actions, as the compaction kept it."""

    id: str
    """Identifier of this item."""
    call_id: str
    """The `call_id` of the call that was answered."""
    output: ComputerScreenshot
    """The screenshot."""
    status: Literal["completed", "incomplete", "failed", "in_progress"]
    """How far the item has come. Here, unlike on input, it may have `failed`."""
    type: Literal["computer_call_output"] = "computer_call_output"
    """Always `computer_call_output`."""
    acknowledged_safety_checks: list[ComputerSafetyCheck] | None = None
    """The warnings that were accepted."""
    created_by: str | None = None
    """Identifier of whoever caused the item."""


class CompactionItem(Model):
    """A part of the conversation, compacted."""

    id: str
    """Identifier of this item."""
    encrypted_content: str
    """The compacted part, readable for the API alone. To be sent back to the provider that made
    it, unaltered.
    """
    type: Literal["compaction"] = "compaction"
    """Always `compaction`."""
    created_by: str | None = None
    """Identifier of whoever caused the item."""


class ShellAction(Model):
    """Commands and the limits they ran under. A limit that was not set is null."""

    commands: list[str]
    """The commands, run in order."""
    max_output_length: int | None
    """How many characters of output were to be kept."""
    timeout_ms: int | None
    """After how many milliseconds the run was to be given up."""


class ShellCallLocalEnvironment(Model):
    """The commands ran on the caller's machine. Unlike in a request, no skills are listed."""

    type: Literal["local"] = "local"
    """Always `local`."""


class UnknownShellCallEnvironment(Unknown):
    """An object of a kind that `ShellCallEnvironment` doesn't list."""

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


ShellCallEnvironment: TypeAlias = Annotated[
    ShellCallLocalEnvironment | ContainerReference | UnknownShellCallEnvironment,
    Variants(
        "type",
        {
            "local": ShellCallLocalEnvironment,
            "container_reference": ContainerReference,
        },
        UnknownShellCallEnvironment,
    ),
]
"""Where the commands of a call ran."""


class ShellCall(Model):
    """Commands for a shell, as the compaction kept them."""

    id: str
    """Identifier of this item."""
    action: ShellAction
    """The commands and their limits."""
    call_id: str
    """Ties this call to its result."""
    environment: ShellCallEnvironment | None
    """Where the commands ran; null when it is not recorded."""
    status: ItemStatus
    """How far the call has come."""
    type: Literal["shell_call"] = "shell_call"
    """Always `shell_call`."""
    created_by: str | None = None
    """Identifier of whoever caused the item."""


class ShellOutputChunk(Model):
    """What a command brought, how it ended and who caused it."""

    outcome: ShellOutcome
    """How the command ended."""
    stderr: str
    """What it wrote to its error stream."""
    stdout: str
    """What it wrote to its output stream."""
    created_by: str | None = None
    """Identifier of whoever caused the chunk."""


class ShellCallOutput(Model):
    """What commands for a shell brought, as the compaction kept it."""

    id: str
    """Identifier of this item."""
    call_id: str
    """The `call_id` of the call that was answered."""
    max_output_length: int
    """How many characters of output were kept."""
    output: list[ShellOutputChunk]
    """What each command brought."""
    status: ItemStatus
    """How far the item has come."""
    type: Literal["shell_call_output"] = "shell_call_output"
    """Always `shell_call_output`."""
    created_by: str | None = None
    """Identifier of whoever caused the item."""


class ApplyPatchCall(Model):
    """A change to a file that the model asked for."""

    id: str
    """Identifier of this item."""
    call_id: str
    """Ties this call to its result."""
    operation: ApplyPatchOperation
    """The change."""
    status: ApplyPatchCallStatus
    """How far the call has come."""
    type: Literal["apply_patch_call"] = "apply_patch_call"
    """Always `apply_patch_call`."""
    created_by: str | None = None
    """Identifier of whoever caused the item."""


class ApplyPatchCallOutput(Model):
    """What became of a change to a file, as the compaction kept it."""

    id: str
    """Identifier of this item."""
    call_id: str
    """The `call_id` of the call that was answered."""
    status: ApplyPatchOutputStatus
    """Whether the change could be made."""
    type: Literal["apply_patch_call_output"] = "apply_patch_call_output"
    """Always `apply_patch_call_output`."""
    created_by: str | None = None
    """Identifier of whoever caused the item."""
    output: str | None = None
    """Words about the outcome, such as why it failed."""


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
    reason: str | None = None
    """Why it was decided so."""


class InputTokensDetails(Model):
    """A breakdown of the tokens read."""

    cached_tokens: int
    """Tokens that came from the prompt cache."""


class OutputTokensDetails(Model):
    """A breakdown of the tokens written."""

    reasoning_tokens: int
    """Tokens spent on reasoning."""


class ResponseUsage(Model):
    """Number of tokens that were read and written."""

    input_tokens: int
    """Tokens read, the cached ones included."""
    input_tokens_details: InputTokensDetails
    """What the tokens read were made of."""
    output_tokens: int
    """Tokens written, the reasoning ones included."""
    output_tokens_details: OutputTokensDetails
    """What the tokens written were made of."""
    total_tokens: int
    """Tokens read and written together."""


ModelIds: TypeAlias = (
    Literal[
        "gpt-5.4",
        "gpt-5.4-mini",
        "gpt-5.4-nano",
        "gpt-5.4-mini-2026-03-17",
        "gpt-5.4-nano-2026-03-17",
        "gpt-5.3-chat-latest",
        "gpt-5.2",
        "gpt-5.2-2025-12-11",
        "gpt-5.2-chat-latest",
        "gpt-5.2-pro",
        "gpt-5.2-pro-2025-12-11",
        "gpt-5.1",
        "gpt-5.1-2025-11-13",
        "gpt-5.1-codex",
        "gpt-5.1-mini",
        "gpt-5.1-chat-latest",
        "gpt-5",
        "gpt-5-mini",
        "gpt-5-nano",
        "gpt-5-2025-08-07",
        "gpt-5-mini-2025-08-07",
        "gpt-5-nano-2025-08-07",
        "gpt-5-chat-latest",
        "gpt-4.1",
        "gpt-4.1-mini",
        "gpt-4.1-nano",
        "gpt-4.1-2025-04-14",
        "gpt-4.1-mini-2025-04-14",
        "gpt-4.1-nano-2025-04-14",
        "o4-mini",
        "o4-mini-2025-04-16",
        "o3",
        "o3-2025-04-16",
        "o3-mini",
        "o3-mini-2025-01-31",
        "o1",
        "o1-2024-12-17",
        "o1-preview",
        "o1-preview-2024-09-12",
        "o1-mini",
        "o1-mini-2024-09-12",
        "gpt-4o",
        "gpt-4o-2024-11-20",
        "gpt-4o-2024-08-06",
        "gpt-4o-2024-05-13",
        "gpt-4o-audio-preview",
        "gpt-4o-audio-preview-2024-10-01",
        "gpt-4o-audio-preview-2024-12-17",
        "gpt-4o-audio-preview-2025-06-03",
        "gpt-4o-mini-audio-preview",
        "gpt-4o-mini-audio-preview-2024-12-17",
        "gpt-4o-search-preview",
        "gpt-4o-mini-search-preview",
        "gpt-4o-search-preview-2025-03-11",
        "gpt-4o-mini-search-preview-2025-03-11",
        "chatgpt-4o-latest",
        "codex-mini-latest",
        "gpt-4o-mini",
        "gpt-4o-mini-2024-07-18",
        "gpt-4-turbo",
        "gpt-4-turbo-2024-04-09",
        "gpt-4-0125-preview",
        "gpt-4-turbo-preview",
        "gpt-4-1106-preview",
        "gpt-4-vision-preview",
        "gpt-4",
        "gpt-4-0314",
        "gpt-4-0613",
        "gpt-4-32k",
        "gpt-4-32k-0314",
        "gpt-4-32k-0613",
        "gpt-3.5-turbo",
        "gpt-3.5-turbo-16k",
        "gpt-3.5-turbo-0301",
        "gpt-3.5-turbo-0613",
        "gpt-3.5-turbo-1106",
        "gpt-3.5-turbo-0125",
        "gpt-3.5-turbo-16k-0613",
        "o1-pro",
        "o1-pro-2025-03-19",
        "o3-pro",
        "o3-pro-2025-06-10",
        "o3-deep-research",
        "o3-deep-research-2025-06-26",
        "o4-mini-deep-research",
        "o4-mini-deep-research-2025-06-26",
        "computer-use-preview",
        "computer-use-preview-2025-03-11",
        "gpt-5-codex",
        "gpt-5-pro",
        "gpt-5-pro-2025-10-06",
        "gpt-5.1-codex-max",
    ]
    | str
)
"""Identifier of a model. The list holds those known when this was written; any other string is
accepted as well.
"""
