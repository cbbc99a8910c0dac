"""Objects that can be sent.

They are dictionaries in wire form, for type checkers to check; models and plain dictionaries do as
well in their place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NotRequired, TypeAlias, TypedDict

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


class InputText(TypedDict):
    """A text that is given to the model."""

    text: str
    """The text."""
    type: Literal["input_text"]
    """Always `input_text`."""


ImageDetail: TypeAlias = Literal["low", "high", "auto", "original"]
"""How closely an image is looked at. `original` keeps its resolution, `low` costs the fewest
tokens.
"""


class InputImage(TypedDict):
    """An image that is given to the model, by file identifier or by URL."""

    detail: ImageDetail
    """How closely the image is looked at. The field is listed as required although it has a
    default.
    """
    type: Literal["input_image"]
    """Always `input_image`."""
    file_id: NotRequired[str]
    """Identifier of an uploaded file with the image."""
    image_url: NotRequired[str]
    """Where the image is found, or the image itself as a base64 data URL."""


FileDetail: TypeAlias = Literal["low", "high"]
"""How closely the pages of a file are looked at."""


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
    file_id: NotRequired[str]
    """Identifier of an uploaded file."""
    file_url: NotRequired[str]
    """Where the file can be fetched."""
    filename: NotRequired[str]
    """Name of the file, as the model is told it."""


InputContent: TypeAlias = InputText | InputImage | InputFile
"""A part of a message that is given to the model, text, image or file."""


MessagePhase: TypeAlias = Literal["commentary", "final_answer"]
"""Whether an assistant message is a remark on the way (`commentary`) or the closing answer. It
has to be sent back unchanged with the message.
"""


class EasyInputMessage(TypedDict):
    """A message in its short form, a role and what it says. It fits every role that may be sent
    and needs neither identifier nor status.
    """

    content: str | Sequence[InputContent]
    """What is said, as one text or as a list of parts."""
    role: Literal["user", "assistant", "system", "developer"]
    """Who speaks. `developer` and `system` outrank `user`; `assistant` marks earlier answers of
    the model.
    """
    phase: NotRequired[MessagePhase]
    """Only for assistant messages."""
    type: NotRequired[Literal["message"]]
    """Always `message`."""


ItemStatus: TypeAlias = Literal["in_progress", "completed", "incomplete"]
"""How far an item has come. `incomplete` means that it was cut off before its end."""


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


class FileCitation(TypedDict):
    """A file that the text rests on."""

    file_id: str
    """Identifier of the file."""
    filename: str
    """Name of the file."""
    index: int
    """Position of the file among the files, counted from 0."""
    type: Literal["file_citation"]
    """Always `file_citation`."""


class UrlCitation(TypedDict):
    """A web page that a stretch of the text rests on."""

    end_index: int
    """Where the stretch ends, as a character index into the text."""
    start_index: int
    """Where the stretch begins, as a character index into the text."""
    title: str
    """Title of the page."""
    type: Literal["url_citation"]
    """Always `url_citation`."""
    url: str
    """Address of the page."""


class ContainerFileCitation(TypedDict):
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
    type: Literal["container_file_citation"]
    """Always `container_file_citation`."""


class FilePathAnnotation(TypedDict):
    """A file that the text points to."""

    file_id: str
    """Identifier of the file."""
    index: int
    """Position of the file among the files, counted from 0."""
    type: Literal["file_path"]
    """Always `file_path`."""


Annotation: TypeAlias = FileCitation | UrlCitation | ContainerFileCitation | FilePathAnnotation
"""A source or file that a text refers to."""


class TopLogprob(TypedDict):
    """A token that was a candidate for a place, and how likely it was."""

    token: str
    """The token as text."""
    bytes: list[int]
    """The token as UTF-8 bytes, one number each."""
    logprob: float
    """Natural logarithm of the token's probability."""


class TokenLogprob(TypedDict):
    """A token of the text and how likely it was."""

    token: str
    """The token as text."""
    bytes: list[int]
    """The token as UTF-8 bytes, one number each. Needed when a character is spread over several
    tokens.
    """
    logprob: float
    """Natural logarithm of the token's probability."""
    top_logprobs: Sequence[TopLogprob]
    """The likeliest tokens at this place."""


class OutputText(TypedDict):
    """A text that the model wrote."""

    annotations: Sequence[Annotation]
    """The sources and files that the text refers to."""
    logprobs: Sequence[TokenLogprob]
    """How likely the tokens of the text were; empty when nobody asked for it."""
    text: str
    """The text."""
    type: Literal["output_text"]
    """Always `output_text`."""


class Refusal(TypedDict):
    """The words with which the model declined."""

    refusal: str
    """What the model said instead of an answer."""
    type: Literal["refusal"]
    """Always `refusal`."""


OutputMessageContent: TypeAlias = OutputText | Refusal
"""A part of an answer of the model, text or a refusal."""


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
    phase: NotRequired[MessagePhase]
    """Which part of the turn the answer belongs to."""


class FileSearchResult(TypedDict):
    """A passage that was found in a file."""

    attributes: NotRequired[Mapping[str, str | float | bool]]
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
    results: NotRequired[Sequence[FileSearchResult]]
    """What was found, when the request asked to include it."""


class ComputerSafetyCheck(TypedDict):
    """A warning about what the model is about to do."""

    id: str
    """Identifier of the warning."""
    code: NotRequired[str]
    """What sort of warning it is."""
    message: NotRequired[str]
    """The warning in words."""


class ClickAction(TypedDict):
    """Press and release a mouse button."""

    button: Literal["left", "right", "wheel", "back", "forward"]
    """Which mouse button."""
    type: Literal["click"]
    """Always `click`."""
    x: int
    """Pixels from the left edge."""
    y: int
    """Pixels from the top edge."""
    keys: NotRequired[list[str]]
    """Keys held down meanwhile."""


