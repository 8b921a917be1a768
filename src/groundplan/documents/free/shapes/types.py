"""What words say of a value: `VARCHAR(255)`, `str | None`, `string (required, 1-200 chars)`, `"low" | "high"`."""

import re
from typing import NamedTuple

from groundplan.documents.free.shapes.bound_words import LETTERS, Range, range_said
from groundplan.documents.free.shapes.type_words import Named, is_quoted, type_in_sentence, type_named, value_of
from groundplan.spec.types import GENERATED, NOW, Bounds, Constraints, Default, Scalar, Type, literal

DEFAULT = re.compile(
    r"(?<![\w-])(?:defaults?|defaulted|valor por defecto|por defecto|predeterminad[oa]|padr[aã]o|기본값|기본)"
    r"(?P<tie>(?:\s+(?:value|to|is|valor))*\s*[:=]?)\s*"
    r"(?P<value>\"[^\"]*\"|'[^']*'|`[^`]*`|“[^”]*”|(?:the )?current[ _](?:time|timestamp|date)\w*"
    r"|-?[\w.][\w.:+-]*(?:\(\))?)?(?P<more>\s+\w)?",
    re.IGNORECASE,
)
OPTIONAL = re.compile(
    r"(?<![\w-])(?:not required|non[- ]required|not mandatory|optional|optionally|opt|may be omitted|can be omitted|opcional"
    r"|facultativ[oa]|facoltativ[oa]|opzionale|선택(?:사항)?|옵션)(?!\w)",
    re.IGNORECASE,
)
REQUIRED = re.compile(
    r"(?<![\w-])(?:required(?! (?:if|when|unless|only|for)\b)|mandatory|must be provided|requerid[oa]|obligatori[oa]"
    r"|obrigat[oó]ri[oa]|obbligatori[oa]|필수)(?!\w)",
    re.IGNORECASE,
)
NOT_NULL = re.compile(r"(?<![\w-])(?:not|non)[- ]?null(?:able)?\b", re.IGNORECASE)
NULLABLE = re.compile(
    r"(?<![\w-])(?:nullable|(?:can|may) be null|null allowed|allows null|or null|null|anulável|nulo)(?!\w)",
    re.IGNORECASE,
)
# What is said of a value beside these facts, and would hide the name of its type.
BESIDE = re.compile(
    r"(?<![\w-])(?:unique|primary key|pk|foreign key|fk|auto[- ]?increment(?:ing|ed)?|auto[- ]?generated|indexed|read[- ]?only"
    r"|write[- ]?only|unsigned|if provided|when provided|filter|field|format|type|values?|only|único|única|고유)(?!\w)",
    re.IGNORECASE,
)
LISTING = re.compile(
    r"(?<!\w)(?:one of|either|allowed values?|values?|options?|enum|choices|uno de|um de|valores)(?: are)?\s*[:=]?\s+(?=\S)",
    re.IGNORECASE,
)
EXAMPLE = re.compile(
    r"(?<!\w)(?:e\.?g\b|ex\b[.:]|examples?\b|for example|such as|i\.e|p\.? ?ej\b|por ejemplo|por exemplo|예:)",
    re.IGNORECASE,
)
EDGE = re.compile(r"\"[^\"]*\"|`[^`]*`|“[^”]*”|(?<!\w)'[^']*'(?!\w)|[()\[\]{}<>,;]|\s[-–—]+\s|\.\s+(?=[A-Z])")
ARGUMENTS = re.compile(r"\((?:[\d,\s]*|\s*[\"'][^()]*)\)")
CHOICE = re.compile(r"(?:enum|literal|choice|set) ?$", re.IGNORECASE)
WORD = re.compile(r"[\w][\w.+:-]*$")
NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?$")
MOMENT = re.compile(r"(?:the )?current|now\b|utc_?now|today", re.IGNORECASE)
GENERATOR = re.compile(r"(?:gen_random_uuid|uuid\w*|generate\w*)\(\)|auto\w*$", re.IGNORECASE)
TRUTHS = {"true": True, "false": False}
# Longer words are a description and no type.
LONGEST = 800


