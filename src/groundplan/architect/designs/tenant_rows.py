"""Rows that come to belong to an organisation, whose members share them."""

from groundplan.architect.designs.anchor import SIGNED_IN, with_end_told, with_new
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.resource import OWNER
from groundplan.architect.designs.taxonomy import criteria, extended, with_dependencies
from groundplan.architect.designs.tenants import Tenancy
from groundplan.spec.behavior import Assignment, Behavior, Value
from groundplan.spec.endpoint import Criterion, Endpoint, ErrorCase, Parameter, RateLimit, Scope
from groundplan.spec.model import Field, Index, Model, Reference, Relationship, UniqueTogether
from groundplan.spec.spec import Spec


def with_tenant_rows(spec: Spec, tenancy: Tenancy, collection: str) -> Spec:
    """The specification in which the members of an organisation share the rows of a resource, and nobody else reaches them.

    Listing and creating move below the organisation's path; a single row keeps its own, since its id tells whose it is.
    """
    model = next((m for m in spec.models if m.table == collection), None)
    router = spec.router(Names(collection).segment)
    if model is None or router is None or model.tenant:
        return spec
    changed = _tied(model, tenancy, spec)
    spec = spec.with_model(changed)
    scope = Scope("tenant", f"{changed.name}.{changed.tenant}")
    placed = tuple(_moved(endpoint, tenancy, changed, spec) for endpoint in router.endpoints)
    below = tuple(
        e.replace(scope=scope) for e in placed if e.path.startswith(f"{spec.api.base_path}/{tenancy.names.segment}/")
    )
    kept = router.replace(
        access=SIGNED_IN,
        scope=scope,
        endpoints=tuple(e for e in placed if e.address not in {known.address for known in below}),
        rate_limits=router.rate_limits if router.access == SIGNED_IN else (RateLimit(120, "minute", "user"),),
    )
    spec = with_new(
        _reworded(spec.with_router(kept), model, tenancy), tenancy.names.segment, *_said(below, model, tenancy)
    )
    return with_dependencies(with_end_told(spec, tenancy.names.model, f"Every `{model.name}` of it goes with it."))


def _tied(model: Model, tenancy: Tenancy, spec: Spec) -> Model:
    """The model with the key to its organisation; who made a row is still known."""
    names, own = tenancy.names, Names(model.table)
    key = _key(tenancy, spec)
    at = len(model.primary_key)
    alone = tuple(
        UniqueTogether((names.key, field.name), field.unique.ignoring_case, error=field.unique.error)
        for field in model.fields
        if field.unique is not None and field.unique.error is not None
    )
    together = tuple(
        unique.replace(fields=(names.key, *(name for name in unique.fields if name != model.owner)))
        for unique in model.uniques
    )
    indexes = tuple(
        index.replace(fields=(names.key, *(name for name in index.fields if name != model.owner)))
        for index in model.indexes
    )
    fields = tuple(
        field.replace(unique=None) if field.unique is not None and field.unique.error is not None else field
        for field in model.fields
    )
    kept = tuple(field.replace(indexed=True) if field.name == model.owner else field for field in fields)
    notes = tuple(note.replace(" of one user", f" of one {names.word}") for note in model.notes)
    return model.replace(
        description=model.description.replace(" that one user owns", "").replace(" that all signed-in users share", ""),
        fields=(*kept[:at], key, *kept[at:]),
        owner="",
        shared="",
        tenant=names.key,
        uniques=(*alone, *together),
        indexes=extended(indexes, Index((names.key, "created_at"))),
        relationships=extended(
            model.relationships, Relationship(names.one, "many to one", names.model, by=names.key, back=own.collection)
        ),
        notes=extended(
            notes,
            f"Rows from before have no {names.word}: `{names.key}` is added as null, filled by one for each user, then set not null.",
        ),
    )


def _key(tenancy: Tenancy, spec: Spec) -> Field:
    target = spec.models_by_name[tenancy.names.model].primary_key[0]
    return Field(
        tenancy.names.key,
        target.type,
        references=Reference(tenancy.names.model, "id", "cascade"),
        read="yes",
        indexed=True,
    )