class DoubleClickAction(TypedDict):
    """Click twice in quick succession."""

    keys: list[str]
    """Keys held down meanwhile. Required here, unlike in the other actions."""
    type: Literal["double_click"]
    """Always `double_click`."""
    x: int
    """Pixels from the left edge."""
    y: int
    """Pixels from the top edge."""


class DragPoint(TypedDict):
    """A point of a mouse path."""

    x: int
    """Pixels from the left edge."""
    y: int
    """Pixels from the top edge."""


class DragAction(TypedDict):
    """Move the mouse along a path with its button held down."""

    path: Sequence[DragPoint]
    """The points of the path, in order."""
    type: Literal["drag"]
    """Always `drag`."""
    keys: NotRequired[list[str]]
    """Keys held down meanwhile."""


class KeypressAction(TypedDict):
    """Press keys together."""

    keys: list[str]
    """The keys of the combination."""
    type: Literal["keypress"]
    """Always `keypress`."""


class MoveAction(TypedDict):
    """Move the mouse."""

    type: Literal["move"]
    """Always `move`."""
    x: int
    """Pixels from the left edge."""
    y: int
    """Pixels from the top edge."""
    keys: NotRequired[list[str]]
    """Keys held down meanwhile."""


class ScreenshotAction(TypedDict):
    """Take a picture of the screen."""

    type: Literal["screenshot"]
    """Always `screenshot`."""


class ScrollAction(TypedDict):
    """Turn the wheel while the mouse is at a point."""

    scroll_x: int
    """How far to scroll sideways, in pixels."""
    scroll_y: int
    """How far to scroll up or down, in pixels."""
    type: Literal["scroll"]
    """Always `scroll`."""
    x: int
    """Pixels from the left edge to the mouse."""
    y: int
    """Pixels from the top edge to the mouse."""
    keys: NotRequired[list[str]]
    """Keys held down meanwhile."""


class TypeAction(TypedDict):
    """Enter text at the keyboard."""

    text: str
    """The text."""
    type: Literal["type"]
    """Always `type`."""


class WaitAction(TypedDict):
    """Do nothing for a moment."""

    type: Literal["wait"]
    """Always `wait`."""


ComputerAction: TypeAlias = (
    ClickAction
    | DoubleClickAction
    | DragAction
    | KeypressAction
    | MoveAction
    | ScreenshotAction
    | ScrollAction
    | TypeAction
    | WaitAction
)
"""Something to be done at a computer."""


class ComputerCall(TypedDict):
    """The model's wish to operate a computer. A call holds one action or a list of them."""

    id: str
    """Identifier of this item."""
    call_id: str
    """Ties this call to the screenshot that answers it."""
    pending_safety_checks: Sequence[ComputerSafetyCheck]
    """Warnings that somebody has to acknowledge before the actions are carried out."""
    status: ItemStatus
    """How far the call has come."""
    type: Literal["computer_call"]
    """Always `computer_call`."""
    action: NotRequired[ComputerAction]
    """The action, when there is a single one."""
    actions: NotRequired[Sequence[ComputerAction]]
    """The actions to be carried out one after another."""


class ComputerScreenshot(TypedDict):
    """A picture of the screen, by file identifier or by URL."""

    type: Literal["computer_screenshot"]
    """Always `computer_screenshot`."""
    file_id: NotRequired[str]
    """Identifier of an uploaded file with the picture."""
    image_url: NotRequired[str]
    """Where the picture is found."""


class ComputerCallOutputParam(TypedDict):
    """The screen after the actions, given to the model."""

    call_id: str
    """The `call_id` of the call that is answered."""
    output: ComputerScreenshot
    """The screenshot."""
    type: Literal["computer_call_output"]
    """Always `computer_call_output`."""
    id: NotRequired[str]
    """Identifier of this item, when the API gave it one."""
    acknowledged_safety_checks: NotRequired[Sequence[ComputerSafetyCheck]]
    """The warnings that somebody has accepted."""
    status: NotRequired[ItemStatus]
    """Filled when the item was returned by the API."""


class WebSearchSource(TypedDict):
    """A page that a search used."""

    type: Literal["url"]
    """Always `url`."""
    url: str
    """Address of the page."""


class SearchAction(TypedDict):
    """Ask a search engine."""

    type: Literal["search"]
    """Always `search`."""
    queries: NotRequired[list[str]]
    """The queries that were asked."""
    query: NotRequired[str]
    """The query that was asked. Optional here; other references require it and yet call it
    outdated, in favour of `queries`.
    """
    sources: NotRequired[Sequence[WebSearchSource]]
    """The pages that were used."""


class OpenPageAction(TypedDict):
    """Open a page of the results."""

    type: Literal["open_page"]
    """Always `open_page`."""
    url: NotRequired[str]
    """Address of the page."""


class FindInPageAction(TypedDict):
    """Look for a text inside a page."""

    pattern: str
    """What to look for."""
    type: Literal["find_in_page"]
    """Always `find_in_page`."""
    url: str
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


class FunctionCall(TypedDict):
    """The model's wish to have one of the caller's functions run. The same shape travels in both
    directions.
    """

    arguments: str
    """The arguments as JSON text. Nothing ensures that it parses or fits the function's schema."""
    call_id: str
    """Ties this call to the item with its result."""
    name: str
    """Name of the function."""
    type: Literal["function_call"]
    """Always `function_call`."""
    id: NotRequired[str]
    """Identifier of this item."""
    namespace: NotRequired[str]
    """The namespace that the function belongs to."""
    status: NotRequired[ItemStatus]
    """How far the call has come."""


