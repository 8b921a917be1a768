"""States, and the moves between them, in the words of a request."""

import re
from typing import NamedTuple

from groundplan.architect.understand.access import ROLE_WORDS
from groundplan.architect.understand.typos import known_word
from groundplan.spec.model import Transition

WORD = r"['\"`“]?([a-z][a-z_-]*(?: (?:progress|review|transit|stock|hold))?)['\"`”]?"
ARROWS = re.compile(rf"{WORD}(?:\s*(?:->|→|=>|➔|-->)\s*{WORD})+", re.IGNORECASE)
CHAIN = re.compile(
    rf"\b(?:from|starts? (?:out )?(?:as|with|in)|begins? (?:as|with|in)|first|is|are|as)\s+(?:an?\s+|in\s+)?{WORD}"
    rf"(?:\s*,?\s*(?:and\s+)?(?:to|then|becomes?|later|afterwards|after that|finally|and then|followed by|gets?|is then|next)\s+"
    rf"(?:(?:to|is|be|it is|they are|finally|then|becomes?|gets?|an?|either)\s+)*{WORD})+",
    re.IGNORECASE,
)
LISTED = re.compile(
    rf"\b(?:status(?:es)?|states?|stages?|steps?|phases?|life ?cycle|workflow)\b(?:\s+(?:of|for)\s+[\w ]{{1,30}}?)?\s*(?:\(|:|are|is|can be|may be|has|have|with|=|like)\s*:?\s*(?P<list>{WORD}(?:\s*(?:,|/|\||;|or|and|then|->|→)\s*(?:then\s+|or\s+|and\s+|finally\s+)?{WORD})+)",
    re.IGNORECASE,
)
JOINT = re.compile(
    r"\s*(?:->|→|=>|➔|-->|,|/|\||;|\bto\b|\bthen\b|\bbecomes?\b|\blater\b|\bafterwards\b|\bafter that\b|\bfinally\b|\bfollowed by\b|\bgets?\b|\bor\b|\band\b|\bnext\b)\s*",
    re.IGNORECASE,
)
ASIDE = re.compile(
    r"\b(?:can|may|could|must|should)\s+(?:also\s+|still\s+|only\s+)?(?:be\s+)(?P<state>[a-z]+(?:ed|en|id|nt|lt|ld|wn|ne|ung))\b(?P<when>[^.;]*)",
    re.IGNORECASE,
)
EITHER = re.compile(
    r"\b(?:either\s+)?(?P<one>[a-z]+(?:ed|en|id|nt))\s+or\s+(?P<two>[a-z]+(?:ed|en|id|nt))\b", re.IGNORECASE
)
UNTIL = re.compile(
    r"\b(?:until|till|before|unless|as long as (?:it|they) (?:is|are) not|not (?:yet|after))\b(?P<rest>.*)",
    re.IGNORECASE,
)
WHILE = re.compile(r"\b(?:while|when|if|as long as|only|from|in)\b(?P<rest>.*)", re.IGNORECASE)
FILLER = re.compile(
    r"^(?:(?:an?|the|in|as|it|is|are|be|been|being|they|to|finally|either|state|status|being|gets?|set|marked)\s+)+",
    re.IGNORECASE,
)
APPROVAL = re.compile(r"\bapprov\w*|\bsign(?:ed)?[- ]?off\b", re.IGNORECASE)
IRREGULAR = {
    "paid": "pay", "sent": "send", "sold": "sell", "done": "complete", "in_progress": "start", "active": "activate", "running": "start",
    "ready": "mark_ready", "won": "win", "lost": "lose", "open": "open", "in_review": "review", "in_transit": "dispatch", "on_hold": "hold",
    "live": "publish", "final": "finalize", "finished": "finish", "completed": "complete", "rejected": "reject", "taken": "take",
    "given": "give", "withdrawn": "withdraw", "written_off": "write_off", "inactive": "deactivate", "reopened": "reopen", "lent": "lend",
    "built": "build", "held": "hold", "kept": "keep", "met": "meet", "broken": "break", "frozen": "freeze", "void": "void",
}  # fmt: skip
NO_STATES = frozenset(
    {"it", "they", "one", "the", "a", "an", "admin", "user", "time", "them", "there", "here", "able", "possible", "changed", "deleted", "used", "created",
     "updated", "edited", "read", "seen", "shown", "listed", "filtered", "sorted", "found", "given", "assigned", "required", "called", "named", "shared",
     "searched", "uploaded", "attached", "added", "removed", "set", "made", "done_by", "needed"}
)  # fmt: skip


class Flow(NamedTuple):
    """The states in their order, those beside the way, and the moves between them."""

    states: tuple[str, ...]
    moves: tuple[Transition, ...]


