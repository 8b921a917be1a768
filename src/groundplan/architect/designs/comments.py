"""Comments on the rows of a resource: whoever reaches a row reads and writes them, the author changes them."""

from collections.abc import Iterator

from groundplan.architect.designs.anchor import (
    SIGNED_IN,
    Anchor,
    parent_field,
    person_field,
    with_anchor_code,
    with_end_told,
    with_tied,
)  # fmt: skip
from groundplan.architect.designs.lists import page_criteria, pages
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.resource import OWNER, identity
from groundplan.architect.designs.taxonomy import criteria, extended, invalid, with_codes, with_dependencies
from groundplan.spec.behavior import Assignment, Behavior, Value
from groundplan.spec.conventions import Conventions
from groundplan.spec.endpoint import (
    Body,
    Endpoint,
    ErrorCase,
    Idempotency,
    Parameter,
    RateLimit,
    Response,
    Scope,
    Sort,
    SortField,
)  # fmt: skip
from groundplan.spec.model import Field, Index, Model, Presence, Reference, Relationship
from groundplan.spec.noun import Noun
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import NOW, NOW_AT_EVERY_CHANGE, Bounds, Constraints, Type


class Comments(Noun, frozen=True):
    """What is to be built: the collection's name in paths, the longest text, and whether a comment may answer another.

    `rated` asks for one to five stars with each, `signed` that the authors are known.
    """

    anchor: Anchor
    names: Names
    longest: int
    replies: bool
    signed: bool
    rated: bool = False

    @property
    def item(self) -> str:
        """The path of one comment, below that of a row."""
        return f"{self.names.segment}/{{{self.names.key}}}"


def with_comments(spec: Spec, comments: Comments, conventions: Conventions) -> Spec:
    """The specification with comments; endpoints that it has already stay as they are."""
    anchor, names = comments.anchor, comments.names
    if f"POST {anchor.path}/{names.segment}" in spec.endpoints_by_address:
        return spec
    spec = spec.with_model(_model(comments, spec, conventions))
    gone = f"no such {names.word} on this {anchor.names.word}"
    codes = []
    if comments.signed:
        meaning = f"{gone}, or it is another user's"
        codes.append(ErrorCode(404, f"{names.one}_not_found", "NotFound", meaning=meaning))
    if comments.replies:
        codes.append(
            ErrorCode(
                422, f"{names.one}_parent_invalid", "Unprocessable", "parent_id", meaning="it can not be answered"
            )
        )
    spec = with_codes(with_anchor_code(spec, anchor), *codes)
    made = [_list(comments, conventions, spec), _create(comments, spec)]
    if comments.signed:
        made += [_update(comments, conventions, spec), _delete(comments)]
    spec = with_tied(spec, anchor, *made)
    spec = with_end_told(spec, anchor.model.name, f"Every `{names.model}` on it goes with it.")
    return with_dependencies(spec)


def _model(comments: Comments, spec: Spec, conventions: Conventions) -> Model:
    names, anchor = comments.names, comments.anchor
    one_level = f"A `parent_id` names {names.a_word} on the same row that answers none itself: one level of replies."
    variants = ("Base", "Create", "Read", "Update") if comments.signed else ("Base", "Create", "Read")
    return Model(
        name=names.model,
        description=f"What somebody says about {anchor.names.a_word}.",
        table=names.collection,
        fields=(*_keys(comments, spec, conventions), *_said(comments)),
        owner=OWNER if comments.signed else "",
        shared="" if comments.signed else "everybody",
        indexes=(Index((anchor.key, "created_at")),),
        relationships=_ties(comments),
        schemas=tuple(names.schema(variant) for variant in variants),
        notes=(
            "`body` is plain text: it is stored as it was sent, and whoever shows it escapes it.",
            *((one_level,) if comments.replies else ()),
        ),
    )


def _keys(comments: Comments, spec: Spec, conventions: Conventions) -> Iterator[Field]:
    key = identity(conventions)
    yield key
    yield parent_field(comments.anchor)
    if comments.signed:
        yield person_field(spec, conventions).replace(indexed=True)
    if comments.replies:
        reference = Reference(comments.names.model, "id", "cascade")
        yield Field(
            "parent_id", key.type, nullable=True, create="optional", read="yes", references=reference, indexed=True
        )


def _said(comments: Comments) -> Iterator[Field]:
    edit: Presence = "optional" if comments.signed else ""
    if comments.rated:
        stars = Constraints(bounds=Bounds(1, 5))
        yield Field("rating", Type("int"), constraints=stars, create="required", update=edit, read="yes")
    text = Constraints(bounds=Bounds(1, comments.longest), trimmed=True)
    yield Field("body", Type("text"), constraints=text, create="required", update=edit, read="yes")
    yield Field("created_at", Type("datetime"), default=NOW, read="yes")
    if comments.signed:
        yield Field("updated_at", Type("datetime"), default=NOW_AT_EVERY_CHANGE, read="yes")


def _ties(comments: Comments) -> tuple[Relationship, ...]:
    names, anchor = comments.names, comments.anchor
    row = Relationship(anchor.names.one, "many to one", anchor.model.name, by=anchor.key, back=names.collection)
    author = Relationship("author", "many to one", "User", by=OWNER, back=names.collection)
    parent = Relationship("parent", "many to one", names.model, by="parent_id", back="replies")
    return (row, *((author,) if comments.signed else ()), *((parent,) if comments.replies else ()))


