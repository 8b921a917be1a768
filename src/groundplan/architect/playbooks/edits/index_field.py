"""An index that serves a look-up."""

from groundplan.architect.brief import Intent
from groundplan.architect.designs.fields import with_index
from groundplan.architect.designs.names import Names
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.understand.existing import fields_meant
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec


def _build(ground: Ground) -> Spec:
    spec = ground.spec
    for name in ground.intent.names:
        model = spec.models_by_name.get(Names(ground.intent.resource).model)
        if model is not None and model.field(name) is not None:
            spec = with_index(spec, model, name)
    return spec


def _reads(wish: Wish) -> Intent | None:
    meant = fields_meant(wish)
    if not meant:
        return None
    here = tuple(m.field.name for m in meant if m.collection == meant[0].collection)
    return Intent("index-field", meant[0].collection, names=here, key=here[0])


playbook = Playbook(
    name="index-field",
    title="Index a field",
    calls=(
        "index on|for|over|to|by|of|missing|add|need|create",
        "index",
        "look|lookup|query|search|filter|list slow|fast need|add|create index",
        "look|search|find up|for slow by",
        "database|db|composite|btree index",
        "look-up|lookup|query|search|filter slow|fast|faster by|on",
        "slow|faster query|lookup|when by|on",
    ),
    example="add a database index on the name of projects",
    near="every ticket has an index card",
    stage="fields",
    targets=True,
    reads=_reads,
    touches=("model {model}",),
    options=lambda _: (Option("index", "An index, behind the column that says whose the row is", _build),),
)
