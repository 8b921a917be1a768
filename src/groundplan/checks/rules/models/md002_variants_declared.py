"""A model names its schemas, Base, Create, Read and Update as its fields need them, or says why it has none.

One class for the table and for what travels lets a client write columns that are the server's, and shows it columns
that are nobody's business. The fields say in which schema they stand; the model says that the schema exists.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.model import Model
from groundplan.spec.spec import Spec


def _needed(model: Model) -> tuple[str, ...]:
    """The schemas in which fields of the model stand, in their usual order."""
    fields = model.fields
    variants = {
        "Base": any(field.create and field.read for field in fields),
        "Create": any(field.create for field in fields),
        "Read": any(field.read for field in fields),
        "Update": any(field.update for field in fields),
    }
    return tuple(f"{model.name}{variant}" for variant, stands in variants.items() if stands)


def _declared(spec: Spec) -> Spec:
    """The schemas that fields stand in, declared; a model that says it has none is left to a person."""
    models = tuple(_with_schemas(model) for model in spec.models)
    return spec if models == spec.models else spec.replace(models=models)


def _with_schemas(model: Model) -> Model:
    known = model.schemas or ()
    needed = _needed(model)
    if model.schemas == () or set(needed) <= set(known) or not needed:
        return model
    return model.replace(schemas=(*needed, *(name for name in known if name not in needed)))


@rule(
    "MD002",
    severity="error",
    hears="model",
    bad="- **Schemas**: `TaskBase`, `TaskCreate`, `TaskUpdate`",
    good="- **Schemas**: `TaskBase`, `TaskCreate`, `TaskRead`, `TaskUpdate`",
    source="SQLModel, Multiple Models with FastAPI",
    fix=_declared,
)
def variants_declared(model: Model, spec: Spec) -> Iterator[Fault]:
    needed, at = _needed(model), model.address / "schemas"
    names = ", ".join(f"`{name}`" for name in needed)
    if model.schemas is None:
        if needed or not model.is_link:
            mend = f"add `- **Schemas**:` with {names or '`none` and why no row ever leaves'}"
            yield Fault(at=model.address, message=f"`{model.name}` names no schemas", mend=mend)
    elif not model.schemas:
        if needed:
            message = f"`{model.name}` has no schemas, and its fields stand in {names}"
            yield Fault(at=at, message=message, mend="name them, or clear the columns Create, Update and Read")
        elif not model.unschemed:
            message = f"`{model.name}` has no schemas, and nothing says why"
            yield Fault(at=at, message=message, mend="add the reason: `none; no row ever leaves the server`")
    else:
        for name in needed:
            if name not in model.schemas:
                message = f"fields stand in `{name}`, and `{model.name}` does not name it"
                yield Fault(at=at, message=message, mend=f"add `{name}` to the schemas")
        for name in model.schemas:
            if name not in needed and name in (f"{model.name}Create", f"{model.name}Read", f"{model.name}Update"):
                message = f"no field of `{model.name}` stands in `{name}`"
                yield Fault(at=at, message=message, mend="take the schema out, or say which fields it has")
