"""What an endpoint takes and guards implies errors, and it declares them.

FastAPI documents none of 401, 403, 404, 409 and 500 by itself. An error that is not specified is answered in whatever
shape the framework or the database has at hand.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.errors.rows import with_case
from groundplan.checks.rules.testability.criteria import with_endpoints
from groundplan.spec.address import ERRORS
from groundplan.spec.api import Applies
from groundplan.spec.effective import fits
from groundplan.spec.endpoint import Endpoint, ErrorCase
from groundplan.spec.spec import Spec


def _missing(endpoint: Endpoint, spec: Spec) -> ErrorCase | None:
    """The 404 that the taxonomy has for the endpoint's model, if it lacks one."""
    if not endpoint.path_names or any(case.status == 404 for case in endpoint.errors) or endpoint.behavior is None:
        return None
    wanted = [
        known
        for known in spec.errors.codes
        if known.status == 404 and known.code.replace("_", "").startswith(endpoint.behavior.model.lower() or " ")
    ]
    return ErrorCase(404, wanted[0].code, wanted[0].meaning) if len(wanted) == 1 else None


def _completed(spec: Spec) -> Spec:
    """The specification in which each endpoint of one row has its 404."""
    return with_endpoints(
        spec, lambda endpoint: endpoint if (new := _missing(endpoint, spec)) is None else with_case(endpoint, new)
    )


@rule(
    "ER004",
    severity="error",
    hears="spec",
    bad="| 200 | `TaskRead` | found |",
    good="| 200 | `TaskRead` | found |\n| 404 | `task_not_found` | no such task, or it is another user's |",
    source="OWASP API8:2023; RFC 9110 §15.5",
    fix=_completed,
)
def implied_errors_declared(spec: Spec) -> Iterator[Fault]:
    owed = tuple(_owed_conditions(spec))
    lacking: dict[tuple[Applies, int], Endpoint] = {}
    for endpoint in spec.endpoints:
        for condition, status in owed:
            if (condition, status) not in lacking and fits(condition, endpoint, spec):
                lacking[condition, status] = endpoint
        yield from _own(endpoint)
    for (_, status), endpoint in lacking.items():
        message = f"no common error answers {status}, and `{endpoint.address}` can answer it"
        yield Fault(message, f"add a row with {status} to the common errors", ERRORS)


def _owed_conditions(spec: Spec) -> Iterator[tuple[Applies, int]]:
    """Conditions under which a status is owed, and that no common error covers."""
    covered = {(condition, error.status) for error in spec.errors.common for condition in error.applies}
    invalid = spec.api.invalid_input or 400
    needed: tuple[tuple[Applies, int], ...] = (
        ("secured", 401), ("roles", 403), ("input", invalid), ("limited", 429), ("all", 500),
    )  # fmt: skip
    for condition, status in needed:
        if (condition, status) not in covered and ("all", status) not in covered:
            yield condition, status


def _own(endpoint: Endpoint) -> Iterator[Fault]:
    """Errors that only the endpoint itself can name."""
    statuses = {case.status for case in endpoint.errors}
    if endpoint.path_names and 404 not in statuses:
        message = "the path takes an id, and no 404 says what an unknown one answers"
        yield Fault(message, "add a row with 404 and its code", endpoint.address)
    idempotency = endpoint.idempotency
    if idempotency is not None and idempotency.kind == "key" and not statuses & {409, 422}:
        message = "a key can come again with another body, and no error says what that answers"
        yield Fault(message, "add a row with 422 `idempotency_key_reused`", endpoint.address / "idempotency")
    if endpoint.precondition is not None and 412 not in statuses:
        message = "`If-Match` can fail, and no 412 is listed"
        yield Fault(message, "add a row with 412", endpoint.address / "precondition")
