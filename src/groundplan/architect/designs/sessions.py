"""Sessions that their owner can see and end: all of them, or one."""

from groundplan.architect.designs.anchor import SIGNED_IN, with_new
from groundplan.architect.designs.lists import page_criteria, pages, serving
from groundplan.architect.designs.taxonomy import criteria, extended, with_codes
from groundplan.spec.behavior import Behavior
from groundplan.spec.conventions import Conventions
from groundplan.spec.endpoint import (
    Endpoint,
    ErrorCase,
    Idempotency,
    Parameter,
    RateLimit,
    Response,
    Scope,
    Sort,
    SortField,
)
from groundplan.spec.model import Field, Model
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import Bounds, Constraints, Type

MINE = Scope("owner", "RefreshToken.user_id")
LIMIT = (RateLimit(10, "minute", "user"),)
MISSING = ErrorCode(404, "session_not_found", "NotFound", meaning="no such live session, or it is another user's")


def with_end_of_all(spec: Spec) -> Spec:
    """The specification in which a user ends all sessions at once, that of the request as well."""
    if "RefreshToken" not in spec.models_by_name:
        return spec
    ended = Endpoint(
        method="POST",
        path=f"{spec.api.base_path}/auth/logout-all",
        summary="End every session of the caller, on all devices.",
        access=SIGNED_IN,
        scope=MINE,
        behavior=Behavior("revoke", "RefreshToken", by_caller=True),
        responses=(Response(204, when="all are over, also that of this request"),),
        rate_limits=LIMIT,
        idempotency=Idempotency("natural"),
        criteria=criteria(
            "204, and a refresh with any token of the caller from before answers 401; another user's still answers 200.",
            "204 with an access token from before too, until its `exp`; the session is over all the same.",
        ),
    )
    return with_new(spec, "auth", ended)


def with_sessions_shown(spec: Spec, conventions: Conventions) -> Spec:
    """The specification in which a user sees the live sessions, by device, and ends one of them."""
    model = spec.models_by_name.get("RefreshToken")
    if model is None:
        return spec
    spec = with_codes(spec.with_model(_shown(model)), MISSING)
    return with_new(spec, "auth", _list(spec, conventions), _end(spec))


def _shown(model: Model) -> Model:
    shown = {"id", "created_at", "expires_at"}
    device = Field("user_agent", Type("str"), nullable=True, constraints=Constraints(bounds=Bounds(1, 200)), read="yes")
    fields = tuple(field.replace(read="yes") if field.name in shown else field for field in model.fields)
    if model.field(device.name) is None:
        fields = (*fields, device)
    note = (
        "`user_agent` is what the client calls itself, cut after 200 characters, for its owner to know the device by."
    )
    return serving(model, "user_id", "created_at").replace(
        fields=fields, schemas=("RefreshTokenRead",), unschemed="", notes=extended(model.notes, note)
    )


def _list(spec: Spec, conventions: Conventions) -> Endpoint:
    paging = pages(conventions)
    return Endpoint(
        method="GET",
        path=f"{spec.api.base_path}/auth/sessions",
        summary="List the caller's live sessions, newest first.",
        access=SIGNED_IN,
        scope=MINE,
        behavior=Behavior("list", "RefreshToken", by_caller=True),
        responses=(
            Response(
                200, "RefreshTokenRead", "page", when="always; only the live link of each chain, without its token"
            ),
        ),
        pagination=paging,
        sort=Sort((SortField("created_at", default=True, descending=True),), "id"),
        rate_limits=LIMIT,
        criteria=criteria(
            f"With {paging.size + 5} live sessions, 200 brings {paging.size}, newest first, with `user_agent` and without a token.",
            *page_criteria(paging, spec),
            "Sessions that have ended, and another user's, never appear and never count.",
        ),
    )


def _end(spec: Spec) -> Endpoint:
    key = Parameter(
        "session_id", "path", spec.models_by_name["RefreshToken"].primary_key[0].type, True, meaning="the session"
    )
    return Endpoint(
        method="DELETE",
        path=f"{spec.api.base_path}/auth/sessions/{{session_id}}",
        summary="End one of the caller's sessions.",
        access=SIGNED_IN,
        scope=MINE,
        behavior=Behavior("revoke", "RefreshToken", by=("session_id",), by_caller=True),
        parameters=(key,),
        responses=(Response(204, when="it is over"),),
        errors=(ErrorCase(MISSING.status, MISSING.code, MISSING.meaning),),
        rate_limits=LIMIT,
        criteria=criteria(
            "204, and a refresh with its token answers 401; the other sessions go on.",
            f"The id of another user's session answers 404 `{MISSING.code}`, as an unknown one does.",
        ),
    )
