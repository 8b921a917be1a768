"""How often clients may come, what a second request of the same kind does, and on which condition."""

from collections.abc import Iterator

from groundplan.evolution.verdicts import rulings
from groundplan.evolution.verdicts.pair import Pair
from groundplan.evolution.verdicts.verdict import Verdict
from groundplan.spec.effective import limits_of
from groundplan.spec.endpoint import Idempotency, RateLimit

SECONDS = {"second": 1, "minute": 60, "hour": 3_600, "day": 86_400}


def judge_limits(pair: Pair) -> Iterator[Verdict]:
    was, now = limits_of(pair.before, pair.old) or (), limits_of(pair.after, pair.new) or ()
    if set(was) == set(now):
        return
    # A limit that another one implies holds nobody back.
    tighter = any(not any(_implies(old, new) for old in was) for new in now)
    ruling = rulings.LIMIT_TIGHTENED if tighter else rulings.LIMIT_LOOSENED
    yield ruling.on(pair.at / "rate limit", f"{_said(now)} instead of {_said(was)}", pair.origin("rate_limits"))


def _implies(one: RateLimit, other: RateLimit) -> bool:
    """Whether who keeps to one limit keeps to the other: no more requests, in no less time."""
    return one.key == other.key and one.amount <= other.amount and _length(one) >= _length(other)


def _length(limit: RateLimit) -> int:
    return limit.count * SECONDS[limit.window]


def _said(limits: tuple[RateLimit, ...]) -> str:
    return " and ".join(
        f"{one.amount} in {one.count} {one.window}{'' if one.count == 1 else 's'} per {one.key}" for one in limits
    ) or "no limit"  # fmt: skip


def judge_idempotency(pair: Pair) -> Iterator[Verdict]:
    was, now, at = pair.before.idempotency, pair.after.idempotency, pair.at / "idempotency"
    keyed, keys = was is not None and was.kind == "key", now is not None and now.kind == "key"
    if now is not None and keys:
        if now.required and not (was is not None and keyed and was.required):
            yield rulings.KEY_REQUIRED.on(at, "asks for an idempotency key")
        elif not keyed:
            yield rulings.KEY_ADDED.on(at, "takes an idempotency key")
        elif was is not None:
            yield from _key(was, now, pair)
    elif keyed:
        yield rulings.KEY_REMOVED.on(at, "takes no idempotency key any more")
    elif was is not None and now is not None and (was.kind == "none") != (now.kind == "none"):
        repeats = now.kind == "none"
        said = "does it once more when asked again" if repeats else "does it once, however often it is asked"
        yield (rulings.RETRY_REPEATS if repeats else rulings.RETRY_HARMLESS).on(at, said)


def _key(was: Idempotency, now: Idempotency, pair: Pair) -> Iterator[Verdict]:
    at = pair.at / "idempotency"
    if was.required and not now.required:
        yield rulings.KEY_ADDED.on(at, "no longer asks for the idempotency key")
    if was.kept != now.kept:
        if was.kept is None or now.kept is None:
            yield rulings.UNSAID.on(at, "how long the idempotency key is kept was or is not said")
        else:
            ruling = rulings.KEY_KEPT_SHORTER if now.kept < was.kept else rulings.KEY_KEPT_LONGER
            yield ruling.on(at, f"keeps the idempotency key {now.kept} seconds instead of {was.kept}")


def judge_precondition(pair: Pair) -> Iterator[Verdict]:
    was, now, at = pair.before.precondition, pair.after.precondition, pair.at / "precondition"
    if was is not None and (now is None or now.header != was.header):
        yield rulings.CONDITION_REMOVED.on(at, f"takes no `{was.header}` any more")
        was = None
    if now is None:
        return
    if now.required and not (was is not None and was.required):
        yield rulings.CONDITION_REQUIRED.on(at, f"asks for `{now.header}`")
    elif was is None:
        yield rulings.CONDITION_ADDED.on(at, f"takes `{now.header}`")
    elif was.required and not now.required:
        yield rulings.CONDITION_ADDED.on(at, f"no longer asks for `{now.header}`")
