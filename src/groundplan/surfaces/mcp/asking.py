"""Questions to the user, through a client that can put them; for others they are part of the answer."""

from collections.abc import Callable
from typing import Any, Literal

from mcp.server.mcpserver import AcceptedElicitation, Context, Elicit, ElicitationResult
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import BaseModel, Field, create_model

from groundplan.architect.playbook import Question
from groundplan.spec.failure import GroundplanError
from groundplan.surfaces.mcp.failures import sentence


class Nothing(BaseModel):
    """There is nothing to ask, or nobody to be asked."""


def asked(context: Context[Any, Any], questions: Callable[[], tuple[Question, ...]]) -> Elicit[Any] | Nothing:
    """The open questions as one form, if there are any and the client can show a form."""
    if not _shows_forms(context):
        return Nothing()
    try:
        found = questions()
    except GroundplanError as error:
        raise ToolError(sentence(error)) from error
    if not found:
        return Nothing()
    text = "\n".join(f"{question.question} {question.why}" for question in found)
    return Elicit(text, create_model("Answers", **{question.topic: _field(question) for question in found}))


def answers(said: ElicitationResult[Any]) -> dict[str, str]:
    """What the user answered; nothing where the form was put aside."""
    return said.data.model_dump() if isinstance(said, AcceptedElicitation) else {}


def _shows_forms(context: Context[Any, Any]) -> bool:
    capabilities = context.client_capabilities
    form = capabilities.elicitation if capabilities is not None else None
    return form is not None and (form.form is not None or form.url is None)


def _field(question: Question) -> Any:
    values = tuple(choice.value for choice in question.choices)
    told = "; ".join(f"{choice.value}: {choice.meaning}" for choice in question.choices)
    kind: Any = Literal[values] if values and not question.open else str
    return kind, Field(default=question.default or ..., title=question.question, description=told or question.why)
