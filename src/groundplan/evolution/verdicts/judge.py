"""What every difference between two specifications means to clients."""

from collections.abc import Callable, Iterator

from groundplan.evolution.compare import compare
from groundplan.evolution.verdicts import (
    access,
    behaviors,
    credentials,
    endpoints,
    errors,
    lists,
    parameters,
    requests,
    responses,
    retries,
    shared,
    words,
)
from groundplan.evolution.verdicts.pair import Pair
from groundplan.evolution.verdicts.verdict import LEVELS, Verdict
from groundplan.spec.spec import Spec

OF_ENDPOINTS: tuple[Callable[[Pair], Iterator[Verdict]], ...] = (
    parameters.judge_parameters,
    requests.judge_request,
    responses.judge_responses,
    errors.judge_errors,
    access.judge_access,
    access.judge_scope,
    retries.judge_limits,
    retries.judge_idempotency,
    retries.judge_precondition,
    lists.judge_list,
    behaviors.judge_behavior,
)


def judge(before: Spec, after: Spec, today: str) -> tuple[Verdict, ...]:
    """The verdicts on all that clients meet, the gravest first; none where nothing differs for them.

    Args:
        before: what clients keep to.
        after: what is to hold instead.
        today: the ISO date on which `after` comes into force; what is deprecated ends before it or behind it.
    """
    if before == after:
        return ()
    return tuple(sorted(_found(before, after, today), key=lambda verdict: LEVELS.index(verdict.level)))


def _found(before: Spec, after: Spec, today: str) -> Iterator[Verdict]:
    comparison = compare(before, after)
    met = endpoints.meet(before, after, comparison, today)
    promised = (spec.routing.versioning.notice for spec in (before, after))
    yield from endpoints.judge_presence(met, today, next((notice for notice in promised if notice is not None), None))
    for pair in met.pairs:
        for judge_part in OF_ENDPOINTS:
            yield from judge_part(pair)
    yield from errors.judge_envelope(before, after)
    if before.auth is not None and after.auth is not None:
        yield from credentials.judge_credentials(before.auth, after.auth)
    yield from behaviors.judge_states(before, after)
    yield from shared.judge_api(before.api, after.api)
    yield from shared.judge_routing(before.routing, after.routing)
    yield from words.judge_words(comparison)
