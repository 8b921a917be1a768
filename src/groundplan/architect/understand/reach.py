"""Which roles reach the rows of others, as a request says it: `teachers see all essays, students only their own`."""

import re
from typing import NamedTuple

from groundplan.architect.understand.access import ROLE, role_named

MAY = r"(?:(?:can|may|should|must|could|will|are allowed to|is allowed to|need to|needs to|have to|get to|want to)\s+)?(?:be able to\s+)?(?:also\s+)?"
READING = r"see|sees|view|views|read|reads|look at|looks at|list|lists|browse|browses|find|finds"
DOING = r"access|accesses|reach|reaches|manage|manages|edit|edits|handle|handles|work on|works on|change|changes|update|updates|do|does|search|searches"
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
    """The roles that reach every row, whether they only read them, and the roles that reach their own."""

    all: tuple[str, ...] = ()
    reading: bool = False
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
    reading = all(re.fullmatch(rf"(?:{READING}|and|or|[\s,/])+", said, re.IGNORECASE) for said in told.values())
    return Reach(tuple(told), reading, tuple(role for role in own if role not in told)) if told else Reach()
