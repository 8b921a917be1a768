"""Lists of fields in the notations of programs: a table of SQL, a class of Python, a table of Markdown, told in words."""

import json
import re
from collections.abc import Iterator

from inflection import pluralize, singularize, underscore

from groundplan.architect.understand.fields.splitting import items

SQL = re.compile(
    r"\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?[\"`]?(?P<name>\w+)[\"`]?\s*\((?P<columns>.+)\)\s*;?",
    re.IGNORECASE | re.DOTALL,
)
CLASS = re.compile(r"\bclass\s+(?P<name>[A-Z]\w*)\s*(?:\([^)]*\))?\s*:\s*(?P<fields>(?:\s*\w+\s*:\s*[^;\n]+[;\n]?)+)")
INTERFACE = re.compile(r"\b(?:export\s+)?(?:interface|type)\s+(?P<name>[A-Z]\w*)\s*=?\s*\{(?P<members>[^{}]+)\}\s*;?")
MEMBER = re.compile(r"(?P<name>\w+)(?P<optional>\?)?\s*:\s*(?P<type>[^;,\n]+)")
# A row as it is sent: `New resource boats: {"name": "Ann", "length": 12}`
SAMPLE = re.compile(r"(?P<before>[.:]\s*(?:[^.:{}]*:)?\s*)(?P<object>\{\s*\"[^{}]+\})", re.DOTALL)
TABLE = re.compile(r"(?:^[ \t]*\|.+\|[ \t]*\n?){3,}", re.MULTILINE)
RULE = re.compile(r"^[\s|:-]+$")
# What the tools make by themselves, and constraints that are no columns.
MADE = re.compile(
    r"(?:id|created_at|updated_at)\b|(?:primary|foreign)\s+key\b|constraint\b|unique\s*\(|check\s*\(|index\b|.*\bprimary\s+key\b|.*\breferences\b",
    re.IGNORECASE | re.DOTALL,
)
# `GET /shelves?sort=height&min_width=` shows how a list is asked for.
QUERY = re.compile(
    r"(?P<path>(?:(?:GET)\s+)?/[\w{}/-]+|(?<=\s))\?(?=\w+=)(?P<query>[\w=&,.:{}<>*%+-]+)(?P<more>(?:\s*(?:and|or|,)\s*\?[\w=&,.:{}<>*%+-]+)*)"
)
# What people type instead of words.
SHORT = tuple(
    (re.compile(pattern, re.IGNORECASE), word)
    for pattern, word in (
        (r"\bw/o\b", "without"),
        (r"\A\s*rm\b", "remove"),
        (r"(?<=:)\s*\+\s+", " add "),
        (r"\A\s*([a-z][a-z_]*s)\.([a-z][a-z_]*)\s*:", r"the \2 of \1:"),
        (r"\bw/(?=\s|\w)", "with "),
        (r"[\s,]*\b(?:plz|pls|please)\b[\s.!]*$", ""),
        (r"\b(?:plz|pls)\b", "please"),
        (r"(?<=\w) & (?=\w)", " and "),
        (r"(?<=\w) \+ (?=[a-z])", " and "),
    )
)
PAGING = frozenset({"limit", "offset", "page", "per_page", "page_size", "cursor", "size"})
FIELDS_TOLD = re.compile(r"\bfields?\s*:|\bwith\b", re.IGNORECASE)
REFERENCES = re.compile(r"\breferences\s+[\"`]?(\w+)", re.IGNORECASE)
YES, NO = (
    ("yes", "y", "true", "required", "x", "✓", "✔", "not null"),
    ("no", "n", "false", "optional", "", "-", "—", "null"),
)


def in_words(text: str) -> str:
    """The text with such lists as sentences and bullets."""
    for short, word in SHORT:
        text = short.sub(word, text)
    text = QUERY.sub(_asked, SQL.sub(_table, text))
    text = CLASS.sub(
        lambda found: _resource(str(pluralize(underscore(found["name"]))), _attributes(found["fields"])), text
    )
    text = INTERFACE.sub(
        lambda found: _resource(str(pluralize(underscore(found["name"]))), _members(found["members"])), text
    )
    text = _sampled(text)
    tables = [found for found in TABLE.finditer(text) if _rows(found[0])]
    for found in reversed(tables):
        text = f"{text[: found.start()]}{text[found.end() :]}".strip()
    bullets = [f"- {row}" for found in tables for row in _rows(found[0])]
    return "\n".join((text, *bullets))


def _asked(found: re.Match[str]) -> str:
    """A query string as what can be asked of the list."""
    pairs = [
        pair.partition("=") for pair in re.split(r"[?&\s,]+|\band\b", f"{found['query']}{found['more']}") if "=" in pair
    ]
    sorts = [
        value.lstrip("-+")
        for name, _, value in pairs
        if name in ("sort", "order", "order_by", "sort_by", "ordering") and value
    ]
    filters = [
        _filter(name)
        for name, _, _ in pairs
        if name not in (*PAGING, "q", "search", "sort", "order", "order_by", "sort_by", "ordering")
    ]
    told = (
        f"filter by {', '.join(dict.fromkeys(filters))}" if filters else "",
        f"sort by {', '.join(dict.fromkeys(sorts))}" if sorts else "",
        "full-text search" if any(name in ("q", "search") for name, _, _ in pairs) else "",
        "with pages" if any(name in PAGING for name, _, _ in pairs) else "",
    )
    asked = " and ".join(filter(None, told))
    return f"{found['path']}: {asked}" if found["path"] else asked


