"""What users see and change of their own account."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.accounts import with_accounts
from groundplan.architect.designs.profile import with_profile
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.understand.fields.reading import read_fields
from groundplan.architect.understand.wish import Wish
from groundplan.spec.model import Field
from groundplan.spec.spec import Spec
from groundplan.spec.types import Bounds, Constraints, Type

DISPLAY_NAME = Field(
    "display_name", Type("str"), nullable=True, constraints=Constraints(bounds=Bounds(1, 80), trimmed=True),
    create="optional", update="optional", read="yes",
)  # fmt: skip
USUAL = "display_name"
ABOUT = re.compile(
    r"\bprofiles?\b|/me\b|\bwho (?:am i|is (?:signed|logged) in)\b|\b(?:their|his|her|my|own|the caller'?s?) (?:own )?(?:account|data|details|name|display name)\b",
    re.IGNORECASE,
)
READ_ONLY = re.compile(r"\bGET\b|\bwho (?:am i|is (?:signed|logged) in)\b|\bread[- ]only\b")
HOLDS = re.compile(
    r"\bprofiles?\b(?:\s+(?:page|endpoint)s?)?(?:\s+(?:for|of) (?:each|every|a) user)?"
    r"(?:\s*[(:]|,?\s+(?:with|like|such as|including|consisting of|has|have|holds?|contains?)\b)\s*:?\s*(?P<fields>[^.;]+)",
    re.IGNORECASE,
)
SET = re.compile(
    r"\b(?:change|edit|update|set|choose)\s+(?:(?:his|her|their|my|own|the)\s+)+(?P<fields>[^.;]+)", re.IGNORECASE
)
# What is called so is the account itself, and no column of it.
WHOLE = frozenset(
    {"account", "profile", "profiles", "data", "details", "password", "email", "email_address", "user", "users"}
)


def _fields(listed: str) -> tuple[Field, ...]:
    """The fields of a list, as accounts that are there allow them: none is required that is not said to be."""
    fields = (field for field in read_fields(listed.rstrip(") ")) if field.name not in WHOLE)
    eased = (f if f.default is not None else f.replace(nullable=True, create="optional") for f in fields)
    return tuple(field.replace(update="optional", read="yes") for field in eased)


def _listed(wish: Wish) -> str:
    """What a profile is said to hold, anywhere in the request, or what its user is said to change."""
    found = HOLDS.search(wish.request) or SET.search(wish.text)
    return "" if found is None else found["fields"]


def _build(ground: Ground) -> Spec:
    spec = with_accounts(ground.spec, ground.conventions, "rotate")
    changes = ground.intent.operations != ("read",)
    fields = ground.intent.fields
    if not fields and (answer := ground.answers.get("fields")):
        fields = (DISPLAY_NAME,) if answer == USUAL else _fields(answer)
    return with_profile(spec, fields, ground.conventions, changes=changes)


def _questions(ground: Ground) -> tuple[Question, ...]:
    user = ground.spec.models_by_name.get("User")
    settled = user is not None and any(field.update for field in user.fields)
    if ground.intent.operations == ("read",) or ground.intent.fields or settled:
        return ()
    why = "An address is changed by a mail that proves it, and a password with the old one, so neither is part of it."
    choices = (Choice(USUAL, "a name to be shown to others"),)
    return (Question("fields", "What can users change of their account?", why, choices, USUAL, weight=50, open=True),)


def _reads(wish: Wish) -> Intent | None:
    if ABOUT.search(wish.text) is None or set(wish.named) - {"users"}:
        return None
    fields = _fields(_listed(wish))
    reads = not fields and READ_ONLY.search(wish.text) is not None
    return Intent("profile", fields=fields, operations=("read",) if reads else ())


playbook = Playbook(
    name="profile",
    title="Let users see and change their own account",
    calls=(
        "profile",
        "me get|patch|put|endpoint|route|account",
        "who am i",
        "who sign|log in",
        "user|person|people|member|customer change|edit|update|set|choose name|account|detail",
        "own|my|their account|data|detail|name",
    ),
    example="users have a profile with a display name and a bio (max 500), which they can change",
    near="a ticket has an account number",
    stage="accounts",
    reads=_reads,
    touches=("auth", "errors", "api", "routing", "model User", "router", "schema"),
    options=lambda _: (Option("me", "The account of the token's user, at one address", _build),),
    questions=_questions,
)
