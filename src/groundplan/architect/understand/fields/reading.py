"""One item of a list of fields, as a typed and constrained field."""

import re

from groundplan.architect.understand.fields.naming import (
    STARTS,
    TRUE_AT_FIRST,
    bare,
    column_name,
    implied_type,
    usually_optional,
)  # fmt: skip
from groundplan.architect.understand.fields.properties import (
    Said,
    is_property,
    lowest,
    read_properties,
    scalar,
    type_named,
)
from groundplan.architect.understand.fields.splitting import items, outer
from groundplan.spec.model import Field, Uniqueness
from groundplan.spec.types import Bounds, Constraints, Default, Type, literal

LEADING = re.compile(r"^(optional|required|mandatory|unique|nullable)\s+", re.IGNORECASE)
TRAILING = re.compile(
    r"^(.+?)(?:\s+(?:that|which))?\s+(?:is|are|must be|should be|(?:has|have|needs?) to be)\s+(optional|required|mandatory|unique|nullable)$",
    re.IGNORECASE,
)
TELLING = re.compile(r"^(?:an?\s+)?(?:flag|boolean|marker|bool)\s+(?:telling|saying|showing|for)?\s*(?:whether|if)?\s*"
                     r"(?:they|it|he|she|this)?\s*(?:is|are)?\s*(?:still|already|currently)?\s*(.+)$", re.IGNORECASE)  # fmt: skip
OR_NOT = re.compile(r"^(?:is\s+)?(\w+(?: \w+)?) or not$", re.IGNORECASE)
WHETHER = re.compile(
    r"^(?:whether|if)\s+(?:they|it|he|she|this)?\s*(?:is|are|was)?\s*(?:still|already|currently)?\s*(.+)$"
)
CHOICE = re.compile(r"(?:which is |that is |is |, )?(?:one of|either|any of|can be|choice of|enum(?:eration)?(?: of|:)?)\s+(.+)$",
                    re.IGNORECASE)  # fmt: skip
# `an email that must be unique` says the same as `an email, must be unique`.
RELATIVE = re.compile(r",?\s+(?:which|that)\s+(?=(?:is|are|must|can|cannot|may|should|has|have)\b)", re.IGNORECASE)
# `title!` and `ends_at?` say whether they must be given; `check (rating > 0)` says what a value is.
MARKS = re.compile(r"(?<=[\w)\]])[!?](?=[\s,(]|$)")
CHECK = re.compile(r"\s*\bcheck\s*\(", re.IGNORECASE)
NAMELIKE = ("date", "time", "email", "number", "link", "url", "amount", "price", "count", "text", "line", "address",
            "email address")  # fmt: skip
MARKED = re.compile(r"[`'\"“]([A-Za-z_]\w*)[`'\"”](?=\s|$)")
# `status active/paused/ended (active)`
SPELLED = re.compile(
    r"(?P<name>[A-Za-z_]+(?: [a-z]+)?)\s*:?\s+(?P<values>[\w-]+(?:\s*[/|]\s*[\w-]+)+)(?:\s*\((?P<first>[\w-]+)\))?"
)
EITHER = re.compile(r"[\w'\"-]+(?:\s*,\s*[\w'\"-]+)*\s*,?\s*or\s+[\w'\"-]+", re.IGNORECASE)
QUOTES = "'\"`“”‘’"
INT4 = 2_147_483_647


def read_fields(text: str) -> tuple[Field, ...]:
    """The fields that a list says, in order; a name that comes twice counts once, with what is said the second time."""
    found: dict[str, Field] = {}
    for item in items(text):
        field = read_field(item, first=not found)
        if field is None:
            continue
        known = found.setdefault(field.name, field)
        if known is not field and TRAILING.match(item) is not None:
            again = known.replace(unique=known.unique or field.unique)
            if known.default is None and field.unique is None:
                again = again.replace(nullable=field.nullable, create=field.create)
            found[field.name] = again
    return tuple(found.values())


def read_field(item: str, *, first: bool = False) -> Field | None:
    """The field of one item, or `None` if it names none. `first` makes it required unless it says otherwise."""
    said = Said()
    words = _name_and_properties(item.strip(), said)
    if words is None:
        return None
    name = column_name(words)
    if not name or len(name) > 63:
        return None
    return _field(name, said, first)