def _filter(name: str) -> str:
    """`min_price` and `price_from` bound a range of prices."""
    bound = re.fullmatch(
        r"(?:min|max|from|to|since|until|before|after)_(\w+)|(\w+?)_(?:min|max|from|to|gte|lte|gt|lt|since|until|before|after)",
        name,
    )
    return f"{bound[1] or bound[2]} range" if bound is not None else name


def _table(found: re.Match[str]) -> str:
    """A table of SQL as a resource; a foreign key is a sentence of its own."""
    one = str(singularize(found["name"].lower()))
    ties = (f"Every {one} belongs to a {singularize(key[1].lower())}." for key in REFERENCES.finditer(found["columns"]))
    return " ".join((_resource(found["name"], _columns(found["columns"])), *ties))


def _resource(name: str, fields: Iterator[str]) -> str:
    return f"add a '{name.lower()}' resource: {', '.join(fields)}."


def _columns(text: str) -> Iterator[str]:
    for column in items(text):
        if not MADE.match(column.strip()):
            name, _, rest = column.strip(' "`').partition(" ")
            told = re.sub(r"\s*\bnot\s+null\b", " required", rest, flags=re.IGNORECASE)
            said = told != rest or re.search(r"\bdefault\b", rest, re.IGNORECASE) is not None
            yield f"{name}: {told}{'' if said else ' optional'}"


def _attributes(text: str) -> Iterator[str]:
    for line in re.split(r"[;\n]", text):
        if line.strip() and not MADE.match(line.strip()):
            yield re.sub(r"=\s*Field\(.*\)\s*$", "", line.strip())


def _members(text: str) -> Iterator[str]:
    """The members of a type of TypeScript, in words."""
    words = {"string": "str", "number": "int", "boolean": "bool", "Date": "datetime"}
    for member in MEMBER.finditer(text):
        told = member["type"].strip()
        required = "optional" if member["optional"] or "null" in told else "required"
        told = re.sub(r"\s*\|\s*(?:null|undefined)\b", "", told)
        if re.fullmatch(r"(?:['\"][\w-]+['\"]\s*\|?\s*)+", told):
            told = "|".join(re.findall(r"[\w-]+", told))
        many = told.removesuffix("[]")
        told = f"list of {words.get(many, many)}" if told.endswith("[]") else words.get(told, told)
        yield f"{member['name']}: {told}, {required}"


def _sampled(text: str) -> str:
    """The text in which a sample of a row is the list of its fields."""
    found = SAMPLE.search(text)
    if found is None or FIELDS_TOLD.search(text[: found.start()]):
        return text
    try:
        row = json.loads(found["object"])
    except ValueError:
        return text
    listed = ", ".join(f"{name}: {_kind(value)}" for name, value in row.items() if not MADE.match(name))
    # The first sentence names the resource; what leads up to the sample says nothing more.
    head = re.split(r"(?<=[.])\s", text[: found.start()] + ".")[0].rstrip(". :")
    return f"{head}. Fields: {listed}{text[found.end() :]}"


def _kind(value: object) -> str:
    """The type of a sample, in words."""
    match value:
        case bool():
            return "bool"
        case int():
            return "int"
        case float():
            return "decimal(12,2)"
        case str() if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return "date"
        case str() if re.match(r"\d{4}-\d\d-\d\dT", value):
            return "datetime"
        case str() if "@" in value:
            return "email"
        case list():
            return f"list of {_kind(value[0]) if value else 'str'}"
        case None:
            return "str optional"
        case _:
            return "str"


def _rows(table: str) -> list[str]:
    """The rows of a table of fields, a sentence each; none where its first column names no fields."""
    lines = [[cell.strip(" `*") for cell in line.strip().strip("|").split("|")] for line in table.strip().splitlines()]
    head = [cell.lower() for cell in lines[0]]
    if not RULE.match(table.strip().splitlines()[1]) or head[0] not in (
        "field",
        "name",
        "column",
        "attribute",
        "property",
    ):
        return []
    return [", ".join(_cells(head, row)) for row in lines[2:] if row and row[0] and not MADE.match(row[0])]


def _cells(head: list[str], row: list[str]) -> Iterator[str]:
    yield f"{row[0]}: {row[1]}" if len(row) > 1 and head[1] == "type" else row[0]
    for title, cell in zip(head[1:], row[1:], strict=False):
        said = cell.lower()
        if title in ("required", "mandatory") and said in (*YES, *NO):
            yield "required" if said in YES else "optional"
        elif title in ("unique", "optional", "nullable") and said in (*YES, *NO):
            yield from ((title,) if said in YES else ())
        elif title == "default" and cell not in NO:
            yield f"default {cell}"
        elif title != "type" and cell not in NO:
            yield cell
