"""Rules on what each caller is answered, and on tokens: how they are signed, carried, guessed at and taken back."""

import pytest

from groundplan.checks.engine import mended
from groundplan.checks.settings import Settings
from groundplan.spec.api import Api, Router, Routing
from groundplan.spec.auth import Auth, Claim, Passwords, Permission, PipelineStep, Role, Token
from groundplan.spec.behavior import Behavior
from groundplan.spec.endpoint import Access, Body, Criterion, Endpoint, ErrorCase, RateLimit, Scope
from groundplan.spec.model import Field, Model, SchemaField
from groundplan.spec.outcome import CommonError, Errors
from groundplan.spec.spec import Spec
from groundplan.spec.types import Type
from tests.checks.judged import found

CLAIMS = tuple(Claim(name) for name in ("sub", "exp", "iat", "iss", "aud", "typ"))
STEPS = (
    PipelineStep("header", "`Authorization: Bearer` is there", "not_authenticated"),
    PipelineStep("type", "`typ` is `access`", "not_authenticated"),
)
AUTH = Auth(
    scheme="bearer",
    algorithms=("HS256",),
    key="`SHELF_KEY`, 32 bytes or more; a new one ends every access token",
    tokens=(Token("access", "JWT", 900),),
    passwords=Passwords("argon2id"),
    revocation="a blocked or deleted reader is refused at once; a changed password ends every session",
    claims=CLAIMS,
    pipeline=STEPS,
    roles=(Role("clerk"),),
    role_source="row",
)
LOAN = Model("Loan", fields=(Field("id", Type("uuid"), primary_key=True),), owner="reader_id")
MINE = Scope("owner", "Loan.reader_id")
OPEN = Access("public", reason="a visitor has no account")
READ = Endpoint(
    "GET",
    "/api/loans/{loan_id}",
    behavior=Behavior("read", "Loan", by=("loan_id",)),
    errors=(ErrorCase(404, "loan_not_found", "no such loan"),),
)
SECRET = Body(fields=(SchemaField("email", Type("email")), SchemaField("password", Type("secret"))))
ENTER = Endpoint(
    "POST",
    "/api/login",
    access=OPEN,
    behavior=Behavior("sign in", "Reader", by=("email",)),
    body=SECRET,
    errors=(ErrorCase(401, "invalid_credentials"),),
    rate_limits=(RateLimit(5, "minute", "address"), RateLimit(20, "hour", "account")),
)
LOANS = Router("loans", access=Access("authenticated"), scope=MINE, endpoints=(READ,))
SOUND = Spec(
    api=Api(hidden_rows=404, rate_limits=(RateLimit(300, "minute", "address"),)),
    models=(LOAN,),
    routers=(LOANS, Router("door", endpoints=(ENTER,))),
    auth=AUTH,
    errors=Errors(common=(CommonError(401, "not_authenticated", ("secured",), "`WWW-Authenticate: Bearer`"),)),
)


def with_auth(**changes: object) -> Spec:
    return SOUND.replace(auth=AUTH.replace(**changes))


def reading(**changes: object) -> Spec:
    return SOUND.replace(routers=(LOANS.replace(endpoints=(READ.replace(**changes),)),))


def entering(**changes: object) -> Spec:
    return SOUND.replace(routers=(LOANS, Router("door", endpoints=(ENTER.replace(**changes),))))


def judged(code: str, spec: Spec) -> list[str]:
    """Where a rule finds something."""
    return [at for _, at in found(code, spec)]


@pytest.mark.parametrize("code", ["AU004", "AU008", "AU009", "AU010", "AU013", "AU014", "AU015"])
def test_a_sound_policy_has_no_finding(code: str) -> None:
    assert judged(code, SOUND) == []
    assert judged(code, Spec()) == []


def test_a_stranger_and_an_owner_exclude_each_other() -> None:
    assert judged("AU004", reading(access=OPEN)) == ["GET /api/loans/{loan_id}#auth"]
    assert judged("AU004", reading(access=OPEN, scope=Scope("none", reason="a board on the wall"))) == []
    whole = SOUND.replace(routers=(LOANS.replace(access=OPEN),))
    assert judged("AU004", whole) == ["router loans#auth"]


def test_another_owners_row_has_an_answer_once_for_the_api_or_at_each_endpoint() -> None:
    unsaid = reading().replace(api=Api())
    assert judged("AU004", unsaid) == ["api"]
    told = Criterion("Another reader's loan answers 404.")
    assert judged("AU004", reading(criteria=(told,)).replace(api=Api())) == []


