"""How often somebody may call."""

import re
from dataclasses import replace

from groundplan.architect.brief import Intent
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.understand import quantities
from groundplan.architect.understand.durations import find_duration
from groundplan.architect.understand.endpoints import endpoints_meant
from groundplan.architect.understand.wish import Wish
from groundplan.spec.address import Address
from groundplan.spec.effective import access_of, limits_of
from groundplan.spec.endpoint import Endpoint, LimitKey, RateLimit, Window
from groundplan.spec.spec import Spec

WORDS = {**quantities.WORDS, "once": 1, "twice": 2}
AMOUNT = re.compile(
    rf"\b(?P<amount>\d{{1,3}}(?:[,.]\d{{3}})+|\d+|{'|'.join(WORDS)})\s*(?:failed\s+|wrong\s+)?(?:[a-z-]+\s+){{0,5}}?(?:per|a|an|each|every|in|within|/)\s*"
    r"(?:the\s+)?(?P<count>\d+\s*)?(?P<window>seconds?|secs?|s|minutes?|mins?|min|hours?|hrs?|h|days?)\b",
    re.IGNORECASE,
)
# `locked for 15 minutes after five wrong passwords`: the account, not who calls, is counted.
LOCKED = re.compile(
    rf"\b(?P<amount>\d+|{'|'.join(WORDS)})\s*(?:consecutive\s+|successive\s+)?(?:failed|wrong|unsuccessful|incorrect|bad|invalid|false)\s",
    re.IGNORECASE,
)
LOCK = re.compile(r"\b(?:b?lock(?:ed|s|ing|out)?|freez\w*|frozen|suspend\w*)\b", re.IGNORECASE)
LOCK_LASTS = 900
KEYS: tuple[tuple[str, LimitKey], ...] = (
    (r"\b(?:ip|address(?:es)?|host)\b", "address"),
    (r"\b(?:tenant|organi[sz]ation|company|team|workspace)\b", "tenant"),
    (r"\baccount\b|\bsame (?:user|email)\b", "account"),
    (r"\bapi[ -]?key\b", "key"),
    (r"\b(?:user|client|caller|person|customer|member|everybody)\b", "user"),
)
LOGIN = re.compile(
    r"\b(?:(?:wrong|failed|incorrect|bad) passwords?|log(?:ging)?[ -]?ins?|sign(?:ing)?[ -]?ins?|log on|password guess\w*|login attempts?|brute)",
    re.IGNORECASE,
)
SIGN_UP = re.compile(r"\b(?:registrations?|register\w*|sign[ -]?ups?)\b", re.IGNORECASE)
COUNTED = re.compile(
    r"\b(?:per|for each|for every|each|every|by|and|/)\s+(?:signed-in\s+|single\s+)?(?:users?|accounts?|clients?|callers?|customers?|persons?|ip|address)\b",
    re.IGNORECASE,
)
WHOLE = re.compile(r"\b(?:api|requests?|calls?|endpoints?|everything|every endpoint|backend)\b", re.IGNORECASE)
USUAL = RateLimit(10, "minute", "user")


