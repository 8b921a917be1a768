"""Query parameters in the styles in which people list them."""

import pytest

from groundplan.documents.free.outline import outline
from groundplan.documents.free.shapes.parameters import read_parameters
from tests.documents.free.shapes.told import told

LINES = {
    "kind (all|tug|ferry), sort": ["kind: enum(all, tug, ferry)", "sort"],
    'kind ("all", "tug")': ["kind: enum(all, tug)"],
    "page, per_page, q (search)": ["page", "per_page", "q"],
    "`page`, `per_page` and `q` (search).": ["page", "per_page", "q"],
    "page and size": ["page", "size"],
    "`moored=[true|false]`": ["moored: bool"],
    "minLength, maxLength: integers": ["minLength: int", "maxLength: int"],
    "`bow`, `stern` (optional strings)": ["bow: str", "stern: str"],
    "`limit` (default: 50, max: 100), `offset` (default: 0)": ["limit ..100 =50", "offset =0"],
    "limit: int = 20, offset: int = 0": ["limit: int =20", "offset: int =0"],
    "pier_id (optional), limit (default 20)": ["pier_id", "limit =20"],
    "`from` (date), `until` (date, required)": ["from: date", "until: date required"],
    "sort: name | age, order: asc | desc": ["sort: enum(name, age)", "order: enum(asc, desc)"],
    "`with_crew` boolean, default false": ["with_crew: bool =False"],
    "?page=1&limit=20": ["page", "limit"],
    "`?pier=north`": ["pier"],
    "depth=720p (optional)": ["depth"],
    "search": ["search"],
    "Can be narrowed by `pier`": ["pier"],
    "`from`/`until` dates": ["from: date", "until: date"],
    "None": [],
    "None (paging comes later)": [],
    "Narrowed by pier": [],
    "`FerryOut`": [],
}
LISTS = {
    '- kind: "all" | "tug" | "ferry"\n- sort: "name" | "age" (default: "name")': ["kind: enum(all, tug, ferry)", "sort: enum(name, age) =name"],
    "- `limit` (optional): how many (default: 10)\n- `page` (integer, default 1) - which": ["limit =10", "page: int =1"],
    "- `kind`: `tug` | `ferry` (default: `tug`)": ["kind: enum(tug, ferry) =tug"],
    '- `kind`: Which kind. Values: `"tug"` (default), `"ferry"`': ["kind: enum(tug, ferry) =tug"],
    "- `moored=[true|false]` (optional)": ["moored: bool"],
    "- `kind: 'tug' | 'ferry'` - which": ["kind: enum(tug, ferry)"],
    "- `minLength`, `maxLength`: integers": ["minLength: int", "maxLength: int"],
    "- kind: narrow by kind (tug|ferry)\n- page: which page\n- q: words to look for": ["kind: enum(tug, ferry)", "page", "q"],
    "- Paging: `limit`, `offset`\n- Sorting: `sort`": ["limit", "offset", "sort"],
    "```\n?pier=north&kind=tug\n```": ["pier", "kind"],
    "```\npier: string (optional)\nkind: string\n```": ["pier: str", "kind: str"],
    "`page` (int): which page\n`limit` (int): how many": ["page: int", "limit: int"],
    "| Parameter | Type | Required | Default | Description |\n|---|---|---|---|---|\n| `kind` | string | No | `all` | which: `all`, `tug` |\n| page | integer | No | 1 | which page (min: 1) |": ["kind: enum(all, tug) =all", "page: int 1.. =1"],
    "| Param | Alias | Type | Default | Values |\n|---|---|---|---|---|\n| pier | p | string | - | north \\| south |": ["pier: enum(north, south)"],
    "| Filter | Requirement |\n|---|---|\n| `pier` | one of `north`, `south` |": ["pier: enum(north, south)"],
    "| Parámetro | Tipo | Requerido | Descripción |\n|---|---|---|---|\n| muelle | texto | Sí | el muelle |\n| orden | texto | No | el orden |": ["muelle: text required", "orden: text"],
    "| 파라미터 | 타입 | 필수 | 설명 |\n|---|---|---|---|\n| page | 정수 | 선택 | 쪽 |": ["page: int"],
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LINES.items(), ids=LINES)
def test_a_line_behind_a_label_lists_parameters(text: str, expected: list[str]) -> None:
    assert [told(parameter) for parameter in read_parameters(text, (), 1)] == expected


@pytest.mark.parametrize(("text", "expected"), LISTS.items(), ids=LISTS)
def test_what_stands_below_a_label_lists_parameters(text: str, expected: list[str]) -> None:
    assert [told(parameter) for parameter in read_parameters("", outline(text).nodes, 1)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "- `ferry_id` (path): which\n- `page` (query)\n- `X-Trace` (header): for the log",
        "- `ferry_id` (uuid) (path parameter)\n- `page` (query parameter)\n- `X-Trace` (header)",
        "| Name | Location |\n|---|---|\n| ferry_id | path |\n| page | query |\n| X-Trace | header |",
        "| Name | Type |\n|---|---|\n| ferry_id (path) | uuid |\n| page | int |\n| X-Trace (in header) | string |",
    ],
)
def test_a_parameter_stands_where_it_is_said_to(text: str) -> None:
    found = read_parameters("", outline(text).nodes, 1)
    assert [(one.name, one.location, one.required) for one in found] == [
        ("ferry_id", "path", True),
        ("page", "query", False),
        ("X-Trace", "header", False),
    ]


def test_a_label_says_where_parameters_stand_that_do_not() -> None:
    (only,) = read_parameters("`ferry_id`: uuid, default 1", (), 1, "path")
    assert (only.location, only.required, only.default) == ("path", True, None)
