"""Rules on routers, dependencies, middleware and versions."""

import pytest

from groundplan.checks.engine import mended
from groundplan.checks.settings import Settings
from groundplan.spec.api import Api, Cors, Dependency, Middleware, Router, Routing, Versioning
from groundplan.spec.auth import Auth
from groundplan.spec.behavior import Behavior
from groundplan.spec.endpoint import Access, Deprecation, Endpoint, Pagination
from groundplan.spec.spec import Spec
from tests.checks.judged import found

LOANS = Endpoint(
    "GET",
    "/api/loans",
    access=Access("roles", ("clerk",)),
    behavior=Behavior("list", "Loan"),
    pagination=Pagination("offset", 20, 100),
)
LEND = Endpoint("POST", "/api/loans", access=Access("authenticated"), behavior=Behavior("create", "Loan"))
SESSION = Dependency("get_session", "a session, committed when the handler returns", used_by=("database",))
CALLER = Dependency("get_caller", "the caller", used_by=("secured",))
ROLE = Dependency("require_role", "the caller, or 403", used_by=("roles",))
PAGE = Dependency("get_page", "limit and offset", used_by=("lists",))
CLOSED = Cors(reason="no browser client")
SOUND = Spec(
    api=Api(base_path="/api"),
    routing=Routing(
        cors=CLOSED, dependencies=(SESSION, CALLER, ROLE, PAGE), versioning=Versioning("path", notice=180 * 86_400)
    ),
    routers=(Router("loans", prefix="/api/loans", endpoints=(LOANS, LEND)),),
)


def routed(*routers: Router) -> Spec:
    return SOUND.replace(routers=routers)


def with_dependencies(*dependencies: Dependency) -> Spec:
    return SOUND.replace(routing=SOUND.routing.replace(dependencies=dependencies))


def layered(*names: str) -> Spec:
    return SOUND.replace(routing=SOUND.routing.replace(middleware=tuple(Middleware(name) for name in names)))


def test_a_sound_way_of_a_request_has_no_finding() -> None:
    assert found("RT", SOUND) == []


def test_an_endpoint_outside_of_any_router_is_found() -> None:
    stray = Endpoint("GET", "/api/fines", behavior=Behavior("list", "Fine"))
    assert found("RT", routed(Router("", endpoints=(stray,)))) == [("RT001", "GET /api/fines")]


def test_an_endpoint_under_a_foreign_prefix_is_found() -> None:
    broken = routed(Router("loans", prefix="/api/loan", endpoints=(LEND,)))
    assert found("RT", broken) == [("RT001", "POST /api/loans")]


def test_a_router_without_prefix_is_found() -> None:
    assert found("RT", routed(Router("loans", endpoints=(LEND,)))) == [("RT001", "routing#router loans")]


def test_an_endpoint_in_two_routers_is_found() -> None:
    twice = routed(
        Router("loans", prefix="/api/loans", endpoints=(LEND,)), Router("desk", prefix="/api", endpoints=(LEND,))
    )
    assert found("RT", twice) == [("RT001", "POST /api/loans")]


@pytest.mark.parametrize("missing", [SESSION, CALLER, ROLE, PAGE], ids=lambda dependency: dependency.name)
def test_a_need_that_no_dependency_serves_is_found(missing: Dependency) -> None:
    kept = (dependency for dependency in (SESSION, CALLER, ROLE, PAGE) if dependency != missing)
    assert found("RT", with_dependencies(*kept)) == [("RT002", "routing#section Dependencies")]


def test_a_dependency_is_owed_only_where_it_is_needed() -> None:
    probe = Endpoint("GET", "/health", access=Access("public"), behavior=Behavior("answer", text="`ok`"))
    probes = with_dependencies().replace(routers=(Router("health", prefix="/health", endpoints=(probe,)),))
    assert found("RT", probes) == []


def test_a_session_that_nobody_commits_is_found() -> None:
    lost = with_dependencies(SESSION.replace(gives="a session"), CALLER, ROLE, PAGE)
    assert found("RT", lost) == [("RT002", "routing#dependency get_session")]


def test_middleware_out_of_order_is_found_at_the_layer_that_comes_too_late() -> None:
    broken = layered("access log", "request id", "tracing", "rate limit", "CORS")
    assert found("RT", broken) == [("RT003", "routing#middleware CORS"), ("RT003", "routing#middleware request id")]


def test_middleware_is_sorted_and_what_is_unknown_stays_where_it_is() -> None:
    after = mended(layered("access log", "request id", "tracing", "rate limit", "CORS"), Settings(("RT003",)))
    assert after == layered("request id", "access log", "tracing", "CORS", "rate limit")
    assert found("RT", after) == []


