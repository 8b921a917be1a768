"""How many rows somebody may have, by a plan."""

from groundplan.architect.designs.choices import with_storage_told
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.taxonomy import criteria, extended, with_codes
from groundplan.spec.effective import model_of
from groundplan.spec.endpoint import ErrorCase
from groundplan.spec.model import Field, Model
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import Type, literal

PLAN = "plan"


def with_quota(spec: Spec, collection: str, limits: tuple[tuple[str, int | None], ...]) -> Spec:
    """The specification in which a holder has a bounded number of rows of a resource.

    Args:
        spec: what there is.
        collection: the resource.
        limits: the most rows by plan, `None` for any number; one with an empty name holds for everybody.
    """
    model = next((m for m in spec.models if m.table == collection), None)
    if model is None:
        return spec
    names = Names(collection)
    plans = tuple(name for name, _ in limits if name)
    if plans:
        spec = _with_plan(spec, model, plans)
    told = "; ".join(_limit(name, most, names) for name, most in limits)
    allowed = f"the plan allows no more {names.words}"
    full = ErrorCode(403, f"{names.one}_quota_exceeded", "Forbidden", context=("limit", "used"), meaning=allowed)
    for endpoint in tuple(spec.endpoints):
        about, behavior = model_of(endpoint, spec), endpoint.behavior
        if about is None or about.name != model.name or behavior is None or behavior.verb != "create":
            continue
        if endpoint.error(full.code) is not None:
            continue
        most = next((count for _, count in limits if count is not None), 1)
        shown = criteria(
            f"With {most} {names.words} already, another one answers 403 `{full.code}` with `limit` and `used` in `context`, also of "
            "two at the same moment.",
        )
        note = f"{told}. The rows are counted in the transaction that makes the new one, with the holder's row locked."
        changed = endpoint.replace(
            errors=(*endpoint.errors, ErrorCase(full.status, full.code, full.meaning)),
            notes=extended(endpoint.notes, note[0].upper() + note[1:]),
            criteria=extended(endpoint.criteria, *shown),
        )
        spec = with_codes(spec, full).with_endpoint(changed, spec.router_by_endpoint[endpoint.address].name)
    return with_storage_told(spec)


def _limit(name: str, most: int | None, names: Names) -> str:
    who = f"on the plan `{name}`" if name else "each holder has"
    count = f"at most {most:,} {names.words}" if most is not None else f"any number of {names.words}"
    return f"{who} {count}"


def _with_plan(spec: Spec, model: Model, plans: tuple[str, ...]) -> Spec:
    """The holder, an organisation or a user, with its plan; no endpoint sets it."""
    key = model.field(model.tenant or model.owner)
    holder = spec.models_by_name.get(key.references.model if key is not None and key.references is not None else "User")
    if holder is None:
        return spec
    known = holder.field(PLAN)
    if known is not None and known.type is not None:
        wider = known.replace(type=known.type.replace(values=extended(known.type.values, *plans)))
        return spec.with_model(holder.replace(fields=tuple(wider if f.name == PLAN else f for f in holder.fields)))
    plan = Field(PLAN, Type("enum", values=plans), default=literal(plans[0]), read="yes")
    at = next((i for i, f in enumerate(holder.fields) if f.name == "created_at"), len(holder.fields))
    note = f"`{PLAN}` is set by an operator or by billing, and by no body; a smaller one takes no rows away, and allows none to come."
    return spec.with_model(
        holder.replace(fields=(*holder.fields[:at], plan, *holder.fields[at:]), notes=extended(holder.notes, note))
    )
