"""A row of one organisation points at nothing of another, and a try is answered as if the other were not there.

A foreign key holds between tables and knows no organisations. An assignee, a member or a parent whose id a client sends
must be looked up inside of the caller's own; a refusal of its own would tell that the id is somebody's.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.auth.objects import bound_by_access, keys_in_body, speaks_of
from groundplan.checks.rules.errors.rows import with_case
from groundplan.checks.rules.testability.criteria import with_endpoints
from groundplan.spec.effective import model_of
from groundplan.spec.endpoint import Endpoint, ErrorCase
from groundplan.spec.model import Model, Reference
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec


def _told(spec: Spec) -> Spec:
    """The specification in which an id of another organisation is answered, where one code is for that."""
    return with_endpoints(spec, lambda endpoint: _with_rows(endpoint, spec))


def _with_rows(endpoint: Endpoint, spec: Spec) -> Endpoint:
    for field, target in tuple(_untold(endpoint, spec)):
        codes = _codes(field, target, spec)
        # The row of one field can speak of its model, and so of another one too.
        if len(codes) == 1 and not _said(endpoint, field, target):
            when = f"`{field}` is unknown, or of another organisation"
            endpoint = with_case(endpoint, ErrorCase(codes[0].status, codes[0].code, when))
    return endpoint


def _codes(field: str, target: Model, spec: Spec) -> list[ErrorCode]:
    """The codes of the taxonomy for a wrong value of this field, or else for a row of its model that is not there."""
    known = [code for code in spec.errors.codes if code.status in (404, 422)]
    rows = [c for c in known if c.status == 404 and c.code.replace("_", "").startswith(target.name.lower())]
    return [code for code in known if code.field == field] or rows


@rule(
    "TN006",
    severity="error",
    hears="endpoint",
    bad="| 403 | `assignee_foreign` | `assignee_id` is no member of the organisation |",
    good="| 422 | `assignee_not_found` | `assignee_id` is no member of the organisation, or nobody |",
    source="OWASP Multi-Tenant Security Cheat Sheet, §3; OWASP API1:2023",
    fix=_told,
)
def cross_scope_reference(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    for field, _, _ in keys_in_body(endpoint, spec):
        if (case := _refused(endpoint, field)) is not None:
            yield Fault(
                at=endpoint.address / f"error {case.status} {case.code}",
                message=f"403 tells that the row which `{field}` names exists",
                mend="answer it as an id that nobody has: 404 or 422, with the same code",
            )
    for field, target in _untold(endpoint, spec):
        yield Fault(
            at=endpoint.address / "request body",
            message=f"`{field}` can name a `{target.name}` of another organisation",
            mend=f"add an error row for a `{field}` that is unknown or of another organisation, answered alike",
        )


def _refused(endpoint: Endpoint, field: str) -> ErrorCase | None:
    """The 403 that speaks of a field."""
    return next((case for case in endpoint.errors if case.status == 403 and f"`{field}`" in case.when), None)


def _untold(endpoint: Endpoint, spec: Spec) -> Iterator[tuple[str, Model]]:
    """The fields that can name a row of another organisation, each with its model, where no answer to that is said."""
    if (model := model_of(endpoint, spec)) is None:
        return
    for field, key, target in keys_in_body(endpoint, spec):
        if _refused(endpoint, field) or not _crosses(endpoint, model, key, target, spec):
            continue
        if not _said(endpoint, field, target):
            yield field, target


def _crosses(endpoint: Endpoint, model: Model, key: Reference, target: Model, spec: Spec) -> bool:
    """Whether the row may be another organisation's; callers without a role are the matter of AU005."""
    if not model.tenant:
        return False
    account = not target.tenant and target.owner == key.field
    return account or (bool(target.tenant) and bound_by_access(endpoint, spec))


def _said(endpoint: Endpoint, field: str, target: Model) -> bool:
    return speaks_of(endpoint, field, target.name)
