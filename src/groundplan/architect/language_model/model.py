"""A language model of some provider: when it is asked, what it has been shown, and what that took."""

from collections.abc import Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING

from groundplan.architect.brief import Brief
from groundplan.architect.language_model.context import Shown
from groundplan.architect.propose import Judge, Proposal, Reader
from groundplan.architect.understand.reader import understand
from groundplan.spec.conventions import Conventions
from groundplan.spec.failure import InvalidInput
from groundplan.spec.noun import Noun
from groundplan.spec.spec import Spec

if TYPE_CHECKING:
    from pydantic_ai.models import Model
    from pydantic_ai.usage import RunUsage


class Consulted(Noun, frozen=True, omit_defaults=False):
    """What a language model had to do with a proposal; without requests it had no hand in it.

    Args:
        requests, input_tokens, output_tokens: as the provider counts them.
        shown_tokens: what it was shown of the specification, about; `budget` bounds it.
        left_out: how many elements it was not shown.
    """

    name: str
    requests: int
    input_tokens: int
    output_tokens: int
    shown_tokens: int
    budget: int
    left_out: int


class LanguageModel:
    """Reads requests that the embedded reader does not understand, and designs what no playbook plans.

    Args:
        name: the provider and its name for the model: `anthropic:claude-sonnet-5`.
        budget: about how many tokens of the specification it may be shown for a proposal.
        timeout: after how many seconds an answer is waited for no longer.
        always: read every request with it, also one that is understood without.
        model: the model itself, where it is no provider's.
    """

    def __init__(
        self,
        name: str,
        *,
        budget: int,
        timeout: float,
        always: bool = False,
        model: "Model | None" = None,
    ) -> None:
        provider, _, model_name = name.partition(":")
        if not (provider and model_name):
            raise InvalidInput(
                f"`{name}` names no language model",
                mend="name the provider and its model: `openai:gpt-5.2`, `anthropic:claude-sonnet-5`",
            )
        if find_spec("pydantic_ai") is None:
            raise InvalidInput(
                "language models need `pydantic-ai`, which is not installed",
                mend='install it: pip install "groundplan[llm]"',
            )
        self.name = name
        self.timeout = timeout
        self._always = always
        self._budget = budget
        self._model = model
        self._shown = Shown(Spec(), budget)
        self._requests = self._input = self._output = 0
        self._read: dict[str, Brief] = {}

    @property
    def consulted(self) -> Consulted:
        """What it took so far."""
        return Consulted(
            self.name,
            self._requests,
            self._input,
            self._output,
            self._shown.tokens,
            self._budget,
            self._shown.left_out if self._requests else 0,
        )

    def reader(self, answers: Mapping[str, str], assume: bool) -> Reader:
        """A reader that knows what the user has answered already, and, if it may `assume`, asks nothing."""

        def read(request: str, spec: Spec, conventions: Conventions) -> Brief:
            if request not in self._read:
                self._shown = Shown(spec, self._budget)
            plain = understand(request, spec, conventions)
            if not self._always and _understood(plain):
                return plain
            known = self._read.get(request)
            if known is not None and not known.asks:
                return known
            from groundplan.architect.language_model.reader import read_by

            self._read[request] = read_by(self, self._shown, request, spec, conventions, answers, assume)
            return self._read[request]

        return read

    def design(self, wishes: tuple[str, ...], planned: Proposal, conventions: Conventions, judge: Judge) -> Proposal:
        """A design of what no playbook plans, as good as the model gets it."""
        from groundplan.architect.language_model.designer import design_by

        self._shown = self._shown.of(planned.after)
        return design_by(self, self._shown, wishes, planned, conventions, judge)

    def connected(self) -> "Model":
        """The model behind the name; each request to it is waited for, and fails in words of ours."""
        from groundplan.architect.language_model.provider import Patient, provided

        if not isinstance(self._model, Patient):
            self._model = Patient(self._model or provided(self.name), self.name, self.timeout)
        return self._model

    def count(self, usage: "RunUsage") -> None:
        """Add what a run took."""
        self._requests += usage.requests
        self._input += usage.input_tokens
        self._output += usage.output_tokens


def _understood(brief: Brief) -> bool:
    """Whether nothing of a request is left to a model: it is understood as a whole, or refused for what it is."""
    refused = bool(brief.declined or (brief.contradictions and not brief.intents))
    return refused or bool(brief.intents and not brief.unknown and not brief.aside)
