"""A field that keeps the value it was created with."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.fields import with_frozen
from groundplan.architect.designs.names import Names
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.understand.existing import field_meant
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec

KEPT = re.compile(
    r"\b(?:cannot|can't|can’t|must not|mustn't|may not|shall not|should not|shouldn't|never|no longer|not|nobody)\b[^.;]{0,30}"
    r"\b(?:chang\w*|edit\w*|modif\w*|updat\w*|alter\w*|overwrit\w*)\b|\bimmutable\b|\bread[- ]only\b|\bfixed\b|\bset (?:only )?once\b",
    re.IGNORECASE,
)


def _build(ground: Ground) -> Spec:
    model = ground.spec.models_by_name.get(Names(ground.intent.resource).model)
    return ground.spec if model is None else with_frozen(ground.spec, model, ground.intent.key)


def _reads(wish: Wish) -> Intent | None:
    meant = field_meant(wish)
    if meant is None or not meant.field.create or KEPT.search(wish.text) is None:
        return None
    # A whole row that is put in place of another has every field.
    if wish.conventions.update_method == "PUT":
        return None
    return Intent("freeze-field", meant.collection, key=meant.field.name)


playbook = Playbook(
    name="freeze-field",
    title="Let a field be set once",
    calls=(
        "cannot|not|never|nobody change|edit|modify|update|alter after|once|later|afterwards|create|created|creation",
        "cannot|never change|edit|modify|update|alter",
        "must|may|should|shall not change|edit|modify|update|alter",
        "immutable",
        "field|column|attribute|property read only",
        "set once",
        "fixed after|once|creation",
    ),
    example="the name of a project cannot be changed after it was created",
    near="admins cannot change tickets",
    stage="fields",
    targets=True,
    reads=_reads,
    touches=("model {model}", "PATCH", "PUT"),
    options=lambda _: (Option("once", "A body that changes it is refused as one with an unknown field", _build),),
)
