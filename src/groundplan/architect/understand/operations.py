"""Which of the operations on a resource a request asks for, and which it refuses."""

import re

OPERATION = (
    r"(?:list(?:ing)?|creat(?:e|ing)|add(?:ing)?|register|insert|post|read(?:ing)?|get|fetch|retrieve|view(?:ing)?|see|look(?:ing)? (?:at|up)|updat(?:e|ing)"
    r"|edit(?:ing)?|chang(?:e|ing)|modify|put|patch|delet(?:e|ing)|remov(?:e|ing)|browse|show)"
)
OPERATIONS_LIST = rf"{OPERATION}(?:\s*(?:,|/|and|or|&|, and)\s*{OPERATION})+"
METHODS = {
    "create": r"creat\w*|add\w*|post\w*|insert\w*|register\w*",
    "list": r"list\w*|brows\w*|index",
    "read": r"read\w*|view\w*|get|fetch\w*|show\w*|retriev\w*|see|look\w* (?:at|up)",
    "update": r"updat\w*|edit\w*|chang\w*|modif\w*",
    "delete": r"delet\w*|remov\w*",
}
NEGATED = (
    r"(?:no|not?|without|never|neither|nor|cannot|can't|must not|don't|except(?: for)?|but not|minus|skip|excluding)"
)
FILLER = r"(?:\s+(?:needs?|wants?|to|be|able|can|may|allow(?:ed|s)?|for|endpoints?|the|an?|have|has|ability|support|expose|operations?|two|three|with))*"
ONLY = re.compile(
    rf"\b(?:only|just|nothing (?:else|more) than)\b{FILLER}\s+({OPERATION}(?:\s*(?:,|/|and|or|&|, and)\s*{OPERATION})*)\b"
    r"|\bread[- ]only\b",
    re.IGNORECASE,
)
LISTED = re.compile(rf"\b({OPERATIONS_LIST})\b", re.IGNORECASE)


# Methods in capitals are operations, whatever their words mean: `POST and GET for rooms`.
CHANGING = {"POST": "create", "PUT": "update", "PATCH": "update", "DELETE": "delete"}
CAPITALS = re.compile(r"(?<![\w/])(GET|POST|PUT|PATCH|DELETE)(?![\w])(?!\s+/)")


def find_operations(text: str) -> tuple[str, ...]:
    """The operations that a request is limited to; empty where all five are meant."""
    text = CAPITALS.sub(lambda method: CHANGING.get(method[0], "list/read"), text)
    if re.search(r"\bread[- ]only\b", text, re.IGNORECASE):
        return ("list", "read")
    chosen: tuple[str, ...] = ()
    if only := ONLY.search(text):
        chosen = _named(only[0])
    elif (listed := LISTED.search(text)) and "crud" not in text.lower():
        chosen = _named(listed[0])
    refused = refused_operations(text)
    if (
        "read" in chosen
        and "list" not in chosen
        and re.search(r"\b(?:single|by id|one (?:of|by))\b", text, re.IGNORECASE) is None
    ):
        # Who looks at rows looks at all of them first.
        chosen = ("list", *chosen)
    if chosen and "list" in chosen and only is None and "read" not in chosen and "update" in chosen:
        chosen = (*chosen, "read")
    kept = tuple(name for name in (chosen or tuple(METHODS)) if name not in refused)
    return kept if chosen or refused else ()


def _named(text: str) -> tuple[str, ...]:
    return tuple(name for name, verbs in METHODS.items() if re.search(rf"\b(?:{verbs})\b", text, re.IGNORECASE))


def refused_operations(text: str) -> tuple[str, ...]:
    """Operations that a negation stands before: `without delete`, `they are never deleted`."""
    found = []
    for name, verbs in METHODS.items():
        direct = rf"\b{NEGATED}\s+(?:\w+\s+){{0,2}}?(?:to\s+|be\s+)?(?:{verbs})\b"
        joined = rf"\b(?:no|without|neither|except(?: for)?|not)\s+(?:(?:{'|'.join(METHODS.values())})\s*(?:,|and|or|nor|/)\s*(?:no\s+)?){{1,4}}(?:{verbs})\b"
        if re.search(direct, text, re.IGNORECASE) or re.search(joined, text, re.IGNORECASE):
            found.append(name)
    return tuple(found)
