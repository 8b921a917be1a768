"""Rows that belong to one row of another kind, or to a person."""

from groundplan.architect.brief import Intent
from groundplan.architect.designs.accounts import with_accounts
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.references import Tie, with_reference
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.understand.relations import Belongs, find_belonging
from groundplan.architect.understand.wish import Wish
from groundplan.spec.model import Model
from groundplan.spec.spec import Spec

NEEDED, CASCADE = "needed", "cascade"


def _models(spec: Spec, ground: Ground) -> tuple[Model, Model] | None:
    by_table = {model.table: model for model in spec.models}
    child, parent = by_table.get(ground.intent.resource), by_table.get(ground.intent.other)
    return None if child is None or parent is None else (child, parent)


def _build(ground: Ground) -> Spec:
    spec = ground.spec
    if ground.intent.other == "users":
        spec = with_accounts(spec, ground.conventions, "rotate")
    if (models := _models(spec, ground)) is None:
        return spec
    needed = NEEDED in ground.intent.names and ground.answers.get("belongs", "every") == "every"
    return with_reference(spec, Tie(*models, ground.intent.key, needed, CASCADE in ground.intent.names))


def _questions(ground: Ground) -> tuple[Question, ...]:
    models = _models(ground.spec, ground)
    if models is None or NEEDED not in ground.intent.names or models[0].field(f"{ground.intent.key}_id") is not None:
        return ()
    one, other = Names(ground.intent.resource), Names(ground.intent.other)
    choices = (
        Choice("every", f"yes, also those that there are get {other.a_word}"),
        Choice("some", "no, it may be missing"),
    )
    why = "Rows that there are would need one before the column can be required."
    return (Question("belongs", f"Must every {one.word} have {other.a_word}?", why, choices, "every", weight=55),)


def _reads(wish: Wish) -> Intent | None:
    found = find_belonging(wish)
    if found is None or found.child == found.parent or _tied(wish.spec, found):
        return None
    return Intent("reference-field", found.child, other=found.parent, names=_said(found), key=found.role)


def _tied(spec: Spec, found: Belongs) -> bool:
    """Whether the two are tied already, several to several."""
    pair = {model.name for model in spec.models if model.table in (found.child, found.parent)}
    ends = (
        {field.references.model for field in model.primary_key if field.references}
        for model in spec.models
        if model.is_link
    )
    return any(pair == end for end in ends)


def _said(found: Belongs) -> tuple[str, ...]:
    return (*((NEEDED,) if found.needed else ()), *((CASCADE,) if found.cascade else ()))


playbook = Playbook(
    name="reference-field",
    title="Let rows belong to one of another kind",
    calls=(
        "belong|belongs to",
        "work|works|employed for|at|by",
        "assign|assigned|reassign to",
        "assign|assigned person|user|colleague|employee|member",
        "assignee|responsible|reviewer|approver for|of|per|each|every|is|be|person|user",
        "part of",
        "group|grouped by|under|into|in",
        "link|linked|connect|connected|tie|tied|relate|related to|with",
        "file|put|place|sort|organize under|into",
        "has|have one|exactly|single",
        "has|have|contain|hold many|several|multiple",
        "each|every|one|a|an has|have a|an|one",
        "who|somebody|someone|person|colleague responsible|charge|after|for",
        "must|should|has|needs be existing|registered|known|other user|account|person|colleague|employee|member",
        "refer|refers|reference|points|point to",
        "foreign key",
    ),
    example="a ticket may be part of a project",
    near="the parts of a machine are greased",
    stage="fields",
    reads=_reads,
    touches=("model", "errors", "api", "GET", "POST", "PUT", "PATCH", "DELETE", "auth", "routing", "router", "schema"),
    options=lambda _: (Option("key", "A foreign key, and a filter of the list", _build),),
    questions=_questions,
)