class Typed(NamedTuple):
    """What words say of a value; `type` and `required` are `None` where they leave it open."""

    type: Type | None = None
    constraints: Constraints = Constraints()
    required: bool | None = None
    nullable: bool = False
    default: Default | None = None


def type_said(words: str) -> Typed:
    """The type, the bounds, the duty and the default that words tell; unknown words tell nothing."""
    said = _Said()
    text = re.sub(r"^[ :–—]+|^- ", "", " ".join(words[:LONGEST].split()))
    for piece in pieces(text.strip("`") if text.count("`") % 2 else text):
        said.take(piece)
    return said.typed()


def pieces(text: str) -> list[str]:
    """The pieces of a text between commas, dashes, sentences and brackets; what is in quotes or in a type stays whole."""
    found: list[str] = []
    open_: list[bool] = []  # for each bracket, whether it belongs to a type
    start = 0
    for edge in EDGE.finditer(text):
        mark, at = edge[0], edge.start()
        attached = at > 0 and (text[at - 1].isalnum() or text[at - 1] == "_")
        if mark == "(":
            open_.append(bool(attached and ARGUMENTS.match(text, at)) or bool(CHOICE.search(text[max(0, at - 8) : at])))
            cut = not any(open_)
        elif mark in "[{" or (mark == "<" and attached):
            open_.append(True)
            continue
        elif mark in ")]}>":
            cut = not any(open_) if open_ else mark == ")"
            if open_:
                open_.pop()
        else:
            thousand = mark == "," and text[at - 1 : at].isdigit() and re.match(r",\d{3}(?!\d)", text[at : at + 5])
            cut = not any(open_) and mark[0] not in "\"'`“<" and not thousand
        if cut:
            found.append(text[start:at])
            start = edge.end()
    found.append(text[start:])
    return [piece for piece in (piece.strip() for piece in found) if piece]


