"""What each role may do, as a request says it: `viewers can only read, editors create and change, admins do everything`."""

import re
from functools import cache

from groundplan.architect.understand.access import ROLE_WORDS, find_roles, role_named

Rights = dict[str, frozenset[str]]
WRITING = ("create", "update", "delete")
VERBS = {
    "create": r"create|add|write|post|make|enter|manage",
    "update": r"edit|update|change|write|modify|manage|correct",
    "delete": r"delete|remove|manage",
}
ALL = re.compile(r"\b(?:everything|anything|all|full access)\b", re.IGNORECASE)
# `see everything but change nothing`
NOTHING = re.compile(r"\b(?:nothing|not|never|cannot|no)\b", re.IGNORECASE)
READS = r"read|view|see|look(?: at)?|list|browse"
VERB = rf"(?:{READS}|{'|'.join(VERBS.values())}|do|have|access)"
MAY = r"(?:can|may|could|should|must|shall|are allowed to|is allowed to)"


@cache
def _said(roles: tuple[str, ...]) -> re.Pattern[str]:
    """What a role is said to do: one of these, or any noun in front of `may`."""
    names = "|".join(map(re.escape, sorted(roles, key=len, reverse=True)))
    return re.compile(
        rf"(?:\b(?P<role>{names})s?\s+(?:{MAY}|have|has|do|get|to\b)?|\b(?P<other>[a-z]+)s?[\"'”`]?\s+(?:(?:which |who |that )?{MAY}|(?=only\s)))\s*"
        rf"(?:be able to\s+)?(?P<only>only\s+|just\s+)?(?P<verbs>{VERB}\b(?:[^.;\n]*?)?)"
        rf"(?=[.;\n]|$|,?\s+(?:and\s+|but\s+|while\s+)?(?:only\s+)?(?:the\s+)?(?:(?:{names})s?\b|[a-z]+s?\s+(?:{MAY}|only)\s))",
        re.IGNORECASE,
    )


# `create and edit but not delete`
BUT_NOT = re.compile(r",?\s*(?:\bbut\s+|\band\s+)?\b(?:not|never|cannot|can't|no)\b", re.IGNORECASE)


def find_rights(text: str) -> Rights:
    """The operations that change rows which each role may do; empty where no two are told apart."""
    found: Rights = {}
    limited = False
    for match in _said((*ROLE_WORDS, *(name for name in find_roles(text) if name not in ROLE_WORDS))).finditer(text):
        said = match["verbs"]
        role = role_named(match["role"] or match["other"])
        if not role:
            continue
        verbs = BUT_NOT.split(said)[0]
        denied = verbs != said
        if ALL.search(verbs) and not re.match(rf"(?:{READS})\b", verbs, re.IGNORECASE):
            rights = frozenset(WRITING) - _named(said[len(verbs) :])
        elif NOTHING.search(verbs):
            rights, denied = frozenset(), True
        else:
            rights = _named(verbs)
        limited = limited or (not rights and (denied or bool(match["only"])))
        found[role] = found.get(role, frozenset()) | rights
    return found if limited or (len(found) > 1 and any(found.values())) else {}


def _named(verbs: str) -> frozenset[str]:
    """The operations on rows that a stretch of text names."""
    return frozenset(name for name in WRITING if re.search(rf"\b(?:{VERBS[name]})\b", verbs, re.IGNORECASE))


def says_rights(text: str) -> bool:
    """Whether a clause says what somebody may do."""
    return _said(tuple(ROLE_WORDS)).search(text) is not None
