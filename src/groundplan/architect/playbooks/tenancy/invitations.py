"""People who are asked to join."""

from groundplan.architect.brief import Intent
from groundplan.architect.designs.accounts import with_accounts
from groundplan.architect.designs.invitations import with_invitations
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.tenants import Tenancy, with_tenancy
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.playbooks.tenancy.organisations import ROLES, organisation_named, tenancy_of
from groundplan.architect.understand.durations import find_duration
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec

USUAL = "organizations"
WEEK, LONGEST = 604_800, 2_592_000


def _build(ground: Ground) -> Spec:
    spec = with_accounts(ground.spec, ground.conventions, "rotate")
    named = ground.intent.key or ground.answers.get("joined", USUAL)
    tenancy = tenancy_of(spec) or Tenancy(Names(named), ROLES)
    spec = with_tenancy(spec, tenancy, ground.conventions)
    lifetime = min(find_duration(ground.intent.quote) or WEEK, LONGEST)
    return with_invitations(spec, tenancy, ground.conventions, lifetime)


def _questions(ground: Ground) -> tuple[Question, ...]:
    if ground.intent.key or tenancy_of(ground.spec) is not None:
        return ()
    choices = (Choice(USUAL, "an organisation"), Choice("teams", "a team"), Choice("workspaces", "a workspace"))
    why = "Who joins becomes a member of something, and reaches what is its own."
    return (Question("joined", "What do people join?", why, choices, USUAL, weight=80),)


def _reads(wish: Wish) -> Intent | None:
    known = tenancy_of(wish.spec)
    named = organisation_named(wish.request)
    return Intent("invitations", key=known.names.collection if known is not None else named)


playbook = Playbook(
    name="invitations",
    title="Invite people by mail",
    calls=(
        "invite|invites|invitation|invitations",
        "invite|invitation people|person|user|colleague|member|somebody|someone|email|mail|link|team|organization|workspace|by|to",
        "invitation run|expire|valid|accept|accepted|link",
        "ask|asked join",
        "join team|organization|workspace|company link|mail|email|invitation",
        "add member|colleague by email|mail",
        "onboard|onboarding colleague|member|people|team",
    ),
    example="admins of a team invite people by mail; an invitation is good for 7 days",
    near="a team has members",
    stage="endpoints",
    reads=_reads,
    touches=("auth", "errors", "routing", "api", "model", "router", "schema", "GET", "POST", "PUT", "PATCH", "DELETE"),
    options=lambda _: (Option("link", "A link by mail, for one address and once", _build),),
    questions=_questions,
)
