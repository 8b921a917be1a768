"""What each role may do, as a request says it: `viewers can only read, editors create and change, admins do everything`."""

import re

from groundplan.architect.understand.access import ROLE_WORDS

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
READS = r"read|view|see|look at|list|browse"
VERB = rf"(?:{READS}|{'|'.join(VERBS.values())}|do|have|access)"
SAID = re.compile(
    rf"\b(?P<role>{'|'.join(ROLE_WORDS)})s?\s+(?:can|may|could|should|must|are allowed to|is allowed to|have|has|do|get)?\s*(?:be able to\s+)?"
    rf"(?P<only>only\s+|just\s+)?(?P<verbs>{VERB}\b(?:[^.;\n]*?)?)(?=[.;\n]|$|,?\s+(?:and\s+|but\s+|while\s+)?(?:only\s+)?(?:the\s+)?(?:{'|'.join(ROLE_WORDS)})s?\b)",
    re.IGNORECASE,
)


def find_rights(text: str) -> Rights:
    """The operations that change rows which each role may do; empty where no two are told apart."""
    found: Rights = {}
    limited = False
    for match in SAID.finditer(text):
        verbs = match["verbs"]
        role = match["role"].lower().replace("administrator", "admin")
        if ALL.search(verbs) and not re.match(rf"(?:{READS})\b", verbs, re.IGNORECASE):
            rights = frozenset(WRITING)
        elif NOTHING.search(verbs):
            rights = frozenset()
        else:
            rights = frozenset(name for name in WRITING if re.search(rf"\b(?:{VERBS[name]})\b", verbs, re.IGNORECASE))
        limited = limited or (not rights and bool(match["only"] or NOTHING.search(verbs)))
        found[role] = found.get(role, frozenset()) | rights
    return found if limited or (len(found) > 1 and any(found.values())) else {}
