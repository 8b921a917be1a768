"""A model whose rows stand below each other: a key to the row above, no circles, and a bound on the depth."""

from groundplan.architect.designs.anchor import with_end_told
from groundplan.architect.designs.fields import writing
from groundplan.architect.designs.lists import serving
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.taxonomy import criteria, extended, with_codes
from groundplan.spec.effective import model_of
from groundplan.spec.endpoint import ErrorCase, Parameter
from groundplan.spec.model import Field, Model, Reference, Relationship
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec

PARENT = "parent_id"
DEEPEST = 5


def with_tree(spec: Spec, model: Model, depth: int) -> Spec:
    """The specification whose rows may name one of their own kind as the row above, `depth` levels at most."""
    if model.field(PARENT) is not None or not model.table:
        return spec
    names, holder = Names(model.table), model.tenant or model.owner
    key = model.primary_key[0]
    parent = Field(
        PARENT, key.type, nullable=True, create="optional" if any(f.create for f in model.fields) else "",
        update="optional" if any(f.update for f in model.fields) else "", read="yes",
        references=Reference(model.name, key.name, "cascade"), indexed=True,
    )  # fmt: skip
    at = next(
        (i for i, field in enumerate(model.fields) if field.name in ("created_at", "updated_at")), len(model.fields)
    )
    changed = model.replace(
        fields=(*model.fields[:at], parent, *model.fields[at:]),
        relationships=(
            *model.relationships,
            Relationship("parent", "many to one", model.name, by=PARENT, back="children"),
        ),
        notes=extended(
            model.notes,
            f"A {names.word} without `{PARENT}` stands at the top; the way up is read by one recursive query, {depth} levels at most.",
        ),
    )
    spec = spec.with_model(serving(changed, *filter(None, (holder, PARENT))))
    stranger = f"`{PARENT}` is no {names.word} that the caller reaches"
    unknown = ErrorCode(422, f"{names.one}_parent_unknown", "Unprocessable", PARENT, meaning=stranger)
    circle = ErrorCode(
        409, f"{names.one}_cycle", "Conflict", PARENT, meaning=f"the {names.word} would stand below itself"
    )
    deep = ErrorCode(422, f"{names.one}_too_deep", "Unprocessable", PARENT, meaning=f"more than {depth} levels")
    for endpoint in writing(spec, changed):
        moves = endpoint.method != "POST"
        codes = (unknown, deep, *((circle,) if moves else ()))
        foreign = ", or of another user's row," if holder else ""
        told = criteria(
            f"A `{PARENT}` that nobody has{foreign} answers 422 `{unknown.code}`, and nothing is written.",
            f"A `{PARENT}` of a row on level {depth} answers 422 `{deep.code}`.",
            f"A `{PARENT}` of a row below it, or its own id, answers 409 `{circle.code}`, also of two moves at the same moment."
            if moves
            else "",
        )
        spec = with_codes(spec, *codes).with_endpoint(
            endpoint.replace(
                errors=extended(endpoint.errors, *(ErrorCase(code.status, code.code, code.meaning) for code in codes)),
                criteria=extended(endpoint.criteria, *told),
            ),
            spec.router_by_endpoint[endpoint.address].name,
        )
    return with_end_told(_narrowed(spec, changed), model.name, f"Every `{model.name}` below it goes with it.")


def _narrowed(spec: Spec, model: Model) -> Spec:
    """The list, which can be narrowed to the rows below one."""
    for endpoint in tuple(spec.endpoints):
        about, behavior = model_of(endpoint, spec), endpoint.behavior
        if about is None or about.name != model.name or behavior is None or behavior.verb != "list":
            continue
        below = Parameter(PARENT, "query", model.primary_key[0].type, meaning="only those right below this one")
        told = criteria(f"`?{PARENT}=` brings the rows right below that one, and none of those further down, with 200.")
        changed = endpoint.replace(
            parameters=(*endpoint.parameters, below), criteria=extended(endpoint.criteria, *told)
        )
        spec = spec.with_endpoint(changed, spec.router_by_endpoint[endpoint.address].name)
    return spec
