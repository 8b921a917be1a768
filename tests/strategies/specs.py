"""Whole specifications."""

from functools import cache
from typing import Any, get_args

from hypothesis import strategies as st

from groundplan.spec.api import Api, Applies, Cors, Dependency, Middleware, Router, Routing, Versioning
from groundplan.spec.auth import Auth, Claim, Passwords, Permission, PipelineStep, Role, Token
from groundplan.spec.outcome import CommonError, EnvelopeField, ErrorCode, Errors, Handler
from groundplan.spec.record import Decision, Migration, MigrationStep, OptionRow
from groundplan.spec.spec import Spec
from tests.strategies.endpoints import accesses, criteria, endpoints, limited, maybe, scopes, some
from tests.strategies.models import models, schemas
from tests.strategies.types import bounds, optional_types
from tests.strategies.words import (
    dates,
    durations,
    headers,
    labels,
    names,
    notes,
    optional_names,
    optional_texts,
    paths,
    plain_words,
    texts,
)  # fmt: skip

APPLIES = some(st.sampled_from(get_args(Applies)))
TITLES = texts().filter(lambda text: not text.startswith("#"))


@st.composite
def apis(draw: st.DrawFn) -> Api:
    return Api(
        name=draw(optional_texts()),
        version=draw(st.sampled_from(("", "1.0.0", "2026-11"))),
        base_path=draw(st.one_of(st.just(""), paths())),
        unknown_fields=draw(st.sampled_from(("", "rejected", "ignored"))),
        partial_update=draw(optional_texts()),
        hidden_rows=draw(st.sampled_from((0, 403, 404))),
        invalid_input=draw(st.sampled_from((0, 400, 422))),
        body_limit=draw(maybe(st.integers(1, 10_000_000))),
        media=draw(st.sampled_from(("", "application/json"))),
        times=draw(optional_texts()),
        ids=draw(optional_texts()),
        constraint_names=draw(optional_texts()),
        migrations=draw(optional_texts()),
        notes=draw(notes()),
        **draw(limited()),
    )


@st.composite
def routers(draw: st.DrawFn) -> Router:
    """A router with a section of its own, or one that its row says all of."""
    row = Router(draw(labels()), prefix=draw(st.one_of(st.just(""), paths())), module=draw(optional_names()))
    if draw(st.booleans()) and draw(st.booleans()):
        return row
    return row.replace(
        title=draw(TITLES),
        tag=draw(st.one_of(st.just(""), labels())),
        access=draw(maybe(accesses())),
        scope=draw(maybe(scopes())),
        dependencies=draw(some(names())),
        notes=draw(notes()),
        endpoints=draw(st.lists(endpoints(), max_size=2).map(tuple)),
        **draw(limited()),
    )


@cache
def routings() -> st.SearchStrategy[Routing]:
    urls = st.from_regex(r"https://[a-z]{1,6}\.example", fullmatch=True)
    served = st.builds(Cors, some(urls, least=1), st.booleans(), some(headers()), some(headers()), some(headers()))
    strategy = st.sampled_from(("", "path", "header", "media type", "none"))
    return st.builds(
        Routing,
        some(st.builds(Middleware, plain_words(), optional_texts(), optional_texts()), lambda m: m.name),
        some(st.builds(Dependency, names(), optional_texts(), some(names()), APPLIES), lambda d: d.name),
        st.one_of(st.none(), served, st.builds(Cors, reason=optional_texts())),
        st.builds(Versioning, strategy, optional_texts(), maybe(durations())),
        notes(),
        criteria(),
    )


@cache
def errors() -> st.SearchStrategy[Errors]:
    statuses = st.integers(400, 599)
    common = st.builds(CommonError, statuses, names(), APPLIES, optional_texts())
    code = st.builds(ErrorCode, statuses, names(), optional_names(), optional_names(), some(names()), optional_texts())
    return st.builds(
        Errors,
        some(st.builds(EnvelopeField, names(), optional_types(), st.booleans(), optional_texts()), lambda f: f.name),
        some(common, lambda error: (error.status, error.code)),
        some(code, lambda known: known.code),
        some(st.builds(Handler, texts(), optional_texts()), lambda handler: handler.raised),
        notes(),
        criteria(),
    )


@cache
def tokens() -> st.SearchStrategy[Any]:
    def made(kind: str) -> st.SearchStrategy[Token]:
        return st.builds(
            Token, st.just(kind), st.sampled_from(("", "JWT", "opaque")), maybe(durations()), maybe(durations()),
            optional_names(), st.booleans(), st.booleans(), st.booleans(), notes(),
        )  # fmt: skip

    kinds = ("access", "refresh", "verify", "reset", "invite")
    return st.tuples(*(maybe(made(kind)) for kind in kinds)).map(lambda found: tuple(t for t in found if t is not None))


