"""An account that its user ends: asked for, waited for, and then gone with what is personal."""

from groundplan.architect.designs.anchor import SIGNED_IN, with_group, with_new
from groundplan.architect.designs.resource import identity, key_to
from groundplan.architect.designs.taxonomy import criteria, with_codes, with_dependencies
from groundplan.spec.behavior import Behavior
from groundplan.spec.conventions import Conventions
from groundplan.spec.endpoint import Body, Endpoint, ErrorCase, Idempotency, RateLimit, Response, Scope
from groundplan.spec.model import Field, Index, Model, Reference, Relationship, SchemaField, Uniqueness
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import NOW, Bounds, Constraints, Type

MINE = Scope("owner", "AccountDeletion.user_id")
WRONG = ErrorCode(422, "password_wrong", "Unprocessable", "password", meaning="the password is not the caller's")
NONE = ErrorCode(
    404, "account_deletion_not_found", "NotFound", meaning="the caller has not asked for an end of the account"
)
LAST = ErrorCode(409, "last_admin", "Conflict", meaning="the caller is the last who can manage the others")


def with_account_end(spec: Spec, conventions: Conventions, days: int) -> Spec:
    """The specification in which a user ends the account, may change their mind for `days`, and is then forgotten."""
    if "AccountDeletion" in spec.models_by_name or spec.auth is None:
        return spec
    roles = bool(spec.auth.roles)
    spec = with_codes(spec, WRONG, NONE, *((LAST,) if roles else ()))
    spec = spec.with_model(_model(spec, conventions, days))
    spec = with_group(spec, "me", "each endpoint says which rows are the caller's")
    return with_dependencies(with_new(spec, "me", *_endpoints(spec, days, roles)))


def _model(spec: Spec, conventions: Conventions, days: int) -> Model:
    owned = sorted(model.name for model in spec.models if model.owner and model.owner != "id" and model.schemas)
    kept = (
        f"`{'`, `'.join(owned)}` of the user go with the account, as their foreign keys say."
        if owned
        else "No rows hang on it."
    )
    return Model(
        name="AccountDeletion",
        description="That a user wants the account to end, and when it will.",
        table="account_deletions",
        fields=(
            identity(conventions).replace(read=""),
            Field(
                "user_id",
                key_to("User", spec, conventions),
                references=Reference("User", "id", "cascade"),
                unique=Uniqueness(),
            ),
            Field("created_at", Type("datetime"), default=NOW, read="yes"),
            Field("due_at", Type("datetime"), read="yes"),
        ),
        owner="user_id",
        indexes=(Index(("due_at",)),),
        relationships=(Relationship("user", "many to one", "User", by="user_id", back="deletions"),),
        schemas=("AccountDeletionRead",),
        notes=(
            f"`due_at` is {days} days after the request; a task that runs every night deletes the accounts that are due.",
            "With the account goes everything personal in it, and every session.",
            kept,
            "Backups forget it when they run out; what the law wants kept is kept apart from the account, without its address.",
        ),
    )


def _endpoints(spec: Spec, days: int, roles: bool) -> tuple[Endpoint, ...]:
    base = f"{spec.api.base_path}/me/deletion"
    secret = SchemaField(
        "password", Type("secret"), constraints=Constraints(bounds=Bounds(1, 128)), meaning="to be sure who asks"
    )
    wrong = ErrorCase(WRONG.status, WRONG.code, WRONG.meaning)
    last = (ErrorCase(LAST.status, LAST.code, LAST.meaning),) if roles else ()
    asked = Endpoint(
        method="POST",
        path=base,
        summary="Ask for the end of the caller's account.",
        access=SIGNED_IN,
        scope=MINE,
        behavior=Behavior(
            "other", text=f"create `AccountDeletion` of the caller with `due_at` in {days} days, and end every session"
        ),
        body=Body(fields=(secret,)),
        responses=(
            Response(202, "AccountDeletionRead", when=f"asked for, or was already; the account ends in {days} days"),
        ),
        errors=(wrong, *last),
        rate_limits=(RateLimit(5, "hour", "user"),),
        idempotency=Idempotency("natural"),
        effects=(
            "After the commit, from an outbox: a mail tells the user the day and how to take it back, tried 5 times.",
        ),
        criteria=criteria(
            f"The right password answers 202 with `due_at` in {days} days, and no refresh token from before gives a new pair.",
            f"A wrong one answers 422 `{WRONG.code}`, and nothing changes; another user's account stays as it was.",
            f"The last who can manage the others answers 409 `{LAST.code}`, and the account stays." if roles else "",
        ),
    )
    taken = asked.replace(
        method="DELETE",
        summary="Take the end of the caller's account back.",
        behavior=Behavior("delete", "AccountDeletion", by_caller=True),
        body=None,
        responses=(Response(204, when="the account stays"),),
        errors=(ErrorCase(NONE.status, NONE.code, NONE.meaning),),
        effects=(),
        criteria=criteria(
            "After signing in again, 204, and the account is there after that day.",
            f"A caller who has not asked answers 404 `{NONE.code}`; another user's request stays.",
        ),
    )
    return (asked, taken)
