"""The fact `Behavior`: ``create `User` with `password_hash` = hash of `password`, `role` = `member```."""

import re
from typing import get_args

from groundplan.documents.constructs.type_text import nearest_word
from groundplan.documents.form import NotUnderstood
from groundplan.documents.inline import code, code_spans, literal, scalar, uncode
from groundplan.spec.behavior import Assignment, Behavior, Value, Verb

VERBS = tuple(sorted(get_args(Verb), key=len, reverse=True))
SHAPE = re.compile(
    r"(?P<verb>[a-z ]+?) `(?P<model>\w+)`"
    r"(?: by (?P<by>(?:caller|`[^`]+`)(?: and (?:caller|`[^`]+`))*))?"
    r"(?: to `(?P<to>[^`]+)`)?"
    r"(?: with (?P<sets>.+))?$"
)
ASSIGNMENT = re.compile(r"`(\w+)` = ")
WORDS = ("caller", "tenant", "now", "null", "random")


def write_behavior(behavior: Behavior | None) -> str | None:
    if behavior is None:
        return None
    if behavior.verb in ("answer", "other"):
        return f"{behavior.verb}: {behavior.text}"
    text = f"{behavior.verb} {code(behavior.model)}"
    keys = [code(name) for name in behavior.by] + (["caller"] if behavior.by_caller else [])
    if keys:
        text += " by " + " and ".join(keys)
    if behavior.to:
        text += f" to {code(behavior.to)}"
    if behavior.sets:
        text += " with " + ", ".join(f"{code(item.field)} = {_value(item.value)}" for item in behavior.sets)
    return text


def _value(value: Value) -> str:
    match value.kind:
        case "literal":
            return literal(value.text)
        case "hash":
            return f"hash of {code(value.text)}"
        case "input":
            return f"input {code(value.text)}"
        case _:
            return value.kind


def read_behavior(text: str) -> Behavior:
    for verb in ("answer", "other"):
        if text.startswith(f"{verb}:"):
            return Behavior("answer" if verb == "answer" else "other", text=text.partition(":")[2].strip())
    match = SHAPE.match(text)
    verb_text = match["verb"] if match else text.partition("`")[0].strip()
    known = next((verb for verb in VERBS if verb == verb_text), None)
    if match is None or known is None:
        raise NotUnderstood(f"`{text}` is no behavior such as create `Model`", nearest_word(verb_text, VERBS))
    by = match["by"] or ""
    return Behavior(
        verb=known,
        model=match["model"],
        by=code_spans(by),
        by_caller="caller" in re.sub(r"`[^`]*`", "", by),
        to=match["to"] or "",
        sets=_read_sets(match["sets"] or ""),
    )


def _read_sets(text: str) -> tuple[Assignment, ...]:
    if not text:
        return ()
    found, position = [], 0
    while match := ASSIGNMENT.match(text, position):
        begin = match.end()
        # The value goes up to the next assignment; the shortest that is a value wins.
        ends = [begin + edge.start() for edge in re.finditer(r", (?=`\w+` = )", text[begin:])] + [len(text)]
        end, value = next(((end, value) for end in ends if (value := _read_value(text[begin:end]))), (0, None))
        if value is None:
            break
        found.append(Assignment(match[1], value))
        if end == len(text):
            return tuple(found)
        position = end + 2
    raise NotUnderstood(f"`{text[position:]}` sets nothing: `field` = caller, now, hash of `input` or a literal")


def _read_value(text: str) -> Value | None:
    for word in WORDS:
        if text == word:
            return Value("now").replace(kind=word)
    if text.startswith("hash of ") and (name := uncode(text[8:])) is not None:
        return Value("hash", name)
    if text.startswith("input ") and (name := uncode(text[6:])) is not None:
        return Value("input", name)
    value = scalar(text)
    if isinstance(value, str):
        return Value("literal", value)
    return None if value is None else Value("literal", text)
