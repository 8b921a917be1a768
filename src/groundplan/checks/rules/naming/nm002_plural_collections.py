"""A collection has a plural name, in paths and in lists.

`/api/tasks` holds tasks and `/api/tasks/{task_id}` is one of them; with a singular the two read alike. The same holds of
a field whose value is a list.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.naming.plurals import is_plural, plural
from groundplan.spec.address import Address
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import Model
from groundplan.spec.spec import Spec
from groundplan.spec.types import Type


def _in_endpoint(endpoint: Endpoint, _: Spec) -> Iterator[Fault]:
    for segment in _collections(endpoint):
        if not is_plural(segment):
            yield Fault(
                at=endpoint.address,
                message=f"`{segment}` holds many and is named as one",
                mend=f"call it `{plural(segment)}`",
            )
    sent = endpoint.body.fields if endpoint.body is not None else ()
    yield from _lists((endpoint.address / f"body {field.name}", field.name, field.type) for field in sent)


def _lists(fields: Iterable[tuple[Address, str, Type | None]]) -> Iterator[Fault]:
    for at, name, type_ in fields:
        if type_ is not None and type_.kind == "list" and not is_plural(name):
            yield Fault(at=at, message=f"`{name}` is a list and is named as one", mend=f"call it `{plural(name)}`")


def _in_model(model: Model, _: Spec) -> Iterator[Fault]:
    yield from _lists((model.address / f"field {field.name}", field.name, field.type) for field in model.fields)


@rule(
    "NM002",
    severity="error",
    hears="spec",
    bad="### GET /api/task/{task_id}",
    good="### GET /api/tasks/{task_id}",
    source="AIP-122; Zalando #120, #134",
    endpoints=_in_endpoint,
    models=_in_model,
)
def plural_collections(spec: Spec) -> Iterator[Fault]:
    for schema in spec.schemas:
        yield from _lists((schema.address / f"field {field.name}", field.name, field.type) for field in schema.fields)


def _collections(endpoint: Endpoint) -> Iterator[str]:
    """The segments that an id follows, and the last one where rows of its very name are listed or created."""
    segments = endpoint.segments
    for segment, after in pairwise(segments):
        if not segment.startswith("{") and _is_id(after, segment):
            yield segment
    behavior = endpoint.behavior
    if segments and behavior is not None and behavior.verb in ("list", "create"):
        bare = segments[-1].replace("-", "").replace("_", "").lower()
        if bare == behavior.model.lower():
            yield segments[-1]


def _is_id(segment: str, collection: str) -> bool:
    if not segment.startswith("{"):
        return False
    name, stem = segment.strip("{}"), collection.replace("-", "_")
    one = re.sub(r"_?(?:id|uuid)$", "", name, flags=re.IGNORECASE)
    return not one or one == stem or plural(one) == stem or name.startswith(f"{stem}_")