def test_an_api_that_answers_403_for_the_row_of_another_lists_403() -> None:
    forbidding = SOUND.replace(api=Api(hidden_rows=403))
    assert judged("AU004", forbidding) == ["GET /api/loans/{loan_id}"]
    common = CommonError(403, "forbidden", ("owned",), "the row is another reader's")
    assert judged("AU004", forbidding.replace(errors=Errors(common=(common,)))) == []


def test_a_permission_that_no_role_has_is_found() -> None:
    assert judged("AU004", with_auth(permissions=(Permission("waive"),))) == ["auth#permission waive"]


SIGNING = {
    "no algorithm": ({"algorithms": ()}, "auth#algorithm"),
    "none": ({"algorithms": ("HS256", "none")}, "auth#algorithm"),
    "a secret and a pair": ({"algorithms": ("HS256", "RS256")}, "auth#algorithm"),
    "no key": ({"key": ""}, "auth#key"),
    "a key of any length": ({"key": "`SHELF_KEY`; a new one ends every token"}, "auth#key"),
    "a short key": ({"key": "`SHELF_KEY`, 128 bits; a new one ends every token"}, "auth#key"),
    "a key in the code": ({"key": "a word of 32 bytes; a new one ends every token"}, "auth#key"),
    "a key for ever": ({"key": "`SHELF_KEY`, 32 bytes"}, "auth#key"),
}


@pytest.mark.parametrize(("changes", "at"), SIGNING.values(), ids=SIGNING.keys())
def test_a_signature_that_proves_little_is_found(changes: dict[str, object], at: str) -> None:
    assert judged("AU008", with_auth(**changes)) == [at]


@pytest.mark.parametrize(
    "changes",
    [
        {"key": "from the vault, 256 bits, rotated by `kid`"},
        {"algorithms": ("RS256",), "key": "`SIGNING_KEY_FILE`; the previous key verifies until its tokens end"},
        {"algorithms": (), "key": "", "tokens": (Token("access", "opaque", 900),)},
        {"algorithms": (), "key": "", "scheme": "api key"},
    ],
)
def test_a_signature_that_proves_enough_has_no_finding(changes: dict[str, object]) -> None:
    assert judged("AU008", with_auth(**changes)) == []


@pytest.mark.parametrize("name", ["sub", "exp", "iat", "iss", "aud", "typ"])
def test_a_claim_that_may_be_missing_is_found_and_demanded(name: str) -> None:
    optional = tuple(claim.replace(required=claim.name != name) for claim in CLAIMS)
    assert judged("AU009", with_auth(claims=optional)) == [f"auth#claim {name}"]
    assert mended(with_auth(claims=optional), Settings(("AU009",))) == SOUND
    gone = tuple(claim for claim in CLAIMS if claim.name != name)
    assert judged("AU009", with_auth(claims=gone)) == [f"auth#claim {gone[0].name}"]


def test_claims_are_asked_for_once_where_there_are_none() -> None:
    assert judged("AU009", with_auth(claims=())) == ["auth"]
    assert judged("AU009", with_auth(claims=(), tokens=(Token("access", "opaque", 900),))) == []


def test_the_kind_may_have_another_name_and_a_list_of_revoked_tokens_needs_an_id() -> None:
    assert judged("AU009", with_auth(claims=(*CLAIMS[:-1], Claim("token_use")))) == []
    assert judged("AU009", with_auth(revocation="a deny list of tokens")) == ["auth#claim sub"]


@pytest.mark.parametrize(
    ("checks", "sound"),
    [("`typ` is `access`", True), ("`typ` is `access`, never `refresh`", True), ("`typ` is access or refresh", False)],
)
def test_a_step_that_lets_another_kind_pass_is_found(checks: str, sound: bool) -> None:
    broken = with_auth(pipeline=(STEPS[0], PipelineStep("type", checks, "not_authenticated")))
    assert judged("AU010", broken) == ([] if sound else ["auth#step type"])


