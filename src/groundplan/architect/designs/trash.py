"""Rows that are marked as deleted, can be brought back for a while, and are purged then."""

from groundplan.architect.designs.anchor import Anchor, with_anchor_code, with_new
from groundplan.architect.designs.lists import page_criteria, pages
from groundplan.architect.designs.taxonomy import criteria, extended, with_dependencies
from groundplan.spec.behavior import Behavior
from groundplan.spec.conventions import Conventions
from groundplan.spec.endpoint import Endpoint, ErrorCase, Idempotency, Response, Sort, SortField
from groundplan.spec.model import Field, Index, Model, SoftDelete, UniqueTogether
from groundplan.spec.spec import Spec
from groundplan.spec.types import Type

MARK = "deleted_at"
DAY = 86_400
ALIVE = f"`{MARK}` is null"


def with_trash(spec: Spec, anchor: Anchor, conventions: Conventions, days: int, *, shown: bool) -> Spec:
    """The specification in which a delete marks the row, and the row can be brought back (AIP-164).

    Args:
        spec: what there is.
        anchor: the resource.
        conventions: how the project cuts pages.
        days: how long a marked row is kept.
        shown: whether there is a list of the marked rows.
    """
    model, names = anchor.model, anchor.names
    if model.soft_delete is not None:
        return spec
    spec = with_anchor_code(spec.with_model(_marked(model, days)), anchor)
    for endpoint in tuple(spec.endpoints):
        behavior = endpoint.behavior
        if behavior is not None and behavior.model == model.name and behavior.verb == "delete":
            told = _deleting(endpoint, anchor, days)
            spec = spec.with_endpoint(told, spec.router_by_endpoint[endpoint.address].name)
    taken = tuple(unique.error for unique in spec.models_by_name[model.name].uniques if unique.error is not None)
    clash = tuple(ErrorCase(error.status, error.code, f"another {names.word} has its value by now") for error in taken)
    listed = (_list(anchor, spec, conventions),) if shown else ()
    return with_dependencies(with_new(spec, anchor.router, *listed, _restore(anchor, days, clash)))


def _marked(model: Model, days: int) -> Model:
    """The model with the mark; what is unique is so among the rows that are not marked."""
    mark = Field(MARK, Type("datetime"), nullable=True)
    alone = tuple(
        UniqueTogether((field.name,), field.unique.ignoring_case, ALIVE, field.unique.error)
        for field in model.fields
        if field.unique is not None
    )
    together = tuple(unique.replace(where=ALIVE) if not unique.where else unique for unique in model.uniques)
    fields = tuple(field.replace(unique=None) for field in model.fields)
    note = f"A row with `{MARK}` is in the trash; a task that runs every night purges those that are there for {days} days."
    return model.replace(
        fields=(*fields, mark),
        uniques=(*alone, *together),
        indexes=(*model.indexes, Index((MARK,), where=f"`{MARK}` is not null")),
        soft_delete=SoftDelete(MARK, days * DAY),
        notes=extended(model.notes, note),
    )


def _deleting(endpoint: Endpoint, anchor: Anchor, days: int) -> Endpoint:
    """The delete, which puts the row into the trash."""
    names = anchor.names
    told = f"204, and a restore within {days} days answers 200 with the row as it was."
    return endpoint.replace(
        summary=f"Put {names.a_word} into the trash.",
        responses=tuple(
            response.replace(when=f"in the trash, for {days} days") if response.status == 204 else response
            for response in endpoint.responses
        ),
        criteria=extended(endpoint.criteria, *criteria(told)),
    )


def _restore(anchor: Anchor, days: int, clash: tuple[ErrorCase, ...]) -> Endpoint:
    names, made = anchor.names, anchor.endpoint("POST", "restore")
    foreign = "of another user, or of nobody," if anchor.private else "that nobody has"
    return made.replace(
        summary=f"Bring {names.a_word} back from the trash.",
        access=anchor.access,
        scope=anchor.scope,
        behavior=Behavior("restore", anchor.model.name, by=(anchor.keys[-1].name,)),
        responses=(
            Response(200, f"{anchor.model.name}Read", when="it is back; one that was not in the trash stays as it is"),
        ),
        errors=(*made.errors, *clash),
        idempotency=Idempotency("natural"),
        criteria=criteria(
            f"One in the trash answers 200, and the list brings it again; after {days} days it answers 404 `{anchor.missing.code}`.",
            f"The id of {names.a_word} {foreign} answers 404 `{anchor.missing.code}`.",
            *(
                f"One whose value another has by now answers {case.status} `{case.code}`, and stays in the trash."
                for case in clash
            ),
        ),
    )


def _list(anchor: Anchor, spec: Spec, conventions: Conventions) -> Endpoint:
    names, paging = anchor.names, pages(conventions)
    path = anchor.path.rpartition("/")[0]
    return Endpoint(
        method="GET",
        path=f"{path}/trash",
        summary=f"List the {names.words} in the trash, the last one first.",
        access=anchor.access,
        scope=anchor.scope,
        behavior=Behavior("other", text=f"list the {names.words} whose `{MARK}` is not null"),
        parameters=anchor.keys[:-1],
        responses=(Response(200, f"{anchor.model.name}Read", "page", when="always, also when it is empty"),),
        pagination=paging,
        sort=Sort((SortField("created_at", default=True, descending=True),), "id"),
        criteria=criteria(
            f"With {paging.size + 5} {names.words} in the trash, 200 brings {paging.size} of them, and none that is not in it.",
            *page_criteria(paging, spec),
            f"Another user's {names.words} never appear and never count." if anchor.private else "",
        ),
    )
