"""What is taken from clients is announced: from when, until when, and what to use instead.

A client that reads the `Deprecation` and `Sunset` headers can move in time only if the dates are dates, lie in order and
leave the notice that the API promises, and if what it is sent to does not end as well.

Whether a change breaks clients shows only beside the released specification: `groundplan plan` says it of each change.
This rule judges what one specification says of its own deprecations.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.endpoint import Deprecation, Endpoint
from groundplan.spec.spec import Spec

DAY = 24 * 60 * 60


@rule(
    "RT006",
    severity="error",
    hears="spec",
    bad="- **Deprecated**: since 2026-12-01, sunset 2026-06-01",
    good="- **Deprecated**: since 2026-12-01, sunset 2027-06-01",
    source="RFC 9745 §4; RFC 8594 §3; AIP-180",
)
def breaking_change(spec: Spec) -> Iterator[Fault]:
    for endpoint in spec.endpoints:
        if endpoint.deprecation is not None:
            yield from _judged(endpoint, endpoint.deprecation, spec)


def _judged(endpoint: Endpoint, said: Deprecation, spec: Spec) -> Iterator[Fault]:
    at = endpoint.address / "deprecated"
    if wrong := _wrong_dates(said, spec.routing.versioning.notice):
        yield Fault(at=at, message=wrong[0], mend=wrong[1])
    instead = spec.endpoints_by_address.get(said.replacement)
    if instead is not None and instead.deprecation is not None:
        yield Fault(
            at=at,
            message=f"`{said.replacement}` replaces `{endpoint.address}` and is deprecated too",
            mend="name what replaces both",
        )


def _wrong_dates(said: Deprecation, notice: int | None) -> tuple[str, str] | None:
    """What is wrong with the dates, and how to mend it."""
    from datetime import date

    if not said.sunset:
        return "nothing says until when it answers", f"add the day: `since {said.since}, sunset 2027-06-01`"
    try:
        since, sunset = date.fromisoformat(said.since), date.fromisoformat(said.sunset)
    except ValueError:
        return f"`{said.since}` to `{said.sunset}` are no two days", "write each as year, month, day: `2026-12-01`"
    if sunset < since:
        return f"it ends on {sunset}, before it is deprecated on {since}", "name a later sunset"
    if notice is not None and (sunset - since).days * DAY < notice:
        days = (sunset - since).days
        return f"it ends {days} days after its deprecation, the API promises {notice // DAY}", "name a later sunset"
    return None