class InputImageParam(TypedDict):
    """An image in the answer of a function. Unlike in messages, `detail` may be left out."""

    type: Literal["input_image"]
    """Always `input_image`."""
    detail: NotRequired[ImageDetail]
    """How closely the image is looked at."""
    file_id: NotRequired[str]
    """Identifier of an uploaded file with the image."""
    image_url: NotRequired[str]
    """Where the image is found, or the image itself as a base64 data URL."""


class InputFileParam(TypedDict):
    """A file in the answer of a function."""

    type: Literal["input_file"]
    """Always `input_file`."""
    detail: NotRequired[FileDetail]
    """How closely the file is looked at."""
    file_data: NotRequired[str]
    """The content of the file, in base64."""
    file_id: NotRequired[str]
    """Identifier of an uploaded file."""
    file_url: NotRequired[str]
    """Where the file can be fetched."""
    filename: NotRequired[str]
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
    id: NotRequired[str]
    """Identifier of this item, when the API gave it one."""
    status: NotRequired[ItemStatus]
    """Filled when the item was returned by the API."""


ToolExecution: TypeAlias = Literal["server", "client"]
"""Who runs the search for tools, the API (`server`) or the caller (`client`)."""


class ToolSearchCallParam(TypedDict):
    """A search for tools that is sent back. Only its arguments are obligatory."""

    arguments: object
    """What was searched for. Any JSON value, since the caller may have set the schema."""
    type: Literal["tool_search_call"]
    """Always `tool_search_call`."""
    id: NotRequired[str]
    """Identifier of this item."""
    call_id: NotRequired[str]
    """Ties the search to the item with its result."""
    execution: NotRequired[ToolExecution]
    """Who ran the search."""
    status: NotRequired[ItemStatus]
    """How far the search had come."""


class FunctionTool(TypedDict):
    """A function of the caller."""

    name: str
    """Name by which the model calls the function."""
    parameters: Mapping[str, object]
    """JSON Schema of the arguments."""
    strict: bool
    """Whether the arguments are forced to fit the schema. The field is listed as required
    although it has a default.
    """
    type: Literal["function"]
    """Always `function`."""
    defer_loading: NotRequired[bool]
    """Whether the function stays out of the context until a tool search brings it up."""
    description: NotRequired[str]
    """What the function does, for the model to decide when to call it."""


class ComparisonFilter(TypedDict):
    """Compare an attribute of a file with a value."""

    key: str
    """Name of the attribute."""
    type: Literal["eq", "ne", "gt", "gte", "lt", "lte", "in", "nin"]
    """How to compare. `in` and `nin` ask whether the attribute is, or is not, one of a list."""
    value: str | float | bool | Sequence[str | float]
    """What to compare with; a list goes with `in` and `nin`."""


class CompoundFilter(TypedDict):
    """Join several conditions. They may be joined ones themselves."""

    filters: Sequence[SearchFilter]
    """The conditions that are joined."""
    type: Literal["and", "or"]
    """Whether all of the conditions (`and`) or one of them (`or`) must hold."""


SearchFilter: TypeAlias = ComparisonFilter | CompoundFilter
"""A condition on the attributes of files, simple or combined."""


class HybridSearchOptions(TypedDict):
    """Weights of the two ways of searching that are merged."""

    embedding_weight: float
    """Weight of the search by meaning."""
    text_weight: float
    """Weight of the search by words."""


class FileSearchRankingOptions(TypedDict):
    """How the findings of a file search are ordered and cut off."""

    hybrid_search: NotRequired[HybridSearchOptions]
    """Weights for searching by meaning and by words at once."""
    ranker: NotRequired[Literal["auto", "default-2024-11-15"]]
    """Which ranker puts the findings in order."""
    score_threshold: NotRequired[float]
    """The least score a finding needs, from 0 to 1. A value near 1 leaves only the best."""


class FileSearchTool(TypedDict):
    """Search in files that were put into vector stores."""

    type: Literal["file_search"]
    """Always `file_search`."""
    vector_store_ids: list[str]
    """Identifiers of the vector stores."""
    filters: NotRequired[SearchFilter]
    """Only files whose attributes fit are searched."""
    max_num_results: NotRequired[int]
    """How many findings to return at most, from 1 to 50."""
    ranking_options: NotRequired[FileSearchRankingOptions]
    """How findings are ordered and cut off."""


class ComputerTool(TypedDict):
    """Operate a computer."""

    type: Literal["computer"]
    """Always `computer`."""


class ComputerUsePreviewTool(TypedDict):
    """Operate a computer, in the form of the preview model."""

    display_height: int
    """Height of the screen in pixels."""
    display_width: int
    """Width of the screen in pixels."""
    environment: Literal["windows", "mac", "linux", "ubuntu", "browser"]
    """What sort of computer it is."""
    type: Literal["computer_use_preview"]
    """Always `computer_use_preview`."""


class WebSearchFilters(TypedDict):
    """What a search is confined to."""

    allowed_domains: NotRequired[list[str]]
    """Domains, with their subdomains, that findings may come from. All are allowed when the list
    is absent.
    """


SearchContextSize: TypeAlias = Literal["low", "medium", "high"]
"""How much of the context window the findings of a search may take."""


class WebSearchLocation(TypedDict):
    """Roughly where the user is, so that findings suit the place."""

    city: NotRequired[str]
    """City, in plain words."""
    country: NotRequired[str]
    """Two letters of ISO 3166-1."""
    region: NotRequired[str]
    """Region, in plain words."""
    timezone: NotRequired[str]
    """Name of a time zone of the IANA database."""
    type: NotRequired[Literal["approximate"]]
    """Always `approximate`. It may be left out here."""


