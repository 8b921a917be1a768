"""Which endpoints there are, where they are, and how long they stay."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from groundplan.evolution.compare import Comparison
from groundplan.evolution.verdicts import rulings
from groundplan.evolution.verdicts.pair import Pair
from groundplan.evolution.verdicts.verdict import Verdict
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec

# What clients may expect where an API promises no notice.
NOTICE_DAYS = 180
DAY = 86_400
NAME = re.compile(r"\{[^{}]*\}")


class Met(NamedTuple):
    """The endpoints of two specifications: those that both have, and the address of each that moved, by its old one."""

    pairs: tuple[Pair, ...]
    gone: tuple[Endpoint, ...]
    come: tuple[Endpoint, ...]
    moved: Mapping[str, str]


def meet(old: Spec, new: Spec, comparison: Comparison, today: str) -> Met:
    """Which endpoint of one specification is which of the other; the name of a path parameter makes no difference."""
    was, now = dict(old.endpoints_by_address), dict(new.endpoints_by_address)
    same = {address: address for address in now if address in was}
    places = {_place(endpoint): address for address, endpoint in was.items() if address not in same}
    same |= {
        address: places.pop(_place(endpoint))
        for address, endpoint in now.items()
        if address not in same and _place(endpoint) in places
    }
    pairs = tuple(
        Pair(was.pop(same[address]), now.pop(address), old, new, today) for address in [*now] if address in same
    )
    moved = {
        str(each.was): str(each.address) for each in comparison.differences if each.was in was and each.address in now
    }
    moved |= _other_method(was, now)
    elsewhere = set(moved.values())
    come = tuple(endpoint for address, endpoint in now.items() if address not in elsewhere)
    return Met(pairs, tuple(was.values()), come, moved)


def _place(endpoint: Endpoint) -> tuple[str, str]:
    return endpoint.method, NAME.sub("{}", endpoint.path)


def _other_method(gone: Mapping[str, Endpoint], come: Mapping[str, Endpoint]) -> Iterator[tuple[str, str]]:
    """Endpoints that say the same under another method, old address and new."""
    waiting = {_methodless(endpoint): address for address, endpoint in come.items()}
    for address, endpoint in gone.items():
        if (found := waiting.pop(_methodless(endpoint), None)) is not None:
            yield address, found


def _methodless(endpoint: Endpoint) -> Endpoint:
    return endpoint.replace(method="GET", behavior=None)


def judge_presence(met: Met, today: str, notice: int | None) -> Iterator[Verdict]:
    """The verdicts on what is new, gone, elsewhere or about to end; `notice` in seconds."""
    for pair in met.pairs:
        yield from _deprecation(pair, notice)
    for endpoint in met.come:
        yield rulings.ENDPOINT_ADDED.on(endpoint.address, "is new")
    for endpoint in met.gone:
        yield _gone(endpoint, met.moved.get(endpoint.address, ""), today)


def _gone(endpoint: Endpoint, moved: str, today: str) -> Verdict:
    at, said = endpoint.address, endpoint.deprecation
    sunset = _day(said.sunset) if said is not None else None
    if sunset is not None and sunset <= date.fromisoformat(today):
        return rulings.ENDPOINT_REMOVED_IN_TIME.on(at, f"is gone, as announced for {sunset}")
    if moved:
        return rulings.ENDPOINT_MOVED.on(at, f"is `{moved}` now")
    if said is not None:
        until = f"until {sunset}" if sunset is not None else "until a day that nobody named"
        return rulings.ENDPOINT_REMOVED_EARLY.on(at, f"is gone, and was to answer {until}")
    return rulings.ENDPOINT_REMOVED.on(at, "is gone")


def _deprecation(pair: Pair, notice: int | None) -> Iterator[Verdict]:
    was, now, at = pair.before.deprecation, pair.after.deprecation, pair.at / "deprecated"
    if now is None:
        if was is not None:
            yield rulings.DEPRECATION_WITHDRAWN.on(at, "is deprecated no longer")
        return
    before, after = _day(was.sunset) if was is not None else None, _day(now.sunset)
    if after is None:
        if was is None or before is not None:
            yield rulings.DEPRECATED_IN_TIME.on(at, "is deprecated, without a day on which it ends")
    elif before is None:
        days = (after - date.fromisoformat(pair.today)).days
        least = NOTICE_DAYS if notice is None else notice // DAY
        ruling = rulings.DEPRECATED_IN_TIME if days >= least else rulings.DEPRECATED_TOO_LATE
        yield ruling.on(at, f"is deprecated and ends on {after}, in {days} days of {least} that are due")
    elif after != before:
        ruling = rulings.SUNSET_EARLIER if after < before else rulings.SUNSET_LATER
        yield ruling.on(at, f"ends on {after} instead of {before}")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
