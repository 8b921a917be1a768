"""Rules on who may call, and on the tokens that prove who calls."""

import pytest

from groundplan.spec.api import Api, Router
from groundplan.spec.auth import Auth, Claim, Permission, PipelineStep, Role, Token
from groundplan.spec.behavior import Behavior
from groundplan.spec.endpoint import Access, Body, Criterion, Endpoint, ErrorCase, RateLimit, Scope
from groundplan.spec.model import Field, Model, Reference, SchemaField
from groundplan.spec.outcome import CommonError, ErrorCode, Errors
from groundplan.spec.spec import Spec
from groundplan.spec.types import Type, literal
from tests.checks.judged import found, messages

UUID = Type("uuid")
SIGNED_IN = Access("authenticated")
OPEN = Access("public", reason="a visitor has no account")
MINE = Scope("owner", "Loan.reader_id")
EVERY_ROW = Scope("none", reason="the desk serves all readers")
STEPS = tuple(
    PipelineStep(name, code="not_authenticated")
    for name in ("header", "decode", "signature", "times", "issuer and audience", "claims", "user")
)
ACCESS = Token("access", "JWT", 900)
REFRESH = Token("refresh", "opaque", 86_400, stored_as="SHA-256", rotated=True, reuse_ends_family=True)
AUTH = Auth(
    scheme="bearer",
    algorithms=("HS256",),
    key="`SHELF_KEY`, 32 bytes or more; a new one ends every access token",
    claims=tuple(Claim(name) for name in ("sub", "exp", "iat", "iss", "aud", "typ")),
    role_source="row",
    tokens=(ACCESS, REFRESH),
    revocation="a blocked or deleted reader is refused at the next request",
    pipeline=STEPS,
    roles=(Role("reader", default=True), Role("clerk", includes=("reader",))),
    permissions=(Permission("waive", roles=("clerk",)),),
    admin_override="none",
)
ID = Field("id", UUID, primary_key=True)
READER = Model("Reader", fields=(ID, Field("role", Type("enum", values=("reader", "clerk")))), owner="id")
SHELF = Model("Shelf", fields=(ID, Field("reader_id", UUID, references=Reference("Reader", "id"))), owner="reader_id")
LOAN = Model(
    "Loan",
    fields=(
        ID,
        Field("reader_id", UUID, references=Reference("Reader", "id")),
        Field("shelf_id", UUID, references=Reference("Shelf", "id"), create="required"),
        Field("clerk_id", UUID, references=Reference("Reader", "id"), create="optional"),
    ),
    owner="reader_id",
    schemas=("LoanCreate",),
)
READ = Endpoint("GET", "/api/loans/{loan_id}", behavior=Behavior("read", "Loan", by=("loan_id",)))
LEND = Endpoint(
    "POST",
    "/api/loans",
    behavior=Behavior("create", "Loan"),
    body=Body("LoanCreate"),
    errors=(ErrorCase(404, "shelf_not_found", "no such shelf, or another reader's"),),
)
JOIN = Endpoint(
    "POST",
    "/api/readers",
    access=OPEN,
    behavior=Behavior("create", "Reader"),
    rate_limits=(RateLimit(5, "minute", "address"),),
)
WAIVE = Endpoint("POST", "/api/fines/{fine_id}/waive", access=Access("permissions", ("waive",)))
LOANS = Router("loans", access=SIGNED_IN, scope=MINE, endpoints=(READ, LEND))
DESK = Router("desk", access=Access("roles", ("clerk",)), endpoints=(WAIVE,))
DOOR = Router("door", endpoints=(JOIN,))
SOUND = Spec(
    api=Api(hidden_rows=404),
    models=(READER, SHELF, LOAN),
    routers=(LOANS, DESK, DOOR),
    auth=AUTH,
    errors=Errors(
        common=(CommonError(401, "not_authenticated", ("secured",), "`WWW-Authenticate: Bearer`"),),
        codes=(ErrorCode(409, "loan_taken"),),
    ),
)


def with_auth(**changes: object) -> Spec:
    return SOUND.replace(auth=AUTH.replace(**changes))


