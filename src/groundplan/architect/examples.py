"""The specification on which the examples of playbooks are planned, for their tests and their page in the docs."""

from groundplan.architect.foundation import foundation
from groundplan.architect.propose import propose
from groundplan.spec.conventions import Conventions
from groundplan.spec.spec import Spec

REQUESTS = (
    "people register and log in",
    "CRUD for tickets: title",
    "CRUD for projects: name, status (open, closed)",
    "CRUD for tasks: name",
)


def example_ground(conventions: Conventions, today: str) -> Spec:
    """What the requests above leave behind, each planned with its defaults."""
    spec = foundation(conventions)
    for request in REQUESTS:
        spec = propose(request, spec, conventions, answers={}, assume=True, today=today).after
    return spec