def _reach(comments: Comments) -> Scope:
    """Those who reach the row reach what is said about it."""
    anchor = comments.anchor
    if anchor.private:
        return anchor.scope
    return Scope("none", reason=f"whoever reaches the {anchor.names.word} reads what is said about it")


def _strangers(comments: Comments) -> str:
    anchor = comments.anchor
    foreign = "of another user, or of nobody," if anchor.private else "that nobody has"
    return f"The id of {anchor.names.a_word} {foreign} answers 404 `{anchor.missing.code}`."


def _list(comments: Comments, conventions: Conventions, spec: Spec) -> Endpoint:
    names, anchor, paging = comments.names, comments.anchor, pages(conventions)
    return anchor.endpoint("GET", names.segment).replace(
        summary=f"List the {names.words} on {anchor.names.a_word}, oldest first.",
        access=anchor.access,
        scope=_reach(comments),
        behavior=Behavior("list", names.model, by=(anchor.keys[-1].name,)),
        responses=(Response(200, names.schema("Read"), "page", when="always, also when there are none"),),
        pagination=paging,
        sort=Sort((SortField("created_at", default=True),), "id"),
        criteria=criteria(
            f"With {paging.size + 5} {names.words} on the {anchor.names.word}, 200 brings {paging.size} of them, the oldest "
            f"first; {names.words} on another {anchor.names.word} never appear and never count.",
            *page_criteria(paging, spec),
            _strangers(comments),
        ),
    )


def _create(comments: Comments, spec: Spec) -> Endpoint:
    names, anchor = comments.names, comments.anchor
    told = anchor.endpoint("POST", names.segment)
    body = f"A valid body answers 201 with `{names.schema('Read')}`"
    author = (Assignment(OWNER, Value("caller")),) if comments.signed else ()
    made = f"{body}, whose `{OWNER}` is the caller's." if author else f"{body}."
    errors, more = told.errors, ""
    if comments.replies:
        code = f"{names.one}_parent_invalid"
        errors = (*errors, ErrorCase(422, code, f"`parent_id` is no {names.word} on this row, or answers one itself"))
        more = f"A `parent_id` on another {anchor.names.word}, or of a reply, answers 422 `{code}`."
    return told.replace(
        summary=f"Add {names.a_word} to {anchor.names.a_word}.",
        access=SIGNED_IN if comments.signed else anchor.access,
        scope=_reach(comments),
        behavior=Behavior(
            "create", names.model, sets=(Assignment(anchor.key, Value("input", anchor.keys[-1].name)), *author)
        ),
        body=Body(names.schema("Create")),
        responses=(Response(201, names.schema("Read"), when="created"),),
        errors=errors,
        rate_limits=(RateLimit(20, "minute", "user" if comments.signed else "address"),),
        idempotency=Idempotency("none", reason=f"a blind retry makes a second {names.word}"),
        criteria=criteria(
            made,
            f"A `body` of {comments.longest + 1} characters, an empty one, and one with `{OWNER if author else 'id'}` beside "
            f"it answer {invalid(spec)}.",
            _strangers(comments),
            more,
        ),
    )


def _one(comments: Comments, endpoint: Endpoint) -> Endpoint:
    names = comments.names
    key = Parameter(names.key, "path", comments.anchor.keys[-1].type, required=True, meaning=f"the {names.word}")
    code = f"{names.one}_not_found"
    when = f"no such {names.word} on this {comments.anchor.names.word}, or it is another user's"
    told = f"The id of another user's {names.word}, or of one on another {comments.anchor.names.word}, answers 404 `{code}`"
    return endpoint.replace(
        access=SIGNED_IN,
        scope=Scope("owner", f"{names.model}.{OWNER}"),
        parameters=(*endpoint.parameters, key),
        errors=(*endpoint.errors, ErrorCase(404, code, when)),
        criteria=extended(
            endpoint.criteria, *criteria(f"{told}, and the {names.word} stays as it was.", _strangers(comments))
        ),
    )


def _update(comments: Comments, conventions: Conventions, spec: Spec) -> Endpoint:
    names, whole = comments.names, conventions.update_method == "PUT"
    made = comments.anchor.endpoint(conventions.update_method, comments.item).replace(
        summary=f"Change the text of the caller's own {names.word}.",
        behavior=Behavior("replace" if whole else "update", names.model, by=(names.key,)),
        body=Body(names.schema("Create" if whole and not comments.replies else "Update")),
        responses=(Response(200, names.schema("Read"), when="changed; `updated_at` is new"),),
        criteria=criteria(
            "A `body` answers 200 with the new text and a new `updated_at`, and `created_at` stays.",
            f'`{{"body": null}}` answers {invalid(spec)} with `field` = `body`.',
        ),
    )
    return _one(comments, made)


def _delete(comments: Comments) -> Endpoint:
    names = comments.names
    replies = f", with every `{names.model}` that answers it" if comments.replies else ""
    made = comments.anchor.endpoint("DELETE", comments.item).replace(
        summary=f"Delete the caller's own {names.word} for good{replies}.",
        behavior=Behavior("delete", names.model, by=(names.key,)),
        responses=(Response(204, when="gone"),),
        criteria=criteria(
            f"The id of the caller's {names.word} answers 204, and the list brings it no more; a second delete answers 404."
        ),
    )
    return _one(comments, made)
