"""What may not be null always has a value, and what a client may leave out has one without it.

A column that may not be null, has no default and is optional to send fails at the first request that takes the promise at
its word, as an error of the server. And a yes or no that may be null has a third answer that nobody gave a meaning.
"""

from collections.abc import Iterator, Set

from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.models.written import written_columns
from groundplan.evolution.deprecating import farewell
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import Field, Model
from groundplan.spec.spec import Spec


def _nulls_sent(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    # In the own fields of a partial update, RQ009 tells of those that are called as their column is, and mends them.
    partial = endpoint.method == "PATCH" and endpoint.body is not None and not endpoint.body.schema
    for sent, column in written_columns(endpoint, spec):
        told = partial and sent.name == column.name
        if sent.nullable and column.nullable is False and not told:
            yield Fault(
                at=endpoint.address / f"body {sent.name}",
                message=f"null is accepted for `{sent.name}`, and its column may not be null",
                mend="write `no` under Null, or let the column be null",
            )


@rule(
    "MD004",
    severity="error",
    hears="spec",
    bad="| `is_active` | bool | yes | true | — | — | — | yes |",
    good="| `is_active` | bool | no | true | — | — | — | yes |",
    source="Zalando #122, #123; SQLModel, nullable fields",
    endpoints=_nulls_sent,
)
def nullability_coherent(spec: Spec) -> Iterator[Fault]:
    filled = _filled(spec)
    for model in spec.models:
        for field in model.fields:
            if field.stored and (wrong := _wrong(field, model, filled.get(model.name))) is not None:
                yield Fault(at=model.address / f"field {field.name}", message=wrong[0], mend=wrong[1])


def _wrong(field: Field, model: Model, filled: Set[str] | None) -> tuple[str, str] | None:
    name = field.name
    if field.nullable is not False:
        if field.nullable and field.primary_key:
            return f"`{name}` is the primary key and may be null", "write `no` under Null"
        if field.nullable and field.type is not None and field.type.kind == "bool":
            return (
                f"`{name}` is yes, no, or null, and null has no meaning",
                "write `no` under Null, and give it a default",
            )
        return None
    if field.default is not None or field.primary_key or field.computed:
        return None
    if field.create == "optional" and not _under_two_names(field, model):
        return (
            f"`{name}` may be left out of a create, may not be null, and has no default",
            "require it, let it be null, or give it a default",
        )
    if field.create or filled is None or name in (model.owner, model.tenant, *filled):
        return None
    if any(f"`{name}`" in note for note in model.notes):
        return None
    return (
        f"`{name}` may not be null, and no create of `{model.name}` gives it a value",
        "give it a default, require it, or set it in the behavior: `with `field` = …`",
    )


def _under_two_names(field: Field, model: Model) -> bool:
    """Whether the value has a second name, an old one that goes or the new one, under which it may have been sent."""
    names = {
        (known.name, said.replacement)
        for known in model.fields
        if (said := farewell(known)) is not None and said.replacement
    }
    return any(field.name in pair for pair in names)


def _filled(spec: Spec) -> dict[str, Set[str]]:
    """The columns that creates fill by themselves or from the path, for each model that has any."""
    found: dict[str, Set[str]] = {}
    for endpoint in spec.endpoints:
        behavior = endpoint.behavior
        if behavior is not None and behavior.verb == "create":
            sent = (field.name for field in endpoint.body.fields) if endpoint.body is not None else ()
            names = {item.field for item in behavior.sets}.union(endpoint.path_names, behavior.by, sent)
            found[behavior.model] = found.get(behavior.model, frozenset()) | names
    return found
