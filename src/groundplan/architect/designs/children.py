"""Rows that live inside of a row of another kind, and die with it."""

from groundplan.architect.designs.anchor import Anchor, parent_field, with_anchor_code, with_end_told, with_tied
from groundplan.architect.designs.choices import with_storage_told
from groundplan.architect.designs.conflicts import conflict_codes, conflict_criterion, conflicts, taken
from groundplan.architect.designs.lists import page_criteria, pages
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.resource import identity
from groundplan.architect.designs.taxonomy import criteria, invalid, with_codes, with_dependencies
from groundplan.checks.rules.models.money import is_money
from groundplan.spec.behavior import Assignment, Behavior, Value
from groundplan.spec.conventions import Conventions
from groundplan.spec.endpoint import (
    Body,
    Endpoint,
    ErrorCase,
    Idempotency,
    Method,
    Parameter,
    Response,
    Sort,
    SortField,
)
from groundplan.spec.model import Field, Index, Model, Relationship, UniqueTogether
from groundplan.spec.noun import Noun
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import NOW, NOW_AT_EVERY_CHANGE, Type


class Child(Noun, frozen=True):
    """What is to be built: `names` of the rows, their own fields, and the row of which they are a part."""

    anchor: Anchor
    names: Names
    fields: tuple[Field, ...]

    @property
    def item(self) -> str:
        return f"{self.names.segment}/{{{self.names.key}}}"

    @property
    def missing(self) -> ErrorCase:
        return ErrorCase(
            404, f"{self.names.one}_not_found", f"no such {self.names.word} of this {self.anchor.names.word}"
        )


def with_children(spec: Spec, child: Child, conventions: Conventions) -> Spec:
    """The specification with the rows inside of another, and the endpoints below its path."""
    anchor, names = child.anchor, child.names
    if names.model in spec.models_by_name:
        return spec
    model = _model(child, conventions)
    spec = with_anchor_code(spec.with_model(model), anchor)
    gone = ErrorCode(child.missing.status, child.missing.code, "NotFound", meaning=child.missing.when)
    spec = with_codes(spec, gone, *conflict_codes(names, model))
    made = (
        _list(child, spec, conventions),
        _create(child, model, spec),
        _read(child),
        _update(child, model, spec, conventions),
        _delete(child),
    )
    spec = with_tied(spec, anchor, *made)
    spec = with_end_told(spec, anchor.model.name, f"Every `{names.model}` of it goes with it.")
    return with_storage_told(with_dependencies(spec))


def _model(child: Child, conventions: Conventions) -> Model:
    anchor, names = child.anchor, child.names
    alone = tuple(field for field in child.fields if field.unique is not None)
    money = [f"`{field.name}`" for field in child.fields if is_money(field.name, field.type)]
    priced = f"{' and '.join(money)} {'is' if len(money) == 1 else 'are'} in one currency, that of the whole API."
    return Model(
        name=names.model,
        description=f"{names.a_word[0].upper()}{names.a_word[1:]} of {anchor.names.a_word}, of which it is a part.",
        table=names.collection,
        fields=(
            identity(conventions),
            parent_field(anchor).replace(indexed=True),
            *(field.replace(unique=None) for field in child.fields),
            Field("created_at", Type("datetime"), default=NOW, read="yes"),
            Field("updated_at", Type("datetime"), default=NOW_AT_EVERY_CHANGE, read="yes"),
        ),
        shared=f"whoever reaches the {anchor.names.word}",
        uniques=tuple(
            UniqueTogether(
                (anchor.key, field.name), field.type is not None and field.type.textual, error=taken(names, field)
            )
            for field in alone
        ),
        indexes=(Index((anchor.key, "created_at")),),
        relationships=(
            Relationship(anchor.names.one, "many to one", anchor.model.name, by=anchor.key, back=names.collection),
        ),
        schemas=tuple(names.schema(variant) for variant in ("Base", "Create", "Read", "Update")),
        notes=(
            *(
                f"`{f.name}` may change from any of its values to any other."
                for f in child.fields
                if f.type and f.type.kind == "enum"
            ),
            *((priced,) if money and not any("currency" in field.name for field in child.fields) else ()),
        ),
    )


def _strangers(child: Child) -> str:
    anchor = child.anchor
    foreign = "of another user, or of nobody," if anchor.private else "that nobody has"
    return f"The id of {anchor.names.a_word} {foreign} answers 404 `{anchor.missing.code}`."


def _placed(child: Child, method: Method, below: str) -> Endpoint:
    """The beginnings of an endpoint that whoever reaches the parent may call."""
    anchor = child.anchor
    return anchor.endpoint(method, below).replace(access=anchor.access, scope=anchor.scope)


