"""What one expression of a type means, in the words of SQL, TypeScript, Python and plain speech, in several languages."""

import re
from typing import NamedTuple

from groundplan.spec.types import Kind, Type

WORDS: dict[Kind, str] = {
    "str": "string, strings, str, varchar, varchar2, nvarchar, char, character, character varying, citext, cadena, "
    "cadena de texto, stringa, 문자열",
    "text": "text, texto, texto libre, longtext, mediumtext, tinytext, clob, testo",
    "int": "int, ints, integer, integers, bigint, smallint, mediumint, tinyint, int2, int4, int8, int16, int32, int64, "
    "long, short, serial, bigserial, smallserial, biginteger, smallinteger, whole number, unsigned int, "
    "integer unsigned, entero, número entero, inteiro, número inteiro, intero, 정수",
    "decimal": "decimal, numeric, money, decimals, bigdecimal",
    "float": "float, floats, double, double precision, real, number, numbers, float4, float8, float64, número, numero, "
    "숫자, 실수",
    "bool": "bool, boolean, booleans, booleano, lógico, booleana, 불리언, 논리값, true/false, yes/no",
    "uuid": "uuid, uuids, guid, uuid4, uuid v4, uuidv4, uuid7",
    "datetime": "datetime, datetimes, timestamp, timestamps, timestamptz, timestamp with time zone, "
    "timestamp without time zone, date-time, date time, datetime2, date and time, datetime string, datetimeoffset, "
    "iso 8601, iso8601, iso-8601, iso 8601 datetime, iso 8601 timestamp, iso 8601 string, iso 8601 date string, "
    "iso 8601 format, iso 8601 datetime string, iso 8601 utc, iso8601 string, iso datetime, iso timestamp, iso string, "
    "instant, utc datetime, utc timestamp, offsetdatetime, localdatetime, awaredatetime, fecha y hora, data e hora, 일시, 날짜시간",
    "date": "date, dates, date string, iso date, iso 8601 date, yyyy-mm-dd, localdate, fecha, 날짜",
    "time": "time, time string, time with time zone, time without time zone, timetz, hh:mm, hora, 시간",
    "duration": "duration, interval, timedelta, iso 8601 duration",
    "email": "email, emails, e-mail, email address, email string, emailstr, correo electrónico, 이메일",
    "url": "url, urls, uri, httpurl, anyurl, anyhttpurl, url string",
    "json": "json, jsonb, object, objects, dict, dictionary, map, record, hash, any, json object, objeto, oggetto, 객체",
    "bytes": "bytes, bytea, blob, longblob, binary, varbinary, largebinary",
    "file": "file, files, uploadfile, multipart file, binary file, archivo, arquivo, 파일",
    "secret": "secretstr, password, contraseña, senha, 비밀번호",
    "list": "array, list, set, sequence, tuple, arreglo, lista, 배열, 목록",
}
NAMED: dict[str, Type] = {word: Type(kind) for kind, words in WORDS.items() for word in words.split(", ")}
# Words that nobody uses for anything but a type, so that a sentence may go on behind them, or end with one.
UNMISTAKABLE = (
    r"(?:string|varchar|boolean|bool|integer|int|bigint|uuid|datetime|timestamp|timestamptz|jsonb|float|decimal"
    r"|문자열|정수|entero|inteiro|booleano)(?:\[\])?"
)
BEGINNING = re.compile(rf"{UNMISTAKABLE}(?=[ ,:.]|$)(?! ?(?:\||/|or ))", re.IGNORECASE)
ENDING = re.compile(rf"(?:(?!or )[\w-]+ ){{1,4}}({UNMISTAKABLE})$", re.IGNORECASE)
QUALITIES = re.compile(
    r"(?:(?:a|an|un|una|um|uma|valid|plain|positive|unique|new|random|signed|unsigned|unix|utc|timezone-aware"
    r"|hashed|auto-incrementing|auto-increment|keyword|encoded) )+",
    re.IGNORECASE,
)
LIST_OF = re.compile(r"(?:json )?(?:array|list|set|lista|arreglo|배열) ?(?:of|de|di)? (.+)$", re.IGNORECASE)
LIST_BEHIND = re.compile(r"(.+) (?:array|list|배열|목록)$", re.IGNORECASE)
GENERIC = re.compile(r"([\w.]+) ?[\[<](.*)[\]>]$", re.DOTALL)
CALL = re.compile(r"([^\W\d][\w ]*?) ?\(([^()]*)\)([\w ]*)$")
QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'|`([^`]*)`|“([^”]*)”|‘([^’]*)’")
VALUE = re.compile(r"[\w][\w.+:-]*$")
NOTHINGS = frozenset({"null", "none", "undefined", "nil", "nulo"})
LISTS = frozenset({"list", "array", "set", "sequence", "tuple", "frozenset", "iterable", "readonlyarray"})
SIZED = frozenset({"str", "text", "bytes"})
LONGEST = 1000
DEEPEST = 6


