"""Which role does which move of a workflow, as far as a request says it."""

import re

from groundplan.architect.understand.access import ROLE_WORDS
from groundplan.architect.understand.workflow import Flow
from groundplan.spec.model import Transition

# Whoever reaches the row is no role of its own.
NO_ROLES = ("owner", "author", "user", "member", "customer", "client", "guest", "reader", "viewer")


def find_doers(text: str, flow: Flow, known: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The role of each move that a text names one for: `managers approve or reject them`, `approved by a manager`."""
    found: dict[str, str] = {}
    for role in dict.fromkeys((*known, *(word for word in ROLE_WORDS if word not in NO_ROLES), *_deciders(text))):
        said = _done_by(role, text)
        for move in flow.moves:
            if _means(move, said):
                found.setdefault(move.action, "admin" if role == "administrator" else role)
    return tuple(found.items())


def _deciders(text: str) -> tuple[str, ...]:
    """Who decides on rows, by another name than roles usually have: `approved by the librarian`."""
    by = re.findall(
        r"\b(?:approv\w*|reject\w*|review\w*|publish\w*|verif\w*|sign[- ]?off) by (?:an?|the|our) ([a-z]+)\b",
        text,
        re.IGNORECASE,
    )
    return tuple(word.lower() for word in by if word.lower().rstrip("s") not in NO_ROLES)


def _done_by(role: str, text: str) -> str:
    """The words of what a role does, and of what is done by it."""
    active = re.findall(rf"\b{role}s?\b([^.;,]{{0,120}})", text, re.IGNORECASE)
    passive = re.findall(
        rf"\b(\w+(?:\s*(?:or|and|,|/)\s*\w+)*) by (?:an?\s|the\s|only\s|our\s)*{role}s?\b", text, re.IGNORECASE
    )
    owed = re.search(
        rf"\b(?:approval|sign[- ]?off)\b[^.;,]{{0,20}}\b(?:by|of|from) (?:an?\s|the\s|our\s)*{role}s?\b"
        rf"|\b{role}(?:'?s)?'? (?:approval|sign[- ]?off)\b",
        text,
        re.IGNORECASE,
    )
    return " ".join((*active, *passive, *(("approve", "reject") if owed is not None else ()))).lower()


def _means(move: Transition, said: str) -> bool:
    """Whether some words speak of a move, by its action or by where it leads."""
    action = move.action.replace("_", "[ _-]")
    return re.search(rf"\b(?:{action}(?:s|es)?|{move.target.replace('_', '[ _-]')})\b", said) is not None