class WebSearchTool(TypedDict):
    """Search the web."""

    type: Literal["web_search", "web_search_2025_08_26"]
    """Name of the tool, with or without a date."""
    filters: NotRequired[WebSearchFilters]
    """What the search is confined to."""
    search_context_size: NotRequired[SearchContextSize]
    """How much of the context window the findings may take."""
    user_location: NotRequired[WebSearchLocation]
    """Roughly where the user is."""


class McpToolFilter(TypedDict):
    """A choice among the tools of an MCP server."""

    read_only: NotRequired[bool]
    """Whether only tools that change nothing are chosen. It rests on what the server says about
    itself.
    """
    tool_names: NotRequired[list[str]]
    """Names of the tools chosen."""


McpToolApprovalSetting: TypeAlias = Literal["always", "never"]
"""One rule on approval for all the tools of an MCP server."""


class McpToolApprovalFilter(TypedDict):
    """Which tools of an MCP server need approval and which do not."""

    always: NotRequired[McpToolFilter]
    """Tools that need approval at each call."""
    never: NotRequired[McpToolFilter]
    """Tools that need no approval."""


class McpTool(TypedDict):
    """Tools of an MCP server. One of `server_url` and `connector_id` has to say where it is."""

    server_label: str
    """A label for the server, repeated in each call of its tools."""
    type: Literal["mcp"]
    """Always `mcp`."""
    allowed_tools: NotRequired[list[str] | McpToolFilter]
    """The tools that may be used, by name or by a filter."""
    authorization: NotRequired[str]
    """OAuth access token for the server. Getting and renewing it is up to the caller."""
    connector_id: NotRequired[
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
    ]
    """One of the services that are connected without a server of the caller's own."""
    defer_loading: NotRequired[bool]
    """Whether the tools stay out of the context until a tool search brings them up."""
    headers: NotRequired[Mapping[str, str]]
    """HTTP headers for every request to the server, such as those that authenticate."""
    require_approval: NotRequired[McpToolApprovalSetting | McpToolApprovalFilter]
    """Which calls need approval."""
    server_description: NotRequired[str]
    """What the server is for, in words for the model."""
    server_url: NotRequired[str]
    """Address of the server."""


ContainerMemoryLimit: TypeAlias = Literal["1g", "4g", "16g", "64g"]
"""How much memory a container gets."""


class ContainerNetworkPolicyDisabled(TypedDict):
    """Nothing can be reached."""

    type: Literal["disabled"]
    """Always `disabled`."""


class ContainerNetworkPolicyDomainSecret(TypedDict):
    """A secret that is put into requests to a domain, out of sight of the code that runs."""

    domain: str
    """The domain."""
    name: str
    """Name of the secret."""
    value: str
    """The secret itself."""


class ContainerNetworkPolicyAllowlist(TypedDict):
    """Only some domains can be reached."""

    allowed_domains: list[str]
    """The domains that can be reached."""
    type: Literal["allowlist"]
    """Always `allowlist`."""
    domain_secrets: NotRequired[Sequence[ContainerNetworkPolicyDomainSecret]]
    """Secrets that are put into requests to some of the domains."""


ContainerNetworkPolicy: TypeAlias = ContainerNetworkPolicyDisabled | ContainerNetworkPolicyAllowlist
"""What a container may reach on the network."""


class CodeInterpreterContainer(TypedDict):
    """A new container for running code."""

    type: Literal["auto"]
    """Always `auto`."""
    file_ids: NotRequired[list[str]]
    """Identifiers of uploaded files to put into it."""
    memory_limit: NotRequired[ContainerMemoryLimit]
    """How much memory it gets."""
    network_policy: NotRequired[ContainerNetworkPolicy]
    """What it may reach on the network."""


class CodeInterpreterTool(TypedDict):
    """Run Python code."""

    container: str | CodeInterpreterContainer
    """Where the code runs, an existing container by its identifier or a new one."""
    type: Literal["code_interpreter"]
    """Always `code_interpreter`."""


class ImageGenerationMask(TypedDict):
    """Which part of a picture is to be painted anew."""

    file_id: NotRequired[str]
    """Identifier of an uploaded file with the mask."""
    image_url: NotRequired[str]
    """The mask itself, as a base64 data URL."""


ImageGenerationModel: TypeAlias = Literal["gpt-image-1", "gpt-image-1-mini", "gpt-image-1.5"] | str
"""Model that makes pictures. Other names than those listed are accepted."""


ImageGenerationSize: TypeAlias = Literal["1024x1024", "1024x1536", "1536x1024", "auto"] | str
"""Width and height of a picture in pixels, or `auto`. Which sizes are possible depends on the
model, so other texts are accepted.
"""


class ImageGenerationTool(TypedDict):
    """Make pictures."""

    type: Literal["image_generation"]
    """Always `image_generation`."""
    action: NotRequired[Literal["generate", "edit", "auto"]]
    """Whether to make a new picture or to edit one."""
    background: NotRequired[Literal["transparent", "opaque", "auto"]]
    """What lies behind the subject."""
    input_fidelity: NotRequired[Literal["high", "low"]]
    """How closely to keep to the features of the pictures that are given. `gpt-image-1-mini`
    does not know it.
    """
    input_image_mask: NotRequired[ImageGenerationMask]
    """Which part of a picture is to be painted anew."""
    model: NotRequired[ImageGenerationModel]
    """The model that makes the pictures."""
    moderation: NotRequired[Literal["auto", "low"]]
    """How strictly pictures are moderated."""
    output_compression: NotRequired[int]
    """Compression of the output, in per cent."""
    output_format: NotRequired[Literal["png", "webp", "jpeg"]]
    """File format of the picture."""
    partial_images: NotRequired[int]
    """How many unfinished pictures to stream on the way, from 0 to 3."""
    quality: NotRequired[Literal["low", "medium", "high", "auto"]]
    """How much effort goes into the picture."""
    size: NotRequired[ImageGenerationSize]
    """Width and height of the picture."""