class Named(NamedTuple):
    """What an expression names; `size` is the length in `VARCHAR(80)`, `optional` is that of `string?`."""

    type: Type | None
    nullable: bool = False
    size: int | None = None
    optional: bool = False


def type_named(words: str, depth: int = 0) -> Named | None:
    """The type that an expression names, or `None` where its words name none."""
    text = " ".join(words.split()).strip(" .*_:;")
    text = text.strip("`") if text.count("`") % 2 else text
    if not text or depth > DEEPEST or len(text) > LONGEST:
        return None
    if (quoted := QUOTED.fullmatch(text)) is not None and text[0] == "`":
        return type_named(quoted[3], depth + 1)
    if (plain := NAMED.get(text.lower())) is not None:
        return Named(plain)
    if text[-1] == "?":
        inner = type_named(text[:-1], depth + 1)
        return None if inner is None else inner._replace(optional=True)
    if len(members := apart(text, "|")) > 1:
        return _union(members, depth)
    return _composed(text, depth) or _spoken(text, depth)


def _composed(text: str, depth: int) -> Named | None:
    """`int[]`, `List[int]`, `decimal(10,2)`."""
    if text.endswith("[]"):
        return _list_of(text[:-2].strip("() "), depth)
    if (generic := GENERIC.match(text)) is not None:
        return _generic(generic[1].lower().rpartition(".")[2], generic[2], depth)
    if text[0] == "{" and text[-1] == "}":
        return Named(Type("json"))
    if text[0] == "[" and text[-1] == "]":
        return _list_of(text[1:-1], depth)
    return None if (call := CALL.match(text)) is None else _call(call, depth)


def _spoken(text: str, depth: int) -> Named | None:
    """`array of strings`, `valid email`, `"a" or "b"`."""
    if (listed := LIST_OF.match(text)) is not None:
        return _list_of(listed[1], depth)
    if (listed := LIST_BEHIND.match(text)) is not None and (inner := type_named(listed[1], depth + 1)) is not None:
        return Named(Type("list", item=inner.type))
    for mark in (" or ", "/", " o ", " ou "):
        if len(members := apart(text, mark)) > 1 and all(_is_member(member) for member in members):
            return _union(members, depth)
    quality = QUALITIES.match(text)
    return type_named(text[quality.end() :], depth + 1) if quality is not None else None


def type_in_sentence(words: str) -> Named | None:
    """The type that a sentence begins or ends with, where the word can be nothing else: `Boolean that tells`, `user UUID`."""
    text = " ".join(words.split()).strip(" .*_:;`")
    quality = QUALITIES.match(text)
    if (first := BEGINNING.match(text, quality.end() if quality is not None else 0)) is not None:
        return type_named(first[0])
    return type_named(last[1]) if (last := ENDING.match(text)) is not None else None


def _list_of(words: str, depth: int) -> Named:
    inner = type_named(words, depth + 1)
    return Named(Type("list", item=None if inner is None else inner.type))


