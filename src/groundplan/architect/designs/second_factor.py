"""A second factor: one-time codes of an app (RFC 6238), with recovery codes for a lost phone."""

from groundplan.architect.designs.anchor import SIGNED_IN, with_group, with_new
from groundplan.architect.designs.mailed_tokens import DIGEST
from groundplan.architect.designs.resource import identity, key_to
from groundplan.architect.designs.taxonomy import criteria, extended, with_codes, with_dependencies
from groundplan.spec.behavior import Assignment, Behavior, Value
from groundplan.spec.conventions import Conventions
from groundplan.spec.endpoint import Body, Endpoint, ErrorCase, Idempotency, RateLimit, Response, Scope
from groundplan.spec.model import Field, Model, Reference, Relationship, Schema, SchemaField, Uniqueness
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import NOW, Bounds, Constraints, Type

CODE = SchemaField(
    "code", Type("str"), constraints=Constraints(bounds=Bounds(6, 6), pattern="^[0-9]{6}$"), meaning="of the app"
)
WRONG = ErrorCode(422, "mfa_code_wrong", "Unprocessable", "code", meaning="no such code now, or it was used before")
NEEDED = ErrorCode(
    401, "mfa_required", "NotAuthenticated", meaning="the password is right, and the second factor is missing or wrong"
)
THERE = ErrorCode(409, "mfa_enabled", "Conflict", meaning="the caller has a second factor")
NONE = ErrorCode(404, "mfa_not_found", "NotFound", meaning="the caller has no second factor")
LIMIT = (RateLimit(5, "minute", "user"),)


def with_second_factor(spec: Spec, conventions: Conventions) -> Spec:
    """The specification in which a user may protect the account by an app, and signing in then needs its code."""
    if spec.auth is None or "SecondFactor" in spec.models_by_name:
        return spec
    spec = with_codes(spec, WRONG, NEEDED, THERE, NONE)
    spec = spec.with_model(_factor(spec, conventions)).with_model(_recovery(spec, conventions))
    spec = spec.with_schema(_begun()).with_schema(_shown())
    spec = with_group(spec, "me", "each endpoint says which rows are the caller's")
    spec = with_new(spec, "me", *_endpoints(spec))
    told = "A second factor counts at signing in; a refresh needs none, and one that is added or taken away ends every other session."
    auth = spec.auth
    if auth is not None:
        spec = spec.replace(auth=auth.replace(notes=extended(auth.notes, told)))
    return with_dependencies(_signing_in(spec))


def _factor(spec: Spec, conventions: Conventions) -> Model:
    secret = Constraints(bounds=Bounds(20, 200), notes=("encrypted with a key that the database does not have",))
    return Model(
        name="SecondFactor",
        description="The secret that a user shares with an app.",
        table="second_factors",
        fields=(
            identity(conventions).replace(read=""),
            Field(
                "user_id",
                key_to("User", spec, conventions),
                references=Reference("User", "id", "cascade"),
                unique=Uniqueness(),
            ),
            Field("secret", Type("bytes"), constraints=secret, sensitivity="secret"),
            Field("last_step", Type("int"), nullable=True, constraints=Constraints(bounds=Bounds(0, None))),
            Field("confirmed_at", Type("datetime"), nullable=True),
            Field("created_at", Type("datetime"), default=NOW),
        ),
        owner="user_id",
        relationships=(Relationship("user", "many to one", "User", by="user_id", back="second_factors"),),
        schemas=(),
        unschemed="no row ever leaves the server",
        notes=(
            "Codes of 6 digits by RFC 6238, of the step before, now and after; `last_step` makes each good once.",
            "It counts once `confirmed_at` is set; one that was not confirmed within an hour is deleted.",
        ),
    )


def _recovery(spec: Spec, conventions: Conventions) -> Model:
    return Model(
        name="RecoveryCode",
        description="A code that stands in for a lost app, once.",
        table="recovery_codes",
        fields=(
            identity(conventions).replace(read=""),
            Field(
                "user_id",
                key_to("User", spec, conventions),
                references=Reference("User", "id", "cascade"),
                indexed=True,
            ),
            Field("code_hash", Type("bytes"), constraints=DIGEST, unique=Uniqueness(), sensitivity="secret"),
            Field("used_at", Type("datetime"), nullable=True),
        ),
        owner="user_id",
        relationships=(Relationship("user", "many to one", "User", by="user_id", back="recovery_codes"),),
        schemas=(),
        unschemed="no row ever leaves the server",
        notes=(
            "Ten of 80 random bits each, made when the factor is confirmed; a new set takes the place of the old one.",
        ),
    )


