"""Which documents are in the language: those with a line that only the language has, where it has it."""

import pytest

from groundplan.documents.read import read

API, DATA = "api/ferries.md", "database/ferries.md"
FREE = {
    "a prefix under a heading of its own": (API, "## Basics\n- **Base Path**: `/api/v2`\n\n### GET /ferries\n"),
    "an overview under a heading": (API, "## All\n| Method | Path | Auth | Summary |\n|---|---|---|---|\n| `GET` | `/a` | open | All. |\n"),
    "prose on behaviour": (API, "### DELETE /ferries/{id}\n- **Behavior**: Takes the ferry out of service\n"),
    "a tool for migrations": (DATA, "## Stack\n- **Migrations**: Flyway\n\n### ferries\n| Column | Type |\n|---|---|\n| id | int |\n"),
    "columns in another language": (DATA, "## 배 (ferries)\n| 필드 | 타입 |\n|---|---|\n| id | BIGINT |\n"),
    "columns in bare bullets": (DATA, "ferries\n- id serial PK\n- deck_count int not null\n"),
}  # fmt: skip
LANGUAGE = {
    "facts of the whole at the top": (API, "# Ferries\n\n- **Base path**: `/api/v2`\n\n## Ferries\n\n### GET /ferries\n"),
    "an overview at the top": (API, "# Ferries\n\n| Method | Path | Summary | Auth |\n|---|---|---|---|\n| GET | `/a` | All | public |\n"),
    "a behaviour": (API, "## Ferries\n\n### DELETE /ferries/{id}\n\n- **Behavior**: delete `Ferry` by `id`\n"),
    "how tables change": (DATA, "# Fleet\n\n- **Migrations**: a column comes with its default\n\n## Ferry\n\n- name: text\n"),
}  # fmt: skip


@pytest.mark.parametrize(("file", "text"), FREE.values(), ids=FREE)
def test_words_that_other_styles_share_make_no_document_of_the_language(file: str, text: str) -> None:
    assert [page.style for page in read({file: text}).pages] == ["free"]


@pytest.mark.parametrize(("file", "text"), LANGUAGE.values(), ids=LANGUAGE)
def test_one_line_of_the_language_in_its_place_is_enough(file: str, text: str) -> None:
    assert [page.style for page in read({file: text}).pages] != ["free"]
