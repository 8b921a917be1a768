"""Models and schemas."""

from functools import cache
from typing import Any

from hypothesis import strategies as st

from groundplan.spec.model import (
    Check,
    ErrorRef,
    Field,
    Index,
    Model,
    Reference,
    Relationship,
    Schema,
    SoftDelete,
    StateMachine,
    Transition,
    Uniqueness,
    UniqueTogether,
)  # fmt: skip
from tests.strategies.endpoints import maybe, schema_fields, some
from tests.strategies.types import constraints, optional_defaults, optional_types
from tests.strategies.words import durations, labels, names, notes, optional_names, optional_texts, texts, type_names

PRESENCE = st.sampled_from(("", "optional", "required"))
READ = st.sampled_from(("", "yes", "once"))
ERRORS = st.builds(ErrorRef, st.integers(400, 599), names())


@cache
def fields() -> st.SearchStrategy[Field]:
    common: dict[str, Any] = {
        "name": names(),
        "type": optional_types(),
        "constraints": constraints(),
        "sensitivity": st.sampled_from(("", "secret", "personal")),
    }
    column = st.builds(
        Field,
        nullable=st.sampled_from((None, True, False)),
        default=optional_defaults(),
        create=PRESENCE,
        update=PRESENCE,
        read=READ,
        primary_key=st.booleans(),
        references=maybe(
            st.builds(Reference, type_names(), names(), maybe(st.sampled_from(("cascade", "restrict", "set null"))))
        ),
        unique=maybe(st.builds(Uniqueness, st.booleans(), maybe(ERRORS))),
        indexed=st.booleans(),
        **common,
    )
    sent = st.builds(Field, nullable=st.none(), stored=st.just(False), create=PRESENCE, update=PRESENCE, **common)
    told = st.builds(Field, nullable=st.booleans(), read=READ, computed=texts(), **common)
    return st.one_of(column, sent, told)


@cache
def keys() -> st.SearchStrategy[Any]:
    return some(st.builds("{}{}".format, st.sampled_from(("", "-")), names()), lambda name: name.lstrip("-"), 1, 3)


def _distinct(item: Any) -> Any:
    return (item.fields, item.ignoring_case, item.where)


@st.composite
def models(draw: st.DrawFn) -> Model:
    where = optional_texts()
    schemas = draw(st.one_of(st.none(), some(type_names(), least=0, most=3)))
    moves = st.builds(Transition, names(), some(names(), least=1), names(), optional_texts(), optional_texts())
    cardinality = st.sampled_from(("many to one", "one to many", "one to one", "many to many"))
    ways = st.builds(
        Relationship, names(), cardinality, type_names(), optional_names(), optional_names(),
        st.one_of(st.just(""), type_names()), st.sampled_from(("", "eager", "batched", "on demand")),
    )  # fmt: skip
    return Model(
        name=draw(type_names()),
        description=draw(optional_texts()),
        table=draw(optional_names()),
        fields=draw(some(fields(), lambda item: item.name, most=3)),
        owner=draw(optional_names()),
        tenant=draw(optional_names()),
        shared=draw(optional_texts()),
        uniques=draw(some(st.builds(UniqueTogether, keys(), st.booleans(), where, maybe(ERRORS)), _distinct)),
        indexes=draw(some(st.builds(Index, keys(), st.booleans(), where), _distinct)),
        checks=draw(some(st.builds(Check, texts(), maybe(ERRORS)), lambda item: item.condition)),
        relationships=draw(some(ways, lambda item: item.name)),
        soft_delete=draw(maybe(st.builds(SoftDelete, names(), maybe(durations())))),
        version=draw(optional_names()),
        states=draw(maybe(st.builds(StateMachine, names(), some(moves, lambda m: (m.action, m.sources))))),
        schemas=schemas,
        unschemed=draw(optional_texts()) if schemas == () else "",
        notes=draw(notes()),
    )


@cache
def schemas() -> st.SearchStrategy[Schema]:
    inside = some(schema_fields(), lambda item: item.name, most=3)
    return st.builds(Schema, type_names(), optional_texts(), inside, notes())


__all__ = ["fields", "labels", "models", "schemas"]
