"""From a request to a proposal: understand, clarify, decide, design, verify."""

import re
from collections.abc import Callable, Mapping
from typing import Literal

from groundplan.architect.brief import Brief, Intent
from groundplan.architect.clarify import MOST, open_questions
from groundplan.architect.decide import Weighed, decide
from groundplan.architect.handed import Design, decoded, with_design
from groundplan.architect.playbook import Ground, Option, Playbook, Question
from groundplan.architect.registry import all_playbooks, playbook_named
from groundplan.architect.understand.reader import understand
from groundplan.architect.understand.vague import TOPIC
from groundplan.architect.verify import new_findings
from groundplan.checks.settings import Settings
from groundplan.evolution.compare import Comparison, compare
from groundplan.evolution.migrating import migration_of
from groundplan.evolution.superseding import with_superseding
from groundplan.spec.conventions import Conventions
from groundplan.spec.failure import InvalidInput
from groundplan.spec.finding import Finding
from groundplan.spec.noun import Noun
from groundplan.spec.record import Decision, OptionRow
from groundplan.spec.spec import Spec

INDEX = re.compile(r"(?:build|drop) an index\b")
Status = Literal["ready", "nothing_to_do", "needs_clarification", "declined", "not_understood", "unsound"]


class Considered(Noun, frozen=True):
    """The options that were weighed for one thing that was asked."""

    title: str
    options: tuple[Weighed, ...]
    chosen: str


class Proposal(Noun, frozen=True):
    """What comes of a request. Only one that is `ready` changes anything.

    Args:
        understood: what was understood, a short sentence each.
        questions: what is open, at most three, when `needs_clarification`.
        assumptions: the questions whose default was taken, with it.
        considered: what was weighed.
        after: the specification as it will be.
        changes: what that changes, by element.
        decision: the slug of the record that it adds, or empty.
        message: why nothing can be done.
        element: the address of the element that serves instead of the code that was asked for.
        suggestions: the nearest things that can be done.
        findings: what the proposal would break, when `unsound`.
    """

    request: str
    status: Status
    after: Spec
    understood: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    assumptions: tuple[tuple[str, str], ...] = ()
    considered: tuple[Considered, ...] = ()
    changes: Comparison = Comparison()
    decision: str = ""
    message: str = ""
    element: str = ""
    suggestions: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


# What a request asks for. `understand` is the reader that is built in; a language model can be another.
Reader = Callable[[str, Spec, Conventions], Brief]
# What becomes of a design in plain JSON values; the only way in which one that was not made here gets in.
Judge = Callable[[object], Proposal]
# What was asked for and no playbook plans, and what is planned so far; makes a design, and gives what the judge says of it.
Designer = Callable[[tuple[str, ...], Proposal, Judge], Proposal]


def propose(
    request: str,
    spec: Spec,
    conventions: Conventions,
    *,
    answers: Mapping[str, str],
    assume: bool,
    today: str,
    settings: Settings = Settings(),
    reader: Reader = understand,
    designer: Designer | None = None,
) -> Proposal:
    """What the architect proposes for a request.

    Args:
        request: free text.
        spec: what there is.
        conventions: what the project has decided.
        answers: answers given ahead, by topic; that to a request which says too little takes its place.
        assume: take the default of every question that is open, and say so.
        today: the ISO date of decision records.
        settings: which rules a proposal has to hold.
        reader: what understands the request.
        designer: what designs that for which there is no playbook.

    Raises:
        InvalidInput: an answer is none of the choices of its question.
    """
    brief = reader(answers.get(TOPIC, request), spec, conventions)
    if brief.unfit and designer is None:
        brief = brief.replace(unknown=(*brief.unknown, *brief.unfit))
    if (refused := _refused(brief, spec)) is not None:
        return refused
    planning = _Planning(spec, conventions, answers, today)
    for intent in brief.intents:
        planning.add(intent)
    asked = sorted(planning.asked.values(), key=lambda question: -question.weight)
    unanswerable = [question for question in asked if not question.default]
    if asked and (unanswerable or not assume):
        questions = tuple(asked if not assume else unanswerable)[:MOST]
        return Proposal(request, "needs_clarification", spec, tuple(planning.understood), questions=questions)
    notes = (
        *brief.contradictions,
        *(f"left aside, since it asks for nothing that I can tell: “{text}”" for text in brief.aside),
        *(
            f"left aside, since {intent.resource.replace('_', ' ')} have no “{word}”"
            for intent in brief.intents
            for word in intent.left
        ),
        *(f"read as “{text}”" for text in brief.restated),
    )
    proposal = Proposal(
        request,
        "ready",
        planning.after,
        (*planning.understood, *(f"Note: {text}." for text in notes)),
        assumptions=(*brief.assumed, *((question.topic, question.default) for question in asked)),
        considered=tuple(planning.considered),
        decision=planning.decision,
    )
    if not brief.unfit or designer is None:
        return _judged(proposal, spec, today, settings)
    return designer(brief.unfit, proposal, _judge(proposal, spec, today, settings))


