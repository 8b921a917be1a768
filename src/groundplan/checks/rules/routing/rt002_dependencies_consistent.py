"""What endpoints need is injected: the session, the caller, the role, the page.

A check that each handler has to remember is forgotten by one of them. Said once as a dependency, with the endpoints that
use it, it holds for the next endpoint too. Who commits is a part of that: two places that do, or none, lose data.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import ROUTING
from groundplan.spec.api import Applies, Dependency, Routing
from groundplan.spec.effective import fits
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec

NEEDS: tuple[tuple[Applies, str, str], ...] = (
    ("database", "reach the database", "one session a request"),
    ("secured", "are secured", "the caller"),
    ("roles", "name a role", "the caller's role, or the refusal"),
    ("lists", "answer in pages", "the page that is asked for, checked"),
)


@rule(
    "RT002",
    severity="error",
    hears="spec",
    bad="| `get_current_user` | the caller's `User`, from the token's `sub` | `get_session` | — |",
    good="| `get_current_user` | the caller's `User`, from the token's `sub` | `get_session` | secured endpoints |",
    source="FastAPI, Dependencies",
)
def dependencies_consistent(spec: Spec) -> Iterator[Fault]:
    if spec.routing == Routing():
        return  # nothing is said of the way of a request at all, which is a finding by itself
    for condition, which, gives in NEEDS:
        if _given(condition, spec):
            continue
        needy = next((endpoint for endpoint in spec.endpoints if _needs(condition, endpoint, spec)), None)
        if needy is not None:
            yield Fault(
                at=ROUTING / "section Dependencies",
                message=f"endpoints that {which} have no dependency for it, `{needy.address}` among them",
                mend=f"add a dependency that gives {gives}, used by {_words(condition)}",
            )
    sessions = _given("database", spec)
    if sessions and not any("commit" in session.gives for session in sessions) and _writes(spec):
        yield Fault(
            at=ROUTING / f"dependency {sessions[0].name}",
            message=f"`{sessions[0].name}` does not say when its work is committed",
            mend="say it: committed when the handler returns, rolled back when it raises",
        )


def _given(condition: Applies, spec: Spec) -> tuple[Dependency, ...]:
    return tuple(item for item in spec.routing.dependencies if {"all", condition} & {*item.used_by})


def _needs(condition: Applies, endpoint: Endpoint, spec: Spec) -> bool:
    if condition == "lists":
        return endpoint.pagination is not None
    return fits(condition, endpoint, spec)


def _words(condition: Applies) -> str:
    words = {"database": "endpoints that reach the database", "secured": "secured endpoints", "lists": "lists"}
    return words.get(condition, "endpoints that name a role")


def _writes(spec: Spec) -> bool:
    return any(endpoint.behavior is not None and endpoint.behavior.writes for endpoint in spec.endpoints)
