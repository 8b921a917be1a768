"""What the words beside a name say of its value, and that words which say nothing give nothing."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundplan.documents.free.shapes.types import type_said
from groundplan.spec.types import NOW, Bounds, Default, Type, literal

TYPES = {
    "string": "str",
    "VARCHAR(80)": "str",
    "character varying(20)": "str",
    "TEXT": "text",
    "texto": "text",
    "문자열": "str",
    "int": "int",
    "bigint": "int",
    "SERIAL": "int",
    "smallint unsigned": "int",
    "entero": "int",
    "inteiro": "int",
    "정수": "int",
    "number": "float",
    "double precision": "float",
    "decimal(8,2)": "decimal(8,2)",
    "NUMERIC": "decimal",
    "boolean": "bool",
    "true/false": "bool",
    "true | false": "bool",
    "uuid": "uuid",
    "timestamp with time zone": "datetime",
    "timestamp(3) with time zone": "datetime",
    "timestamptz": "datetime",
    "ISO 8601 datetime": "datetime",
    "date": "date",
    "YYYY-MM-DD": "date",
    "time": "time",
    "jsonb": "json",
    "{ deck: string, berth: number }": "json",
    "Record<string, number>": "json",
    "Dict[str, int]": "json",
    "email": "email",
    "valid email format": "email",
    "url": "url",
    "bytea": "bytes",
    "file": "file",
    "array": "list",
    "string[]": "list of str",
    "TEXT[]": "list of text",
    "array of strings": "list of str",
    "List[int]": "list of int",
    "Array<number>": "list of float",
    "list of integers": "list of int",
    "Crate[]": "list",
    "str | None": "str",
    "Optional[date]": "date",
    "number | null": "float",
    "integer or null": "int",
    '"cox" | "gala"': "enum(cox, gala)",
    "cox|gala|fuji": "enum(cox, gala, fuji)",
    "`ripe` | `green` (default: `green`)": "enum(ripe, green)",
    "'all' | 'moored'`": "enum(all, moored)",
    "enum(deck, hold)": "enum(deck, hold)",
    "ENUM('deck','hold')": "enum(deck, hold)",
    'Literal["deck", "hold"]': "enum(deck, hold)",
    "one of: oak, elm, or ash": "enum(oak, elm, ash)",
    '"asc" or "desc"': "enum(asc, desc)",
    "asc/desc": "enum(asc, desc)",
    'string ("port"/"starboard")': "enum(port, starboard)",
    "string (port|starboard)": "enum(port, starboard)",
    'Sort order. Values: "name" (default), "age"': "enum(name, age)",
    "Which berths: `free`, `taken`": "enum(free, taken)",
    "array of strings: `oak`, `elm`": "list of enum(oak, elm)",
    "string (uuid)": "uuid",
    "string (date-time)": "datetime",
    "string, valid email": "email",
    "orchard UUID": "uuid",
    "Boolean that tells whether the crate is full": "bool",
    "string (UNIQUE) - the hull number": "str",
    "at most 400 characters": "str",
}
SILENT = [
    "",
    "—",
    "Number of crates to show",
    "Text to look for in the names",
    "the date of picking",
    "File under the right shelf",
    "update the timestamp when needed",
    "Crate",
    "required, unique",
    "string | number",
    "date or datetime",
    "and/or",
    'e.g. "oak", "elm"',
]
BOUNDS = {
    "string (required, 1-200 chars)": Bounds(1, 200),
    "string, optional, max 1000": Bounds(None, 1000),
    "string (1–80)": Bounds(1, 80),
    "string, 1 to 10,000 characters": Bounds(1, 10_000),
    "between 1 and 5": Bounds(1, 5),
    "0..5": Bounds(0, 5),
    "-40 to 60": Bounds(-40, 60),
    ">= 0": Bounds(0, None),
    "≤ 9.5": Bounds(None, 9.5),
    "int, ge=1, le=12": Bounds(1, 12),
    "integer, > 0": Bounds(1, None),
    "integer < 10": Bounds(None, 9),
    "max length 200": Bounds(None, 200),
    "str, max_length=40": Bounds(None, 40),
    "maxLength: 40": Bounds(None, 40),
    "minimum 8 characters, maximum 64 characters": Bounds(8, 64),
    "8+ characters": Bounds(8, None),
    "200 characters or less": Bounds(None, 200),
    "string, exactly 6 characters": Bounds(6, 6),
    "non-empty string": Bounds(1, None),
    "VARCHAR(255)": Bounds(None, 255),
    "integer (default 20, max 100)": Bounds(None, 100),
    "texto, máximo 80 caracteres": Bounds(None, 80),
    "문자열, 최대 80자": Bounds(None, 80),
    "2024-01-01": Bounds(),
    "decimal(8,2)": Bounds(),
    "int (1-indexed)": Bounds(),
    "file, up to 5 MB": Bounds(),
    "5 to 1 items": Bounds(),
    "boolean, max 3": Bounds(),
}
DUTIES = {
    "string (required)": True,
    "obligatorio": True,
    "texto, obrigatório": True,
    "필수, 문자열": True,
    "VARCHAR(9) NOT NULL": True,
    "string, optional": False,
    "entero, opcional": False,
    "선택, 정수": False,
    "not required": False,
    "string?": False,
    "nullable": False,
    "text NULL": False,
    "Optional[int]": False,
    "string": None,
    "string | null": None,
    "required when a ferry is booked": None,
}
DEFAULTS = {
    "integer (default: 10)": literal(10),
    "boolean (optional, default false)": literal(False),
    "boolean, default=True": literal(True),
    'string (default: "name")': literal("name"),
    "`free` | `taken` (default: `free`)": literal("free"),
    'Values: "name" (default), "age"': literal("name"),
    "string, default name": literal("name"),
    "INTEGER NOT NULL DEFAULT 0": literal(0),
    "decimal, default 9.5": literal(9.5),
    "timestamp, default now()": NOW,
    "defaults to the current time": NOW,
    "uuid default gen_random_uuid()": Default("generated"),
    "entero, por defecto 3": literal(3),
    "정수, 기본값: 3": literal(3),
    "integer, default: many": None,
    "default order of the shelf": None,
    "default: null": None,
    "string": None,
}


@pytest.mark.parametrize(("words", "said"), TYPES.items(), ids=TYPES)
def test_words_for_a_type_are_understood(words: str, said: str) -> None:
    assert str(type_said(words).type) == said


@pytest.mark.parametrize("words", SILENT)
def test_other_words_are_no_type(words: str) -> None:
    assert type_said(words).type is None


@pytest.mark.parametrize(("words", "bounds"), BOUNDS.items(), ids=BOUNDS)
def test_lengths_and_ranges_are_bounds(words: str, bounds: Bounds) -> None:
    assert type_said(words).constraints.bounds == bounds


@pytest.mark.parametrize(("words", "required"), DUTIES.items(), ids=DUTIES)
def test_a_duty_is_said_or_left_open(words: str, required: bool | None) -> None:
    assert type_said(words).required is required


@pytest.mark.parametrize(("words", "default"), DEFAULTS.items(), ids=DEFAULTS)
def test_a_default_is_a_value_of_its_type(words: str, default: Default | None) -> None:
    assert type_said(words).default == default


@pytest.mark.parametrize("words", ["nullable", "string | null", "Optional[int]", "text, can be null", "default: null"])
def test_what_may_be_null_is_told(words: str) -> None:
    assert type_said(words).nullable


@pytest.mark.parametrize("words", ["string", "NOT NULL", "non-nullable string", "optional"])
def test_what_only_may_be_left_out_is_not_null(words: str) -> None:
    assert not type_said(words).nullable


def test_a_choice_of_the_same_word_twice_is_one_value() -> None:
    assert type_said("oak | elm | oak").type == Type("enum", values=("oak", "elm"))


PIECES = st.sampled_from(
    ["string", "(", ")", "[", "]", "<", ">", "{", "}", ", ", " | ", "`", '"', "'", "default", ": ", "required", "1-200", "max ", "9" * 30, "enum(", "List[", "Optional[", "null", " - ", ". A", "?", "=", "≤", "one of ", "e.g. ", "array of ", "/", "-", "\\", "필수"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=5), max_size=25).map("".join))
def test_any_words_give_an_answer(words: str) -> None:
    said = type_said(words)
    assert said.type is None or str(said.type)


@pytest.mark.parametrize(
    "piece", ["[", "List[", "array of ", "a|", "`", '"\\', "(1", "default ", "a/b ", "max 1 ", "length "]
)
def test_long_words_take_no_longer_than_short_ones(piece: str) -> None:
    began = perf_counter()
    type_said(piece * 50_000)
    assert perf_counter() - began < 0.5  # seconds; a slow machine needs less than a tenth
