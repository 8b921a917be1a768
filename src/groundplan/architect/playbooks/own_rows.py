"""Rows of a shared resource become the user's who made them."""

from groundplan.architect.designs.ownership import with_owner
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.spec.spec import Spec


def _build(ground: Ground) -> Spec:
    if "User" not in ground.spec.models_by_name:
        return ground.spec
    return with_owner(ground.spec, ground.intent.resource, ground.conventions)


playbook = Playbook(
    name="own-rows",
    title="Let each user reach only their own rows",
    calls=("own", "only see", "their own", "belongs to the user", "private"),
    example="each user may only see and edit their own tickets",
    options=lambda _: (Option("owner", "An owner column, taken from the token", _build),),
)
