"""Tools that plan: a wish in words, its questions, a design that the agent made; what comes of them waits for review."""

from typing import Annotated, Any

from mcp.server.mcpserver import Context, Elicit, ElicitationResult, MCPServer, Resolve
from mcp_types import CallToolResult, ToolAnnotations
from pydantic import BaseModel, Field

from groundplan.architect.propose import Proposal
from groundplan.evolution.wording import worded
from groundplan.surfaces.mcp import asking
from groundplan.surfaces.mcp.answers import Choice, Option, Planned, Question
from groundplan.surfaces.mcp.desk import Asked, Case, Desk
from groundplan.surfaces.mcp.failures import told
from groundplan.surfaces.mcp.lines import found, gone_through, grave
from groundplan.surfaces.planning import where_specified

SAVES = ToolAnnotations(read_only_hint=False, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
Answers = Annotated[dict[str, str], Field(description="answers by topic, as `questions` names topics and values")]


def register(server: MCPServer[Any], desk: Desk) -> None:
    """Give a server the tools that plan."""

    def ask(request: str, answers: dict[str, str], on: str, ctx: Context[Any, Any]) -> Elicit[Any] | asking.Nothing:
        return asking.asked(ctx, lambda: desk.questions(desk.asked(request, answers, on)))

    def ask_again(proposal: str, answers: dict[str, str], ctx: Context[Any, Any]) -> Elicit[Any] | asking.Nothing:
        return asking.asked(ctx, lambda: desk.questions(desk.answered(proposal, answers)))

    def settled(asked: Asked, said: ElicitationResult[Any]) -> CallToolResult:
        return _planned(desk.settled(asked._replace(answers={**asked.answers, **asking.answers(said)}))).sent()

    @server.tool(annotations=SAVES)
    @told
    def plan(
        request: Annotated[str, Field(description="what is wanted, in the user's own words")],
        said: Annotated[ElicitationResult[BaseModel], Resolve(ask)],
        answers: Answers = {},
        on: Annotated[str, Field(description="a waiting proposal to go on from; the two become one")] = "",
    ) -> Annotated[CallToolResult, Planned]:
        """Turn a wish into a change of the specs that waits for review. Nothing is applied.

        With `needs_clarification`, put the questions to the user and call `answer`.
        """
        return settled(desk.asked(request, answers, on), said)

    @server.tool(annotations=SAVES)
    @told
    def answer(
        proposal: Annotated[str, Field(description="the name that `plan` gave")],
        said: Annotated[ElicitationResult[BaseModel], Resolve(ask_again)],
        answers: Answers = {},
    ) -> Annotated[CallToolResult, Planned]:
        """Answer the open questions of a request, or answer those of a waiting proposal otherwise."""
        return settled(desk.answered(proposal, answers), said)

    @server.tool(annotations=SAVES)
    @told
    def hand_in(
        request: Annotated[str, Field(description="what the design is for, in one sentence")],
        design: Annotated[dict[str, Any], Field(description="a `Design`: see `types`, and `read` with form `data`")],
    ) -> Annotated[CallToolResult, Planned]:
        """Hand in a design of your own, as data. It is checked, and one that brings findings is not taken."""
        return _planned(desk.handed_in(request, design)).sent()


def _planned(case: Case) -> Planned:
    proposal = case.planned.proposal
    ready = proposal.status == "ready"
    message = proposal.message
    if proposal.status == "declined":
        message += f" What the code has to do is specified in {where_specified(case.planned)}."
    return Planned(
        status="saved" if proposal.status == "ready" else proposal.status,
        proposal=case.name,
        message=message,
        understood=list(proposal.understood),
        assumed=dict(proposal.assumptions),
        questions=_questions(proposal),
        options=_options(proposal),
        changes=[worded(difference) for difference in proposal.changes.differences] if ready else [],
        clients=grave(case.planned.verdicts) if ready else [],
        database=gone_through(case.planned.migration) if ready else [],
        decision=proposal.decision,
        findings=found(proposal.findings),
        next=_next(proposal, case.name),
    )


def _questions(proposal: Proposal) -> list[Question]:
    return [
        Question(
            topic=question.topic,
            question=question.question,
            why=question.why,
            choices=[Choice(value=choice.value, meaning=choice.meaning) for choice in question.choices],
            default=question.default,
            open=question.open or not question.choices,
        )
        for question in proposal.questions
    ]


def _options(proposal: Proposal) -> list[Option]:
    return [
        Option(
            decision=considered.title,
            title=option.title,
            recommended=option.recommended,
            chosen=option.name == considered.chosen,
            why=option.why,
            trade_offs=option.traits,
        )
        for considered in proposal.considered
        for option in considered.options
    ]


def _next(proposal: Proposal, name: str) -> str:
    match proposal.status:
        case "ready":
            return f"tell the user what changes (`review` has the difference); once they agree, `apply` {name}"
        case "needs_clarification" if proposal.questions:
            return f"ask the user, then `answer` {name}"
        case "needs_clarification":
            return "ask the user which of the two they mean, and `plan` that"
        case "unsound":
            return "mend what is found, and `hand_in` again"
        case "not_understood":
            return f"say it plainly, as in: {'; '.join(proposal.suggestions)}; or design it yourself and `hand_in`"
        case _:
            return ""