def _name_and_properties(item: str, said: Said) -> str | None:
    """The words of the name; all else goes to what is said."""
    if trailing := TRAILING.match(item):
        item = f"{trailing[2]} {trailing[1]}"
    while leading := LEADING.match(bare(item)):
        read_properties(leading[1], said)
        item = bare(item)[leading.end() :]
    item = OR_NOT.sub(r"whether \1", item)
    if telling := TELLING.match(item) or WHETHER.match(item):
        said.type = Type("bool")
        told, groups = outer(telling[1])
        for group in groups:
            _take_group(group, said)
        return f"is {told}"
    item = _take_code(RELATIVE.sub(", ", item), said)
    if (spelled := SPELLED.fullmatch(item)) is not None and type_named(
        spelled["values"].split("/")[0].split("|")[0]
    ) is None:
        said.values = _values(spelled["values"])
        if spelled["first"] in said.values:
            said.default = spelled["first"]
        return spelled["name"]
    if choice := CHOICE.search(item):
        said.values = _values(choice[1])
        item = item[: choice.start()]
    rest, groups = outer(item)
    for group in groups:
        _take_group(group, said)
    return _cut(rest, said)


def _take_code(item: str, said: Said) -> str:
    """Take `: type = default` of Python, and types whose brackets are not remarks, out of an item."""
    item = MARKS.sub(lambda mark: " required" if mark[0] == "!" else " optional", CHECK.sub(" (", item))
    if match := re.search(r"\b(?:Literal|Enum)\[(.+?)\]|\benum\s*\(([^()]+)\)", item, re.IGNORECASE):
        said.values = _values(match[1] or match[2])
        item = item[: match.start()] + item[match.end() :]
    typed = r"\b(?:decimal|numeric|varchar|char|string|str|money) ?\([\d, ]+\)|\b(?:list|set|tuple|array)\[[\w ]+\]"
    for match in re.finditer(typed, item, re.IGNORECASE):
        read_properties(match[0], said)
    return re.sub(typed, " ", item, flags=re.IGNORECASE)


def _take_group(group: str, said: Said) -> None:
    """A remark in brackets: the values of a choice, properties, or both with a semicolon between."""
    pieces = re.split(r"\s*,\s*", group)
    either = next((piece for piece in pieces if EITHER.fullmatch(piece) and not is_property(piece)), "")
    if either and len(pieces) > 1 and any(is_property(piece) or type_named(piece) for piece in pieces):
        # `pass or fail, required`
        said.values = _values(either)
        pieces = [piece for piece in pieces if piece != either]
        group = ", ".join(pieces)
    elif len(pieces) > 1 and any(type_named(piece) is not None for piece in pieces):
        read_properties(group, said)
        return
    for part in re.split(r"\s*;\s*", group):
        values = _values(part)
        if len(values) > 1 and not _says_properties(part, values):
            said.values = values
        else:
            read_properties(part, said)


def _says_properties(part: str, values: tuple[str, ...]) -> bool:
    """Whether a remark is made of properties: as soon as one of its pieces is one, as in `string, required`."""
    if re.search(r"\d|=|:", part) and not re.search(r"[|/]", part):
        return True
    return any(type_named(value) is not None or is_property(value) for value in values)


def _values(text: str) -> tuple[str, ...]:
    """The values of a choice, in whatever way they are separated."""
    text = re.split(r"[.;]\s|;", text)[0].strip(" .")
    pieces = re.split(r"\s*[,|/]\s*(?:or\s+|and\s+)?|\s+or\s+|\s+and\s+", text)
    cleaned = (re.sub(r"[^\w-]+", "_", piece.strip(QUOTES + " ")).strip("_") for piece in pieces)
    return tuple(dict.fromkeys(value for value in cleaned if value))


def _cut(rest: str, said: Said) -> str | None:
    """Cut the name off what follows it: a colon, a dash, `as`, or a type."""
    name, mark, more = _at_mark(rest)
    if mark:
        head, equals, default = more.partition("=")
        if equals:
            said.default = scalar(default.split(",")[0])
        values = _values(head)
        if (
            (re.search(r"[|/]", head) or EITHER.fullmatch(head.strip()))
            and len(values) > 1
            and not _says_properties(head, values)
        ):
            said.values = values
        elif head.strip():
            read_properties(head, said)
        return name.strip(QUOTES + " ")
    first, *others = rest.split(",")
    for piece in others:
        read_properties(piece, said)
    if marked := MARKED.match(first.strip()):
        read_properties(first.strip()[marked.end() :], said)
        return marked[1]
    return _without_type(first.strip(QUOTES + " "), said)


