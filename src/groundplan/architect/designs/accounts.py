"""Accounts: users, registration, login, and the tokens that a caller proves itself with."""

from typing import Literal

from groundplan.architect.designs.resource import identity, key_to
from groundplan.architect.designs.taxonomy import (
    criteria,
    extended,
    invalid,
    with_codes,
    with_common,
    with_dependencies,
)
from groundplan.spec.api import Router
from groundplan.spec.auth import Auth, Claim, Passwords, PipelineStep, Token
from groundplan.spec.behavior import Assignment, Behavior, Value
from groundplan.spec.conventions import Conventions
from groundplan.spec.endpoint import (
    Access,
    Body,
    Criterion,
    Endpoint,
    ErrorCase,
    Idempotency,
    RateLimit,
    Response,
    Scope,
)  # fmt: skip
from groundplan.spec.model import ErrorRef, Field, Index, Model, Reference, Schema, SchemaField, Uniqueness
from groundplan.spec.outcome import CommonError, ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import GENERATED, NOW, NOW_AT_EVERY_CHANGE, Bounds, Constraints, Type, literal

Sessions = Literal["rotate", "keep", "access"]
DAY = 86_400
# RFC 7518 §3.2: an HMAC key is at least as long as its hash.
KEY_BYTES = {"HS256": 32, "HS384": 48, "HS512": 64}
NO_STORE = ("Cache-Control",)


def with_accounts(spec: Spec, conventions: Conventions, sessions: Sessions) -> Spec:
    """The specification with users who register and sign in; what it has of that already stays as it is."""
    if "User" not in spec.models_by_name:
        spec = spec.with_model(_user(conventions))
    if spec.auth is not None:
        return spec
    spec = spec.replace(auth=_auth(spec, conventions, sessions))
    if sessions != "access":
        spec = spec.with_model(_refresh_token(spec, conventions, sessions))
    spec = spec.with_schema(_token_pair(sessions))
    spec = with_common(
        spec,
        CommonError(
            401,
            "not_authenticated",
            ("secured",),
            "no access token, or one that does not verify; `WWW-Authenticate: Bearer`",
        ),
        CommonError(401, "token_expired", ("secured",), "the access token was good once"),
    )
    spec = spec.with_router(_router(spec, sessions))
    return with_dependencies(with_codes(spec, *_codes(sessions)))


def with_rotation(spec: Spec, conventions: Conventions) -> Spec:
    """The specification in which a refresh token is good once, and a second use ends its session (RFC 9700 §4.14)."""
    if spec.auth is None:
        return with_accounts(spec, conventions, "rotate")
    known = spec.auth.token("refresh")
    if known is not None and known.rotated and known.reuse_ends_family:
        return spec
    fresh = _auth(spec, conventions, "rotate")
    rotated = next(token for token in fresh.tokens if token.kind == "refresh")
    if known is not None:
        rotated = rotated.replace(lifetime=known.lifetime)
    others = tuple(token for token in spec.auth.tokens if token.kind != "refresh")
    auth = spec.auth.replace(
        tokens=(*others[:1], rotated, *others[1:]),
        sessions=fresh.sessions,
        revocation=fresh.revocation,
        criteria=extended(spec.auth.criteria, *fresh.criteria),
    )
    spec = spec.replace(auth=auth).with_model(_refresh_token(spec, conventions, "rotate"))
    spec = with_codes(spec.with_schema(_token_pair("rotate")), *_codes("rotate"))
    router = next((router for router in spec.routers if router.name == "auth"), _router(spec, "rotate"))
    for endpoint in (_refresh(router.prefix, "rotate"), _logout(router.prefix)):
        spec = spec.with_endpoint(endpoint, router.name)
    return spec


def with_sign_in_required(spec: Spec) -> Spec:
    """The specification in which resources that were public for want of accounts are so no longer."""
    for router in spec.routers:
        access = router.access
        rows = any(endpoint.behavior is not None and endpoint.behavior.model for endpoint in router.endpoints)
        if access is not None and access.kind == "public" and rows:
            scope = router.scope
            if scope is not None and scope.kind == "none":
                scope = scope.replace(reason="every signed-in user reaches every row")
            limits = (RateLimit(120, "minute", "user"),)
            spec = spec.with_router(router.replace(access=Access("authenticated"), scope=scope, rate_limits=limits))
    for model in spec.models:
        if model.shared == "everybody":
            spec = spec.with_model(model.replace(shared="every signed-in user"))
    return with_dependencies(spec)


