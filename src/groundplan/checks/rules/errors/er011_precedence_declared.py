"""It is said once in which order a request is checked, since the first check that fails answers.

A request can lack a token and have a bad body and name a row of somebody else, all at once. Without an order each endpoint
answers another of the three, and one that looks for the row first tells strangers which ids exist.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import ERRORS
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec

ORDER = Pattern(r"\border\b|\bprecedence\b|\bbefore\b|\bfirst\b|→|->|\bthen\b", re.IGNORECASE)
STATUS = Pattern(r"(?<![\w./-])4\d\d(?![\w%/-])")
# The steps in words, for a project that names no statuses.
STEPS = (
    Pattern(r"\bauthenticat|\bcaller\b|\btoken\b|\bsigned in\b", re.IGNORECASE),
    Pattern(r"\bauthori[sz]|\broles?\b|\bpermission", re.IGNORECASE),
    Pattern(r"\bvalidat|\binput\b|\bbody\b|\bmalformed\b", re.IGNORECASE),
    Pattern(r"\bexist|\brow\b|\bresource\b|\bfound\b|\bowner", re.IGNORECASE),
)


def _in_endpoint(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    """A note of the endpoint that puts two checks the other way round than the order of all."""
    ordered = [(index, order) for index, note in enumerate(endpoint.notes, 1) if (order := _order_in(note))]
    common = next((order for text in _shared(spec) if (order := _order_in(text))), ()) if ordered else ()
    for index, order in ordered:
        own = (status for status in order if status in common)
        turned = next((pair for pair in pairwise(own) if _turned(*pair, common)), None)
        if turned is not None:
            yield Fault(
                at=endpoint.address / f"note {index}",
                message=f"{turned[0]} comes before {turned[1]} here, and after it everywhere else",
                mend="keep to the order that the errors state",
            )


@rule(
    "ER011",
    severity="warning",
    hears="spec",
    bad="- Each check that fails answers.",
    good=(
        "- Checks come in this order: route, body size and form (400), caller (401), role (403), input (400), row (404), "
        "rules of the row (409, 422); the first that fails answers."
    ),
    source="FastAPI, dependencies and request validation; OWASP API8:2023",
    endpoints=_in_endpoint,
)
def precedence_declared(spec: Spec) -> Iterator[Fault]:
    if any(True for _ in spec.endpoints) and not any(_states_order(text) for text in _shared(spec)):
        yield Fault(
            at=ERRORS,
            message="nothing says which error answers a request that is wrong in several ways",
            mend="add a note: `Checks come in this order: caller (401), role (403), input (400), row (404), rules of the "
            "row (409); the first that fails answers`",
        )


def _shared(spec: Spec) -> Iterator[str]:
    yield from spec.errors.notes
    yield from spec.api.notes
    yield from spec.routing.notes
    yield from spec.auth.notes if spec.auth is not None else ()


def _states_order(text: str) -> bool:
    if ORDER.search(text) is None:
        return False
    return len(_order_in(text)) > 1 or sum(step.search(text) is not None for step in STEPS) > 2


def _order_in(text: str) -> tuple[str, ...]:
    """The statuses of a sentence that puts them in an order; one that comes twice has no place in it."""
    found = STATUS.findall(text) if ORDER.search(text) else []
    return tuple(status for status in found if found.count(status) == 1) if len(set(found)) > 1 else ()


def _turned(first: str, second: str, common: tuple[str, ...]) -> bool:
    return common.index(first) > common.index(second)
