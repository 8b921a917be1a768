"""Who may call an endpoint, and which rows a caller reaches."""

from collections.abc import Iterator

from groundplan.evolution.verdicts import rulings
from groundplan.evolution.verdicts.pair import Pair
from groundplan.evolution.verdicts.verdict import Verdict
from groundplan.spec.address import AUTH, Address
from groundplan.spec.effective import access_of, scope_of
from groundplan.spec.endpoint import Access, Scope
from groundplan.spec.spec import Spec

# From what lets most callers in to what lets fewest.
WIDTH = {"public": 2, "authenticated": 1, "roles": 0, "permissions": 0}
REACH = {"none": 2, "tenant": 1, "owner": 0}


def judge_access(pair: Pair) -> Iterator[Verdict]:
    was, now = access_of(pair.before, pair.old), access_of(pair.after, pair.new)
    at, origin = pair.at / "auth", pair.origin("access")
    if was is None or now is None:
        if was != now:
            yield rulings.UNSAID.on(at, f"is for {_said(now)}, and was for {_said(was)}", origin)
        return
    change = WIDTH[now.kind] - WIDTH[was.kind]
    if change:
        ruling = rulings.ACCESS_WIDENED if change > 0 else rulings.ACCESS_NARROWED
        yield ruling.on(at, f"is for {_said(now)} instead of {_said(was)}", origin)
    elif now.names or was.names:
        yield from _roles(pair, was, now, at, origin if was.names != now.names or was.kind != now.kind else AUTH)


def _roles(pair: Pair, was: Access, now: Access, at: Address, origin: Address) -> Iterator[Verdict]:
    before, after = _let_in(was, pair.old), _let_in(now, pair.new)
    for name in after:
        if name not in before:
            yield rulings.ROLE_ADDED.on(at, f"is for role `{name}` as well", origin)
    for name in before:
        if name not in after:
            yield rulings.ROLE_REMOVED.on(at, f"is no longer for role `{name}`", origin)


def _let_in(access: Access, spec: Spec) -> tuple[str, ...]:
    """Every role that is let in: those that are named, those that have a named permission, and those that include one."""
    known = spec.auth.roles if spec.auth is not None else ()
    granted = {permission.name: permission.roles for permission in (spec.auth.permissions if spec.auth else ())}
    found = dict.fromkeys(access.names)
    if access.kind == "permissions":
        # A permission that nobody describes stands for itself.
        found = dict.fromkeys(role for name in access.names for role in granted.get(name, (name,)))
    wider: dict[str, list[str]] = {}
    for role in known:
        for included in role.includes:
            wider.setdefault(included, []).append(role.name)
    waiting = list(found)
    while waiting:
        for name in wider.get(waiting.pop(), ()):
            if name not in found:
                found[name] = None
                waiting.append(name)
    return tuple(found)


def _said(access: Access | None) -> str:
    if access is None:
        return "nobody that is named"
    match access.kind:
        case "public":
            return "everybody"
        case "authenticated":
            return "everybody who is signed in"
        case kind:
            return f"{kind} {', '.join(f'`{name}`' for name in access.names)}"


def judge_scope(pair: Pair) -> Iterator[Verdict]:
    was, now = scope_of(pair.before, pair.old), scope_of(pair.after, pair.new)
    at, origin = pair.at / "scope", pair.origin("scope")
    if was is None or now is None:
        if was != now:
            yield rulings.UNSAID.on(at, f"reaches {_rows(now)}, and reached {_rows(was)}", origin)
        return
    change = REACH[now.kind] - REACH[was.kind]
    if change:
        ruling = rulings.SCOPE_WIDENED if change > 0 else rulings.SCOPE_NARROWED
        yield ruling.on(at, f"reaches {_rows(now)} instead of {_rows(was)}", origin)
        return
    if now.field != was.field:
        yield rulings.SCOPE_CHANGED.on(at, f"reaches rows by `{now.field}` instead of `{was.field}`", origin)
    for name in now.override:
        if name not in was.override:
            yield rulings.SCOPE_WIDENED.on(at, f"role `{name}` reaches all rows", origin)
    for name in was.override:
        if name not in now.override:
            yield rulings.SCOPE_NARROWED.on(at, f"role `{name}` no longer reaches all rows", origin)


def _rows(scope: Scope | None) -> str:
    if scope is None:
        return "rows that nobody named"
    return {"none": "all rows", "tenant": "the tenant's rows", "owner": "the caller's rows"}[scope.kind]