def find_limit(text: str) -> RateLimit | None:
    """The limit that a text says: `5 attempts per minute and address`."""
    if (locked := LOCKED.search(text)) is not None and LOCK.search(text) is not None:
        minutes = max((find_duration(text) or LOCK_LASTS) // 60, 1)
        return RateLimit(_number(locked["amount"]), "minute", "account", minutes)
    match = AMOUNT.search(text)
    if match is None:
        return None
    units: dict[str, Window] = {"s": "second", "m": "minute", "h": "hour", "d": "day"}
    count = int(match["count"]) if match["count"] else 1
    key: LimitKey = next((key for words, key in KEYS if re.search(words, text, re.IGNORECASE)), "user")
    return RateLimit(_number(match["amount"]), units[match["window"][0].lower()], key, count)


def _number(said: str) -> int:
    return max(WORDS.get(said.lower()) or int(re.sub(r"\D", "", said)), 1)


def _meant(wish: Wish) -> tuple[Endpoint, ...]:
    if LOGIN.search(wish.text) or SIGN_UP.search(wish.text):
        verbs = (("sign in",) if LOGIN.search(wish.text) else ()) + (("create",) if SIGN_UP.search(wish.text) else ())
        return tuple(
            e for e in wish.spec.endpoints
            if e.behavior is not None and e.behavior.verb in verbs and e.behavior.model == "User"
        )  # fmt: skip
    # Who is counted is not what is limited: `100 requests per minute per user`.
    return endpoints_meant(replace(wish, text=COUNTED.sub(" ", AMOUNT.sub(" ", wish.text))))


def _limit(ground: Ground, endpoint: Endpoint, spec: Spec) -> RateLimit:
    said = find_limit(ground.intent.quote) or USUAL
    access = access_of(endpoint, spec)
    open_ = access is None or not access.secured
    # Nobody is known by a token where none is needed.
    return said.replace(key="address") if open_ and said.key in ("user", "tenant", "key") else said


def _build(ground: Ground) -> Spec:
    spec = ground.spec
    for name in ground.intent.names:
        if name.startswith("router "):
            spec = _limited_router(ground, spec, name.partition(" ")[2])
            continue
        endpoint = spec.endpoints_by_address.get(Address(name))
        if endpoint is None:
            continue
        wanted, known = _limit(ground, endpoint, spec), limits_of(endpoint, spec) or ()
        if wanted in known:
            continue
        kept = tuple(limit for limit in known if (limit.key, limit.window) != (wanted.key, wanted.window))
        limits = (wanted, *kept)
        spec = spec.with_endpoint(
            endpoint.replace(rate_limits=limits, unlimited=""), spec.router_by_endpoint[endpoint.address].name
        )
    return spec


def _limited_router(ground: Ground, spec: Spec, name: str) -> Spec:
    """A router that counts so; where nobody signs in and users are counted, it stays as it is."""
    router, said = spec.router(name), find_limit(ground.intent.quote) or USUAL
    if router is None or (
        said.key in ("user", "tenant", "key") and (router.access is None or not router.access.secured)
    ):
        return spec
    kept = tuple(limit for limit in router.rate_limits or () if (limit.key, limit.window) != (said.key, said.window))
    return spec.with_router(router.replace(rate_limits=(said, *kept), unlimited=""))


def _questions(ground: Ground) -> tuple[Question, ...]:
    if find_limit(ground.intent.quote) is not None or not ground.intent.names:
        return ()
    choices = (Choice("10/minute", "ten a minute"), Choice("60/minute", "sixty a minute"))
    why = "A limit that is too low locks people out, and one that is too high stops nobody."
    return (Question("limit", "How many requests may one caller send?", why, choices, "10/minute", weight=40),)


# What is limited without a number is limited by the word.
ASKED = re.compile(
    r"\b(?:rate|throttl\w*|limit\w*|brute|guess\w*|too (?:many|often)|flood\w*|spam\w*|abus\w*|hammer\w*|attempts?|requests?|calls?|block\w*|lock\w*)\b",
    re.IGNORECASE,
)


def _reads(wish: Wish) -> Intent | None:
    if find_limit(wish.text) is None and ASKED.search(wish.text) is None:
        return None
    names = tuple(str(endpoint.address) for endpoint in _meant(wish))
    if not names and find_limit(wish.text) is not None and WHOLE.search(wish.text) and not set(wish.named) - {"users"}:
        names = tuple(str(router.address) for router in wish.spec.routers)
    return Intent("rate-limiting", names=names, key=" ".join(names)) if names else None


playbook = Playbook(
    name="rate-limiting",
    title="Limit how often somebody may call",
    calls=(
        "rate limit|limiting|limited",
        "throttle|throttled|throttling",
        "limit|cap|restrict|allow per|a|each minute|hour|second|day",
        "most|more|than|maximum|max|only per|a|an|each minute|hour|second|day",
        "request|attempt|call|time per|a|an|each minute|hour|second|day",
        "limit|cap attempt|request|call|login|logins",
        "brute force",
        "lock|block|freeze|suspend account|user|login|out after",
        "lock|block after fail|wrong|attempt|try|login",
        "after fail|wrong|incorrect login|attempt|password|try",
        "guess password",
        "too many request|attempt|call|login",
        "flood|spam|abuse|hammer endpoint|api|login|list|us",
    ),
    example="limit creating tickets to 20 per hour and user",
    near="at most 20 tickets fit on a page",
    stage="conduct",
    reads=_reads,
    touches=("GET", "POST", "PUT", "PATCH", "DELETE", "router"),
    options=lambda _: (Option("named", "A limit of its own at the endpoint", _build),),
    questions=_questions,
)
