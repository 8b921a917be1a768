"""Every acceptance criterion of a specification, and what criteria speak of."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from groundplan.spec.address import AUTH, ERRORS, ROUTING, Address
from groundplan.spec.endpoint import Criterion, Endpoint
from groundplan.spec.spec import Spec

WORD = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
STATUS = re.compile(r"(?<![\w./-])[1-5]\d\d(?![\w%/-])")
OTHERS = re.compile(
    r"\b(?:an)?other\b|\bothers\b|\bforeign\b|\bsomeone else|\b(?:nobody|anyone) else|\belse's\b|\bstranger"
    r"|\bonly (?:the caller's|their own|its own|own)\b|\bnot (?:theirs|the caller's)\b",
    re.IGNORECASE,
)


def all_criteria(spec: Spec) -> Iterator[tuple[Address, Criterion]]:
    """Each criterion, with the address at which it stands."""
    for endpoint in spec.endpoints:
        if endpoint.criteria:
            yield from _addressed(endpoint.address, endpoint.criteria)
    yield from shared_criteria(spec)
    for migration in spec.migrations:
        yield from _addressed(migration.address, migration.criteria)


def shared_criteria(spec: Spec) -> Iterator[tuple[Address, Criterion]]:
    """The criteria on what endpoints share: errors, authentication, routing."""
    yield from _addressed(ERRORS, spec.errors.criteria)
    if spec.auth is not None:
        yield from _addressed(AUTH, spec.auth.criteria)
    yield from _addressed(ROUTING, spec.routing.criteria)


def _addressed(element: Address, criteria: Iterable[Criterion]) -> Iterator[tuple[Address, Criterion]]:
    for criterion in criteria:
        yield element / f"criterion 1 {criterion.text}", criterion


def names_in(criteria: Iterable[Criterion]) -> set[str]:
    """Every lower-case name that criteria mention: codes, fields, and also plain words."""
    return set(WORD.findall(" ".join(criterion.text for criterion in criteria)))


def speaks_of_others(criteria: Iterable[Criterion]) -> bool:
    """Whether a criterion says what becomes of rows that are not the caller's."""
    return any(OTHERS.search(criterion.text) for criterion in criteria)


def is_named(code: str, spec: Spec) -> bool:
    """Whether any criterion of what endpoints share, or of an endpoint, names a code."""
    shared = (criterion for _, criterion in shared_criteria(spec))
    every = chain(shared, (criterion for endpoint in spec.endpoints for criterion in endpoint.criteria))
    return any(code in criterion.text and code in names_in((criterion,)) for criterion in every)


def answers(when: str, status: int, code: str) -> Criterion:
    """The criterion that a condition is answered by an error; what follows a semicolon is not its condition."""
    return Criterion(f"When {when.partition(';')[0].strip()}, the answer is {status} `{code}`.")


def with_endpoints(spec: Spec, change: Callable[[Endpoint], Endpoint]) -> Spec:
    """The specification with each endpoint as `change` gives it; the same one where nothing changed."""
    routers = tuple(
        router.replace(endpoints=endpoints)
        if (endpoints := tuple(change(endpoint) for endpoint in router.endpoints)) != router.endpoints
        else router
        for router in spec.routers
    )
    return spec if routers == spec.routers else spec.replace(routers=routers)