def _at_mark(rest: str) -> tuple[str, str, str]:
    for pattern in (r"\s*:\s*", r"\s+[–—-]+\s+", r"\s*(?<![<>!])=\s*(?=\S)", r"\s+(?:as|being|of type)\s+(?:an?\s+)?"):
        if match := re.search(pattern, rest):
            more = rest[match.end() :]
            return rest[: match.start()], match[0], f"= {more}" if "=" in match[0] else more
    return rest, "", ""


def _without_type(words: str, said: Said) -> str:
    """The name without a type or properties behind it: `price decimal`, `code up to 20 characters`."""
    parts = words.split()
    for cut in range(1, len(parts)):
        tail = " ".join(parts[cut:])
        named = type_named(tail)
        # `due date` and `email address` are names; `price decimal` and `published_on date` are names and their types.
        typed = named is not None and (tail.lower() not in NAMELIKE or "_" in parts[cut - 1])
        begun = type_named(parts[cut]) is not None and parts[cut].lower() not in NAMELIKE and cut + 1 < len(parts)
        if (
            typed
            or begun
            or (named is None and re.match(r"(?:of |with )?(?:up|at|from|between|exactly)\b", tail))
            or is_property(tail)
        ):
            trial = Said()
            read_properties(tail, trial)
            if not trial.rest:
                read_properties(tail, said)
                return " ".join(parts[:cut])
    return words


def _field(name: str, said: Said, first: bool) -> Field:
    type_ = Type("enum", values=said.values) if said.values else said.type or implied_type(name)
    if type_.kind == "text" and said.high is not None and said.high <= 500:
        type_ = Type("str")
    if said.percent and type_.kind == "int":
        said.low, said.high = said.low or 0, said.high or 100
    default = _default(name, type_, said)
    nullable = bool(said.nullable) or (said.required is not True and default is None and _may_miss(name, said, first))
    required = default is None and not nullable
    return Field(
        name=name,
        type=type_,
        nullable=nullable,
        default=default,
        constraints=_constraints(type_, name, said),
        create="required" if required else "optional",
        update="optional",
        read="yes",
        unique=Uniqueness() if said.unique else None,
    )


def _may_miss(name: str, said: Said, first: bool) -> bool:
    if said.required is False:
        return True
    return said.required is None and not first and usually_optional(name)


def _default(name: str, type_: Type, said: Said) -> Default | None:
    """The default that is said, or that goes without saying."""
    if said.default is not None:
        return literal(str(said.default) if type_.kind == "enum" or type_.textual else said.default)
    if said.required is not None or said.nullable:
        return None
    if type_.kind == "enum" and type_.values[0].lower() in STARTS:
        return literal(type_.values[0])
    if type_.kind == "bool":
        return literal(name.removeprefix("is_") in TRUE_AT_FIRST)
    return None


def _each(item: Type | None) -> Bounds:
    if item is None:
        return Bounds()
    return Bounds(1, 200) if item.textual else _constraints(item, "", Said()).bounds


def _constraints(type_: Type, name: str, said: Said) -> Constraints:
    """Bounds for everything that a client sends: what is said, or what a column can hold."""
    low, high = lowest(type_, said), said.high
    match type_.kind:
        case "str":
            return Constraints(bounds=Bounds(1 if low is None else low, high or 200), trimmed=True)
        case "text":
            return Constraints(bounds=Bounds(low, high or 5000))
        case "email":
            return Constraints(bounds=Bounds(low or 3, high or 254), trimmed=True)
        case "url":
            return Constraints(bounds=Bounds(low, high or 2000), trimmed=True, notes=("never fetched",))
        case "int":
            natural = (
                0 if not re.search(r"temperature|balance|offset|delta|latitude|longitude|difference", name) else -INT4
            )
            return Constraints(bounds=Bounds(natural if low is None else low, INT4 if high is None else high))
        case "decimal":
            whole = (type_.precision or 12) - (type_.scale or 0)
            return Constraints(bounds=Bounds(0 if low is None else low, 10**whole - 1 if high is None else high))
        case "float":
            return Constraints(bounds=Bounds(low if low is not None else -1_000_000_000, high or 1_000_000_000))
        case "list":
            return Constraints(
                bounds=Bounds(low or 0, high or 100), each=_each(type_.item), distinct=name.endswith("_ids")
            )
        case "json":
            return Constraints(bounds=Bounds(None, high or 10_000))
        case _:
            return Constraints()
