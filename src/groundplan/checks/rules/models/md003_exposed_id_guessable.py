"""The id of a row that belongs to somebody is not counted when it stands in a path.

Whoever sees `/invoices/1041` knows that there is a 1040, and how many there are in all. A check of the owner still has to
hold; an id that cannot be guessed is what holds when the check is forgotten once.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.auth.objects import ids_in
from groundplan.spec.effective import model_of
from groundplan.spec.model import Model
from groundplan.spec.spec import Spec

ON_PURPOSE = Pattern(
    r"\b(?:int|integers?|counted|sequential|serial|numbers?|numeric|auto-?increment\w*)\b", re.IGNORECASE
)


@rule(
    "MD003",
    severity="warning",
    hears="spec",
    bad="| `id` | int | no | generated | primary key | — | — | yes |",
    good="| `id` | uuid | no | generated | primary key | — | — | yes |",
    source="OWASP API1:2023; Spectral-OWASP api1 no-numeric-ids",
)
def exposed_id_guessable(spec: Spec) -> Iterator[Fault]:
    if ON_PURPOSE.search(spec.api.ids):
        return
    counted = [model for model in spec.models if _is_counted(model) and not _on_purpose(model)]
    exposed = {model.name for e in spec.endpoints if counted and ids_in(e) and (model := model_of(e, spec)) is not None}
    found = [model for model in counted if model.name in exposed]
    if found:
        names = ", ".join(f"`{model.name}`" for model in found)
        yield Fault(
            at=found[0].address / f"field {found[0].primary_key[0].name}",
            message=f"the ids of {names} can be counted through, and stand in paths",
            mend="make them uuid; or say under `Ids` of the data model that they are int, and why that is no harm",
        )


def _is_counted(model: Model) -> bool:
    key = model.primary_key
    owned = bool(model.owner or model.tenant)
    return owned and len(key) == 1 and key[0].type is not None and key[0].type.kind == "int"


def _on_purpose(model: Model) -> bool:
    key = model.primary_key[0]
    return bool(key.constraints.notes) or any(f"`{key.name}`" in note for note in model.notes)
