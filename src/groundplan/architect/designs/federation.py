"""Signing in with an account of somebody else: authorization code with PKCE, state and nonce (OpenID Connect, RFC 9700 §2.1.1)."""

from groundplan.architect.designs.anchor import with_new
from groundplan.architect.designs.choices import with_storage_told
from groundplan.architect.designs.mailed_tokens import DIGEST
from groundplan.architect.designs.resource import identity, key_to
from groundplan.architect.designs.taxonomy import criteria, extended, with_codes, with_dependencies
from groundplan.spec.behavior import Behavior
from groundplan.spec.conventions import Conventions
from groundplan.spec.endpoint import Access, Body, Endpoint, ErrorCase, Idempotency, RateLimit, Response
from groundplan.spec.model import Field, Model, Reference, Relationship, Schema, SchemaField, Uniqueness, UniqueTogether
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import NOW, Bounds, Constraints, Type

STATE = ErrorCode(
    400, "oidc_state_invalid", "Invalid", "state", meaning="unknown, older than 10 minutes, or used before"
)
REFUSED = ErrorCode(401, "oidc_refused", "NotAuthenticated", meaning="the provider did not vouch for the user")
CLASH = ErrorCode(
    409,
    "account_link_conflict",
    "Conflict",
    meaning="an account has that address, which is not confirmed",
)
NO_STORE = ("Cache-Control",)
OPAQUE = Constraints(bounds=Bounds(1, 512))


def with_federation(spec: Spec, providers: tuple[str, ...], conventions: Conventions) -> Spec:
    """The specification in which people sign in with accounts of these providers; it has accounts of its own."""
    if spec.auth is None:
        return spec
    known = spec.models_by_name.get("Identity")
    if known is not None:
        return _wider(spec, known, providers)
    spec = with_codes(spec, STATE, REFUSED, CLASH)
    spec = spec.with_model(_identity(spec, providers, conventions)).with_model(_attempt(providers, conventions))
    where = Constraints(bounds=Bounds(1, 2_048))
    url = SchemaField("authorization_url", Type("url"), constraints=where, meaning="where the browser goes")
    spec = spec.with_schema(Schema("SignInBegun", "Where a sign-in with a provider goes on.", (url,)))
    return with_storage_told(with_dependencies(with_new(spec, "auth", *_endpoints(spec, providers))))


def _wider(spec: Spec, known: Model, providers: tuple[str, ...]) -> Spec:
    """The specification whose identities may be of these providers as well."""
    for model in (known, spec.models_by_name.get("SignInAttempt")):
        field = model.field("provider") if model is not None else None
        if model is None or field is None or field.type is None:
            continue
        wider = field.replace(type=field.type.replace(values=extended(field.type.values, *providers)))
        spec = spec.with_model(model.replace(fields=tuple(wider if f.name == "provider" else f for f in model.fields)))
    for endpoint in tuple(spec.endpoints):
        if endpoint.path.endswith("/auth/oidc/start") and endpoint.body is not None:
            fields = tuple(
                f.replace(type=f.type.replace(values=extended(f.type.values, *providers)))
                if f.name == "provider" and f.type
                else f
                for f in endpoint.body.fields
            )
            told = endpoint.replace(body=endpoint.body.replace(fields=fields))
            spec = spec.with_endpoint(told, spec.router_by_endpoint[endpoint.address].name)
    return spec


def _offering(field: SchemaField, providers: tuple[str, ...]) -> SchemaField:
    """The field that names the provider, with these as well."""
    if field.name != "provider" or field.type is None:
        return field
    return field.replace(type=field.type.replace(values=extended(field.type.values, *providers)))


