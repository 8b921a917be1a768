"""Front matter out of typed values, since agents take a misspelt field in silence."""

import msgspec

from groundplan.spec.noun import Noun


class Front(Noun, frozen=True, rename="camel"):
    """The fields of a page, as its reader spells them."""


def page(front: Front, text: str) -> str:
    """A page of Markdown with its front matter; each value is JSON, which is YAML too."""
    fields = msgspec.to_builtins(front)
    lines = (f"{name}: {msgspec.json.encode(value).decode()}" for name, value in fields.items())
    return "\n".join(["---", *lines, "---", "", text])