class LocalShellTool(TypedDict):
    """Run commands on the caller's machine."""

    type: Literal["local_shell"]
    """Always `local_shell`."""


class SkillReference(TypedDict):
    """A skill that was uploaded before."""

    skill_id: str
    """Identifier of the skill."""
    type: Literal["skill_reference"]
    """Always `skill_reference`."""
    version: NotRequired[str]
    """Number of the version as a text, or `latest`. The default version is taken when it is
    absent.
    """


class InlineSkillSource(TypedDict):
    """The files of a skill, as a zip archive."""

    data: str
    """The archive in base64."""
    media_type: Literal["application/zip"]
    """Always `application/zip`."""
    type: Literal["base64"]
    """Always `base64`."""


class InlineSkill(TypedDict):
    """A skill that is sent along."""

    description: str
    """What the skill is good for."""
    name: str
    """Name of the skill."""
    source: InlineSkillSource
    """The files of the skill."""
    type: Literal["inline"]
    """Always `inline`."""


ContainerSkill: TypeAlias = SkillReference | InlineSkill
"""A skill for a container, kept at the API or sent along."""


class ContainerAuto(TypedDict):
    """A container that is set up for the request."""

    type: Literal["container_auto"]
    """Always `container_auto`."""
    file_ids: NotRequired[list[str]]
    """Identifiers of uploaded files to put into it."""
    memory_limit: NotRequired[ContainerMemoryLimit]
    """How much memory it gets."""
    network_policy: NotRequired[ContainerNetworkPolicy]
    """What it may reach on the network."""
    skills: NotRequired[Sequence[ContainerSkill]]
    """The skills at hand inside it."""


class LocalSkill(TypedDict):
    """A skill that lies on the caller's machine."""

    description: str
    """What the skill is good for."""
    name: str
    """Name of the skill."""
    path: str
    """The directory of the skill."""


class LocalEnvironment(TypedDict):
    """The caller's own machine."""

    type: Literal["local"]
    """Always `local`."""
    skills: NotRequired[Sequence[LocalSkill]]
    """The skills at hand on it."""


class ContainerReference(TypedDict):
    """A container that exists already."""

    container_id: str
    """Identifier of the container."""
    type: Literal["container_reference"]
    """Always `container_reference`."""


ShellEnvironment: TypeAlias = ContainerAuto | LocalEnvironment | ContainerReference
"""Where the commands of a shell run."""


class ShellTool(TypedDict):
    """Run commands in a shell."""

    type: Literal["shell"]
    """Always `shell`."""
    environment: NotRequired[ShellEnvironment]
    """Where the commands run."""


class TextFormat(TypedDict):
    """Any text."""

    type: Literal["text"]
    """Always `text`."""


class GrammarFormat(TypedDict):
    """Text that follows a grammar."""

    definition: str
    """The grammar."""
    syntax: Literal["lark", "regex"]
    """The language the grammar is written in."""
    type: Literal["grammar"]
    """Always `grammar`."""


CustomToolInputFormat: TypeAlias = TextFormat | GrammarFormat
"""What the text for a custom tool has to look like."""


class CustomTool(TypedDict):
    """A tool of the caller that takes free text instead of JSON arguments."""

    name: str
    """Name by which the model calls the tool."""
    type: Literal["custom"]
    """Always `custom`."""
    defer_loading: NotRequired[bool]
    """Whether the tool stays out of the context until a tool search brings it up."""
    description: NotRequired[str]
    """What the tool does, for the model to decide when to call it."""
    format: NotRequired[CustomToolInputFormat]
    """What the text has to look like. Anything goes when it is absent."""


class NamespaceFunctionTool(TypedDict):
    """A function inside a namespace. Unlike a function of its own, it needs only a name."""

    name: str
    """Name by which the model calls the function."""
    type: Literal["function"]
    """Always `function`."""
    defer_loading: NotRequired[bool]
    """Whether the function stays out of the context until a tool search brings it up."""
    description: NotRequired[str]
    """What the function does, for the model to decide when to call it."""
    parameters: NotRequired[object]
    """JSON Schema of the arguments, as any JSON value."""
    strict: NotRequired[bool]
    """Whether the arguments are forced to fit the schema."""


NamespaceMember: TypeAlias = NamespaceFunctionTool | CustomTool
"""A tool of a namespace, a function or a custom tool."""


class NamespaceTool(TypedDict):
    """Functions and custom tools under a common name."""

    description: str
    """What the tools have in common, in words for the model."""
    name: str
    """Name of the namespace."""
    tools: Sequence[NamespaceMember]
    """The tools of the namespace."""
    type: Literal["namespace"]
    """Always `namespace`."""


class ToolSearchTool(TypedDict):
    """Search for tools that were not loaded at the start."""

    type: Literal["tool_search"]
    """Always `tool_search`."""
    description: NotRequired[str]
    """What a search of the caller's own does, in words for the model."""
    execution: NotRequired[ToolExecution]
    """Who runs the search."""
    parameters: NotRequired[object]
    """JSON Schema of the arguments of a search of the caller's own, as any JSON value."""


class WebSearchPreviewLocation(TypedDict):
    """Roughly where the user is, for the preview form of the tool."""

    type: Literal["approximate"]
    """Always `approximate`. It is required here."""
    city: NotRequired[str]
    """City, in plain words."""
    country: NotRequired[str]
    """Two letters of ISO 3166-1."""
    region: NotRequired[str]
    """Region, in plain words."""
    timezone: NotRequired[str]
    """Name of a time zone of the IANA database."""


