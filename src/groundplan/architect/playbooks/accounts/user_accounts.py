"""Users who register and sign in."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.accounts import Sessions, with_accounts, with_sign_in_required
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.understand import access
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec


def _build(ground: Ground, sessions: Sessions) -> Spec:
    spec = with_accounts(ground.spec, ground.conventions, sessions)
    return with_sign_in_required(spec) if ground.intent.scope == "shared" else spec


def _options(ground: Ground) -> tuple[Option, ...]:
    if ground.spec.auth is not None:
        return (Option("rotate", "As it is", lambda g: _build(g, "rotate")),)
    return (
        Option(
            "rotate",
            "Rotate refresh tokens",
            lambda g: _build(g, "rotate"),
            {"A stolen token works": "until its next use", "Signing out": "at once", "State": "one row a refresh"},
            "It is the least that lets people stay signed in, sign out, and lose a token without losing the account.",
            decision="Rotate refresh tokens at every use",
            consequences=(
                "A `RefreshToken` table, purged of old rows.",
                "Two tabs that refresh at once need the grace that `auth/jwt.md` gives them.",
                "Left out until asked for: proof of the address, password reset, signing out everywhere, a second factor.",
            ),
        ),
        Option(
            "keep",
            "One long-lived refresh token",
            lambda g: _build(g, "keep"),
            {"A stolen token works": "until it expires", "Signing out": "at once", "State": "one row a session"},
            "Less to store, and a stolen refresh token goes unnoticed.",
            rank=1,
            decision="Keep one refresh token for each session",
            consequences=("A stolen refresh token works until it expires or its session is ended.",),
        ),
        Option(
            "access",
            "Access token only",
            lambda g: _build(g, "access"),
            {"A stolen token works": "until it expires", "Signing out": "not on the server", "State": "none"},
            "Nothing to store; people sign in again and again, and nobody can be signed out.",
            rank=2,
            decision="Use access tokens alone",
            consequences=("Nobody can be signed out before the access token ends.",),
        ),
    )


def _questions(ground: Ground) -> tuple[Question, ...]:
    if ground.spec.auth is not None:
        return ()
    return (
        Question(
            "sessions",
            "How do people stay signed in?",
            "It decides what a stolen token is worth, and whether signing out works.",
            (
                Choice("rotate", "refresh tokens that change at every use"),
                Choice("keep", "one long-lived refresh token"),
                Choice("access", "no refresh: sign in again when the access token ends"),
            ),
            "rotate",
            weight=70,
        ),
    )


def _context(ground: Ground) -> tuple[str, ...]:
    minutes = ground.conventions.access_lifetime // 60
    days = ground.conventions.refresh_lifetime // 86_400
    return (f"Access tokens live {minutes} minutes, and people expect to stay signed in for {days} days.",)


# Who secures the API wants nobody else in.
SECURING = re.compile(
    r"\b(?:secur\w+|protect\w*|lock(?:ed)? down|requir\w+|behind|in front of|guard\w*)\b[^.;]{0,30}\b(?:api|endpoints?|routes?|backend|everything|login|auth\w*|tokens?|jwt)\b",
    re.IGNORECASE,
)


def _reads(wish: Wish) -> Intent | None:
    if access.ACCOUNTS.search(wish.text) is None:
        return None
    return Intent("user-accounts", scope="shared" if SECURING.search(wish.text) else "")


playbook = Playbook(
    name="user-accounts",
    title="Let users register and sign in",
    calls=(
        "register|registration",
        "sign up",
        "log in",
        "login",
        "sign in",
        "user account",
        "jwt",
        "json web token",
        "authenticate|authentication",
        "secure|protect|guard api|endpoint|route|backend|everything",
        "bearer token",
    ),
    near="a ticket is registered by its number",
    stage="accounts",
    reads=_reads,
    touches=("auth", "api", "errors", "routing", "model", "router", "schema"),
    example="users with register and login",
    options=_options,
    questions=_questions,
    topic="sessions",
    affects=("auth", "data model"),
    context=_context,
)