class _Said:
    """What has been understood so far."""

    def __init__(self) -> None:
        self.kind: Type | None = None
        self.size: int | None = None
        self.range = Range()
        self.required: bool | None = None
        self.nullable = self.letters = False
        self.default = ""
        self.values: list[str] = []
        self.listing = self.examples = False

    def take(self, piece: str) -> None:
        if (example := EXAMPLE.search(piece)) is not None:
            self.examples, piece = True, piece[: example.start()]
        piece = self._without_default(piece)
        if not self._is_value(piece):
            self._take_words(piece)

    def _take_words(self, piece: str) -> None:
        named = type_named(piece)
        if named is None:
            rest = self._without_facts(piece)
            named = type_named(rest) or type_in_sentence(rest)
        if named is not None:
            self._settle(named)

    def _without_default(self, piece: str) -> str:
        found = DEFAULT.search(piece)
        if found is None:
            return piece
        value = found["value"] or ""
        plain = NUMBER.match(value) or is_quoted(value) or value.lower() in TRUTHS or MOMENT.match(value)
        if not value and self.values:
            self.default = f'"{self.values[-1]}"'  # `low`, `medium` (default)
        elif plain or not found["more"]:
            self.default = value.rstrip(".:")
        end = found.end("more") - 1 if found["more"] else found.end()
        return f"{piece[: found.start()]} {piece[end:]}".strip()

    def _is_value(self, piece: str) -> bool:
        """Take a piece that is one value of several: in quotes, or a word behind `one of`."""
        begun = LISTING.search(piece)
        if begun is not None and type_named(piece) is None:
            self.listing, piece = True, piece[begun.end() :]
        word = re.sub(r"^(?:or|and|o|ou|y|e) ", "", piece)
        head, colon, tail = word.rpartition(": ")
        if colon and is_quoted(tail) and not is_quoted(word):
            self._take_words(head)
            word = tail
        quoted = is_quoted(word) and (word[0] != "`" or type_named(word) is None)
        if not quoted and not (self.listing and WORD.match(word)):
            self.listing = False
            return False
        if not self.examples:
            self.values.append(value_of(word))
        return True

    def _without_facts(self, piece: str) -> str:
        """Take what a piece says of duty, absence and bounds, and give what is left of it."""
        bound, rest = range_said(piece)
        self.range = self.range.joined(bound)
        self.letters = self.letters or (bound != Range() and LETTERS.search(piece) is not None)
        if NOT_NULL.search(rest):
            self.required, rest = True, NOT_NULL.sub(" ", rest)
        elif NULLABLE.search(rest):
            self.nullable, rest = True, NULLABLE.sub(" ", rest)
            self.required = False if self.required is None else self.required
        if OPTIONAL.search(rest):
            self.required, rest = False, OPTIONAL.sub(" ", rest)
        elif REQUIRED.search(rest):
            self.required, rest = True, REQUIRED.sub(" ", rest)
        return BESIDE.sub(" ", rest)

    def _settle(self, named: Named) -> None:
        """Take a type; a later one counts only where it says the same more closely: `string (uuid)`."""
        self.nullable = self.nullable or named.nullable
        self.size = named.size if self.size is None else self.size
        if named.optional:
            self.required = False
        if named.type is not None and (self.kind is None or _is_closer(named.type, self.kind)):
            self.kind = named.type

    def typed(self) -> Typed:
        kind = self._kind()
        bounds = self.range.bounds(whole=kind is not None and kind.kind == "int")
        if self.size is not None:
            bounds = Bounds(bounds.low, self.size if bounds.high is None else bounds.high)
        bounded = kind is None or kind.textual or kind.numeric or kind.kind in ("list", "bytes", "file")
        if self.default.lower() in ("null", "none"):
            self.nullable, self.required = True, self.required or False
        return Typed(
            kind,
            Constraints(bounds=bounds) if bounded else Constraints(),
            self.required,
            self.nullable,
            self._default(kind),
        )

    def _kind(self) -> Type | None:
        values = tuple(dict.fromkeys(self.values))
        if {value.lower() for value in values} == {"true", "false"}:
            return self.kind or Type("bool")
        if len(values) < 2:
            return Type("str") if self.kind is None and self.letters else self.kind
        choice = Type("enum", values=values)
        if self.kind is not None and self.kind.kind == "list":
            plain = self.kind.item is None or self.kind.item.textual
            return Type("list", item=choice) if plain else self.kind
        return choice if self.kind is None or self.kind.kind in ("str", "text") else self.kind

    def _default(self, kind: Type | None) -> Default | None:
        text = self.default
        if not text or text.lower() in ("null", "none", "n/a", "value", "undefined"):
            return None
        if not is_quoted(text) and MOMENT.match(text):
            return NOW
        if not is_quoted(text) and GENERATOR.match(text):
            return GENERATED
        value = _scalar(text, kind)
        return None if value is None else literal(value)


def _is_closer(new: Type, old: Type) -> bool:
    if old.kind in ("str", "text"):
        return new.kind in ("enum", "uuid", "datetime", "date", "time", "email", "url", "secret")
    if old.kind == "float":
        return new.kind in ("int", "decimal")
    return old == Type("list") and new.kind == "list"


def _scalar(text: str, kind: Type | None) -> Scalar | None:
    """The plain value that a text writes where it fits the type; without a type, what it looks like."""
    value = value_of(text)
    truth = TRUTHS.get(value.lower())
    if kind is None:
        numeric, truthy = NUMBER.match(value) is not None and text[0] not in "\"'", truth is not None
    else:
        numeric, truthy = kind.numeric, kind.kind == "bool"
    if truthy:
        return truth
    if numeric:
        return None if NUMBER.match(value) is None else float(value) if "." in value else int(value)
    return None if kind is not None and kind.kind in ("list", "json") else value
