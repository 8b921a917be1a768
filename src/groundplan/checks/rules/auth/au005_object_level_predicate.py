"""An endpoint that takes the id of a row says whose rows it may be.

Ids leak: through links, logs and other people's screens. That a caller is signed in says nothing of the row that it
names, so each endpoint that takes an id, in the path or in a field of the body, says what the row has to be.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.auth.objects import bound_by_access, bound_to_caller, ids_in, keys_in_body, speaks_of
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec


@rule(
    "AU005",
    severity="error",
    hears="endpoint",
    bad="- **Scope**: none",
    good="- **Scope**: owner, `Task.user_id`",
    source="OWASP API1:2023",
)
def object_level_predicate(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    if bound_by_access(endpoint, spec):
        return
    ids = ids_in(endpoint)
    if ids and not bound_to_caller(endpoint, spec):
        yield Fault(
            at=endpoint.address,
            message=f"`{endpoint.address}` takes `{ids[-1]}`, and nothing says which rows a caller reaches",
            mend="add `- **Scope**: owner, `Model.user_id`` here or to its router, or `none` and why",
        )
    for field, target in _owned_keys(endpoint, spec):
        if not speaks_of(endpoint, field, target):
            yield Fault(
                at=endpoint.address / "request body",
                message=f"the body names a `{target}` by `{field}`, and nothing says that the caller must reach it",
                mend=f"add an error row for a `{field}` that is unknown or another user's, answered alike",
            )


def _owned_keys(endpoint: Endpoint, spec: Spec) -> Iterator[tuple[str, str]]:
    """The fields of the body that point at a row which belongs to somebody, each with the model of that row."""
    for field, key, target in keys_in_body(endpoint, spec):
        # An account is its own owner, and who may be named is no matter of whose row it is.
        if target.tenant or target.owner not in ("", key.field):
            yield field, target.name
