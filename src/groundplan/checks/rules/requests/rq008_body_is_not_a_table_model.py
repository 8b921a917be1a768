"""A body is a schema, never a table model.

SQLModel does not validate a class with `table=True`: a text that is too long, a wrong type and even the primary key pass
as they were sent.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec


@rule(
    "RQ008",
    severity="error",
    hears="endpoint",
    bad="- **Request body**: `Task`",
    good="- **Request body**: `TaskCreate`",
    source="SQLModel, multiple models; OWASP API3:2023",
)
def body_is_not_a_table_model(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    name = endpoint.body.schema if endpoint.body is not None else ""
    if name in spec.models_by_name:
        variant = "Create" if endpoint.method == "POST" else "Update"
        message = f"the body is the table model `{name}`, which nothing validates"
        yield Fault(message, f"name the schema `{name}{variant}`", endpoint.address / "request body")
