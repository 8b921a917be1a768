"""Which fields hold money, as far as a name and a type tell."""

from groundplan.spec.types import Type

CERTAIN = frozenset({"price", "salary", "fee", "wage", "revenue", "subtotal", "cost", "payout", "refund"})
# A recipe has an amount and a game a total, so that these need two places or a currency beside them.
LIKELY = frozenset({"amount", "total", "balance", "budget", "discount", "deposit", "tax"})


def is_money(name: str, type_: Type | None) -> bool:
    """Whether a field of this name is money: a `unit_price` is, a `price_list` is not, and neither is a whole number."""
    if type_ is None or type_.kind not in ("decimal", "float"):
        return False
    word = name.partition("_per_")[0].rpartition("_")[2]
    return word in CERTAIN or (word in LIKELY and type_.kind == "decimal" and type_.scale == 2)
