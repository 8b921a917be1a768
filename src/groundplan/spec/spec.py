"""The whole specification: one immutable value that everything else is a function of."""

from collections.abc import Iterator, Mapping, Set
from functools import cached_property
from typing import Protocol, TypeVar

from groundplan.spec.address import Address
from groundplan.spec.api import Api, Router, Routing
from groundplan.spec.auth import Auth
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import Field, Model, Schema
from groundplan.spec.noun import Noun
from groundplan.spec.outcome import Errors
from groundplan.spec.record import Decision, Migration


class Addressed(Protocol):
    """An element that has an address of its own."""

    @property
    def address(self) -> Address: ...


Element = TypeVar("Element", bound=Addressed)


class Spec(Noun, frozen=True, dict=True, gc=True):
    """Everything that is specified. Copies with one change come from the `with_…` methods; order is the documents'."""

    api: Api = Api()
    routing: Routing = Routing()
    routers: tuple[Router, ...] = ()
    models: tuple[Model, ...] = ()
    schemas: tuple[Schema, ...] = ()
    auth: Auth | None = None
    errors: Errors = Errors()
    migrations: tuple[Migration, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @property
    def endpoints(self) -> Iterator[Endpoint]:
        for router in self.routers:
            yield from router.endpoints

    @cached_property
    def models_by_name(self) -> Mapping[str, Model]:
        return {model.name: model for model in self.models}

    @cached_property
    def schemas_by_name(self) -> Mapping[str, Schema]:
        return {schema.name: schema for schema in self.schemas}

    @cached_property
    def endpoints_by_address(self) -> Mapping[str, Endpoint]:
        return {endpoint.address: endpoint for endpoint in self.endpoints}

    @cached_property
    def endpoint_addresses(self) -> Set[str]:
        return frozenset(self.endpoints_by_address)

    @cached_property
    def router_by_endpoint(self) -> Mapping[str, Router]:
        """The router of each endpoint, by the endpoint's address."""
        return {endpoint.address: router for router in self.routers for endpoint in router.endpoints}

    @cached_property
    def model_by_schema(self) -> Mapping[str, Model]:
        """The model whose Base, Create, Read or Update schema has this name."""
        return {name: model for model in self.models for name in model.schemas or ()}

    @cached_property
    def shape_names(self) -> Set[str]:
        """Everything that a body or an answer can be: models, their schemas, and the other schemas."""
        return self.models_by_name.keys() | self.schemas_by_name.keys() | self.model_by_schema.keys()

    @cached_property
    def code_names(self) -> Set[str]:
        """Every error code that is declared, for single endpoints or for all."""
        return {error.code for error in self.errors.codes} | {error.code for error in self.errors.common}

    @cached_property
    def meaning_by_code(self) -> Mapping[str, str]:
        """What each declared error code says of itself."""
        return {error.code: error.meaning for error in self.errors.codes}

    @cached_property
    def model_by_collection(self) -> Mapping[str, Model]:
        """The model that a collection of a path names: by its table, or by its own name and a plural `s`."""
        found: dict[str, Model] = {}
        for model in self.models:
            for name in (model.table.lower(), model.name.lower(), f"{model.name.lower()}s"):
                found.setdefault(name, model)
        return found

    @cached_property
    def children_by_model(self) -> Mapping[str, tuple[tuple[Model, Field], ...]]:
        """The foreign keys that point at a model, each with the model that has it, by the name of the one they point at."""
        found: dict[str, list[tuple[Model, Field]]] = {}
        for model in self.models:
            for field in model.fields:
                if field.references is not None:
                    found.setdefault(field.references.model, []).append((model, field))
        return {name: tuple(children) for name, children in found.items()}

    def router(self, name: str) -> Router | None:
        return next((router for router in self.routers if router.name == name), None)

    def with_endpoint(self, endpoint: Endpoint, router: str) -> "Spec":
        """A copy in which this endpoint stands in that router: in its own place, or at the end if it is new."""
        return self.replace(
            routers=tuple(
                known.replace(endpoints=_placed(known.endpoints, endpoint)) if known.name == router else known
                for known in self.routers
            )
        )

    def without_endpoint(self, endpoint: Endpoint) -> "Spec":
        return self.replace(
            routers=tuple(
                router.replace(endpoints=tuple(e for e in router.endpoints if e.address != endpoint.address))
                for router in self.routers
            )
        )

    def with_router(self, router: Router) -> "Spec":
        return self.replace(routers=_placed(self.routers, router))

    def with_model(self, model: Model) -> "Spec":
        return self.replace(models=_placed(self.models, model))

    def with_schema(self, schema: Schema) -> "Spec":
        return self.replace(schemas=_placed(self.schemas, schema))

    def with_migration(self, migration: Migration) -> "Spec":
        return self.replace(migrations=_placed(self.migrations, migration))

    def with_decision(self, decision: Decision) -> "Spec":
        return self.replace(decisions=_placed(self.decisions, decision))


def _placed(known: tuple[Element, ...], element: Element) -> tuple[Element, ...]:
    if any(other.address == element.address for other in known):
        return tuple(element if other.address == element.address else other for other in known)
    return (*known, element)