def _moved(endpoint: Endpoint, tenancy: Tenancy, model: Model, spec: Spec) -> Endpoint:
    """The endpoint for members; a list or a create stands below the organisation."""
    names, own = tenancy.names, Names(model.table)
    told = (
        endpoint.replace(scope=None, access=None)
        if endpoint.access == SIGNED_IN or endpoint.scope is not None
        else endpoint
    )
    behavior = endpoint.behavior
    if behavior is not None and behavior.verb == "create" and behavior.model == model.name:
        sets = tuple(item for item in behavior.sets if item.field != names.key)
        told = told.replace(behavior=behavior.replace(sets=(*sets, Assignment(names.key, Value("tenant")))))
    base = f"{spec.api.base_path}/{own.segment}"
    if endpoint.path_names or endpoint.path != base:
        return told
    key = Parameter(
        names.key, "path", spec.models_by_name[names.model].primary_key[0].type, True, meaning=f"the {names.word}"
    )
    stranger = f"The id of {names.a_word} of which the caller is no member answers 404 `{tenancy.missing.code}`."
    return told.replace(
        path=f"{spec.api.base_path}/{names.segment}/{{{names.key}}}/{own.segment}",
        parameters=(key, *told.parameters),
        errors=(tenancy.missing, *told.errors),
        behavior=told.behavior.replace(by=(names.key,))
        if told.behavior is not None and told.behavior.verb == "list"
        else told.behavior,
        criteria=extended(told.criteria, *criteria(stranger)),
    )


def _within(endpoint: Endpoint, key: str) -> Behavior | None:
    """What the endpoint does with the rows of one organisation."""
    behavior = endpoint.behavior
    return behavior.replace(by=(key,)) if behavior is not None and behavior.verb == "list" else behavior


def _said(endpoints: tuple[Endpoint, ...], before: Model, tenancy: Tenancy) -> tuple[Endpoint, ...]:
    """The endpoints whose sentences speak of organisations where they spoke of users."""

    def told(text: str) -> str:
        return _of_members(text, before, tenancy)

    return tuple(
        endpoint.replace(
            summary=told(endpoint.summary),
            errors=tuple(ErrorCase(case.status, case.code, told(case.when)) for case in endpoint.errors),
            responses=tuple(response.replace(when=told(response.when)) for response in endpoint.responses),
            criteria=tuple(Criterion(told(item.text), item.done) for item in endpoint.criteria),
            notes=tuple(map(told, endpoint.notes)),
        )
        for endpoint in endpoints
    )


def _of_members(text: str, before: Model, tenancy: Tenancy) -> str:
    names, own = tenancy.names, Names(before.table)
    for old, new in (
        (f"Another user's {own.words}", f"{own.words[0].upper()}{own.words[1:]} of another {names.word}"),
        (f"another user's {own.word}", f"{own.a_word} of another {names.word}"),
        ("it is another user's", f"it is of another {names.word}"),
        ("the caller's ", ""),
        ("the caller already has", f"the {names.word} already has"),
        ("the caller has", f"the {names.word} has"),
        (" that the caller owns", ""),
        ("; the owner is the caller.", f"; `{OWNER}` is the caller."),
    ):
        text = text.replace(old, new)
    return text


def _reworded(spec: Spec, before: Model, tenancy: Tenancy) -> Spec:
    """The specification whose sentences on single rows, and on their codes, speak of organisations."""
    own = Names(before.table)
    router = spec.router(own.segment)
    if router is not None:
        spec = spec.with_router(router.replace(endpoints=_said(router.endpoints, before, tenancy)))
    codes = tuple(
        code.replace(meaning=_of_members(code.meaning, before, tenancy))
        if code.code.startswith(f"{own.one}_")
        else code
        for code in spec.errors.codes
    )
    return spec.replace(errors=spec.errors.replace(codes=codes))