def _generic(name: str, inside: str, depth: int) -> Named | None:
    """`Optional[…]`, `Array<…>`, `Literal[…]`, `Dict[…]`."""
    arguments = apart(inside, ",") or [""]
    if name in ("optional", "mapped", "annotated", "partial", "final", "classvar", "readonly", "required"):
        inner = type_named(arguments[0], depth + 1) or Named(None)
        absent = name == "optional"
        return inner._replace(nullable=inner.nullable or absent, optional=inner.optional or absent)
    if name == "union":
        return _union(arguments, depth)
    if name == "literal":
        return Named(_enum([value_of(argument) for argument in arguments]))
    if name in LISTS:
        return _list_of(arguments[0], depth)
    if name in ("dict", "map", "record", "mapping"):
        return Named(Type("json"))
    return None if name not in ("enum", "set") else Named(_enum([value_of(argument) for argument in arguments]))


def _call(call: re.Match[str], depth: int) -> Named | None:
    """`VARCHAR(80)`, `NUMERIC(8,2)`, `ENUM('a', 'b')`, `timestamp(3) with time zone`."""
    name, arguments = call[1].lower(), [argument.strip() for argument in call[2].split(",")]
    if name in ("enum", "sqlenum", "set", "one of", "choice"):
        return Named(_enum([value_of(argument) for argument in arguments]))
    named = type_named(f"{name}{call[3]}", depth + 1)
    if named is None or named.type is None:
        return None
    if not all(argument.isdecimal() and len(argument) < 10 for argument in arguments):
        return named if not call[2].strip() else None
    sizes = [int(argument) for argument in arguments]
    if named.type.kind == "decimal":
        return Named(named.type.replace(precision=sizes[0], scale=sizes[1] if len(sizes) > 1 else 0))
    return named._replace(size=sizes[0] if named.type.kind in SIZED else None)


def _union(members: list[str], depth: int) -> Named | None:
    """Alternatives: values make an enum, one type beside `null` may be empty, and several types are no one type."""
    said = [member for member in members if member.lower() not in NOTHINGS]
    nullable = len(said) < len(members)
    if {member.lower().strip("`'\"") for member in said} == {"true", "false"}:
        return Named(Type("bool"), nullable)
    named = [
        None if QUOTED.fullmatch(member) and member[0] != "`" else type_named(member, depth + 1) for member in said
    ]
    types = {found.type for found in named if found is not None}
    if not types and len(said) + nullable > 1 and all(_is_value(member) for member in said):
        return Named(_enum([value_of(member) for member in said]), nullable)
    if None in named or len(types) != 1:
        return Named(None, True) if nullable else None
    first = next(found for found in named if found is not None)
    return first._replace(nullable=nullable or first.nullable)


def _enum(values: list[str]) -> Type:
    return Type("enum", values=tuple(dict.fromkeys(value for value in values if value)))


def value_of(text: str) -> str:
    """A value without its quotes; one in quotes and in a code span has both."""
    for _ in range(2):
        quoted = QUOTED.fullmatch(text.strip())
        text = text.strip() if quoted is None else next((group for group in quoted.groups() if group is not None), "")
    return text


def is_quoted(text: str) -> bool:
    return QUOTED.fullmatch(text.strip()) is not None


def _is_value(member: str) -> bool:
    return is_quoted(member) or VALUE.match(member) is not None


def _is_member(member: str) -> bool:
    """Whether one side of `or` or of a slash stands for itself; `and/or` and `n/a` are words."""
    return (
        is_quoted(member)
        or member.lower() in NAMED
        or (len(member) > 1 and member.islower() and member not in ("and", "or") and _is_value(member))
    )


def apart(text: str, mark: str) -> list[str]:
    """The pieces of a text between marks that stand outside of brackets and quotes."""
    if mark not in text:
        return [text.strip()]
    pieces, depth, start, at, quote = [], 0, 0, 0, ""
    while at < len(text):
        letter = text[at]
        if quote:
            quote = "" if letter == quote else quote
        elif letter in '"`' or (letter == "'" and not text[at - 1 : at].isalnum()):
            quote = letter
        elif letter in "([{<":
            depth += 1
        elif letter in ")]}>":
            depth = max(0, depth - 1)
        elif depth == 0 and text.startswith(mark, at):
            pieces.append(text[start:at].strip())
            start = at + len(mark)
            at = start - 1
        at += 1
    return [piece for piece in (*pieces, text[start:].strip()) if piece]
