"""Who may call, which rows they reach, and how often: the facts `Auth`, `Scope` and `Rate limit`."""

import re
from typing import get_args

from groundplan.documents.constructs.type_text import nearest_word
from groundplan.documents.form import Fact, NotUnderstood, Values
from groundplan.documents.inline import apart, code, code_spans, codes, together, uncode
from groundplan.spec.endpoint import Access, LimitKey, RateLimit, Scope, Window

LIMIT = re.compile(r"(\d[\d,]*)/(?:(\d+) )?(second|minute|hour|day)s? per (\w+)$")
ALL_ROWS = re.compile(r"(.+?) reach(?:es)? every row(, audited)?$")


def write_access(access: Access | None) -> str | None:
    if access is None:
        return None
    match access.kind:
        case "public":
            return f"public; {access.reason}" if access.reason else "public"
        case "authenticated":
            return "authenticated"
        case "roles":
            return f"role {codes(access.names, ' or ')}"
        case "permissions":
            return f"permission {codes(access.names, ' or ')}"


def read_access(text: str) -> Access:
    if text == "authenticated":
        return Access("authenticated")
    word, _, rest = text.partition(" ")
    if word.rstrip(";,:") == "public":
        return Access("public", reason=rest.strip())
    if word in ("role", "roles", "permission", "permissions") and (names := code_spans(rest)):
        return Access("roles" if word.startswith("role") else "permissions", names)
    raise NotUnderstood(
        f"`{text}` does not say who may call: `public`, `authenticated`, role `NAME`, permission `NAME`",
        nearest_word(word, ("public", "authenticated", "role", "permission")),
    )


def write_scope(scope: Scope | None) -> str | None:
    if scope is None:
        return None
    if scope.kind == "none":
        return f"none; {scope.reason}" if scope.reason else "none"
    text = f"{scope.kind}, {code(scope.field)}"
    if scope.override:
        verb = "reaches" if len(scope.override) == 1 else "reach"
        text += f"; {codes(scope.override, ' and ')} {verb} every row{', audited' if scope.audited else ''}"
    return text


def read_scope(text: str) -> Scope:
    if text == "none" or text.startswith("none;"):
        return Scope("none", reason=text.partition(";")[2].strip())
    first, _, rest = text.partition("; ")
    kind, _, field = first.partition(", ")
    name = uncode(field)
    if (kind != "owner" and kind != "tenant") or name is None:
        raise NotUnderstood(f"`{text}` does not say which rows: owner, `Model.field`; tenant, `Model.field`; or `none`")
    scope = Scope("owner" if kind == "owner" else "tenant", name)
    if not rest:
        return scope
    if (match := ALL_ROWS.match(rest)) is None:
        raise NotUnderstood(f"`{rest}` is no override: `admin` reaches every row, audited")
    return scope.replace(override=code_spans(match[1]), audited=match[2] is not None)


def write_limits(limits: tuple[RateLimit, ...] | None, unlimited: str) -> str | None:
    if limits is None:
        return None
    if not limits:
        return f"none; {unlimited}" if unlimited else "none"
    return together([_limit(limit) for limit in limits])


def _limit(limit: RateLimit) -> str:
    window = limit.window if limit.count == 1 else f"{limit.count} {limit.window}s"
    return f"{limit.amount}/{window} per {limit.key}"


def read_limits(text: str) -> Values:
    """The values of `rate_limits` and `unlimited`."""
    if text == "none" or text.startswith("none;"):
        return {"rate_limits": (), "unlimited": text.partition(";")[2].strip()}
    return {"rate_limits": tuple(_read_limit(piece) for piece in apart(text))}


def _read_limit(text: str) -> RateLimit:
    match = LIMIT.match(text)
    if match is None or match[4] not in get_args(LimitKey):
        raise NotUnderstood(f"`{text}` is no rate limit such as `60/minute per user`")
    amount, count, window, key = match.groups()
    return RateLimit(int(amount.replace(",", "")), _window(window), _key(key), int(count or 1))


def _window(text: str) -> Window:
    found: Window = next(window for window in get_args(Window) if window == text)
    return found


def _key(text: str) -> LimitKey:
    found: LimitKey = next(key for key in get_args(LimitKey) if key == text)
    return found


ACCESS = Fact(
    "Auth",
    lambda element: write_access(element.access),
    lambda text: {"access": read_access(text)},
    "who may call: `public` with a reason, `authenticated`, roles or permissions",
    "role `admin` or `editor`",
)
SCOPE = Fact(
    "Scope",
    lambda element: write_scope(element.scope),
    lambda text: {"scope": read_scope(text)},
    "which rows a caller reaches: those that the field ties to the caller or to the tenant, or all",
    "owner, `Task.user_id`; `admin` reaches every row, audited",
)
RATE_LIMIT = Fact(
    "Rate limit",
    lambda element: write_limits(element.rate_limits, element.unlimited),
    read_limits,
    "how often, for each `address`, `user`, `tenant`, `account` or `key`; `none` with a reason",
    "5/minute per address; 20/day per account",
)
