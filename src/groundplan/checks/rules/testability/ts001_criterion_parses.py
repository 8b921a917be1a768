"""A criterion names what is done and what is then seen.

"Errors are handled well" cannot fail, so it is no criterion. What can be seen is a status, a code, a field, a number, or
that something appears, stays or is gone; and it is seen after something was sent or some state was given.
"""

import re
from collections.abc import Iterable, Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.testability.criteria import SEEN, address_of, endpoint_criteria, shared_criteria
from groundplan.spec.address import Address
from groundplan.spec.endpoint import Criterion
from groundplan.spec.spec import Spec

ANSWERS = Pattern(r"\W*(?:answer|return)(?:s|ed)?\b|\W*[1-5]\d\d\b", re.IGNORECASE)
GIVEN = Pattern(r"\b(?:after|at|before|for|given|if|once|to|when|where|while|with|without)\b", re.IGNORECASE)


@rule(
    "TS001",
    severity="error",
    hears="spec",
    bad="- [ ] Wrong limits are handled properly.",
    good="- [ ] `?limit=101` answers 400 `validation_error` with `field` = `limit`.",
    source="Mavin, EARS; ISO/IEC/IEEE 29148 §5.2.5, verifiable",
    endpoints=lambda endpoint, _: _vague(endpoint_criteria(endpoint)),
)
def criterion_parses(spec: Spec) -> Iterator[Fault]:
    yield from _vague(shared_criteria(spec))


def _vague(criteria: Iterable[tuple[Address, Criterion]]) -> Iterator[Fault]:
    for element, criterion in criteria:
        if SEEN.search(criterion.text) is None:
            yield Fault(
                at=address_of(element, criterion),
                message="the criterion names nothing that can be seen",
                mend="name the status, the code, the field or the number that a test can compare",
            )
        elif ANSWERS.match(criterion.text) and GIVEN.search(criterion.text) is None:
            yield Fault(
                at=address_of(element, criterion),
                message="the criterion does not say what is sent",
                mend="begin with the request or the state: `A body without …`, `When …`",
            )
