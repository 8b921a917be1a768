"""The words beside a column: keys, nullability, defaults, uniqueness, foreign keys, in the common languages."""

import re

from groundplan.documents.free.models.telling import UNNAMED
from groundplan.documents.free.shapes.types import type_said
from groundplan.spec.model import Field, OnDelete, Reference, Uniqueness
from groundplan.spec.types import GENERATED, NOW, NOW_AT_EVERY_CHANGE, Constraints, Default, Scalar, Type, literal

PRIMARY = re.compile(
    r"primary[ _-]?key|\bpk\b|\bpri\b|clave primaria|llave primaria|chave prim[áa]ria|기본 ?키", re.IGNORECASE
)
UNIQUE = re.compile(r"\bunique\b|\b[úu]nic[oa]\b|고유", re.IGNORECASE)
INDEXED = re.compile(r"\bindex(?:ed)?\b|\bindexad[oa]\b|인덱스", re.IGNORECASE)
MAY_BE_ABSENT = re.compile(r"\b(?:not|non)[ -](?:required|mandatory)\b", re.IGNORECASE)
NOT_NULL = re.compile(
    r"\b(?:not|non)[ _-]?null(?:able)?\b|(?-i:\bNN\b)|\brequired\b|\bmandatory\b|\bobrigat[óo]ri[oa]\b|\bobligatori[oa]\b"
    r"|\brequerid[oa]\b|필수",
    re.IGNORECASE,
)
NULLABLE = re.compile(
    r"\bnull(?:able)?\b(?! (?:if|until|when|unless|byte))|\boptional\b|\bopcional\b|\bfacoltativ[oa]\b|선택",
    re.IGNORECASE,
)
GENERATION = re.compile(
    r"(?-i:\bAI\b)|\bauto[ _-]?(?:increment\w*|gen\w*)|\b(?:big|small)?serial\b"
    r"|\b(?:gen_random_uuid|uuid_generate_v\d|uuid_?v?\d?|generate_ulid)\(\)"
    r"|\bdefault\W{0,3}uuid\w*|\bgenerated (?:always|by default) as identity",
    re.IGNORECASE,
)
EVERY_CHANGE = re.compile(
    r"\bon[ _]?update\W{0,3}(?:current_timestamp|now|func|datetime)|\bauto[ -]?updat\w*|\bupdated on (?:every )?(?:change|update)",
    re.IGNORECASE,
)
MOMENT = re.compile(r"\bdefault\W{0,3}(?:now\b|current[ _]timestamp|current[ _]time\b|utc_?now|getdate)", re.IGNORECASE)
DEFAULT = re.compile(r"\b(?:default|defaults to|padr[ãa]o|por defecto|기본값)\b[\s:=]*", re.IGNORECASE)
VALUE = re.compile(r"""(?:'([^']*)'|"([^"]*)"|`([^`]*)`|(-?\d{1,15}(?:\.\d{1,15})?)(?![\w-])|(\w[\w-]*)(?!\())""")
ON_DELETE = re.compile(
    r"\bon[ _]?delete\W{0,3}(cascade|restrict|set null|no action)|\b(cascade) (?:on )?delete|\bdelete (cascade)",
    re.IGNORECASE,
)
FOREIGN = re.compile(r"foreign[ _-]?keys?|\bfks?\b|clave for[áa]nea|chave estrangeira|외래 ?키", re.IGNORECASE)
TARGET = re.compile(
    r"(?:->|→|=>|⟶|\breferenc(?:es?|ing|ia)\b|(?:foreign[ _-]?key|\bfk\b)(?: constraint)?(?: to|:)?)[\s`(\"']*(?:the )?"
    r"(?P<table>(?!(?:to|the|not|null\w*|unique|index(?:ed)?|required|constraint|on|and|pk|primary|referenc\w+|link\w*|for|in|of"
    r"|relation\w*|from|between|that|with|which)\b)[A-Za-z_]\w*)\b[`\"]?"
    r"(?:\s?[.(][`\"]?(?P<field>\w+)|(?=\s*(?:table\b|model\b|[),;:.`\"']|$)))",
    re.IGNORECASE,
)
LISTED = re.compile(
    r"(?:\bin\b|\benum\b|\bvalues\b|\bcheck\b|\bone of\b)[\s:=(\[]*((?:['\"`][\w -]+['\"`][\s,|/]*(?:or |and )?)+)",
    re.IGNORECASE,
)
QUOTED = re.compile(r"['\"`]([\w -]{1,60})['\"`]")
ALTERNATIVES = re.compile(r"['\"`][\w-]+['\"`](?:\s*(?:,|\||/|\bor\b)\s*['\"`][\w-]+['\"`])+")
NAMED_ENUM = re.compile(r"(?<!\w)\w*enum\b", re.IGNORECASE)
BARRED = re.compile(r"(?<![\w|])[A-Za-z][\w-]*(?:\s?\|\s?(?!null\b|none\b)[A-Za-z][\w-]*)+(?![\w|])", re.IGNORECASE)
# In a description only what is set apart by commas or brackets is a fact: `owner, unique` but not `unique identifier`.
FACT_FIRST = re.compile(
    r"(?:primary key|pk\b|unique\b(?!.*\b(?:identifier|id|name of)\b)|not null|non-null|null\b(?! (?:if|until|when))|nullable"
    r"|required|optional|default|foreign key|fk\b|references|auto[- ]|indexed|obrigat|obligator|opcional|필수|선택)",
    re.IGNORECASE,
)
NO_VALUE = re.compile(rf"{FACT_FIRST.pattern}|\w*enum$", re.IGNORECASE)
LONGEST = 1_500
ACTIONS: dict[str, OnDelete] = {
    "cascade": "cascade",
    "restrict": "restrict",
    "no action": "restrict",
    "set null": "set null",
}
WORDS: dict[str, Scalar] = {"true": True, "false": False, "verdadeiro": True, "falso": False}