def _identity(spec: Spec, providers: tuple[str, ...], conventions: Conventions) -> Model:
    return Model(
        name="Identity",
        description="An account elsewhere that signs a user in here.",
        table="identities",
        fields=(
            identity(conventions).replace(read=""),
            Field(
                "user_id",
                key_to("User", spec, conventions),
                references=Reference("User", "id", "cascade"),
                indexed=True,
            ),
            Field("provider", Type("enum", values=providers)),
            Field("subject", Type("str"), constraints=Constraints(bounds=Bounds(1, 255))),
            Field("created_at", Type("datetime"), default=NOW),
        ),
        owner="user_id",
        uniques=(UniqueTogether(("provider", "subject")),),
        relationships=(Relationship("user", "many to one", "User", by="user_id", back="identities"),),
        schemas=(),
        unschemed="no row ever leaves the server",
        notes=(
            "`subject` is the provider's `sub`, unique globally with `provider`; an address is no identity, since it changes hands.",
            "A user who only signs in elsewhere has a `password_hash` that no password fits.",
        ),
    )


def _attempt(providers: tuple[str, ...], conventions: Conventions) -> Model:
    return Model(
        name="SignInAttempt",
        description="A sign-in that has gone to a provider and is not back yet.",
        table="sign_in_attempts",
        fields=(
            identity(conventions).replace(read=""),
            Field("provider", Type("enum", values=providers)),
            Field("state_hash", Type("bytes"), constraints=DIGEST, unique=Uniqueness(), sensitivity="secret"),
            Field("nonce", Type("bytes"), constraints=DIGEST, sensitivity="secret"),
            Field("code_verifier", Type("bytes"), constraints=DIGEST, sensitivity="secret"),
            Field("created_at", Type("datetime"), default=NOW, indexed=True),
        ),
        shared="nobody, since no endpoint shows a row",
        schemas=(),
        unschemed="no row ever leaves the server",
        notes=("Deleted when it is used, and 10 minutes after it was made.",),
    )


def _endpoints(spec: Spec, providers: tuple[str, ...]) -> tuple[Endpoint, Endpoint]:
    base = f"{spec.api.base_path}/auth/oidc"
    begin = Endpoint(
        method="POST",
        path=f"{base}/start",
        summary="Begin to sign in with an account elsewhere.",
        access=Access("public", reason="signing in comes before having a token"),
        behavior=Behavior("other", text="make a `SignInAttempt` with `state`, `nonce` and a PKCE verifier"),
        body=Body(fields=(SchemaField("provider", Type("enum", values=providers), meaning="with which account"),)),
        responses=(Response(200, "SignInBegun", headers=NO_STORE, when="begun; `Cache-Control: no-store`"),),
        rate_limits=(RateLimit(10, "minute", "address"),),
        idempotency=Idempotency("none", reason="each request begins a sign-in of its own"),
        criteria=criteria(
            f"`provider` = `{providers[0]}` answers 200 with a URL that carries `state`, `nonce` and `code_challenge`.",
        ),
    )
    end = Endpoint(
        method="POST",
        path=f"{base}/callback",
        summary="Go on with what the provider has sent back.",
        access=Access("public", reason="the state and the code are the proof"),
        behavior=Behavior("sign in", "Identity", by=("state", "code")),
        notes=(
            "The attempt of `state` is spent in one statement, and `code` exchanged with its verifier.",
            "Of the ID token the signature, issuer, audience, time and `nonce` are verified.",
        ),
        body=Body(
            fields=(
                SchemaField("state", Type("secret"), constraints=OPAQUE, meaning="as it came back"),
                SchemaField("code", Type("secret"), constraints=OPAQUE, meaning="as it came back"),
            )
        ),
        responses=(Response(200, "TokenPair", headers=NO_STORE, when="signed in; `Cache-Control: no-store`"),),
        errors=tuple(ErrorCase(code.status, code.code, code.meaning) for code in (STATE, REFUSED, CLASH)),
        rate_limits=(RateLimit(10, "minute", "address"),),
        idempotency=Idempotency("none", reason="the state is spent by its first use"),
        criteria=criteria(
            "A known identity answers 200 with `TokenPair` of its user; an unknown one makes a user once.",
            "A confirmed address that an account has answers 200 for that account, and ties the identity to it.",
            f"One that is not confirmed and that an account has answers 409 `{CLASH.code}`, and nothing is tied.",
            f"A `state` that is unknown, used or older than 10 minutes answers 400 `{STATE.code}`.",
            f"A `code` that is refused, and an ID token with a wrong `nonce` or signature, answer 401 `{REFUSED.code}`.",
        ),
    )
    return begin, end