def serving(*endpoints: Endpoint, **changes: object) -> Spec:
    return SOUND.replace(routers=(LOANS.replace(endpoints=endpoints, **changes),))


def test_sound_access_has_no_finding() -> None:
    assert found("AU", SOUND) == []


def test_an_endpoint_that_does_not_say_who_may_call_is_found() -> None:
    assert found("AU", serving(READ, access=None)) == [("AU001", "GET /api/loans/{loan_id}")]


def test_roles_without_a_name_are_found() -> None:
    broken = serving(READ.replace(access=Access("roles")))
    assert found("AU", broken) == [("AU001", "GET /api/loans/{loan_id}#auth")]


def test_a_public_endpoint_without_a_reason_is_found() -> None:
    broken = serving(JOIN.replace(access=Access("public")))
    assert found("AU", broken) == [("AU002", "POST /api/readers#auth")]


def test_a_public_router_without_a_reason_is_found_once() -> None:
    health, version = Endpoint("GET", "/health"), Endpoint("GET", "/version", access=Access("public"))
    assert found("AU002", serving(health, version, access=Access("public"))) == [("AU002", "router loans#auth")]
    assert found("AU002", serving(health, version, access=OPEN)) == []


@pytest.mark.parametrize("limits", [(RateLimit(5, "minute", "user"),), (RateLimit(9, "hour", "account"),)])
def test_a_public_write_that_no_limit_counts_by_address_is_found(limits: tuple[RateLimit, ...]) -> None:
    broken = serving(JOIN.replace(rate_limits=limits))
    assert found("AU", broken) == [("AU002", "POST /api/readers#rate limit")]


def test_a_public_search_by_post_writes_nothing() -> None:
    search = Endpoint("POST", "/api/books/search", access=OPEN, behavior=Behavior("list", "Book"))
    assert found("AU", serving(search.replace(rate_limits=(RateLimit(60, "minute", "key"),)))) == []


UNDECLARED = {
    "a role at an endpoint": (
        serving(READ.replace(access=Access("roles", ("clark",)))),
        "GET /api/loans/{loan_id}#auth",
        "`clark` is no role; did you mean `clerk`?",
    ),
    "a role at a router": (
        SOUND.replace(routers=(LOANS, DESK.replace(access=Access("roles", ("clark",))))),
        "router desk#auth",
        "`clark` is no role; did you mean `clerk`?",
    ),
    "a permission": (
        serving(WAIVE.replace(access=Access("permissions", ("waived",)))),
        "POST /api/fines/{fine_id}/waive#auth",
        "`waived` is no permission; did you mean `waive`?",
    ),
    "a role in a scope": (
        serving(READ, scope=MINE.replace(override=("boss",), audited=True)).replace(
            auth=AUTH.replace(admin_override="`boss` reaches every loan")
        ),
        "router loans#scope",
        "`boss` is no role; declare it under Roles, or name one that is",
    ),
    "a role of a permission": (
        with_auth(permissions=(Permission("waive", roles=("clark",)),)),
        "auth#permission waive",
        "`clark` is no role; did you mean `clerk`?",
    ),
    "a role that another includes": (
        with_auth(roles=(AUTH.roles[0], Role("clerk", includes=("redder",)))),
        "auth#role clerk",
        "`redder` is no role; did you mean `reader`?",
    ),
}


@pytest.mark.parametrize(("broken", "at", "message"), UNDECLARED.values(), ids=UNDECLARED.keys())
def test_a_role_or_permission_that_nobody_declares_is_found(broken: Spec, at: str, message: str) -> None:
    assert found("AU", broken) == [("AU003", at)]
    assert messages("AU", broken) == [message]


def test_a_role_that_can_never_matter_is_found() -> None:
    broken = with_auth(roles=(*AUTH.roles, Role("auditor", "reads everything")))
    assert found("AU", broken) == [("AU003", "auth#role auditor")]
    held = READER.replace(fields=(ID, Field("role", Type("enum", values=("reader", "clerk", "auditor")))))
    assert found("AU", broken.with_model(held)) == []


def test_roles_that_include_each_other_are_found() -> None:
    broken = with_auth(roles=(Role("reader", default=True, includes=("clerk",)), AUTH.roles[1]))
    assert found("AU", broken) == [("AU003", "auth#role clerk"), ("AU003", "auth#role reader")]


