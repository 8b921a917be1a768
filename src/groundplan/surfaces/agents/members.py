"""One member of a JSON object, put into a text and taken out of it; every other byte stays, comments too."""

import json
import re
from typing import Any, NamedTuple

from groundplan.spec.failure import InvalidInput
from groundplan.spec.finding import Place
from groundplan.surfaces.agents.marked import Put

# Blanks, and comments as editors allow them in their settings.
BLANK = re.compile(r"(?:\s|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
STRING = re.compile(r'"(?:[^"\\\x00-\x1f]|\\.)*"')
SCALAR = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null")
DEEPEST = 200


class Span(NamedTuple):
    """A member: where its key begins, and where its value begins and ends."""

    key: int
    value: int
    end: int


class Object(NamedTuple):
    """An object: where it begins and ends, and its members by name."""

    start: int
    end: int
    members: dict[str, Span]


def put(path: str, before: str, keys: tuple[str, ...], value: Any, inserted: str = "") -> Put:
    """A member at the end of the object that it belongs to; objects on the way to it that are missing are made.

    Args:
        inserted: what was put in for an older value, whose place the new one takes.

    Raises:
        InvalidInput: the text is no JSON object, or something else stands where an object has to.
    """
    if not before.strip():
        made: Any = value
        for key in reversed(keys):
            made = {key: made}
        text = json.dumps(made, indent=2) + "\n"
        return Put(before + text, text)
    holder, depth = _Reader(path, before).object_at(0), 0
    while depth < len(keys) - 1 and keys[depth] in holder.members:
        holder = _Reader(path, before).object_at(holder.members[keys[depth]].value)
        depth += 1
    made = value
    for key in reversed(keys[depth + 1 :]):
        made = {key: made}
    if (old := holder.members.get(keys[depth])) is not None:
        written = _written(before, made, depth + 1)
        return Put(
            before[: old.value] + written + before[old.end :],
            inserted.replace(before[old.value : old.end], written),
        )
    return _inserted(before, holder, keys[depth], made, depth + 1)


def _inserted(before: str, holder: Object, key: str, value: Any, depth: int) -> Put:
    ending, step = _ending(before), _step(before)
    member = f"{ending}{step * depth}{json.dumps(key)}: {_written(before, value, depth)}"
    if holder.members:
        at = max(span.end for span in holder.members.values())
        comma = re.match(r"\s*,", before[at:])
        if comma:
            at += comma.end()
        return Put(before[:at] + (member if comma else f",{member}") + before[at:], member if comma else f",{member}")
    inside = before[holder.start + 1 : holder.end - 1]
    tail = "" if "\n" in inside else f"{ending}{step * (depth - 1)}"
    at = holder.start + 1
    return Put(before[:at] + member + tail + before[at:], member + tail)


def held(path: str, text: str, keys: tuple[str, ...]) -> Any:
    """The value of a member as data; `None` where there is none.

    Raises:
        InvalidInput: the text is no JSON object.
    """
    if not text.strip():
        return None
    span = _span(path, text, keys)
    return None if span is None else json.loads(_bare(text[span.value : span.end]))


def taken(path: str, text: str, keys: tuple[str, ...], inserted: str) -> str | None:
    """The text without the member, and without objects that came with it and are empty then; `None` where it is not there."""
    if _span(path, text, keys) is None:
        return None
    if text.count(inserted) == 1:
        rest = text.replace(inserted, "")
        if not rest.strip() or (_reads(path, rest) and _span(path, rest, keys) is None):
            return rest
    rest = _without(path, text, keys)
    holder = keys[:-1]
    if holder and json.dumps(holder[-1]) in inserted and not _holder(path, rest, keys).members:
        return _without(path, rest, holder)
    return rest


def _without(path: str, text: str, keys: tuple[str, ...]) -> str:
    """The text without a member, one comma, and the blanks before it."""
    reader, members = _Reader(path, text), _holder(path, text, keys).members
    span = members[keys[-1]]
    comma = reader.skip(span.end)
    if text[comma] != ",":
        ends = [other.end for other in members.values() if other.end < span.end]
        comma = reader.skip(max(ends)) if ends else -1
    start = len(text[: span.key].rstrip())
    return "".join(sign for at, sign in enumerate(text) if at != comma and not start <= at < span.end)


def is_hollow(text: str) -> bool:
    """Whether nothing but an empty object is left of a text."""
    return "".join(text.split()) in ("", "{}")


def _reads(path: str, text: str) -> bool:
    try:
        _Reader(path, text).object_at(0)
    except InvalidInput:
        return False
    return True


def _holder(path: str, text: str, keys: tuple[str, ...]) -> Object:
    """The object that a member belongs to; it is there."""
    held = _span(path, text, keys[:-1])
    return _Reader(path, text).object_at(0 if held is None else held.value)


def _span(path: str, text: str, keys: tuple[str, ...]) -> Span | None:
    at, span = 0, None
    for key in keys:
        span = _Reader(path, text).object_at(at).members.get(key)
        if span is None:
            return None
        at = span.value
    return span


def _written(text: str, value: Any, depth: int) -> str:
    """A value as the text indents, `depth` steps deep."""
    step = _step(text)
    return json.dumps(value, indent=step).replace("\n", f"{_ending(text)}{step * depth}")


def _ending(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _step(text: str) -> str:
    found = re.search(r"\n([ \t]+)\S", text)
    return found[1] if found else "  "


def _bare(text: str) -> str:
    """The text without comments and without commas before an end."""
    kept = re.sub(rf"({STRING.pattern})|//[^\n]*|/\*.*?\*/", lambda found: found[1] or "", text, flags=re.DOTALL)
    return re.sub(rf"({STRING.pattern})|,(?=\s*[\]}}])", lambda found: found[1] or "", kept, flags=re.DOTALL)


class _Reader:
    """Reads as far as places go, and says where a text is no JSON."""

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._text = text

    def object_at(self, at: int) -> Object:
        start = self.skip(at + 1 if at == 0 and self._text.startswith("\ufeff") else at)
        if self._text[start : start + 1] != "{":
            raise self._wrong(start, "an object has to stand here")
        return self._object(start, 0)

    def _object(self, start: int, depth: int) -> Object:
        members: dict[str, Span] = {}
        at = self.skip(start + 1)
        while self._text[at : at + 1] != "}":
            name = STRING.match(self._text, at)
            if name is None:
                raise self._wrong(at, "a name in quotes has to stand here")
            colon = self.skip(name.end())
            if self._text[colon : colon + 1] != ":":
                raise self._wrong(colon, "a colon has to stand here")
            value = self.skip(colon + 1)
            end = self._value(value, depth + 1)
            members[json.loads(name[0])] = Span(at, value, end)
            at = self._next(end, "}")
        return Object(start, at + 1, members)

    def _value(self, at: int, depth: int) -> int:
        """Where the value ends that begins here."""
        if depth > DEEPEST:
            raise self._wrong(at, f"it is nested more than {DEEPEST} deep")
        match self._text[at : at + 1]:
            case "{":
                return self._object(at, depth).end
            case "[":
                at = self.skip(at + 1)
                while self._text[at : at + 1] != "]":
                    at = self._next(self._value(at, depth + 1), "]")
                return at + 1
            case _:
                found = STRING.match(self._text, at) or SCALAR.match(self._text, at)
                if found is None:
                    raise self._wrong(at, "a value has to stand here")
                return found.end()

    def _next(self, at: int, close: str) -> int:
        """Where the next item begins, or the closing sign stands."""
        at = self.skip(at)
        if self._text[at : at + 1] == ",":
            return self.skip(at + 1)
        if self._text[at : at + 1] != close:
            raise self._wrong(at, f"a comma or `{close}` has to stand here")
        return at

    def skip(self, at: int) -> int:
        found = BLANK.match(self._text, at)
        return at if found is None else found.end()

    def _wrong(self, at: int, what: str) -> InvalidInput:
        line = self._text.count("\n", 0, at) + 1
        column = at - (self._text.rfind("\n", 0, at) + 1) + 1
        place = Place(self._path, line, column)
        return InvalidInput(f"the file is not JSON: {what}", at=(place,), mend="mend it; nothing was written")
