"""Money is a decimal with its digits, in a currency that is said.

A binary fraction has no 0.10: sums drift by cents, and two of them that should be equal are not. A decimal without digits
keeps whatever it is sent. And 12.50 of what is decided by the first customer abroad, unless it is written down.
"""

from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.models.money import is_money
from groundplan.spec.address import Address
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import Field, Model, SchemaField
from groundplan.spec.spec import Spec

CURRENCY = Pattern(r"currenc|\beuros?\b|\bdollars?\b|\b(?:EUR|USD|GBP|CHF|JPY|SEK|NOK|DKK|PLN|CAD|AUD|INR|BRL|CNY)\b")


def _sent(endpoint: Endpoint, _: Spec) -> Iterator[Fault]:
    for field in endpoint.body.fields if endpoint.body is not None else ():
        yield from _inexact(endpoint.address / f"body {field.name}", field)


def _kept(model: Model, _: Spec) -> Iterator[Fault]:
    for field in model.fields:
        yield from _inexact(model.address / f"field {field.name}", field)


@rule(
    "MD006",
    severity="error",
    hears="spec",
    bad="| `due_date` | date | yes | — | — | optional | optional | yes |\n"
    "| `price` | float | yes | — | — | optional | optional | yes |",
    good="| `due_date` | date | yes | — | — | optional | optional | yes |",
    source="Zalando #171, #173; PostgreSQL, Monetary and Numeric Types",
    endpoints=_sent,
    models=_kept,
)
def money_is_decimal(spec: Spec) -> Iterator[Fault]:
    silent: list[tuple[Model, Field]] = []
    for model in spec.models:
        money = [field for field in model.fields if field.stored and is_money(field.name, field.type)]
        if money and not _says_currency(model, spec):
            silent += ((model, field) for field in money)
    if silent:
        model, field = silent[0]
        others = f", nor {len(silent) - 1} more" if len(silent) > 1 else ""
        yield Fault(
            at=model.address / f"field {field.name}",
            message=f"nothing says in which currency `{model.name}.{field.name}` is{others}",
            mend="add a field `currency`, str of 3..3, or a note to the API that names the one currency",
        )
    for schema in spec.schemas:
        for shaped in schema.fields:
            yield from _inexact(schema.address / f"field {shaped.name}", shaped)


def _inexact(at: Address, field: Field | SchemaField) -> Iterator[Fault]:
    if field.type is None or not is_money(field.name, field.type):
        return
    if field.type.kind == "float":
        yield Fault(at=at, message=f"`{field.name}` is money and loses cents as a float", mend="make it decimal(12,2)")
    elif field.type.precision is None:
        yield Fault(
            at=at, message=f"`{field.name}` is money without a number of digits", mend="say them: decimal(12,2)"
        )


def _says_currency(model: Model, spec: Spec) -> bool:
    names = " ".join(field.name for field in model.fields)
    noted = (note for field in model.fields for note in field.constraints.notes)
    texts = (names, names.upper().replace("_", " "), model.description, *model.notes, *noted, *spec.api.notes)
    return any(CURRENCY.search(text) for text in texts)
