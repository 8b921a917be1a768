"""A name or number stands for one thing in all documents.

Two models of one name, or two criteria AC-7, make each mention of it a guess, and a test that proves one of them counts
for both.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.testability.criteria import address_of, endpoint_criteria, shared_criteria, with_endpoints
from groundplan.spec.address import AUTH, ROUTING, Address
from groundplan.spec.endpoint import Criterion
from groundplan.spec.spec import Spec

# A number stands apart from its sentence: `AC-7:`, **AC-7**, [AC-7]; `SHA-256 of the body` begins with none.
NUMBERED = Pattern(r"\W{0,4}([A-Z]{1,6}-?\d[\d.-]*)(?:[:)\]*]| [—–-] )")
# What counts on: a longer one is no number that somebody counted to.
COUNTED = Pattern(r"(.*\D)(\d{1,9})")


class _Numbers:
    """The numbers of criteria, as they are met one after the other."""

    def __init__(self, criteria: Iterable[Criterion]) -> None:
        self._met: set[str] = set()
        self._highest: dict[str, int] = {}
        for criterion in criteria:
            number = NUMBERED.match(criterion.text)
            counted = COUNTED.fullmatch(number[1]) if number is not None else None
            if counted is not None:
                self._highest[counted[1]] = max(int(counted[2]), self._highest.get(counted[1], 0))

    def own(self, criteria: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
        """The criteria, each that has the number of one before with the next one of its series."""
        return tuple(map(self._own, criteria))

    def _own(self, criterion: Criterion) -> Criterion:
        number = NUMBERED.match(criterion.text)
        if number is None or number[1] not in self._met:
            self._met.update(() if number is None else (number[1],))
            return criterion
        if (counted := COUNTED.fullmatch(number[1])) is None:
            return criterion
        series, last = counted[1], counted[2]
        self._highest[series] += 1
        new = f"{series}{self._highest[series]:0{len(last)}}"
        return criterion.replace(text=f"{criterion.text[: number.start(1)]}{new}{criterion.text[number.end(1) :]}")


def _renumbered(spec: Spec) -> Spec:
    """The specification in which no two criteria have the same number; the first of them keeps it."""
    numbers = _Numbers(criterion for _, criterion in _criteria(spec))
    spec = with_endpoints(spec, lambda endpoint: endpoint.replace(criteria=numbers.own(endpoint.criteria)))
    return spec.replace(
        errors=spec.errors.replace(criteria=numbers.own(spec.errors.criteria)),
        auth=spec.auth and spec.auth.replace(criteria=numbers.own(spec.auth.criteria)),
        routing=spec.routing.replace(criteria=numbers.own(spec.routing.criteria)),
        migrations=tuple(each.replace(criteria=numbers.own(each.criteria)) for each in spec.migrations),
    )


@rule(
    "RF004",
    severity="error",
    hears="spec",
    bad="- [ ] AC-7: An existing id answers 200 with `TaskRead`.\n- [ ] AC-7: The id of another user's task answers 404",
    good="- [ ] An existing id answers 200 with `TaskRead`.\n- [ ] The id of another user's task answers 404",
    source="Spectral operation-operationId-unique",
    fix=_renumbered,
)
def stable_unique_ids(spec: Spec) -> Iterator[Fault]:
    named = tuple(_named(spec))
    times = Counter((kind, name) for _, kind, name in named)
    for at, kind, name in dict.fromkeys(named):
        if times[kind, name] > 1:
            yield Fault(
                at=at, message=f"{times[kind, name]} {kind}s are called `{name}`", mend="give each a name of its own"
            )
    seen: dict[str, Criterion] = {}
    for element, criterion in _criteria(spec):
        number = NUMBERED.match(criterion.text)
        if number is not None and seen.setdefault(number[1], criterion) is not criterion:
            yield Fault(
                at=address_of(element, criterion),
                message=f"`{number[1]}` is another criterion already",
                mend="take the next number that was never used",
            )


def _named(spec: Spec) -> Iterator[tuple[Address, str, str]]:
    """Everything that is called by a name and has no rule of its own for it."""
    for model in spec.models:
        yield model.address, "model", model.name
    for schema in spec.schemas:
        yield schema.address, "schema", schema.name
    for dependency in spec.routing.dependencies:
        yield ROUTING / f"dependency {dependency.name}", "dependency", dependency.name
    for role in spec.auth.roles if spec.auth is not None else ():
        yield AUTH / f"role {role.name}", "role", role.name
    for permission in spec.auth.permissions if spec.auth is not None else ():
        yield AUTH / f"permission {permission.name}", "permission", permission.name


def _criteria(spec: Spec) -> Iterator[tuple[Address, Criterion]]:
    for endpoint in spec.endpoints:
        yield from endpoint_criteria(endpoint)
    yield from shared_criteria(spec)