def _list(child: Child, spec: Spec, conventions: Conventions) -> Endpoint:
    names, anchor, paging = child.names, child.anchor, pages(conventions)
    return _placed(child, "GET", names.segment).replace(
        summary=f"List the {names.words} of {anchor.names.a_word}, oldest first.",
        behavior=Behavior("list", names.model, by=(anchor.keys[-1].name,)),
        responses=(Response(200, names.schema("Read"), "page", when="always, also when there are none"),),
        pagination=paging,
        sort=Sort((SortField("created_at", default=True),), "id"),
        criteria=criteria(
            f"With {paging.size + 5} {names.words} of the {anchor.names.word}, 200 brings {paging.size} of them, the oldest first; "
            f"those of another {anchor.names.word} never appear and never count.",
            *page_criteria(paging, spec),
            _strangers(child),
        ),
    )


def _create(child: Child, model: Model, spec: Spec) -> Endpoint:
    names, anchor = child.names, child.anchor
    made, clashes = _placed(child, "POST", names.segment), conflicts(names, model)
    return made.replace(
        summary=f"Add {names.a_word} to {anchor.names.a_word}.",
        behavior=Behavior("create", names.model, sets=(Assignment(anchor.key, Value("input", anchor.keys[-1].name)),)),
        body=Body(names.schema("Create")),
        responses=(Response(201, names.schema("Read"), headers=("Location",), when="created; `Location` names it"),),
        errors=(*made.errors, *clashes),
        idempotency=Idempotency("none", reason=f"a blind retry makes a second {names.word}"),
        criteria=criteria(
            f"A valid body answers 201 with `{names.schema('Read')}`, and `Location` leads to the same {names.word}.",
            f"A body that names `{anchor.key}` answers {invalid(spec)}; the path says whose it is.",
            _strangers(child),
            *(conflict_criterion(names, case) for case in clashes),
        ),
    )


def _one(child: Child, method: Method) -> Endpoint:
    names, anchor = child.names, child.anchor
    made = _placed(child, method, child.item)
    key = Parameter(names.key, "path", anchor.keys[-1].type, required=True, meaning=f"the {names.word}")
    elsewhere = f"The id of {names.a_word} of another {anchor.names.word} answers 404 `{child.missing.code}`, as an unknown id does."
    return made.replace(
        parameters=(*made.parameters, key),
        errors=(*made.errors, child.missing),
        criteria=criteria(elsewhere, _strangers(child)),
    )


def _by(child: Child) -> tuple[str, str]:
    return child.names.key, child.anchor.keys[-1].name


def _read(child: Child) -> Endpoint:
    names, made = child.names, _one(child, "GET")
    return made.replace(
        summary=f"Read one {names.word}.",
        behavior=Behavior("read", names.model, by=_by(child)),
        responses=(Response(200, names.schema("Read"), when="found"),),
        criteria=(*criteria(f"An existing id answers 200 with `{names.schema('Read')}`."), *made.criteria),
    )


def _update(child: Child, model: Model, spec: Spec, conventions: Conventions) -> Endpoint:
    names, whole = child.names, conventions.update_method == "PUT"
    made, clashes = _one(child, conventions.update_method), conflicts(names, model)
    sent = next((field.name for field in child.fields if field.update), "id")
    keeps = next((field.name for field in child.fields if field.update and field.nullable is False), "")
    return made.replace(
        summary="Replace the fields." if whole else "Change the fields that the body names.",
        behavior=Behavior("replace" if whole else "update", names.model, by=_by(child)),
        body=Body(names.schema("Create" if whole else "Update")),
        responses=(Response(200, names.schema("Read"), when="changed; `updated_at` is new"),),
        errors=(*made.errors, *clashes),
        criteria=(
            *criteria(
                "A valid body answers 200 with every field of it and a new `updated_at`; nothing is made."
                if whole
                else f"A body with only `{sent}` answers 200 and leaves all else as it was; an empty one answers {invalid(spec)}.",
                f'`{{"{keeps}": null}}` answers {invalid(spec)} with `field` = `{keeps}`.' if keeps else "",
            ),
            *made.criteria,
            *criteria(*(conflict_criterion(names, case) for case in clashes)),
        ),
    )


def _delete(child: Child) -> Endpoint:
    names, made = child.names, _one(child, "DELETE")
    return made.replace(
        summary=f"Delete {names.a_word} for good.",
        behavior=Behavior("delete", names.model, by=_by(child)),
        responses=(Response(204, when="gone"),),
        criteria=(
            *criteria(
                f"204, and the next request for the id answers 404 `{child.missing.code}`; so does a second delete."
            ),
            *made.criteria,
        ),
    )
