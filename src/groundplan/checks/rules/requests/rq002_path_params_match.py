"""The names in braces and the table of path parameters are the same, and an id has the type of the key that it names.

A name that only one of the two has makes FastAPI take the value from the query, or refuse to start.
"""

from collections.abc import Iterator

from groundplan.checks.nearest import did_you_mean
from groundplan.checks.rule import Fault, rule
from groundplan.spec.effective import model_of
from groundplan.spec.endpoint import Endpoint, Parameter
from groundplan.spec.spec import Spec
from groundplan.spec.types import Type


def _key_type(endpoint: Endpoint, name: str, spec: Spec) -> Type | None:
    """The type of the primary key that a path parameter finds a row by."""
    model = model_of(endpoint, spec)
    by = endpoint.behavior.by if endpoint.behavior is not None else ()
    keys = model.primary_key if model is not None else ()
    return keys[0].type if len(keys) == 1 and by == (name,) and name.endswith("_id") else None


def _declared(spec: Spec) -> Spec:
    """The specification in which every name in braces has its row."""
    for router in spec.routers:
        for endpoint in router.endpoints:
            known = {parameter.name for parameter in endpoint.located("path")}
            new = tuple(
                Parameter(name, "path", kind, True)
                for name in endpoint.path_names
                if name not in known and (kind := _key_type(endpoint, name, spec)) is not None
            )
            if new:
                spec = spec.with_endpoint(endpoint.replace(parameters=(*new, *endpoint.parameters)), router.name)
    return spec


@rule(
    "RQ002",
    severity="error",
    hears="endpoint",
    bad="| `task` | uuid | — | the task |",
    good="| `task_id` | uuid | — | the task |",
    source="OpenAPI 3.1 §4.8.8.2; FastAPI path parameters",
    fix=_declared,
)
def path_params_match(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    declared = {parameter.name: parameter for parameter in endpoint.located("path")}
    for name in endpoint.path_names:
        if name not in declared:
            mend = did_you_mean(name, declared, f"add a row for `{name}` to the table of path parameters")
            yield Fault(f"the path names `{name}`, and no path parameter is called that", mend, endpoint.address)
    for name, parameter in declared.items():
        at = endpoint.address / f"path {name}"
        if name not in endpoint.path_names:
            mend = did_you_mean(name, endpoint.path_names, "take the row out, or put it in the path in braces")
            yield Fault(f"`{name}` is no part of the path `{endpoint.path}`", mend, at)
        elif (key := _key_type(endpoint, name, spec)) is not None and parameter.type not in (key, None):
            yield Fault(f"`{name}` is {parameter.type}, and the key that it names is {key}", f"make it {key}", at)
