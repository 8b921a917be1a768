"""A row that belongs to one of another kind: the key, what an unknown one answers, and the list that it narrows."""

from groundplan.architect.designs.anchor import with_end_told, with_row_kept
from groundplan.architect.designs.fields import writing
from groundplan.architect.designs.lists import serving
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.taxonomy import criteria, extended, with_codes
from groundplan.spec.effective import model_of
from groundplan.spec.endpoint import Endpoint, ErrorCase, Parameter
from groundplan.spec.model import Field, Model, OnDelete, Reference, Relationship
from groundplan.spec.noun import Noun
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec


class Tie(Noun, frozen=True):
    """What is to be built: rows of `child` name one of `target` by `role`; `needed` if each must, `cascade` if they go with it."""

    child: Model
    target: Model
    role: str
    needed: bool
    cascade: bool

    @property
    def key(self) -> str:
        return f"{self.role}_id"


def with_reference(spec: Spec, tie: Tie) -> Spec:
    """The specification in which the rows of one model name a row of another, and their list can be narrowed by it."""
    if tie.child.field(tie.key) is not None:
        return spec
    names, target = Names(tie.child.table), Names(tie.target.table)
    holder = tie.child.tenant or tie.child.owner
    foreign = ", or of another user's row," if tie.target.owner and tie.target.name != "User" else ""
    unknown = ErrorCode(422, f"{names.one}_{tie.role}_unknown", "Unprocessable", tie.key, meaning=_unknown(tie))
    spec = spec.with_model(serving(_tied(tie, names), *filter(None, (holder, tie.key))))
    for endpoint in writing(spec, tie.child):
        told = criteria(f"A `{tie.key}` that nobody has{foreign} answers 422 `{unknown.code}`, and nothing is written.")
        spec = with_codes(spec, unknown).with_endpoint(
            endpoint.replace(
                errors=extended(endpoint.errors, ErrorCase(unknown.status, unknown.code, unknown.meaning)),
                criteria=extended(endpoint.criteria, *told),
            ),
            spec.router_by_endpoint[endpoint.address].name,
        )
    for endpoint in tuple(spec.endpoints):
        about = model_of(endpoint, spec)
        listing = endpoint.behavior is not None and endpoint.behavior.verb == "list" and not endpoint.path_names
        if about is not None and about.name == tie.child.name and listing:
            spec = spec.with_endpoint(_narrowed(endpoint, tie, target), spec.router_by_endpoint[endpoint.address].name)
    end = (
        f"Every `{tie.child.name}` of it goes with it."
        if tie.cascade
        else f"A `{tie.child.name}` of it stays, with `{tie.key}` = null."
    )
    if tie.needed and not tie.cascade:
        return with_row_kept(spec, tie.target, names)
    return with_end_told(spec, tie.target.name, end)


def _unknown(tie: Tie) -> str:
    target = Names(tie.target.table)
    if tie.target.name == "User":
        return f"`{tie.key}` is no active user"
    foreign = ", or is another user's" if tie.target.owner else ""
    return f"`{tie.key}` is no {target.word}{foreign}"


def _tied(tie: Tie, names: Names) -> Model:
    key = tie.target.primary_key[0]
    on_delete: OnDelete = "cascade" if tie.cascade else "restrict" if tie.needed else "set null"
    field = Field(
        tie.key,
        key.type,
        nullable=not tie.needed,
        create=("required" if tie.needed else "optional") if any(known.create for known in tie.child.fields) else "",
        update="optional" if any(known.update for known in tie.child.fields) else "",
        read="yes",
        references=Reference(tie.target.name, key.name, on_delete),
        indexed=True,
    )
    back = names.collection if tie.target.name != "User" else f"{tie.role}_{names.collection}"
    relationship = Relationship(tie.role, "many to one", tie.target.name, by=tie.key, back=back)
    at = len(tie.child.primary_key) + (1 if tie.child.owner and tie.child.owner != "id" else 0)
    return tie.child.replace(
        fields=(*tie.child.fields[:at], field, *tie.child.fields[at:]),
        relationships=(*tie.child.relationships, relationship),
    )


def _narrowed(endpoint: Endpoint, tie: Tie, target: Names) -> Endpoint:
    """The list that takes the key as a filter."""
    if any(known.name == tie.key for known in endpoint.parameters):
        return endpoint
    what = tie.role.replace("_", " ")
    narrow = Parameter(tie.key, "query", tie.target.primary_key[0].type, meaning=f"only those with this {what}")
    told = criteria(
        f"`?{tie.key}=` with the id of one {what} brings its rows and no others; one that nobody has brings none, with 200."
    )
    return endpoint.replace(parameters=(*endpoint.parameters, narrow), criteria=extended(endpoint.criteria, *told))
