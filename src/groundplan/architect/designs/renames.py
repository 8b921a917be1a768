"""A field that gets another name while clients know it by the old one."""

from datetime import date, timedelta

from groundplan.architect.designs.fields import writing
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.taxonomy import criteria, extended, with_codes
from groundplan.evolution.deprecating import Farewell, deprecated
from groundplan.evolution.renamed import Named, renamed
from groundplan.spec.effective import model_of
from groundplan.spec.endpoint import Criterion, ErrorCase
from groundplan.spec.model import Field, Model
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec

# How long an old name is answered, in days.
OVERLAP = 180


def with_both_names(spec: Spec, model: Model, old: Field, new: Field, today: str) -> Spec:
    """The specification in which a value is read and written under two names, the old of which says its end.

    Args:
        spec: what there is.
        model: the model of the field.
        old: the field as it is.
        new: the field as it will be, with its own name and maybe another type.
        today: the ISO date on which it is decided.
    """
    names = Names(model.table)
    sunset = (date.fromisoformat(today) + timedelta(days=OVERLAP)).isoformat() if today else ""
    going = deprecated(old, Farewell(today, sunset, new.name))
    needed = old.create == "required"
    coming = new.replace(unique=None, indexed=False)
    if needed:
        going, coming = going.replace(create="optional"), coming.replace(create="optional")
    at = model.fields.index(old)
    fields = (*model.fields[:at], coming, going, *model.fields[at + 1 :])
    one = f"`{old.name}` and `{new.name}` are one value under two names: whoever writes one writes both, and reading gives both."
    must = (f"A create needs one of `{old.name}` and `{new.name}`.",) if needed else ()
    spec = spec.with_model(model.replace(fields=fields, notes=extended(model.notes, one, *must)))
    clash = ErrorCode(
        422, f"{names.one}_{new.name}_conflict", "Unprocessable", new.name,
        meaning=f"the body gives `{old.name}` and `{new.name}` different values",
    )  # fmt: skip
    told = criteria(
        f"A body with `{old.name}` alone answers as one with `{new.name}` alone, and the row shows the value under both.",
        f"A body with both and different values answers 422 `{clash.code}`, and nothing is written.",
    )
    for endpoint in writing(spec, model):
        spec = with_codes(spec, clash).with_endpoint(
            endpoint.replace(
                errors=extended(endpoint.errors, ErrorCase(clash.status, clash.code, clash.meaning)),
                criteria=extended(endpoint.criteria, *told),
            ),
            spec.router_by_endpoint[endpoint.address].name,
        )
    return spec


def with_new_name(spec: Spec, model: Model, old: str, new: str) -> Spec:
    """The specification in which a field is called otherwise at once, also in what its sentences say of it."""
    spec = renamed(spec, Named("field", old, model.name), new)
    model = spec.models_by_name[model.name]

    def said(text: str) -> str:
        return text.replace(f"`{old}`", f"`{new}`").replace(f'"{old}"', f'"{new}"')

    spec = spec.with_model(model.replace(notes=tuple(map(said, model.notes))))
    for endpoint in tuple(spec.endpoints):
        about = model_of(endpoint, spec)
        if about is not None and about.name == model.name:
            told = tuple(Criterion(said(item.text), item.done) for item in endpoint.criteria)
            changed = endpoint.replace(criteria=told, notes=tuple(map(said, endpoint.notes)))
            spec = spec.with_endpoint(changed, spec.router_by_endpoint[endpoint.address].name)
    return spec
