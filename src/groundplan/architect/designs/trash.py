"""Rows that are marked as deleted, can be brought back, and are purged later."""

from groundplan.architect.designs.anchor import Anchor, with_anchor_code, with_new
from groundplan.architect.designs.fields import with_fields
from groundplan.architect.designs.put_away import mark, with_put_away_left_out
from groundplan.architect.designs.taxonomy import criteria, extended, with_dependencies
from groundplan.spec.behavior import Behavior
from groundplan.spec.endpoint import Access, Endpoint, ErrorCase, Idempotency, Response, Scope
from groundplan.spec.model import Index, Model, SoftDelete, UniqueTogether
from groundplan.spec.spec import Spec

MARK = "deleted_at"
DAY = 86_400
ALIVE = f"`{MARK}` is null"
IN_TRASH = "in the trash"


def with_trash(spec: Spec, anchor: Anchor, *, days: int, role: str) -> Spec:
    """The specification in which a delete marks the row, and the row can be brought back (AIP-164).

    Args:
        spec: what there is.
        anchor: the resource.
        days: how long a marked row is kept; 0 is for good.
        role: who may bring a row back, rows of others too; empty where whoever may delete it may.
    """
    if anchor.model.soft_delete is not None:
        return spec
    spec = with_fields(spec, anchor.model, (mark(MARK),))
    model = _marked(spec.models_by_name[anchor.model.name], days)
    spec = with_anchor_code(spec.with_model(model), anchor)
    access = _deleters(spec, anchor)
    for endpoint in tuple(spec.endpoints):
        behavior = endpoint.behavior
        if behavior is not None and behavior.model == model.name and behavior.verb == "delete":
            told = _deleting(endpoint, anchor, days, spec)
            spec = spec.with_endpoint(told, spec.router_by_endpoint[endpoint.address].name)
    spec = with_put_away_left_out(spec, anchor, MARK, IN_TRASH)
    return with_dependencies(with_new(spec, anchor.router, _restore(anchor, model, days, role, access, spec)))


def _marked(model: Model, days: int) -> Model:
    """The model in which what is unique is so among the rows that are not marked."""
    alone = tuple(
        UniqueTogether((field.name,), field.unique.ignoring_case, ALIVE, field.unique.error)
        for field in model.fields
        if field.unique is not None
    )
    together = tuple(unique.replace(where=unique.where or ALIVE) for unique in model.uniques)
    purge = (
        f"a task that runs every night purges those that are there for {days} days." if days else "nothing purges it."
    )
    return model.replace(
        fields=tuple(field.replace(unique=None) for field in model.fields),
        uniques=(*alone, *together),
        indexes=(*model.indexes, Index((MARK,), where=f"`{MARK}` is not null")),
        soft_delete=SoftDelete(MARK, days * DAY if days else None),
        notes=extended(
            model.notes,
            f"A row with `{MARK}` is in the trash; {purge}",
            "One in the trash is as if it were not there for everything but its restore and the list that asks for such: it "
            "is not read, not changed, not counted, and nothing can be tied to it.",
        ),
    )


def _deleters(spec: Spec, anchor: Anchor) -> Access:
    """Who may delete a row, and so may bring it back."""
    deleting = (e for e in spec.endpoints if e.behavior is not None and e.behavior.verb == "delete")
    own = next((e for e in deleting if e.behavior is not None and e.behavior.model == anchor.model.name), None)
    return (own.access if own is not None else None) or anchor.access


def _deleting(endpoint: Endpoint, anchor: Anchor, days: int, spec: Spec) -> Endpoint:
    """The delete, which puts the row into the trash."""
    names = anchor.names
    tied = anchor.model.name in spec.children_by_model
    stays = "What hangs on it stays with it in the trash, out of reach; what is said of its end happens at the purge."
    return endpoint.replace(
        summary=f"Put {names.a_word} into the trash.",
        responses=tuple(
            response.replace(when=f"in the trash{f', for {days} days' if days else ''}")
            if response.status == 204
            else response
            for response in endpoint.responses
        ),
        notes=extended(endpoint.notes, stays) if tied else endpoint.notes,
        criteria=extended(
            endpoint.criteria,
            *criteria(
                f"204, and a restore{f' within {days} days' if days else ''} answers 200 with the {names.word} as it was."
            ),
        ),
    )


def _restore(anchor: Anchor, model: Model, days: int, role: str, access: Access, spec: Spec) -> Endpoint:
    names, made = anchor.names, anchor.endpoint("POST", "restore")
    taken = tuple(unique.error for unique in model.uniques if unique.error is not None)
    clashes = tuple(
        ErrorCase(error.status, error.code, f"another {names.word} has its value by now") for error in taken
    )
    own = anchor.private and not role
    ranks = tuple(known.name for known in spec.auth.roles) if spec.auth is not None else ()
    everywhere = (
        Scope("none", reason=f"`{role}` brings back the rows of all") if role and anchor.private else anchor.scope
    )
    return made.replace(
        summary=f"Bring {names.a_word} back from the trash.",
        access=Access("roles", ranks[ranks.index(role) :]) if role else access,
        scope=everywhere,
        behavior=Behavior("restore", model.name, by=(anchor.keys[-1].name,)),
        responses=(
            Response(200, f"{model.name}Read", when="it is back; one that was not in the trash stays as it is"),
        ),
        errors=(*made.errors, *clashes),
        idempotency=Idempotency("natural"),
        criteria=criteria(
            f"One in the trash answers 200 with `{MARK}` = null, and the list brings it again.",
            f"After {days} days it answers 404 `{anchor.missing.code}`." if days else "",
            f"The id of {names.a_word} {'of another user, or of nobody,' if own else 'that nobody has'} answers 404 "
            f"`{anchor.missing.code}`.",
            f"A caller without the role `{role}` answers 403 `forbidden`, and it stays in the trash." if role else "",
            *(
                f"One whose value another has by now answers {case.status} `{case.code}`, and stays in the trash."
                for case in clashes
            ),
        ),
    )
