"""GET and HEAD change nothing that a client asked for.

Browsers, proxies and crawlers repeat and prefetch them freely, so an effect would happen when nobody wanted it.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec


@rule(
    "EP004",
    severity="error",
    hears="endpoint",
    bad="- **Behavior**: read `Task` by `task_id`\n- **Effect**: marks the task as read",
    good="- **Behavior**: read `Task` by `task_id`",
    source="RFC 9110 §9.2.1; Zalando #149",
)
def safe_method_has_no_effects(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    if endpoint.method not in ("GET", "HEAD"):
        return
    mend = "move the effect to a POST, PUT, PATCH or DELETE"
    if endpoint.behavior is not None and endpoint.behavior.writes:
        message = f"`{endpoint.method}` must change nothing, and the behavior is `{endpoint.behavior.verb}`"
        yield Fault(message, mend, endpoint.address / "behavior")
    for index, effect in enumerate(endpoint.effects, 1):
        message = f"`{endpoint.method}` must change nothing, and it has the effect “{effect}”"
        yield Fault(message, mend, endpoint.address / f"effect {index}")
