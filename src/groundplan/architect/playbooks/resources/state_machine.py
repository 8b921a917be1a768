"""Rows that move through states."""

from groundplan.architect.brief import Intent
from groundplan.architect.designs.accounts import with_accounts
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.roles import with_roles
from groundplan.architect.designs.states import Workflow, with_workflow
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.understand.wish import Wish
from groundplan.architect.understand.workflow import APPROVAL, Flow, find_doers, find_flow
from groundplan.spec.spec import Spec

FEW = 4


def _flow(ground: Ground) -> Flow | None:
    """The states and moves that the request tells, or that were answered."""
    answered = ground.answers.get("states", "")
    return find_flow(ground.intent.quote) or (find_flow(f"states: {answered}") if answered else None)


def _field(ground: Ground, flow: Flow) -> str:
    """The field that moves: one that has such states already, or that is called so."""
    model = next((model for model in ground.spec.models if model.table == ground.intent.resource), None)
    fields = model.fields if model is not None else ()
    if model is not None and model.states is not None:
        return model.states.field
    overlap = [
        f.name for f in fields if f.type is not None and f.type.kind == "enum" and {*f.type.values} & {*flow.states}
    ]
    named = [f.name for f in fields if f.name in ("status", "state", "stage", "phase")]
    return next(iter((*overlap, *named)), "status")


def _doers(ground: Ground, flow: Flow) -> tuple[tuple[str, str], ...]:
    known = tuple(role.name for role in ground.spec.auth.roles) if ground.spec.auth is not None else ()
    told = find_doers(ground.intent.quote, flow, known)
    approver = ground.answers.get("approver", "")
    if approver and approver != "anybody":
        said = {action for action, _ in told}
        told += tuple(
            (move.action, approver)
            for move in flow.moves
            if move.action in ("approve", "reject") and move.action not in said
        )
    return told


def _build(ground: Ground) -> Spec:
    spec, flow = ground.spec, _flow(ground)
    if flow is None:
        return spec
    doers = _doers(ground, flow)
    wanted = tuple(dict.fromkeys(role for _, role in doers))
    if wanted:
        spec = with_accounts(spec, ground.conventions, "rotate")
        declared = tuple(role.name for role in spec.auth.roles) if spec.auth is not None else ()
        if missing := tuple(role for role in wanted if role not in declared):
            spec = with_roles(spec, missing if declared else ("member", *missing), "none", ground.conventions)
    workflow = Workflow(_field(ground, flow), flow.states, flow.moves, doers)
    return with_workflow(spec, ground.intent.resource, workflow)


def _options(ground: Ground) -> tuple[Option, ...]:
    flow = _flow(ground)
    many = flow is not None and len(flow.states) > FEW
    return (
        Option(
            "actions",
            "An action for each move",
            _build,
            {"A wrong move": "409", "Who may do what": "said at each action", "New moves": "new paths"},
            "Each move has its own rights, its own effects and its own tests.",
            decision=f"Move {Names(ground.intent.resource).words} through their states by actions" if many else "",
            consequences=(
                "The state is no field of any body; who changes it by hand in the database skips every rule.",
            ),
        ),
    )


def _questions(ground: Ground) -> tuple[Question, ...]:
    model = next((model for model in ground.spec.models if model.table == ground.intent.resource), None)
    if model is not None and model.states is not None:
        return ()
    questions, flow = [], _flow(ground)
    if flow is None:
        asked = "Which states are there, in their order?"
        why = "The states decide the moves, and each move is an endpoint with rules of its own."
        questions.append(Question("states", asked, why, (), "", weight=85))
    if APPROVAL.search(ground.intent.quote) and not (
        flow is not None and find_doers(ground.intent.quote, flow, _roles(ground.spec))
    ):
        roles = _roles(ground.spec) or ("admin",)
        choices = (
            *(Choice(role, f"those with the role `{role}`") for role in roles),
            Choice("anybody", "whoever reaches the row"),
        )
        why = "An approval that the asker can give is none."
        questions.append(Question("approver", "Who approves?", why, choices, roles[-1], weight=75))
    return tuple(questions)


def _roles(spec: Spec) -> tuple[str, ...]:
    return tuple(role.name for role in spec.auth.roles) if spec.auth is not None else ()


def _reads(wish: Wish) -> Intent | None:
    return Intent("state-machine", wish.resource)


def _follows(wish: Wish, intent: Intent) -> Intent:
    """A later sentence may tell of more moves; they are read from all that was said."""
    return intent


playbook = Playbook(
    name="state-machine",
    title="Move rows through states",
    calls=(
        "go|goes|move|moves|pass|change|progress from to",
        "from to then|to",
        "arrow arrow",
        "first then",
        "start|starts|begin|begins as|in then|becomes|become",
        "then then",
        "workflow|lifecycle|life",
        "state machine|transition|diagram",
        "status|state transition|workflow|flow|order|sequence",
        "approval|approve step|workflow|process|flow|before|reject|by|manager|needs|need",
        "approve|approved|approval reject|rejected",
        "submit|submitted approve|approved|review|reviewed|reject",
        "draft published|publish|submitted|review|approved|sent|final",
        "sign|signed off",
        "can|may be cancel|cancelled|reject|rejected|approve|approved|reopen|reopened|close|closed|archived|refunded|withdrawn until|before|while|unless|only|when",
        "approval",
        "need|must be approved|approve",
    ),
    example="projects go from draft to active to finished, and can be cancelled until they are finished",
    near="a list of projects from January to March",
    stage="endpoints",
    targets=True,
    reads=_reads,
    follows=_follows,
    touches=("model", "errors", "api", "GET", "POST", "PATCH", "PUT", "auth", "routing", "router", "schema"),
    options=_options,
    questions=_questions,
    affects=("API", "data model"),
    context=lambda g: (f"What may be done with {Names(g.intent.resource).words} depends on how far they are.",),
)
