"""A name says what kind of value it is: a key ends in `_id`, an instant in `_at`, a waiting time in its unit.

`created` may be a flag, a day or a moment, and a `timeout` of 30 is half a minute or no time at all. What is in the name
is known at every place that uses it. A model is named as one of its rows.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.naming.plurals import WITHOUT_PLURAL, is_plural
from groundplan.spec.address import Address
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import Field, Model, SchemaField
from groundplan.spec.spec import Spec

PASCAL = Pattern(r"[^\W\d_a-z][^\W_]*")
LAST_WORD = Pattern(r"[A-Z]?[a-z0-9]+$")
PLURAL_ONES = WITHOUT_PLURAL | {"credentials", "details", "preferences", "settings", "statistics", "terms"}
# What the clock of a server writes; `starts` and `deadline` name what people speak of.
BARE_STAMP = Pattern(r"(?:last_)?(?:created|updated|modified|changed|deleted|archived|used|seen|synced)")
# `userId` is found for its letters; `resolved_by` names who did it.
KEYED = Pattern(r"_(?:id|uuid|by)$|[a-z](?:Id|ID|Uuid)$")
WAITING = Pattern(r"(?:^|_)(?:timeout|ttl|interval|delay)$")
UNIT = Pattern(r"\b(?:milli)?seconds?\b|\bms\b|\bminutes?\b|\bhours?\b|\bdays?\b", re.IGNORECASE)


def _sent(endpoint: Endpoint, _: Spec) -> Iterator[Fault]:
    for field in endpoint.body.fields if endpoint.body is not None else ():
        yield from _typed(endpoint.address / f"body {field.name}", field, (field.meaning,))


def _in_model(model: Model, _: Spec) -> Iterator[Fault]:
    yield from _one_of_many(model)
    for field in model.fields:
        at = model.address / f"field {field.name}"
        yield from _typed(at, field, (*model.notes, field.computed))
        yield from _key(at, field)


@rule(
    "NM004",
    severity="warning",
    hears="spec",
    bad="| `created` | datetime | no | now | — | — | — | yes |",
    good="| `created_at` | datetime | no | now | — | — | — | yes |",
    source="AIP-140, AIP-142; Zalando #174, #235",
    endpoints=_sent,
    models=_in_model,
)
def type_suffixes(spec: Spec) -> Iterator[Fault]:
    for schema in spec.schemas:
        for shaped in schema.fields:
            yield from _typed(schema.address / f"field {shaped.name}", shaped, (shaped.meaning,))


def _one_of_many(model: Model) -> Iterator[Fault]:
    if model.schemas is None:
        return  # nothing speaks of a class: a heading over columns is the name of their table, and that holds many
    if PASCAL.fullmatch(model.name) is None:
        mend = f"call it `{''.join(word[:1].upper() + word[1:] for word in re.split(r'[^A-Za-z0-9]+', model.name))}`"
        yield Fault(at=model.address, message=f"`{model.name}` is no name of a class", mend=mend)
    word = LAST_WORD.search(model.name)
    if word is not None and is_plural(word[0]) and word[0].lower() not in PLURAL_ONES:
        yield Fault(at=model.address, message=f"`{model.name}` is one row and named as many", mend="name it as one")


def _typed(at: Address, field: Field | SchemaField, said: tuple[str, ...]) -> Iterator[Fault]:
    kind, name = field.type.kind if field.type is not None else "", field.name
    if kind in ("date", "datetime"):
        suffix, wrong = ("_at", "_on") if kind == "datetime" else ("_on", "_at")
        if BARE_STAMP.fullmatch(name):
            yield Fault(at=at, message=f"`{name}` does not say that it is a {kind}", mend=f"call it `{name}{suffix}`")
        elif name.endswith(wrong):
            message = f"`{name}` is a {kind} and named as a {'date' if kind == 'datetime' else 'moment'}"
            yield Fault(at=at, message=message, mend=f"call it `{name.removesuffix(wrong)}{suffix}`")
    elif kind in ("int", "decimal", "float") and WAITING.search(name) and not _says_unit(field, said):
        yield Fault(at=at, message=f"`{name}` does not say its unit", mend=f"call it `{name}_seconds`")


def _says_unit(field: Field | SchemaField, said: tuple[str, ...]) -> bool:
    return any(UNIT.search(text) for text in (*field.constraints.notes, *said))


def _snake(name: str, key: str) -> str:
    """`ownerId` and `owner` as `owner_id`."""
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
    return snake if snake.endswith(f"_{key}") else f"{snake}_{key}"


def _key(at: Address, field: Field) -> Iterator[Fault]:
    """A natural key is named by what it points at: `country_code` for `Country.code`."""
    key = field.references
    if key is None or KEYED.search(field.name) or field.name.endswith(f"_{key.field}"):
        return
    if field.name != key.field:
        yield Fault(
            at=at,
            message=f"`{field.name}` holds a key of `{key.model}` and is named as the row itself",
            mend=f"call it `{_snake(field.name, key.field)}`",
        )
