"""Several rows of a resource in one request: all or none of them, or each with an answer of its own."""

from collections.abc import Iterator
from typing import Literal

from groundplan.architect.designs.anchor import with_new
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.taxonomy import criteria, invalid, with_codes
from groundplan.spec.behavior import Behavior
from groundplan.spec.effective import access_of, scope_of
from groundplan.spec.endpoint import Body, Endpoint, Idempotency, RateLimit, Response
from groundplan.spec.model import Model, Schema, SchemaField
from groundplan.spec.noun import Noun
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import Bounds, Constraints, Type

Work = Literal["create", "update", "delete"]
PATHS: dict[Work, str] = {"create": "batch", "update": "batch-update", "delete": "batch-delete"}
# The endpoint of one row that does the same.
VERBS: dict[Work, tuple[str, ...]] = {"create": ("create",), "update": ("update", "replace"), "delete": ("delete",)}


class Batch(Noun, frozen=True):
    """What is to be built: `most` rows in one request; `together` if one bad row spoils all."""

    names: Names
    work: Work
    most: int
    together: bool


def single_of(spec: Spec, collection: str, work: Work) -> Endpoint | None:
    """The endpoint that does the work on one row."""
    router = spec.router(Names(collection).segment)
    inside = router.endpoints if router is not None else ()
    return next((e for e in inside if e.behavior is not None and e.behavior.verb in VERBS[work]), None)


def with_batch(spec: Spec, batch: Batch) -> Spec:
    """The specification with an endpoint for several rows at once, which promises what the one for one row does."""
    single = single_of(spec, batch.names.collection, batch.work)
    model = next((m for m in spec.models if m.table == batch.names.collection), None)
    if single is None or model is None:
        return spec
    spec = with_codes(
        spec, *(ErrorCode(case.status, case.code, meaning=case.when) for case in single.errors if case.code)
    )
    for schema in _answers(batch):
        spec = spec.with_schema(schema)
    router = spec.router_by_endpoint[single.address]
    return with_new(spec, router.name, _endpoint(spec, batch, single, model))


def _endpoint(spec: Spec, batch: Batch, single: Endpoint, model: Model) -> Endpoint:
    names, path = batch.names, f"{spec.api.base_path}/{batch.names.segment}/{PATHS[batch.work]}"
    secured = (access := access_of(single, spec)) is not None and access.secured
    told = "all of them or none" if batch.together else "each on its own"
    sets = f", each with `{model.owner}` = caller" if batch.work == "create" and model.owner else ""
    done = {"create": "create", "update": "change", "delete": "delete"}[batch.work]
    own = " the caller's" if batch.work != "create" and _owned(single, spec) else ""
    errors = tuple(case for case in single.errors if batch.together)
    return Endpoint(
        method="POST",
        path=path,
        summary=f"{done.capitalize()} up to {batch.most} {names.words} at once, {told}.",
        access=single.access,
        scope=single.scope,
        behavior=Behavior("other", text=f"{done}{own} {names.words} of the body in one transaction, {told}{sets}"),
        body=_body(batch, model),
        responses=_responses(batch),
        errors=errors,
        rate_limits=(RateLimit(10, "minute", "user" if secured else "address"),),
        idempotency=_retry(batch, single),
        criteria=criteria(*_promises(batch, single, spec)),
    )


def _owned(endpoint: Endpoint, spec: Spec) -> bool:
    scope = scope_of(endpoint, spec)
    return scope is not None and scope.kind == "owner"


def _body(batch: Batch, model: Model) -> Body:
    size = Constraints(bounds=Bounds(1, batch.most))
    if batch.work == "create":
        rows = Type("list", item=Type("ref", name=batch.names.schema("Create")))
        return Body(
            fields=(SchemaField("items", rows, constraints=size, meaning=f"the {batch.names.words} to create"),)
        )
    ids = SchemaField(
        "ids",
        Type("list", item=model.primary_key[0].type),
        constraints=size.replace(distinct=True),
        meaning=f"the {batch.names.words}",
    )
    changes = SchemaField("changes", Type("ref", name=batch.names.schema("Update")), meaning="what each of them gets")
    return Body(fields=(ids, changes) if batch.work == "update" else (ids,))


