"""The statuses that an endpoint answers, and whether their bodies are told, in the styles in which they are listed."""

import pytest

from groundplan.documents.read import read
from groundplan.spec.endpoint import Endpoint

SAMPLE = '```json\n{"id": 4}\n```\n'
STATUSES = {
    "**Response (201 Created):**": "201",
    "**Response**: `200 OK`": "200",
    "**Response** 204 No Content": "204",
    "Response `201 Created`:": "201",
    "Response: the new ferry (201)": "201",
    "Sinks the ferry (204 No Content).": "204",
    "**Status codes:**\n- 200: fine\n- 401: no token": "200 401",
    "**Status codes**: 200 (fine), 404 (gone)": "200 404",
    "- **Errors**: `404 Not Found`, `403 Forbidden`": "404 403",
    "| Status | When |\n|---|---|\n| 404 | gone |": "",
    "**Errors**\n\n| Status | When |\n|---|---|\n| 404 | gone |": "404",
    "**Error Cases:**\n\n- A name is missing: 400 with a validation error\n- It sails already: 409": "400 409",
    "- Sinks it (needs a token, returns `204` on success)": "204",
    "Holds up to 500 passengers, within 200 ms.": "",
}
TOLD = {
    "a sample below its status": f"**Response (200):**\n{SAMPLE}",
    "a sample behind a list item": f"**Responses:**\n- 200: done\n{SAMPLE}- 401: no token\n",
    "a sample apart from its status": f"**Status codes:**\n- 200: done\n\n**Response body:**\n{SAMPLE}",
    "a name in code, behind a reason": "**Response**: `200 OK` `Ferry`\n",
    "words": "**Responses:**\n- 200: the list of ferries\n",
    "words before the status": "**Response**: updated ferry object (200)\n",
}
UNTOLD = {
    "nothing but success": "**Responses:**\n- 200: done\n",
    "the sample of an error": f"**Response**: 200\n\n**Error (404):**\n{SAMPLE}",
}


def endpoint(text: str) -> Endpoint:
    (found,) = read({"api/ferries.md": f"### GET /ferries/{{id}}\n\n{text}\n"}).spec.endpoints
    return found


@pytest.mark.parametrize("text", STATUSES)
def test_statuses_are_told_in_many_styles(text: str) -> None:
    found = endpoint(text)
    statuses = [answer.status for answer in found.responses] + [error.status for error in found.errors]
    assert " ".join(map(str, statuses)) == STATUSES[text]


@pytest.mark.parametrize("text", TOLD.values(), ids=TOLD)
def test_a_body_that_is_shown_or_told_in_words_is_one(text: str) -> None:
    (answer,) = endpoint(text).responses
    assert answer.schema or answer.media


@pytest.mark.parametrize("text", UNTOLD.values(), ids=UNTOLD)
def test_what_says_nothing_of_a_body_tells_of_none(text: str) -> None:
    (answer,) = endpoint(text).responses
    assert (answer.schema, answer.media) == ("", "")


@pytest.mark.parametrize("word", ["SUCCESS", "Complete"])
def test_a_capital_word_is_not_always_the_name_of_a_shape(word: str) -> None:
    found = endpoint(
        f"**Request body**: {word} ferry object\n\n**Response (200)**: `{word if word.isupper() else 'done'}`"
    )
    assert found.body is None
    assert [answer.schema for answer in found.responses] == [""]
