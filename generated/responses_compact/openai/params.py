"""Objects that can be sent.

They are dictionaries in wire form, for type checkers to check; models and plain dictionaries do as
well in their place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NotRequired, TypeAlias, TypedDict

from ..params import (
    Annotation as Annotation,
    ApplyPatchCall as ApplyPatchCall,
    ApplyPatchCallOutput as ApplyPatchCallOutput,
    ApplyPatchCallOutputParam as ApplyPatchCallOutputParam,
    ApplyPatchCallParam as ApplyPatchCallParam,
    ApplyPatchCallStatus as ApplyPatchCallStatus,
    ApplyPatchOperation as ApplyPatchOperation,
    ApplyPatchOutputStatus as ApplyPatchOutputStatus,
    ApplyPatchTool as ApplyPatchTool,
    ClickAction as ClickAction,
    CodeInterpreterCall as CodeInterpreterCall,
    CodeInterpreterContainer as CodeInterpreterContainer,
    CodeInterpreterImage as CodeInterpreterImage,
    CodeInterpreterLogs as CodeInterpreterLogs,
    CodeInterpreterOutput as CodeInterpreterOutput,
    CodeInterpreterTool as CodeInterpreterTool,
    CompactionItem as CompactionItem,
    CompactionItemParam as CompactionItemParam,
    ComparisonFilter as ComparisonFilter,
    CompoundFilter as CompoundFilter,
    ComputerAction as ComputerAction,
    ComputerCall as ComputerCall,
    ComputerCallOutput as ComputerCallOutput,
    ComputerCallOutputParam as ComputerCallOutputParam,
    ComputerSafetyCheck as ComputerSafetyCheck,
    ComputerScreenshot as ComputerScreenshot,
    ComputerScreenshotContent as ComputerScreenshotContent,
    ComputerTool as ComputerTool,
    ComputerUsePreviewTool as ComputerUsePreviewTool,
    ContainerAuto as ContainerAuto,
    ContainerFileCitation as ContainerFileCitation,
    ContainerMemoryLimit as ContainerMemoryLimit,
    ContainerNetworkPolicy as ContainerNetworkPolicy,
    ContainerNetworkPolicyAllowlist as ContainerNetworkPolicyAllowlist,
    ContainerNetworkPolicyDisabled as ContainerNetworkPolicyDisabled,
    ContainerNetworkPolicyDomainSecret as ContainerNetworkPolicyDomainSecret,
    ContainerReference as ContainerReference,
    ContainerSkill as ContainerSkill,
    CreateFileOperation as CreateFileOperation,
    CustomTool as CustomTool,
    CustomToolCall as CustomToolCall,
    CustomToolCallOutput as CustomToolCallOutput,
    CustomToolInputFormat as CustomToolInputFormat,
    DeleteFileOperation as DeleteFileOperation,
    DoubleClickAction as DoubleClickAction,
    DragAction as DragAction,
    DragPoint as DragPoint,
    EasyInputMessage as EasyInputMessage,
    ExitOutcome as ExitOutcome,
    FileCitation as FileCitation,
    FileDetail as FileDetail,
    FilePathAnnotation as FilePathAnnotation,
    FileSearchCall as FileSearchCall,
    FileSearchRankingOptions as FileSearchRankingOptions,
    FileSearchResult as FileSearchResult,
    FileSearchTool as FileSearchTool,
    FindInPageAction as FindInPageAction,
    FunctionCall as FunctionCall,
    FunctionCallOutput as FunctionCallOutput,
    FunctionCallOutputParam as FunctionCallOutputParam,
    FunctionTool as FunctionTool,
    GrammarFormat as GrammarFormat,
    HybridSearchOptions as HybridSearchOptions,
    ImageDetail as ImageDetail,
    ImageGenerationCall as ImageGenerationCall,
    ImageGenerationMask as ImageGenerationMask,
    ImageGenerationModel as ImageGenerationModel,
    ImageGenerationSize as ImageGenerationSize,
    ImageGenerationTool as ImageGenerationTool,
    InlineSkill as InlineSkill,
    InlineSkillSource as InlineSkillSource,
    InputContent as InputContent,
    InputContentParam as InputContentParam,
    InputFile as InputFile,
    InputFileParam as InputFileParam,
    InputImage as InputImage,
    InputImageParam as InputImageParam,
    InputText as InputText,
    ItemReference as ItemReference,
    ItemStatus as ItemStatus,
    KeypressAction as KeypressAction,
    LocalEnvironment as LocalEnvironment,
    LocalShellAction as LocalShellAction,
    LocalShellCall as LocalShellCall,
    LocalShellCallOutput as LocalShellCallOutput,
    LocalShellTool as LocalShellTool,
    LocalSkill as LocalSkill,
    McpApprovalRequest as McpApprovalRequest,
    McpApprovalResponse as McpApprovalResponse,
    McpApprovalResponseParam as McpApprovalResponseParam,
    McpCall as McpCall,
    McpListTools as McpListTools,
    McpListedTool as McpListedTool,
    McpTool as McpTool,
    McpToolApprovalFilter as McpToolApprovalFilter,
    McpToolApprovalSetting as McpToolApprovalSetting,
    McpToolFilter as McpToolFilter,
    Message as Message,
    MessageContent as MessageContent,
    MessageParam as MessageParam,
    MessagePhase as MessagePhase,
    MessageRole as MessageRole,
    ModelIds as ModelIds,
    MoveAction as MoveAction,
    NamespaceFunctionTool as NamespaceFunctionTool,
    NamespaceMember as NamespaceMember,
    NamespaceTool as NamespaceTool,
    OpenPageAction as OpenPageAction,
    OutputMessageContent as OutputMessageContent,
    OutputMessageParam as OutputMessageParam,
    OutputText as OutputText,
    ReasoningItem as ReasoningItem,
    ReasoningText as ReasoningText,
    Refusal as Refusal,
    ScreenshotAction as ScreenshotAction,
    ScrollAction as ScrollAction,
    SearchAction as SearchAction,
    SearchContextSize as SearchContextSize,
    SearchFilter as SearchFilter,
    ShellAction as ShellAction,
    ShellActionParam as ShellActionParam,
    ShellCall as ShellCall,
    ShellCallEnvironment as ShellCallEnvironment,
    ShellCallEnvironmentParam as ShellCallEnvironmentParam,
    ShellCallLocalEnvironment as ShellCallLocalEnvironment,
    ShellCallOutput as ShellCallOutput,
    ShellCallOutputParam as ShellCallOutputParam,
    ShellCallParam as ShellCallParam,
    ShellEnvironment as ShellEnvironment,
    ShellOutcome as ShellOutcome,
    ShellOutputChunk as ShellOutputChunk,
    ShellOutputChunkParam as ShellOutputChunkParam,
    ShellTool as ShellTool,
    SkillReference as SkillReference,
    SummaryText as SummaryText,
    TextContent as TextContent,
    TextFormat as TextFormat,
    TimeoutOutcome as TimeoutOutcome,
    TokenLogprob as TokenLogprob,
    Tool as Tool,
    ToolExecution as ToolExecution,
    ToolSearchCall as ToolSearchCall,
    ToolSearchCallParam as ToolSearchCallParam,
    ToolSearchOutput as ToolSearchOutput,
    ToolSearchOutputParam as ToolSearchOutputParam,
    ToolSearchTool as ToolSearchTool,
    TopLogprob as TopLogprob,
    TypeAction as TypeAction,
    UpdateFileOperation as UpdateFileOperation,
    UrlCitation as UrlCitation,
    WaitAction as WaitAction,
    WebSearchAction as WebSearchAction,
    WebSearchCall as WebSearchCall,
    WebSearchFilters as WebSearchFilters,
    WebSearchLocation as WebSearchLocation,
    WebSearchPreviewLocation as WebSearchPreviewLocation,
    WebSearchPreviewTool as WebSearchPreviewTool,
    WebSearchSource as WebSearchSource,
    WebSearchTool as WebSearchTool,
)


class AdditionalToolsParam(TypedDict):
    """Tools that become available from this place of the conversation on."""

    role: Literal["developer"]
    """Always `developer`; no other role may add tools."""
    tools: Sequence[Tool]
    """Definitions of the tools."""
    type: Literal["additional_tools"]
    """Always `additional_tools`."""
    id: NotRequired[str]
    """Identifier of this item."""


class CompactionTrigger(TypedDict):
    """A wish to compact the conversation at this place. Allowed as the last item of the input
    only; what it would do on this operation is nowhere explained.
    """

    type: Literal["compaction_trigger"]
    """Always `compaction_trigger`."""


InputItem: TypeAlias = (
    EasyInputMessage
    | MessageParam
    | OutputMessageParam
    | FileSearchCall
    | ComputerCall
    | ComputerCallOutputParam
    | WebSearchCall
    | FunctionCall
    | FunctionCallOutputParam
    | ToolSearchCallParam
    | ToolSearchOutputParam
    | AdditionalToolsParam
    | ReasoningItem
    | CompactionItemParam
    | ImageGenerationCall
    | CodeInterpreterCall
    | LocalShellCall
    | LocalShellCallOutput
    | ShellCallParam
    | ShellCallOutputParam
    | ApplyPatchCallParam
    | ApplyPatchCallOutputParam
    | McpListTools
    | McpApprovalRequest
    | McpApprovalResponseParam
    | McpCall
    | CustomToolCallOutput
    | CustomToolCall
    | CompactionTrigger
    | ItemReference
)
"""One element of the conversation that is sent. Most kinds are told apart by `type`; three
message forms share the value `message`, and `type` may be left out of two of them and of a
reference.
"""


class CompactRequest(TypedDict):
    """What is sent to have a conversation compacted. Either `input` or `previous_response_id`
    (or both) says which conversation is meant, though neither is listed as required.
    """

    model: ModelIds
    """The model that does the compaction, by its identifier."""
    input: NotRequired[str | Sequence[InputItem]]
    """The conversation to compact, as one text or as a list of items. The items that an earlier
    compaction returned can be sent back here untouched.
    """
    instructions: NotRequired[str]
    """System or developer text for this request only. Those that applied to the response named
    by `previous_response_id` are not carried over.
    """
    previous_response_id: NotRequired[str]
    """Identifier of a stored response whose conversation is continued. It excludes a
    `conversation` parameter, which this operation does not offer anyway.
    """
    prompt_cache_key: NotRequired[str]
    """A name under which requests that begin alike share the prompt cache. OpenAI's published
    specification allows up to 64 characters.
    """
    prompt_cache_retention: NotRequired[Literal["in_memory", "24h"]]
    """How long a cached prompt prefix may live. `in_memory` ends with the cache's own eviction,
    `24h` asks for a day.
    """
    service_tier: NotRequired[Literal["auto", "default", "flex", "priority"]]
    """The processing class asked for. It decides on price and speed, not on the result."""


class AdditionalTools(TypedDict):
    """Tools that were added in the middle of the conversation."""

    id: str
    """Identifier of this item."""
    role: MessageRole
    """Who added the tools."""
    tools: Sequence[Tool]
    """Definitions of the tools."""
    type: Literal["additional_tools"]
    """Always `additional_tools`."""


OutputItem: TypeAlias = (
    Message
    | FunctionCall
    | ToolSearchCall
    | ToolSearchOutput
    | AdditionalTools
    | FunctionCallOutput
    | FileSearchCall
    | WebSearchCall
    | ImageGenerationCall
    | ComputerCall
    | ComputerCallOutput
    | ReasoningItem
    | CompactionItem
    | CodeInterpreterCall
    | LocalShellCall
    | LocalShellCallOutput
    | ShellCall
    | ShellCallOutput
    | ApplyPatchCall
    | ApplyPatchCallOutput
    | McpListTools
    | McpApprovalRequest
    | McpApprovalResponse
    | McpCall
    | CustomToolCall
    | CustomToolCallOutput
)
"""One element of the compacted conversation, told apart by `type`."""
