"""What a request says that cannot both be."""

import re

from inflection import pluralize

from groundplan.architect.understand.access import ROLE

SHOWN = re.compile(r"\bpublic\b|\b(?:everybody|everyone|anyone)\b", re.IGNORECASE)
CLOSED = re.compile(
    rf"\bonly\s+(?:the\s+)?(?P<who>{ROLE}|signed[- ]in users?|logged[- ]in users?)\b|\b(?:secured|private|hidden from)\b",
    re.IGNORECASE,
)
# Who may change something is told apart from who may see it.
CHANGED = re.compile(r"\bonly\b[^.;,]{0,40}\b(?:delet|edit|chang|updat|creat|writ)", re.IGNORECASE)
LEAST = re.compile(r"\b(?:at least|min(?:imum)?(?: of)?|no less than)\s+(\d+)", re.IGNORECASE)
MOST = re.compile(r"\b(?:at most|max(?:imum)?(?: of)?|no more than|up to)\s+(\d+)", re.IGNORECASE)
OWED = re.compile(r"\b(?:mandatory|required|compulsory|obligatory)\b", re.IGNORECASE)
SPARED = re.compile(r"\b(?:may|can) be (?:left out|omitted|missing|empty)\b|\b(?:is|are|be) optional\b", re.IGNORECASE)
GONE = re.compile(
    r"\b(?:remove|drop|delete|retire)\b[^.]*\bendpoints?\b[^.]*\b(?P<verb>delet|updat|creat|list|edit)\w*\s+(?P<what>\w+)",
    re.IGNORECASE,
)


def contradiction(text: str) -> str:
    """The two words that exclude each other; empty where all that is said can be."""
    pairs = (_reached(text), _bounded(text), _given(text), _taken(text))
    found = next(filter(None, pairs), None)
    return "" if found is None else f"it says both `{found[0]}` and `{found[1]}`, which exclude each other"


def _reached(text: str) -> tuple[str, str] | None:
    """For everybody, and for some only."""
    shown, closed = SHOWN.search(text), CLOSED.search(text)
    if shown is None or closed is None or CHANGED.search(text) is not None:
        return None
    return shown[0], closed[0]


def _bounded(text: str) -> tuple[str, str] | None:
    """One bound of one thing beyond the other."""
    clauses = (
        clause for clause in re.split(r"[.;\n]", text) if len(LEAST.findall(clause)) == len(MOST.findall(clause)) == 1
    )
    for clause in clauses:
        least, most = LEAST.search(clause), MOST.search(clause)
        if least is not None and most is not None and int(least[1]) > int(most[1]):
            return least[0], most[0]
    return None


def _given(text: str) -> tuple[str, str] | None:
    """One field that must be given and need not be, where no other is spoken of between the two."""
    for sentence in re.split(r"[.;\n]", text):
        owed, spared = OWED.search(sentence), SPARED.search(sentence)
        if owed is None or spared is None:
            continue
        between = sentence[min(owed.end(), spared.end()) : max(owed.start(), spared.start())]
        if re.search(r"\bit\b", between, re.IGNORECASE) is not None and "," not in between.replace(
            ", and it", ""
        ).replace(", but it", ""):
            return owed[0], spared[0]
    return None


def _taken(text: str) -> tuple[str, str] | None:
    """An endpoint that goes, and what it does that stays possible."""
    gone = GONE.search(text)
    if gone is None:
        return None
    stays = re.compile(
        rf"\b(?:still|must|should)\b[^.]*\b(?:able to|can)\s+{gone['verb']}\w*\s+(?:an?\s+|the\s+)?{_one(gone['what'])}",
        re.IGNORECASE,
    )
    kept = stays.search(text, gone.end())
    return None if kept is None else (gone[0], kept[0])


def _one(noun: str) -> str:
    plain = noun.lower().removesuffix("s")
    return rf"(?:{re.escape(plain)}|{re.escape(str(pluralize(plain)))})"
