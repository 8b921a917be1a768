"""Events: what happens to rows, written down for others in the transaction in which it happens."""

from groundplan.architect.designs.resource import OWNER
from groundplan.architect.designs.taxonomy import extended
from groundplan.spec.api import Router
from groundplan.spec.effective import model_of
from groundplan.spec.endpoint import Access, RateLimit, Scope
from groundplan.spec.model import Field, Model
from groundplan.spec.noun import Noun
from groundplan.spec.spec import Spec

VERBS = {"created": ("create",), "updated": ("update", "replace", "move", "restore"), "deleted": ("delete",)}


class Happening(Noun, frozen=True):
    """What others are told of: `happenings` of a model's rows, `created`, `updated` or `deleted`."""

    model: str
    word: str
    happenings: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(f"{self.word}.{happening}" for happening in self.happenings)


def with_events_told(spec: Spec, told: tuple[Happening, ...], written: str) -> Spec:
    """The endpoints that change rows, with what they write for others in the same transaction."""
    for happening in told:
        for name in happening.happenings:
            event = f"{happening.word}.{name}"
            for endpoint in tuple(spec.endpoints):
                model, behavior = model_of(endpoint, spec), endpoint.behavior
                if (
                    model is None
                    or model.name != happening.model
                    or behavior is None
                    or behavior.verb not in VERBS[name]
                ):
                    continue
                effect = f"In the same transaction {written.format(event=event)}."
                router = spec.router_by_endpoint[endpoint.address]
                spec = spec.with_endpoint(endpoint.replace(effects=extended(endpoint.effects, effect)), router.name)
    return spec


def events_router(spec: Spec, name: str, model: str) -> Router:
    """A router for signed-in users who reach their own rows only."""
    return Router(
        name=name,
        title=name.capitalize(),
        prefix=f"{spec.api.base_path}/{name}",
        module=f"routers/{name}",
        access=Access("authenticated"),
        scope=Scope("owner", f"{model}.{OWNER}"),
        rate_limits=(RateLimit(60, "minute", "user"),),
    )


def widened(model: Model, events: tuple[str, ...], name: str = "events") -> Model:
    """The model whose events may be these as well."""

    def wider(field: Field) -> Field:
        if field.name != name or field.type is None:
            return field
        if field.type.item is None:
            return field.replace(type=field.type.replace(values=extended(field.type.values, *events)))
        return field.replace(
            type=field.type.replace(item=field.type.item.replace(values=extended(field.type.item.values, *events)))
        )

    return model.replace(fields=tuple(map(wider, model.fields)))
