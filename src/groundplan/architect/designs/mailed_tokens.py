"""Tokens that travel in a mail and prove that its reader owns the address: for a new password, for a new account."""

from groundplan.architect.designs.anchor import with_new
from groundplan.architect.designs.resource import identity, key_to
from groundplan.architect.designs.taxonomy import criteria, extended, invalid, with_codes
from groundplan.spec.auth import Auth, Token
from groundplan.spec.behavior import Behavior
from groundplan.spec.conventions import Conventions
from groundplan.spec.endpoint import Access, Body, Endpoint, ErrorCase, Idempotency, RateLimit, Response
from groundplan.spec.model import Field, Model, Reference, Relationship, SchemaField, Uniqueness
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import NOW, Bounds, Constraints, Type

DIGEST = Constraints(bounds=Bounds(32, 32))
SENT = "After the commit, from an outbox: a mail to the address, tried 5 times; the answer does not wait for it."
HELD = SchemaField(
    "token", Type("secret"), constraints=Constraints(bounds=Bounds(1, 512)), meaning="from the link in the mail"
)
ADDRESS = SchemaField("email", Type("email"), constraints=Constraints(bounds=Bounds(3, 254), trimmed=True))


def token_model(name: str, table: str, description: str, spec: Spec, conventions: Conventions) -> Model:
    """The table of mailed tokens: a digest, an end, and whether it was used."""
    return Model(
        name=name,
        description=description,
        table=table,
        fields=(
            identity(conventions).replace(read=""),
            Field(
                "user_id",
                key_to("User", spec, conventions),
                references=Reference("User", "id", "cascade"),
                indexed=True,
            ),
            Field("token_hash", Type("bytes"), constraints=DIGEST, unique=Uniqueness(), sensitivity="secret"),
            Field("created_at", Type("datetime"), default=NOW),
            Field("expires_at", Type("datetime")),
            Field("used_at", Type("datetime"), nullable=True),
        ),
        owner="user_id",
        relationships=(Relationship("user", "many to one", "User", by="user_id", back=table),),
        schemas=(),
        unschemed="no row ever leaves the server",
        notes=("A new one takes the place of the user's others.", "Purged a day after `expires_at`."),
    )


def with_password_reset(spec: Spec, conventions: Conventions, lifetime: int) -> Spec:
    """The specification in which a forgotten password is replaced by way of a mail (OWASP Forgot Password Cheat Sheet).

    Args:
        spec: what there is; it has accounts.
        conventions: how the project makes ids.
        lifetime: how long a link is good, in seconds.
    """
    if spec.auth is None or spec.auth.token("reset") is not None:
        return spec
    described = "A link by which one user may choose a new password, once."
    spec = spec.with_model(token_model("PasswordReset", "password_resets", described, spec, conventions))
    token = Token("reset", "opaque", lifetime, stored_as="SHA-256", single_use=True, notes=("256 random bits",))
    spec = _with_token(spec, token)
    spent = ErrorCode(400, "reset_token_invalid", "Invalid", "token", meaning="unknown, expired or used before")
    spec = with_codes(spec, spent)
    return with_new(spec, "auth", _forgotten(spec), _chosen(spec, conventions, spent))


def _with_token(spec: Spec, token: Token) -> Spec:
    auth = spec.auth or Auth()
    return spec.replace(auth=auth.replace(tokens=(*auth.tokens, token)))


def _forgotten(spec: Spec) -> Endpoint:
    return Endpoint(
        method="POST",
        path=f"{spec.api.base_path}/auth/forgot-password",
        summary="Have a link mailed by which a forgotten password is replaced.",
        access=Access("public", reason="who forgot the password has no token"),
        behavior=Behavior("other", text="make a `PasswordReset` for the account of `email`, if there is an active one"),
        body=Body(fields=(ADDRESS,)),
        responses=(Response(202, when="always, whether or not there is an account"),),
        rate_limits=(RateLimit(5, "minute", "address"), RateLimit(3, "hour", "account")),
        idempotency=Idempotency(
            "none", reason="each request mails a new link, which ends the one before; a second mail does no harm"
        ),
        effects=(SENT,),
        criteria=criteria(
            "An address with an account answers 202, and one mail with one link goes to it.",
            "An address without one, and one of an inactive account, answer the same 202 after the same work; no mail goes out.",
            "A second request answers 202, and the link of the first answers 400 `reset_token_invalid` from then on.",
        ),
    )


def _chosen(spec: Spec, conventions: Conventions, spent: ErrorCode) -> Endpoint:
    length = Constraints(bounds=Bounds(conventions.password_min, 128))
    return Endpoint(
        method="POST",
        path=f"{spec.api.base_path}/auth/reset-password",
        summary="Choose a new password with the token of a mail.",
        access=Access("public", reason="the token is the proof"),
        behavior=Behavior(
            "other",
            text="spend the `PasswordReset` of `token` in one statement, set `User.password_hash`, and end every session of the user",
        ),
        body=Body(fields=(HELD, SchemaField("password", Type("secret"), constraints=length, meaning="the new one"))),
        responses=(Response(204, when="changed; every session has ended, and nobody is signed in by it"),),
        errors=(ErrorCase(spent.status, spent.code, spent.meaning),),
        rate_limits=(RateLimit(5, "minute", "address"),),
        idempotency=Idempotency("none", reason="the token is spent by its first use, so that the mail goes out once"),
        effects=(
            "After the commit, from an outbox: a mail tells the user that the password has changed, tried 5 times.",
        ),
        criteria=criteria(
            "A live token answers 204; the new password signs in, the old one answers 401 `invalid_credentials`.",
            "204, and no refresh token from before gives a new pair any more."
            if spec.auth is not None and spec.auth.token("refresh") is not None
            else "",
            "A token that is unknown, expired or used before answers 400 `reset_token_invalid`; of two uses at the same moment one "
            "answers 204.",
            f"A password that is too short answers {invalid(spec)} with `field` = `password`, and the token is not spent.",
        ),
    )


