"""Rows of two kinds of which each may be tied to several of the other."""

from groundplan.architect.designs.anchor import Anchor, parent_field, with_anchor_code, with_end_told, with_new
from groundplan.architect.designs.lists import page_criteria, pages
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.taxonomy import criteria, with_dependencies
from groundplan.spec.behavior import Assignment, Behavior, Value
from groundplan.spec.conventions import Conventions
from groundplan.spec.endpoint import Endpoint, Idempotency, Response, Sort, SortField
from groundplan.spec.model import Field, Index, Model, Relationship
from groundplan.spec.noun import Noun
from groundplan.spec.spec import Spec
from groundplan.spec.types import NOW, Type


class Link(Noun, frozen=True):
    """What is to be built: rows of `far` are tied to those of `near`, under whose path that is done."""

    near: Anchor
    far: Anchor

    @property
    def names(self) -> Names:
        """Those of the table between the two: `product_categories`."""
        return Names(f"{self.near.names.one}_{self.far.names.collection}")

    @property
    def key(self) -> str:
        return self.far.keys[-1].name


def with_link(spec: Spec, link: Link, conventions: Conventions) -> Spec:
    """The specification with the table between two resources, and the endpoints that tie, untie and list."""
    near, far, names = link.near, link.far, link.names
    if names.model in spec.models_by_name or f"{far.names.one}_{near.names.collection}" in {
        m.table for m in spec.models
    }:
        return spec
    spec = with_anchor_code(with_anchor_code(spec, near), far)
    spec = spec.with_model(_model(link))
    spec = with_new(spec, near.router, _listed(link, spec, conventions), _tie(link), _untie(link))
    for anchor in (near, far):
        spec = with_end_told(spec, anchor.model.name, f"Every `{names.model}` of it goes with it.")
    return with_dependencies(spec)


def _model(link: Link) -> Model:
    near, far, names = link.near, link.far, link.names
    first, second = (parent_field(anchor).replace(primary_key=True, read="") for anchor in (near, far))
    return Model(
        name=names.model,
        description=f"The link between {near.names.a_word} and {far.names.a_word}, many to many.",
        table=names.collection,
        fields=(first, second.replace(indexed=True), Field("created_at", Type("datetime"), default=NOW)),
        shared=f"whoever reaches the {near.names.word}",
        indexes=(Index((near.key, "created_at")),),
        relationships=tuple(
            Relationship(anchor.names.one, "many to one", anchor.model.name, by=anchor.key, back=names.collection)
            for anchor in (near, far)
        ),
        schemas=(),
        unschemed=f"only the {far.names.word} that it ties is ever shown",
        notes=("The pair is the primary key, so that two requests at the same moment leave one row.",),
    )


def _pair(link: Link, method: str) -> Endpoint:
    near, far = link.near, link.far
    made = near.endpoint("DELETE" if method == "DELETE" else "PUT", f"{far.names.segment}/{{{link.key}}}")
    return made.replace(
        access=near.access,
        scope=near.scope,
        parameters=(*made.parameters, far.keys[-1]),
        errors=(*made.errors, far.missing),
        idempotency=Idempotency("natural"),
    )


def _strangers(link: Link) -> tuple[str, ...]:
    return tuple(
        f"The id of {anchor.names.a_word} {'of another user, or of nobody,' if anchor.private else 'that nobody has'} answers "
        f"404 `{anchor.missing.code}`, and nothing changes."
        for anchor in (link.near, link.far)
    )


def _tie(link: Link) -> Endpoint:
    near, far = link.near, link.far
    sets = tuple(Assignment(anchor.key, Value("input", anchor.keys[-1].name)) for anchor in (near, far))
    return _pair(link, "PUT").replace(
        summary=f"Tie {far.names.a_word} to {near.names.a_word}.",
        behavior=Behavior("create", link.names.model, sets=sets),
        responses=(Response(204, when="they belong together, or did already"),),
        criteria=criteria(
            f"204, and the list of the {near.names.word} brings the {far.names.word} once, however often the request is sent, "
            "also twice at the same moment.",
            *_strangers(link),
        ),
    )


def _untie(link: Link) -> Endpoint:
    near, far = link.near, link.far
    keys = (near.keys[-1].name, far.keys[-1].name)
    return _pair(link, "DELETE").replace(
        summary=f"Untie {far.names.a_word} from {near.names.a_word}; both stay.",
        behavior=Behavior("delete", link.names.model, by=keys),
        responses=(Response(204, when="they do not belong together, or never did"),),
        criteria=criteria(
            f"204, also when they did not belong together, and the list brings the {far.names.word} no more; it still exists.",
            *_strangers(link),
        ),
    )


def _listed(link: Link, spec: Spec, conventions: Conventions) -> Endpoint:
    near, far, paging = link.near, link.far, pages(conventions)
    return near.endpoint("GET", far.names.segment).replace(
        summary=f"List the {far.names.words} of {near.names.a_word}, the one that was tied last first.",
        access=near.access,
        scope=near.scope,
        behavior=Behavior("list", link.names.model, by=(near.keys[-1].name,)),
        responses=(Response(200, f"{far.model.name}Read", "page", when="always, also when there are none"),),
        pagination=paging,
        sort=Sort((SortField("created_at", default=True, descending=True),), far.key),
        notes=(f"The order is that in which the {far.names.words} were tied.",),
        criteria=criteria(
            f"With {paging.size + 5} of them, 200 brings {paging.size}, the one that was tied last first; those of another "
            f"{near.names.word} never appear and never count.",
            *page_criteria(paging, spec),
            _strangers(link)[0].replace(", and nothing changes", ""),
        ),
    )
