"""What holds for every endpoint at once."""

from collections.abc import Iterator

from groundplan.evolution.verdicts import rulings
from groundplan.evolution.verdicts.verdict import Verdict
from groundplan.spec.address import API, ROUTING
from groundplan.spec.api import Api, Cors, Routing

LISTS = ("origins", "methods", "headers", "exposed")


def judge_api(was: Api, now: Api) -> Iterator[Verdict]:
    if was.unknown_fields != now.unknown_fields:
        yield _unknown_fields(was.unknown_fields, now.unknown_fields)
    if was.body_limit != now.body_limit:
        if was.body_limit is None or now.body_limit is None:
            yield rulings.UNSAID.on(API / "body limit", "how large a body may be was or is not said")
        else:
            ruling = rulings.BODY_LIMIT_LOWERED if now.body_limit < was.body_limit else rulings.BODY_LIMIT_RAISED
            yield ruling.on(
                API / "body limit", f"a body has at most {now.body_limit} bytes instead of {was.body_limit}"
            )
    for name, what in (("hidden_rows", "a row of somebody else"), ("invalid_input", "invalid input")):
        before, after = getattr(was, name), getattr(now, name)
        if before != after:
            ruling = rulings.ERROR_CODE_CHANGED if before and after else rulings.UNSAID
            at = API / name.replace("_", " ")
            yield ruling.on(
                at, f"{what} is answered {after or 'as nobody says'} instead of {before or 'as nobody said'}"
            )


def _unknown_fields(was: str, now: str) -> Verdict:
    at, said = API / "unknown fields", f"unknown fields are {now or 'not spoken of'} and were {was or 'not spoken of'}"
    if now == "ignored" and was == "rejected":
        return rulings.UNKNOWN_FIELDS_IGNORED.on(at, said)
    ruling = rulings.UNKNOWN_FIELDS_REJECTED if now == "rejected" and was == "ignored" else rulings.UNSAID
    return ruling.on(at, said)


def judge_routing(was: Routing, now: Routing) -> Iterator[Verdict]:
    if was.cors is not None and now.cors is not None:
        yield from _cors(was.cors, now.cors)
    before, after = was.versioning.strategy, now.versioning.strategy
    if before and after and before != after:
        yield rulings.VERSIONING_CHANGED.on(ROUTING / "versioning", f"versions by {after} instead of {before}")


def _cors(was: Cors, now: Cors) -> Iterator[Verdict]:
    at = ROUTING / "cors"
    for name in LISTS:
        before, after = getattr(was, name), getattr(now, name)
        if gone := [item for item in before if item not in after]:
            yield rulings.ORIGINS_NARROWED.on(at, f"{name} without {', '.join(gone)}")
        if come := [item for item in after if item not in before]:
            yield rulings.ORIGINS_WIDENED.on(at, f"{name} with {', '.join(come)}")
    if was.credentials != now.credentials:
        ruling = rulings.ORIGINS_WIDENED if now.credentials else rulings.ORIGINS_NARROWED
        yield ruling.on(at, f"credentials are {'allowed' if now.credentials else 'not allowed'}")
