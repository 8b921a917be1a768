"""A row of one organisation points at nothing of another, and a try is answered as if the other were not there.

A foreign key holds between tables and knows no organisations. An assignee, a member or a parent whose id a client sends
must be looked up inside of the caller's own; a refusal of its own would tell that the id is somebody's.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.auth.objects import bound_by_access, keys_in_body, speaks_of
from groundplan.spec.effective import model_of
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import Model, Reference
from groundplan.spec.spec import Spec


@rule(
    "TN006",
    severity="error",
    hears="endpoint",
    bad="| 403 | `assignee_foreign` | `assignee_id` is no member of the organisation |",
    good="| 422 | `assignee_not_found` | `assignee_id` is no member of the organisation, or nobody |",
    source="OWASP Multi-Tenant Security Cheat Sheet, §3; OWASP API1:2023",
)
def cross_scope_reference(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    model = model_of(endpoint, spec)
    for field, key, target in keys_in_body(endpoint, spec):
        told = next((case for case in endpoint.errors if case.status == 403 and f"`{field}`" in case.when), None)
        if told is not None:
            yield Fault(
                at=endpoint.address / f"error {told.status} {told.code}",
                message=f"403 tells that the row which `{field}` names exists",
                mend="answer it as an id that nobody has: 404 or 422, with the same code",
            )
        elif model is not None and _crosses(endpoint, model, key, target, spec) and not _said(endpoint, field, target):
            yield Fault(
                at=endpoint.address / "request body",
                message=f"`{field}` can name a `{target.name}` of another organisation",
                mend=f"add an error row for a `{field}` that is unknown or of another organisation, answered alike",
            )


def _crosses(endpoint: Endpoint, model: Model, key: Reference, target: Model, spec: Spec) -> bool:
    """Whether the row may be another organisation's; callers without a role are the matter of AU005."""
    if not model.tenant:
        return False
    account = not target.tenant and target.owner == key.field
    return account or (bool(target.tenant) and bound_by_access(endpoint, spec))


def _said(endpoint: Endpoint, field: str, target: Model) -> bool:
    return speaks_of(endpoint, field, target.name)