def _begun() -> Schema:
    address = Constraints(bounds=Bounds(1, 500))
    return Schema(
        "SecondFactorBegun",
        "What the app needs, shown once; no cache may keep it.",
        (
            SchemaField(
                "otpauth_url", Type("secret"), constraints=address, meaning="for the app, as a picture or typed in"
            ),
        ),
    )


def _shown() -> Schema:
    codes = Type("list", item=Type("secret"))
    return Schema(
        "RecoveryCodes",
        "The codes for a lost app, shown once; no cache may keep them.",
        (
            SchemaField(
                "codes",
                codes,
                constraints=Constraints(bounds=Bounds(10, 10), each=Bounds(16, 16)),
                meaning="each good once",
            ),
        ),
    )


def _endpoints(spec: Spec) -> tuple[Endpoint, ...]:
    base, mine = f"{spec.api.base_path}/me/second-factors", Scope("owner", "SecondFactor.user_id")
    wrong, there, none = (ErrorCase(code.status, code.code, code.meaning) for code in (WRONG, THERE, NONE))
    shown = ("Cache-Control",)
    made = (Assignment("user_id", Value("caller")), Assignment("secret", Value("random")))
    begin = Endpoint(
        method="POST",
        path=base,
        summary="Begin to protect the caller's account by an app.",
        access=SIGNED_IN,
        scope=mine,
        behavior=Behavior("create", "SecondFactor", sets=made),
        responses=(Response(201, "SecondFactorBegun", headers=shown, when="begun; `Cache-Control: no-store`"),),
        errors=(there,),
        rate_limits=LIMIT,
        idempotency=Idempotency("none", reason="each request makes a new secret, and the one before counts no more"),
        criteria=criteria(
            "201 with an `otpauth_url`, and signing in needs no code yet; another user's factor stays.",
            f"A caller whose factor is confirmed answers 409 `{THERE.code}`.",
        ),
    )
    confirm = begin.replace(
        path=f"{base}/confirm",
        summary="Confirm the app by one of its codes.",
        behavior=Behavior(
            "other", text="confirm the `SecondFactor` of the caller by `code`, and make ten `RecoveryCode`"
        ),
        body=Body(fields=(CODE,)),
        responses=(Response(200, "RecoveryCodes", headers=shown, when="confirmed; `Cache-Control: no-store`"),),
        errors=(none, wrong, there),
        idempotency=Idempotency("none", reason="a code is good once"),
        criteria=criteria(
            "A right code answers 200 with ten codes, and the next sign-in needs a second factor.",
            f"A wrong code, and one that was used, answer 422 `{WRONG.code}`, and nothing is confirmed.",
            f"A caller who has not begun answers 404 `{NONE.code}`, and one who is done 409 `{THERE.code}`; another user's stays.",
        ),
    )
    end = begin.replace(
        path=f"{base}/end",
        summary="Take the second factor off the caller's account.",
        behavior=Behavior("delete", "SecondFactor", by_caller=True),
        body=Body(fields=(CODE,)),
        responses=(Response(204, when="signing in needs the password alone"),),
        errors=(none, wrong),
        idempotency=Idempotency("none", reason="a second one meets no factor and answers 404"),
        criteria=criteria(
            "A right code answers 204, and signing in needs no code any more; another user's factor stays.",
            f"A wrong code answers 422 `{WRONG.code}`, and without a factor it answers 404 `{NONE.code}`.",
        ),
    )
    return (begin, confirm, end)


def _signing_in(spec: Spec) -> Spec:
    """The sign-in, which takes a code and asks for it where it is needed."""
    signing = (e for e in spec.endpoints if e.behavior is not None and e.behavior.verb == "sign in")
    found = next((e for e in signing if e.behavior is not None and e.behavior.model == "User"), None)
    if found is None or found.body is None:
        return spec
    spare = Constraints(bounds=Bounds(6, 16))
    sent = SchemaField(
        "mfa_code", Type("str"), required=False, constraints=spare, meaning="of the app, or a recovery code"
    )
    told = found.replace(
        body=found.body.replace(fields=(*found.body.fields, sent)),
        errors=extended(found.errors, ErrorCase(NEEDED.status, NEEDED.code, NEEDED.meaning)),
        criteria=extended(
            found.criteria,
            *criteria(
                f"With a second factor the right password alone answers 401 `{NEEDED.code}`; with a right `mfa_code` it answers 200.",
                f"A wrong `mfa_code`, a used one, and a used recovery code answer 401 `{NEEDED.code}`.",
            ),
        ),
    )
    return spec.with_endpoint(told, spec.router_by_endpoint[found.address].name)
