"""For every endpoint it follows what each kind of caller is answered: a stranger, each role, the owner, another owner.

Who may call and whose rows are reached are two facts, and together they give every cell of that table. Where one is
missing, or the two contradict each other, somebody decides the cell alone, and it is seldom decided the same way twice.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.auth.objects import ids_in
from groundplan.checks.rules.testability.criteria import OTHERS
from groundplan.spec.address import API, AUTH, Address
from groundplan.spec.effective import access_of, all_errors, model_of, scope_of
from groundplan.spec.endpoint import Access, Endpoint, Scope
from groundplan.spec.spec import Spec

REACHING = ("list", "read", "update", "replace", "delete", "restore", "move")


def _in_endpoint(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    access, scope = access_of(endpoint, spec), scope_of(endpoint, spec)
    # What a router alone says is its own fault.
    if (endpoint.access is not None or endpoint.scope is not None) and _reaches_rows(endpoint, spec):
        yield from _nobody(endpoint.address, access, scope)
    if spec.api.hidden_rows != 403 or access is None or not access.secured:
        return
    listed = {case.status for case in all_errors(endpoint, spec)}
    if _hides(endpoint, scope) and 403 not in listed:
        yield Fault(
            at=endpoint.address,
            message=f"another owner's row answers 403 in this API, and `{endpoint.address}` lists no 403",
            mend="add a row with 403 and its code",
        )


@rule(
    "AU004",
    severity="error",
    hears="spec",
    bad="- **Auth**: public; a board on the wall\n- **Scope**: owner, `Task.user_id`",
    good="- **Auth**: authenticated\n- **Scope**: owner, `Task.user_id`",
    source="OWASP API1:2023, API5:2023",
    endpoints=_in_endpoint,
)
def permission_matrix_total(spec: Spec) -> Iterator[Fault]:
    for router in spec.routers:
        yield from _nobody(router.address, router.access, router.scope)
    for permission in spec.auth.permissions if spec.auth is not None else ():
        if not permission.roles:
            yield Fault(
                at=AUTH / f"permission {permission.name}",
                message=f"nothing says which roles have the permission `{permission.name}`",
                mend="name them in its last cell",
            )
    open_ = next((e for e in spec.endpoints if _says_nothing(e, spec)), None) if not spec.api.hidden_rows else None
    if open_ is not None:
        yield Fault(
            at=API,
            message=f"nothing says what another owner's row answers, at `{open_.address}` for one",
            mend="add `- **Another user's row**: 404, as if it did not exist`",
        )


def _nobody(at: Address, access: Access | None, scope: Scope | None) -> Iterator[Fault]:
    if access is not None and access.kind == "public" and scope is not None and scope.kind != "none":
        who = "owner" if scope.kind == "owner" else "organisation"
        yield Fault(
            at=at / "auth",
            message=f"everybody may call, only the {who} reaches a row, and a stranger is neither",
            mend="secure it, or say `- **Scope**: none` and why",
        )


def _reaches_rows(endpoint: Endpoint, spec: Spec) -> bool:
    """Whether the endpoint works on rows that are there and belong to somebody."""
    model, behavior = model_of(endpoint, spec), endpoint.behavior
    owned = model is not None and bool(model.owner or model.tenant)
    return owned and behavior is not None and behavior.verb in REACHING


def _hides(endpoint: Endpoint, scope: Scope | None) -> bool:
    """Whether a caller can name a row of somebody else."""
    return scope is not None and scope.kind != "none" and bool(ids_in(endpoint))


def _says_nothing(endpoint: Endpoint, spec: Spec) -> bool:
    if not _hides(endpoint, scope_of(endpoint, spec)):
        return False
    texts = (*(case.when for case in endpoint.errors), *(item.text for item in endpoint.criteria), *endpoint.notes)
    return not any(OTHERS.search(text) for text in texts)