@pytest.mark.parametrize("scope", [None, Scope("none"), Scope("owner")], ids=["no scope", "no reason", "no field"])
def test_an_id_without_a_word_on_whose_row_it_may_be_is_found(scope: Scope | None) -> None:
    assert found("AU", serving(READ, scope=scope)) == [("AU005", "GET /api/loans/{loan_id}")]


SETTLED = {
    "every row, with a reason": serving(READ, scope=EVERY_ROW),
    "the caller's own row": serving(
        READ.replace(behavior=Behavior("read", "Loan", by=("loan_id",), by_caller=True)), scope=None
    ),
    "a role": serving(READ.replace(access=Access("roles", ("clerk",))), scope=None),
    "everybody": serving(READ.replace(access=OPEN), scope=None),
    "no id at all": serving(Endpoint("GET", "/api/oauth/{provider}/start"), scope=None),
}


@pytest.mark.parametrize("spec", SETTLED.values(), ids=SETTLED.keys())
def test_whose_row_it_may_be_is_settled_by(spec: Spec) -> None:
    assert found("AU", spec) == []


def test_a_row_that_the_body_names_must_be_in_reach() -> None:
    broken = serving(LEND.replace(errors=()))
    assert found("AU", broken) == [("AU005", "POST /api/loans#request body")]
    told = Criterion("A `shelf_id` of another reader answers 404, as an unknown one does.")
    assert found("AU", serving(LEND.replace(errors=(), criteria=(told,)))) == []


def test_a_row_that_an_inline_body_names_must_be_in_reach() -> None:
    moved = Endpoint(
        "PATCH",
        "/api/loans/{loan_id}",
        behavior=Behavior("update", "Loan", by=("loan_id",)),
        body=Body(fields=(SchemaField("shelf_id", UUID), SchemaField("note", Type("str"), default=literal("")))),
    )
    assert found("AU", serving(moved)) == [("AU005", "PATCH /api/loans/{loan_id}#request body")]


def overriding(policy: str, audited: bool = True) -> Spec:
    scope = MINE.replace(override=("clerk",), audited=audited)
    return serving(READ, scope=scope).replace(auth=AUTH.replace(admin_override=policy))


def test_an_override_that_is_audited_has_no_finding() -> None:
    assert found("AU", overriding("`clerk` reaches every loan")) == []
    assert found("AU", overriding("")) == []


def test_an_override_without_a_trace_is_found() -> None:
    assert found("AU", overriding("", audited=False)) == [("AU006", "router loans#scope")]


def test_an_effect_may_be_the_trace() -> None:
    read = READ.replace(scope=MINE.replace(override=("clerk",)), effects=("writes an audit row when a clerk reads it",))
    assert found("AU", with_auth(admin_override="").replace(routers=(LOANS.replace(endpoints=(read,)),))) == []


def test_an_override_that_the_policy_denies_is_found() -> None:
    assert found("AU", overriding("none")) == [("AU006", "router loans#scope")]


def test_a_policy_that_no_scope_carries_out_is_found() -> None:
    assert found("AU", with_auth(admin_override="clerks may do anything")) == [("AU006", "auth#admin override")]


def steps(*names: str) -> tuple[PipelineStep, ...]:
    return tuple(PipelineStep(name, code="not_authenticated") for name in names)


def test_secured_endpoints_without_a_policy_are_found_once() -> None:
    assert found("AU007", SOUND.replace(auth=None)) == [("AU007", "auth")]


@pytest.mark.parametrize("missing", range(2, 4))
def test_a_pipeline_that_lacks_a_step_is_found(missing: int) -> None:
    broken = with_auth(pipeline=STEPS[:missing] + STEPS[missing + 1 :])
    assert found("AU", broken) == [("AU007", "auth#section Pipeline")]


def test_no_pipeline_is_found() -> None:
    assert found("AU", with_auth(pipeline=())) == [("AU007", "auth#section Pipeline")]


def test_either_name_of_a_step_is_enough() -> None:
    assert found("AU", with_auth(pipeline=steps("decode", "signature", "times", "claims", "user"))) == []


