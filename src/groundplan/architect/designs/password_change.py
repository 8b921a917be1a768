"""A password that its user changes while signed in."""

from groundplan.architect.designs.anchor import SIGNED_IN, person_anchor, with_new
from groundplan.architect.designs.taxonomy import criteria, invalid, with_codes
from groundplan.spec.behavior import Behavior
from groundplan.spec.conventions import Conventions
from groundplan.spec.endpoint import Body, Endpoint, ErrorCase, Idempotency, RateLimit, Response
from groundplan.spec.model import SchemaField
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import Bounds, Constraints, Type

WRONG = ErrorCode(
    422, "current_password_wrong", "Unprocessable", "current_password", meaning="the password is not the caller's"
)


def with_password_change(spec: Spec, conventions: Conventions) -> Spec:
    """The specification in which who knows a password can change it (OWASP Authentication Cheat Sheet, change password)."""
    person = person_anchor(spec)
    if person is None or spec.auth is None:
        return spec
    return with_new(with_codes(spec, WRONG), "auth", _changed(spec, conventions).replace(scope=person.scope))


def _changed(spec: Spec, conventions: Conventions) -> Endpoint:
    length = Constraints(bounds=Bounds(conventions.password_min, 128))
    kept = spec.auth is not None and spec.auth.token("refresh") is not None
    return Endpoint(
        method="POST",
        path=f"{spec.api.base_path}/auth/change-password",
        summary="Change the caller's password.",
        access=SIGNED_IN,
        behavior=Behavior(
            "other",
            text="check `current_password` against `User.password_hash`, set it anew from `password`"
            + (", and end every session of the caller but that of the token's `jti`" if kept else ""),
        ),
        body=Body(
            fields=(
                SchemaField(
                    "current_password",
                    Type("secret"),
                    constraints=Constraints(bounds=Bounds(1, 128)),
                    meaning="to be sure who asks",
                ),
                SchemaField("password", Type("secret"), constraints=length, meaning="the new one"),
            )
        ),
        responses=(Response(204, when="changed; every other session has ended" if kept else "changed"),),
        errors=(ErrorCase(WRONG.status, WRONG.code, WRONG.meaning),),
        rate_limits=(RateLimit(5, "minute", "user"),),
        idempotency=Idempotency(
            "none",
            reason="a second one is refused, since the current password is no longer what it was, and no second mail goes out",
        ),
        effects=(
            "After the commit, from an outbox: a mail tells the user that the password has changed, tried 5 times.",
        ),
        criteria=criteria(
            "The right `current_password` answers 204; the new one signs in, the old one answers 401 `invalid_credentials`.",
            "After 204 a refresh with a token of another device answers 401, and one with this session's still answers 200."
            if kept
            else "",
            f"A wrong one answers 422 `{WRONG.code}`, and nothing changes; another user's password stays as it was.",
            f"A password that is too short answers {invalid(spec)} with `field` = `password`.",
        ),
    )