def test_signed_tokens_of_several_kinds_are_told_apart() -> None:
    refresh = Token("refresh", "JWT", 86_400)
    both = {"tokens": (*AUTH.tokens, refresh)}
    assert judged("AU010", with_auth(**both)) == []
    alike = {"claims": CLAIMS[:-1], "pipeline": STEPS[:1]}
    assert judged("AU010", with_auth(**both, **alike)) == ["auth#refresh token"]
    own_key = refresh.replace(notes=("a key of its own",))
    assert judged("AU010", with_auth(tokens=(*AUTH.tokens, own_key), **alike)) == []
    assert judged("AU010", with_auth(tokens=(*AUTH.tokens, refresh.replace(form="opaque")), **alike)) == []


def test_a_token_in_the_address_is_found() -> None:
    def header(checks: str) -> Spec:
        return with_auth(pipeline=(PipelineStep("header", checks, "not_authenticated"),))

    assert judged("AU013", header("the header or the query parameter `token`")) == ["auth#step header"]
    assert judged("AU013", header("the header, never the query")) == []


def test_a_cookie_says_how_it_is_kept_from_scripts_and_foreign_pages() -> None:
    bare = with_auth(scheme="cookie")
    assert judged("AU013", bare) == ["auth#scheme"]
    told = "The cookie is HttpOnly, Secure and SameSite=Lax; a write with a foreign `Origin` is refused."
    assert judged("AU013", with_auth(scheme="cookie", notes=(told,))) == []
    assert judged("AU013", bare.replace(routing=Routing(notes=(told,)))) == []


def test_a_401_without_a_challenge_is_found_and_completed() -> None:
    silent = SOUND.replace(errors=Errors(common=(CommonError(401, "not_authenticated", ("secured",), "no token"),)))
    assert judged("AU013", silent) == ["errors#common 401 not_authenticated"]
    after = mended(silent, Settings(("AU013",)))
    assert after.errors.common[0].when == "no token; `WWW-Authenticate: Bearer`"
    assert judged("AU013", after) == []


GUESSED = {
    "no limit by account": entering(rate_limits=(RateLimit(5, "minute", "address"),)),
    "the limit of everything": entering(rate_limits=None),
    "no limit": entering(rate_limits=()),
}


@pytest.mark.parametrize("broken", GUESSED.values(), ids=GUESSED.keys())
def test_a_secret_that_can_be_guessed_is_found(broken: Spec) -> None:
    assert judged("AU014", broken) == ["POST /api/login#rate limit"]


@pytest.mark.parametrize("case", [ErrorCase(404, "reader_not_found"), ErrorCase(401, "wrong_password")])
def test_an_answer_that_tells_who_has_an_account_is_found(case: ErrorCase) -> None:
    assert judged("AU014", entering(errors=(case,))) == [f"POST /api/login#error {case.status} {case.code}"]


@pytest.mark.parametrize("path", ["/api/forgot-password", "/api/auth/resend-verification", "/api/auth/password-reset"])
def test_what_a_mail_is_asked_from_is_no_list_of_accounts(path: str) -> None:
    asked = {"path": path, "behavior": Behavior("other", text="a mail is sent"), "errors": (ErrorCase(404, "x"),)}
    assert judged("AU014", entering(**asked)) == [f"POST {path}#error 404 x"]


HARMLESS = {
    "registering": {
        "path": "/api/register",
        "behavior": Behavior("create", "Reader"),
        "rate_limits": (RateLimit(5, "minute", "address"),),
    },
    "who is signed in": {"access": Access("authenticated"), "path": "/api/me/password", "rate_limits": None},
    "a GET": {"method": "GET", "rate_limits": None},
}


@pytest.mark.parametrize("changes", HARMLESS.values(), ids=HARMLESS.keys())
def test_other_endpoints_need_no_lower_limit_by_account(changes: dict[str, object]) -> None:
    assert judged("AU014", entering(**changes)) == []


UNSAID = {
    "a disabled account": {"revocation": "a deleted reader is refused; a changed password ends every session"},
    "a deleted account": {"revocation": "a blocked reader is refused; a changed password ends every session"},
    "a changed password": {"revocation": "a blocked or deleted reader is refused at once"},
    "a role that is taken away": {"role_source": ""},
}


@pytest.mark.parametrize("changes", UNSAID.values(), ids=UNSAID.keys())
def test_a_change_of_the_account_that_tokens_may_outlive_is_found(changes: dict[str, object]) -> None:
    assert judged("AU015", with_auth(**changes)) == ["auth#revocation"]


def test_one_sentence_may_cover_every_change() -> None:
    general = with_auth(revocation="none: a token is good until it ends, 15 minutes at most", role_source="")
    assert judged("AU015", general) == []
