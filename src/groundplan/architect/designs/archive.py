"""Rows that are put away into an archive, where they are read and no list shows them unasked."""

from groundplan.architect.designs.anchor import Anchor, with_anchor_code, with_new
from groundplan.architect.designs.fields import with_fields
from groundplan.architect.designs.put_away import mark, with_put_away_left_out
from groundplan.architect.designs.states import anchor_access
from groundplan.architect.designs.taxonomy import criteria, extended
from groundplan.spec.behavior import Assignment, Behavior, Value
from groundplan.spec.endpoint import Endpoint, Idempotency, Response
from groundplan.spec.model import Index
from groundplan.spec.spec import Spec

MARK = "archived_at"


def with_archive(spec: Spec, anchor: Anchor, back: str) -> Spec:
    """The specification with an action that archives a row and one, called `back`, that brings it back."""
    if anchor.model.field(MARK) is not None:
        return spec
    spec = with_anchor_code(with_fields(spec, anchor.model, (mark(MARK),)), anchor)
    model = spec.models_by_name[anchor.model.name]
    told = "One in the archive is read and changed as any other; only lists leave it out."
    index = Index((MARK,), where=f"`{MARK}` is not null")
    spec = spec.with_model(model.replace(indexes=(*model.indexes, index), notes=extended(model.notes, told)))
    spec = with_put_away_left_out(spec, anchor, MARK, "in the archive")
    away = _moved(anchor, spec, "archive", "Put {} into the archive.", Value("now"))
    return with_new(
        spec, anchor.router, away, _moved(anchor, spec, back, "Bring {} back from the archive.", Value("null"))
    )


def _moved(anchor: Anchor, spec: Spec, action: str, summary: str, value: Value) -> Endpoint:
    names, made = anchor.names, anchor.endpoint("POST", action)
    foreign = "of another user, or of nobody," if anchor.private else "that nobody has"
    after = (
        "is an instant, and the list leaves it out" if value.kind == "now" else "is null, and the list brings it again"
    )
    return made.replace(
        summary=summary.format(names.a_word),
        access=anchor_access(anchor, spec),
        scope=anchor.scope,
        behavior=Behavior("update", anchor.model.name, by=(anchor.keys[-1].name,), sets=(Assignment(MARK, value),)),
        responses=(Response(200, f"{anchor.model.name}Read", when="done, or so already"),),
        idempotency=Idempotency("natural"),
        criteria=criteria(
            f"It answers 200, and `{MARK}` {after}; a second one answers 200 and changes nothing.",
            f"The id of {names.a_word} {foreign} answers 404 `{anchor.missing.code}`.",
        ),
    )
