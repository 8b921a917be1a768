"""Marks that a user puts on rows: favourites, likes, bookmarks; each at most once, set and taken back without harm."""

from groundplan.architect.designs.anchor import (
    SIGNED_IN,
    Anchor,
    parent_field,
    person_field,
    with_anchor_code,
    with_end_told,
    with_group,
    with_new,
)  # fmt: skip
from groundplan.architect.designs.lists import page_criteria, pages
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.resource import OWNER
from groundplan.architect.designs.taxonomy import criteria, extended, with_dependencies
from groundplan.spec.behavior import Assignment, Behavior, Value
from groundplan.spec.conventions import Conventions
from groundplan.spec.endpoint import Endpoint, Idempotency, Response, Scope, Sort, SortField
from groundplan.spec.model import Field, Index, Model, Relationship
from groundplan.spec.noun import Noun
from groundplan.spec.spec import Spec
from groundplan.spec.types import NOW, Bounds, Constraints, Type


class Marks(Noun, frozen=True):
    """What is to be built: `one` and `many` name the mark in paths, `counted` shows how many a row has."""

    anchor: Anchor
    one: str
    many: str
    counted: bool

    @property
    def names(self) -> Names:
        """Those of the link between users and rows: `product_favourites`."""
        many = self.many if self.many != self.one else f"{self.one}_entries"
        return Names(f"{self.anchor.names.one}_{many}")


def with_marks(spec: Spec, marks: Marks, conventions: Conventions) -> Spec:
    """The specification with the mark and the caller's list of marked rows."""
    anchor, names = marks.anchor, marks.names
    spec = with_anchor_code(spec, anchor)
    if names.model not in spec.models_by_name:
        spec = spec.with_model(_model(marks, spec, conventions))
    spec = with_new(spec, anchor.router, _set(marks), _unset(marks))
    spec = with_group(spec, "me", "each endpoint says which rows are the caller's", _mine(marks, conventions, spec))
    if marks.counted:
        spec = spec.with_model(_counted(spec.models_by_name[anchor.model.name], marks))
    return with_dependencies(with_end_told(spec, anchor.model.name, f"Every `{names.model}` of it goes with it."))


def _model(marks: Marks, spec: Spec, conventions: Conventions) -> Model:
    anchor, names = marks.anchor, marks.names
    row, person = parent_field(anchor), person_field(spec, conventions)
    return Model(
        name=names.model,
        description=f"That a user has {anchor.names.a_word} among their {marks.many.replace('_', ' ')}.",
        table=names.collection,
        fields=(
            person.replace(primary_key=True, read=""),
            row.replace(primary_key=True, read="", indexed=True),
            Field("created_at", Type("datetime"), default=NOW),
        ),
        owner=OWNER,
        indexes=(Index((OWNER, "created_at")),),
        relationships=(
            Relationship("user", "many to one", "User", by=OWNER, back=names.collection),
            Relationship(anchor.names.one, "many to one", anchor.model.name, by=anchor.key, back=names.collection),
        ),
        schemas=(),
        unschemed=f"only the {anchor.names.word} that it marks is ever shown",
        notes=("The pair is the primary key, so that two requests at the same moment leave one row.",),
    )


def _reach(marks: Marks) -> Scope:
    """The row must be one that the caller reaches; the mark is always the caller's own."""
    anchor = marks.anchor
    return anchor.scope if anchor.private else Scope("owner", f"{marks.names.model}.{OWNER}")


def _strangers(marks: Marks) -> str:
    anchor = marks.anchor
    foreign = "of another user, or of nobody," if anchor.private else "that nobody has"
    return f"The id of {anchor.names.a_word} {foreign} answers 404 `{anchor.missing.code}`."


def _set(marks: Marks) -> Endpoint:
    anchor, names = marks.anchor, marks.names
    word = marks.one.replace("_", " ")
    sets = (Assignment(OWNER, Value("caller")), Assignment(anchor.key, Value("input", anchor.keys[-1].name)))
    return anchor.endpoint("PUT", marks.one.replace("_", "-")).replace(
        summary=f"Put the caller's {word} on {anchor.names.a_word}.",
        access=SIGNED_IN,
        scope=_reach(marks),
        behavior=Behavior("create", names.model, sets=sets),
        responses=(Response(204, when="it is there, or was already"),),
        idempotency=Idempotency("natural"),
        criteria=criteria(
            f"204, and the caller's list brings the {anchor.names.word} once, however often the request is sent, also twice "
            "at the same moment; no other user's list changes.",
            _strangers(marks),
        ),
    )


def _unset(marks: Marks) -> Endpoint:
    anchor, word = marks.anchor, marks.one.replace("_", " ")
    return anchor.endpoint("DELETE", marks.one.replace("_", "-")).replace(
        summary=f"Take the caller's {word} off {anchor.names.a_word}.",
        access=SIGNED_IN,
        scope=_reach(marks),
        behavior=Behavior("delete", marks.names.model, by=(anchor.keys[-1].name,), by_caller=True),
        responses=(Response(204, when="it is gone, or never was"),),
        idempotency=Idempotency("natural"),
        criteria=criteria(
            f"204, also when there was none, and the caller's list brings the {anchor.names.word} no more; another user's "
            "stays.",
            _strangers(marks),
        ),
    )


def _mine(marks: Marks, conventions: Conventions, spec: Spec) -> Endpoint:
    anchor, paging = marks.anchor, pages(conventions)
    path = f"{spec.api.base_path}/me/{marks.many.replace('_', '-')}/{anchor.names.segment}"
    hidden = f"A {anchor.names.word} that the caller no longer reaches is left out." if anchor.private else ""
    return Endpoint(
        method="GET",
        path=path,
        summary=f"List the {anchor.names.words} among the caller's {marks.many.replace('_', ' ')}, the latest first.",
        access=SIGNED_IN,
        scope=Scope("owner", f"{marks.names.model}.{OWNER}"),
        behavior=Behavior("list", marks.names.model, by_caller=True),
        responses=(Response(200, f"{anchor.model.name}Read", "page", when="always, also when there are none"),),
        pagination=paging,
        sort=Sort((SortField("created_at", default=True, descending=True),), anchor.key),
        notes=(f"The order is that in which the {anchor.names.words} were marked.",),
        criteria=criteria(
            f"With {paging.size + 5} of them, 200 brings {paging.size}, the one that was marked last first; those of another "
            "user never appear and never count.",
            *page_criteria(paging, spec),
            hidden,
        ),
    )


def _counted(model: Model, marks: Marks) -> Model:
    """The row with how many users have marked it, and whether the caller is one of them."""
    link = marks.names.model
    told = Field(
        f"{marks.one}_count", Type("int"), nullable=None, constraints=Constraints(bounds=Bounds(0, None)), read="yes",
        stored=False, computed=f"the number of `{link}` of the row, in one query for a whole page",
    )  # fmt: skip
    mine = Field(
        f"{marks.one}_by_me", Type("bool"), nullable=None, read="yes", stored=False,
        computed="whether the caller has one of them, in one query for a whole page",
    )  # fmt: skip
    known = {field.name for field in model.fields}
    new = tuple(field for field in (told, mine) if field.name not in known)
    return model.replace(fields=extended(model.fields, *new))
