"""Free labels on the rows of a resource: one table of names for each owner, and a link to the rows."""

from groundplan.architect.designs.anchor import Anchor, parent_field, with_anchor_code, with_group, with_new
from groundplan.architect.designs.lists import page_criteria, pages
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.resource import identity
from groundplan.architect.designs.taxonomy import criteria, extended, invalid, with_dependencies
from groundplan.architect.playbooks.lists.paginate_a_list import list_of
from groundplan.spec.behavior import Behavior
from groundplan.spec.conventions import Conventions
from groundplan.spec.endpoint import (
    Body,
    Endpoint,
    Filter,
    Idempotency,
    Parameter,
    Response,
    Scope,
    Sort,
    SortField,
)  # fmt: skip
from groundplan.spec.model import Field, Model, Reference, Relationship, SchemaField, Uniqueness, UniqueTogether
from groundplan.spec.noun import Noun
from groundplan.spec.spec import Spec
from groundplan.spec.types import NOW, Bounds, Constraints, Type

NAME = Bounds(1, 50)
MOST = 20


class Tags(Noun, frozen=True):
    """What is to be built: the resource, what its labels are called, and the most that one row carries."""

    anchor: Anchor
    names: Names
    most: int

    @property
    def link(self) -> Names:
        return Names(f"{self.anchor.names.one}_{self.names.collection}")

    @property
    def holder(self) -> str:
        """The field that says whose the labels are: that of the rows themselves; empty where all share them."""
        return self.anchor.model.tenant or self.anchor.model.owner

    @property
    def several(self) -> Field:
        """The labels of one row, as it shows them."""
        told = f"the names of its `{self.names.model}` rows, by the alphabet, in one query for a whole page"
        return Field(self.names.collection, Type("list", item=Type("str")), read="yes", nullable=None, stored=False, computed=told,
                     constraints=Constraints(bounds=Bounds(0, self.most), each=NAME))  # fmt: skip


def with_tags(spec: Spec, tags: Tags, conventions: Conventions) -> Spec:
    """The specification with labels, the way to set them, and a list that they narrow."""
    anchor, names = tags.anchor, tags.names
    if anchor.model.field(names.collection) is not None and names.model not in spec.models_by_name:
        return spec
    spec = with_anchor_code(spec, anchor)
    if names.model not in spec.models_by_name:
        spec = spec.with_model(_model(tags, conventions))
    if tags.link.model not in spec.models_by_name:
        spec = spec.with_model(_link(tags, spec))
        spec = spec.with_model(_tagged(tags))
    spec = with_new(spec, anchor.router, _set(tags, spec))
    spec = with_group(spec, names.collection, "each endpoint says which rows it reaches", _all(tags, conventions, spec))
    return with_dependencies(_filtered(spec, tags))


def _model(tags: Tags, conventions: Conventions) -> Model:
    names, holder = tags.names, tags.anchor.model.field(tags.holder)
    whose = () if holder is None else (holder.replace(read="", indexed=False),)
    unique = Uniqueness(ignoring_case=True) if holder is None else None
    together = () if holder is None else (UniqueTogether((holder.name, "name"), ignoring_case=True),)
    ties = tuple(
        Relationship("owner", "many to one", field.references.model, by=field.name, back=names.collection)
        for field in whose
        if field.references is not None
    )
    return Model(
        name=names.model,
        description=f"A name that {tags.anchor.names.words} are found by.",
        table=names.collection,
        fields=(
            identity(conventions),
            *whose,
            Field("name", Type("str"), constraints=Constraints(bounds=NAME, trimmed=True), read="yes", unique=unique),
            Field("created_at", Type("datetime"), default=NOW, read="yes"),
        ),
        owner=tags.anchor.model.owner if not tags.anchor.model.tenant else "",
        tenant=tags.anchor.model.tenant,
        shared="" if holder is not None else tags.anchor.model.shared or "everybody",
        uniques=together,
        relationships=ties,
        schemas=(f"{names.model}Read",),
        notes=(f"{names.a_word.capitalize()} is made by its first use, and deleted when no row carries it any more.",),
    )