def _judge(proposal: Proposal, spec: Spec, today: str, settings: Settings) -> Judge:
    """Says what becomes of a design on top of what is planned; one that cannot be read is as unsound as one with findings."""

    def judged(data: object) -> Proposal:
        try:
            return _judged(_with_design(proposal, decoded(data)), spec, today, settings)
        except InvalidInput as error:
            return unsound(proposal, spec, error)

    return judged


def review(request: str, design: Design, spec: Spec, *, today: str, settings: Settings = Settings()) -> Proposal:
    """What becomes of a design that somebody else made for a request; nothing of it is taken that brings a finding.

    Raises:
        InvalidInput: an element of the design has no place in the specification.
    """
    return _judged(_with_design(Proposal(request, "ready", spec), design), spec, today, settings)


def unsound(proposal: Proposal, spec: Spec, error: InvalidInput) -> Proposal:
    """A proposal that cannot be offered on a specification, and why."""
    message = f"{error.message}: {error.mend}" if error.mend else error.message
    return proposal.replace(status="unsound", after=spec, changes=Comparison(), message=f"{message}.")


def _with_design(proposal: Proposal, design: Design) -> Proposal:
    recorded = design.decisions[0].slug if design.decisions else proposal.decision
    return proposal.replace(after=with_design(proposal.after, design), decision=recorded)


class _Planning:
    """Intent after intent, each designed on what those before it leave."""

    def __init__(self, spec: Spec, conventions: Conventions, answers: Mapping[str, str], today: str) -> None:
        self.after = spec
        self.understood: list[str] = []
        self.considered: list[Considered] = []
        self.asked: dict[str, Question] = {}
        self.decision = ""
        self._conventions = conventions
        self._answers = answers
        self._today = today

    def add(self, intent: Intent) -> None:
        playbook = playbook_named(intent.playbook)
        if playbook.targets and not intent.resource and "resource" in self._answers:
            intent = intent.replace(resource=self._answers["resource"])
        ground = Ground(intent, self.after, self._conventions, today=self._today)
        questions = open_questions(playbook, ground, self._answers)
        self.asked |= {question.topic: question for question in questions}
        settled = {**{topic: question.default for topic, question in self.asked.items()}, **self._answers}
        if playbook.targets and not intent.resource:
            intent = intent.replace(resource=settled["resource"])
        if playbook.targets and not intent.resource:
            self.understood.append(_sentence(intent, playbook, True))
            return
        ground = Ground(intent, self.after, self._conventions, settled, self._today)
        option, decided = decide(playbook, ground, settled)
        changed = decided.after != self.after
        if len(decided.weighed) > 1:
            self.considered.append(Considered(playbook.title, decided.weighed, option.name))
        self.understood.append(_sentence(intent, playbook, changed))
        self.after = decided.after
        if option.decision and (changed or playbook.advises):
            self._record(playbook, option, decided.weighed, ground)

    def _record(self, playbook: Playbook, option: Option, weighed: tuple[Weighed, ...], ground: Ground) -> None:
        if any(known.title == option.decision and known.status == "accepted" for known in self.after.decisions):
            return
        assumed = playbook.topic in self.asked
        record = _record(playbook, option, weighed, ground, self._today, assumed)
        decided = with_superseding(self.after, record)
        if decided is not self.after:
            self.after, self.decision = decided, decided.decisions[-1].slug


