"""How callers prove who they are: tokens, claims, passwords."""

from collections.abc import Iterator
from typing import Literal

from groundplan.evolution.verdicts import rulings
from groundplan.evolution.verdicts.verdict import Ruling, Verdict
from groundplan.spec.address import AUTH
from groundplan.spec.auth import Auth, Token
from groundplan.spec.types import Bounds

PINNED = ("scheme", "issuer", "audience")


def judge_credentials(was: Auth, now: Auth) -> Iterator[Verdict]:
    for name in PINNED:
        yield from _pinned(name, getattr(was, name), getattr(now, name))
    yield from _algorithms(was.algorithms, now.algorithms)
    yield from _claims(was, now)
    yield from _tokens(was, now)
    if was.passwords is not None and now.passwords is not None:
        yield from _passwords(was.passwords.bounds, now.passwords.bounds)


def _pinned(name: str, was: str, now: str) -> Iterator[Verdict]:
    if was != now:
        ruling = rulings.TOKENS_REFUSED if was and now else rulings.UNSAID
        yield ruling.on(AUTH / name, f"{name} `{now or 'none'}` instead of `{was or 'none'}`")


def _algorithms(was: tuple[str, ...], now: tuple[str, ...]) -> Iterator[Verdict]:
    if set(was) == set(now):
        return
    ruling = rulings.UNSAID if not was or not now else rulings.TOKENS_ACCEPTED
    if was and now and not set(was) <= set(now):
        ruling = rulings.TOKENS_REFUSED
    yield ruling.on(
        AUTH / "algorithms", f"signed with {', '.join(now) or 'anything'} instead of {', '.join(was) or 'anything'}"
    )


def _claims(was: Auth, now: Auth) -> Iterator[Verdict]:
    before, after = ({claim.name: claim for claim in auth.claims if claim.required} for auth in (was, now))
    for name in after:
        if name not in before:
            yield rulings.TOKENS_REFUSED.on(AUTH / f"claim {name}", f"a token has to carry `{name}`")
    for name in before:
        if name not in after:
            yield rulings.TOKENS_ACCEPTED.on(AUTH / f"claim {name}", f"a token need not carry `{name}`")


def _tokens(was: Auth, now: Auth) -> Iterator[Verdict]:
    before, after = ({token.kind: token for token in auth.tokens} for auth in (was, now))
    for kind, token in after.items():
        if (known := before.get(kind)) is None:
            yield rulings.TOKEN_ADDED.on(AUTH / f"token {kind}", f"there are {kind} tokens")
        else:
            yield from _token(known, token)
    for kind in before:
        if kind not in after:
            yield rulings.TOKEN_REMOVED.on(AUTH / f"token {kind}", f"there are no {kind} tokens any more")


def _token(was: Token, now: Token) -> Iterator[Verdict]:
    at = AUTH / f"token {now.kind}"
    attributes: tuple[Literal["lifetime", "idle"], ...] = ("lifetime", "idle")
    for name in attributes:
        before, after = getattr(was, name), getattr(now, name)
        if before != after:
            word = "lives" if name == "lifetime" else "stays alive unused"
            yield _lasting(before, after).on(
                at, f"{now.kind} token {word} {_seconds(after)} instead of {_seconds(before)}"
            )
    if was.form != now.form and was.form and now.form:
        yield rulings.TOKEN_HANDLING_CHANGED.on(at, f"{now.kind} token is {now.form} instead of {was.form}")
    if (was.rotated, was.single_use) != (now.rotated, now.single_use):
        once = now.rotated or now.single_use
        yield rulings.TOKEN_HANDLING_CHANGED.on(at, f"{now.kind} token works {'once' if once else 'more than once'}")


def _lasting(before: int | None, after: int | None) -> Ruling:
    """Nothing said is no end that clients can count on or against."""
    if before is None or after is None:
        return rulings.UNSAID
    return rulings.LIFETIME_SHORTENED if after < before else rulings.LIFETIME_LENGTHENED


def _seconds(count: int | None) -> str:
    return "for a time that nobody said" if count is None else f"for {count} seconds"


def _passwords(was: Bounds, now: Bounds) -> Iterator[Verdict]:
    if was == now:
        return
    narrower = (now.low or 0) > (was.low or 0) or (now.high is not None and (was.high is None or now.high < was.high))
    ruling = rulings.PASSWORDS_NARROWED if narrower else rulings.PASSWORDS_WIDENED
    yield ruling.on(AUTH / "passwords", f"a password has {_length(now)} characters instead of {_length(was)}")


def _length(bounds: Bounds) -> str:
    return f"{bounds.low or 0} to {'any number of' if bounds.high is None else bounds.high}"