def _link(tags: Tags, spec: Spec) -> Model:
    names = tags.names
    key = spec.models_by_name[names.model].primary_key[0]
    reference = Reference(names.model, key.name, "cascade")
    return Model(
        name=tags.link.model,
        description=f"That {tags.anchor.names.a_word} carries {names.a_word}.",
        table=tags.link.collection,
        fields=(
            parent_field(tags.anchor).replace(primary_key=True, read=""),
            Field(names.key, key.type, primary_key=True, references=reference, indexed=True),
        ),
        schemas=(),
        unschemed=f"the {tags.anchor.names.word} shows the names",
    )


def _tagged(tags: Tags) -> Model:
    model = tags.anchor.model
    way = Relationship(f"{tags.names.one}_rows", "many to many", tags.names.model, back=model.table, through=tags.link.model,
                       load="batched")  # fmt: skip
    return model.replace(fields=extended(model.fields, tags.several), relationships=extended(model.relationships, way))


def _set(tags: Tags, spec: Spec) -> Endpoint:
    anchor, names = tags.anchor, tags.names
    sent = SchemaField(
        "names", Type("list", item=Type("str")), meaning="all that the row shall carry; none takes them off",
        constraints=Constraints(bounds=Bounds(0, tags.most), each=NAME, distinct=True, trimmed=True),
    )  # fmt: skip
    foreign = "of another user, or of nobody," if anchor.private else "that nobody has"
    return anchor.endpoint("PUT", names.segment).replace(
        summary=f"Give {anchor.names.a_word} exactly these {names.words}.",
        access=anchor.access,
        scope=anchor.scope,
        behavior=Behavior(
            "other",
            text=f"the row's {names.words} become those that are named; one that is new is made, in one transaction",
        ),
        body=Body(fields=(sent,)),
        responses=(Response(200, f"{anchor.model.name}Read", when="the row, with its names as they are now"),),
        idempotency=Idempotency("natural"),
        criteria=criteria(
            f"Two new names answer 200 with both under `{tags.several.name}`, and the same request again changes nothing.",
            f"A name that is known in another letter case makes no second {names.word}, also at the same moment.",
            f"`names` with {tags.most + 1} items, an empty one or the same twice answers {invalid(spec)} with `field` = `names`.",
            f"The id of {anchor.names.a_word} {foreign} answers 404 `{anchor.missing.code}`, and nothing is made.",
        ),
    )


def _all(tags: Tags, conventions: Conventions, spec: Spec) -> Endpoint:
    names, paging = tags.names, pages(conventions)
    model, private = spec.models_by_name[names.model], bool(tags.holder)
    scope = (
        tags.anchor.scope.replace(field=f"{model.name}.{model.tenant or model.owner}")
        if private
        else Scope("none", reason=f"whoever reaches the {tags.anchor.names.words} shares their {names.words}")
    )
    return Endpoint(
        method="GET",
        path=f"{spec.api.base_path}/{names.segment}",
        summary=f"List the {names.words} in use, by name.",
        access=tags.anchor.access,
        scope=scope,
        behavior=Behavior("list", model.name),
        responses=(Response(200, f"{model.name}Read", "page", when="always, also when there are none"),),
        pagination=paging,
        sort=Sort((SortField("name", default=True),), "id"),
        criteria=criteria(
            f"With {paging.size + 5} {names.words} in use, 200 brings {paging.size} of them by name.",
            *page_criteria(paging, spec),
            f"Another user's {names.words} never appear and never count." if private else "",
        ),
    )


def _filtered(spec: Spec, tags: Tags) -> Spec:
    endpoint = list_of(spec, tags.anchor.model.table)
    if endpoint is None or any(parameter.name == tags.names.one for parameter in endpoint.parameters):
        return spec
    one = tags.names.one
    named = Parameter(
        one, "query", Type("str"), constraints=Constraints(bounds=NAME, trimmed=True), repeatable=True,
        filter=Filter(tags.names.collection, "contains"),
        meaning=f"only those that carry this {tags.names.word}, in any letter case; given several times, all of them",
    )  # fmt: skip
    told = criteria(
        f"`?{one}=a&{one}=b` brings only those that carry both; a {tags.names.word} that nobody uses brings 200 with no items."
    )
    narrowed = endpoint.replace(
        parameters=(*endpoint.parameters, named), criteria=extended(endpoint.criteria, *told)
    )  # fmt: skip
    return spec.with_endpoint(narrowed, spec.router_by_endpoint[endpoint.address].name)