class WebSearchPreviewTool(TypedDict):
    """Search the web, in the earlier preview form."""

    type: Literal["web_search_preview", "web_search_preview_2025_03_11"]
    """Name of the tool, with or without a date."""
    search_content_types: NotRequired[list[Literal["text", "image"]]]
    """What kinds of content to look for."""
    search_context_size: NotRequired[SearchContextSize]
    """How much of the context window the findings may take."""
    user_location: NotRequired[WebSearchPreviewLocation]
    """Roughly where the user is."""


class ApplyPatchTool(TypedDict):
    """Change files by patches."""

    type: Literal["apply_patch"]
    """Always `apply_patch`."""


Tool: TypeAlias = (
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
)
"""A tool that the model may use, told apart by `type`."""


class ToolSearchOutputParam(TypedDict):
    """The tools that a search brought up, given to the model."""

    tools: Sequence[Tool]
    """Definitions of the tools found."""
    type: Literal["tool_search_output"]
    """Always `tool_search_output`."""
    id: NotRequired[str]
    """Identifier of this item."""
    call_id: NotRequired[str]
    """The `call_id` of the search that is answered."""
    execution: NotRequired[ToolExecution]
    """Who ran the search."""
    status: NotRequired[ItemStatus]
    """How far the search had come."""


class SummaryText(TypedDict):
    """A summary of what the model did so far."""

    text: str
    """The summary."""
    type: Literal["summary_text"]
    """Always `summary_text`."""


class ReasoningText(TypedDict):
    """A thought of the model."""

    text: str
    """The thought."""
    type: Literal["reasoning_text"]
    """Always `reasoning_text`."""


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
    encrypted_content: NotRequired[str]
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
    id: NotRequired[str]
    """Identifier of this item."""


class ImageGenerationCall(TypedDict):
    """A picture that the model had made."""

    id: str
    """Identifier of this item."""
    result: str | None
    """The picture in base64; null until it is there."""
    status: Literal["in_progress", "completed", "generating", "failed"]
    """How far the picture has come."""
    type: Literal["image_generation_call"]
    """Always `image_generation_call`."""


class CodeInterpreterLogs(TypedDict):
    """Text that code printed."""

    logs: str
    """The text."""
    type: Literal["logs"]
    """Always `logs`."""


class CodeInterpreterImage(TypedDict):
    """A picture that code made."""

    type: Literal["image"]
    """Always `image`."""
    url: str
    """Where the picture is found."""


CodeInterpreterOutput: TypeAlias = CodeInterpreterLogs | CodeInterpreterImage
"""Something that code produced."""


class CodeInterpreterCall(TypedDict):
    """Code that the model ran in a container."""

    id: str
    """Identifier of this item."""
    code: str | None
    """The code; null when it is not to be had."""
    container_id: str
    """Identifier of the container that it ran in."""
    outputs: Sequence[CodeInterpreterOutput] | None
    """What the code produced; null when nothing was recorded or asked for."""
    status: Literal["in_progress", "completed", "incomplete", "interpreting", "failed"]
    """How far the run has come."""
    type: Literal["code_interpreter_call"]
    """Always `code_interpreter_call`."""


class LocalShellAction(TypedDict):
    """A command and its surroundings."""

    command: list[str]
    """The program and its arguments, one element each."""
    env: Mapping[str, str]
    """Environment variables that the command gets, by name."""
    type: Literal["exec"]
    """Always `exec`."""
    timeout_ms: NotRequired[int]
    """After how many milliseconds to give up."""
    user: NotRequired[str]
    """Account under which the command runs."""
    working_directory: NotRequired[str]
    """Directory that the command starts in."""


class LocalShellCall(TypedDict):
    """The model's wish to have a command run on the caller's machine."""

    id: str
    """Identifier of this item."""
    action: LocalShellAction
    """The command and its surroundings."""
    call_id: str
    """Ties this call to its result."""
    status: ItemStatus
    """How far the call has come."""
    type: Literal["local_shell_call"]
    """Always `local_shell_call`."""


class LocalShellCallOutput(TypedDict):
    """What a command on the caller's machine brought."""

    id: str
    """Identifier of the call that is answered. There is no `call_id` in this kind."""
    output: str
    """The result as JSON text."""
    type: Literal["local_shell_call_output"]
    """Always `local_shell_call_output`."""
    status: NotRequired[ItemStatus]
    """How far the item has come."""


class ShellActionParam(TypedDict):
    """Commands and the limits they run under."""

    commands: list[str]
    """The commands, to be run in order."""
    max_output_length: NotRequired[int]
    """How many characters of output to keep."""
    timeout_ms: NotRequired[int]
    """After how many milliseconds to give up."""


ShellCallEnvironmentParam: TypeAlias = LocalEnvironment | ContainerReference
"""Where the commands of a call run, on the caller's machine or in a container."""


class ShellCallParam(TypedDict):
    """Commands for a shell that are sent back."""

    action: ShellActionParam
    """The commands and their limits."""
    call_id: str
    """Ties this call to its result."""
    type: Literal["shell_call"]
    """Always `shell_call`."""
    id: NotRequired[str]
    """Identifier of this item, when the API gave it one."""
    environment: NotRequired[ShellCallEnvironmentParam]
    """Where the commands run."""
    status: NotRequired[ItemStatus]
    """How far the call had come."""


class TimeoutOutcome(TypedDict):
    """The command ran out of time."""

    type: Literal["timeout"]
    """Always `timeout`."""


class ExitOutcome(TypedDict):
    """The command came to its end."""

    exit_code: int
    """Exit code of the command; 0 stands for success."""
    type: Literal["exit"]
    """Always `exit`."""


ShellOutcome: TypeAlias = TimeoutOutcome | ExitOutcome
"""How a command ended."""


class ShellOutputChunkParam(TypedDict):
    """What a command brought and how it ended."""

    outcome: ShellOutcome
    """How the command ended."""
    stderr: str
    """What it wrote to its error stream."""
    stdout: str
    """What it wrote to its output stream."""


