"""Types, defaults and constraints."""

from functools import cache
from typing import get_args

from hypothesis import strategies as st

from groundplan.spec.types import GENERATED, NOW, NOW_AT_EVERY_CHANGE, Bounds, Constraints, Default, Kind, Type
from tests.strategies.words import names, notes, texts, type_names


@cache
def types() -> st.SearchStrategy[Type]:
    values = st.lists(st.from_regex(r"[A-Za-z0-9_-]{1,6}", fullmatch=True), min_size=1, max_size=3, unique=True)
    flat = st.one_of(
        st.sampled_from([Type(kind) for kind in get_args(Kind) if kind not in ("enum", "list", "ref")]),
        values.map(lambda found: Type("enum", values=tuple(found))),
        st.builds(lambda p, s: Type("decimal", precision=p, scale=s), st.integers(1, 30), st.integers(0, 9)),
        type_names().map(lambda name: Type("ref", name=name)),
    )
    return st.one_of(flat, flat.map(lambda item: Type("list", item=item)))


@cache
def optional_types() -> st.SearchStrategy[Type | None]:
    return st.one_of(st.none(), types())


@cache
def numbers() -> st.SearchStrategy[int | float]:
    return st.one_of(st.integers(-(2**70), 2**70), st.floats(allow_nan=False, allow_infinity=False))


@cache
def bounds() -> st.SearchStrategy[Bounds]:
    return st.builds(Bounds, st.one_of(st.none(), numbers()), st.one_of(st.none(), numbers()))


@cache
def constraints() -> st.SearchStrategy[Constraints]:
    return st.one_of(
        st.just(Constraints()),
        st.builds(
            Constraints,
            bounds=bounds(),
            each=bounds(),
            pattern=st.one_of(st.just(""), texts()),
            format=st.one_of(st.just(""), names()),
            trimmed=st.booleans(),
            distinct=st.booleans(),
            notes=notes(),
        ),
    )


@cache
def defaults() -> st.SearchStrategy[Default]:
    scalar = st.one_of(st.booleans(), numbers(), texts(), st.sampled_from(("", " ", "`", "true", "12", '"')))
    moments = st.sampled_from((GENERATED, NOW, NOW_AT_EVERY_CHANGE))
    return st.one_of(moments, scalar.map(lambda value: Default("value", value)))


@cache
def optional_defaults() -> st.SearchStrategy[Default | None]:
    return st.one_of(st.none(), defaults())