def column(name: str, type_words: str, facts: str, description: str = "") -> Field:
    """The field that these words tell of; what they leave open stays open, `nullable` among it."""
    type_words, facts, description = map(shortened, (type_words, facts, description))
    facts = f"{facts}; {facts_inside(description)}"
    said = type_said(type_words)
    kind, optional = said.type, type_words.rstrip(" `").endswith("?") or said.nullable
    everything = f"{type_words}; {facts}"
    values = listed_values(type_words, facts) if kind is None or kind.kind in ("str", "text", "enum") else ()
    if values and (kind is None or not kind.values):
        kind = Type("enum", values=values)
    elif kind is None and NAMED_ENUM.search(type_words):
        kind = Type("enum", values=tuple(dict.fromkeys(QUOTED.findall(description))))
    bounds = type_said(f"{type_words} ({facts})").constraints if kind is None or kind.kind != "enum" else Constraints()
    primary = bool(PRIMARY.search(everything))
    unique = bool(UNIQUE.search(everything)) and not primary
    nullable = False if primary else nullability(everything)
    if nullable is None and optional:
        nullable = True
    return Field(
        name,
        kind,
        nullable=nullable,
        default=default_said(everything, kind) or said.default,
        constraints=bounds
        if said.constraints == Constraints() or kind is None or kind.kind == "enum"
        else said.constraints,
        primary_key=primary,
        references=reference_said(everything),
        unique=Uniqueness() if unique else None,
        indexed=bool(INDEXED.search(facts)) and not unique,
    )


def shortened(words: str) -> str:
    """Words with single spaces, and no more of them than say anything of a column."""
    return " ".join(words[:LONGEST].split())


def nullability(words: str) -> bool | None:
    """Whether the words let the value be absent; `None` where they do not say."""
    if MAY_BE_ABSENT.search(words):
        return True
    if NOT_NULL.search(words):
        return False
    return True if NULLABLE.search(words) else None


def reference_said(words: str) -> Reference | None:
    """The foreign key that the words declare; its model is `UNNAMED` where they leave the table open."""
    target = TARGET.search(words)
    if target is not None:
        return Reference(target["table"], target["field"] or "id", on_delete=on_delete_said(words))
    return Reference(UNNAMED, "id", on_delete=on_delete_said(words)) if FOREIGN.search(words) else None


def on_delete_said(words: str) -> OnDelete | None:
    found = ON_DELETE.search(words)
    return ACTIONS[next(filter(None, found.groups())).lower()] if found is not None else None


def default_said(words: str, kind: Type | None) -> Default | None:
    """The default that the words give: generated, a moment, or a plain value."""
    if EVERY_CHANGE.search(words):
        return NOW_AT_EVERY_CHANGE
    if MOMENT.search(words):
        return NOW
    if GENERATION.search(words):
        return GENERATED
    found = DEFAULT.search(words)
    value = VALUE.match(words, found.end()) if found is not None else None
    if value is None:
        return None
    quoted = next((text for text in value.groups()[:3] if text is not None), None)
    if quoted is not None:
        quoted = quoted.strip("'\"")
        return literal(WORDS.get(quoted.lower(), quoted) if kind is not None and kind.kind == "bool" else quoted)
    if value[4]:
        return literal(float(value[4]) if "." in value[4] else int(value[4]))
    if value[5].lower() in ("null", "none", "value", "auto"):
        return None
    return literal(WORDS.get(value[5].lower(), value[5]))


def listed_values(type_words: str, facts: str) -> tuple[str, ...]:
    """The values that a check, an enumeration or quoted alternatives allow."""
    words = f"{type_words}; {facts}"
    found = LISTED.search(words) or ALTERNATIVES.search(words)
    if found is not None:
        return tuple(dict.fromkeys(QUOTED.findall(found[0])))
    if (barred := BARRED.search(facts)) is not None:
        return tuple(dict.fromkeys(re.split(r"\s?\|\s?", barred[0])))
    if NAMED_ENUM.search(type_words) and "(" not in type_words:
        words = re.sub(r"\bdefault\b\W*\w+", "", facts, flags=re.IGNORECASE)
        pieces = (piece.strip() for piece in re.split(r"[,;|/]", words))
        return tuple(piece for piece in pieces if re.fullmatch(r"[A-Za-z_][\w-]*", piece) and not NO_VALUE.match(piece))
    return ()


def facts_inside(description: str) -> str:
    """The parts of a description that state facts of the column, as one text."""
    if not description:
        return ""
    bracketed = re.findall(r"\(([^()]*)\)", description)
    plain = re.sub(r"\([^()]*\)", " ", description)
    pieces = (piece.strip() for text in (plain, *bracketed) for piece in re.split(r"[,;]|\.\s", text))
    return "; ".join(piece for piece in pieces if FACT_FIRST.match(piece))
