"""Which roles reach the rows of others, as a request says it: `teachers see all essays, students only their own`."""

import re
from typing import NamedTuple

from groundplan.architect.understand.access import ROLE, role_named

MAY = r"(?:(?:keep|keeps|can|may|should|must|could|will|are allowed to|is allowed to|need to|needs to|have to|get to|want to)\s+)?(?:be able to\s+)?(?:also\s+)?"
READING = r"see|sees|seeing|reading|view|views|read|reads|look at|looks at|list|lists|browse|browses|find|finds"
CHANGING = r"edit|edits|change|changes|update|updates|correct|corrects"
DELETING = r"delete|deletes|remove|removes"
DOING = rf"{CHANGING}|{DELETING}|access|accesses|reach|reaches|manage|manages|handle|handles|work on|works on|do|does|search|searches"
OTHERS = (
    r"all|everything|every|any|each|everyone'?s?|everybody'?s?|(?:those|the \w+) of (?:all|others|everybody|everyone|other users)"
    r"|(?:the )?other (?:users|people)'?s?"
)
ALL = re.compile(
    rf"\b(?P<role>[a-z]+)\s+{MAY}(?P<verbs>(?:(?:{READING}|{DOING})(?:\s*,\s*|\s+and\s+|\s+or\s+|/)?)+)\s+(?:and \w+\s+)?(?:{OTHERS})\b",
    re.IGNORECASE,
)
OWN = re.compile(
    rf"\b(?P<role>[a-z]+)\s+{MAY}(?:only\s+|just\s+)?(?:(?:{READING}|{DOING})\s+)?(?:and \w+\s+)?(?:only\s+|just\s+)?"
    r"(?:their own|theirs|his own|her own|those (?:that )?they|what they|the \w+ (?:that |which )?they)\b",
    re.IGNORECASE,
)
ROLE_WORD = re.compile(ROLE, re.IGNORECASE)


class Reach(NamedTuple):
    """The roles that reach every row, what they do with it (`read`, `update`, `delete`), and the roles that reach their own."""

    all: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    own: tuple[str, ...] = ()


def find_reach(text: str, known: tuple[str, ...]) -> Reach:
    """Who is said to reach all rows and who only the own ones; nothing where no role is told apart from everybody.

    Args:
        text: the request.
        known: the roles that there are.
    """
    reaching = {role: match["verbs"] for match in ALL.finditer(text) if (role := role_named(match["role"]))}
    own = tuple(dict.fromkeys(role for match in OWN.finditer(text) if (role := role_named(match["role"]))))
    # A noun that no role is known by counts where somebody else is said to reach less.
    told = {
        role: said for role, said in reaching.items() if role in known or ROLE_WORD.fullmatch(role) or OWN.search(text)
    }
    done = dict.fromkeys(what for said in told.values() for what in _done(said))
    return Reach(tuple(told), tuple(done), tuple(role for role in own if role not in told)) if told else Reach()


def _done(said: str) -> tuple[str, ...]:
    """What some verbs do with a row; who changes one has to see it."""
    kinds = (("read", rf"{READING}|{CHANGING}"), ("update", CHANGING), ("delete", DELETING))
    found = tuple(what for what, verbs in kinds if re.search(rf"\b(?:{verbs})\b", said, re.IGNORECASE))
    return found or ("read", "update", "delete")
