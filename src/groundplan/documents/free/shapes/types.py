"""What words say of a type: `VARCHAR(255)`, `str | None`, `string (required, 1-200 chars)`, `"low" | "high"`."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from groundplan.spec.types import NOW, Bounds, Constraints, Default, Kind, Type, literal

# The first that matches decides, so what holds another word stands before it.
WORDS: tuple[tuple[str, Kind], ...] = (
    (r"uuid\w*|guid", "uuid"),
    (r"timestamp\w*|datetime\w*|date-time|date_time|iso[ -]?8601(?: \w+)?|date ?(?:and|\+) ?time|fecha y hora|data e hora|일시", "datetime"),
    (r"jsonb?|object|dict\w*|map|record|objeto|oggetto|객체", "json"),
    (r"bool(?:ean)?s?|booleano|불리언|true/false", "bool"),
    (r"decimal|numeric|money|moneda|dinheiro", "decimal"),
    (r"float\d*|double(?: precision)?|real|number|n[uú]mero", "float"),
    (r"(?:small|big|tiny|medium|un|unsigned )?int(?:eger)?s?\d*|(?:small|big)?serial\d*|long|int[48]|entero|inteiro|intero|정수|숫자", "int"),
    (r"e-?mail|correo|이메일", "email"),
    (r"url|uri|link", "url"),
    (r"bytea|blob|binary|bytes", "bytes"),
    (r"(?:upload)?file|archivo|arquivo|파일", "file"),
    (r"interval|duration", "duration"),
    (r"date|fecha|data|날짜", "date"),
    (r"time|hora|시간", "time"),
    (r"text|longtext|mediumtext|citext|clob|markdown|texto", "text"),
    (r"str(?:ing)?s?|(?:n?var)?char(?:acter)?s?(?: varying)?|nvarchar|slug|cadena|stringa|문자열|문자", "str"),
)  # fmt: skip
KINDS = tuple((re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE), kind) for pattern, kind in WORDS)
LIST = re.compile(
    r"(?:list|array|set|sequence|lista|arreglo|배열)\s*(?:\[|<|of\b|de\b|di\b|\()\s*(?P<of>[^\])>]*)[\])>]?|(?P<many>[\w|\" ]+?)\s*\[\]",
    re.IGNORECASE,
)
BARE_LIST = re.compile(r"(?<![\w-])(?:list|array|set|lista|배열)(?![\w-])", re.IGNORECASE)
ENUM = re.compile(
    r"(?<!\w)(?:enum|literal|choice|one of|uno de|um de)\s*(?:[\[(:]|of\b)?\s*(?P<values>[^\])]*)", re.IGNORECASE
)
QUOTED = re.compile(r"[\"'`“”‘’]([\w .+/#@-]{1,60})[\"'`“”‘’]")
BARE_CHOICES = re.compile(r"[\w-]+(?:\s*\|\s*[\w-]+)+")
DIGITS = re.compile(r"(?:decimal|numeric|money)\s*\(\s*(\d{1,3})\s*(?:,\s*(\d{1,3})\s*)?\)", re.IGNORECASE)
LENGTH = re.compile(r"(?:char\w*|character varying|str(?:ing)?|text)\s*\(\s*(\d{1,7})\s*\)", re.IGNORECASE)
RANGE = re.compile(
    r"(?<![\w.-])(-?\d[\d,]*(?:\.\d+)?)\s*(?:-|–|—|\.\.|to|~|a|até|hasta)\s*(-?\d[\d,]*(?:\.\d+)?)(?![\w.-])",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\bbetween\s+(-?\d[\d,.]*\d|-?\d)\s+and\s+(-?\d[\d,.]*\d|-?\d)", re.IGNORECASE)
HIGH = re.compile(
    r"(?:\bmax(?:imum|imo|\.)?(?:[ _-]?length| [A-Za-z]+)?|\bup to|\bat most|\bno more than|\bm[aá]x(?:imo)?\.?|≤|<=|\ble=|최대)\s*(?:of|:|=|is|de|length)?\s*(-?\d[\d,]*(?:\.\d+)?)",
    re.IGNORECASE,
)
LOW = re.compile(
    r"(?:\bmin(?:imum|imo|\.)?(?:[ _-]?length| [A-Za-z]+)?|\bat least|\bm[ií]n(?:imo)?\.?|≥|>=|\bge=|최소)\s*(?:of|:|=|is|de|length)?\s*(-?\d[\d,]*(?:\.\d+)?)",
    re.IGNORECASE,
)
DEFAULT = re.compile(
    r"\b(?:defaults?(?: to| value| is)?|por defecto|padr[aã]o|predeterminado|기본값)\b\s*[:=]?\s*(?:\"(?P<q>[^\"]*)\"|'(?P<s>[^']*)'|`(?P<c>[^`]*)`|(?P<w>-?[\w.]+(?:-\w+)*))",
    re.IGNORECASE,
)
REQUIRED = re.compile(
    r"(?<!not )(?<!non-)\b(?:required|mandatory|obligatori[oa]|obrigat[oó]ri[oa]|requerid[oa]|not null|non-?null(?:able)?|must be provided)\b|필수",
    re.IGNORECASE,
)
OPTIONAL = re.compile(
    r"\b(?:optional\w*|opcional|facoltativ[oa]|not required|nullable|may be omitted|can be null|null)\b|Optional\[|\?\s*$|선택",
    re.IGNORECASE,
)
NULL = re.compile(r"\bnull(?:able)?\b|\bNone\b|Optional\[", re.IGNORECASE)
NOT_NULL = re.compile(r"\b(?:not|non)[- ]?null", re.IGNORECASE)
COUNTED = re.compile(r"\bchar|length|items?\b|letters?\b|자\b|caracter", re.IGNORECASE)
NOTHING = frozenset(("", "-", "—", "–", "n/a", "none", "null"))
MOMENT = re.compile(r"(?:now|current_timestamp|utcnow|current_date)\b", re.IGNORECASE)
SCALARS: dict[str, bool] = {"true": True, "false": False}
# Longer words are a description and no type.
LONGEST = 600


class Typed(NamedTuple):
    """What words say of a value; `required` is `None`, and `type` too, where they leave it open."""

    type: Type | None = None
    constraints: Constraints = Constraints()
    required: bool | None = None
    nullable: bool = False
    default: Default | None = None


def type_said(words: str) -> Typed:
    """The type, the bounds, the duty and the default that words tell; unknown words tell nothing."""
    text = words[:LONGEST].strip()
    plain = text.strip(" *_`\"'").lower()
    if plain in NOTHING:
        return Typed()
    default = _default(text)
    kind = _type(_without_default(text))
    required = _required(text)
    nullable = bool(NULL.search(text)) and NOT_NULL.search(text) is None
    return Typed(kind, _constraints(text, kind), required, nullable, default)


def _without_default(text: str) -> str:
    return DEFAULT.sub(" ", text)


def _required(text: str) -> bool | None:
    if OPTIONAL.search(text) and NOT_NULL.search(text) is None:
        return False
    return True if REQUIRED.search(text) else None


def _type(text: str) -> Type | None:
    text = re.sub(r"^\s*Optional\[(.*)\]", r"\1", text.strip(" `*"))
    text = re.sub(r"\s*\|\s*(?:null|None|undefined)\b|\b(?:null|None)\s*\|\s*", "", text)
    head = (
        re.split(r"[(;:]|,\s(?![\"'`\w-]+[\"'`])", text, maxsplit=1)[0]
        if not text.lower().startswith(("enum", "literal", "one of"))
        else text
    )
    if (many := LIST.match(text)) is not None:
        return Type("list", item=_type((many["of"] or many["many"] or "").strip(" []\"'")) or None)
    if values := _values(text):
        return Type("enum", values=values)
    if digits := DIGITS.search(text):
        return Type("decimal", precision=int(digits[1]), scale=int(digits[2] or 0))
    for stretch in (head, text):
        # The name of a type comes first; later words describe.
        found = [
            (match.start(), rank, kind)
            for rank, (pattern, kind) in enumerate(KINDS)
            if (match := pattern.search(stretch))
        ]
        if found:
            return Type(min(found)[2] if stretch is head else min(found, key=lambda one: one[:2])[2])
        if BARE_LIST.search(stretch):
            return Type("list")
    return None


def _values(text: str) -> tuple[str, ...]:
    """The values of a choice: an enumeration, quoted alternatives, or bare words with bars between them."""
    if (named := ENUM.match(text)) is not None:
        inside = QUOTED.findall(named["values"]) or [
            piece.strip(" \"'`") for piece in re.split(r"[,|/]", named["values"])
        ]
        return _distinct(value for value in inside if re.fullmatch(r"[\w .+-]{1,60}", value))
    quoted = re.match(r"[\"'`][^\"'`]{1,60}[\"'`](?:\s*(?:\||,|/|\bor\b)\s*[\"'`][^\"'`]{1,60}[\"'`])+", text)
    if quoted is not None:
        return _distinct(QUOTED.findall(quoted[0]))
    bare = BARE_CHOICES.match(text)
    if bare is not None:
        pieces = [piece.strip() for piece in bare[0].split("|")]
        if not all(_is_type_word(piece) for piece in pieces):
            return _distinct(pieces)
    return ()


def _is_type_word(word: str) -> bool:
    return any(pattern.fullmatch(word) for pattern, _ in KINDS)


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.strip() for value in values if value.strip()))


def _constraints(text: str, kind: Type | None) -> Constraints:
    if kind is not None and kind.kind in ("enum", "bool", "uuid", "json", "date", "datetime"):
        return Constraints()
    if length := LENGTH.search(text):
        return Constraints(bounds=Bounds(None, int(length[1])))
    outside = DIGITS.sub(" ", _without_default(text))
    if (both := BETWEEN.search(outside) or RANGE.search(outside)) is not None:
        low, high = _number(both[1]), _number(both[2])
        if low is not None and high is not None and low <= high:
            return Constraints(bounds=Bounds(low, high))
    low_match, high_match = LOW.search(outside), HIGH.search(outside)
    low = _number(low_match[1]) if low_match is not None else None
    high = _number(high_match[1]) if high_match is not None else None
    if low is None and re.search(r"\bnon-?empty\b|\bnot empty\b", outside, re.IGNORECASE):
        low = 1
    return Constraints(bounds=Bounds(low, high)) if low is not None or high is not None else Constraints()


def _number(text: str) -> int | float | None:
    plain = text.replace(",", "")
    if len(plain) > 18 or re.fullmatch(r"-?\d+(?:\.\d+)?", plain) is None:
        return None
    return float(plain) if "." in plain else int(plain)


def _default(text: str) -> Default | None:
    found = DEFAULT.search(text)
    if found is None:
        return None
    quoted = next((found[name] for name in ("q", "s", "c") if found[name] is not None), None)
    if quoted is not None:
        return literal(quoted)
    word = found["w"].rstrip(".")
    if word.lower() in NOTHING or word.lower() in ("value", "is", "to"):
        return None
    if MOMENT.match(word):
        return NOW
    number = _number(word)
    return literal(SCALARS.get(word.lower(), word) if number is None else number)