def action_of(state: str) -> str:
    """What is done to get somewhere: `shipped` by `ship`, `approved` by `approve`."""
    if state in IRREGULAR:
        return IRREGULAR[state]
    if state.endswith("ied"):
        return f"{state[:-3]}y"
    if state.endswith("ed"):
        for base in (state[:-1], state[:-2], state[:-3]):
            if len(base) > 2 and known_word(base):
                return base
    return f"mark_{state}"


def find_flow(text: str) -> Flow | None:
    """The states and moves that a text tells, or `None` where it tells none."""
    chain = _chain(text)
    if not chain and APPROVAL.search(text):
        chain = ("pending", "approved")
    if len(chain) < 2:
        return None
    moves = [Transition(action_of(target), (source,), target) for source, target in _steps(text, chain)]
    states = list(chain)
    aside = [(match["state"].lower(), match["when"]) for match in ASIDE.finditer(text)]
    if "approved" in states and "rejected" not in states and APPROVAL.search(text):
        before = next((move.sources[0] for move in moves if move.target == "approved"), chain[0])
        states.append("rejected")
        moves.append(Transition("reject", (before,), "rejected"))
    for state, when in aside:
        if state in NO_STATES or state in states:
            continue
        states.append(state)
        moves.append(Transition(action_of(state), _sources(when, chain), state))
    return Flow(tuple(states), tuple(moves))


def _chain(text: str) -> tuple[str, ...]:
    """The states that follow each other."""
    for pattern in (ARROWS, LISTED, CHAIN):
        for match in pattern.finditer(text):
            listed = match["list"] if "list" in pattern.groupindex else match[0]
            if pattern is CHAIN:
                listed = re.sub(
                    r"^(?:from|starts? (?:out )?(?:as|with|in)|begins? (?:as|with|in)|first|is|are|as)\s+",
                    "",
                    listed,
                    flags=re.IGNORECASE,
                )
            words = (_state(piece) for piece in JOINT.split(listed))
            found = tuple(dict.fromkeys(word for word in words if word and word not in NO_STATES))
            if len(found) >= 2:
                return found
    return ()


def _state(piece: str) -> str:
    plain = FILLER.sub("", piece.strip(" '\"`“”().")).strip(" '\"`“”")
    return re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_") if len(plain.split()) <= 2 else ""


def _steps(text: str, chain: tuple[str, ...]) -> list[tuple[str, str]]:
    """The moves along the chain; where it ends in `approved or rejected` both follow the same state."""
    steps = []
    fork = {frozenset((match["one"].lower(), match["two"].lower())) for match in EITHER.finditer(text)}
    for index in range(1, len(chain)):
        source = chain[index - 1]
        if index > 1 and frozenset((source, chain[index])) in fork:
            source = chain[index - 2]
        steps.append((source, chain[index]))
    return steps


def _sources(when: str, chain: tuple[str, ...]) -> tuple[str, ...]:
    """From which states of the chain a move beside it is possible: `until it is shipped`, `while it is pending`."""
    if until := UNTIL.search(when):
        at = next((index for index, state in enumerate(chain) if _says(until["rest"], state)), None)
        if at:
            return chain[:at]
    elif (during := WHILE.search(when)) and (named := tuple(state for state in chain if _says(during["rest"], state))):
        return named
    return chain[:-1]


def _says(text: str, state: str) -> bool:
    """Whether a text speaks of a state, by its name or by what leads to it."""
    words = state.replace("_", "[ _-]")
    action = action_of(state).replace("_", "[ _-]")
    return re.search(rf"\b(?:{words}|{action}(?:s|es|ed|ing|ment)?)\b", text, re.IGNORECASE) is not None


def find_doers(text: str, flow: Flow, known: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Which role does which move, as far as the text says it: `managers approve or reject them`."""
    found: dict[str, str] = {}
    words = (
        *known,
        *(
            word
            for word in ROLE_WORDS
            if word not in ("owner", "author", "user", "member", "customer", "client", "guest", "reader")
        ),
    )
    for role in words:
        for match in re.finditer(rf"\b{role}s?\b(?P<after>[^.;,]*)", text, re.IGNORECASE):
            for move in flow.moves:
                verb = move.action.replace("_", "[ _-]")
                if re.search(rf"\b{verb}(?:s|es)?\b", match["after"], re.IGNORECASE):
                    found.setdefault(move.action, "admin" if role == "administrator" else role)
        for match in re.finditer(rf"\b(?P<state>[a-z]+) by (?:an?\s+|the\s+|only\s+)?{role}s?\b", text, re.IGNORECASE):
            for move in flow.moves:
                if move.target == match["state"].lower():
                    found.setdefault(move.action, role)
    return tuple(found.items())
