"""What names can resolve to, gathered once for a specification."""

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
    known: frozenset[str]


class Known:
    """The names of everything that can be referred to."""

    def __init__(self, spec: Spec) -> None:
        self.spec = spec
        self.models = frozenset(spec.models_by_name)
        self.shapes = self.models | spec.schemas_by_name.keys() | spec.model_by_schema.keys()
        self.fields = {model.name: frozenset(field.name for field in model.fields) for model in spec.models}
        self.dependencies = frozenset(item.name for item in spec.routing.dependencies)
        codes = {error.code for error in spec.errors.codes}
        self.codes = frozenset(codes.union(error.code for error in spec.errors.common))
        self.endpoints = frozenset[str](spec.endpoints_by_address)
        self._inside: dict[str, frozenset[str]] = {}

    def field_of(self, at: Address, name: str, model: str) -> Reference:
        return Reference(at, name, f"field of `{model}`", self.fields[model])

    def inside(self, shape: str) -> frozenset[str]:
        """The fields of a schema; a schema that many endpoints take is looked at once."""
        found = self._inside.get(shape)
        if found is None:
            schema = schema_of(shape, self.spec)
            found = frozenset() if schema is None else frozenset(field.name for field in schema.fields)
            self._inside[shape] = found
        return found

    def inputs(self, endpoint: Endpoint) -> frozenset[str] | None:
        """All that a request to the endpoint brings, by name; `None` where its body is a schema that nobody defines."""
        outside = {parameter.name for parameter in endpoint.parameters}.union(endpoint.path_names)
        body = endpoint.body
        if body is None:
            return frozenset(outside)
        if body.schema and body.schema not in self.shapes:
            return None
        return frozenset(outside.union(self.inside(body.schema), (field.name for field in body.fields)))
