"""What must not happen twice has a key by which a repeated request is known.

A client whose connection broke cannot tell whether its request was carried out, so it sends it again. A second row can be
deleted; a second payment, mail or call to somebody else's system cannot be taken back.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.retries.effects import LEAVES, leaving_effects, moves_money
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec


@rule(
    "IR002",
    severity="warning",
    hears="endpoint",
    bad="- **Behavior**: create `Task` with `user_id` = caller\n- **Effect**: charges the card of the caller",
    good="- **Behavior**: create `Task` with `user_id` = caller",
    source="Zalando #229, #230, #231; draft-ietf-httpapi-idempotency-key-header-07 (expired)",
)
def unsafe_retry_needs_key(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    said = endpoint.idempotency
    if endpoint.method != "POST" or said is None or said.kind != "none" or LEAVES.search(said.reason):
        return
    effect = next((sentence for _, sentence in leaving_effects(endpoint)), "")
    if effect or moves_money(endpoint):
        what = f"“{effect.rstrip('.')}”" if effect else f"what `{endpoint.address}` does to money"
        yield Fault(
            at=endpoint.address / "idempotency",
            message=f"a repeated request repeats {what}",
            mend="say `Idempotency-Key` or by `field`; or in the reason that the effect may happen twice",
        )