def _judged(proposal: Proposal, spec: Spec, today: str, settings: Settings) -> Proposal:
    """The proposal with what the database goes through, unless it changes nothing or brings findings."""
    after = proposal.after
    migration = migration_of(spec, after, today)
    # What the data model says of all indexes is enough for one that comes alone.
    if migration is not None and not all(INDEX.match(step.step) for step in migration.steps):
        after = after.with_migration(migration)
    proposal = proposal.replace(after=after, changes=compare(spec, after))
    if not proposal.changes:
        return proposal.replace(status="nothing_to_do", after=spec, message="The specs say all of this already.")
    if findings := new_findings(spec, after, settings):
        codes = ", ".join(dict.fromkeys(finding.code for finding in findings))
        message = f"The change would bring new findings ({codes}), so it is not offered."
        return proposal.replace(status="unsound", after=spec, message=message, findings=findings)
    return proposal


def _refused(brief: Brief, spec: Spec) -> Proposal | None:
    """The answer to a request that nothing can be planned for."""
    if brief.declined:
        message = "Groundplan writes specifications and never code, so nothing was written."
        return Proposal(brief.request, "declined", spec, message=message, element=brief.declined)
    if brief.contradictions and not brief.intents:
        said = "; ".join(brief.contradictions)
        return Proposal(brief.request, "needs_clarification", spec, message=f"The request contradicts itself: {said}.")
    if brief.asks:
        return Proposal(brief.request, "needs_clarification", spec, brief.restated, questions=brief.asks[:MOST])
    if brief.unknown or not (brief.intents or brief.unfit):
        wishes = "; ".join(brief.unknown).rstrip(".")
        part = "this part of the request" if brief.intents else "the request"
        message = f"I do not understand {part}, or have no plan for it: {wishes}."
        return Proposal(brief.request, "not_understood", spec, message=message, suggestions=_nearest(brief.request))
    return None


def _nearest(request: str) -> tuple[str, ...]:
    """Examples of the playbooks that share most words with the request, then of the others."""
    words = set(re.findall(r"[a-z]+", request.lower()))

    def shared(playbook: Playbook) -> int:
        return len(words & set(re.findall(r"[a-z]+", " ".join((playbook.title, *playbook.calls)).lower())))

    ranked = sorted(all_playbooks(), key=lambda playbook: -shared(playbook))
    return tuple(playbook.example for playbook in ranked[:3])


def _sentence(intent: Intent, playbook: Playbook, changed: bool) -> str:
    what = f"{playbook.title}: {intent.resource.replace('_', ' ')}" if intent.resource else playbook.title
    details = [
        f"fields {', '.join(field.name for field in intent.fields)}" if intent.fields else "",
        f"only {', '.join(intent.operations)}" if intent.operations else "",
        f"roles {', '.join(intent.roles)}" if intent.roles else "",
        f"by {', '.join((*intent.filters, *intent.sorts))}" if intent.filters or intent.sorts else "",
        {"owner": "each user their own", "shared": "shared by all", "public": "open to everybody"}.get(
            intent.scope, ""
        ),
    ]
    told = "; ".join(filter(None, details))
    return f"{what}{f' ({told})' if told else ''}{'' if changed else ' — there already'}"


def _record(
    playbook: Playbook, option: Option, weighed: tuple[Weighed, ...], ground: Ground, today: str, assumed: bool
) -> Decision:
    """The decision record of a choice among real alternatives; `assumed` if it is the default of an open question."""
    aspects = dict.fromkeys(aspect for one in weighed for aspect in one.traits)
    slug = re.sub(r"[^a-z0-9]+", "-", option.decision.lower().replace("'", "")).strip("-")
    rejected = [
        f"{one.title}: {one.why[0].lower()}{one.why[1:]}" for one in weighed if one.name != option.name and one.why
    ]
    return Decision(
        slug=f"{today}-{slug}",
        title=option.decision,
        date=today,
        affects=playbook.affects,
        context=playbook.context(ground),
        options=tuple(one.title for one in weighed),
        comparison=tuple(OptionRow(a, tuple(one.traits.get(a, "") for one in weighed)) for a in aspects),
        decision=(
            f"{option.title}. {option.why}",
            *(f"Not chosen — {text}" for text in rejected),
            *(("Assumed: it is the default, and nobody was asked.",) if assumed else ()),
        ),
        consequences=option.consequences,
    )
