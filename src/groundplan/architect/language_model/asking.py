"""One talk with a model: instructions and parts in, one typed answer out; sent back until it holds, and counted."""

import asyncio
import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from pydantic_ai import Agent, Tool, ToolOutput
from pydantic_ai.capabilities import PrepareOutputTools
from pydantic_ai.exceptions import AgentRunError
from pydantic_ai.tools import RunContext, ToolDefinition
from pydantic_ai.usage import RunUsage, UsageLimits

from groundplan.architect.language_model.failures import run_failed
from groundplan.architect.language_model.model import LanguageModel

# How often a model may answer; each answer but the last is sent back with what is wrong with it.
ATTEMPTS = 3
# Answers and questions for elements together.
REQUESTS = 15
Answer = TypeVar("Answer")


def ask(
    model: LanguageModel,
    instructions: str,
    parts: Mapping[str, str],
    answer: Callable[..., Answer],
    *,
    tools: Sequence[Tool[object]] = (),
    schema: Mapping[str, Any] | None = None,
) -> Answer:
    """What a model answers.

    Args:
        model: whom to ask.
        instructions: what it shall do.
        parts: what it is shown, each between tags of its name.
        answer: makes the answer of what the model sends, or sends it back with `ModelRetry`.
        tools: what it may call.
        schema: what `answer` takes, where its signature does not say.

    Raises:
        ModelFailed: there is no answer.
    """

    async def prepared(_: RunContext[object], definitions: list[ToolDefinition]) -> list[ToolDefinition]:
        if schema is not None:
            for definition in definitions:
                definition.parameters_json_schema = dict(schema)
        return definitions

    prompt = "\n\n".join(f"<{name}>\n{text}\n</{name}>" for name, text in parts.items())
    usage = RunUsage()
    try:
        with warnings.catch_warnings():
            # Of prices and settings that this provider does not know, and that an answer is none of pydantic's types.
            warnings.simplefilter("ignore")
            agent = Agent(
                model.connected(),
                output_type=ToolOutput(answer, name="answer"),
                instructions=instructions,
                tools=tools,
                retries=ATTEMPTS - 1,
                # Failed requests are repeated by us alone, and only where the provider says when.
                model_settings={"max_retries": 0, "timeout": model.timeout},
                capabilities=[PrepareOutputTools(prepared)],
            )
            run = agent.run(prompt, usage=usage, usage_limits=UsageLimits(request_limit=REQUESTS))
            return asyncio.run(run).output
    except AgentRunError as error:
        raise run_failed(error, model.name) from None
    finally:
        model.count(usage)
