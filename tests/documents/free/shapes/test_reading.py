"""The shape of a body: what a line, a list, a table and a fence tell of it, and what they tell together."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundplan.documents.free.outline import outline
from groundplan.documents.free.shapes.parameters import read_parameters
from groundplan.documents.free.shapes.reading import read_inline, read_shape
from groundplan.documents.free.shapes.shape import Shape
from tests.documents.free.shapes.told import told

LINES = {
    "{ hull: string, note?: string }": ["hull: str", "note: str optional"],
    '`{ "hull"?, "decks"? }`': ["hull optional", "decks optional"],
    "{ hull, decks }": ["hull", "decks"],
    '{ "depth": 0 } (metres)': ["depth: int"],
    "hull (required), note": ["hull required", "note"],
    "hull, note?, phone(opt)": ["hull", "note optional", "phone optional"],
    "hull: string, decks: int (optional)": ["hull: str", "decks: int optional"],
    "`from` (date), `berths` (int, optional)": ["from: date", "berths: int optional"],
    "`hull`: string, `decks`: int": ["hull: str", "decks: int"],
    "`hull` required, `decks` optional": ["hull required", "decks optional"],
    "FerryIn (hull, note?)": ["hull", "note optional"],
    "A `FerryIn` object with `hull` and a list of `decks`.": ["hull", "decks"],
    "JSON with `hull`; do not send `id`": ["hull"],
    "Optional `reason` for the log": ["reason"],
    "user=ada&word=x": ["user", "word"],
}
UNTOLD = [
    "",
    "`FerryIn`",
    "Ferry object",
    "Same as POST",
    "Same as POST (all optional)",
    "hull",
    "An object with its state (true/false)",
]
EMPTY = [
    "None",
    "- none",
    "Empty",
    "No body",
    "No request body needed",
    "N/A",
    "(none)",
    "`{}`",
    "Not applicable",
    "없음",
]
LISTS = {
    "- hull: string (required)\n- decks: int\n- note (optional)": ["hull: str required", "decks: int", "note optional"],
    "- `hull` (string, required, 1–40): on the bow\n- `decks` (int)": ["hull: str required 1..40", "decks: int"],
    "- **hull**: string, required — the name\n- **decks** *(optional)*: how many": ["hull: str required", "decks optional"],
    "- `hull: string` (required, max 40 characters)": ["hull: str required ..40"],
    "* content: text\n* data: object\n* page: integer": ["content: text", "data: json", "page: int"],
    "- hull - the name on the bow\n- decks – how many": ["hull", "decks"],
    "Fields:\n- hull\n- decks": ["hull", "decks"],
    "- (optional) hull: string": ["hull: str optional"],
    "- length, width: integers": ["length: int", "width: int"],
    "- `moored_at` / `left_at`: datetime": ["moored_at: datetime", "left_at: datetime"],
    "- crew[]: string": ["crew: list of str"],
    "- `kind` (string)\n  - `tug` (default): pulls\n  - `ferry`: carries": ["kind: enum(tug, ferry) =tug"],
    "- `hull`: string\n  - at most 40 characters\n  - required": ["hull: str required ..40"],
    "- hull 문자열, 필수": [],
    "- `hull`: 문자열, 필수\n- `decks`: 정수 (선택)": ["hull: str required", "decks: int optional"],
    "- `casco`: texto (obligatorio)\n- `nota`: texto, opcional": ["casco: text required", "nota: text optional"],
    "| Field | Type | Required | Constraints |\n|---|---|---|---|\n| hull | string | Yes | 1-40 characters |\n| note | string | No | null to clear |": ["hull: str required 1..40", "note: str optional nullable"],
    "| Campo | Tipo | Obrigatório | Descrição |\n|---|---|---|---|\n| cais | inteiro | ✅ | o cais |\n| nota | string | ❌ | nota |": ["cais: int required", "nota: str optional"],
    "| 필드 | 타입 | 설명 | 필수 |\n|---|---|---|---|\n| pier | 정수 | 부두 | 필수 |\n| note | 문자열 | 메모 | 선택 |": ["pier: int required", "note: str optional"],
    "| Description | Name | Type | Default |\n|---|---|---|---|\n| on the bow | `hull` | VARCHAR(40) | - |\n| how many | decks, berths | int | 1 |": ["hull: str ..40", "decks: int =1", "berths: int =1"],
    "| Field | Type | Description |\n|---|---|---|\n| kind | string | which: `tug`, `ferry` |": ["kind: enum(tug, ferry)"],
    "| Code | Meaning |\n|---|---|\n| 404 | no such ferry |": [],
    '```json\n{"hull": "HX-1", "decks": 2}\n```\n**Validation**\n- `hull`: Required, 1–40 characters\n- decks: between 1 and 9\n- other: string': ["hull: str required 1..40", "decks: int 1..9"],
    '```json\n{"hull": "HX-1"}\n```\n```ts\ninterface FerryIn { hull: string; decks?: number }\n```': ["hull: str", "decks: float optional"],
    "```\nhull: string (required)\ndecks: integer\n```": ["hull: str required", "decks: int"],
    "```\nuser=ada&word=x\n```": ["user", "word"],
    "```python\nclass FerryIn(BaseModel):\n    hull: str = Field(..., max_length=40)\n    decks: int = Field(1, ge=1, le=9)\n    note: str | None = None\n```": ["hull: str required ..40", "decks: int optional 1..9 =1", "note: str optional nullable"],
    "```python\n@dataclass\nclass Ferry:\n    hull: str\n    decks: int = 2\n```": ["hull: str required", "decks: int optional =2"],
    "```python\nclass Ferry(\n```": [],
    "```bash\ncurl -d '{\"hull\": 1}' /ferries\n```": [],
    '{\n  "hull": "HX-1",\n  "decks": 2\n}': ["hull: str", "decks: int"],
    "Send the `hull` and the `decks` of the ferry.": ["hull", "decks"],
    "- Must be signed in\n- Ships only at night": [],
}  # fmt: skip
MEANINGS = {
    "- `hull` (string, required): the name on the bow": "the name on the bow",
    "- hull: string - the name on the bow (max 40)": "the name on the bow",
    "- `hull`: the name on the bow, required": "the name on the bow",
    "- `hull`: string, required": "",
    "| Field | Type | Notes |\n|---|---|---|\n| hull | string | on the bow |": "on the bow",
}


def fields(shape: Shape | None) -> list[str]:
    return [] if shape is None else [told(field) for field in shape.fields]


@pytest.mark.parametrize(("text", "expected"), LINES.items(), ids=LINES)
def test_a_line_tells_of_fields(text: str, expected: list[str]) -> None:
    assert fields(read_inline(text)) == expected


@pytest.mark.parametrize("text", UNTOLD)
def test_a_line_that_tells_of_none_has_no_shape(text: str) -> None:
    assert read_inline(text) is None


@pytest.mark.parametrize("text", EMPTY)
def test_a_body_that_is_told_to_be_empty_has_no_fields(text: str) -> None:
    assert read_inline(text) == read_shape(outline(text).nodes) == Shape()


@pytest.mark.parametrize(("text", "expected"), LISTS.items(), ids=LISTS)
def test_lists_tables_and_fences_tell_of_fields(text: str, expected: list[str]) -> None:
    assert fields(read_shape(outline(text).nodes)) == expected


@pytest.mark.parametrize(("text", "meaning"), MEANINGS.items(), ids=MEANINGS)
def test_the_description_of_a_field_is_its_meaning(text: str, meaning: str) -> None:
    shape = read_shape(outline(text).nodes)
    assert shape is not None and [field.meaning for field in shape.fields] == [meaning]


@pytest.mark.parametrize("text", ["array of { id: int }", "[{ id: int }]", "list of { id: int } objects"])
def test_a_list_of_objects_is_an_array(text: str) -> None:
    shape = read_inline(text)
    assert shape is not None and shape.array and fields(shape) == ["id: int"]


PIECES = st.sampled_from(
    ["- ", "  - ", "* ", "`hull`", "hull", ": ", "string", " (", ")", "required", ", ", "|", "| a | b |\n|---|---|\n", "| Field | Type |\n|---|---|\n", "```\n", "```python\nclass A(B):\n    x: int\n", "```json\n", "{", "}", "[", "]", '"', "=", "&", "?", "**", "\n", "\n\n", "None", "Default", "1-9", "- Sorting: `", "필수"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join))
def test_any_text_gives_an_answer(text: str) -> None:
    nodes = outline(text).nodes
    read_inline(text)
    shape = read_shape(nodes)
    names = [] if shape is None else [field.name for field in shape.fields]
    assert len(names) == len(set(names))
    parameters = [parameter.name for parameter in read_parameters(text, nodes, 1)]
    assert len(parameters) == len(set(parameters))


HOSTILE = {
    "a word": "A" * 60_000,
    "spaces": "- hull:" + " " * 60_000 + "x",
    "brackets": "- hull " + "(" * 60_000,
    "names": "- " + "`a`, " * 15_000,
    "commas": "a, " * 20_000,
    "equals": "a=" * 30_000,
    "dashes": "- a" + " - b" * 15_000,
    "quotes": "- a: " + "'\"`" * 20_000,
    "bullets": "- a: string\n" * 2_000,
    "nested bullets": "- a: string\n" + "  - `x`\n" * 8_000,
    "rows": "| Field | Type |\n|---|---|\n" + "| a, b (c) | string (1-2) |\n" * 2_000,
    "names in a cell": "| Field | Type |\n|---|---|\n| " + "a, (" * 15_000 + " | int |",
    "fences": "```\na: string\n```\n" * 2_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_read_in_time(text: str) -> None:
    nodes = outline(text).nodes
    began = perf_counter()
    read_shape(nodes)
    read_parameters(text, nodes, 1)
    read_inline(text)
    assert perf_counter() - began < 2  # seconds; a slow machine needs less than a half