@pytest.mark.parametrize(
    ("base", "path"),
    [("/api", "/loans"), ("/api/v1", "/api/loans"), ("/api", "/apiary/loans")],
)
def test_a_path_outside_of_the_base_path_is_found(base: str, path: str) -> None:
    broken = routed(Router("loans", prefix=path, endpoints=(LEND.replace(path=path),)))
    assert found("RT", broken.replace(api=Api(base_path=base))) == [("RT005", f"POST {path}")]


def test_a_version_in_the_path_is_found_where_the_api_tells_it_otherwise() -> None:
    broken = routed(Router("loans", prefix="/api/v2/loans", endpoints=(LEND.replace(path="/api/v2/loans"),)))
    told = broken.replace(routing=SOUND.routing.replace(versioning=Versioning("header")))
    assert found("RT", told) == [("RT005", "POST /api/v2/loans")]


@pytest.mark.parametrize(("base", "path"), [("/api", "/api/v2/loans"), ("/v1", "/v2/loans"), ("/api", "/health")])
def test_a_later_version_and_a_probe_keep_the_scheme(base: str, path: str) -> None:
    spec = routed(Router("loans", prefix=path, endpoints=(LEND.replace(path=path),)))
    assert found("RT", spec.replace(api=Api(base_path=base))) == []


def deprecating(deprecation: Deprecation, instead: Deprecation | None = None) -> Spec:
    endpoints = (LOANS.replace(deprecation=deprecation), LEND.replace(deprecation=instead))
    return routed(Router("loans", prefix="/api/loans", endpoints=endpoints))


def test_a_deprecation_with_notice_has_no_finding() -> None:
    assert found("RT", deprecating(Deprecation("2026-12-01", "2027-06-01", "POST /api/loans"))) == []


@pytest.mark.parametrize(
    ("since", "sunset"),
    [("2026-12-01", ""), ("2026-13-01", "2027-06-01"), ("2026-12-01", "2026-06-01"), ("2026-12-01", "2027-01-01")],
    ids=["no sunset", "no day", "the wrong way round", "less than the notice"],
)
def test_a_deprecation_that_gives_clients_no_time_is_found(since: str, sunset: str) -> None:
    assert found("RT", deprecating(Deprecation(since, sunset))) == [("RT006", "GET /api/loans#deprecated")]


def test_a_replacement_that_ends_as_well_is_found() -> None:
    lasting = Deprecation("2026-12-01", "2027-06-01", "POST /api/loans")
    assert found("RT", deprecating(lasting, lasting.replace(replacement=""))) == [
        ("RT006", "GET /api/loans#deprecated")
    ]


KNOWN = ("https://desk.example.com",)
OPENED = Cors(KNOWN, methods=("GET", "POST"), headers=("Authorization",))


def opened(cors: Cors | None, **auth: object) -> Spec:
    spec = SOUND.replace(auth=Auth(scheme="bearer").replace(**auth))
    return spec.replace(routing=spec.routing.replace(cors=cors, middleware=(Middleware("CORS"),)))


CROSS_ORIGIN = {
    "nothing said": (None, "middleware CORS"),
    "everybody, signed in": (OPENED.replace(origins=("*",), credentials=True), "origins"),
    "all of a domain, signed in": (OPENED.replace(origins=("https://*.example.com",), credentials=True), "origins"),
    "everybody": (OPENED.replace(origins=("*",)), "origins"),
    "null": (OPENED.replace(origins=("null",)), "origins"),
    "too few methods": (OPENED.replace(methods=("GET",)), "methods"),
    "no token": (OPENED.replace(headers=("Content-Type",)), "headers"),
    "any method, signed in": (OPENED.replace(methods=("*",), credentials=True), "credentials"),
}


@pytest.mark.parametrize(("cors", "part"), CROSS_ORIGIN.values(), ids=CROSS_ORIGIN.keys())
def test_a_policy_that_lets_in_too_many_or_none_is_found(cors: Cors | None, part: str) -> None:
    assert found("RT004", opened(cors)) == [("RT004", f"routing#{part}")]


def test_a_policy_that_names_its_origins_or_has_none_has_no_finding() -> None:
    assert found("RT004", opened(OPENED)) == []
    assert found("RT004", opened(CLOSED)) == []
    assert found("RT004", opened(OPENED.replace(origins=("*",), reason="the data is public"))) == []
    assert found("RT004", opened(OPENED.replace(headers=()), scheme="cookie")) == []
    assert found("RT004", Spec()) == []