def _user(conventions: Conventions) -> Model:
    low = conventions.password_min
    email = Constraints(bounds=Bounds(3, 254), trimmed=True)
    hashed = Constraints(bounds=Bounds(None, 255), notes=(conventions.password_hash,))
    taken = Uniqueness(ignoring_case=True, error=ErrorRef(409, "email_taken"))
    return Model(
        name="User",
        description="An account that can sign in.",
        table="users",
        fields=(
            identity(conventions),
            Field(
                "email",
                Type("email"),
                constraints=email,
                create="required",
                read="yes",
                unique=taken,
                sensitivity="personal",
            ),
            Field(
                "password",
                Type("secret"),
                nullable=None,
                constraints=Constraints(bounds=Bounds(low, 128)),
                create="required",
                stored=False,
            ),
            Field("password_hash", Type("str"), constraints=hashed, sensitivity="secret"),
            Field("is_active", Type("bool"), default=literal(True), read="yes"),
            Field("created_at", Type("datetime"), default=NOW, read="yes"),
            Field("updated_at", Type("datetime"), default=NOW_AT_EVERY_CHANGE, read="yes"),
        ),
        owner="id",
        indexes=(Index(("created_at",)),),
        schemas=("UserBase", "UserCreate", "UserRead"),
        notes=("When an account is deleted, the rows that it owns go with it, as their foreign keys say.",),
    )


def _refresh_token(spec: Spec, conventions: Conventions, sessions: Sessions) -> Model:
    key = key_to("User", spec, conventions)
    digest = Constraints(bounds=Bounds(32, 32), notes=("SHA-256",))
    family = (Field("family_id", Type("uuid"), default=GENERATED, indexed=True),) if sessions == "rotate" else ()
    spent = (Field("used_at", Type("datetime"), nullable=True),) if sessions == "rotate" else ()
    kept = "Kept for 30 days after `expires_at`, so that a reused token is still recognised, then purged."
    return Model(
        name="RefreshToken",
        description="One link in a chain of rotations; the chain, its family, is a session."
        if sessions == "rotate"
        else "What keeps a session alive.",
        table="refresh_tokens",
        fields=(
            identity(conventions).replace(read=""),
            Field("user_id", key, references=Reference("User", "id", "cascade"), indexed=True),
            *family,
            Field("token_hash", Type("bytes"), constraints=digest, unique=Uniqueness(), sensitivity="secret"),
            Field("created_at", Type("datetime"), default=NOW),
            Field("expires_at", Type("datetime")),
            *spent,
        ),
        owner="user_id",
        schemas=(),
        unschemed="no row ever leaves the server",
        notes=(kept,) if sessions == "rotate" else ("Purged when it has expired.",),
    )


def _token_pair(sessions: Sessions) -> Schema:
    refresh = (
        SchemaField("refresh_token", Type("secret"), constraints=Constraints(bounds=Bounds(43, 43)),
                    meaning="for the next pair"),
    )  # fmt: skip
    return Schema(
        "TokenPair",
        "What signing in gives; no cache may keep it.",
        (
            SchemaField("access_token", Type("secret"), constraints=Constraints(bounds=Bounds(None, 4096)),
                        meaning="for the `Authorization` header"),
            SchemaField("token_type", Type("enum", values=("bearer",))),
            SchemaField("expires_in", Type("int"), constraints=Constraints(bounds=Bounds(1, DAY)),
                        meaning="seconds until the access token ends"),
            *(refresh if sessions != "access" else ()),
        ),
    )  # fmt: skip


