"""Rows that are put away by a mark and brought back: what a list shows of them."""

from groundplan.architect.designs.anchor import Anchor
from groundplan.architect.designs.taxonomy import criteria, extended
from groundplan.spec.effective import model_of
from groundplan.spec.endpoint import Filter, Parameter
from groundplan.spec.model import Field
from groundplan.spec.spec import Spec
from groundplan.spec.types import Type, literal


def mark(name: str) -> Field:
    """The instant at which a row was put away; null while it is not."""
    return Field(name, Type("datetime"), nullable=True, read="yes")


def with_put_away_left_out(spec: Spec, anchor: Anchor, name: str, where: str) -> Spec:
    """The lists of a resource leave marked rows out, and show them alone to whoever asks.

    Args:
        spec: what there is, the mark included.
        anchor: the resource.
        name: the mark, `deleted_at`; the parameter is called after it.
        where: where marked rows are, in a sentence: `in the trash`.
    """
    words, asked = anchor.names.words, name.removesuffix("_at")
    parameter = Parameter(
        asked,
        "query",
        Type("bool"),
        default=literal(False),
        filter=Filter(name, "is set"),
        meaning=f"those {where} instead of those that are not",
    )
    told = criteria(
        f"One {where} is not among the {words}, and does not count.",
        f"`?{asked}=true` brings those {where}, and no others.",
    )
    for endpoint in tuple(spec.endpoints):
        about = model_of(endpoint, spec)
        if (
            about is None
            or about.name != anchor.model.name
            or endpoint.behavior is None
            or endpoint.behavior.verb != "list"
        ):
            continue
        shown = endpoint.replace(
            parameters=extended(endpoint.parameters, parameter), criteria=extended(endpoint.criteria, *told)
        )
        spec = spec.with_endpoint(shown, spec.router_by_endpoint[endpoint.address].name)
    return spec
