"""The acceptance criteria of a specification, and what they speak of."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from groundplan.checks.pattern import Pattern
from groundplan.spec.address import AUTH, ERRORS, ROUTING, Address
from groundplan.spec.endpoint import Criterion, Endpoint
from groundplan.spec.spec import Spec

WORD = Pattern(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
SPAN = Pattern(r"`([^`]+)`")
STATUS = Pattern(r"(?<![\w./-])[1-5]\d\d(?![\w%/-])")
# What a test can look at.
SEEN = Pattern(
    r"`[^`]+`|(?<!\w)\d|\b(?:answer|appear|arrive|begin|change|come|contain|count|differ|disappear|end|equal|exist|fail"
    r"|hold|keep|leave|list|make|match|name|open|remain|return|show|start|stay|succeed)(?:s|ed|es)?\b"
    r"|\b(?:gone|kept|left|made|shown|empty|unchanged|no|none|never|nothing|once|twice|the same)\b",
    re.IGNORECASE,
)
OTHERS = Pattern(
    r"\b(?:an)?other [\w-]+(?:['’]s?\b|s['’])"
    r"|\b(?:an)?other (?:account|caller|customer|member|organi[sz]ation|owner|person|team|tenant|user)s?\b"
    r"|\bothers['’]|\bforeign\b|\bstranger|\b(?:some|any|every)(?:one|body) else|\bnobody else"
    r"|\bonly (?:the caller['’]s|their own|its own)\b|\bnot (?:theirs|the caller['’]s)\b",
    re.IGNORECASE,
)


def endpoint_criteria(endpoint: Endpoint) -> Iterator[tuple[Address, Criterion]]:
    """Each criterion of an endpoint, with its address."""
    for criterion in endpoint.criteria:
        yield endpoint.address, criterion


def shared_criteria(spec: Spec) -> Iterator[tuple[Address, Criterion]]:
    """The criteria on what no endpoint owns: errors, authentication, routing, migrations."""
    for criterion in spec.errors.criteria:
        yield ERRORS, criterion
    for criterion in spec.auth.criteria if spec.auth is not None else ():
        yield AUTH, criterion
    for criterion in spec.routing.criteria:
        yield ROUTING, criterion
    for migration in spec.migrations:
        for criterion in migration.criteria:
            yield migration.address, criterion


def address_of(element: Address, criterion: Criterion) -> Address:
    """Where a criterion stands; it has no name, so its text is its name."""
    return element / f"criterion 1 {criterion.text}"


def names_in(criteria: Iterable[Criterion]) -> set[str]:
    """Every name that criteria mention: codes, fields and also plain words, and whatever stands in backticks."""
    text = " ".join(criterion.text for criterion in criteria)
    return {*WORD.findall(text), *SPAN.findall(text)}


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
