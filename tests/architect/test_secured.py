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