class ShellCallOutputParam(TypedDict):
    """What commands for a shell brought, given to the model."""

    call_id: str
    """The `call_id` of the call that is answered."""
    output: Sequence[ShellOutputChunkParam]
    """What each command brought."""
    type: Literal["shell_call_output"]
    """Always `shell_call_output`."""
    id: NotRequired[str]
    """Identifier of this item, when the API gave it one."""
    max_output_length: NotRequired[int]
    """How many characters of output were kept."""
    status: NotRequired[ItemStatus]
    """How far the item had come."""


class CreateFileOperation(TypedDict):
    """Make a new file."""

    diff: str
    """The content of the file, written as a diff."""
    path: str
    """Path of the file, from the root of the workspace."""
    type: Literal["create_file"]
    """Always `create_file`."""


class DeleteFileOperation(TypedDict):
    """Remove a file."""

    path: str
    """Path of the file, from the root of the workspace."""
    type: Literal["delete_file"]
    """Always `delete_file`."""


class UpdateFileOperation(TypedDict):
    """Change a file that exists."""

    diff: str
    """The change, written as a diff."""
    path: str
    """Path of the file, from the root of the workspace."""
    type: Literal["update_file"]
    """Always `update_file`."""


ApplyPatchOperation: TypeAlias = CreateFileOperation | DeleteFileOperation | UpdateFileOperation
"""A change to a single file."""


ApplyPatchCallStatus: TypeAlias = Literal["in_progress", "completed"]
"""Whether a patch is still being made."""


class ApplyPatchCallParam(TypedDict):
    """A change to a file that is sent back."""

    call_id: str
    """Ties this call to its result."""
    operation: ApplyPatchOperation
    """The change."""
    status: ApplyPatchCallStatus
    """How far the call had come."""
    type: Literal["apply_patch_call"]
    """Always `apply_patch_call`."""
    id: NotRequired[str]
    """Identifier of this item, when the API gave it one."""


ApplyPatchOutputStatus: TypeAlias = Literal["completed", "failed"]
"""Whether a patch could be applied."""


class ApplyPatchCallOutputParam(TypedDict):
    """What became of a change to a file, given to the model."""

    call_id: str
    """The `call_id` of the call that is answered."""
    status: ApplyPatchOutputStatus
    """Whether the change could be made."""
    type: Literal["apply_patch_call_output"]
    """Always `apply_patch_call_output`."""
    id: NotRequired[str]
    """Identifier of this item, when the API gave it one."""
    output: NotRequired[str]
    """Words about the outcome, such as why it failed."""


class McpListedTool(TypedDict):
    """A tool of an MCP server."""

    input_schema: object
    """JSON Schema of the arguments. Taken over from the server as any JSON value."""
    name: str
    """Name of the tool."""
    annotations: NotRequired[object]
    """What else the server says about the tool, as any JSON value."""
    description: NotRequired[str]
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
    error: NotRequired[str]
    """Why the list could not be had."""


class McpApprovalRequest(TypedDict):
    """The question whether a tool of an MCP server may be called."""

    id: str
    """Identifier of this item, which the answer has to name."""
    arguments: str
    """The arguments as JSON text."""
    name: str
    """Name of the tool."""
    server_label: str
    """Which MCP server it is."""
    type: Literal["mcp_approval_request"]
    """Always `mcp_approval_request`."""


class McpApprovalResponseParam(TypedDict):
    """The caller's yes or no to calling a tool of an MCP server."""

    approval_request_id: str
    """Identifier of the question."""
    approve: bool
    """Whether the tool may be called."""
    type: Literal["mcp_approval_response"]
    """Always `mcp_approval_response`."""
    id: NotRequired[str]
    """Identifier of this item, when the API gave it one."""
    reason: NotRequired[str]
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
    approval_request_id: NotRequired[str]
    """Identifier of the approval that is waited for, to be repeated in the answer to it."""
    error: NotRequired[str]
    """Why the call failed."""
    output: NotRequired[str]
    """What the tool returned."""
    status: NotRequired[Literal["in_progress", "completed", "incomplete", "calling", "failed"]]
    """How far the call has come."""


class CustomToolCallOutput(TypedDict):
    """What a custom tool returned. The same shape travels in both directions."""

    call_id: str
    """The `call_id` of the call that is answered."""
    output: str | Sequence[InputContent]
    """The result, as text or as a list of parts."""
    type: Literal["custom_tool_call_output"]
    """Always `custom_tool_call_output`."""
    id: NotRequired[str]
    """Identifier of this item."""


class CustomToolCall(TypedDict):
    """The model's wish to have a custom tool run, with free text in place of JSON arguments."""

    call_id: str
    """Ties this call to the item with its result."""
    input: str
    """The text for the tool, in whatever format the tool asks for."""
    name: str
    """Name of the custom tool."""
    type: Literal["custom_tool_call"]
    """Always `custom_tool_call`."""
    id: NotRequired[str]
    """Identifier of this item."""
    namespace: NotRequired[str]
    """The namespace that the tool belongs to."""


class ItemReference(TypedDict):
    """Stands for an item that the server already keeps, so that it need not be sent again."""

    id: str
    """Identifier of the item that is meant."""
    type: NotRequired[Literal["item_reference"]]
    """Always `item_reference`."""


class TextContent(TypedDict):
    """A text without annotations, whoever wrote it."""

    text: str
    """The text."""
    type: Literal["text"]
    """Always `text`."""


class ComputerScreenshotContent(TypedDict):
    """A screenshot of a computer as part of a message."""

    detail: ImageDetail
    """How closely the screenshot is looked at."""
    file_id: str | None
    """Identifier of an uploaded file with the screenshot; null when there is only a URL."""
    image_url: str | None
    """Where the screenshot is found; null when there is only a file."""
    type: Literal["computer_screenshot"]
    """Always `computer_screenshot`."""


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


