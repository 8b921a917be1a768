"""Objects as JSON-like text, however far from JSON, and what is known of each field."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundplan.documents.free.shapes.json_sample import fields_of_json
from tests.documents.free.shapes.told import told

SAMPLES = {
    '{"hull": "HX-1", "length": 12.5, "decks": 3, "moored": true}': [
        "hull: str",
        "length: float",
        "decks: int",
        "moored: bool",
    ],
    '{"built": "2019-04-01", "seen": "2024-05-06T07:08:09Z"}': ["built: date", "seen: datetime"],
    '{"id": "3f2a7c1e-0b1d-4a5e-9c3f-1a2b3c4d5e6f", "pier_id": "uuid"}': ["id: uuid", "pier_id: uuid"],
    '{"crew": ["Ada"], "berth": {"pier": 1}, "logs": [{"at": 1}], "note": null}': [
        "crew: list of str",
        "berth: json",
        "logs: list of json",
        "note",
    ],
    '{"mail": "a@b.c", "price": "12.50", "depth": -3, "mass": 1e5}': [
        "mail: str",
        "price: str",
        "depth: int",
        "mass: float",
    ],
    '{"ferries": [...], "total": 3, ...,}': ["ferries: list", "total: int"],
    '{ "one": 1 }\n\n{ "two": 2 }': ["one: int"],
    "{'hull': 'HX-1', 'moored': True, 'note': None}": ["hull: str", "moored: bool", "note"],
    '// 201\n{\n  "hull": "HX-1", // optional\n  "decks": 2 // required, 1-9\n}': [
        "hull: str optional",
        "decks: int required 1..9",
    ],
    '{\n  # the berth\n  "pier": 1, /* north\n or south */ "slot": 2\n}': ["pier: int", "slot: int"],
    '{"note": "Words for the log (optional)"}': ["note: str optional"],
    'POST /ferries\nAccept: application/json\n\n{"hull": "HX-1"}': ["hull: str"],
}
WORDED = {
    '{"hull": "string (required, 1-40 chars)", "decks": "integer (default: 1)"}': ["hull: str required 1..40", "decks: int =1"],
    '{"kind": "tug|ferry (default: tug)", "moored": "boolean (optional, default false)"}': ["kind: enum(tug, ferry) =tug", "moored: bool optional =False"],
    "{ hull: string, decks?: number; crew_id: int }": ["hull: str", "decks: float optional", "crew_id: int"],
    '{ tags: string[], kind: "tug" | "ferry", owner: string | null }': ["tags: list of str", "kind: enum(tug, ferry)", "owner: str nullable"],
    "{ hull: string (optional), decks: int = 3 }": ["hull: str optional", "decks: int =3"],
    '{\n  "hull": string  (required, non-empty)\n  "decks": integer (1-9)\n}': ["hull: str required 1..", "decks: int 1..9"],
    "{ <field>: <string>, k: <string>, v: [string], ships: [Ship] }": ["k: str", "v: list of str", "ships: list"],
    '{ "hull"?, "decks"? }': ["hull optional", "decks optional"],
    "{ hull, phone(opt) }": ["hull", "phone optional"],
    "{ hull, decks, ... }": ["hull", "decks"],
    "interface Ferry {\n  readonly hull: string\n  crew?: { name: string }[]\n  tags: Array<string>\n  moor(at: Pier): void\n  [key: string]: unknown\n}": ["hull: str", "crew: list of json optional", "tags: list of str"],
    "type Ferry = { hull: string; // max 40\n decks?: number }": ["hull: str ..40", "decks: float optional"],
    '{"type": "object", "required": ["hull"], "properties": {"hull": {"type": "string", "maxLength": 40}, "built": {"type": "string", "format": "date"}, "decks": {"type": "integer", "minimum": 1, "default": 1}}}': ["hull: str required ..40", "built: date optional", "decks: int optional 1.. =1"],
    '{"type": "object", "properties": {"kind": {"enum": ["tug", "ferry"]}, "crew": {"type": "array", "items": {"type": "integer"}}, "note": {"type": ["string", "null"]}}}': ["kind: enum(tug, ferry)", "crew: list of int", "note: str nullable"],
    '{"hull": {"type": "string", "required": true}, "decks": {"type": "integer", "required": false, "max": 9}}': ["hull: str required", "decks: int optional ..9"],
    '{"properties": {"hull": {"type": "string"}}, "required": []}': ["hull: str optional"],
}  # fmt: skip


@pytest.mark.parametrize(("text", "fields"), SAMPLES.items(), ids=SAMPLES)
def test_a_sample_shows_its_fields(text: str, fields: list[str]) -> None:
    shape = fields_of_json(text)
    assert shape is not None and shape.inferred
    assert [told(field) for field in shape.fields] == fields


@pytest.mark.parametrize(("text", "fields"), WORDED.items(), ids=WORDED)
def test_types_in_words_are_not_inferred(text: str, fields: list[str]) -> None:
    shape = fields_of_json(text)
    assert shape is not None and not shape.inferred
    assert [told(field) for field in shape.fields] == fields


@pytest.mark.parametrize("text", ['[{"hull": "HX-1"}, {"decks": 3}]', '\n[\n  {"hull": "HX-1"},\n  ...\n]'])
def test_an_array_has_the_shape_of_its_items(text: str) -> None:
    shape = fields_of_json(text)
    assert shape is not None and shape.array
    assert [told(field) for field in shape.fields] == ["hull: str"]


@pytest.mark.parametrize("text", ["", "hull: string", '"hull"', "see List[Ferry]", "]}"])
def test_a_text_without_an_object_has_no_shape(text: str) -> None:
    assert fields_of_json(text) is None


@pytest.mark.parametrize("text", ["{}", "{", "{ ... }", '{"two words": 1}'])
def test_an_object_without_names_has_no_fields(text: str) -> None:
    shape = fields_of_json(text)
    assert shape is not None and not shape.fields


PIECES = st.sampled_from(
    ["{", "}", "[", "]", "(", ")", ",", ":", "?", '"', "'", "\\", "//", "/*", "/* ", "*/", "#", "...", "\n", " ", "a", '"a"', "string", "true", "null", "|", "<", ">", "=", "type", "properties", "required", "1", "-", "é", "\0"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=4), max_size=40).map("".join))
def test_any_text_gives_an_answer(text: str) -> None:
    shape = fields_of_json(text)
    names = [] if shape is None else [field.name for field in shape.fields]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "piece",
    [
        "{",
        '{"a":',
        "[",
        "(",
        '{"a": [',
        "/*",
        "/* ",
        "// ",
        '"',
        "'\\",
        "a<",
        "a?",
        "{a:",
        '"a" | ',
        "a: b,\n",
        '{"properties": {"type": ',
    ],
)
def test_hostile_text_is_read_in_time(piece: str) -> None:
    began = perf_counter()
    fields_of_json("{" + piece * 15_000)
    assert perf_counter() - began < 2  # seconds; a slow machine needs less than a half
