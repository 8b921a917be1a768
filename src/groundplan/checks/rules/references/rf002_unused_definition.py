"""Whatever is defined is used.

A schema that nothing sends, a code that nothing answers or a router without endpoints is read, maintained and, in the
end, built. It is either a leftover or a sign that the part which should use it was forgotten.
"""

from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import ERRORS, ROUTING, Address
from groundplan.spec.effective import fits
from groundplan.spec.model import Field, SchemaField
from groundplan.spec.spec import Spec

NAMED = Pattern(r"`([a-z][a-z0-9_]*)`")


@rule(
    "RF002",
    severity="warning",
    hears="spec",
    bad="| 410 | `task_expired` | `Gone` | — | — | the task is past its end |",
    good="| 404 | `task_not_found` | `NotFound` | — | — | no such task, or it is another user's |",
    source="Redocly no-unused-components; zally S005",
)
def unused_definition(spec: Spec) -> Iterator[Fault]:
    for at, what in _unused(spec):
        yield Fault(at=at, message=f"nothing uses {what}", mend="take it out, or specify what uses it")


def _unused(spec: Spec) -> Iterator[tuple[Address, str]]:
    shapes, codes, dependencies = _used_shapes(spec), _used_codes(spec), _used_dependencies(spec)
    for schema in spec.schemas:
        if schema.name not in shapes:
            yield schema.address, f"the schema `{schema.name}`"
    for error in spec.errors.codes:
        if error.code not in codes:
            yield ERRORS / f"code {error.code}", f"the error code `{error.code}`"
    for router in spec.routers:
        if not router.endpoints:
            yield ROUTING / f"router {router.name}", f"the router `{router.name}`"
    for dependency in spec.routing.dependencies:
        if dependency.name not in dependencies:
            yield ROUTING / f"dependency {dependency.name}", f"the dependency `{dependency.name}`"


def _used_shapes(spec: Spec) -> set[str]:
    fields: list[Field | SchemaField] = [field for model in spec.models for field in model.fields]
    fields += [field for schema in spec.schemas for field in schema.fields]
    used: set[str] = set()
    for endpoint in spec.endpoints:
        used.update(response.schema for response in endpoint.responses)
        if endpoint.body is not None:
            used.add(endpoint.body.schema)
            fields += endpoint.body.fields
    for field in fields:
        type_ = field.type
        while type_ is not None and type_.kind == "list":
            type_ = type_.item
        if type_ is not None:
            used.add(type_.name)
    return used


def _used_codes(spec: Spec) -> set[str]:
    """Codes that an endpoint, a rule of a model, a step of the pipeline or a handler answers."""
    used = {case.code for endpoint in spec.endpoints for case in endpoint.errors}
    for model in spec.models:
        broken = [field.unique.error for field in model.fields if field.unique is not None]
        broken += [item.error for item in model.uniques] + [item.error for item in model.checks]
        used.update(error.code for error in broken if error is not None)
    if spec.auth is not None:
        used.update(step.code for step in spec.auth.pipeline)
    for handler in spec.errors.handlers:
        used.update(NAMED.findall(handler.answer))
    return used


def _used_dependencies(spec: Spec) -> set[str]:
    used = {name for router in spec.routers for name in router.dependencies}
    for dependency in spec.routing.dependencies:
        used.update(dependency.needs)
        if any(fits(condition, endpoint, spec) for condition in dependency.used_by for endpoint in spec.endpoints):
            used.add(dependency.name)
    return used