MessageRole: TypeAlias = Literal[
    "unknown", "user", "assistant", "system", "critic", "discriminator", "developer", "tool"
]
"""Who speaks. Beside the familiar roles there are some that only the server hands out."""


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
    phase: NotRequired[MessagePhase]
    """Only on assistant messages."""


class ToolSearchCall(TypedDict):
    """A search for tools that were not loaded at the start."""

    id: str
    """Identifier of this item."""
    arguments: object
    """What is searched for, as any JSON value."""
    call_id: str
    """Ties the search to the item with its result."""
    execution: ToolExecution
    """Who runs the search."""
    status: ItemStatus
    """How far the search has come."""
    type: Literal["tool_search_call"]
    """Always `tool_search_call`."""
    created_by: NotRequired[str]
    """Identifier of whoever caused the item."""


class ToolSearchOutput(TypedDict):
    """The tools that a search brought up, as the compaction kept them."""

    id: str
    """Identifier of this item."""
    call_id: str
    """The `call_id` of the search that was answered."""
    execution: ToolExecution
    """Who ran the search."""
    status: ItemStatus
    """How far the search has come."""
    tools: Sequence[Tool]
    """Definitions of the tools found."""
    type: Literal["tool_search_output"]
    """Always `tool_search_output`."""
    created_by: NotRequired[str]
    """Identifier of whoever caused the item."""


class FunctionCallOutput(TypedDict):
    """What a function returned, as the compaction kept it."""

    call_id: str
    """The `call_id` of the call that was answered."""
    output: str | Sequence[InputContent]
    """The result, as text or as a list of parts."""
    type: Literal["function_call_output"]
    """Always `function_call_output`."""
    id: NotRequired[str]
    """Identifier of this item."""
    status: NotRequired[ItemStatus]
    """How far the item has come."""


class ComputerCallOutput(TypedDict):
    """The screen after the actions, as the compaction kept it."""

    id: str
    """Identifier of this item."""
    call_id: str
    """The `call_id` of the call that was answered."""
    output: ComputerScreenshot
    """The screenshot."""
    status: Literal["completed", "incomplete", "failed", "in_progress"]
    """How far the item has come. Here, unlike on input, it may have `failed`."""
    type: Literal["computer_call_output"]
    """Always `computer_call_output`."""
    acknowledged_safety_checks: NotRequired[Sequence[ComputerSafetyCheck]]
    """The warnings that were accepted."""
    created_by: NotRequired[str]
    """Identifier of whoever caused the item."""


class CompactionItem(TypedDict):
    """A part of the conversation, compacted."""

    id: str
    """Identifier of this item."""
    encrypted_content: str
    """The compacted part, readable for the API alone. To be sent back to the provider that made
    it, unaltered.
    """
    type: Literal["compaction"]
    """Always `compaction`."""
    created_by: NotRequired[str]
    """Identifier of whoever caused the item."""


class ShellAction(TypedDict):
    """Commands and the limits they ran under. A limit that was not set is null."""

    commands: list[str]
    """The commands, run in order."""
    max_output_length: int | None
    """How many characters of output were to be kept."""
    timeout_ms: int | None
    """After how many milliseconds the run was to be given up."""


class ShellCallLocalEnvironment(TypedDict):
    """The commands ran on the caller's machine. Unlike in a request, no skills are listed."""

    type: Literal["local"]
    """Always `local`."""


ShellCallEnvironment: TypeAlias = ShellCallLocalEnvironment | ContainerReference
"""Where the commands of a call ran."""


class ShellCall(TypedDict):
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
    type: Literal["shell_call"]
    """Always `shell_call`."""
    created_by: NotRequired[str]
    """Identifier of whoever caused the item."""


class ShellOutputChunk(TypedDict):
    """What a command brought, how it ended and who caused it."""

    outcome: ShellOutcome
    """How the command ended."""
    stderr: str
    """What it wrote to its error stream."""
    stdout: str
    """What it wrote to its output stream."""
    created_by: NotRequired[str]
    """Identifier of whoever caused the chunk."""


class ShellCallOutput(TypedDict):
    """What commands for a shell brought, as the compaction kept it."""

    id: str
    """Identifier of this item."""
    call_id: str
    """The `call_id` of the call that was answered."""
    max_output_length: int
    """How many characters of output were kept."""
    output: Sequence[ShellOutputChunk]
    """What each command brought."""
    status: ItemStatus
    """How far the item has come."""
    type: Literal["shell_call_output"]
    """Always `shell_call_output`."""
    created_by: NotRequired[str]
    """Identifier of whoever caused the item."""


class ApplyPatchCall(TypedDict):
    """A change to a file that the model asked for."""

    id: str
    """Identifier of this item."""
    call_id: str
    """Ties this call to its result."""
    operation: ApplyPatchOperation
    """The change."""
    status: ApplyPatchCallStatus
    """How far the call has come."""
    type: Literal["apply_patch_call"]
    """Always `apply_patch_call`."""
    created_by: NotRequired[str]
    """Identifier of whoever caused the item."""


class ApplyPatchCallOutput(TypedDict):
    """What became of a change to a file, as the compaction kept it."""

    id: str
    """Identifier of this item."""
    call_id: str
    """The `call_id` of the call that was answered."""
    status: ApplyPatchOutputStatus
    """Whether the change could be made."""
    type: Literal["apply_patch_call_output"]
    """Always `apply_patch_call_output`."""
    created_by: NotRequired[str]
    """Identifier of whoever caused the item."""
    output: NotRequired[str]
    """Words about the outcome, such as why it failed."""


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
    reason: NotRequired[str]
    """Why it was decided so."""
