"""A specification in which one thing has another name, wherever the specification itself names it; prose stays."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from operator import is_not
from typing import Any, Literal, NamedTuple, TypeVar

from groundplan.spec.address import Address
from groundplan.spec.auth import Permission, PipelineStep, Role
from groundplan.spec.behavior import Assignment, Behavior, Value
from groundplan.spec.effective import filter_of, model_of
from groundplan.spec.endpoint import (
    Access,
    Body,
    Criterion,
    Endpoint,
    ErrorCase,
    Filter,
    Idempotency,
    Parameter,
    Response,
    Scope,
    Search,
    Sort,
    SortField,
)
from groundplan.spec.failure import InvalidInput
from groundplan.spec.model import (
    Check,
    ErrorRef,
    Field,
    Index,
    Model,
    Reference,
    Relationship,
    SchemaField,
    SoftDelete,
    StateMachine,
    UniqueTogether,
)
from groundplan.spec.noun import Noun
from groundplan.spec.outcome import CommonError, ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import Type

Kind = Literal["model", "field", "code", "role"]
Anything = TypeVar("Anything")
Renaming = Callable[[str], str]
# The attributes of each noun that hold names of one kind.
Holders = Mapping[type[Noun], tuple[str, ...]]

SHAPES: Holders = {
    Model: ("name", "schemas"),
    Reference: ("model",),
    Behavior: ("model",),
    Relationship: ("target", "through"),
    Type: ("name",),
    Body: ("schema",),
    Response: ("schema",),
    Scope: ("field",),
}
CODES: Holders = dict.fromkeys((ErrorCode, CommonError, ErrorCase, ErrorRef, PipelineStep), ("code",))
ROLES: Holders = {Role: ("name", "includes"), Permission: ("roles",), Access: ("names",), Scope: ("override",)}
CRITERIA: Holders = {Criterion: ("text",)}
COLUMNS: Holders = {
    Model: ("owner", "tenant", "version"),
    Field: ("name",),
    UniqueTogether: ("fields",),
    Index: ("fields",),
    SoftDelete: ("field",),
    StateMachine: ("field",),
    Relationship: ("by",),
}
CONDITIONS: Holders = {Check: ("condition",), UniqueTogether: ("where",), Index: ("where",)}
COLUMNS_ABROAD: Holders = {
    Filter: ("field",),
    SortField: ("name",),
    Sort: ("tie",),
    Search: ("fields",),
    Assignment: ("field",),
    Value: ("text",),
    Idempotency: ("field",),
}
FORMS: Mapping[Kind, tuple[re.Pattern[str], str]] = {
    "model": (re.compile(r"[A-Z][A-Za-z0-9]*"), "a class, such as `TaskList`"),
    "field": (re.compile(r"[a-z][a-z0-9_]*"), "a column, such as `due_date`"),
    "code": (re.compile(r"[a-z][a-z0-9_]*"), "an error code, such as `task_not_found`"),
    "role": (re.compile(r"[A-Za-z][\w-]*"), "a role, such as `editor`"),
}


class Named(NamedTuple):
    """What can be renamed: its kind, its name, and for a field the model that has it."""

    kind: Kind
    name: str
    model: str = ""


def named(address: Address) -> Named | None:
    """What an address names that can be renamed, or `None`."""
    kind, _, name = address.element.partition(" ")
    sort, _, part = address.part.partition(" ")
    match kind, sort:
        case "model", "":
            return Named("model", name)
        case "model", "field":
            return Named("field", part, name)
        case "errors", "code":
            return Named("code", part)
        case "auth", "role":
            return Named("role", part)
        case _:
            return None


def renamed(spec: Spec, what: Named, new: str) -> Spec:
    """The specification in which `what` is called `new`.

    Raises:
        InvalidInput: the new name is taken, or is no name of its kind.
    """
    form, example = FORMS[what.kind]
    if not form.fullmatch(new):
        raise InvalidInput(f"`{new}` is no name for {example}", mend="choose a name of that form")
    if new != what.name and new in _taken(spec, what):
        raise InvalidInput(f"`{new}` is taken", mend="choose another name")
    match what.kind:
        case "model":
            return _in(spec, SHAPES, _shape_names(spec, what.name, new))
        case "code":
            # A criterion shows which error it is about by its code, and rules look for it there.
            proved = _in(spec, CRITERIA, lambda text: text.replace(f"`{what.name}`", f"`{new}`"))
            return _in(proved, CODES, _only(what.name, new))
        case "role":
            return _role_renamed(spec, what.name, new)
        case "field":
            return _field_renamed(spec, what, new)


def _taken(spec: Spec, what: Named) -> frozenset[str]:
    match what.kind:
        case "model":
            return frozenset(spec.shape_names)
        case "code":
            return frozenset(spec.code_names)
        case "role":
            return frozenset(role.name for role in spec.auth.roles) if spec.auth is not None else frozenset()
        case "field":
            return frozenset(field.name for field in spec.models_by_name[what.model].fields)


def _only(old: str, new: str) -> Renaming:
    return lambda name: new if name == old else name


def _shape_names(spec: Spec, old: str, new: str) -> Renaming:
    """Renames a model, those of its schemas that are called after it, and the owner of a column, `Task.user_id`."""
    schemas = spec.models_by_name[old].schemas or ()
    known = {name: new + name.removeprefix(old) for name in (old, *schemas) if name.startswith(old)}

    def rename(name: str) -> str:
        owner, dot, column = name.partition(".")
        return f"{known.get(owner, owner)}{dot}{column}"

    return rename


def _in(value: Anything, holders: Holders, rename: Renaming) -> Anything:
    """A value in which every name that one of the holders holds is renamed."""
    return _changed(value, partial(_held, holders=holders, rename=rename))


def _changed(value: Anything, change: Callable[[Noun], Noun]) -> Anything:
    """A value with every noun in it changed, the inner ones first; the same object where none is."""
    fresh: Any = value
    if isinstance(value, tuple):
        items = tuple(_changed(item, change) for item in value)
        fresh = items if any(map(is_not, items, value)) else value
    elif isinstance(value, Noun):
        inside = {name: getattr(value, name) for name in value.__struct_fields__}
        news = {name: _changed(said, change) for name, said in inside.items()}
        changes = {name: new for name, new in news.items() if new is not inside[name]}
        fresh = change(value.replace(**changes) if changes else value)
    result: Anything = fresh
    return result


def _held(noun: Noun, holders: Holders, rename: Renaming) -> Noun:
    held = holders.get(type(noun), ()) if _holds(noun, holders) else ()
    news = {name: _names(getattr(noun, name), rename) for name in held}
    return noun.replace(**news) if any(news[name] != getattr(noun, name) for name in news) else noun


def _holds(value: Noun, holders: Holders) -> bool:
    """Whether a noun that can hold other names too holds one of this kind."""
    match value:
        case Access():
            return value.kind == "roles"
        case Relationship() if holders is COLUMNS:
            return value.cardinality != "one to many"
        case Value():
            return value.kind in ("hash", "input")
        case _:
            return True


def _names(said: object, rename: Renaming) -> object:
    if isinstance(said, tuple):
        return tuple(_names(name, rename) for name in said)
    if not isinstance(said, str):
        return said
    # A descending field of an index begins with a dash.
    return "-" + rename(said[1:]) if said.startswith("-") else rename(said)


def _role_renamed(spec: Spec, old: str, new: str) -> Spec:
    """Also where a value is one of the roles: in its choices, its default, and where an endpoint sets it."""
    roles = {role.name for role in spec.auth.roles} if spec.auth is not None else set()
    rename = _only(old, new)

    def of_roles(type_: Type | None) -> bool:
        return type_ is not None and bool(type_.values) and roles.issuperset(type_.values)

    columns = {field.name for model in spec.models for field in model.fields if of_roles(field.type)}

    def change(noun: Noun) -> Noun:
        match noun:
            case Field() | SchemaField() | Parameter() if noun.type is not None and of_roles(noun.type):
                default = noun.default
                if default is not None and default.value == old:
                    default = default.replace(value=new)
                values = tuple(map(rename, noun.type.values))
                return noun.replace(type=noun.type.replace(values=values), default=default)
            case Assignment(field=field, value=Value(kind="literal", text=text)) if field in columns:
                return noun.replace(value=noun.value.replace(text=rename(text)))
            case _:
                return _held(noun, ROLES, rename)

    return _changed(spec, change)


def _field_renamed(spec: Spec, what: Named, new: str) -> Spec:
    rename = _only(what.name, new)
    word = re.compile(rf"\b{re.escape(what.name)}\b")

    def model(known: Model) -> Model:
        if known.name == what.model:
            known = _in(_in(known, COLUMNS, rename), CONDITIONS, lambda text: word.sub(new, text))
        return known.replace(relationships=tuple(map(relationship, known.relationships)))

    def relationship(way: Relationship) -> Relationship:
        abroad = way.cardinality == "one to many" and way.target == what.model
        return way.replace(by=rename(way.by)) if abroad else way

    def endpoint(promise: Endpoint) -> Endpoint:
        about = model_of(promise, spec)
        if about is None or about.name != what.model:
            return promise
        parameters = tuple(
            # A parameter keeps its name, which clients know, and says which column it narrows by.
            parameter.replace(filter=filter_of(parameter, about)) if parameter.name == what.name else parameter
            for parameter in promise.parameters
        )
        return _in(promise.replace(parameters=parameters), COLUMNS_ABROAD, rename)

    whole = _only(f"{what.model}.{what.name}", f"{what.model}.{new}")
    changed = _with_endpoints(spec.replace(models=tuple(map(model, spec.models))), endpoint)
    return _pointed(_in(changed, {Scope: ("field",)}, whole), what, new)


def _pointed(spec: Spec, what: Named, new: str) -> Spec:
    """Foreign keys that point at the field."""

    def field(known: Field) -> Field:
        points = known.references
        if points is None or (points.model, points.field) != (what.model, what.name):
            return known
        return known.replace(references=points.replace(field=new))

    return spec.replace(models=tuple(model.replace(fields=tuple(map(field, model.fields))) for model in spec.models))


def _with_endpoints(spec: Spec, change: Callable[[Endpoint], Endpoint]) -> Spec:
    return spec.replace(
        routers=tuple(router.replace(endpoints=tuple(map(change, router.endpoints))) for router in spec.routers)
    )