def _auth(spec: Spec, conventions: Conventions, sessions: Sessions) -> Auth:
    algorithm = conventions.algorithm
    name = (spec.api.name or "api").lower().replace(" ", "-")
    length = KEY_BYTES.get(algorithm)
    key = f"`JWT_SECRET`, {length} bytes or more" if length else "`JWT_PRIVATE_KEY`; verifiers hold the public half"
    access = Token("access", "JWT", conventions.access_lifetime)
    refresh = Token(
        "refresh", "opaque", conventions.refresh_lifetime,
        stored_as="SHA-256", rotated=sessions == "rotate", reuse_ends_family=sessions == "rotate",
        notes=("256 random bits",),
    )  # fmt: skip
    passwords = Passwords(
        conventions.password_hash,
        Bounds(conventions.password_min, 128),
        ("no rule of composition", "an unknown address is checked against a dummy hash"),
    )
    return Auth(
        scheme="bearer",
        algorithms=(algorithm,),
        key=f"{key}, from the environment; without it the application does not start; a new one ends every access "
        "token",
        issuer=name,
        audience=f"{name}-clients",
        clock_skew=30,
        tokens=(access,) if sessions == "access" else (access, refresh),
        passwords=passwords,
        sessions={
            "rotate": "one family of refresh tokens for each sign-in; a refresh spends its token in one statement, and "
            "a second use within 10 seconds is refused without ending the family",
            "keep": "one refresh token for each sign-in; it stays the same until it ends",
            "access": "none on the server; a session ends with its access token",
        }[sessions],
        revocation="the user's row is loaded at every request, so a deactivated or deleted user is refused at once; a "
        "changed password ends every session" + ("" if sessions != "access" else " but live access tokens"),
        claims=_claims(conventions),
        pipeline=_pipeline(algorithm),
        notes=(
            "A token travels in the `Authorization` header only; a route that no table names is secured.",
            "Registration signs nobody in, and no body can choose rights.",
            "Whose rows a statement reaches is part of the statement, never a check afterwards.",
        ),
        criteria=_criteria(algorithm, sessions),
    )


def _claims(conventions: Conventions) -> tuple[Claim, ...]:
    return (
        Claim(
            "sub",
            Type("uuid" if conventions.id_type == "uuid" else "str"),
            meaning="`User.id`; every owner filter uses it",
        ),
        Claim("exp", Type("int"), meaning="end of life, in seconds since 1970"),
        Claim("iat", Type("int"), meaning="time of issue"),
        Claim("iss", Type("str"), meaning="the issuer above"),
        Claim("aud", Type("str"), meaning="the audience above"),
        Claim("typ", Type("str"), meaning="`access`; no other kind opens a route"),
        Claim("jti", Type("uuid"), meaning="the session, for the log"),
    )


def _pipeline(algorithm: str) -> tuple[PipelineStep, ...]:
    refused = "not_authenticated"
    return (
        PipelineStep("header", "`Authorization: Bearer` is there, in any letter case of the scheme", refused),
        PipelineStep("decode", "three parts of base64url, at most 8 KiB", refused),
        PipelineStep("algorithm", f"`alg` is {algorithm}; the token never chooses", refused),
        PipelineStep("signature", "before any claim is read", refused),
        PipelineStep("times", "`exp` and `iat`, with the clock skew", "token_expired"),
        PipelineStep("issuer and audience", "`iss` and `aud` are ours", refused),
        PipelineStep("type", "`typ` is `access`", refused),
        PipelineStep("claims", "every required claim is there", refused),
        PipelineStep("user", "the row of `sub` exists and is active; it becomes the caller", refused),
    )


def _criteria(algorithm: str, sessions: Sessions) -> tuple[Criterion, ...]:
    return criteria(
        "No token, a malformed or forged one, one for another audience, or one of an inactive user answers 401 "
        "`not_authenticated` with `WWW-Authenticate: Bearer`.",
        "An access token past `exp` and the clock skew answers 401 `token_expired`.",
        f"A token whose `alg` is `none` or anything but `{algorithm}` answers 401 `not_authenticated`.",
        "A refresh token in the `Authorization` header answers 401 `not_authenticated`."
        if sessions != "access"
        else "",
    )


def _router(spec: Spec, sessions: Sessions) -> Router:
    prefix = f"{spec.api.base_path}/auth"
    endpoints = [_register(prefix, spec), _login(prefix)]
    if sessions != "access":
        endpoints += [_refresh(prefix, sessions), _logout(prefix)]
    return Router(
        name="auth",
        title="Auth",
        prefix=prefix,
        module="routers/auth",
        scope=Scope("none", reason="each request proves itself by what it carries"),
        rate_limits=(RateLimit(10, "minute", "address"),),
        endpoints=tuple(endpoints),
    )


