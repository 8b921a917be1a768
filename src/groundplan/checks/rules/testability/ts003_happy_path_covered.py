"""Every endpoint has a criterion for the case in which it does its work.

Errors alone can all be tested on an endpoint that does nothing else. One criterion names the success, or what is there
afterwards.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.testability.criteria import STATUS, with_endpoints
from groundplan.spec.effective import success
from groundplan.spec.endpoint import Criterion, Endpoint
from groundplan.spec.spec import Spec


def _covered(endpoint: Endpoint) -> bool:
    """Whether a criterion names a success status, or no error at all: then it is about what happened."""
    succeeds = {str(response.status) for response in endpoint.responses}
    for criterion in endpoint.criteria:
        statuses = set(STATUS.findall(criterion.text))
        if statuses & succeeds or not (any(s[0] in "45" for s in statuses) or _names_error(criterion, endpoint)):
            return True
    return False


def _names_error(criterion: Criterion, endpoint: Endpoint) -> bool:
    return any(f"`{case.code}`" in criterion.text for case in endpoint.errors)


def _generated(spec: Spec) -> Spec:
    """A criterion for each success that has none, from the row that promises it."""
    return with_endpoints(spec, lambda endpoint: endpoint if _covered(endpoint) else _with_success(endpoint))


def _with_success(endpoint: Endpoint) -> Endpoint:
    answer = success(endpoint)
    if answer is None or not 200 <= answer.status < 400:
        return endpoint
    shape = {"one": "", "page": "a page of ", "list": "a list of "}[answer.shape]
    body = f" with {shape}`{answer.schema}`" if answer.schema else ""
    text = f"A valid request answers {answer.status}{body}."
    return endpoint.replace(criteria=(Criterion(text), *endpoint.criteria))


@rule(
    "TS003",
    severity="error",
    hears="endpoint",
    bad="- [ ] An invalid body answers 400 `validation_error`.",
    good="- [ ] A valid body answers 201 with `UserRead`, and no password or hash is in it.",
    source="ISO/IEC/IEEE 29148 §5.2.5, verifiable",
    fix=_generated,
)
def happy_path_covered(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    if not _covered(endpoint):
        answer = success(endpoint)
        status = f"{answer.status}" if answer is not None else "its success"
        yield Fault(
            at=endpoint.address,
            message=f"no criterion of `{endpoint.address}` shows that it works",
            mend=f"add one that ends in {status}, or in what is there afterwards",
        )