@st.composite
def auths(draw: st.DrawFn) -> Auth:
    roles = draw(some(st.builds(Role, labels(), optional_texts(), st.booleans(), some(labels())), lambda r: r.name))
    return Auth(
        scheme=draw(st.sampled_from(("", "bearer", "cookie", "api key", "basic"))),
        algorithms=draw(some(st.sampled_from(("HS256", "RS512", "EdDSA")))),
        key=draw(optional_texts()),
        issuer=draw(optional_names()),
        audience=draw(optional_names()),
        clock_skew=draw(maybe(durations())),
        tokens=draw(tokens()),
        passwords=draw(maybe(st.builds(Passwords, names(), bounds(), notes()))),
        sessions=draw(optional_texts()),
        revocation=draw(optional_texts()),
        claims=draw(
            some(st.builds(Claim, names(), optional_types(), st.booleans(), optional_texts()), lambda c: c.name)
        ),
        pipeline=draw(
            some(st.builds(PipelineStep, plain_words(), optional_texts(), optional_names()), lambda s: s.name)
        ),
        roles=roles,
        permissions=draw(some(st.builds(Permission, labels(), optional_texts(), some(labels())), lambda p: p.name)),
        role_source=draw(st.sampled_from(("", "row", "token"))),
        admin_override=draw(optional_texts()),
        notes=draw(notes()),
        criteria=draw(criteria()),
    )


@cache
def slugs() -> st.SearchStrategy[str]:
    return st.builds("{}-{}".format, dates(), st.from_regex(r"[a-z]{1,6}(-[a-z]{1,5})?", fullmatch=True))


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    options = draw(some(plain_words(), str.lower, most=3))
    cells = st.lists(optional_texts(), min_size=len(options), max_size=len(options)).map(tuple)
    rows = some(st.builds(OptionRow, texts(), cells), lambda row: row.aspect) if options else st.just(())
    return Decision(
        slug=draw(slugs()),
        title=draw(TITLES),
        status=draw(st.sampled_from(("proposed", "accepted", "superseded", "rejected"))),
        date=draw(st.one_of(st.just(""), dates())),
        affects=draw(notes()),
        superseded_by=draw(st.one_of(st.just(""), slugs())),
        context=draw(notes()),
        options=options,
        comparison=draw(rows),
        decision=draw(notes()),
        consequences=draw(notes()),
    )


@cache
def migrations() -> st.SearchStrategy[Migration]:
    phase = st.sampled_from(("expand", "migrate", "contract"))
    steps = st.lists(st.builds(MigrationStep, phase, texts(), optional_texts(), optional_texts()), max_size=3).map(
        tuple
    )
    return st.builds(Migration, slugs(), TITLES, optional_texts(), optional_texts(), steps, criteria())


@st.composite
def specs(draw: st.DrawFn, min_endpoints: int = 0) -> Spec:
    """A specification over the whole vocabulary; addresses are unique."""
    groups = draw(some(routers(), lambda router: router.name, most=3))
    if min_endpoints and not any(group.endpoints for group in groups):
        first = Router(
            "first", "First", endpoints=tuple(draw(st.lists(endpoints(), min_size=min_endpoints, max_size=2)))
        )
        groups = (first, *(group for group in groups if group.name != "first"))
    seen: set[str] = set()
    for index, group in enumerate(groups):
        kept = {e.address: e for e in group.endpoints if e.address not in seen}
        seen |= kept.keys()
        groups = (*groups[:index], group.replace(endpoints=tuple(kept.values())), *groups[index + 1 :])
    tables = draw(some(models(), lambda model: model.name))
    taken = {model.name for model in tables}
    # A router that its row alone says all of stands behind those with sections, as it is read.
    sections = tuple(sorted(groups, key=lambda group: not group.title))
    return Spec(
        api=draw(apis()),
        routing=draw(routings()),
        routers=sections,
        models=tables,
        schemas=tuple(shape for shape in draw(some(schemas(), lambda shape: shape.name)) if shape.name not in taken),
        auth=draw(maybe(auths())),
        errors=draw(errors()),
        migrations=tuple(sorted(draw(some(migrations(), lambda item: item.slug)), key=lambda item: item.slug)),
        decisions=tuple(sorted(draw(some(decisions(), lambda item: item.slug)), key=lambda item: item.slug)),
    )
