"""Any text gives an answer, and in a time that grows with its length."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundplan.documents.free.models.reading import read_models
from groundplan.documents.free.outline import outline

WORDS = st.sampled_from(
    ["CREATE TABLE t (", "id", " INT", "PRIMARY KEY", ",", ")", ";", "```sql\n", "```python\n", "```\n", "```mermaid\nerDiagram\n", "class A(SQLModel, table=True):\n", "    x: int = Field(", "## ", "Table: ", "- ", "`", "**", "| Column | Type |\n|---|---|\n", "| a | int |", ": ", "(FK → t.id)", "'", "$$", "--", "/*", "\n", "\n\n", "{", "}", "Índices", "\0", "enum("]
)  # fmt: skip
BIG = 20_000
HOSTILE = {
    "brackets in DDL": "```sql\nCREATE TABLE t (a int default " + "(" * BIG,
    "deep types in DDL": "```sql\nCREATE TABLE t (a int" + "[]" * 8_000 + ");",
    "a long condition in DDL": "```sql\nCREATE TABLE t (a int check (" + "a + " * 4_000 + "a > 0));",
    "open quotes in DDL": "```sql\n" + " ".join(f"$a{at}$" for at in range(BIG // 8)),
    "many columns in DDL": "```sql\nCREATE TABLE t (" + ",\n".join(f"c{at} int" for at in range(2_500)) + ");",
    "brackets in Python": "```python\nclass A(SQLModel, table=True):\n    x: int = " + "(" * BIG,
    "deep sums in Python": "```python\nclass A(SQLModel, table=True):\n    x: int = (" + "1 +\n" * 5_000 + "1)",
    "classes of themselves": "```python\nclass A(B, table=True): x: int\nclass B(A): y: int\n```",
    "spaces in a bullet": "## Table: t\n- a: string" + " " * BIG + "x",
    "names in a bullet": "## Table: t\n- " + "`a` / " * (BIG // 6) + "x: int",
    "quotes in a bullet": "## Table: t\n- a: string " + "'a'," * (BIG // 4),
    "commas in a bullet": "## Table: t\n- a: string" + ", x" * BIG,
    "words in a heading": "## " + "the " * (BIG // 4) + "\n- id: int",
    "a chain of names": "".join(f"## Table: t{at} (`t_{at + 1}s`)\n- id: int (pk)\n" for at in range(800)),
    "numbers in DDL": "```sql\nCREATE TABLE t (a int default "
    + "9" * 5_000
    + " check (a between 1e9 and "
    + "9" * 5_000
    + "));",
    "tables without names": '```sql\nCREATE TABLE "" (a int);\nCREATE TABLE "__" ("" int);\n```\n## Table: `_`\n- id: int (pk)',
    "entities in a diagram": "```mermaid\nerDiagram\n" + "A {\n" * 4_000,
}


@given(st.lists(WORDS | st.text(max_size=8), max_size=30).map("".join))
def test_any_text_gives_an_answer(text: str) -> None:
    for found in read_models("any.md", outline(text)):
        assert set(found.lines) == {each.name for each in found.model.fields}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_read_in_time(text: str) -> None:
    began = perf_counter()
    read_models("hostile.md", outline(text))
    assert perf_counter() - began < 5  # seconds; a slow machine needs less than one