OUT_OF_ORDER = {
    "claims before the signature": (("header", "claims", "signature", "times", "user"), "signature", "times"),
    "the user before the times": (("decode", "signature", "user", "times", "claims"), "times", "claims"),
}


@pytest.mark.parametrize(("names", "first", "second"), OUT_OF_ORDER.values(), ids=OUT_OF_ORDER.keys())
def test_a_step_that_comes_too_late_is_found(names: tuple[str, ...], first: str, second: str) -> None:
    broken = with_auth(pipeline=steps(*names))
    assert found("AU", broken) == sorted([("AU007", f"auth#step {first}"), ("AU007", f"auth#step {second}")])


def test_steps_are_known_by_other_names_and_own_steps_stand_anywhere() -> None:
    named = steps(
        "Authorization header", "tracing", "check the signature", "exp, iat", "iss, aud, sub", "load the user"
    )
    assert found("AU", with_auth(pipeline=named)) == []


@pytest.mark.parametrize("code", ["", "loan_taken"], ids=["no code", "a code of another status"])
def test_a_step_that_refuses_without_401_is_found(code: str) -> None:
    broken = with_auth(pipeline=(STEPS[0].replace(code=code), *STEPS[1:]))
    assert found("AU", broken) == [("AU007", "auth#step header")]


@pytest.mark.parametrize(
    "changes", [{"scheme": "api key"}, {"scheme": "basic"}, {"tokens": (Token("access", "opaque", 9),)}]
)
def test_what_is_no_signed_token_has_no_such_pipeline(changes: dict[str, object]) -> None:
    assert found("AU007", with_auth(pipeline=(), **changes)) == []


LIFETIMES = {
    "an access token that never ends": ACCESS.replace(lifetime=None),
    "an access token that lives for days": ACCESS.replace(lifetime=86_400),
    "a reset link that never ends": Token("reset", "opaque", single_use=True),
    "an invitation that works twice": Token("invite", "opaque", 86_400),
}


@pytest.mark.parametrize("token", LIFETIMES.values(), ids=LIFETIMES.keys())
def test_a_token_that_lives_too_long_is_found(token: Token) -> None:
    others = tuple(known for known in AUTH.tokens if known.kind != token.kind)
    assert found("AU", with_auth(tokens=(*others, token))) == [("AU011", f"auth#{token.kind} token")]


def test_a_scheme_of_tokens_says_how_long_they_live() -> None:
    assert found("AU", with_auth(tokens=(REFRESH,))) == [("AU011", "auth#scheme")]


def test_what_can_be_taken_back_at_once_may_live_longer() -> None:
    opaque = Token("access", "opaque", 86_400)
    assert found("AU", with_auth(tokens=(opaque,))) == []


UNSAFE = {
    "one that stays the same": REFRESH.replace(rotated=False),
    "one whose reuse ends nothing": REFRESH.replace(reuse_ends_family=False),
    "one that is kept nowhere": REFRESH.replace(stored_as=""),
    "one that is kept as it is": REFRESH.replace(stored_as="plain text"),
}


@pytest.mark.parametrize("token", UNSAFE.values(), ids=UNSAFE.keys())
def test_an_unsafe_refresh_token_is_found(token: Token) -> None:
    assert found("AU", with_auth(tokens=(ACCESS, token))) == [("AU012", "auth#refresh token")]


def test_a_refresh_token_may_be_kept_on_purpose() -> None:
    kept = REFRESH.replace(rotated=False, reuse_ends_family=False, notes=("not rotated: bound to the client's key",))
    assert found("AU", with_auth(tokens=(ACCESS, kept))) == []


def test_sessions_that_nothing_ends_are_found() -> None:
    broken = with_auth(revocation="")
    assert found("AU012", broken) == [("AU012", "auth#refresh token")]
    leave = Endpoint("POST", "/api/logout", access=OPEN, behavior=Behavior("revoke", "Session"))
    limited = leave.replace(rate_limits=(RateLimit(5, "minute", "address"),))
    assert found("AU012", broken.replace(routers=(*SOUND.routers, Router("out", endpoints=(limited,))))) == []
