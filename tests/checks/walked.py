"""The documents that five requests leave behind: a sound specification to break."""

from functools import cache

from groundplan.architect.foundation import foundation
from groundplan.architect.propose import propose
from groundplan.documents.write import write
from groundplan.spec.conventions import Conventions
from groundplan.spec.spec import Spec

REQUESTS = (
    (
        "users with register and login, and CRUD endpoints for a 'tasks' resource: title, description, "
        "status (todo, in_progress, done), due date. Each user sees only their own tasks"
    ),
    "I need to add CRUD endpoints for a 'projects' resource",
    "We need JWT auth with role-based access control",
    "How should we structure error responses across our API?",
    "The /api/tasks endpoint needs pagination and filtering by status",
)


@cache
def walked_spec() -> Spec:
    conventions = Conventions(name="Tasks")
    spec = foundation(conventions)
    for request in REQUESTS:
        proposal = propose(request, spec, conventions, answers={}, assume=True, today="2026-11-24")
        assert proposal.status == "ready", (request, proposal.message)
        spec = proposal.after
    return spec


def walked() -> dict[str, str]:
    """The documents, by path."""
    return dict(write(walked_spec()))
