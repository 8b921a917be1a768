"""Small changes of the fields of a model that is there, in all the places where the field stands."""

from groundplan.architect.designs.choices import with_storage_told
from groundplan.architect.designs.conflicts import conflict_codes, conflict_criterion, conflicts, taken
from groundplan.architect.designs.lists import serving
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.taxonomy import criteria, extended, invalid, with_codes
from groundplan.checks.rules.models.money import is_money
from groundplan.spec.effective import filter_of, is_list, model_of
from groundplan.spec.endpoint import Criterion, Endpoint, Idempotency
from groundplan.spec.model import Field, Model, Uniqueness, UniqueTogether
from groundplan.spec.spec import Spec

WRITING = ("create", "update", "replace")
LAST = ("created_at", "updated_at")


def with_fields(spec: Spec, model: Model, fields: tuple[Field, ...]) -> Spec:
    """The specification whose model has these fields too, in the schemas that it has; a known one stays as it is."""
    new = tuple(_sent(field, model) for field in fields if model.field(field.name) is None)
    if not new:
        return spec
    at = next((index for index, known in enumerate(model.fields) if known.name in LAST), len(model.fields))
    notes = extended(model.notes, *(note for field in new for note in _told(field)))
    spec = spec.with_model(model.replace(fields=(*model.fields[:at], *new, *model.fields[at:]), notes=notes))
    for field in new:
        if field.unique is not None:
            spec = with_unique(spec, spec.models_by_name[model.name], field.name, field.unique.ignoring_case)
    return with_storage_told(spec)


def _sent(field: Field, model: Model) -> Field:
    """The field as far as the model's schemas reach."""
    created, updated = (any(getattr(known, name) for known in model.fields) for name in ("create", "update"))
    return field.replace(create=field.create if created else "", update=field.update if updated else "")


def _told(field: Field) -> tuple[str, ...]:
    """What a model has to say of a field beside its row."""
    notes = []
    if field.type is not None and field.type.kind == "enum" and field.update:
        notes.append(f"`{field.name}` may change from any of its values to any other.")
    if is_money(field.name, field.type):
        notes.append(f"`{field.name}` is in one currency, that of the whole API.")
    return tuple(notes)


def with_field_as(spec: Spec, model: Model, field: Field) -> Spec:
    """The specification whose model has this field instead of the one of its name."""
    fields = tuple(field if known.name == field.name else known for known in model.fields)
    if fields == model.fields:
        return spec
    was = next((_told(known) for known in model.fields if known.name == field.name), ())
    kept = tuple(note for note in model.notes if note not in was)
    currency = any("in one currency" in note and f"`{field.name}`" in note for note in kept)
    told = tuple(note for note in _told(field) if not (currency and "in one currency" in note))
    notes = model.notes if was == told else extended(kept, *told)
    spec = spec.with_model(model.replace(fields=fields, notes=notes))
    for endpoint in tuple(spec.endpoints):
        about = model_of(endpoint, spec)
        if about is not None and about.name == model.name and is_list(endpoint):
            router = spec.router_by_endpoint[endpoint.address]
            spec = spec.with_endpoint(_narrowed(endpoint, model, field), router.name)
    return with_storage_told(spec)


def _narrowed(endpoint: Endpoint, model: Model, field: Field) -> Endpoint:
    """The list whose filters by a field take the values that the field has now, also where a criterion shows one."""
    before = model.field(field.name)
    were = before.type.values if before is not None and before.type is not None else ()
    values = field.type.values if field.type is not None else ()
    parameters, told = [], endpoint.criteria
    for known in endpoint.parameters:
        narrows = filter_of(known, model)
        if known.location != "query" or narrows is None or narrows.field != field.name:
            parameters.append(known)
            continue
        parameters.append(known.replace(type=field.type, constraints=field.constraints))
        for gone in (value for value in were if values and value not in values):
            told = tuple(_shown_by(item, known.name, gone, values) for item in told)
    return endpoint.replace(parameters=tuple(parameters), criteria=told)


def _shown_by(item: Criterion, name: str, gone: str, values: tuple[str, ...]) -> Criterion:
    other = next((value for value in values if f"{name}={value}" not in item.text), values[0])
    return item.replace(text=item.text.replace(f"{name}={gone}", f"{name}={other}"))


