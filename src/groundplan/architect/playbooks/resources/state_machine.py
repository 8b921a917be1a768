"""Rows that move through states."""

from groundplan.architect.brief import Intent
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.states import Workflow, with_workflow
from groundplan.architect.designs.workers import with_roles_of
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.understand.clauses import sentences
from groundplan.architect.understand.doers import find_doers
from groundplan.architect.understand.known import mentioned
from groundplan.architect.understand.states import mentions
from groundplan.architect.understand.wish import Wish
from groundplan.architect.understand.workflow import APPROVAL, Flow, find_flow
from groundplan.spec.model import Field, Model
from groundplan.spec.spec import Spec

FEW = 4
STATE = (
    "draft|pending|requested|submitted|reviewed|approved|rejected|accepted|declined|confirmed|cancelled|paid|sent|shipped|delivered|"
    "received|returned|refunded|assigned|started|running|paused|resolved|closed|done|completed|finished|published|archived|expired|signed|rented|"
    "available|retired|reserved|picked|planned|scheduled"
)
DEED = "publish|unpublish|approve|reject|cancel|reopen|decline|withdraw"
WHO = "admin|manager|editor|moderator|staff|supervisor|reviewer|accountant|teacher|owner|author"
NAMES = ("status", "state", "stage", "phase")


def _flow(ground: Ground) -> Flow | None:
    """The states and moves that the request tells, or that were answered."""
    answered = ground.answers.get("states", "")
    known = _states(_moving(_model(ground)))
    return find_flow(ground.intent.quote, known) or (find_flow(f"states: {answered}") if answered else None)


def _model(ground: Ground) -> Model | None:
    return next((model for model in ground.spec.models if model.table == ground.intent.resource), None)


def _moving(model: Model | None) -> Field | None:
    """The field that moves by actions already, or that could."""
    if model is None:
        return None
    if model.states is not None:
        return model.field(model.states.field)
    return next((field for name in NAMES if (field := model.field(name)) is not None and _states(field)), None)


def _states(field: Field | None) -> tuple[str, ...]:
    return field.type.values if field is not None and field.type is not None else ()


def _field(ground: Ground, flow: Flow) -> str:
    """The field that moves: one that has such states already or is named, or a new one beside those that have others."""
    model = _model(ground)
    if model is None:
        return NAMES[0]
    if model.states is not None:
        return model.states.field
    fitting = next((field.name for field in model.fields if {*_states(field)} & {*flow.states}), "")
    said = next((name for name in NAMES if name in ground.intent.quote.lower() and model.field(name) is not None), "")
    of_approval = {move.action for move in flow.moves} <= {"submit", "review", "approve", "reject"}
    names = (NAMES[0], *(("approval",) if of_approval else ()), "stage", "phase", "step", "progress")
    free = next(name for name in names if model.field(name) is None)
    return fitting or said or free


def _doers(ground: Ground, flow: Flow) -> tuple[tuple[str, str], ...]:
    """The role of each move that is for one; who approves rejects as well."""
    found = dict(find_doers(ground.intent.quote, flow, _roles(ground.spec)))
    answered = ground.answers.get("approver", "")
    approver = found.get("approve") or ("" if answered == "anybody" else answered)
    if approver:
        found = {move.action: approver for move in flow.moves if move.action in ("approve", "reject")} | found
    return tuple(found.items())


def _build(ground: Ground) -> Spec:
    spec, flow = ground.spec, _flow(ground)
    if flow is None:
        return spec
    doers = _doers(ground, flow)
    wanted = tuple(dict.fromkeys(role for _, role in doers))
    if wanted:
        spec = with_roles_of(spec, wanted, ground.conventions)
    workflow = Workflow(_field(ground, flow), flow.states, flow.moves, doers)
    return with_workflow(spec, ground.intent.resource, workflow, ground.conventions)


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
    model = _model(ground)
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
    """All sentences that may tell of the rows' states; what one says is often clear from another only."""
    others = {name for name in wish.models if name != wish.resource}
    told = (text for text in sentences(wish.request) if mentions(text) and not others & {*mentioned(text, wish.spec)})
    quote = ". ".join(dict.fromkeys((*told, wish.text)))
    return Intent("state-machine", wish.resource, quote=quote)


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
        f"only {STATE} can|may be",
        f"{STATE} cannot|can't|never be|become {STATE}",
        f"{STATE} before {STATE}",
        f"{STATE} then {STATE}",
        f"starts|start|begins|begin as {STATE}",
        f"get|gets|become|becomes {STATE} {STATE}",
        f"can|able|want|may {DEED}",
        f"only {WHO} can|may {DEED}",
        "publish unpublish",
        "block|lock|suspend|freeze|hide|pause|ban unblock|unlock|unsuspend|unfreeze|unhide|resume|unban|reinstate",
        "deactivate|disable|suspend|activate|enable reactivate|enable|reinstate|deactivate|disable|activate",
        "cannot|can't|never|not go|move|return back",
    ),
    example="projects go from draft to active to finished, and can be cancelled until they are finished",
    near="a list of projects from January to March",
    stage="endpoints",
    targets=True,
    reads=_reads,
    touches=("model", "errors", "api", "GET", "POST", "PATCH", "PUT", "auth", "routing", "router", "schema"),
    options=_options,
    questions=_questions,
    affects=("API", "data model"),
    context=lambda g: (f"What may be done with {Names(g.intent.resource).words} depends on how far they are.",),
)
