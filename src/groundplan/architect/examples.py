"""The ground on which the example of each playbook is planned, for the tests and the page of all playbooks."""

from dataclasses import replace
from functools import cache

from groundplan.architect.clarify import default_answers
from groundplan.architect.foundation import foundation
from groundplan.architect.playbook import Ground, Playbook
from groundplan.architect.propose import propose
from groundplan.architect.understand.reader import understand
from groundplan.spec.conventions import Conventions
from groundplan.spec.spec import Spec

CONVENTIONS = Conventions(name="Example")
TODAY = "2026-01-01"
REQUESTS = (
    "people register and log in",
    "CRUD for tickets: title. All signed-in users share them",
    "CRUD for projects: name, status (open, closed)",
    "CRUD for tasks: name",
)


@cache
def example_spec() -> Spec:
    """What the requests above leave behind, each planned with its defaults."""
    spec = foundation(CONVENTIONS)
    for request in REQUESTS:
        spec = propose(request, spec, CONVENTIONS, answers={}, assume=True, today=TODAY).after
    return spec


def example_ground(playbook: Playbook) -> Ground:
    """The example of a playbook, understood on that specification, or on an empty one where it is all there already."""
    ground = _ground(playbook, example_spec())
    works = any(option.build(ground) != ground.spec for option in playbook.options(ground))
    return ground if works else _ground(playbook, foundation(CONVENTIONS))


def _ground(playbook: Playbook, spec: Spec) -> Ground:
    intents = understand(playbook.example, spec, CONVENTIONS).intents
    intent = next(intent for intent in intents if intent.playbook == playbook.name)
    ground = Ground(intent, spec, CONVENTIONS, today=TODAY)
    return replace(ground, answers=default_answers(playbook, ground))
