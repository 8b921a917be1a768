"""What is said of a field beside its name: type, presence, bounds, default, uniqueness."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from groundplan.spec.types import Scalar, Type

NUMBER = r"(-?\d[\d,]*(?:\.\d+)?)"
WORDY = r"(?: ?(?:chars?|characters?|letters?|digits?|symbols?|long|items?|entries|values?|hours?|days?|minutes?|%))*"
TYPES: tuple[tuple[str, Type], ...] = (
    (r"(?:e-?mail(?: address)?|emailstr)", Type("email")),
    (r"(?:url|uri|link|web ?address|httpurl|anyurl)", Type("url")),
    (r"(?:uuid|guid)", Type("uuid")),
    (r"(?:datetime|date-time|date ?time|timestamp|date and time|instant)", Type("datetime")),
    (r"date", Type("date")),
    (r"time", Type("time")),
    (r"(?:duration|timedelta)", Type("duration")),
    (r"(?:bool(?:ean)?|flag|yes/no|true/false|checkbox)", Type("bool")),
    (r"(?:int(?:eger)?|whole number|bigint|smallint|count)", Type("int")),
    (r"(?:float|double|real)", Type("float")),
    (r"(?:money|amount|currency|price|decimal|numeric)", Type("decimal", precision=12, scale=2)),
    (r"(?:percent(?:age)?)", Type("int")),
    (r"number", Type("int")),
    (r"(?:long text|multi-?line(?: text)?|markdown|text|paragraph)", Type("text")),
    (r"(?:string|str|varchar|char|short text|line|free text)", Type("str")),
    (r"(?:json(?:b)?|dict|object)", Type("json")),
    (r"(?:bytes|binary)", Type("bytes")),
)


@dataclass
class Said:
    """What has been understood of one field so far; `None` and empty mean unsaid."""

    type: Type | None = None
    required: bool | None = None
    nullable: bool | None = None
    unique: bool = False
    low: int | float | None = None
    above: int | float | None = None
    high: int | float | None = None
    default: Scalar | None = None
    values: tuple[str, ...] = ()
    percent: bool = False
    rest: list[str] = field(default_factory=list)


Rule = tuple[re.Pattern[str], Callable[[Said, re.Match[str]], None]]


def number(text: str) -> int | float:
    text = text.replace(",", "")
    return float(text) if "." in text else int(text)


def _set(**values: object) -> Callable[[Said, re.Match[str]], None]:
    def apply(said: Said, _: re.Match[str]) -> None:
        for name, value in values.items():
            setattr(said, name, value)

    return apply


def _low(said: Said, match: re.Match[str]) -> None:
    said.low = number(match[1])


def _above(said: Said, match: re.Match[str]) -> None:
    said.above = number(match[1] or match[2])


def _high(said: Said, match: re.Match[str]) -> None:
    said.high = number(match[1])


def _both(said: Said, match: re.Match[str]) -> None:
    said.low, said.high = number(match[1]), number(match[2])


def _exact(said: Said, match: re.Match[str]) -> None:
    said.low = said.high = number(match[1])


def _places(said: Said, match: re.Match[str]) -> None:
    words = {"one": 1, "two": 2, "three": 3, "four": 4}
    scale = words.get(match[1]) or int(match[1])
    said.type = Type("decimal", precision=10 + scale, scale=scale)


def _decimal(said: Said, match: re.Match[str]) -> None:
    said.type = Type("decimal", precision=int(match[1]), scale=int(match[2]))


def _varchar(said: Said, match: re.Match[str]) -> None:
    said.type, said.high = Type("str"), int(match[1])


def _default(said: Said, match: re.Match[str]) -> None:
    said.default = scalar(match[1])


def _list(said: Said, match: re.Match[str]) -> None:
    said.type = Type("list", item=type_named(match[1]) or type_named(match[1].rstrip("s")) or Type("str"))


def _percent(said: Said, _: re.Match[str]) -> None:
    said.type, said.percent = Type("int"), True


def _typed(type_: Type) -> Callable[[Said, re.Match[str]], None]:
    def apply(said: Said, _: re.Match[str]) -> None:
        # `text of at most 60` and `str` say less than `decimal(10,2)` before it.
        if said.type is None or said.type.kind in ("str", "text"):
            said.type = type_

    return apply


def scalar(text: str) -> Scalar:
    """The value that a default names."""
    text = text.strip(" .'\"`“”")
    if text.lower() in ("true", "yes", "on"):
        return True
    if text.lower() in ("false", "no", "off"):
        return False
    return number(text) if re.fullmatch(NUMBER, text) else text


def type_named(text: str) -> Type | None:
    for pattern, type_ in TYPES:
        if re.fullmatch(pattern, text.strip(), re.IGNORECASE):
            return type_
    return None


def _rules() -> tuple[Rule, ...]:
    """Every phrase that says something of a field; the longer before the shorter that they hold."""
    cap = r"(?:max(?:imum|\.)?(?: length| len| size| value)?(?: of)?|up to|at most|(?:(?:can(?:no|'t)t?|must not|may not|never|not|no) )(?:be )?(?:(?:more|greater|larger|higher|longer) than|above|over|exceed)|<=|≤|under|below|length)"
    least = r"(?:min(?:imum|\.)?(?: length| len| value)?(?: of)?|at least|no less than|not less than|>=|≥|from)"
    said: list[tuple[str, Callable[[Said, re.Match[str]], None]]] = [
        (r"(?:list|array|set|tuple) ?(?:of|\[) ?([\w ]+?)\]?(?=$|[,;=(])", _list),
        (r"(?:decimal|numeric|money) ?\( ?(\d+) ?, ?(\d+) ?\)", _decimal),
        (r"(?:varchar|char|string|str) ?\( ?(\d+) ?\)", _varchar),
        (r"(?:with )?(one|two|three|four|\d) (?:decimals?(?: places?| digits?)?|places|digits after the point)", _places),
        (r"(?:not|isn'?t|non-?|never) ?(?:null(?:able)?|empty)|(?:can(?:no|')t|must not|may not) be (?:null|empty|blank)",
         _set(required=True, nullable=False)),
        ((r"(?:not required|not mandatory|may be (?:empty|null|missing|left out)|can be (?:empty|null|missing|blank|left out)"
         r"|optional(?:ly)?|nullable|if known|or (?:none|null)|\| ?none|\?$)"), _set(required=False, nullable=True)),
        (r"required|mandatory|obligatory|compulsory|must be (?:given|set|present)|needed", _set(required=True)),
        (r"uniqu\w*|no duplicates|distinct", _set(unique=True)),
        ((r"(?:default(?:s|ed|ing)?(?: value)?(?: to| is| of| =|:|=)?|starts? as|initially|starts? (?:out )?(?:at|with)|(?<![<>!=])=) ?"
         r"(?:the )?('[^']*'|\"[^\"]*\"|[^\s,;()]+)"), _default),
        (r"('[^']*'|\"[^\"]*\"|[\w.-]+),? (?:by|as|is|being) (?:the |a |its |their )?default\b", _default),
        (r"(?:can(?:no|')t|must not|may not|never|not) be negative|non-?negative|not negative|zero or more|positive or zero",
         _set(low=0)),
        (r"positive|(?:more|greater|larger|higher|above|over) (?:than )?zero", _set(above=0)),
        (rf"(?:from |between )?{NUMBER} ?(?:\.\.\.?|–|-|to|and|…) ?{NUMBER}{WORDY}", _both),
        (rf"exactly {NUMBER}{WORDY}", _exact),
        (rf"(?<!no )(?<!not )(?<!not be )(?<!cannot be )(?<!can't be )(?<!never be )(?:more|greater|larger) than {NUMBER}{WORDY}|> ?{NUMBER}", _above),
        (rf"{cap}:? ?{NUMBER}{WORDY}", _high),
        (rf"{least}:? ?{NUMBER}{WORDY}", _low),
        (rf"{NUMBER} ?(?:chars?|characters?|letters?|digits?)(?: max(?:imum)?| at most)?", _high),
        (r"percent(?:age)?", _percent),
    ]  # fmt: skip
    said += [(rf"(?:as |a |an |is |of type |type )?{pattern}", _typed(type_)) for pattern, type_ in TYPES]
    return tuple((re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE), apply) for pattern, apply in said)


RULES = _rules()
FILLER = re.compile(
    r"\b(?:and|with|in|of|the|an?|is|are|be|value|values|length|long|field|by|when|not|given|it|they|hours?|days?|chars?"
    r"|characters?|digits?|places?|only|also|must|should|can|may|for)\b|[.,;:()\[\]%–-]",
    re.IGNORECASE,
)


def read_properties(text: str, said: Said) -> None:
    """Take everything that is understood out of a text; what is left over is kept in `rest`."""
    for pattern, apply in RULES:
        match = pattern.search(text)
        if match is not None:
            apply(said, match)
            text = f"{text[: match.start()]} , {text[match.end() :]}"
    left = " ".join(FILLER.sub(" ", text).split())
    if left:
        said.rest.append(left)


BEGINS = re.compile(
    r"(?:required|mandatory|obligatory|compulsory|optional(?:ly)?|nullable|unique\w*|no duplicates|max|min|up to|at (?:most|least)"
    r"|default|between|exactly|can(?:no|')t|can be|may|must|not|non|never|positive|starts?|initially|from|with \w+ (?:decimal|place)"
    r"|-?\d|[<>=≤≥]|[\w.'\"-]+ (?:by|as|is) (?:the |its )?default\b)(?!\w* *:)",
    re.IGNORECASE,
)


# `it has to be unique` goes on about the field before it.
OF_IT = re.compile(r"^(?:it|this|they)\s+(?:(?:is|are|(?:has|have|needs?) to be|should be)\s+)?", re.IGNORECASE)
# The name of a type that is the name of no field.
TYPE = re.compile(
    r"(?:an? )?(?:whole number|integer|int|decimal(?: number)?|floating point(?: number)?|boolean|string|uuid)",
    re.IGNORECASE,
)


def is_property(text: str) -> bool:
    """Whether a whole piece only says something of the field before it, and names none."""
    if TYPE.fullmatch(text.strip()) is not None:
        return True
    text = OF_IT.sub("", text.strip())
    if BEGINS.match(text) is None:
        return False
    said = Said()
    read_properties(text, said)
    return not said.rest


def lowest(type_: Type, said: Said) -> int | float | None:
    """The least value; above a bound it is the next one that the type has."""
    if said.above is None:
        return said.low
    match type_.kind:
        case "decimal" if type_.scale:
            return float(round(said.above + 10**-type_.scale, type_.scale))
        case "float":
            return said.above
        case _:
            return int(said.above) + 1