def with_unique(spec: Spec, model: Model, name: str, folded: bool, within: tuple[str, ...] = ()) -> Spec:
    """The specification in which no two rows, of one owner or organisation where they have one, share a value.

    `within` are fields that have to be the same too before two rows clash: the room of a booking, for its day.
    """
    field, names = model.field(name), Names(model.table)
    if field is None:
        return spec
    scope = (*filter(None, (model.tenant or model.owner,)), *within)
    error = taken(names, field)
    together = UniqueTogether((*scope, name), folded, error=error)
    if (field.unique is not None and field.unique.error is not None) or any(
        set(known.fields) == set(together.fields) for known in model.uniques
    ):
        return spec
    said = tuple(note for note in model.notes if f"may have the same `{name}`" not in note)
    if scope:
        fields = tuple(known.replace(unique=None) if known.name == name else known for known in model.fields)
        changed = model.replace(fields=fields, uniques=(*model.uniques, together), notes=said)
    else:
        alone = Uniqueness(folded, error)
        fields = tuple(known.replace(unique=alone) if known.name == name else known for known in model.fields)
        changed = model.replace(fields=fields, notes=said)
    spec = spec.with_model(changed)
    cases = tuple(case for case in conflicts(names, changed) if case.code == error.code)
    spec = with_codes(spec, *(code for code in conflict_codes(names, changed) if code.code == error.code))
    for endpoint in writing(spec, changed):
        told = endpoint.replace(
            errors=extended(endpoint.errors, *cases),
            criteria=extended(endpoint.criteria, *criteria(*(conflict_criterion(names, case) for case in cases))),
        )
        known = endpoint.idempotency
        required = all(
            (one := changed.field(part)) is not None and one.create == "required" for part in (*within, name)
        )
        if endpoint.method == "POST" and required and known is not None and known.kind == "none":
            told = told.replace(idempotency=Idempotency("field", field=name))
        spec = spec.with_endpoint(told, spec.router_by_endpoint[endpoint.address].name)
    return spec


def without_unique(spec: Spec, model: Model, name: str) -> Spec:
    """The specification in which several rows may share a value."""
    field, names = model.field(name), Names(model.table)
    if field is None:
        return spec
    gone = tuple(unique for unique in model.uniques if unique.fields[-1] == name)
    if field.unique is None and not gone:
        return spec
    errors = {unique.error.code for unique in gone if unique.error is not None}
    if field.unique is not None and field.unique.error is not None:
        errors.add(field.unique.error.code)
    fields = tuple(known.replace(unique=None) if known.name == name else known for known in model.fields)
    spec = spec.with_model(model.replace(fields=fields, uniques=tuple(u for u in model.uniques if u not in gone)))
    for endpoint in writing(spec, model):
        told = endpoint.replace(
            errors=tuple(case for case in endpoint.errors if case.code not in errors),
            criteria=tuple(item for item in endpoint.criteria if not any(f"`{code}`" in item.text for code in errors)),
        )
        if endpoint.idempotency is not None and endpoint.idempotency.field == name:
            told = told.replace(idempotency=Idempotency("none", reason=f"a blind retry makes a second {names.word}"))
        spec = spec.with_endpoint(told, spec.router_by_endpoint[endpoint.address].name)
    left = {case.code for endpoint in spec.endpoints for case in endpoint.errors}
    codes = tuple(code for code in spec.errors.codes if code.code not in errors or code.code in left)
    return spec.replace(errors=spec.errors.replace(codes=codes))


def with_index(spec: Spec, model: Model, name: str) -> Spec:
    """The specification whose model has an index over a field, behind the one that says whose the row is."""
    holder = model.tenant or model.owner
    return spec.with_model(serving(model, *filter(None, (holder, name))))


def writing(spec: Spec, model: Model) -> tuple[Endpoint, ...]:
    """The endpoints whose bodies set the fields of a model's rows."""
    return tuple(
        endpoint
        for endpoint in spec.endpoints
        if endpoint.behavior is not None
        and endpoint.behavior.verb in WRITING
        and endpoint.body is not None
        and (about := model_of(endpoint, spec)) is not None
        and about.name == model.name
    )


def without_field(spec: Spec, model: Model, name: str) -> Spec:
    """The specification without a field: not in the model, its rules, or in what lists narrow and order by it."""
    spec = without_unique(spec, model, name)
    model = spec.models_by_name[model.name]
    kept = model.replace(
        fields=tuple(field for field in model.fields if field.name != name),
        indexes=tuple(index for index in model.indexes if name not in (part.lstrip("-") for part in index.fields)),
        checks=tuple(check for check in model.checks if f"`{name}`" not in check.condition),
        relationships=tuple(tie for tie in model.relationships if tie.by != name),
        notes=tuple(note for note in model.notes if f"`{name}`" not in note),
    )
    spec = spec.with_model(kept)
    other = next((field.name for field in kept.fields if field.update), "")
    for endpoint in tuple(spec.endpoints):
        about = model_of(endpoint, spec)
        if about is not None and about.name == model.name:
            spec = spec.with_endpoint(_without(endpoint, name, other), spec.router_by_endpoint[endpoint.address].name)
    return spec


