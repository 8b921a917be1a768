"""An answer in JSON is an object, and a list stands in a page.

An object can gain a field one day: a total, a warning, the way to the next page. A bare list cannot, and every client
breaks when it has to become one.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec


@rule(
    "RS003",
    severity="error",
    hears="endpoint",
    bad="| 200 | list of `ProjectRead` | always, also when nothing matches; `total`",
    good="| 200 | page of `ProjectRead` | always, also when nothing matches; `total`",
    source="Zalando #110; AIP-132",
)
def object_at_top_level(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    for response in endpoint.responses:
        if response.shape == "list" and response.media in ("", "application/json"):
            page = f"answer `page of `{response.schema}``" if response.schema else "answer a page"
            yield Fault(
                at=endpoint.address / f"response {response.status}",
                message="the answer is a bare list, which can never gain a field",
                mend=f"{page}, or a schema that holds the list",
            )
