"""The names that follow from what a user calls a collection: model, table, path, schemas, codes."""

import re

from inflection import singularize

from groundplan.spec.noun import Noun

# What inflection gets wrong.
SINGULARS = {"leaves": "leaf", "sms": "sms", "media": "media", "data": "data", "criteria": "criterion", "gases": "gas"}


class Names(Noun, frozen=True):
    """`collection` is snake_case and plural, as the user wrote it: `purchase_orders`."""

    collection: str

    @property
    def one(self) -> str:
        """`purchase_order`."""
        head, _, last = self.collection.rpartition("_")
        single = SINGULARS.get(last) or str(singularize(last))
        return f"{head}_{single}" if head else single

    @property
    def model(self) -> str:
        """`PurchaseOrder`."""
        return "".join(part.capitalize() for part in self.one.split("_"))

    @property
    def segment(self) -> str:
        """`purchase-orders`, as it stands in a path."""
        return self.collection.replace("_", "-")

    @property
    def key(self) -> str:
        """`purchase_order_id`, the path parameter."""
        return f"{self.one}_id"

    @property
    def words(self) -> str:
        """`purchase orders`, in a sentence."""
        return self.collection.replace("_", " ")

    @property
    def word(self) -> str:
        """`purchase order`, in a sentence."""
        return self.one.replace("_", " ")

    @property
    def a_word(self) -> str:
        """`a purchase order`, `an order`."""
        return f"{'an' if re.match(r'[aeio]|un(?!i)|u[^n]', self.one) else 'a'} {self.word}"

    def schema(self, variant: str) -> str:
        return f"{self.model}{variant}"
