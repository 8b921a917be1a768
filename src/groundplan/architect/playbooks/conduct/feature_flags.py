"""Parts of the product that are switched on and off while it runs."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.accounts import with_accounts
from groundplan.architect.designs.endpoints import with_role
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.resource import OPERATIONS, Resource, with_resource
from groundplan.architect.designs.roles import highest_role, with_roles
from groundplan.architect.designs.taxonomy import extended
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.understand.wish import Wish
from groundplan.spec.model import Field, Uniqueness
from groundplan.spec.spec import Spec
from groundplan.spec.types import Bounds, Constraints, Type, literal

FLAGS = Names("feature_flags")
FIELDS = (
    Field(
        "name", Type("str"), constraints=Constraints(bounds=Bounds(1, 60), pattern="^[a-z][a-z0-9_]*$"),
        create="required", read="yes", unique=Uniqueness(),
    ),
    Field("enabled", Type("bool"), default=literal(False), create="optional", update="optional", read="yes"),
    Field(
        "description", Type("str"), nullable=True, constraints=Constraints(bounds=Bounds(1, 300), trimmed=True),
        create="optional", update="optional", read="yes",
    ),
)  # fmt: skip
NOTES = (
    "A flag that is not there counts as off, so that code may ask for it before somebody makes it.",
    "Each process keeps the flags for at most 30 seconds, so that switching one off counts everywhere by then.",
)
CALLED = re.compile(
    r"\b(?:feature|release)[ -]?(?:flags?|toggles?|switch\w*)\b|\bflags?\b|\btoggles?\b|\bbeta\b|\b(?:switch|turn)\w*\b.{0,40}?\b(?:on|off)\b",
    re.IGNORECASE,
)


def _build(ground: Ground) -> Spec:
    spec = with_accounts(ground.spec, ground.conventions, "rotate")
    if not highest_role(spec):
        spec = with_roles(spec, ("member", "admin"), "none", ground.conventions)
    spec = with_resource(spec, Resource(FLAGS, FIELDS, OPERATIONS, "shared"), ground.conventions)
    model = spec.models_by_name[FLAGS.model]
    spec = spec.with_model(model.replace(notes=extended(model.notes, *NOTES)))
    for endpoint in tuple(spec.endpoints):
        behavior = endpoint.behavior
        if (
            behavior is not None
            and behavior.model == FLAGS.model
            and behavior.verb in ("create", "update", "replace", "delete")
        ):
            spec = with_role(spec, endpoint, highest_role(spec))
    return spec


def _reads(wish: Wish) -> Intent | None:
    return Intent("feature-flags") if CALLED.search(wish.text) else None


playbook = Playbook(
    name="feature-flags",
    title="Switch features on and off",
    calls=(
        "feature|release flag|flags|toggle|toggles|switch",
        "toggle|switch|turn feature|features|function|functions on|off",
        "beta feature|features|user|users|only|for",
        "flag|toggle hide|enable|disable feature|function|part",
    ),
    example="feature flags that admins can switch on and off",
    near="tickets are flagged as urgent",
    stage="conduct",
    reads=_reads,
    touches=("errors", "routing", "api", "auth", "router", "schema", "model", "GET", "POST", "PATCH", "PUT", "DELETE"),
    options=lambda _: (
        Option(
            "table",
            "Rows that the highest role changes",
            _build,
            {"A change counts": "within 30 seconds", "To operate": "nothing more", "By user or by share": "no"},
            "It needs nothing that is not there, and says who may switch what.",
            decision="Keep feature flags in a table",
            consequences=("A flag is for all users or for none; a roll-out by share needs a provider.",),
        ),
    ),
    affects=("API", "data model"),
    context=lambda _: ("Something new has to be switched off again without a release.",),
)
