"""The command line: what there is to call. What calling means is in `_runtime.command`."""

from __future__ import annotations

from collections.abc import Sequence

from ._runtime.command import run
from ._runtime.program import Listed, Program, Service

PROGRAM = Program(
    name="responses-compact",
    package=__package__,
    doc="Compaction of conversations. Calls the API and prints its answer.",
    services=(
        Service(
            name="openai",
            client="OpenAI",
            module=".openai.operations",
            settings={
                "api_key": "An API key or a short-lived access token. Read from `OPENAI_API_KEY` when it isn't given.",
                "organization": "Identifier of the organization that the call is charged to. Read from `OPENAI_ORG_ID` when it isn't given.",
                "project": "Identifier of the project that the call belongs to. Read from `OPENAI_PROJECT_ID` when it isn't given.",
            },
            operations=(
                Listed(
                    words=("responses", "compact"),
                    constant="RESPONSES_COMPACT",
                    doc="Replaces a conversation by a shorter list of items.",
                    notice="",
                    arguments={
                        "model": "The model that does the compaction, by its identifier.",
                        "input": "The conversation to compact, as one text or as a list of items.",
                        "instructions": "System or developer text for this request only.",
                        "previous_response_id": "Identifier of a stored response whose conversation is continued.",
                        "prompt_cache_key": "A name under which requests that begin alike share the prompt cache.",
                        "prompt_cache_retention": "How long a cached prompt prefix may live.",
                        "service_tier": "The processing class asked for.",
                    },
                ),
            ),
        ),
        Service(
            name="azure",
            client="AzureOpenAI",
            module=".azure.operations",
            settings={
                "azure_ad_token": "A Microsoft Entra ID token for the scope `https://ai.azure.com/.default`, or a function that returns one and is asked anew for each try. Read from `AZURE_OPENAI_AD_TOKEN` when it isn't given.",
                "azure_ad_token_provider": "A Microsoft Entra ID token for the scope `https://ai.azure.com/.default`, or a function that returns one and is asked anew for each try. Read from `AZURE_OPENAI_AD_TOKEN` when it isn't given.",
                "api_key": "One of the two keys of the resource. Read from `AZURE_OPENAI_API_KEY` when it isn't given.",
                "azure_endpoint": "Scheme and host of the resource, in the form `https://your-resource.openai.azure.com`. Read from `AZURE_OPENAI_ENDPOINT` when it isn't given.",
                "api_version": "`v1` or `preview`.",
            },
            operations=(
                Listed(
                    words=("responses", "compact"),
                    constant="RESPONSES_COMPACT",
                    doc="Replaces a conversation by a shorter list of items.",
                    notice="",
                    arguments={
                        "model": "The name of the deployment that does the compaction.",
                        "input": "The conversation to compact, as one text or as a list of items.",
                        "instructions": "System or developer text for this request only.",
                        "previous_response_id": "Identifier of a stored response whose conversation is continued.",
                        "prompt_cache_key": "A name under which requests that begin alike share the prompt cache.",
                        "prompt_cache_retention": "How long a cached prompt prefix may live.",
                        "service_tier": "The processing class asked for.",
                    },
                ),
            ),
        ),
        Service(
            name="yandex",
            client="YandexAI",
            module=".yandex.operations",
            settings={
                "api_key": "An API key of a service account. Read from `YC_API_KEY` when it isn't given.",
                "iam_token": "An IAM token of a user or a service account. Read from `YC_IAM_TOKEN` when it isn't given.",
                "folder": "Identifier of the folder that the call is charged to. Read from `YC_FOLDER_ID` when it isn't given.",
            },
            operations=(
                Listed(
                    words=("responses", "compact"),
                    constant="RESPONSES_COMPACT",
                    doc="Replaces a conversation by a shorter list of items.",
                    notice="Yandex AI Studio documents this operation and marks it as currently not supported. A call is sent all the same, and may fail.",
                    arguments={
                        "model": "The model that does the compaction, as a URI of the form `gpt://<folder>/<model>/latest`.",
                        "input": "The conversation to compact, as one text or as a list of items.",
                        "instructions": "System or developer text for this request only.",
                        "previous_response_id": "Identifier of a stored response whose conversation is continued.",
                        "prompt_cache_key": "A name under which requests that begin alike share the prompt cache.",
                        "prompt_cache_retention": "How long a cached prompt prefix may live.",
                    },
                ),
            ),
        ),
    ),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command and return its exit code; by default the command of this process."""
    return run(PROGRAM, arguments)


if __name__ == "__main__":
    raise SystemExit(main())