def _register(prefix: str, spec: Spec) -> Endpoint:
    return Endpoint(
        method="POST",
        path=f"{prefix}/register",
        summary="Create an account.",
        access=Access("public", reason="anybody may make an account"),
        behavior=Behavior("create", "User", sets=(Assignment("password_hash", Value("hash", "password")),)),
        body=Body("UserCreate"),
        responses=(Response(201, "UserRead", when="the account exists; nobody is signed in by it"),),
        errors=(ErrorCase(409, "email_taken", "another account has that `email`, in any letter case"),),
        rate_limits=(RateLimit(5, "minute", "address"),),
        idempotency=Idempotency("field", field="email"),
        criteria=criteria(
            "A valid body answers 201 with `UserRead`, and no password or hash is in it.",
            "A second account with the same `email` in another letter case answers 409 `email_taken`, also at the same "
            "moment.",
            f"A body that names `is_active` answers {invalid(spec)}.",
        ),
    )


def _login(prefix: str) -> Endpoint:
    short = Constraints(bounds=Bounds(1, 128))
    return Endpoint(
        method="POST",
        path=f"{prefix}/login",
        summary="Sign in with address and password.",
        access=Access("public", reason="signing in comes before having a token"),
        behavior=Behavior("sign in", "User", by=("email",)),
        body=Body(
            fields=(
                SchemaField("email", Type("email"), constraints=Constraints(bounds=Bounds(3, 254), trimmed=True)),
                SchemaField("password", Type("secret"), constraints=short),
            )
        ),
        responses=(Response(200, "TokenPair", headers=NO_STORE, when="signed in; `Cache-Control: no-store`"),),
        errors=(ErrorCase(401, "invalid_credentials", "unknown address, wrong password or inactive account"),),
        rate_limits=(RateLimit(5, "minute", "address"), RateLimit(20, "hour", "account")),
        idempotency=Idempotency("none", reason="every sign-in begins a session of its own"),
        criteria=criteria(
            "The right password answers 200 with `TokenPair`, and its access token opens a secured route.",
            "An unknown address, a wrong password and an inactive account answer 401 `invalid_credentials`, with the "
            "same body after the same work.",
        ),
    )


def _token_body() -> Body:
    held = Constraints(bounds=Bounds(1, 512))
    return Body(fields=(SchemaField("refresh_token", Type("secret"), constraints=held),))


def _refresh(prefix: str, sessions: Sessions) -> Endpoint:
    rotated = sessions == "rotate"
    reused = (
        (
            "The old refresh token answers 401 `refresh_token_invalid` afterwards, and used once more it ends its family, "
            "the new token too."
        ),
        "Two refreshes of one token at the same moment answer one 200 and one 401, and the family lives.",
    )
    return Endpoint(
        method="POST",
        path=f"{prefix}/refresh",
        summary=f"Exchange a refresh token for a new {'pair' if rotated else 'access token'}.",
        access=Access("public", reason="the refresh token is the proof"),
        behavior=Behavior("rotate" if rotated else "sign in", "RefreshToken", by=("refresh_token",)),
        body=_token_body(),
        responses=(Response(200, "TokenPair", headers=NO_STORE, when="exchanged; `Cache-Control: no-store`"),),
        errors=(ErrorCase(401, "refresh_token_invalid", "unknown, expired, revoked or used before"),),
        idempotency=Idempotency("none", reason="the token is spent by its first use")
        if rotated
        else Idempotency("natural"),
        criteria=criteria(
            f"A live refresh token answers 200 with {'another' if rotated else 'a'} `TokenPair`.",
            *(reused if rotated else ("An expired refresh token answers 401 `refresh_token_invalid`.",)),
        ),
    )


def _logout(prefix: str) -> Endpoint:
    return Endpoint(
        method="POST",
        path=f"{prefix}/logout",
        summary="End the session of a refresh token.",
        access=Access("public", reason="the refresh token is the proof, and may outlive the access token"),
        behavior=Behavior("revoke", "RefreshToken", by=("refresh_token",)),
        body=_token_body(),
        responses=(Response(204, when="the session is over, or was already"),),
        idempotency=Idempotency("natural"),
        criteria=criteria(
            "204, and a refresh with the same token answers 401; an unknown token answers 204 as well.",
        ),
    )


def _codes(sessions: Sessions) -> tuple[ErrorCode, ...]:
    known = "unknown address, wrong password or inactive account; the answer and its time are the same"
    codes = (
        ErrorCode(401, "invalid_credentials", "NotAuthenticated", meaning=known),
        ErrorCode(409, "email_taken", "Conflict", "email", meaning="another account has that address"),
    )
    if sessions == "access":
        return codes
    spent = ErrorCode(
        401, "refresh_token_invalid", "NotAuthenticated", meaning="unknown, expired, revoked or used before"
    )
    return (*codes, spent)
