"""The taxonomy has a code for every status that the API can answer.

500 and the status of invalid input always; 401 as soon as something is secured, 403 where a role guards, 404 where a path
takes an id, 409 where something is unique. An API that has none of these needs none of the codes.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import ERRORS
from groundplan.spec.effective import fits
from groundplan.spec.model import Model
from groundplan.spec.spec import Spec


def _missing(declared: set[int], spec: Spec) -> Iterator[tuple[int, str]]:
    """The statuses that need a code and have none, with the reason."""
    invalid = spec.api.invalid_input or 400
    if invalid not in declared:
        yield invalid, "input can be invalid"
    if 401 not in declared and any(fits("secured", endpoint, spec) for endpoint in spec.endpoints):
        yield 401, "some endpoints are secured"
    if 403 not in declared and any(fits("roles", endpoint, spec) for endpoint in spec.endpoints):
        yield 403, "some endpoints name a role"
    if 404 not in declared and any(endpoint.path_names for endpoint in spec.endpoints):
        yield 404, "some paths take an id"
    if 409 not in declared and any(_refuses_equals(model) for model in spec.models):
        yield 409, "some values are unique"
    if 500 not in declared:
        yield 500, "anything can fail"


def _refuses_equals(model: Model) -> bool:
    return bool(model.uniques) or any(field.unique and field.create for field in model.fields)


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
    missing = dict(sorted(_missing(declared, spec)))
    if not declared:
        listed = ", ".join(map(str, missing))
        yield Fault(f"no error is declared for the whole API, and {listed} can be answered", mend, ERRORS)
        return
    for status, why in missing.items():
        yield Fault(f"no code has the status {status}, and {why}", mend, ERRORS)