def _responses(batch: Batch) -> tuple[Response, ...]:
    if not batch.together:
        return (Response(207, _name(batch), when="always; one answer for each row"),)
    if batch.work == "delete":
        return (Response(204, when="all are gone"),)
    done = "created" if batch.work == "create" else "changed"
    return (Response(201 if batch.work == "create" else 200, _name(batch), when=f"all of them are {done}"),)


def _name(batch: Batch) -> str:
    return f"{batch.names.model}Batch{'' if batch.together else 'Answers'}"


def _answers(batch: Batch) -> tuple[Schema, ...]:
    """What a batch answers: its rows, or what became of each of them."""
    names, count = batch.names, Constraints(bounds=Bounds(1, batch.most))

    def listed(item: str) -> tuple[SchemaField, ...]:
        rows = Type("list", item=Type("ref", name=item))
        return (SchemaField("items", rows, constraints=count, meaning="in the order of the body"),)

    if batch.together:
        rows = listed(names.schema("Read"))
        return () if batch.work == "delete" else (Schema(_name(batch), f"The {names.words} of a batch.", rows),)
    status = Constraints(bounds=Bounds(200, 599))
    one = Schema(
        f"{names.model}BatchAnswer",
        f"What became of one {names.word} of a batch.",
        (
            SchemaField("status", Type("int"), constraints=status, meaning="as for a request of its own"),
            SchemaField(
                names.one, Type("ref", name=names.schema("Read")), nullable=True, meaning="the row, if there is one"
            ),
            SchemaField(
                "code",
                Type("str"),
                nullable=True,
                constraints=Constraints(bounds=Bounds(1, 64)),
                meaning="why it failed",
            ),
        ),
    )
    return (one, Schema(_name(batch), f"What became of the {names.words} of a batch.", listed(one.name)))


def _retry(batch: Batch, single: Endpoint) -> Idempotency:
    if batch.work != "create":
        return Idempotency("natural")
    said = single.idempotency
    if said is not None and said.kind == "key":
        return said
    if said is not None and said.kind == "field":
        told = f"a second row with the same `{said.field}` is refused, so that a retry makes nothing twice"
        return Idempotency("none", reason=told)
    return Idempotency("none", reason=f"a blind retry makes every {batch.names.word} a second time")


def _promises(batch: Batch, single: Endpoint, spec: Spec) -> Iterator[str]:
    names, bad = batch.names, invalid(spec)
    listed = "items" if batch.work == "create" else "ids"
    if batch.together:
        yield from _together(batch, single, bad)
    else:
        yield (
            f"Of three {names.words} of which the second is invalid, 207 tells two successes and one failure, in the order of "
            "the body; the other two are done."
        )
    if _owned(single, spec):
        foreign = (
            "is answered as an unknown one, and it stays as it was" if listed == "ids" else "is never made or changed"
        )
        yield f"Another user's {names.word} {foreign}."
    yield f"A body without `{listed}`, or with {batch.most + 1}, answers {bad} with `field` = `{listed}`."


def _together(batch: Batch, single: Endpoint, bad: str) -> Iterator[str]:
    work = {"create": "created", "update": "changed", "delete": "deleted"}[batch.work]
    match batch.work:
        case "create":
            yield f"Two valid items answer 201 with two `{batch.names.schema('Read')}` in the order of the body."
            yield f"One invalid item of two answers {bad} with `field` = `items.1.…`, and nothing is {work}."
        case "update":
            yield f"Two ids answer 200 with two `{batch.names.schema('Read')}` that carry the changes."
        case "delete":
            yield "Two ids answer 204, and reading either answers 404 afterwards."
    for case in single.errors:
        when = case.when or "it fails alone"
        yield f"Where {when} for one of them, the whole answers {case.status} `{case.code}`, and nothing is {work}."
