"""A language model that says what a test has written down, and remembers what it was told."""

import copy
from collections.abc import Callable
from typing import Any

from pydantic_ai.messages import ModelMessage, ModelResponse, TextPart, ToolCallPart
from pydantic_ai.models.function import AgentInfo, FunctionModel

from groundplan.architect.language_model.model import LanguageModel

Answer = dict[str, Any] | str | Callable[[str], dict[str, Any]]
# A design that no rule finds anything in.
MOON: dict[str, Any] = {
    "routers": [{"name": "moon", "title": "Moon", "prefix": "/api/moon", "module": "routers/moon"}],
    "endpoints": [
        {
            "router": "moon",
            "endpoint": {
                "method": "GET",
                "path": "/api/moon",
                "summary": "Say the phase of the moon.",
                "access": {"kind": "public", "reason": "the moon is nobody's"},
                "scope": {"kind": "none", "reason": "no row is read"},
                "behavior": {"verb": "answer", "text": "the phase of the moon today"},
                "responses": [{"status": 200, "schema": "Moon", "when": "always"}],
                "criteria": [{"text": "Without a token it answers 200 with `phase`."}],
            },
        }
    ],
    "schemas": [
        {
            "name": "Moon",
            "description": "The phase of the moon.",
            "fields": [{"name": "phase", "type": {"kind": "enum", "values": ["new", "waxing", "full", "waning"]}}],
        }
    ],
}
MOON_WISHED = "the phase of the moon can be asked for"


def moon(**changes: Any) -> dict[str, Any]:
    """The design with other values in its endpoint."""
    design = copy.deepcopy(MOON)
    design["endpoints"][0]["endpoint"] |= changes
    return design


def brief(*wishes: tuple[str, str], **more: Any) -> dict[str, Any]:
    """A reading: playbooks with their sentences, and what else it says."""
    said = [{"playbook": playbook, "sentence": sentence} for playbook, sentence in wishes]
    return {"wishes": said, "unfit": [], "questions": [], "assumed": [], "aside": [], **more}


def unfit(*wishes: str) -> dict[str, Any]:
    return brief(unfit=list(wishes))


class Script:
    """Answers in turn, the last one again and again; a text is said, a function is given all that the model was told."""

    def __init__(self, *answers: Answer) -> None:
        self._answers = list(answers)
        self.told: list[str] = []

    def language_model(self, *, budget: int = 8_000, always: bool = False) -> LanguageModel:
        return LanguageModel(
            "scripted:model", budget=budget, timeout=60, always=always, model=FunctionModel(self._answer)
        )

    def _answer(self, messages: list[ModelMessage], _: AgentInfo) -> ModelResponse:
        self.told.append(repr(messages))
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, str):
            return ModelResponse(parts=[TextPart(answer)])
        said = answer(self.told[-1]) if callable(answer) else answer
        tool = next((name for name in ("read_element", "list_addresses") if name in said), "answer")
        arguments = said.get(tool, said if "wishes" in said else {"elements": said})
        return ModelResponse(parts=[ToolCallPart(tool, arguments)])