def _without(endpoint: Endpoint, name: str, other: str) -> Endpoint:
    """The endpoint that knows no such field; what was shown on it alone is shown on another one."""
    told = tuple(_told_of(item, name, other) for item in endpoint.criteria)
    sort, search = endpoint.sort, endpoint.search
    if sort is not None and any(field.name == name for field in sort.fields):
        sort = sort.replace(fields=tuple(field for field in sort.fields if field.name != name))
    if search is not None and name in search.fields:
        fields = tuple(field for field in search.fields if field != name)
        search = search.replace(fields=fields) if fields else None
    return endpoint.replace(
        sort=sort if sort is None or sort.fields else None,
        search=search,
        parameters=tuple(
            known
            for known in endpoint.parameters
            if known.location != "query" or name != (known.filter.field if known.filter is not None else known.name)
        ),
        criteria=tuple(item for item in told if f"`{name}`" not in item.text and f'"{name}"' not in item.text),
        notes=tuple(note for note in endpoint.notes if f"`{name}`" not in note),
    )


def with_null(spec: Spec, model: Model, name: str, *, allowed: bool) -> Spec:
    """The specification in which a field may be null, or may not, as criteria on null say too."""
    field = model.field(name)
    if field is None or field.nullable is allowed:
        return spec
    spec = with_field_as(spec, model, field.replace(nullable=allowed))
    null = f'`{{"{name}": null}}`'
    clears, refuses = f"{null} answers 200 and clears it", f"{null} answers {invalid(spec)} with `field` = `{name}`"
    old, new = (refuses, clears) if allowed else (clears, refuses)
    for endpoint in writing(spec, model):
        told = tuple(item.replace(text=item.text.replace(old, new)) for item in endpoint.criteria)
        if told != endpoint.criteria:
            spec = spec.with_endpoint(endpoint.replace(criteria=told), spec.router_by_endpoint[endpoint.address].name)
    return spec


def without_input(spec: Spec, model: Model, name: str) -> Spec:
    """The specification in which a field is read and no client sets it."""
    fields = tuple(known.replace(create="", update="") if known.name == name else known for known in model.fields)
    if fields == model.fields:
        return spec
    before, changed = writing(spec, model), model.replace(fields=fields)
    spec = spec.with_model(changed)
    other = next((field.name for field in fields if field.update), "")
    for endpoint in before:
        told = tuple(_told_of(item, name, other) for item in endpoint.criteria if f'"{name}"' not in item.text)
        spec = spec.with_endpoint(endpoint.replace(criteria=told), spec.router_by_endpoint[endpoint.address].name)
    return spec


def with_frozen(spec: Spec, model: Model, name: str) -> Spec:
    """The specification in which a field keeps the value that it was created with, where there is another one to change."""
    field = model.field(name)
    other = next((known.name for known in model.fields if known.update and known.name != name), "")
    if field is None or not field.update or not other:
        return spec
    before, clash = writing(spec, model), taken(Names(model.table), field).code
    spec = with_field_as(spec, model, field.replace(update=""))
    refused = (
        f"A body that names `{name}` answers {invalid(spec)} with `field` = `{name}`, and the row stays as it was."
    )
    for endpoint in before:
        if endpoint.behavior is not None and endpoint.behavior.verb == "update":
            gone = (f'"{name}"', f"`{clash}`")
            kept = tuple(
                _told_of(i, name, other) for i in endpoint.criteria if not any(text in i.text for text in gone)
            )
            told = endpoint.replace(
                criteria=extended(kept, *criteria(refused)),
                errors=tuple(case for case in endpoint.errors if case.code != clash),
            )
            spec = spec.with_endpoint(told, spec.router_by_endpoint[endpoint.address].name)
    return spec


def _told_of(item: Criterion, name: str, other: str) -> Criterion:
    """What was shown on one field alone is shown on another one."""
    alone = item.text.startswith(f"A body with only `{name}`") and bool(other)
    return item.replace(text=item.text.replace(f"`{name}`", f"`{other}`")) if alone else item
