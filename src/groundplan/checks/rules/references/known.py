"""What names can resolve to, gathered once for a specification."""

from collections.abc import Set
from typing import NamedTuple

from groundplan.spec.address import Address
from groundplan.spec.effective import schema_of
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec


class Reference(NamedTuple):
    """A name that must be that of a `kind` of thing, one of `known`."""

    at: Address
    name: str
    kind: str
    known: Set[str]


class Known:
    """The names of everything that can be referred to; made for each look, so all that costs is asked of the spec."""

    def __init__(self, spec: Spec) -> None:
        self.spec = spec
        self.models = spec.models_by_name.keys()
        self.shapes = spec.shape_names
        self.codes = spec.code_names
        self.endpoints = spec.endpoint_addresses

    @property
    def dependencies(self) -> Set[str]:
        return {item.name for item in self.spec.routing.dependencies}

    def fields(self, model: str) -> Set[str]:
        """The names of a model's fields; none where nobody defines it."""
        known = self.spec.models_by_name.get(model)
        return {field.name for field in known.fields} if known is not None else set()

    def field_of(self, at: Address, name: str, model: str) -> Reference:
        return Reference(at, name, f"field of `{model}`", self.fields(model))

    def inside(self, shape: str) -> frozenset[str]:
        """The names of the fields of a schema."""
        schema = schema_of(shape, self.spec)
        return frozenset() if schema is None else frozenset(field.name for field in schema.fields)

    def inputs(self, endpoint: Endpoint) -> frozenset[str] | None:
        """All that a request to the endpoint brings, by name; `None` where its body is a schema that nobody defines."""
        outside = {parameter.name for parameter in endpoint.parameters}.union(endpoint.path_names)
        body = endpoint.body
        if body is None:
            return frozenset(outside)
        if body.schema and body.schema not in self.shapes:
            return None
        return frozenset(outside.union(self.inside(body.schema), (field.name for field in body.fields)))
