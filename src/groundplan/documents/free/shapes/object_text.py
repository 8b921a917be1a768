"""Object literals as people write them: JSON, JavaScript and TypeScript, with comments, ellipses and gaps."""

import re
from collections.abc import Iterator
from typing import NamedTuple

# A double quote that is never closed ends with its line; a single one is more likely an apostrophe.
TOKEN = re.compile(
    r"""(?P<space>[ \t\r\f\v]+)|(?P<end>[,;\n])|(?P<comment>//[^\n]*|/\*(?:.*?\*/|.*)|\#(?![0-9a-fA-F]{3,8}\b)[^\n]*)"""
    r"""|(?P<text>"(?:[^"\\\n]|\\[^\n])*"?|'(?:[^'\\\n]|\\[^\n]){0,120}')|(?P<open>[\[{(])|(?P<close>[\]})])|(?P<colon>:)|(?P<more>\.{2,}|…)"""
    r"""|(?P<mark>\?)|(?P<word>\w+<[^<>{}\n]*(?:<[^<>{}\n]*>[^<>{}\n]*)*>|[^\s,;:\[\]{}()?"'/]+|/|')""",
    re.DOTALL,
)
MODIFIERS = frozenset({"readonly", "public", "private", "protected"})
DUTY = re.compile(r"\b(?:opt|req)", re.IGNORECASE)
# Deeper nesting is no sample of a body; what is deeper is passed over.
DEEPEST = 30
# A longer text is no sample of a body either.
LONGEST = 100_000


class Pair(NamedTuple):
    """A key and its value; `comment` is what is remarked on its line, or in brackets behind the key."""

    key: str
    optional: bool
    value: "Value"
    comment: str = ""


class Object(NamedTuple):
    pairs: tuple[Pair, ...]

    def value(self, key: str) -> "Value | None":
        return next((pair.value for pair in self.pairs if pair.key == key), None)


class Array(NamedTuple):
    items: "tuple[Value, ...]"


class Text(NamedTuple):
    text: str


class Word(NamedTuple):
    """An unquoted value, several words long where it is a type in words; empty behind a key that stands alone."""

    text: str


Value = Object | Array | Text | Word


def first_value(text: str) -> Value | None:
    """The first object or array of a text, whatever its mistakes; `None` where there is neither."""
    text = text[:LONGEST]
    start = re.search(r"\{|^[ \t]*\[", text, re.MULTILINE)
    return None if start is None else _Reading(text[start.start() :]).value()


class _Reading:
    """One pass over the tokens of a text; whatever it holds gives a value."""

    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens(text))
        self._at = 0

    def value(self, depth: int = 0) -> Value:
        while self._peek()[1] == "\n":
            self._next()
        kind, text = self._next()
        if kind == "open":
            inside = self._object(depth) if text == "{" else self._array(depth)
            return self._several(inside)
        if kind == "text":
            return self._alternatives(text)
        words = [text] if kind in ("word", "mark") else []
        while self._peek()[0] == "word" or (words and self._peek() == ("open", "(")):
            words.append(self._bracketed() if self._peek()[0] == "open" else self._next()[1])
        if words and self._peek() == ("open", "["):
            self._next()
            self._skip_to_close()
            words.append("[]")
        return Word(" ".join(words).replace(" []", "[]"))

    def _alternatives(self, text: str) -> Value:
        """`"a" | "b"`: a choice told by its values."""
        values = [text]
        while self._peek() in (("word", "|"), ("word", "or")):
            self._next()
            if self._peek()[0] in ("text", "word"):
                values.append(self._next()[1])
        return Text(text) if len(values) == 1 else Word(" | ".join(f'"{value}"' for value in values))

    def _several(self, inside: Value) -> Value:
        """`{…}[]` is a list; `{…} | null` says no more than `{…}`."""
        many = self._peek() == ("open", "[")
        if many:
            self._next()
            self._skip_to_close()
        while self._peek() in (("word", "|"), ("word", "null")):
            self._next()
        return Array((inside,)) if many else inside

    def _bracketed(self) -> str:
        self._next()
        words = []
        while self._peek()[0] not in ("close", ""):
            words.append(self._next()[1])
        self._next()
        return f"({' '.join(words)})"

    def _skip_to_close(self) -> None:
        depth = 1
        while depth and self._peek()[0]:
            kind, _ = self._next()
            depth += (kind == "open") - (kind == "close")

    def _object(self, depth: int) -> Object:
        pairs: list[Pair] = []
        if depth >= DEEPEST:
            self._skip_to_close()
            return Object(())
        told = 0  # how many pairs stand before the current line, whose comments are not theirs
        while self._peek()[0] not in ("close", ""):
            kind, text = self._next()
            if text == "\n":
                told = len(pairs)
            elif kind == "comment" and len(pairs) > told:
                pairs[-1] = pairs[-1]._replace(comment=pairs[-1].comment or text)
            elif kind == "open":  # `[key: string]: …` names no key
                self._skip_to_close()
                if self._taken("colon"):
                    self.value(depth + 1)
            elif kind == "text" or (kind == "word" and not (text in MODIFIERS and self._peek()[0] == "word")):
                pairs += self._pair(text, depth)
        self._next()
        return Object(tuple(pairs))

    def _pair(self, key: str, depth: int) -> Iterator[Pair]:
        """What stands behind a key: its value, or nothing; a method is no pair."""
        optional = self._taken("mark") or key.endswith("?")
        remark = self._bracketed() if self._peek() == ("open", "(") else ""
        tied = self._taken("colon")
        value = self.value(depth + 1) if tied else Word("")
        if not (remark and tied and DUTY.search(remark) is None):
            yield Pair(key.rstrip("?"), self._taken("mark") or optional, value, remark)

    def _array(self, depth: int) -> Array:
        items: list[Value] = []
        if depth >= DEEPEST:
            self._skip_to_close()
            return Array(())
        while self._peek()[0] not in ("close", ""):
            if self._peek()[0] in ("comment", "more", "colon", "end", "mark"):
                self._next()
                continue
            items.append(self.value(depth + 1))
        self._next()
        return Array(tuple(items))

    def _taken(self, kind: str) -> bool:
        taken = self._peek()[0] == kind
        if taken:
            self._next()
        return taken

    def _peek(self) -> tuple[str, str]:
        return self._tokens[self._at] if self._at < len(self._tokens) else ("", "")

    def _next(self) -> tuple[str, str]:
        token = self._peek()
        self._at += 1
        return token


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    for match in TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind == "text":
            yield kind, match[0][1:].removesuffix(match[0][0])
        elif kind == "comment":
            yield kind, match[0].strip("/*# \n")
        elif kind != "space":
            yield kind, match[0]
