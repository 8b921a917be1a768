"""What a user sets for themselves: one row each, typed columns, defaults as long as there is none."""

from groundplan.architect.designs.anchor import SIGNED_IN, person_field, with_group
from groundplan.architect.designs.choices import with_storage_told
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.resource import OWNER
from groundplan.architect.designs.taxonomy import criteria, invalid, with_dependencies
from groundplan.spec.behavior import Behavior
from groundplan.spec.conventions import Conventions
from groundplan.spec.endpoint import Body, Endpoint, Idempotency, Response, Scope
from groundplan.spec.model import Field, Model, Relationship
from groundplan.spec.spec import Spec
from groundplan.spec.types import NOW_AT_EVERY_CHANGE, Type, literal

NUMERIC = ("int", "decimal", "float")


def with_user_settings(spec: Spec, collection: str, fields: tuple[Field, ...], conventions: Conventions) -> Spec:
    """The specification with settings; fields that it has already stay as they are, new ones are added."""
    names = Names(f"user_{collection}")
    model = spec.models_by_name.get(name := f"User{collection.capitalize()}") or _model(
        name, names.collection, spec, conventions
    )
    known = {field.name for field in model.fields}
    new = tuple(setting(field) for field in fields if field.name not in known)
    *before, changed = model.fields
    spec = spec.with_model(model.replace(fields=(*before, *new, changed)) if new else model)
    path = f"{spec.api.base_path}/me/{collection}"
    made = (_read(path, name, spec), _update(path, name, spec, conventions))
    spec = with_group(spec, "me", "each endpoint says which rows are the caller's", *made)
    return with_storage_told(with_dependencies(spec))


def setting(field: Field) -> Field:
    """A field with a value for those who never chose one, which a client may change and never has to send."""
    kind = field.type.kind if field.type is not None else "str"
    default, nullable = field.default, field.nullable
    if default is None and kind == "bool":
        default = literal(False)
    elif default is None and field.type is not None and field.type.values:
        default = literal(field.type.values[0])
    elif default is None:
        nullable = True
    else:
        nullable = False
    return field.replace(
        default=default,
        nullable=bool(nullable and default is None),
        create="",
        update="optional",
        read="yes",
        unique=None,
    )


def _model(name: str, table: str, spec: Spec, conventions: Conventions) -> Model:
    return Model(
        name=name,
        description="What a user has set for themselves.",
        table=table,
        fields=(
            person_field(spec, conventions).replace(primary_key=True, read=""),
            Field("updated_at", Type("datetime"), default=NOW_AT_EVERY_CHANGE, read="yes"),
        ),
        owner=OWNER,
        relationships=(Relationship("user", "one to one", "User", by=OWNER, back=table.removeprefix("user_")),),
        schemas=(f"{name}Read", f"{name}Update"),
        notes=("There is no row until the first change; until then reading gives the defaults.",),
    )


def _read(path: str, name: str, spec: Spec) -> Endpoint:
    word = path.rpartition("/")[2]
    first = next((f for f in spec.models_by_name[name].fields if f.update and f.default is not None), None)
    fresh = f", with `{first.name}` as its default" if first is not None else ""
    return Endpoint(
        method="GET",
        path=path,
        summary=f"Read the caller's {word}.",
        access=SIGNED_IN,
        scope=Scope("owner", f"{name}.{OWNER}"),
        behavior=Behavior("read", name, by_caller=True),
        responses=(Response(200, f"{name}Read", when="always; the defaults where nothing was set"),),
        notes=("Before the first change `updated_at` is the time at which the account was made.",),
        criteria=criteria(
            f"A new account answers 200{fresh}, and no row is made by it.",
            f"Another user's {word} never appear.",
        ),
    )


def _update(path: str, name: str, spec: Spec, conventions: Conventions) -> Endpoint:
    word, whole = path.rpartition("/")[2], conventions.update_method == "PUT"
    sent = next((field.name for field in spec.models_by_name[name].fields if field.update), "updated_at")
    return Endpoint(
        method=conventions.update_method,
        path=path,
        summary=f"Change the caller's {word}; what is not sent stays.",
        access=SIGNED_IN,
        scope=Scope("owner", f"{name}.{OWNER}"),
        behavior=Behavior("replace" if whole else "update", name, by_caller=True),
        body=Body(f"{name}Update"),
        responses=(Response(200, f"{name}Read", when="changed; the first change makes the row"),),
        idempotency=Idempotency("natural"),
        notes=(
            "The row is made or changed in one statement, so that two first changes at the same moment leave one row.",
        ),
        criteria=criteria(
            f"A body with only `{sent}` answers 200, and every other field is as it was; another user's {word} stay.",
            f"A field that there is not, a value out of its bounds and an empty body answer {invalid(spec)}.",
        ),
    )
