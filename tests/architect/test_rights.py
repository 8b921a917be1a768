"""Roles with what each may do: who else is refused, at which endpoint."""

import pytest

from groundplan.architect.understand.access import find_roles
from groundplan.checks.engine import check
from groundplan.spec.effective import access_of, scope_of
from groundplan.spec.spec import Spec
from tests.architect.planned import after, plan

START = ("people register and log in", "CRUD for maps: title. All signed-in users share them")
ALL = {
    "viewers can only read, editors can create and edit, admins can do everything": (
        ("viewer", "editor", "admin"), {"POST": ("editor", "admin"), "PATCH": ("editor", "admin"), "DELETE": ("admin",)},
    ),
    "Roles: reader, writer, admin. Readers may only view maps, writers may add and edit them, admins may also delete.": (
        ("reader", "writer", "admin"), {"POST": ("writer", "admin"), "PATCH": ("writer", "admin"), "DELETE": ("admin",)},
    ),
    "RBAC with three roles. Viewers see everything but change nothing. Editors can create, edit and delete. Admins manage users.": (
        ("viewer", "editor", "admin"), {"POST": ("editor", "admin"), "PATCH": ("editor", "admin"), "DELETE": ("editor", "admin")},
    ),
    "Surveyors may create and edit maps but not delete them; wardens may do everything": (
        ("surveyor", "warden"), {"POST": (), "PATCH": (), "DELETE": ("warden",)},
    ),
    "roles: guide, hiker (default), warden. Wardens can do everything, guides manage maps, hikers can only read maps": (
        ("hiker", "guide", "warden"), {"POST": ("guide", "warden"), "PATCH": ("guide", "warden"), "DELETE": ("guide", "warden")},
    ),
    'Add the role "auditor" which can only read': (
        ("member", "auditor", "admin"), {"POST": ("member", "admin"), "PATCH": ("member", "admin"), "DELETE": ("member", "admin")},
    ),
    "We need role-based access control: viewer, editor and admin. Only admins may delete maps.": (
        ("viewer", "editor", "admin"), {"POST": (), "PATCH": (), "DELETE": ("admin",)},
    ),
}  # fmt: skip


def callers(spec: Spec, method: str) -> tuple[str, ...]:
    """The roles that an endpoint of maps is for; none where it is for all."""
    endpoint = next(e for e in spec.endpoints if e.method == method and e.path.startswith("/api/maps"))
    access = access_of(endpoint, spec)
    return access.names if access is not None and access.kind == "roles" else ()


@pytest.mark.parametrize(("request_", "wanted"), ALL.items(), ids=ALL)
def test_a_role_does_what_it_may_and_no_more(
    request_: str, wanted: tuple[tuple[str, ...], dict[str, tuple[str, ...]]]
) -> None:
    proposal = plan(request_, after(*START))
    assert proposal.status == "ready", (proposal.message, proposal.findings)
    roles, methods = wanted
    assert proposal.after.auth is not None
    assert tuple(role.name for role in proposal.after.auth.roles) == roles
    assert {method: callers(proposal.after, method) for method in methods} == methods
    assert callers(proposal.after, "GET") == ()
    assert check(proposal.after) == ()
    assert plan(request_, proposal.after).status == "nothing_to_do"


def test_a_highest_role_that_sees_more_takes_nothing_from_others() -> None:
    spec = after(*START, "role-based access control")
    assert callers(plan("admins can see all maps", spec).after, "POST") == ()


def test_roles_come_in_the_order_of_the_text() -> None:
    assert find_roles("role-based access control: viewer, editor and admin") == ("viewer", "editor", "admin")


@pytest.mark.parametrize(
    ("request_", "roles", "reaching", "changes"),
    [
        ("surveyors see all maps, hikers only their own", ("hiker", "surveyor", "admin"), ("surveyor",), False),
        (
            "Staff can view and edit every map; guests see only the maps they made",
            ("guest", "staff", "admin"),
            ("staff",),
            True,
        ),
        (
            "Rangers should be able to read all maps. Hikers only see their own.",
            ("hiker", "ranger", "admin"),
            ("ranger",),
            False,
        ),
    ],
)
def test_a_role_reaches_the_rows_of_others_where_the_rest_reach_their_own(
    request_: str, roles: tuple[str, ...], reaching: tuple[str, ...], *, changes: bool
) -> None:
    proposal = plan(request_, after(*START))
    assert proposal.status == "ready", (proposal.message, proposal.findings)
    spec = proposal.after
    assert spec.auth is not None and tuple(role.name for role in spec.auth.roles) == roles
    scopes = {
        endpoint.method: scope_of(endpoint, spec)
        for endpoint in spec.endpoints
        if endpoint.path.startswith("/api/maps")
    }
    assert all(scope is not None and scope.kind == "owner" for scope in scopes.values())
    reached = {method for method, scope in scopes.items() if scope is not None and scope.override == reaching}
    assert reached == ({"GET", "PATCH"} if changes else {"GET"})
    assert check(spec) == ()
    assert plan(request_, spec).status == "nothing_to_do"


def test_who_reaches_rows_that_all_reach_is_told_nothing() -> None:
    assert plan("guides can see all maps", after(*START)).status == "not_understood"


def test_who_deletes_the_rows_of_others_needs_not_see_them() -> None:
    spec = after(*START[:1], "CRUD for maps: title. Each user sees only their own", "role-based access control")
    made = plan("Let admins delete any map", spec).after
    scopes = {e.method: scope_of(e, made) for e in made.endpoints if e.path == "/api/maps/{map_id}"}
    assert {method for method, scope in scopes.items() if scope is not None and scope.override} == {"DELETE"}
    assert check(made) == ()
