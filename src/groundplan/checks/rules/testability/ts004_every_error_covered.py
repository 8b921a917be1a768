"""Every error that is promised is in a criterion.

An error that nobody provokes is answered in the end by whatever the framework does. The condition of the error says how
to provoke it, so the criterion is little more than that sentence.
"""

from collections.abc import Iterable, Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.testability.criteria import answers, is_named, names_in, with_endpoints
from groundplan.spec.address import ERRORS
from groundplan.spec.endpoint import Criterion, Endpoint, ErrorCase
from groundplan.spec.outcome import CommonError
from groundplan.spec.spec import Spec


def _owed(endpoint: Endpoint) -> Iterator[ErrorCase]:
    """The errors of an endpoint's own that its criteria do not name."""
    if endpoint.errors:
        named = names_in(endpoint.criteria)
        yield from (case for case in endpoint.errors if case.status != 500 and case.code and case.code not in named)


def _owed_in_common(spec: Spec) -> Iterator[CommonError]:
    """The common errors that no criterion names; those of authentication have a rule of their own."""
    for error in spec.errors.common:
        strangers = {"secured", "roles"} & {*error.applies}
        if error.status < 500 and error.code and not strangers and not is_named(error.code, spec):
            yield error


def _criteria(owed: Iterable[ErrorCase | CommonError]) -> tuple[Criterion, ...]:
    return tuple(answers(error.when, error.status, error.code) for error in owed if error.when)


def _generated(spec: Spec) -> Spec:
    spec = with_endpoints(
        spec, lambda endpoint: endpoint.replace(criteria=(*endpoint.criteria, *_criteria(_owed(endpoint))))
    )
    common = _criteria(_owed_in_common(spec))
    return spec.replace(errors=spec.errors.replace(criteria=(*spec.errors.criteria, *common))) if common else spec


def _uncovered(endpoint: Endpoint, _: Spec) -> Iterator[Fault]:
    for case in _owed(endpoint):
        yield Fault(
            at=endpoint.address / f"error {case.status} {case.code}",
            message=f"no criterion of `{endpoint.address}` names `{case.code}`",
            mend=f"add one that ends in {case.status} `{case.code}`",
        )


@rule(
    "TS004",
    severity="error",
    hears="spec",
    bad="- [ ] A second account with the same `email` in another letter case is refused.",
    good="- [ ] A second account with the same `email` in another letter case answers 409 `email_taken`, also at the same moment.",
    source="ISO/IEC/IEEE 29148 §5.2.6, complete",
    endpoints=_uncovered,
    fix=_generated,
)
def every_error_covered(spec: Spec) -> Iterator[Fault]:
    for error in _owed_in_common(spec):
        yield Fault(
            at=ERRORS / f"common {error.status} {error.code}",
            message=f"no criterion names `{error.code}`",
            mend=f"add one that ends in {error.status} `{error.code}`, here or at an endpoint that answers it",
        )
