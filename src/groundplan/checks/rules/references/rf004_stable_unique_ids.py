"""A name or number stands for one thing in all documents.

Two models of one name, or two criteria AC-7, make each mention of it a guess, and a test that proves one of them counts
for both.
"""

from collections import Counter
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.testability.criteria import address_of, endpoint_criteria, shared_criteria
from groundplan.spec.address import AUTH, ROUTING, Address
from groundplan.spec.endpoint import Criterion
from groundplan.spec.spec import Spec

# A number stands apart from its sentence: `AC-7:`, **AC-7**, [AC-7]; `SHA-256 of the body` begins with none.
NUMBERED = Pattern(r"\W{0,4}([A-Z]{1,6}-?\d[\d.-]*)(?:[:)\]*]| [—–-] )")


@rule(
    "RF004",
    severity="error",
    hears="spec",
    bad="- [ ] AC-7: An existing id answers 200 with `TaskRead`.\n- [ ] AC-7: The id of another user's task answers 404",
    good="- [ ] An existing id answers 200 with `TaskRead`.\n- [ ] The id of another user's task answers 404",
    source="Spectral operation-operationId-unique",
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
