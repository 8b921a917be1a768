"""Who may call, when it is everybody."""

from groundplan.spec.effective import access_of, scope_of
from tests.architect.planned import after, plan


def test_owned_rows_that_everybody_may_read_are_all_rows() -> None:
    spec = after("people register and log in", "CRUD for essays: title. Each user sees only their own")
    proposal = plan("Everybody may read essays without logging in", spec)
    assert proposal.status == "ready", proposal.findings
    for endpoint in (e for e in proposal.after.endpoints if e.path.startswith("/api/essays")):
        access, scope = access_of(endpoint, proposal.after), scope_of(endpoint, proposal.after)
        assert access is not None and scope is not None
        opened = endpoint.method == "GET"
        assert (access.kind, scope.kind) == (("public", "none") if opened else ("authenticated", "owner"))
        assert not opened or not any("nother user's" in item.text for item in endpoint.criteria)


def test_what_shall_not_be_public_does_not_become_so() -> None:
    spec = after("people register and log in", "CRUD for essays: title. All signed-in users share them")
    assert not any(
        (access := access_of(endpoint, plan("essays must not be public", spec).after)) is not None
        and access.kind == "public"
        and endpoint.path.startswith("/api/essays")
        for endpoint in plan("essays must not be public", spec).after.endpoints
    )


def test_who_protects_the_api_wants_nobody_else_in() -> None:
    proposal = plan("Protect all endpoints with bearer tokens", after("CRUD for essays: title"))
    assert proposal.status == "ready", proposal.findings
    opened = {
        endpoint.path for endpoint in proposal.after.endpoints
        if (access := access_of(endpoint, proposal.after)) is not None and access.kind == "public"
    }  # fmt: skip
    assert not any(path.startswith("/api/essays") for path in opened)


def test_an_address_that_is_not_proven_opens_nothing_where_that_is_said() -> None:
    spec = after("people register and log in", "CRUD for essays: title. Each user sees only their own")
    made = plan("Users must verify their email before they may use the API", spec).after
    essays = [endpoint for endpoint in made.endpoints if endpoint.path.startswith("/api/essays")]
    assert essays and all(endpoint.error("email_not_verified") is not None for endpoint in essays)


def test_a_bound_on_sessions_is_none_on_accounts() -> None:
    assert plan("max 3 sessions per user", after("people register and log in")).status == "not_understood"