def with_email_verification(spec: Spec, conventions: Conventions, lifetime: int, guarded: tuple[Endpoint, ...]) -> Spec:
    """The specification in which an account proves its address, and these endpoints refuse one that has not.

    Args:
        spec: what there is; it has accounts.
        conventions: how the project makes ids.
        lifetime: how long a link is good, in seconds.
        guarded: the endpoints that need a proven address.
    """
    if spec.auth is None:
        return spec
    refused = ErrorCode(403, "email_not_verified", "Forbidden", meaning="the caller's address is not confirmed yet")
    if spec.auth.token("verify") is None:
        described = "A link by which one user proves to own the address, once."
        spec = spec.with_model(token_model("EmailVerification", "email_verifications", described, spec, conventions))
        token = Token("verify", "opaque", lifetime, stored_as="SHA-256", single_use=True, notes=("256 random bits",))
        spec = _with_proven_users(_with_token(spec, token))
        spent = ErrorCode(
            400, "verification_token_invalid", "Invalid", "token", meaning="unknown, expired or used before"
        )
        spec = _registering(with_codes(spec, spent))
        spec = with_new(spec, "auth", _proven(spec, spent), _again(spec))
    for endpoint in guarded:
        if endpoint.error(refused.code) is None:
            told = endpoint.replace(
                errors=extended(endpoint.errors, ErrorCase(refused.status, refused.code, refused.meaning)),
                criteria=extended(
                    endpoint.criteria,
                    *criteria(
                        f"A caller whose `email_verified_at` is null answers 403 `{refused.code}`, and nothing is written."
                    ),
                ),
            )
            spec = with_codes(spec, refused).with_endpoint(told, spec.router_by_endpoint[endpoint.address].name)
    return spec


def _with_proven_users(spec: Spec) -> Spec:
    """Users who say since when their address is proven; nobody sets it."""
    user = spec.models_by_name["User"]
    if user.field("email_verified_at") is not None:
        return spec
    proven = Field("email_verified_at", Type("datetime"), nullable=True, read="yes")
    at = next((index for index, known in enumerate(user.fields) if known.name == "created_at"), len(user.fields))
    note = "`email_verified_at` is null until the link of a mail was used; accounts from before count as confirmed."
    return spec.with_model(
        user.replace(fields=(*user.fields[:at], proven, *user.fields[at:]), notes=extended(user.notes, note))
    )


def _registering(spec: Spec) -> Spec:
    """A registration that mails the link."""
    address = next((e for e in spec.endpoints if e.method == "POST" and e.path.endswith("/register")), None)
    if address is None:
        return spec
    told = address.replace(
        effects=extended(address.effects, SENT),
        criteria=extended(
            address.criteria,
            *criteria("201 with `email_verified_at` = null, and one mail with one link goes to the address."),
        ),
    )
    return spec.with_endpoint(told, spec.router_by_endpoint[address.address].name)


def _proven(spec: Spec, spent: ErrorCode) -> Endpoint:
    return Endpoint(
        method="POST",
        path=f"{spec.api.base_path}/auth/verify-email",
        summary="Confirm an address with the token of a mail.",
        access=Access("public", reason="the token is the proof"),
        behavior=Behavior(
            "other",
            text="spend the `EmailVerification` of `token` in one statement, and set `User.email_verified_at` to now",
        ),
        body=Body(fields=(HELD,)),
        responses=(Response(204, when="confirmed"),),
        errors=(ErrorCase(spent.status, spent.code, spent.meaning),),
        rate_limits=(RateLimit(10, "minute", "address"),),
        idempotency=Idempotency("none", reason="the token is spent by its first use"),
        criteria=criteria(
            "A live token answers 204, and `email_verified_at` of its user is set.",
            f"A token that is unknown, expired or used before answers 400 `{spent.code}`, and nothing changes.",
        ),
    )


def _again(spec: Spec) -> Endpoint:
    return Endpoint(
        method="POST",
        path=f"{spec.api.base_path}/auth/resend-verification",
        summary="Have another link mailed by which an address is confirmed.",
        access=Access("public", reason="who waits for the mail may not be signed in"),
        behavior=Behavior(
            "other", text="make an `EmailVerification` for the account of `email`, if its address is not confirmed yet"
        ),
        body=Body(fields=(ADDRESS,)),
        responses=(Response(202, when="always, whether or not there is such an account"),),
        rate_limits=(RateLimit(3, "minute", "address"), RateLimit(5, "hour", "account")),
        idempotency=Idempotency(
            "none", reason="each request mails a new link, which ends the one before; a second mail does no harm"
        ),
        effects=(SENT,),
        criteria=criteria(
            "An address that is not confirmed answers 202, and one mail goes to it; the link before it answers 400 "
            "`verification_token_invalid` from then on.",
            "An unknown address, and one that is confirmed, answer the same 202, and no mail goes out.",
        ),
    )
