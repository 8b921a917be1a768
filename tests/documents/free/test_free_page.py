"""Which words of a free-form endpoint belong to which of its parts."""

import pytest

from tests.documents.free.heard import heard

STYLES = {
    "a field is called like a label": (
        '### GET /ferries\nQuery Parameters:\n- status: "moored" | "sailing"\n- sort: "name" | "age"\nResponse: all of them\n',
        ["GET /ferries ?status,sort"],
    ),
    "a field of the body is called like a label": (
        "### POST /ferries\nBody:\n- name: string (required)\n- description: string (optional)\nResponse: 201\n",
        ["POST /ferries {name! description?} 201"],
    ),
    "labels of a list follow one another": (
        "### POST /ferries\n- Body: { name: string }\n- Response: 201\n- Errors: 409\n",
        ["POST /ferries {name} 201 409"],
    ),
    "the body of an answer, under its heading": (
        '### GET /ferries\n#### Response\n- Status: `200`\n- Body:\n```json\n{"rows": []}\n```\n',
        ["GET /ferries 200"],
    ),
    "the body of an answer, under its label": (
        '### POST /ferries\n**Request**:\n```json\n{"name": "Ada"}\n```\n**Response**:\n- Status: 201\n- Body: {"id": 4}\n',
        ["POST /ferries {name} 201"],
    ),
    "a formatter has drawn a label into the list": (
        "### POST /ferries\n**Body**:\n\n- `name` (required)\n- `deck` (optional)\n  **Response**: `201 Created`\n  **Errors**: 409\n",
        ["POST /ferries {name! deck?} 201 409"],
    ),
    "facts in a table of two columns": (
        "### DELETE /ferries/{id}\n\n| Fact | Value |\n|---|---|\n| Auth | Yes |\n| Status | 204 No Content |\n",
        ["DELETE /ferries/{id} user 204"],
    ),
    "a table of statuses is no table of facts": (
        "### GET /ferries\n**Errors**:\n\n| Status | When |\n|---|---|\n| 404 | gone |\n| 410 | sunk |\n",
        ["GET /ferries 404 410"],
    ),
    "the status of the success": (
        "### GET /ferries\n#### Response\n- **Success status:** `200 OK`\n#### Error responses\n- `401`: no token\n",
        ["GET /ferries 200 401"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), STYLES.values(), ids=STYLES)
def test_each_part_has_what_stands_below_its_label(text: str, said: list[str]) -> None:
    assert heard(text) == said


SENT = {
    "a table of parameters without a label": (
        "### GET /ferries/{id}/stops\n\n| Param | Type |\n|---|---|\n| id | int |\n| pier | string |\n",
        ["GET /ferries/{id}/stops ?pier"],
    ),
    "a table that says where each is sent": (
        "### GET /ferries/{id}\n\n| Name | Type | In |\n|---|---|---|\n| id | int | path |\n| pier | string | query |\n",
        ["GET /ferries/{id} ?pier"],
    ),
    "a parameter in the body is no query": (
        "### PATCH /ferries/{id}\n**Parameters**:\n- `id` (path): which\n- `deck` (body, required): how many\n",
        ["PATCH /ferries/{id} {deck!}"],
    ),
    "an example of the request": (
        '### POST /ferries\n**Example request**:\n```\nPOST /ferries\nAccept: */*\n\n{"name": "Ada"}\n```\n**Validation**:\n- `name`: required\n',
        ["POST /ferries {name!}"],
    ),
    "an example of a request without a body": (
        "### GET /ferries\n**Request example**:\n```\nGET /ferries\nAuthorization: Bearer abc\n```\n",
        ["GET /ferries"],
    ),
}


@pytest.mark.parametrize(("text", "said"), SENT.values(), ids=SENT)
def test_what_a_request_sends_is_told_in_many_places(text: str, said: list[str]) -> None:
    assert heard(text) == said
