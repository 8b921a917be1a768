"""Rows that their owners share with single users."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.accounts import with_accounts
from groundplan.architect.designs.anchor import anchor_of
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.ownership import with_owner
from groundplan.architect.designs.sharing import Sharing, with_sharing
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.understand.access import find_scope
from groundplan.architect.understand.targets import target_of
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec

EDIT = re.compile(r"\b(?:edit|chang|modif|updat|writ|collaborat|work together|co-?own|contribut)\w*", re.IGNORECASE)
VIEW = re.compile(
    r"\b(?:view|read|look|see)(?:ing)?[- ]only\b|\bonly (?:be able to )?(?:view|read|look|see)|\bread access\b",
    re.IGNORECASE,
)
NEVER = re.compile(
    r"\b(?:not|never|no|without|cannot|can't)\b[^.;,]{0,20}\b(?:edit|chang|modif|updat|writ)", re.IGNORECASE
)


# `no two contacts share an address`, `the members of an organisation share them`.
ALIKE = re.compile(
    r"\bno (?:two|other)\b|\b(?:organi[sz]ation|tenant|workspace|compan)\w*\b|\bshar\w+ (?:the same|a common|one)\b|\bmarket share\b|\bshare (?:code|logic)\b",
    re.IGNORECASE,
)
EVERYBODY = re.compile(
    r"\bshared? (?:by|between|among|with|across) (?:all\b|every|the whole|the (?:team|company)\b)|\ball\b.{0,30}\bshare\b|\bshare them\b",
    re.IGNORECASE,
)


def _said(quote: str) -> str:
    """The levels that a request names; empty where it leaves them open."""
    if EDIT.search(quote) and not NEVER.search(quote):
        return "edit"
    return "view" if VIEW.search(quote) or NEVER.search(quote) else ""


def _build(ground: Ground, edit: bool) -> Spec:
    spec, collection = ground.spec, ground.intent.resource
    anchor = anchor_of(spec, collection)
    if anchor is None or anchor.model.tenant:
        return spec
    # What belongs to nobody cannot be shared by anybody.
    spec = with_owner(with_accounts(spec, ground.conventions, "rotate"), collection, ground.conventions)
    anchor = anchor_of(spec, collection)
    if anchor is None or not anchor.private:
        return ground.spec
    return with_sharing(spec, Sharing(anchor, edit), ground.conventions)


def _options(ground: Ground) -> tuple[Option, ...]:
    said, words = _said(ground.intent.quote), Names(ground.intent.resource or "rows").words
    edit = Option(
        "edit",
        "Each share says whether to view or to edit",
        lambda g: _build(g, True),
        {"Whom a share lets change a row": "whom its owner chose", "Levels": "two", "A lost update": "possible"},
        "A level that comes later changes what every share means.",
        decision=f"Share {words} with single users, to view or to edit",
        consequences=(
            "A table of shares, which every look-up of one row joins.",
            "Deleting and sharing stay with the owner.",
            "The owner's list stays their own; what others share has a list of its own.",
        ),
    )
    view = Option(
        "view",
        "A share lets view and nothing else",
        lambda g: _build(g, False),
        {"Whom a share lets change a row": "nobody", "Levels": "one", "A lost update": "as before"},
        "There is less to understand; nobody but the owner changes anything.",
        rank=1,
        decision=f"Share {words} with single users, to view only",
        consequences=("A table of shares, which reading one row joins.", "Levels that come later need a column."),
    )
    return (view,) if said == "view" else (edit,) if said == "edit" else (edit, view)


def _questions(ground: Ground) -> tuple[Question, ...]:
    known = Names(f"{Names(ground.intent.resource).one}_shares").model in ground.spec.models_by_name
    if not ground.intent.resource or known or _said(ground.intent.quote):
        return ()
    choices = (Choice("edit", "view or edit, as each share says"), Choice("view", "view only"))
    asked = f"What may somebody do with {Names(ground.intent.resource).a_word} that is shared with them?"
    why = "It decides whether a share has a level, and what the others are answered."
    return (Question("levels", asked, why, choices, "edit", weight=80),)


def _context(ground: Ground) -> tuple[str, ...]:
    return (
        f"The {Names(ground.intent.resource).words} are reached by their owners alone, who want to let single others in.",
    )


def _reads(wish: Wish) -> Intent | None:
    # What all share belongs to nobody, and is no matter of single users.
    if find_scope(wish.text) in ("shared", "public") or EVERYBODY.search(wish.text) or ALIKE.search(wish.text):
        return None
    return Intent("sharing", target_of(wish, *(name for name in wish.models if name.endswith("_shares"))))


playbook = Playbook(
    name="sharing",
    title="Let owners share rows with other users",
    calls=(
        "share with other|another|user|person|colleague|friend|somebody|someone|member|family|partner|email",
        "add|want|need|support|allow|enable|implement sharing",
        "invite|give|let other|another|somebody|someone|colleague|friend view|see|edit|read|access my|his|their|own",
        "give|grant access to",
        "collaborator",
        "collaborate|collaboration on|with",
        "share|sharing",
        "view only access",
    ),
    near="all signed-in users share the price list",
    stage="resources",
    targets=True,
    reads=_reads,
    touches=(
        "errors",
        "routing",
        "auth",
        "api",
        "router",
        "GET",
        "PUT",
        "PATCH",
        "DELETE",
        "POST",
        "model",
        "schema",
        "decision",
    ),
    example="owners share their projects with other users, to view or to edit",
    options=_options,
    questions=_questions,
    topic="levels",
    affects=("API", "data model", "access"),
    context=_context,
)
