"""The taxonomy has a code for every status that the API can answer.

500 and the status of invalid input always; 401 as soon as something is secured, 403 where a role guards, 404 where a path
takes an id, 409 where something is unique. An API that has none of these needs none of the codes.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import ERRORS
from groundplan.spec.effective import access_of
from groundplan.spec.spec import Spec


def _needed(spec: Spec) -> dict[int, str]:
    """The statuses that need a code, with the reason."""
    needed = {500: "anything can fail", spec.api.invalid_input or 400: "input can be invalid"}
    accesses = [access for endpoint in spec.endpoints if (access := access_of(endpoint, spec)) is not None]
    if any(access.secured for access in accesses):
        needed[401] = "some endpoints are secured"
    if any(access.kind in ("roles", "permissions") for access in accesses):
        needed[403] = "some endpoints name a role"
    if any(endpoint.path_names for endpoint in spec.endpoints):
        needed[404] = "some paths take an id"
    if any(model.uniques or any(f.unique and f.create for f in model.fields) for model in spec.models):
        needed[409] = "some values are unique"
    return needed


@rule(
    "ER002",
    severity="error",
    hears="spec",
    bad="| 503 | `internal_error` | all |",
    good="| 500 | `internal_error` | all |",
    source="AIP-193",
)
def taxonomy_complete(spec: Spec) -> Iterator[Fault]:
    if not any(True for _ in spec.endpoints):
        return
    declared = {known.status for known in spec.errors.codes} | {common.status for common in spec.errors.common}
    mend = "add a row to the common errors or to the codes"
    missing = {status: why for status, why in sorted(_needed(spec).items()) if status not in declared}
    if not declared:
        listed = ", ".join(map(str, missing))
        yield Fault(f"no error is declared for the whole API, and {listed} can be answered", mend, ERRORS)
        return
    for status, why in missing.items():
        yield Fault(f"no code has the status {status}, and {why}", mend, ERRORS)
